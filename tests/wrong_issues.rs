//! Wrong use of `issue` and `--since`, wrong values of options, and damaged records: what is said, and what to do.

use packwright::leak::texts_of_pages;
use serde_json::{Value, json};

use crate::changes::{Edited, definition, page, sent};
use crate::support::{Scratch, unzipped};

fn says(scratch: &Scratch, arguments: &[&str], exit: i32, words: &[&str]) {
    let (code, out, err) = scratch.run(arguments);
    assert_eq!(code, exit, "{arguments:?}: {out}{err}");
    for part in words {
        assert!(err.contains(part), "{arguments:?}, {part}: {err}");
    }
}

#[test]
fn values_of_options_that_are_wrong_say_what_to_write() {
    let scratch = Scratch::new();
    scratch.write("packs/smallest/meeting.json", definition("smallest").to_string().as_bytes());
    let cases: [(&[&str], &str); 11] = [
        (&["build", "smallest", "--since", "x"], "write the number of an issue, such as 1"),
        (&["build", "smallest", "--since", "0"], "write the number of an issue, such as 1"),
        (&["build", "--jobs", "many"], "write a whole number from 1 to 512"),
        (&["build", "--jobs", "513"], "write a whole number from 1 to 512"),
        (&["build", "--packs-per-process", "0"], "write a whole number, 1 or more"),
        (&["build", "--pack-time", "-"], "write a whole number, 1 or more"),
        (&["check", "--pack-memory", "2.5"], "write a whole number, 1 or more"),
        (&["issue", "smallest", "--on", "6 March 2026"], "write a day as `2026-03-05`"),
        (&["issue", "smallest", "--on", "2026-03"], "write a day as `2026-03-05`"),
        (
            &["register", "actions", "--from", "March"],
            "write a day as `2026-03-05`, a month as `2026-03`, a year as `2026`",
        ),
        (&["register", "actions", "--width", "9"], "write a whole number, 20 or more"),
    ];
    for (arguments, words) in cases {
        says(&scratch, arguments, 2, &[words]);
    }
    says(&scratch, &["build", "--since", "1"], 2, &["each pack has issues of its own", "build PACK --since 1"]);
    says(&scratch, &["check", "--allow", "doubled-word,no-such-code"], 2, &["`--allow no-such-code`"]);
    assert_eq!(scratch.run(&["check", "--quick", "--allow", "doubled-word,style"]).0, 0);
}

#[test]
fn an_issue_that_is_not_recorded_is_named_with_those_that_are() {
    let edited = sent("board");
    says(
        &edited.0,
        &["build", "board", "--since", "9"],
        1,
        &["error[no-such-issue]: `board` has no issue 9", "it has issue 1"],
    );
    edited.add("smallest", "smallest", &definition("smallest"));
    let words = ["`smallest` has no issue 1", "record with `packwright issue smallest` what you send out"];
    says(&edited.0, &["build", "smallest", "--since", "1"], 1, &words);
    let unchanged = ["build", "board", "--since", "1", "--no-cache", "--quiet"];
    says(&edited.0, &unchanged, 0, &["warning[nothing-since]: nothing has changed since issue 1 of `board`"]);
}

#[test]
fn what_is_recorded_already_or_out_of_order_is_not_recorded_again() {
    let edited = sent("board");
    let issue = |on: &str| ["issue", "board", "--on", on].map(str::to_owned);
    let correct = "to correct the date of an issue, change it in `packs/board/issues.json`; to withdraw the last issue, remove its entry there";
    let run = |on: &str, exit: i32, words: &[&str]| {
        let arguments = issue(on);
        says(&edited.0, &arguments.each_ref().map(String::as_str), exit, words);
    };
    run("2026-03-09", 2, &["recorded already, as issue 1, sent out on 2026-03-05", correct]);
    run("2026-03-04", 2, &["issue 1 was sent out later, on 2026-03-05", correct]);
    run("2199-01-01", 2, &["2199-01-01 is in the future"]);
    let mut text = definition("board");
    text["decisions"][1]["text"] = "A pump is no longer needed.".into();
    edited.0.write("packs/board/meeting.json", text.to_string().as_bytes());
    run("2026-03-06", 2, &["`packs/board/meeting.json` has changed since", "recorded already"]);
    edited.build();
    run("2026-03-06", 0, &[]);
    // The same text with another list of changes before it.
    let since = ["build", "board", "--since", "1", "--no-cache", "--allow", "warnings", "--quiet"];
    assert_eq!(edited.0.run(&since).0, 0);
    run("2026-03-07", 2, &["recorded already, as issue 2, sent out on 2026-03-06"]);
}

