//! What is written and what is not, and what is said of it.

use std::collections::BTreeSet;

use super::reviewer::{Change, reviewed};
use super::{folder, workspace};
use crate::support::{Scratch, events, repository, unzipped};

fn fixture(name: &str) -> String {
    folder().join(name).to_str().unwrap().to_owned()
}

/// The Word file of a document of a pack of a workspace.
fn built(scratch: &Scratch, pack: &str, document: &str) -> Vec<u8> {
    let (code, out, err) = scratch.run(&["build", pack, "--docx", "--no-cache", "--allow", "warnings"]);
    assert_eq!(code, 0, "{out}{err}");
    let zip = std::fs::read(scratch.path().join(format!("out/{pack}.zip"))).unwrap();
    unzipped(&zip)[document].clone()
}

/// The agenda of the smallest pack, in which somebody changed a word of its only text.
fn smallest(scratch: &Scratch, word: &str, by: &str) {
    let docx = built(scratch, "smallest", "agenda.docx");
    let (file, done) = reviewed(&docx, "Ana", &[Change::of(&docx, "brings one book", (word, by))]);
    assert_eq!(done, [true]);
    scratch.write("reviewed.docx", &file);
}

fn id_of(out: &str) -> String {
    let finding = events(out, "pack")[0]["findings"][0].clone();
    finding["notes"][0].as_str().unwrap().split(',').next().unwrap().to_owned()
}

#[test]
fn nothing_is_promised_that_was_not_tried() {
    for name in ["un-two-reviewers.docx", "un-typed.docx", "board-tracked.docx"] {
        let (_, _, err) = workspace().run(&["comments", &fixture(name)]);
        assert!(err.contains("try `--apply --only ") && !err.contains("` writes it"), "{name}: {err}");
    }
}

#[test]
fn what_is_not_written_says_why() {
    let apply = |name: &str, id: &str| workspace().run(&["comments", &fixture(name), "--apply", "--only", id]).2;
    let derived = apply("un-derived.docx", "677d0a");
    assert!(derived.contains("677d0a was not written: `Action: OHCHR` is derived"), "{derived}");
    let whole = apply("board-tracked.docx", "3af806");
    assert!(whole.contains("3af806 was not written: it is all that the text says"), "{whole}");
    // A number with a full stop would begin a list: it is written as a sign.
    let written = ["comments", &fixture("un-typed.docx"), "--apply", "--dry-run", "--only", "a6e7fc"];
    let (code, out, err) = workspace().run(&written);
    assert!(code == 0 && out.contains("1\\. "), "{out}{err}");
}

#[test]
fn what_is_written_already_is_said_to_be() {
    let scratch = workspace();
    let file = fixture("un-two-reviewers.docx");
    let apply = || scratch.run(&["comments", &file, "--apply", "--only", "16ae65"]);
    let (code, out, err) = apply();
    assert!(code == 0 && out.contains("wrote 1 text"), "{out}{err}");
    let (code, out, err) = apply();
    assert!(code == 0 && out.contains("16ae65 is in the definition already"), "{code} {out}{err}");
    // A file that is named twice says it once.
    let already = |files: &[&str]| {
        let (_, out, _) = scratch.run(&[&["comments"], files].concat());
        out.lines().find(|line| line.ends_with("already in the definition")).map(str::to_owned)
    };
    assert_eq!(already(&[&file]).as_deref(), Some("1 change already in the definition"));
    assert_eq!(already(&[&file, &file]), already(&[&file]));
}

#[test]
fn comments_cannot_be_written() {
    let scratch = workspace();
    let file = fixture("un-comments.docx");
    let (_, out, _) = scratch.run(&["comments", &file, "--format", "json"]);
    for name in [id_of(&out), "comment".to_owned()] {
        let (code, _, err) = scratch.run(&["comments", &file, "--apply", "--only", &name]);
        let said = err.contains("comments are not changes") && err.contains("hint: answer it in the matrix");
        assert!(code == 2 && said, "{code} {err}");
    }
}

