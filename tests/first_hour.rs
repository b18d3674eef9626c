//! The first hour: what is printed while many packs are built, on narrow terminals and in the summary of a job; what shells complete; the
//! pages for `man`.

use std::process::Command;

use crate::support::{Scratch, copied, packwright, repository, unzipped};

const AS_ISSUED: &str = "un-network-2023-02-08-as-issued";

/// A workspace with a pack that is sound, one with many warnings, and one with errors.
fn three_packs() -> Scratch {
    let scratch = Scratch::new();
    for (name, from) in [("good", "smallest"), ("warned", AS_ISSUED)] {
        let definition = std::fs::read(repository().join(format!("packs/{from}/meeting.json"))).unwrap();
        scratch.write(&format!("packs/{name}/meeting.json"), &definition);
    }
    scratch.write("packs/bad/meeting.json", b"{ \"version\": 1, \"titel\": \"A | B\", \"body\": \"nobody\" }");
    scratch
}

#[test]
fn many_warnings_of_a_pack_do_not_bury_the_result() {
    let scratch = three_packs();
    let (code, out, err) = scratch.run(&["build"]);
    assert_eq!(code, 1);
    assert!(!err.contains("warning["), "{err}");
    assert!(err.contains(" warnings; `packwright check warned` shows them"), "{err}");
    assert!(err.contains("error[") && err.contains("bad: not built, "), "{err}");
    assert!(out.contains("3 packs in ") && out.contains("2 built, 1 failed"), "{out}");
    // One pack that is named is shown whole.
    let (_, _, err) = scratch.run(&["build", "warned"]);
    assert!(err.matches("warning[").count() > 50, "{err}");
    // So are packs with few warnings.
    let few = std::fs::read(repository().join("tests/cases/findings/doubled-word/meeting.json")).unwrap();
    scratch.write("packs/few/meeting.json", &few);
    assert!(scratch.run(&["build"]).2.contains("warning[doubled-word]"));
}

#[test]
fn quiet_prints_only_what_needs_attention() {
    let scratch = three_packs();
    assert_eq!(scratch.run(&["build", "good", "--quiet"]), (0, String::new(), String::new()));
    assert_eq!(scratch.run(&["check", "good", "-q"]), (0, String::new(), String::new()));
    let (code, out, err) = scratch.run(&["build", "-q"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains("bad: not built, "), "{err}");
}

#[test]
fn the_summary_of_a_job_says_why_packs_were_not_built() {
    let scratch = three_packs();
    let (output, summary) = scratch.run_on_github(&["build"]);
    assert_eq!(output.status.code(), Some(1));
    let row = summary.lines().find(|line| line.starts_with("| bad | failed | ")).unwrap_or_else(|| panic!("{summary}"));
    assert!(row.contains("there is no key `titel` here (packs/bad/meeting.json:1)"), "{row}");
    assert!(row.contains("; ") && row.ends_with(" more |"), "{row}");
}

/// `script` gives the program a terminal of its own. Where it is not there, nothing can be seen.
#[cfg(target_os = "linux")]
#[test]
fn in_forty_columns_the_progress_fits_on_a_line() {
    let scratch = Scratch::new();
    let definition = std::fs::read(repository().join("packs/smallest/meeting.json")).unwrap();
    for n in 0..12 {
        scratch.write(&format!("packs/a-meeting-with-a-long-name-{n}/meeting.json"), &definition);
    }
    let line = format!("stty rows 24 cols 40; {} build --no-cache --jobs 2", env!("CARGO_BIN_EXE_packwright"));
    let run = Command::new("script")
        .current_dir(scratch.path())
        .env_remove("GITHUB_ACTIONS")
        .env("TERM", "xterm")
        .args(["-qec", &line, "/dev/null"])
        .stdin(std::process::Stdio::null())
        .output();
    let Ok(output) = run else { return };
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let plain = without_escapes(&text);
    let drawn: Vec<&str> = plain.split(['\r', '\n']).filter(|line| line.contains(" left: ")).collect();
    assert!(!drawn.is_empty(), "no progress was drawn: {text}");
    drawn.iter().for_each(|line| assert!(line.chars().count() <= 40, "{line}"));
    assert!(plain.contains("12 packs in "), "{plain}");
}

#[cfg(target_os = "linux")]
fn without_escapes(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| {
        let end = part.find(|c: char| c.is_ascii_alphabetic()).map_or(part.len(), |at| at + 1);
        plain + "\n" + &part[end..]
    })
}

