//! A reviewer who changes words of a Word file, with changes recorded.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use crate::support::unzipped;

/// What somebody does in the text of a Word file's XML.
pub(crate) type Edit<'a> = &'a dyn Fn(String) -> String;

/// A change of a word of a paragraph.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    /// The name of the bookmark around the paragraph.
    pub(crate) anchor: String,
    /// The word that is deleted; none of it if `is_after`.
    pub(crate) word: String,
    /// The number of times that it stands in the paragraph before.
    pub(crate) before: usize,
    /// What is inserted in its place, or after it.
    pub(crate) by: String,
    /// True if the word stays.
    pub(crate) is_after: bool,
}

impl Change {
    /// Puts words in the place of the first `word` in the paragraph that has these words.
    pub(crate) fn of(docx: &[u8], within: &str, (word, by): (&str, &str)) -> Self {
        let map = String::from_utf8(unzipped(docx)["customXml/item1.xml"].clone()).unwrap();
        let map = roxmltree::Document::parse(&map).unwrap();
        let text = |node: &roxmltree::Node<'_, '_>| {
            node.descendants().filter(roxmltree::Node::is_text).filter_map(|text| text.text()).collect::<String>()
        };
        let anchor = map.descendants().find(|node| node.tag_name().name() == "anchor" && text(node).contains(within));
        let anchor = anchor.unwrap_or_else(|| panic!("no paragraph has `{within}`"));
        let anchor = anchor.attribute("name").unwrap().to_owned();
        Self { anchor, word: word.to_owned(), before: 0, by: by.to_owned(), is_after: false }
    }
}

/// The file with other parts, by their paths.
pub(crate) fn with_parts(docx: &[u8], change: impl FnOnce(&mut BTreeMap<String, Vec<u8>>)) -> Vec<u8> {
    let mut parts = unzipped(docx);
    change(&mut parts);
    zipped(&parts)
}

/// The file after the changes of somebody, and for each whether its word was found.
pub(crate) fn reviewed(docx: &[u8], author: &str, changes: &[Change]) -> (Vec<u8>, Vec<bool>) {
    let mut parts = unzipped(docx);
    let mut done = Vec::new();
    for (number, change) in changes.iter().enumerate() {
        let start = format!("w:name=\"{}\"/>", change.anchor);
        let part = ["word/document.xml", "word/footnotes.xml"].into_iter().find_map(|path| {
            let text = String::from_utf8(parts.get(path)?.clone()).ok()?;
            text.contains(&start).then_some((path, text))
        });
        let changed = part.and_then(|(path, text)| Some((path, changed(&text, &start, change, (author, number))?)));
        done.push(changed.is_some());
        parts.extend(changed.map(|(path, text)| (path.to_owned(), text.into_bytes())));
    }
    (zipped(&parts), done)
}

fn zipped(parts: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in parts {
        zip.start_file(path.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn changed(text: &str, start: &str, change: &Change, (author, number): (&str, usize)) -> Option<String> {
    let start = text.find(start)?;
    let end = start + text[start..].find("</w:p>")?;
    let mut left = change.before;
    let mut from = start;
    while let Some(at) = text[from..end].find("<w:t ").map(|at| from + at) {
        let words = at + text[at..].find('>')? + 1;
        let until = words + text[words..].find("</w:t>")?;
        for (offset, _) in text[words..until].match_indices(&change.word) {
            if left > 0 {
                left -= 1;
                continue;
            }
            let at = words + offset;
            let after = at + change.word.len();
            let by = format!("w:id=\"{}\" w:author=\"{author}\" w:date=\"2026-11-29T09:00:00Z\"", 90_000 + 2 * number);
            let deleted = format!("<w:del {by}><w:r><w:delText>{}</w:delText></w:r></w:del>", change.word);
            let (kept, deleted) = if change.is_after { (after, String::new()) } else { (at, deleted) };
            let inserted = format!("<w:ins {by}><w:r><w:t>{}</w:t></w:r></w:ins>", change.by);
            let again = "<w:r><w:t xml:space=\"preserve\">";
            return Some(format!("{}</w:t></w:r>{deleted}{inserted}{again}{}", &text[..kept], &text[after..]));
        }
        from = until;
    }
    None
}

/// The file with another text of the document.
pub(crate) fn edited(docx: &[u8], edit: impl FnOnce(String) -> String) -> Vec<u8> {
    let mut parts = unzipped(docx);
    let text = String::from_utf8(parts["word/document.xml"].clone()).unwrap();
    parts.insert("word/document.xml".to_owned(), edit(text).into_bytes());
    zipped(&parts)
}