#[test]
fn what_nobody_sees_is_told_and_written_only_by_its_id() {
    let scratch = workspace();
    smallest(&scratch, "book", "b\u{202e}ook");
    let (_, out, _) = scratch.run(&["comments", "reviewed.docx", "--format", "json"]);
    let (_, _, err) = scratch.run(&["comments", "reviewed.docx"]);
    assert!(err.contains("adds `[U+202E]`") || err.contains("by `b[U+202E]ook`"), "{err}");
    assert!(err.contains("`U+202E`, which changes the direction of the text after it"), "{err}");
    assert!(!err.contains('\u{202e}'), "it turns what a terminal shows");
    let definition = || std::fs::read_to_string(scratch.path().join("packs/smallest/meeting.json")).unwrap();
    for chosen in [&["--accept", "Ana"][..], &["--only", "proposed-replacement"], &[]] {
        scratch.run(&[&["comments", "reviewed.docx", "--apply"], chosen].concat());
        assert!(!definition().contains('\u{202e}'), "{chosen:?}");
    }
    let (code, out, err) = scratch.run(&["comments", "reviewed.docx", "--apply", "--only", &id_of(&out)]);
    assert!(code == 0 && definition().contains('\u{202e}'), "{out}{err}");
}

#[test]
fn after_writing_only_the_rest_is_told() {
    let file = fixture("un-two-reviewers.docx");
    let told = |arguments: &[&str]| {
        let (_, out, _) = workspace().run(&[&["comments", &file, "--format", "json"], arguments].concat());
        let findings = events(&out, "pack").into_iter().flat_map(|event| event["findings"].as_array().unwrap().clone());
        findings.filter(|finding| finding["notes"].to_string().contains("un-two-reviewers.docx`, ")).count()
    };
    let (all, rest) = (told(&[]), told(&["--apply"]));
    assert!(rest > 0 && rest < all, "{rest} of {all}");
    assert_eq!(told(&["--apply", "--only", "16ae65"]), 0);
}

#[test]
fn no_more_is_printed_than_of_other_findings() {
    let scratch = workspace();
    let path = "packs/smallest/meeting.json";
    let definition = std::fs::read_to_string(scratch.path().join(path)).unwrap();
    let item =
        |at: usize| format!("{{ \"id\": \"i{at}\", \"title\": \"Matter {at}\", \"text\": \"Nobody knows it.\" }}");
    let items: Vec<String> = (0..210).map(item).collect();
    let agenda = definition.find("\"agenda\": [").unwrap();
    scratch.write(path, format!("{}\"agenda\": [{}]\n}}\n", &definition[..agenda], items.join(",\n")).as_bytes());
    let docx = built(&scratch, "smallest", "agenda.docx");
    let map = String::from_utf8(unzipped(&docx)["customXml/item1.xml"].clone()).unwrap();
    let anchors = map.split("<anchor ").skip(1).filter(|anchor| anchor.contains("Nobody knows"));
    let change = |anchor: &str| Change {
        anchor: anchor.split('"').nth(1).unwrap().to_owned(),
        word: "knows".to_owned(),
        before: 0,
        by: "minds".to_owned(),
        is_after: false,
    };
    let changes: Vec<Change> = anchors.map(change).collect();
    assert_eq!(changes.len(), 210);
    scratch.write("reviewed.docx", &reviewed(&docx, "Ana", &changes).0);
    let (_, _, err) = scratch.run(&["comments", "reviewed.docx"]);
    assert_eq!(err.matches("warning[").count(), 200);
    assert!(err.contains("and 10 more; `--format json` lists them all"), "{err}");
    let (_, out, _) = scratch.run(&["comments", "reviewed.docx", "--format", "github"]);
    assert!(out.matches("::warning").count() == 200 && out.contains("and 10 more"), "{out}");
    let (_, out, _) = scratch.run(&["comments", "reviewed.docx", "--format", "json"]);
    assert_eq!(events(&out, "pack")[0]["findings"].as_array().unwrap().len(), 210);
}

