//! A round of comments on the minutes of the board: several reviewers, what is chosen, and what became of the definition meanwhile.

use std::process::{Command, Stdio};
use std::time::Duration;

use packwright::workspace::hold;
use serde_json::Value;

use super::reviewer::{Change, edited, reviewed};
use crate::support::{Scratch, events, repository, unzipped};

pub(super) const DEFINITION: &str = "packs/board/meeting.json";
pub(super) const BY: &str = "w:author=\"Mo\" w:date=\"2026-04-01T10:00:00Z\"";

/// A workspace with the pack of the board, and its minutes as they were sent out.
pub(super) fn board() -> (Scratch, Vec<u8>) {
    let scratch = super::workspace();
    scratch.write(DEFINITION, &std::fs::read(repository().join(DEFINITION)).unwrap());
    let minutes = built(&scratch);
    (scratch, minutes)
}

fn built(scratch: &Scratch) -> Vec<u8> {
    let (code, out, err) = scratch.run(&["build", "board", "--docx", "--no-cache", "--allow", "warnings"]);
    assert_eq!(code, 0, "{out}{err}");
    unzipped(&std::fs::read(scratch.path().join("out/board.zip")).unwrap())["minutes.docx"].clone()
}

pub(super) fn definition(scratch: &Scratch) -> String {
    std::fs::read_to_string(scratch.path().join(DEFINITION)).unwrap()
}

/// Writes a file in which somebody replaced words: each with the words of its paragraph.
fn send_back(scratch: &Scratch, minutes: &[u8], (name, author): (&str, &str), changes: &[(&str, (&str, &str))]) {
    let changes: Vec<Change> = changes.iter().map(|(within, words)| Change::of(minutes, within, *words)).collect();
    let (file, done) = reviewed(minutes, author, &changes);
    assert!(done.iter().all(|done| *done), "{done:?}");
    scratch.write(name, &file);
}

pub(super) fn findings(out: &str) -> Vec<Value> {
    events(out, "pack").iter().flat_map(|event| event["findings"].as_array().unwrap().clone()).collect()
}

/// The finding whose message has these words.
pub(super) fn about(out: &str, words: &str) -> Value {
    let all = findings(out);
    all.iter().find(|one| one["message"].as_str().unwrap().contains(words)).unwrap_or_else(|| panic!("{out}")).clone()
}

/// A paragraph of the file, as it is stored, that has these words in one of its runs.
pub(super) fn paragraph<'a>(text: &'a str, words: &str) -> &'a str {
    let at = text.find(words).unwrap();
    let start = text[..at].rfind("<w:p>").max(text[..at].rfind("<w:p ")).unwrap();
    &text[start..at + text[at..].find("</w:p>").unwrap() + "</w:p>".len()]
}

#[test]
fn a_mark_of_a_template_beside_a_word_is_not_changed_with_it() {
    let (scratch, minutes) = board();
    let words = ("Presenters:", "Presenter:");
    send_back(&scratch, &minutes, ("ana.docx", "Ana"), &[("Presenters:", words)]);
    let (code, out, err) = scratch.run(&["comments", "ana.docx", "--apply"]);
    assert!(code == 0 && definition(&scratch).contains("\"role\": \"Presenter\""), "{out}{err}");
}