/// What bash is given for a line.
fn completed(folder: &std::path::Path, words: &[&str]) -> Vec<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_packwright"))
        .current_dir(folder)
        .env("PACKWRIGHT_COMPLETE", "bash")
        .env("_CLAP_COMPLETE_INDEX", (words.len() - 1).to_string())
        .env("_CLAP_IFS", "\n")
        .arg("--")
        .args(words)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(|line| line.trim().to_owned()).collect()
}

#[test]
fn shells_complete_packs_codes_examples_and_names() {
    let scratch = three_packs();
    let has = |words: &[&str], wanted: &str| {
        let completed = completed(&scratch.path(), words);
        assert!(completed.iter().any(|one| one == wanted), "{words:?}: {completed:?}");
    };
    has(&["packwright", "build", "w"], "warned");
    has(&["packwright", "check", ""], "good");
    has(&["packwright", "sign", "go"], "good");
    has(&["packwright", "build", "--deny", "doubled"], "doubled-word");
    has(&["packwright", "explain", "sty"], "style");
    has(&["packwright", "new", "packs/x", "--like", "bo"], "board");
    has(&["packwright", "labels", "f"], "fr");
    has(&["packwright", "template", "min"], "minutes.xml.j2");
    has(&["packwright", "document", "good", "min"], "minutes");
    has(&["packwright", "approve", "good", "--as", "fe"], "fenn");
    let of_examples = completed(repository(), &["packwright", "issue", "hospital", "--audience", "pu"]);
    assert_eq!(of_examples, ["public"]);
    has(&["packwright", "bu"], "build");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let (code, script, _) = scratch.run(&["completions", shell]);
        assert!(code == 0 && script.contains("PACKWRIGHT_COMPLETE"), "{shell}: {script}");
    }
}

#[test]
fn the_manual_has_a_page_for_each_command_that_says_what_it_does() {
    let scratch = Scratch::new();
    let (code, out, _) = scratch.run(&["manual", "man"]);
    assert_eq!(code, 0);
    assert!(out.lines().count() > 15, "{out}");
    for path in out.lines() {
        let page = std::fs::read_to_string(scratch.path().join(path)).unwrap();
        assert!(!page.contains("EXTRA"), "{path}: {page}");
        let sections = [
            "NAME",
            "SYNOPSIS",
            "DESCRIPTION",
            "OPTIONS",
            "EXAMPLES",
            "\"EXIT STATUS\"",
            "FILES",
            "ENVIRONMENT",
            "\"SEE ALSO\"",
        ];
        let at: Vec<Option<usize>> = sections.iter().map(|section| page.find(&format!(".SH {section}"))).collect();
        assert!(at.iter().all(Option::is_some) && at.is_sorted(), "{path}: {at:?}\n{page}");
    }
    // With the values of options, and what can be given several times.
    let usage = |command: &str| {
        let page = std::fs::read_to_string(scratch.path().join(format!("man/packwright-{command}.1"))).unwrap();
        page.lines().skip_while(|line| *line != ".SH SYNOPSIS").nth(1).unwrap().replace('\\', "")
    };
    assert!(usage("build").contains("packwright build [OPTIONS] [PACK]..."), "{}", usage("build"));
    assert!(usage("sign").contains("packwright sign [OPTIONS] --key <FILE> <PACK|ZIP>"), "{}", usage("sign"));
}