#[test]
fn a_signed_pack_is_not_commented_on_any_more() {
    let scratch = Scratch::new();
    super::copy(&repository().join("packs"), "packs/", &scratch);
    let signed = scratch.path().join("packs/sign-off/signed.zip");
    let zip = std::fs::read(&signed).unwrap();
    std::fs::remove_file(&signed).unwrap();
    let docx = built(&scratch, "sign-off", "minutes.docx");
    std::fs::write(&signed, zip).unwrap();
    std::fs::remove_dir_all(scratch.path().join("out")).unwrap();
    let (code, _, err) = scratch.run(&["build", "sign-off", "--docx", "--no-cache"]);
    assert!(code == 0 && err.contains("warning[signed-unchanged]") && err.contains("Word files"), "{code} {err}");
    let map = String::from_utf8(unzipped(&docx)["customXml/item1.xml"].clone()).unwrap();
    let prose = map.split("<prose ").nth(8).unwrap().split('>').nth(1).unwrap().split('<').next().unwrap().to_owned();
    let word = prose.split(|c: char| !c.is_alphabetic()).max_by_key(|word| word.len()).unwrap().to_owned();
    let (file, _) = reviewed(&docx, "Ana", &[Change::of(&docx, &prose, (&word, "Zq"))]);
    scratch.write("reviewed.docx", &file);
    let (_, _, err) = scratch.run(&["comments", "reviewed.docx"]);
    assert!(err.contains("Zq") && err.contains("these minutes are signed") && !err.contains("--apply"), "{err}");
    let (code, _, err) = scratch.run(&["comments", "reviewed.docx", "--apply"]);
    assert!(code != 0 && err.contains("nothing was written: the pack is signed"), "{code} {err}");
}

/// While silence is kept, a comment is shown as the objection that it would be: of a person or an entity by their id, of others
/// without.
#[test]
fn a_comment_during_silence_is_shown_as_an_objection() {
    let scratch = workspace();
    let path = "packs/un-network-2023-02-08/meeting.json";
    let definition = std::fs::read_to_string(scratch.path().join(path)).unwrap();
    let file = fixture("un-comments.docx");
    let told = || scratch.run(&["comments", &file]).2;
    assert!(!told().contains("silence.objections"), "nobody keeps silence");
    let mut changed: serde_json::Value = serde_json::from_str(&definition).unwrap();
    changed["status"] = "circulated".into();
    changed.as_object_mut().unwrap().remove("history");
    let mut silence = |begins: &str, ends: &str| {
        changed["silence"] = serde_json::json!({ "circulated": begins, "deadline": ends });
        scratch.write(path, serde_json::to_string_pretty(&changed).unwrap().as_bytes());
        told()
    };
    for (begins, ends) in [("2023-02-20T09:00", "2023-02-27T17:00"), ("2099-02-20", "2099-02-27T17:00")] {
        assert!(!silence(begins, ends).contains("silence.objections"), "it was written at another time");
    }
    let err = silence("2023-02-20T09:00", "2099-02-27T17:00");
    let notes: BTreeSet<&str> =
        err.lines().filter_map(|line| Some(line.split_once("in `silence.objections`: ")?.1)).collect();
    assert!(!notes.is_empty(), "{err}");
    for note in &notes {
        let objection: serde_json::Value = serde_json::from_str(note).unwrap();
        assert!(objection["by"] == "?" && objection["at"].is_string() && objection["text"].is_string(), "{note}");
    }
    // One of the reviewers is registered.
    let registry = std::fs::read_to_string(scratch.path().join("packs/registry.json")).unwrap();
    let people = registry.find("\"people\": {").unwrap() + "\"people\": {".len();
    let with = format!("{}\n    \"reyes\": {{ \"name\": \"Ana Reyes\" }},{}", &registry[..people], &registry[people..]);
    scratch.write("packs/registry.json", with.as_bytes());
    let err = told();
    assert!(err.contains("in `silence.objections`: {") && err.contains("\"by\":\"reyes\""), "{err}");
}
