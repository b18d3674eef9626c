//! Texts are found by the ids of what they are in: whatever was inserted before, and however they were reworded.

use super::reviewer::{Change, reviewed};
use crate::support::{events, unzipped};

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
