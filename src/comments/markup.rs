//! The signs of Markdown around words: in front of entries of lists, around emphasis, and those that are meant as signs.

use std::ops::Range;

/// The signs that Markdown, or a reference, begins with.
const SIGNS: &[char] = &['\\', '*', '_', '`', '[', ']', '<', '@', '#', '|', '&', '~', '!', '^'];

/// Words in which signs that mean something in Markdown are signs.
pub(super) fn as_signs(text: &str) -> String {
    text.split('\n').map(line_as_signs).collect::<Vec<_>>().join("\n")
}

fn line_as_signs(line: &str) -> String {
    let mut signs = String::with_capacity(line.len());
    // What would begin an entry of a list, or a quotation.
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let begins_with = |signs: &[char]| line[digits..].starts_with(signs);
    let at_start = match digits {
        0 if begins_with(&['-', '+', '>', '=']) => Some(0),
        1.. if begins_with(&['.', ')']) => Some(digits),
        _ => None,
    };
    for (at, c) in line.char_indices() {
        if SIGNS.contains(&c) || at_start == Some(at) {
            signs.push('\\');
        }
        signs.push(c);
    }
    signs
}

/// The mark of an entry of a list, in what stands before its words on their line.
pub(super) struct EntryMark {
    /// Where it begins.
    pub(super) start: usize,
    /// Its number.
    pub(super) digits: Option<Range<usize>>,
}

/// The last mark of an entry in what stands before words on their line.
pub(super) fn mark_before(prefix: &str) -> Option<EntryMark> {
    let words = prefix.trim_end_matches([' ', '\t']);
    let before = words.strip_suffix(['-', '*', '+']);
    if let Some(before) = before {
        return Some(EntryMark { start: before.len(), digits: None });
    }
    let before = words.strip_suffix(['.', ')'])?;
    let start = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    (start < before.len()).then_some(EntryMark { start, digits: Some(start..before.len()) })
}

/// Words that are deleted with the marks of emphasis around them, if nothing else is within these, and with the blank that would be left
/// at an end of their block.
pub(super) fn with_its_marks(text: &str, range: Range<usize>, block: &Range<usize>) -> Range<usize> {
    let mut range = range;
    for mark in ["**", "*", "_", "~~"] {
        let (before, inside, after) =
            (&text[block.start..range.start], &text[range.clone()], &text[range.end..block.end]);
        let is_single = inside.matches(mark).count() == 1;
        if before.ends_with(mark) && after.starts_with(mark) {
            range = range.start - mark.len()..range.end + mark.len();
        } else if is_single && before.ends_with(mark) && inside.trim_end().ends_with(mark) {
            range.start -= mark.len();
        } else if is_single && after.starts_with(mark) && inside.trim_start().starts_with(mark) {
            range.end += mark.len();
        }
    }
    let (before, after) = (&text[block.start..range.start], &text[range.end..block.end]);
    if after.is_empty() {
        range.start = block.start + before.trim_end_matches(' ').len();
    } else if before.is_empty() {
        range.end = block.end - after.trim_start_matches(' ').len();
    }
    range
}