#[test]
fn zips_that_cannot_be_recorded_say_why() {
    let edited = Edited::new();
    for pack in ["smallest", "round-table", "hospital"] {
        edited.add(pack, pack, &definition(pack));
    }
    edited.build();
    let zip = |name: &str| std::fs::read(edited.0.path().join(format!("out/{name}.zip"))).unwrap();
    let issue = ["issue", "smallest", "--on", "2026-03-05"];
    let own = zip("smallest");
    edited.0.write("out/smallest.zip", &zip("round-table"));
    says(&edited.0, &issue, 1, &["is the pack `round-table`, and not `smallest`", "packwright build smallest"]);
    edited.0.write("out/smallest.zip", &own[..own.len() / 2]);
    says(&edited.0, &issue, 1, &["out/smallest.zip` is damaged: "]);
    edited.0.write("out/hospital.public.zip", &zip("hospital.members"));
    let audience = ["issue", "hospital", "--on", "2026-03-05", "--audience"];
    says(&edited.0, &[&audience[..], &["public"]].concat(), 1, &["is the pack for `members`"]);
    let (code, out, err) = edited.0.run(&[&audience[..], &["press"]].concat());
    assert_eq!((code, out.as_str()), (2, ""), "{err}");
    assert_eq!(err.matches("press").count(), 1, "it is said once: {err}");
}

#[test]
fn a_record_that_is_damaged_or_of_another_pack_is_reported_at_its_place() {
    let edited = sent("board");
    let path = "packs/board/issues.json";
    let good: Value = serde_json::from_slice(&std::fs::read(edited.0.path().join(path)).unwrap()).unwrap();
    assert_eq!(good["pack"], "board");
    let mut late = good.clone();
    late["issues"][0]["date"] = "5 March".into();
    let edited_at = |at: &str, value: Value| {
        let mut edited = good.clone();
        *edited.pointer_mut(at).unwrap() = value;
        edited.to_string()
    };
    let blocks = "/issues/0/packs/0/editions/0/documents/1/blocks";
    let cases = [
        ("{\n  \"version\": 1,\n".to_owned(), "issues.json:2:"),
        ("[]".to_owned(), "an object in braces must stand here"),
        (json!({ "version": 1, "issues": null }).to_string(), "a list in square brackets must stand here"),
        (json!({ "version": 1, "issues": [], "foo": 1 }).to_string(), "there is no key `foo` here"),
        (json!({ "version": 1 }).to_string(), "the key `issues` is missing here"),
        (edited_at("/issues/0/number", json!(-1)), "a whole number must stand here"),
        (edited_at("/issues/0/number", json!(u32::MAX)), "the numbers of its issues do not rise from 1"),
        (edited_at("/issues/0/packs", json!([])), "issue 1 has no pack"),
        (edited_at("/issues/0/packs/0/zip", json!("zz")), "in issue 1, a digest is not 64 characters"),
        (
            edited_at(blocks, json!([{ "text": "a", "parent": 7 }])),
            "in issue 1, the `parent` of a block is not one of those before",
        ),
        (
            edited_at(blocks, json!([{ "text": "bell \u{7}" }])),
            "in issue 1, a text has a character that cannot be printed",
        ),
        (serde_json::to_string_pretty(&late).unwrap(), "`5 March` is not a valid date"),
        (json!({ "version": 7, "issues": [] }).to_string(), "it was written by a later version of packwright"),
        ("\u{feff}é".repeat(40), "issues.json:1:"),
        (String::new(), "issues.json"),
    ];
    for (text, words) in cases {
        edited.0.write(path, text.as_bytes());
        says(&edited.0, &["build", "board", "--no-cache"], 1, &["error[bad-issues]", words]);
        says(&edited.0, &["issue", "board", "--on", "2026-03-06"], 1, &["`packs/board/issues.json` cannot be read"]);
    }
    edited.0.write(path, good.to_string().as_bytes());
    edited.add("board-2", "board", &definition("board"));
    edited.0.write("packs/board-2/issues.json", good.to_string().as_bytes());
    let words = ["error[issues-of-another]: this is the record of the pack `board`, and not of `board-2`", "remove it"];
    says(&edited.0, &["build", "board-2", "--no-cache"], 1, &words);
    says(&edited.0, &["issue", "board-2", "--on", "2026-03-06"], 1, &["is the record of the pack `board`"]);
}

