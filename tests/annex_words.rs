//! Every kind of annotation, form field and layer, each with a word of its own (`tests/cases/outside/make/hand/words.py`): what a
//! reader of the file sees is in the annexes or is told, and what is on a hidden layer is in no byte of them.

use std::collections::BTreeSet;

use lopdf::content::Content;
use lopdf::{Document, Object};
use serde_json::json;

use crate::support::{Scratch, repository, unzipped};

/// The words of a file that begin so.
fn words(file: &[u8], beginning: &str) -> BTreeSet<String> {
    let text = String::from_utf8_lossy(file).into_owned();
    let from = |(at, _): (usize, &str)| {
        let word = text[at..].chars().take_while(|letter| letter.is_ascii_alphanumeric());
        word.collect::<String>()
    };
    text.match_indices(beginning).map(from).collect()
}

/// Builds a pack with one such file; its annexes, and all that was told.
fn built(name: &str) -> (Vec<u8>, Document, String) {
    let file = std::fs::read(repository().join(format!("tests/cases/outside/hand/{name}.pdf"))).unwrap();
    let scratch = Scratch::new();
    let definition = json!({
        "version": 1, "title": "Meeting", "body": "own", "bodies": { "own": { "name": "Body" } },
        "time": { "start": "2026-03-10" }, "agenda": [{ "id": "item", "title": "Item", "documents": ["x"] }],
        "annexes": [{ "id": "x", "title": "The annex", "files": [{ "file": "x.pdf", "language": "en" }] }],
    });
    scratch.write("packs/own/meeting.json", definition.to_string().as_bytes());
    scratch.write("packs/own/x.pdf", &file);
    let (code, _, err) = scratch.run(&["build", "own", "--no-cache"]);
    assert_eq!(code, 0, "{err}");
    let files = unzipped(&std::fs::read(scratch.path().join("out/own.zip")).unwrap());
    (file, Document::load_mem(&files["annexes.pdf"]).unwrap(), err)
}

/// All strings of an object.
fn strings(object: &Object, found: &mut Vec<Vec<u8>>) {
    match object {
        Object::String(text, _) | Object::Name(text) => found.push(text.clone()),
        Object::Array(items) => items.iter().for_each(|item| strings(item, found)),
        Object::Dictionary(entries) => entries.iter().for_each(|(_, entry)| strings(entry, found)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, entry)| strings(entry, found)),
        _ => {}
    }
}

/// What a document says: the strings of its objects, and what its contents show, each content in one.
fn said(document: &Document) -> String {
    let mut found = Vec::new();
    for object in document.objects.values() {
        strings(object, &mut found);
        if let Ok(stream) = object.as_stream() {
            let content = stream.get_plain_content().unwrap_or_default();
            let mut shown = Vec::new();
            for operation in Content::decode(&content).map(|content| content.operations).unwrap_or_default() {
                strings(&Object::Array(operation.operands), &mut shown);
            }
            found.extend([shown.concat(), content]);
        }
    }
    let text = |bytes: &Vec<u8>| {
        let plain: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
        String::from_utf8_lossy(&plain).into_owned()
    };
    found.iter().map(text).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_is_seen_in_a_file_is_in_the_annexes_or_told() {
    for name in ["annotations", "form-values", "layer-words"] {
        let (file, annexes, told) = built(name);
        let (said, seen) = (said(&annexes), words(&file, "Qq"));
        assert!(seen.len() >= 12, "{name}: {seen:?}");
        let lost: Vec<&String> = seen.iter().filter(|word| !said.contains(*word) && !told.contains(*word)).collect();
        assert!(lost.is_empty(), "{name}: {lost:?}\n{told}");
        // Nothing is told as lost that is there.
        let not_shown = told.lines().filter(|line| line.contains("not-shown]")).collect::<String>();
        let both: Vec<&String> =
            seen.iter().filter(|word| shown(&annexes, word) && not_shown.contains(*word)).collect();
        assert!(both.is_empty(), "{name}: {both:?}");
    }
}

/// Whether the contents of a document show a word.
fn shown(document: &Document, word: &str) -> bool {
    let streams = document.objects.values().filter_map(|object| object.as_stream().ok());
    streams.into_iter().any(|stream| {
        let content = stream.get_plain_content().unwrap_or_default();
        let operations = Content::decode(&content).map(|content| content.operations).unwrap_or_default();
        let mut found = Vec::new();
        operations.into_iter().for_each(|operation| strings(&Object::Array(operation.operands), &mut found));
        String::from_utf8_lossy(&found.concat()).contains(word)
    })
}

/// Values are drawn where readers draw them, each in its field, also those of several lines and in other encodings.
#[test]
fn values_of_fields_are_drawn() {
    let (_, annexes, told) = built("form-values");
    let values = [
        "Qqtext",
        "Qqauto",
        "Qqmiddle",
        "Qqright",
        "Qqlines",
        "its own",
        "nobody sees",
        "Qqcomb",
        "Qqutf",
        "Qqturned",
        "Qqcombo",
        "Qqlist",
        "Qqone",
        "Qqthree",
        "Qqbutton",
        "Qqstale",
        "Qqemptied",
        "Qqinherited",
        "******",
    ];
    for value in values {
        assert!(shown(&annexes, value), "{value}");
    }
    assert!(!shown(&annexes, "secret") && !told.contains("secret"));
    // Ticks: those that are on and drawn.
    let is_on = |object: &&Object| {
        object.as_dict().is_ok_and(|of| {
            let attributes = of.get(b"A").and_then(Object::as_dict);
            attributes.is_ok_and(|of| of.get(b"checked").and_then(Object::as_name).is_ok_and(|state| state == b"on"))
        })
    };
    assert_eq!(annexes.objects.values().filter(is_on).count(), 4);
    for told_value in ["`hidden` (hidden)", "Qqcyrillic Привет", "Qqtiny is far too long"] {
        assert!(told.contains(told_value), "{told_value}: {told}");
    }
}

#[test]
fn what_is_on_hidden_layers_is_in_no_byte_of_the_annexes() {
    let (file, annexes, told) = built("layer-words");
    let (said, hidden) = (said(&annexes), words(&file, "Hh"));
    assert!(hidden.len() > 20, "{hidden:?}");
    let left: Vec<&String> = hidden.iter().filter(|word| said.contains(*word)).collect();
    assert!(left.is_empty(), "{left:?}");
    assert!(!said.contains("OCProperties") && !said.contains("OCG"));
    assert!(told.contains("`Hhlayername`, `Hhprintname`"), "{told}");
    // What stands on a line after something hidden stays where it is: as far to the right as `Hhmiddle ` is wide in
    // Helvetica, with the room between letters and words that was set before.
    let contents = annexes.page_iter().map(|page| annexes.get_page_content(page));
    let operations = contents.flat_map(|content| Content::decode(&content).unwrap().operations);
    let mut moves = operations
        .filter(|operation| operation.operator == "TJ")
        .filter_map(|operation| operation.operands[0].as_array().ok()?.first()?.as_float().ok());
    assert!(moves.any(|moved| (moved + 6401.0).abs() < 1.0));
}