/// Whatever is mistyped, something near it is offered.
#[test]
fn near_misses_are_offered_everywhere() {
    let scratch = copied(&repository().join("tests/cases/released/0.1.0/rest"));
    let said = |arguments: &[&str]| {
        let output = packwright(scratch.path(), arguments);
        assert_ne!(output.status.code(), Some(0), "{arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    for (arguments, near) in [
        (&["biuld"][..], "build"),
        (&["build", "--jbos", "2"], "--jobs"),
        (&["build", "part"], "parts"),
        (&["build", "packs/wrods"], "words"),
        (&["check", "--deny", "doubled-wrod"], "doubled-word"),
        (&["explain", "consistancy"], "consistency"),
        (&["new", "packs/x", "--like", "counsil"], "council"),
        (&["labels", "en-UK"], "en-US"),
        (&["template", "minute.xml.j2"], "minutes.xml.j2"),
        (&["document", "parts", "agneda"], "agenda"),
        (&["context", "parts", "--language", "em"], "en"),
        (&["build", "--format", "jsno"], "json"),
        (&["build", "--require", "pdf/us"], "pdf/ua"),
        (&["schema", "meetings"], "meeting"),
        (&["cache", "prun"], "prune"),
        (&["approve", "parts", "--as", "roch"], "roche"),
        (&["verify", "out/partz.zip"], "out/parts.zip"),
        (&["verify", "parts"], "did you mean `out/parts.zip`?"),
    ] {
        if near == "out/parts.zip" {
            assert!(packwright(scratch.path(), &["build", "-q", "--no-cache"]).status.success());
        }
        let said = said(arguments);
        assert!(said.contains(near), "{arguments:?}: {said}");
    }
}

/// Somebody who is in `packs/`, or in a pack, is told what to type: a workspace in a workspace hides the registry of the other.
#[test]
fn a_pack_is_not_started_where_no_pack_is_found() {
    let scratch = three_packs();
    let in_folder = |folder: &str, words: &[&str]| {
        let output = packwright(&scratch.path().join(folder), words);
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    for (folder, typed, better) in [
        ("packs", "packs/spring", "packwright new spring"),
        ("packs", "./packs/spring/", "packwright new spring"),
        ("packs/good", "spring", "packwright new ../spring"),
        ("packs/good", "packs/spring", "packwright new ../spring"),
        (".", "packs/packs/spring", "packwright new packs/spring"),
        (".", "packs/good/spring", "packwright new packs/spring"),
    ] {
        let (code, err) = in_folder(folder, &["new", typed, "--like", "board"]);
        assert!(code == Some(2) && err.contains(&format!("hint: type `{better} --like board`")), "{typed}: {err}");
    }
    assert_eq!(in_folder("packs", &["new", "spring"]).0, Some(0));
    // What lies there already does not hide the workspace, and is told.
    let definition = std::fs::read(repository().join("packs/smallest/meeting.json")).unwrap();
    scratch.write("packs/packs/late/meeting.json", &definition);
    std::fs::remove_dir_all(scratch.path().join("packs/bad")).unwrap();
    let (code, err) = in_folder("packs", &["check"]);
    assert!(
        code == Some(1) && err.contains("error[bad-pack-name]") && err.contains("move it to `packs/late`"),
        "{err}"
    );
    assert!(in_folder("packs", &["check", "good"]).0 == Some(0));
    // A repository may be called so.
    let other = Scratch::new();
    other.write("packs/packs/one/meeting.json", &definition);
    let run = |words: &[&str]| packwright(&other.path().join("packs"), words).status;
    assert!(run(&["new", "packs/two"]).success() && run(&["check"]).success());
    assert!(other.path().join("packs/packs/two/meeting.json").is_file());
    assert_eq!(run(&["new", "packs/\u{e9}t\u{e9}"]).code(), Some(2));
}

/// Hints lead to what can be typed.
#[test]
fn refused_commands_say_what_to_type() {
    let scratch = Scratch::new();
    scratch.write(
        "packs/water/meeting.json",
        br#"{ "version": 1, "title": "Spring", "body": "club", "languages": ["en", "fr"], "status": "minutes-draft",
          "bodies": { "club": { "name": { "en": "Club", "fr": "Cercle" } } },
          "people": { "keller": { "name": "Rosa Keller" }, "brun": { "name": "Paul Brun" } },
          "chairs": [{ "person": "keller" }], "officers": [{ "role": "Secretary", "who": ["brun"] }],
          "time": { "start": "2026-03-10T18:30", "minutes": 60, "zone": "Europe/Paris" },
          "agenda": [{ "id": "books", "title": "Books", "minutes": 60 }],
          "decisions": [{ "id": "buy", "title": "Books", "items": ["books"], "result": "Carried" }] }"#,
    );
    let said = |arguments: &[&str]| {
        let output = packwright(&scratch.path(), arguments);
        assert_ne!(output.status.code(), Some(0), "{arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    let approve = |more: &[&str]| said(&[&["approve", "water"], more].concat());
    for (arguments, words) in [
        (&["--as", "chair"][..], "the chair is `keller`"),
        (&["--as", "Secretary"], "the secretary is `brun`"),
        (&["--as", "Paul Brun"], "give the id: `brun`"),
        (&["--as", "brun", "--at", "2026-03-30"], "as in `2026-03-30T12:00:00Z`"),
        (&["--as", "brun", "--at", "2026-03-30 09:15"], "as in `2026-03-30T09:15:00Z`"),
        (&["--as", "brun", "--at", "yesterday"], "as in `2026-"),
    ] {
        let said = approve(arguments);
        assert!(said.contains(words), "{arguments:?}: {said}");
    }
    let lost = said(&["sign", "water", "--key", "key.pem"]);
    assert!(lost.contains("`key.pem` cannot be read") && !lost.contains("zip"), "{lost}");
    let elsewhere = tempfile::tempdir().unwrap();
    let lost = String::from_utf8(packwright(elsewhere.path(), &["check", "water"]).stderr).unwrap();
    assert!(lost.contains("`packs` of a workspace; if yours is elsewhere, change to it"), "{lost}");
    let named = String::from_utf8(packwright(elsewhere.path(), &["new", "packs/\u{e9}t\u{e9}"]).stderr).unwrap();
    assert!(named.contains("`ete`"), "{named}");
}

/// Nothing is said twice in the head of the minutes, and nobody has to guess what an abbreviation stands for; a break is no
/// larger than the items around it.
#[test]
fn minutes_say_once_who_chairs_and_what_an_entity_is() {
    let scratch = Scratch::new();
    scratch.write(
        "packs/water/meeting.json",
        br#"{ "version": 1, "title": "Spring", "body": "club", "status": "minutes-draft",
          "style": { "templates": "plain" }, "bodies": { "club": { "name": "Club" } },
          "entities": { "north": { "name": "Municipality of Northford", "abbreviation": "MN" } },
          "people": { "keller": { "name": "Rosa Keller", "entity": "north" }, "brun": { "name": "Paul Brun", "entity": "north" } },
          "chairs": [{ "person": "keller", "role": "Chair" }],
          "attendance": { "participants": [{ "who": "brun", "class": "staff" }, { "who": "keller" }] },
          "time": { "start": "2026-03-10T18:30", "minutes": 60, "zone": "Europe/Paris" },
          "agenda": [{ "id": "books", "title": "Books", "minutes": 20 }, { "id": "pause", "title": "Coffee", "minutes": 20, "break": true },
            { "id": "fees", "title": "Fees", "minutes": 20 }],
          "decisions": [{ "id": "buy", "title": "Books", "items": ["books"], "result": "Carried" }] }"#,
    );
    assert_eq!(scratch.run(&["build", "water", "--text", "--no-cache"]).0, 0);
    let files = unzipped(&std::fs::read(scratch.path().join("out/water.zip")).unwrap());
    let minutes = String::from_utf8(files["minutes.txt"].clone()).unwrap();
    assert!(minutes.contains("Chair: Rosa Keller, MN") && !minutes.contains("(Chair)"), "{minutes}");
    assert_eq!(minutes.matches("Municipality of Northford (MN)").count(), 1, "{minutes}");
    let first = minutes.find("Municipality of Northford").unwrap();
    assert!(minutes[..first].ends_with("Rosa Keller, ") && minutes[first..].contains("Paul Brun, MN"), "{minutes}");
    let (_, agenda, _) = scratch.run(&["document", "water", "agenda"]);
    assert_eq!(agenda.matches("\"aside\"").count(), 1, "{agenda}");
}

/// A document that a pack names and that is not due is told as such; a list of participants is due with the minutes.
#[test]
fn a_document_that_is_not_due_says_why() {
    let scratch = Scratch::new();
    let mut definition = serde_json::json!({
        "version": 1, "title": "Spring meeting", "body": "club", "bodies": { "club": { "name": "Reading Circle" } },
        "time": { "start": "2026-03-10" }, "people": { "ana": { "name": "Ana Ruiz" } },
        "agenda": [{ "id": "books", "title": "Books" }], "attendance": { "participants": [{ "who": "ana" }] },
        "pack": [{ "document": "agenda" }, { "document": "minutes" }, { "document": "attendance" }]
    });
    let write = |definition: &serde_json::Value| {
        scratch.write("packs/spring/meeting.json", definition.to_string().as_bytes());
    };
    write(&definition);
    let why = [
        ("attendance", "the meeting is not convened"),
        ("minutes", "nothing is decided"),
        ("changes", "a build makes it"),
    ];
    for (document, why) in why {
        let (code, _, err) = scratch.run(&["document", "spring", document]);
        let told = format!("the document `{document}` cannot be printed: {why}");
        assert!(code == 2 && err.contains(&told), "{err}");
    }
    definition["decisions"] = serde_json::json!([{ "id": "buy", "items": ["books"], "text": "Two books are bought." }]);
    write(&definition);
    let (code, out, err) = scratch.run(&["document", "spring", "attendance", "--text"]);
    assert!(code == 0 && out.contains("Ana Ruiz"), "{out}{err}");
    let (_, out, _) = scratch.run(&["build", "spring"]);
    assert!(out.contains("attendance 1 page"), "{out}");
}

/// Where nothing can be written, the folder and the reason are told.
#[test]
fn a_file_in_place_of_a_folder_is_named() {
    let scratch = three_packs();
    scratch.write("file", b"");
    for folder in ["file", "file/deeper"] {
        let (code, _, err) = scratch.run(&["build", "good", "--out", folder]);
        assert!(code == 1 && err.contains("cannot be written: `file` is not a folder"), "{err}");
    }
    if cfg!(target_os = "linux") {
        let (code, _, err) = scratch.run(&["build", "good", "--out", "/proc/here"]);
        assert!(code == 1 && err.contains("no folder can be made in `/proc`"), "{err}");
    }
}

/// Programs find each document in the zip under the name that they are given.
#[test]
fn documents_of_several_editions_are_named_with_their_folder() {
    let scratch = Scratch::new();
    let definition = serde_json::json!({
        "version": 1, "languages": ["en", "fr"], "title": { "en": "Spring", "fr": "Printemps" }, "body": "club",
        "bodies": { "club": { "name": { "en": "Circle", "fr": "Cercle" } } }, "time": { "start": "2026-03-10" },
        "agenda": [{ "id": "books", "title": { "en": "Books", "fr": "Livres" } }]
    });
    scratch.write("packs/spring/meeting.json", definition.to_string().as_bytes());
    let (code, out, err) = scratch.run(&["build", "--format", "json"]);
    assert_eq!(code, 0, "{err}");
    let zip = crate::support::unzipped(&std::fs::read(scratch.path().join("out/spring.zip")).unwrap());
    let events: Vec<serde_json::Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let pack = events.iter().find(|event| event["event"] == "pack").unwrap();
    let documents = pack["built"]["documents"].as_array().unwrap();
    assert_eq!(documents.len(), 2, "{pack}");
    for document in documents {
        assert!(zip.contains_key(document["file"].as_str().unwrap()), "{document}");
        assert_eq!(document["path"], "agenda.pdf");
    }
}

/// Who tries examples one after the other has packs that build: an empty registry that nobody changed gives way to that of an example.
#[test]
fn examples_build_also_where_another_was_started_before() {
    let scratch = Scratch::new();
    let new = |pack: &str, like: &str| scratch.run(&["new", &format!("packs/{pack}"), "--like", like]);
    assert_eq!(new("first", "smallest").0, 0);
    for (pack, like) in [("network", "un-network-2023-02-08"), ("series", "allotments-june")] {
        let (code, out, err) = new(pack, like);
        assert!(code == 0 && !format!("{out}{err}").contains("registry"), "{like}: {out}{err}");
        assert_eq!(scratch.run(&["check", pack, "--quick"]).0, 0, "{like}");
    }
    scratch.write("packs/registry.json", br#"{ "people": { "ana": { "name": "Ana Ruiz" } } }"#);
    let (_, out, err) = new("later", "allotments-march");
    assert!(format!("{out}{err}").contains("the registry exists and was not changed"), "{out}{err}");
}