/// What was sent to others in the meantime does not keep an earlier mailing from being recorded.
#[test]
fn a_forgotten_mailing_to_another_audience_is_recorded_later() {
    let edited = Edited::new();
    edited.add("hospital", "hospital", &definition("hospital"));
    edited.build();
    let issue = |on: &str, audience: &str, exit: i32, words: &[&str]| {
        says(&edited.0, &["issue", "hospital", "--on", on, "--audience", audience], exit, words);
    };
    issue("2026-06-08", "public", 0, &[]);
    issue("2026-06-01", "members", 0, &[]);
    issue("2026-06-01", "public", 2, &["issue 1 was sent out later, on 2026-06-08"]);
    edited.build();
    let mut text = definition("hospital");
    text["agenda"][0]["title"] = "Otherwise for all".into();
    edited.0.write("packs/hospital/meeting.json", text.to_string().as_bytes());
    edited.build();
    let html = page(&edited, "out/hospital.members.zip").replace('\u{a0}', " ");
    assert!(html.contains("issue 2 of this pack, which was sent out on 1 June 2026"), "{html}");
}

/// An audience that only has another name now would read that it gets its first issue.
#[test]
fn an_audience_that_is_recorded_under_another_name_is_told() {
    let edited = sent("hospital");
    let path = "packs/hospital/issues.json";
    let record = std::fs::read_to_string(edited.0.path().join(path)).unwrap();
    edited.0.write(path, record.replace("\"public\"", "\"press\"").as_bytes());
    let words = ["warning[renamed-audience]: issue 1 has packs for `press`, which is no audience of this pack"];
    says(&edited.0, &["check", "hospital"], 0, &words);
}

/// Programs get the reason why two zips are not compared as they get all findings.
#[test]
fn programs_are_told_why_zips_are_not_compared() {
    let edited = Edited::new();
    for pack in ["smallest", "round-table"] {
        edited.add(pack, pack, &definition(pack));
    }
    edited.build();
    let (code, out, err) = edited.0.run(&["changes", "out/smallest.zip", "out/round-table.zip", "--format", "json"]);
    assert_eq!((code, err.as_str()), (1, ""));
    let said: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&said["version"], &said["findings"][0]["code"]), (&json!(1), &json!("other-meeting")), "{out}");
}

