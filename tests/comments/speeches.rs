//! What people said: its words are texts, the name before them is derived, and the whole is an entry of the definition.

use super::passages::{built, marked, moving, texts, told_and_applied, without_bookmarks};
use super::reviewer::Edit;
use super::round::{BY, findings, paragraph};
use super::within::replaced;
use crate::support::Scratch;

const SAID: [&str; 3] = ["asked how the reserve had grown.", "The figures are in the annex.", "Then all agreed."];

/// A workspace with a pack in whose minutes two people speak, and the minutes as they were sent out.
fn spoken() -> (Scratch, Vec<u8>) {
    let scratch = super::workspace();
    let who = |id: &str, text: &str| serde_json::json!({ "who": [id], "text": text });
    let meeting = serde_json::json!({
        "version": 1, "title": "Texts", "body": "club", "bodies": { "club": { "name": "Club" } },
        "people": { "lee": { "name": "Ann Lee" }, "ruiz": { "name": "Carla Ruiz" } },
        "time": { "start": "2026-03-10T18:30", "minutes": 60, "zone": "Europe/Paris" },
        "agenda": [{ "id": "one", "title": "One item", "minutes": 60, "proceedings": [
            who("lee", SAID[0]), who("ruiz", SAID[1]), { "text": SAID[2] }
        ] }]
    });
    scratch.write("packs/texts/meeting.json", serde_json::to_string_pretty(&meeting).unwrap().as_bytes());
    let minutes = built(&scratch, "texts", "minutes.docx");
    (scratch, minutes)
}

#[test]
fn words_that_somebody_said_are_written_and_the_name_is_derived() {
    let (_, minutes) = spoken();
    for (at, was, now) in [(0, "reserve", "fund"), (0, "asked", "wondered"), (1, "figures", "numbers")] {
        let (scratch, _) = spoken();
        let (told, said) = told_and_applied(&scratch, &minutes, |text| replaced(&text, was, now));
        assert_eq!(findings(&told)[0]["code"], "proposed-replacement", "{told}");
        let mut wanted = SAID.map(str::to_owned);
        wanted[at] = wanted[at].replacen(was, now, 1);
        assert_eq!(texts(&scratch), wanted, "{was}: {said}");
    }
    for (was, now) in [("Lee", "Leigh"), ("Carla", "Clara")] {
        let (scratch, _) = spoken();
        let (told, said) = told_and_applied(&scratch, &minutes, |text| replaced(&text, was, now));
        let told = findings(&told);
        assert!(told.len() == 1 && told[0]["code"] == "changed-derived", "{was}: {told:?}");
        assert_eq!(texts(&scratch), SAID, "{was}: {said}");
    }
}

#[test]
fn what_somebody_said_is_an_entry_that_is_told_and_not_written() {
    let (scratch, minutes) = spoken();
    let new = |text: String| {
        let before = paragraph(&text, "asked how").to_owned();
        let own = without_bookmarks(&before);
        let properties = &own[..own.find("</w:pPr>").unwrap() + "</w:pPr>".len()];
        let mark = format!("<w:rPr><w:ins w:id=\"71\" {BY}/></w:rPr></w:pPr>");
        let run = "<w:r><w:t xml:space=\"preserve\">Carla Ruiz thanked her.</w:t></w:r>";
        let both =
            before.replacen("</w:pPr>", &mark, 1) + &format!("{properties}<w:ins w:id=\"72\" {BY}>{run}</w:ins></w:p>");
        text.replacen(&before, &both, 1)
    };
    let gone = |text: String| {
        let before = paragraph(&text, "asked how").to_owned();
        text.replacen(&before, &marked(&before, "del"), 1)
    };
    let edits: [(Edit<'_>, &str, &str); 3] = [
        (&new, "proposed-insertion", "it would stand after `/agenda/0/proceedings/0`"),
        (&gone, "proposed-deletion", "the paragraph is `/agenda/0/proceedings/0`"),
        (&|text| moving(&text, &["The figures"], "asked how", |copy| copy), "proposed-move", ""),
    ];
    for (edit, code, note) in edits {
        let (told, said) = told_and_applied(&scratch, &minutes, edit);
        let told = findings(&told);
        assert!(told.len() == 1 && told[0]["code"] == code, "{code}: {told:?}");
        assert!(told[0]["notes"].to_string().contains(note), "{told:?}");
        assert_eq!(texts(&scratch), SAID, "{code}: {said}");
    }
}

#[test]
fn what_was_said_is_found_again_beside_an_entry_that_names_a_decision() {
    let (scratch, _) = spoken();
    let path = "packs/texts/meeting.json";
    let text = std::fs::read_to_string(scratch.path().join(path)).unwrap();
    let mut meeting: serde_json::Value = serde_json::from_str(&text).unwrap();
    let said = serde_json::json!({ "who": ["lee"], "text": "presented the new fees." });
    meeting["agenda"][0]["proceedings"] = serde_json::json!([said, { "decision": "fees" }]);
    meeting["decisions"] = serde_json::json!([{ "id": "fees", "text": "The fees are adopted." }]);
    scratch.write(path, serde_json::to_string_pretty(&meeting).unwrap().as_bytes());
    let minutes = built(&scratch, "texts", "minutes.docx");
    let (told, said) = told_and_applied(&scratch, &minutes, |text| replaced(&text, "new", "revised"));
    assert!(findings(&told)[0]["code"] == "proposed-replacement" && said.contains("wrote 1 text"), "{told}{said}");
    let (_, out, err) = scratch.run(&["comments", "mo.docx"]);
    assert!(out.contains("1 change already in the definition") && !err.contains("changed-since"), "{out}{err}");
}

/// A reviewer often changes entries beside each other: what is written of both is known, whether somebody is named with it or not.
#[test]
fn neighbours_that_were_changed_are_found_again() {
    for changed in [&["reserve", "figures"][..], &["figures", "agreed"], &["reserve", "figures", "agreed"]] {
        let (scratch, minutes) = spoken();
        let edit = |text: String| changed.iter().fold(text, |text, word| replaced(&text, word, "numbers"));
        let (told, said) = told_and_applied(&scratch, &minutes, edit);
        assert_eq!(findings(&told).len(), changed.len(), "{told}");
        assert!(said.contains(&format!("wrote {} texts", changed.len())), "{said}");
        let (_, out, err) = scratch.run(&["comments", "mo.docx"]);
        let known = format!("{} changes already in the definition", changed.len());
        assert!(out.contains(&known) && !err.contains("changed-since"), "{out}{err}");
    }
}
