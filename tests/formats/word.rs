//! Word files: they are part of the pack, lead back to the definition, have every element, and show the numbers that others show.

use packwright::document::{DocumentKind, Format};
use packwright::write;
use serde_json::{Value, json};

use super::flow::merge;
use super::{Files, composed, in_word};
use crate::support::word::Word;
use crate::support::{Scratch, example_packs, packwright, repository, unzipped};

fn names(scratch: &Scratch) -> Vec<String> {
    let files = unzipped(&std::fs::read(scratch.path().join("out/x.zip")).unwrap());
    files.into_keys().filter(|path| path.ends_with(".docx")).collect()
}

/// Manifest, proof, cache and comparison know Word files, however the pack is built; there are none if nobody asks for any.
#[test]
fn word_files_are_part_of_the_pack() {
    let scratch = Scratch::new();
    let mut definition = super::flow::meeting(&json!({ "status": "adopted" }));
    scratch.write("packs/x/meeting.json", definition.to_string().as_bytes());
    let build = |more: &[&str]| scratch.run(&[&["build", "x", "--allow", "warnings"][..], more].concat());
    let (code, out, err) = build(&[]);
    assert_eq!(code, 0, "{out}{err}");
    assert!(names(&scratch).is_empty());
    assert_eq!(build(&["--check", "--docx"]).0, 1, "another pack than the one at hand");
    assert_eq!(build(&["--docx", "--jobs", "2"]).0, 0);
    assert_eq!(names(&scratch), ["minutes.docx"]);
    assert_eq!(build(&["--check", "--docx"]).0, 0);
    let zip = std::fs::read(scratch.path().join("out/x.zip")).unwrap();
    let files = unzipped(&zip);
    let manifest: Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    let listed = manifest["files"].as_array().unwrap().iter().find(|file| file["path"] == "minutes.docx").unwrap();
    assert_eq!(listed["size"], files["minutes.docx"].len());
    assert_eq!(
        listed["title"],
        manifest["files"].as_array().unwrap().iter().find(|file| file["path"] == "minutes.pdf").unwrap()["title"]
    );
    let (code, out, err) = scratch.run(&["verify", "out/x.zip"]);
    assert_eq!(code, 4, "nothing is wrong, and nobody vouches for it: {out}{err}");
    // From the cache, and back; then by the definition.
    assert_eq!(build(&[]).0, 0);
    assert!(names(&scratch).is_empty());
    assert_eq!(build(&["--docx"]).0, 0);
    assert_eq!(std::fs::read(scratch.path().join("out/x.zip")).unwrap(), zip);
    definition["pack"] = json!([{ "document": "minutes", "formats": ["docx"] }, { "document": "agenda" }]);
    scratch.write("packs/x/meeting.json", definition.to_string().as_bytes());
    assert_eq!(build(&[]).0, 0);
    assert_eq!(names(&scratch), ["minutes.docx"]);
}

/// Minutes with these texts as Word file, and the strings of the definition.
fn minutes(texts: &[&str], more: &Value) -> (Word, Value) {
    let proceedings: Vec<Value> = texts.iter().map(|text| json!({ "text": text })).collect();
    let mut all =
        super::flow::meeting(&json!({ "agenda": [{ "id": "one", "title": "Alpha", "proceedings": proceedings }] }));
    merge(&mut all, more);
    let mut files = Files::new();
    files.insert("packs/registry.json".to_owned(), b"{}".to_vec());
    files.insert("packs/x/meeting.json".to_owned(), serde_json::to_vec_pretty(&all).unwrap());
    let (_, edition) = composed(&files, "x").remove(0);
    let document =
        edition.composition.documents.iter().find(|document| document.kind == DocumentKind::Minutes).unwrap();
    let docx = write::docx(&edition.composition, document, &write::Origins::default());
    assert_eq!(docx, write::docx(&edition.composition, document, &write::Origins::default()), "the same bytes");
    let wrong = in_word(&docx, document);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    (Word::new(&docx), all)
}

#[test]
fn numbers_are_native_and_those_of_other_formats() {
    let texts = [
        "List:\n\n3. Three.\n4. Four.\n   - Inner.\n   - Other.\n\nThen.",
        "Again:\n\n1. One.\n\n   More of it.\n2. Two.\n\n> Quoted:\n>\n> - a\n> - b",
    ];
    let (word, _) = minutes(&texts, &json!({}));
    let body = word.part("word/document.xml");
    assert!(body.contains("w:numPr") && !body.contains(">3."), "numbers are no text: {body}");
    let own = json!({ "agenda": [
        { "id": "one", "title": "Alpha" }, { "id": "bis", "number": "1 bis", "title": "Beta" }, { "id": "four", "number": "IV.", "title": "Gamma" },
        { "id": "two", "title": "Delta" }, { "id": "odd", "number": "第三", "title": "Epsilon" },
    ] });
    let (word, _) = minutes(&[], &own);
    let said = word.said().0.join("\n").replace('\u{a0}', " ");
    for line in ["1. Alpha", "1 bis Beta", "IV. Gamma", "2. Delta", "第三 Epsilon"] {
        assert!(said.contains(line), "{line}: {said}");
    }
    // What goes on counts on: one list has the first and the fourth.
    let lists = word.part("word/numbering.xml");
    assert_eq!(lists.matches("w:val=\"%1.\"").count(), 2, "{lists}");
    let style = json!({ "style": { "numbered_paragraphs": true } });
    let (word, _) = minutes(&["First.", "Second.\n\n- one\n- two\n\nAfter."], &style);
    assert!(word.said().0.iter().any(|text| text == "2. Second."), "{:?}", word.said().0);
}

