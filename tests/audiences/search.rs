//! Words looked for in the bytes of a zip, with other means than the program's own search.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use aho_corasick::AhoCorasick;
use lopdf::{Document, Object};

use crate::support::html;
use crate::support::pdf::ReadPdf;

/// Looks for words, whatever they are written as; gives for each found word one place.
pub(super) fn found<'w>(zip: &[u8], words: &[&'w str]) -> BTreeMap<&'w str, String> {
    let hexadecimal = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into_bytes();
    let forms = words.iter().flat_map(|word| {
        let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let narrow = word.as_bytes().to_vec();
        [hexadecimal(&narrow), hexadecimal(&wide), narrow, wide]
    });
    let forms: Vec<Vec<u8>> = forms.collect();
    let net = AhoCorasick::builder().ascii_case_insensitive(true).build(&forms).unwrap();
    let mut all = BTreeMap::new();
    let mut look = |place: &str, bytes: &[u8]| {
        for hit in net.find_overlapping_iter(bytes) {
            all.entry(words[hit.pattern().as_usize() / 4]).or_insert_with(|| place.to_owned());
        }
    };
    look("the zip", zip);
    let mut archive = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    look("the comment of the zip", archive.comment());
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        look("names in the zip", name.as_bytes());
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        look(&name, &bytes);
        if bytes.starts_with(b"%PDF") {
            in_pdf(&bytes, &mut |what, bytes| look(&format!("{name}: {what}"), bytes));
        } else if name.ends_with(".html") {
            look(&name, squeezed(&html::text(&html::nodes(&String::from_utf8(bytes).unwrap()))).as_bytes());
        } else if let Ok(text) = String::from_utf8(bytes) {
            look(&name, squeezed(&text).as_bytes());
        }
    }
    all
}

/// A text without what may stand in a word at the end of a line, or in a number.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn in_pdf(bytes: &[u8], look: &mut dyn FnMut(&str, &[u8])) {
    let document = Document::load_mem(bytes).unwrap();
    for object in document.objects.values() {
        in_object(object, look);
    }
    in_object(&Object::Dictionary(document.trailer.clone()), look);
    let read = ReadPdf::new(bytes);
    look("text in the order of reading", squeezed(&read.text()).as_bytes());
    for line in read.lines() {
        let line: String = line.into_iter().map(|line| line.text).collect();
        look("text of a page", squeezed(&line).as_bytes());
    }
    look("fields", squeezed(&read.appearances()).as_bytes());
}

fn in_object(object: &Object, look: &mut dyn FnMut(&str, &[u8])) {
    match object {
        Object::String(bytes, _) => {
            look("a string", bytes);
            if let Ok(text) = lopdf::decode_text_string(object) {
                look("a string", squeezed(&text).as_bytes());
            }
        }
        Object::Name(name) => look("a name", name),
        Object::Array(list) => list.iter().for_each(|object| in_object(object, look)),
        Object::Dictionary(dictionary) => {
            for (name, value) in dictionary {
                look("a name", name);
                in_object(value, look);
            }
        }
        Object::Stream(stream) => {
            in_object(&Object::Dictionary(stream.dict.clone()), look);
            if let Ok(content) = stream.decompressed_content() {
                look("a stream", &content);
            }
            look("a stream as it is", &stream.content);
        }
        _ => {}
    }
}
