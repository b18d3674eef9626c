//! Maps words of the HTML page back to the texts of the document, so that differences between pages can be marked in documents.

use super::said::Block;
use crate::document::{Document, Node, each_run};

/// The characters that stand before texts, from that of the first on; all are for private use, and none is ever printed.
const MARKS: std::ops::RangeInclusive<char> = '\u{f0000}'..='\u{10fffd}';

/// Puts a character before each text of a document that says which of them it is. One that has such characters already stays as it
/// is: nothing is found again in its page.
pub fn trace(document: &mut Document) {
    let mut is_any_marked = false;
    each_run(&mut document.content, &mut |run, _| is_any_marked |= is_marked(&run.text));
    if !is_any_marked {
        let mut marks = MARKS;
        each_run(&mut document.content, &mut |run, _| {
            if let Some(mark) = marks.next() {
                run.text.insert(0, mark);
            }
        });
    }
}

/// The character that stands before a text of this number, from 0; none if there are more texts than characters.
pub(super) fn mark(number: usize) -> Option<char> {
    let code = u32::try_from(number).ok()?.checked_add(u32::from(*MARKS.start()))?;
    char::from_u32(code).filter(|mark| MARKS.contains(mark))
}

/// Returns whether a text has characters that stand before texts.
pub(super) fn is_marked(text: &str) -> bool {
    text.contains(|c| MARKS.contains(&c))
}

/// The number of the text that a character stands before, from 0.
pub(super) fn number(mark: char) -> Option<usize> {
    MARKS.contains(&mark).then(|| (mark as usize).saturating_sub(*MARKS.start() as usize))
}

/// A text of a document.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) words: String,
    /// True if it is the text of an attribute: a label, a number.
    pub(super) is_attribute: bool,
}

/// The texts of a document that are read, in an order that stays the same.
pub(super) fn texts(content: &[Node]) -> Vec<Text> {
    let mut texts = Vec::new();
    each_run(&mut content.to_vec(), &mut |run, is_attribute| {
        texts.push(Text { words: run.text.clone(), is_attribute })
    });
    texts
}

/// A character of a block, by its first byte, and where it is in the document: the number of the text, and its first byte there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letter {
    pub(super) at: usize,
    pub(super) run: usize,
    pub(super) byte: usize,
}

/// The characters of a block that are in texts of the document, but for blanks. What a page puts between texts is in none.
pub(super) fn letters_of(block: &Block, texts: &[Text]) -> Vec<Letter> {
    let mut letters = Vec::new();
    for (place, (start, run)) in block.runs.iter().enumerate() {
        let end = block.runs.get(place + 1).map_or(block.text.len(), |(end, _)| *end);
        let (Some(said), Some(text)) = (block.text.get(*start..end), texts.get(*run)) else { continue };
        let mut rest = text.words.char_indices().filter(|(_, c)| !c.is_whitespace());
        for (at, c) in said.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            match rest.next() {
                Some((byte, same)) if same == c => letters.push(Letter { at: start + at, run: *run, byte }),
                _ => break,
            }
        }
    }
    letters
}