/// The head, sub-paragraphs and columns of a Word file are like those of our pages.
#[test]
fn word_files_look_like_our_pages() {
    let texts =
        ["It proposes:\n\n1. a level;\n2. a limit.", "| Time | Place | Item |\n|---|---|---|\n| 9:30 | Hall | Long. |"];
    let long = texts[1].replace("Long.", &"Many words of it. ".repeat(20));
    let made = |style: Value| minutes(&[texts[0], &long], &json!({ "style": style })).0;
    let (plain, numbered) =
        (made(json!({ "templates": "plain" })), made(json!({ "templates": "un", "numbered_paragraphs": true })));
    let has = |word: &Word, style: &str| word.part("word/document.xml").contains(&format!("w:val=\"{style}\""));
    assert!(has(&plain, "LargeSubject") && has(&plain, "HeadLineBesideRule") && !has(&plain, "BodyUnderRule"));
    assert!(has(&numbered, "Subject") && !has(&numbered, "LargeSubject"));
    let indents = |word: &Word| word.part("word/numbering.xml").matches("<w:ind w:left=\"882\"").count();
    assert!(indents(&numbered) > indents(&plain), "entries begin where the text of their paragraph does");
    let body = plain.part("word/document.xml");
    let widths: Vec<i32> =
        body.split("<w:gridCol w:w=\"").skip(1).filter_map(|width| width.split('"').next()?.parse().ok()).collect();
    let is_like = |three: &[i32]| three[0] < 1_100 && three[1] < 1_100 && three[2] > 5_000;
    assert!(widths.windows(3).any(is_like), "what is short takes no more than it needs: {widths:?}");
}

#[test]
fn notes_on_notes_and_notes_without_end_are_native() {
    let (word, _) = minutes(&["Budget[^1] and more[^2].\n\n[^1]: In thousands.\n[^2]: As *usual*."], &json!({}));
    assert_eq!(word.part("word/document.xml").matches("<w:footnoteReference ").count(), 2);
}

/// Every value of the map is at its place in its file, and what is prose stands in it. References keep their form.
#[test]
fn the_map_leads_back_to_the_definition() {
    let out = tempfile::tempdir().unwrap();
    let output = packwright(repository(), &["build", "--docx", "--no-cache", "--out", out.path().to_str().unwrap()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let (mut values, mut prose, mut references) = (0, 0, Vec::new());
    for pack in example_packs() {
        let files = unzipped(&std::fs::read(out.path().join(crate::support::zip_of(&pack))).unwrap());
        for (path, docx) in files.iter().filter(|(path, _)| path.ends_with(".docx")) {
            let word = Word::new(docx);
            let map = roxmltree::Document::parse(word.part("customXml/item1.xml")).unwrap();
            for value in
                map.descendants().filter(|node| node.has_tag_name("value") || node.tag_name().name() == "value")
            {
                let get = |name: &str| value.attribute(name).unwrap();
                let file = std::fs::read_to_string(repository().join(get("file"))).unwrap();
                let all: Value = serde_json::from_str(&file).unwrap();
                let there = all.pointer(get("pointer")).unwrap_or_else(|| panic!("{pack}/{path}: {}", get("pointer")));
                // Other values than strings have the digest of what is typed.
                if let Some(text) = there.as_str() {
                    assert_eq!(
                        packwright::pack::digest(text.as_bytes()),
                        get("sha256"),
                        "{pack}/{path}: {}",
                        get("pointer")
                    );
                    values += 1;
                }
            }
            prose += map.descendants().filter(|node| node.tag_name().name() == "prose").count();
            references.extend(map.descendants().filter_map(|node| node.attribute("to").map(str::to_owned)));
        }
    }
    assert!(values > 1000 && prose > 1000, "{values} values, {prose} texts");
    assert!(references.iter().any(|one| one == "@work-plan:title") && references.iter().any(|one| one == "@ohchr"));
}

/// How much others get is not seen from what an audience gets: no places in the definition, no digests of texts.
#[test]
fn word_files_of_an_audience_do_not_say_where_texts_stand() {
    let out = tempfile::tempdir().unwrap();
    let output =
        packwright(repository(), &["build", "hospital", "--docx", "--no-cache", "--out", out.path().to_str().unwrap()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut seen = 0;
    for entry in std::fs::read_dir(out.path()).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        let is_first = name.contains("members");
        for (path, docx) in unzipped(&std::fs::read(entry.path()).unwrap()) {
            if !path.ends_with(&format!(".{}", Format::Docx.ending())) {
                continue;
            }
            let word = Word::new(&docx);
            assert!(word.faults().is_empty(), "{name}/{path}: {:?}", word.faults());
            assert_eq!(word.part("customXml/item1.xml").contains("<value "), is_first, "{name}/{path}");
            seen += 1;
        }
    }
    assert!(seen > 5, "{seen}");
}
