//! Texts are found by the ids of what they are in: whatever was inserted before, and however they were reworded.

use super::reviewer::{Change, reviewed};
use serde_json::{Value, json};

use crate::support::{events, repository, unzipped};

/// A definition in which an item was inserted, and the text of the one after it was put in other words.
#[test]
fn a_text_is_told_at_its_item_after_another_was_inserted_before() {
    let scratch = super::workspace();
    let path = "packs/smallest/meeting.json";
    let (code, out, err) = scratch.run(&["build", "smallest", "--docx", "--no-cache", "--allow", "warnings"]);
    assert_eq!(code, 0, "{out}{err}");
    let zip = std::fs::read(scratch.path().join("out/smallest.zip")).unwrap();
    let docx = unzipped(&zip)["agenda.docx"].clone();
    let (file, done) = reviewed(&docx, "Ana", &[Change::of(&docx, "brings one book", ("book", "novel"))]);
    assert_eq!(done, [true]);
    scratch.write("reviewed.docx", &file);
    let definition = std::fs::read_to_string(scratch.path().join(path)).unwrap();
    let item = "    { \"id\": \"next-book\"";
    let guests =
        "    { \"id\": \"guests\", \"title\": \"Guests\", \"text\": \"Everybody brings one guest, and one book.\" },\n";
    let changed = definition.replace(item, &format!("{guests}{item}"));
    let changed = changed.replace("*everybody* brings one book.", "whoever wants to may propose several titles.");
    assert!(changed.len() > definition.len() + guests.len());
    scratch.write(path, changed.as_bytes());
    let (code, out, err) = scratch.run(&["comments", "reviewed.docx", "--format", "json"]);
    assert_eq!(code, 0, "{err}");
    let findings = events(&out, "pack")[0]["findings"].clone();
    let line = super::lines(&changed)["/agenda/2/text"];
    assert_eq!((&findings[0]["code"], &findings[0]["line"]), (&"changed-since".into(), &line.into()), "{findings}");
}

/// Entries of lists have no ids: each is the one that says the same in the same order, also after one was inserted that says what
/// another one says.
#[test]
fn an_entry_without_an_id_is_found_among_others_that_say_the_same() {
    let scratch = super::workspace();
    let path = "packs/board/meeting.json";
    let definition = std::fs::read_to_string(repository().join(path)).unwrap();
    scratch.write(path, definition.as_bytes());
    let (code, out, err) = scratch.run(&["build", "board", "--docx", "--no-cache", "--allow", "warnings"]);
    assert_eq!(code, 0, "{out}{err}");
    let zip = std::fs::read(scratch.path().join("out/board.zip")).unwrap();
    let docx = unzipped(&zip)["minutes.docx"].clone();
    let value: Value = serde_json::from_str(&definition).unwrap();
    let (item, at, text) = value["agenda"]
        .as_array()
        .unwrap()
        .iter()
        .enumerate()
        .find_map(|(item, agenda)| {
            let said = agenda["proceedings"].as_array()?;
            let at = said.iter().position(|one| one["text"].as_str().is_some_and(|text| text.contains("took note")))?;
            Some((item, at, said[at]["text"].as_str()?.to_owned()))
        })
        .unwrap();
    let (file, done) = reviewed(&docx, "Ana", &[Change::of(&docx, "took note", ("note", "careful note"))]);
    assert_eq!(done, [true]);
    scratch.write("reviewed.docx", &file);
    let mut changed = value.clone();
    let list = changed["agenda"][item]["proceedings"].as_array_mut().unwrap();
    list.insert(0, json!({ "text": text }));
    list.insert(1, json!({ "text": "The Chair thanked everybody." }));
    let sent = serde_json::to_string_pretty(&changed).unwrap();
    scratch.write(path, sent.as_bytes());
    let (code, out, err) = scratch.run(&["comments", "reviewed.docx", "--apply"]);
    assert_eq!(code, 0, "{out}{err}");
    let written: Value = serde_json::from_slice(&std::fs::read(scratch.path().join(path)).unwrap()).unwrap();
    let list = written["agenda"][item]["proceedings"].as_array().unwrap();
    assert_eq!(list[0]["text"], json!(text), "{out}{err}");
    assert_eq!(list[at + 2]["text"], json!(text.replace("took note", "took careful note")), "{out}{err}");
}

/// Typed words in the place of a whole reference are not written: what it refers to would no longer be known.
#[test]
fn a_reference_is_not_replaced_by_typed_words() {
    let scratch = super::workspace();
    let path = "packs/board/meeting.json";
    let definition = std::fs::read(repository().join(path)).unwrap();
    scratch.write(path, &definition);
    let (code, out, err) = scratch.run(&["build", "board", "--docx", "--no-cache", "--allow", "warnings"]);
    assert_eq!(code, 0, "{out}{err}");
    let zip = std::fs::read(scratch.path().join("out/board.zip")).unwrap();
    let docx = unzipped(&zip)["minutes.docx"].clone();
    let change = ("resolution\u{a0}1", "resolution\u{a0}2");
    let (file, done) = reviewed(&docx, "Ana", &[Change::of(&docx, "come to GBP", change)]);
    assert_eq!(done, [true]);
    scratch.write("reviewed.docx", &file);
    let (_, out, err) = scratch.run(&["comments", "reviewed.docx", "--apply"]);
    assert!((out.clone() + &err).contains("changed-reference"), "{out}{err}");
    assert!(definition == std::fs::read(scratch.path().join(path)).unwrap(), "{out}{err}");
    // A definition that cannot be read is the reason why nothing has a place, also where the reader sees what was meant.
    let text = String::from_utf8(definition).unwrap();
    for broken in
        [format!("{text}x"), text.replacen("\"version\": 1,", "\"version\": 1", 1), format!("// a note\n{text}")]
    {
        assert_ne!(broken, text);
        scratch.write(path, broken.as_bytes());
        for apply in [&[][..], &["--apply"]] {
            let words: Vec<&str> = ["comments", "reviewed.docx"].iter().chain(apply).copied().collect();
            let (code, out, err) = scratch.run(&words);
            let said = out + &err;
            assert_eq!(code, 1, "{said}");
            assert!(said.contains(if apply.is_empty() { "error[json-syntax]" } else { "cannot be read" }), "{said}");
        }
        assert_eq!(std::fs::read_to_string(scratch.path().join(path)).unwrap(), broken);
    }
    // What else is wrong with it is said, too: parts of it may be missing.
    scratch.write(path, text.replacen("\"version\": 1,", "\"version\": 1, \"closing\": 5,", 1).as_bytes());
    let (code, out, err) = scratch.run(&["comments", "reviewed.docx"]);
    assert!(code == 1 && (out.clone() + &err).contains("error["), "{code} {out}{err}");
}
