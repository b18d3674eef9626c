//! Of a definition only the bytes of the texts change that somebody chose.

use std::io::{Cursor, Write};

use super::{folder, workspace};
use crate::support::{Scratch, example_packs, repository, unzipped, zip_of};

/// What a reviewer adds: no example has it.
const ADDED: &str = "Zq";

/// A Word file in which a reviewer added a word, with changes recorded, to the first word of every paragraph of prose of a definition;
/// and of how many texts: one may be printed twice.
fn reviewed(docx: &[u8], definition: &str) -> (Vec<u8>, usize) {
    let mut parts = unzipped(docx);
    let map = String::from_utf8(parts["customXml/item1.xml"].clone()).unwrap();
    let mut document = String::from_utf8(parts["word/document.xml"].clone()).unwrap();
    let (mut count, mut texts) = (0, std::collections::BTreeSet::new());
    for anchor in map.split("<anchor ").skip(1) {
        let name = anchor.split('"').nth(1).unwrap();
        let Some(prose) = anchor.split("<prose value=\"").nth(1) else { continue };
        let value = prose.split('"').next().unwrap();
        if !map.contains(&format!("number=\"{value}\" file=\"{definition}\"")) {
            continue;
        }
        let text = prose.split('>').nth(1).unwrap().split('<').next().unwrap();
        let word: String = text.chars().take_while(|c| c.is_alphabetic()).collect();
        let start = document.find(&format!("w:name=\"{name}\"/>"));
        let Some(start) = start.filter(|_| word.chars().count() > 3) else { continue };
        let end = start + document[start..].find("</w:p>").unwrap();
        let Some(at) = document[start..end].find(&format!(">{word}")).map(|at| start + at + 1 + word.len()) else {
            continue;
        };
        if !document[at..].starts_with(|c: char| c == ' ' || c.is_alphanumeric()) {
            continue;
        }
        let run = format!(
            "</w:t></w:r><w:ins w:id=\"{}\" w:author=\"Ana\" w:date=\"2026-11-29T09:00:00Z\"><w:r><w:t>{ADDED}</w:t></w:r></w:ins>\
             <w:r><w:t xml:space=\"preserve\">",
            90_000 + count
        );
        document.insert_str(at, &run);
        texts.insert((value, text));
        count += 1;
    }
    parts.insert("word/document.xml".to_owned(), document.into_bytes());
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in &parts {
        zip.start_file(path.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    (zip.finish().unwrap().into_inner(), texts.len())
}

/// A definition written in another way: other line ends, other indentation, blanks where nobody expects them, escapes.
fn odd(text: &str) -> String {
    let text = text.replace("\n  ", "\n \t ").replace("\": ", "\"  :\t").replace('é', "\\u00e9").replace('\n', "\r\n");
    text.replace("\"title\"", "\"tit\\u006ce\"")
}

/// Some editors begin a file with a byte order mark: it stays, and is no other program that changes the definition.
#[test]
fn a_definition_with_a_byte_order_mark_is_written_like_others() {
    const MARK: &str = "\u{feff}";
    let definition = "packs/board/meeting.json";
    let written = |mark: &str| {
        let scratch = workspace();
        let text = std::fs::read_to_string(scratch.path().join(definition)).unwrap();
        scratch.write(definition, format!("{mark}{text}").as_bytes());
        let file = folder().join("board-tracked.docx");
        let (code, out, err) = scratch.run(&["comments", file.to_str().unwrap(), "--pack", "board", "--apply"]);
        assert!(code <= 1 && !out.contains("wrote 0 "), "{out}{err}");
        let now = std::fs::read_to_string(scratch.path().join(definition)).unwrap();
        assert_ne!(now, format!("{mark}{text}"), "{err}");
        now
    };
    assert_eq!(written(MARK), format!("{MARK}{}", written("")));
}

/// Over all example packs, and each written oddly: what was added is there, once for each place, and no other byte is different.
#[test]
fn no_other_byte_of_a_definition_changes() {
    let (mut places, mut packs) = (0, 0);
    for pack in example_packs() {
        let scratch = Scratch::new();
        super::copy(&repository().join("packs"), "packs/", &scratch);
        let path = format!("packs/{pack}/meeting.json");
        // Signed minutes are not changed any more.
        if scratch.path().join(format!("packs/{pack}/signed.zip")).exists() {
            continue;
        }
        let original = std::fs::read_to_string(scratch.path().join(&path)).unwrap();
        for definition in [original.clone(), odd(&original)] {
            scratch.write(&path, definition.as_bytes());
            let (code, out, err) = scratch.run(&["build", &pack, "--docx", "--no-cache", "--allow", "warnings"]);
            assert_eq!(code, 0, "{pack}: {out}{err}");
            let files = unzipped(&std::fs::read(scratch.path().join("out").join(zip_of(&pack))).unwrap());
            for (name, docx) in files.iter().filter(|(name, _)| name.ends_with(".docx")) {
                scratch.write("sent.docx", docx);
                let (code, out, err) = scratch.run(&["comments", "sent.docx", "--pack", &pack]);
                assert_eq!((code, err.as_str()), (0, ""), "{pack} {name}: a file as it was sent");
                assert_eq!(out, "nothing was changed, and nobody commented\n", "{pack} {name}");
                let (docx, count) = reviewed(docx, &path);
                scratch.write("reviewed.docx", &docx);
                let (_, out, err) = scratch.run(&["comments", "reviewed.docx", "--pack", &pack, "--apply"]);
                let now = std::fs::read_to_string(scratch.path().join(&path)).unwrap();
                assert_eq!(now.replace(ADDED, ""), definition, "{pack} {name}: {out}{err}");
                let there = now.matches(ADDED).count();
                assert!(there * 10 >= count * 8, "{pack} {name}: {there} of {count}\n{out}{err}");
                places += there;
                scratch.write(&path, definition.as_bytes());
            }
        }
        packs += 1;
    }
    assert!(places > 500 && packs > 9, "{places} places in {packs} packs");
}