/// A paragraph that is put between two, or taken away, is no change of the words that others are derived from.
#[test]
fn a_paragraph_that_comes_or_goes_is_an_entry() {
    let (scratch, minutes) = board();
    let file = edited(&minutes, |text| {
        let after = paragraph(&text, "presented the survey").to_owned();
        let new = format!(
            "<w:p><w:pPr><w:rPr><w:ins w:id=\"1\" {BY}/></w:rPr></w:pPr><w:ins w:id=\"2\" {BY}><w:r><w:t>A new paragraph.</w:t></w:r></w:ins></w:p>"
        );
        let text = text.replace(&after, &format!("{after}{new}"));
        let gone = paragraph(&text, "asked that the votes").to_owned();
        let deleted =
            gone.replace("<w:r>", &format!("<w:del w:id=\"3\" {BY}><w:r>")).replace("</w:r>", "</w:r></w:del>");
        text.replace(&gone, &deleted.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>"))
    });
    scratch.write("mo.docx", &file);
    let (_, out, _) = scratch.run(&["comments", "mo.docx", "--format", "json"]);
    let lines = super::lines(&definition(&scratch));
    let (new, gone) = (about(&out, "A new paragraph."), about(&out, "asked that the votes"));
    assert_eq!(new["code"], "proposed-insertion", "{new}");
    assert!(new["notes"][1].as_str().unwrap().starts_with("it would stand before `/agenda/3/proceedings/4`"), "{new}");
    assert_eq!(
        (&new["line"], &gone["line"]),
        (&lines["/agenda/3/proceedings/4"].into(), &lines["/agenda/3/proceedings/9"].into())
    );
    assert_eq!(
        (&gone["code"], &gone["hint"]),
        (&"proposed-deletion".into(), &"remove the entry, if the reviewer is right".into())
    );
}

#[test]
fn changes_of_several_reviewers_to_different_words_are_written_together() {
    let (scratch, minutes) = board();
    let within = "One visitor in six";
    send_back(&scratch, &minutes, ("ana.docx", "Ana"), &[(within, ("child", "kid"))]);
    send_back(&scratch, &minutes, ("boris.docx", "Boris"), &[(within, ("spoke for", "argued for"))]);
    send_back(&scratch, &minutes, ("again.docx", "Ana"), &[(within, ("goodwill", "good will"))]);
    let (code, out, err) = scratch.run(&["comments", "ana.docx", "boris.docx", "again.docx", "--apply"]);
    let now = definition(&scratch);
    assert!(code == 0 && now.contains("argued for the request. One visitor in six is a kid of"), "{out}{err}");
    assert!(now.contains("good will is worth") && !(out + &err).contains("not-applied"));
    // Whoever changes the same word, or adds to it, contests it.
    let (scratch, minutes) = board();
    send_back(&scratch, &minutes, ("ana.docx", "Ana"), &[(within, ("child", "kid"))]);
    send_back(&scratch, &minutes, ("boris.docx", "Boris"), &[(within, ("child", "children"))]);
    let (_, out, err) = scratch.run(&["comments", "ana.docx", "boris.docx", "--apply"]);
    assert!(err.contains("the same passage is changed by Boris") && out.contains("wrote 0 texts"), "{out}{err}");
}

#[test]
fn what_is_chosen_and_not_written_is_told_with_the_reason() {
    let (scratch, minutes) = board();
    let changes = [
        ("Eleven of the forty", ("Eleven", "Twelve")),
        ("called by the Chair", ("under", "un\u{ad}der")),
        ("He gave no proxy", ("gave no", "gave\u{a0}no")),
        ("Adopted unanimously", ("unanimously", "by a majority")),
    ];
    send_back(&scratch, &minutes, ("ana.docx", "Ana"), &changes);
    let (code, out, err) = scratch.run(&["comments", "ana.docx", "--apply", "--dry-run"]);
    assert!(code == 0 && out.contains("would write 1 text"), "{out}{err}");
    assert!(err.contains("`U+00AD`, a hyphen that is seen only at the end of a line"), "{err}");
    assert!(err.contains("gave[U+00A0]no") && err.contains("`U+00A0`, a blank at which no line ends"), "{err}");
    let (code, out, err) = scratch.run(&["comments", "ana.docx", "--apply", "--accept", "Ana"]);
    assert!(code == 0 && out.contains("wrote 1 text") && err.matches("[not-applied]").count() == 3, "{out}{err}");
    assert!(
        err.contains("is derived, and not written as it is printed") && err.contains("choose it by its id"),
        "{err}"
    );
    // Nothing that was chosen can be written.
    let (code, out, err) = scratch.run(&["comments", "ana.docx", "--apply", "--only", "changed-derived"]);
    assert!(code == 1 && out.contains("wrote 0 texts") && err.contains("[not-applied]"), "{code} {out}{err}");
    // All that somebody changed is there already.
    send_back(&scratch, &minutes, ("boris.docx", "Boris"), &[("Eleven of the forty", ("Eleven", "Twelve"))]);
    let (code, out, err) = scratch.run(&["comments", "boris.docx", "--apply", "--accept", "Boris"]);
    assert!(code == 0 && out.contains("1 change already in the definition"), "{code} {out}{err}");
    // What contradicts it by now is told, too.
    send_back(&scratch, &minutes, ("cleo.docx", "Cleo"), &[("Eleven of the forty", ("Eleven", "Ten"))]);
    let (code, _, err) = scratch.run(&["comments", "cleo.docx", "--apply", "--accept", "Cleo"]);
    assert!(code == 1 && err.contains("the definition was changed here since the file was sent out"), "{code} {err}");
}

#[test]
fn a_file_that_cannot_be_read_is_a_problem_of_the_file() {
    let (scratch, _) = board();
    scratch.write("bad.docx", b"nothing");
    let (code, _, err) = scratch.run(&["comments", "bad.docx"]);
    assert!(code == 1 && err.contains("error[unreadable-word-file]"), "{code} {err}");
    let (code, out, _) = scratch.run(&["comments", "bad.docx", "--format", "json"]);
    assert_eq!(
        (code, &events(&out, "workspace")[0]["findings"][0]["code"]),
        (1, &"unreadable-word-file".into()),
        "{out}"
    );
}

#[test]
fn why_nothing_is_done_is_json_where_the_rest_is() {
    let (scratch, minutes) = board();
    send_back(&scratch, &minutes, ("ana.docx", "Ana"), &[("Eleven of the forty", ("Eleven", "Twelve"))]);
    let (code, out, err) = scratch.run(&["comments", "ana.docx", "--apply", "--only", "zz", "--format", "json"]);
    assert!(code == 2 && err.is_empty(), "{code} {err}");
    assert_eq!(events(&out, "refused")[0]["message"], "no change has the id or the code `zz`", "{out}");
}

#[test]
fn what_is_in_the_definition_no_longer_has_no_place() {
    let (scratch, minutes) = board();
    let changes =
        [("replied to", ("replied to his", "answered his")), ("Decision taken in writing", ("writing", "words"))];
    send_back(&scratch, &minutes, ("ana.docx", "Ana"), &changes);
    let sent: Value = serde_json::from_str(&definition(&scratch)).unwrap();
    let mut without = sent.clone();
    without["agenda"].as_array_mut().unwrap().retain(|item| item["id"] != "in-writing");
    scratch.write(DEFINITION, serde_json::to_string_pretty(&without).unwrap().as_bytes());
    let (_, out, _) = scratch.run(&["comments", "ana.docx", "--format", "json"]);
    for words in ["answered", "`words`"] {
        let told = about(&out, words);
        assert!(told["code"] == "changed-since" && told["line"].is_null(), "{told}");
        assert_eq!(told["notes"][1], "`in-writing` of `/agenda` is not in the definition any more");
    }
    // One that has another id now is the same.
    let mut renamed = sent.clone();
    let at = sent["agenda"].as_array().unwrap().iter().position(|item| item["id"] == "in-writing").unwrap();
    renamed["agenda"][at]["id"] = "by-letter".into();
    for decision in renamed["decisions"].as_array_mut().unwrap() {
        let items = decision["items"].as_array_mut().into_iter().flatten();
        items.filter(|id| **id == "in-writing").for_each(|id| *id = "by-letter".into());
    }
    scratch.write(DEFINITION, serde_json::to_string_pretty(&renamed).unwrap().as_bytes());
    let (code, out, err) = scratch.run(&["comments", "ana.docx", "--apply"]);
    assert!(code == 0 && out.contains("wrote 2 texts"), "{out}{err}");
}

#[test]
fn folders_and_packs_may_be_called_otherwise_now() {
    let (scratch, minutes) = board();
    send_back(
        &scratch,
        &minutes,
        ("ana.docx", "Ana"),
        &[("Eleven of the forty", ("Eleven", "Twelve")), ("Quorum: 8", ("members", "people"))],
    );
    let file = scratch.path().join("ana.docx");
    let file = file.to_str().unwrap();
    // The folder of the packs alone, elsewhere.
    let other = Scratch::new();
    super::copy(&scratch.path().join("packs"), "minutes/", &other);
    let (code, out, err) = other.run(&["comments", file, "--pack", "minutes/board", "--apply"]);
    let now = std::fs::read_to_string(other.path().join("minutes/board/meeting.json")).unwrap();
    assert!(code == 0 && out.contains("wrote 1 text") && now.contains("Twelve of the forty"), "{code} {out}{err}");
    // A pack with another name, while the former is still there, and when it is not.
    super::copy(&scratch.path().join("packs/board"), "packs/board-42/", &scratch);
    let (code, _, err) = scratch.run(&["comments", file, "--pack", "board-42"]);
    assert!(code == 1 && err.contains("error[other-word-file]"), "{code} {err}");
    std::fs::remove_dir_all(scratch.path().join("packs/board")).unwrap();
    let (code, out, err) = scratch.run(&["comments", file, "--pack", "board-42", "--apply"]);
    let now = std::fs::read_to_string(scratch.path().join("packs/board-42/meeting.json")).unwrap();
    assert!(code == 0 && now.contains("Twelve of the forty"), "{code} {out}{err}");
    assert!(
        err.contains(
            "warning[renamed-pack]: it was made from `board`, which is taken for what is called `board-42` now"
        )
    );
    let (code, _, err) = scratch.run(&["comments", file]);
    assert!(code == 2 && err.contains("if it is called otherwise now, name it with `--pack`"), "{code} {err}");
}

/// A move that the word processor recorded is one, however short.
#[test]
fn a_move_within_a_paragraph_is_one() {
    let (scratch, minutes) = board();
    let file = edited(&minutes, |text| {
        let run = |words: &str| format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>");
        let was = "to answer the Friends kindly and to look";
        let moved = [
            format!("to answer the Friends </w:t></w:r><w:moveFrom w:id=\"6\" {BY}>{}</w:moveFrom>", run("kindly ")),
            format!("{}<w:moveTo w:id=\"8\" {BY}>{}</w:moveTo>", run("and to "), run("kindly ")),
            "<w:r><w:t xml:space=\"preserve\">look".to_owned(),
        ];
        assert!(text.contains(was));
        text.replace(was, &moved.concat())
    });
    scratch.write("mo.docx", &file);
    let (_, out, _) = scratch.run(&["comments", "mo.docx", "--format", "json"]);
    let moves: Vec<Value> =
        findings(&out).into_iter().filter(|one| one["message"].to_string().contains("kindly")).collect();
    assert!(moves.len() == 1 && moves[0]["code"] == "proposed-move", "{moves:?}");
    let (code, out, err) = scratch.run(&["comments", "mo.docx", "--apply"]);
    assert!(code == 0 && definition(&scratch).contains("to answer the Friends and to kindly look"), "{out}{err}");
}

/// What nobody sees is named wherever words of reviewers are printed; a table that is made while changes are written shows that they
/// were.
#[test]
fn what_nobody_sees_is_named_everywhere_and_a_table_shows_what_was_written_with_it() {
    let (scratch, minutes) = board();
    let changes =
        [("landlord’s draft", ("landlord", "land\u{202e}lord")), ("Eleven of the forty", ("Eleven", "Twe\u{200b}lve"))];
    send_back(&scratch, &minutes, ("ana.docx", "Ana"), &changes);
    let (_, out, _) = scratch.run(&["comments", "ana.docx", "--format", "json"]);
    let ids = ["land", "Eleven"].map(|words| about(&out, words)["notes"][0].as_str().unwrap()[..6].to_owned());
    let only = ["--only", &ids[0], "--only", &ids[1]];
    let (_, out, _) = scratch.run(&[&["comments", "ana.docx", "--apply", "--dry-run"][..], &only].concat());
    assert!(out.contains("land[U+202E]lord") && out.contains("Twe[U+200B]lve"), "{out}");
    assert!(!out.contains(['\u{202e}', '\u{200b}']), "{out}");
    let (code, out, err) = scratch.run(&["comments", "ana.docx", "--matrix", "m.html"]);
    assert_eq!(code, 0, "{out}{err}");
    let page = || std::fs::read_to_string(scratch.path().join("m.html")).unwrap();
    let responses = std::fs::read_to_string(scratch.path().join("packs/board/responses.json")).unwrap();
    for text in [&page(), &responses] {
        assert!(text.contains("land[U+202E]lord") && text.contains("Twe[U+200B]lve"), "{text}");
        assert!(!text.contains(['\u{202e}', '\u{200b}']));
    }
    send_back(&scratch, &minutes, ("boris.docx", "Boris"), &[("One visitor in six", ("child", "kid"))]);
    let (code, out, err) = scratch.run(&["comments", "boris.docx", "--apply", "--matrix", "m.html"]);
    assert!(code == 0 && out.contains("wrote 1 text") && page().contains("Accepted"), "{out}{err}");
}

/// Who writes while another command or the preview does waits, reads what that wrote, and writes after it.
#[test]
fn changes_that_somebody_else_writes_meanwhile_are_waited_for() {
    let (scratch, minutes) = board();
    let within = "One visitor in six";
    send_back(&scratch, &minutes, ("ana.docx", "Ana"), &[(within, ("child", "kid"))]);
    let held = hold(&scratch.path().join(DEFINITION)).unwrap();
    let mut writing = Command::new(env!("CARGO_BIN_EXE_packwright"));
    let writing = writing.current_dir(scratch.path()).args(["comments", "ana.docx", "--apply"]);
    let writing = writing.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    std::thread::sleep(Duration::from_secs(1));
    held.replace(definition(&scratch).replace("Eleven of the forty", "Twelve of the forty").as_bytes()).unwrap();
    let output = writing.wait_with_output().unwrap();
    let now = definition(&scratch);
    assert!(output.status.success() && now.contains("is a kid of"), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(now.contains("Twelve of the forty"), "{now}");
}