/// The title of a part that was open stands in no list for those who do not get it any more, and other parts did not change.
#[test]
fn a_part_that_is_withheld_now_moves_no_other() {
    let edited = sent("hospital");
    std::fs::copy(edited.0.path().join("out/hospital.public.zip"), edited.0.path().join("before.zip")).unwrap();
    let mut text = definition("hospital");
    text["agenda"][1]["for"] = "observers".into();
    let decisions = text["decisions"].as_array_mut().unwrap();
    decisions.iter_mut().find(|one| one["id"] == "extend-car-park").unwrap()["for"] = "observers".into();
    edited.0.write("packs/hospital/meeting.json", text.to_string().as_bytes());
    edited.build();
    let html = page(&edited, "out/hospital.public.zip").replace('\u{a0}', " ");
    let list = html.split("<section class=\"changes\"").nth(1).unwrap().split("</section>").next().unwrap();
    for absent in ["Personnel", "Decision 2", "Moved", "Renumbered", "3.", "car park", "Minutes</a>", " → "] {
        assert!(!list.contains(absent), "{absent}: {list}");
    }
    assert_eq!(list.matches("Confidential item").count(), 4, "agenda and minutes, each with its name: {list}");
    assert!(list.contains("Decision 1: Confidential decision"), "{list}");
    // From the zips alone, by position.
    let (code, out, err) = edited.0.run(&["changes", "before.zip", "out/hospital.public.zip"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    for absent in ["Personnel", "Decision 2", "    moved", "Renumbered", "    added"] {
        assert!(!out.contains(absent), "{absent}: {out}");
    }
}

#[test]
fn two_documents_never_get_one_symbol_and_the_list_of_changes_has_none() {
    let edited = Edited::new();
    let mut text = definition("session");
    text["style"]["reissue_symbols"] = "by-kind".into();
    let minutes = text["pack"].as_array().unwrap().iter().position(|paper| paper["document"] == "minutes").unwrap();
    let symbol = text["pack"][minutes]["masthead"]["symbol"].as_str().unwrap().to_owned();
    edited.add("session", "session", &text);
    edited.build();
    assert_eq!(edited.0.run(&["issue", "session", "--on", "2026-03-05"]).0, 0);
    let opening = text["agenda"][0]["proceedings"].as_array_mut().unwrap();
    opening.push(json!({ "text": "The secretariat thanked the hosts." }));
    edited.0.write("packs/session/meeting.json", text.to_string().as_bytes());
    let build = ["build", "--no-cache", "--quiet"];
    let taken =
        format!("`{symbol}/Add.1` is the symbol of another document, so `{symbol}` is sent out as `{symbol}/Add.3`");
    says(&edited.0, &build, 0, &["warning[symbol-taken]", &taken]);
    let html = page(&edited, "out/session.zip").replace('\u{a0}', " ");
    assert!(html.contains(&format!("{symbol}<span class=\"reissue\">/Add.3</span>")), "{symbol}");
    let list = html.split("<section class=\"changes\"").nth(1).unwrap().split("<table").next().unwrap();
    for absent in ["W/2025", "Replaces", "Adds", "class=\"reissue\""] {
        assert!(!list.contains(absent), "{absent}: {list}");
    }
    let stated = "Reissues of the ninth session";
    text["pack"].as_array_mut().unwrap().push(json!({ "document": "changes", "masthead": { "symbol": stated } }));
    edited.0.write("packs/session/meeting.json", text.to_string().as_bytes());
    edited.build();
    let html = page(&edited, "out/session.zip");
    let list = html.split("<section class=\"changes\"").nth(1).unwrap().split("<table").next().unwrap();
    assert!(list.contains(stated), "{list}");
}

/// A symbol with what follows it is one run from left to right, where lines begin on the right, too.
#[test]
fn a_symbol_is_not_reversed_in_arabic() {
    let edited = Edited::new();
    let mut text = definition("six-languages");
    text["languages"] = json!(["ar"]);
    text["style"]["reissue_symbols"] = true.into();
    text["masthead"]["symbol"] = "OWG/AD/2026/1 (Part I)".into();
    edited.add("six-languages", "six-languages", &text);
    edited.build();
    assert_eq!(edited.0.run(&["issue", "six-languages", "--on", "2026-03-05"]).0, 0);
    text["agenda"][0]["title"]["ar"] = "شيء آخر".into();
    edited.0.write("packs/six-languages/meeting.json", text.to_string().as_bytes());
    edited.build();
    let files = unzipped(&std::fs::read(edited.0.path().join("out/six-languages.zip")).unwrap());
    let html = String::from_utf8(files["index.html"].clone()).unwrap();
    assert!(html.contains("<bdi>OWG/AD/2026/1 (Part I)<span class=\"reissue\">/Rev.1</span></bdi>"), "{html}");
    for page in 0..2 {
        let text = texts_of_pages(&files["minutes.pdf"], &[page]).join(" ").replace(char::is_whitespace, "");
        assert!(text.contains("OWG/AD/2026/1(PartI)/Rev.1"), "page {page}: {text}");
    }
}

/// Since an issue that an audience did not get is told what changed since the one before it; if there is none, that is said.
#[test]
fn an_issue_that_was_sent_to_others_is_no_reason_to_tell_nothing() {
    let edited = Edited::new();
    edited.add("hospital", "hospital", &definition("hospital"));
    edited.build();
    for audience in ["observers", "public", "members"] {
        says(&edited.0, &["issue", "hospital", "--on", "2026-06-12", "--audience", audience], 0, &[]);
    }
    let mut changed = definition("hospital");
    changed["title"] = "Another title".into();
    edited.add("hospital", "hospital", &changed);
    let build = |since: &str| {
        let (code, out, err) = edited.0.run(&["build", "hospital", "--since", since, "--no-cache"]);
        assert_eq!(code, 0, "{out}{err}");
        err
    };
    let told = build("1");
    for audience in ["members", "public"] {
        assert!(told.contains(&format!("`{audience}` had nothing of `hospital` when issue 1 was sent out")), "{told}");
    }
    assert!(told.contains("`--since 3`") && told.contains("`--since 2`"), "{told}");
    let told = build("2");
    assert!(told.matches("nothing-since").count() == 1 && told.contains("`members` had nothing"), "{told}");
}
