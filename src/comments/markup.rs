//! The signs of Markdown around words: in front of entries of lists, around emphasis, and those that are meant as signs.

use std::collections::BTreeSet;
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

/// The marks of emphasis and of code.
const MARKS: [&str; 5] = ["**", "*", "_", "~~", "`"];

/// The mark of an entry of a list, in what stands before its words on their line.
pub(super) struct EntryMark {
    pub(super) start: usize,
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

/// The mark of a note in a text, or what begins the note: `[^1]`.
pub(super) struct NoteMark<'a> {
    pub(super) range: Range<usize>,
    /// What the note is called by.
    pub(super) label: &'a str,
    pub(super) is_note: bool,
}

/// The marks of notes of a text, and what begins these.
pub(super) fn note_marks(text: &str) -> Vec<NoteMark<'_>> {
    let mark = |(start, _): (usize, &str)| {
        let (before, rest) = (&text[..start], &text[start + 2..]);
        let slashes = before.len() - before.trim_end_matches('\\').len();
        let label = &rest[..rest.find([']', '[', '\n', ' '])?];
        let end = start + 2 + label.len() + 1;
        let is_mark = slashes % 2 == 0 && !label.is_empty() && text[..end].ends_with(']');
        let is_first = before.rsplit('\n').next().is_none_or(|line| line.chars().all(|c| matches!(c, ' ' | '>')));
        let is_note = is_first && text[end..].starts_with(':');
        is_mark.then_some(NoteMark { range: start..end, label, is_note })
    };
    text.match_indices("[^").filter_map(mark).collect()
}

/// The names of notes without a mark, and of marks without a note.
pub(super) fn loose_notes(text: &str) -> BTreeSet<&str> {
    let marks = note_marks(text);
    let of = |is_note: bool| marks.iter().filter(move |mark| mark.is_note == is_note).map(|mark| mark.label);
    let (notes, there): (BTreeSet<&str>, BTreeSet<&str>) = (of(true).collect(), of(false).collect());
    notes.symmetric_difference(&there).copied().collect()
}

/// A part of a text without the marks of notes.
pub(super) fn without_note_marks(text: &str) -> String {
    let (mut words, mut from) = (String::new(), 0);
    for mark in note_marks(text) {
        words.push_str(&text[from..mark.range.start]);
        from = mark.range.end;
    }
    words.push_str(&text[from..]);
    words
}

/// The bytes of the end of a link, in what stands after its words: `](…)`.
fn end_of_link(after: &str) -> Option<usize> {
    const BYTES: usize = 4000;
    let (mut depth, mut is_sign) = (0_usize, false);
    for (at, c) in after.strip_prefix("](")?.char_indices().take_while(|(at, _)| *at < BYTES) {
        match c {
            _ if std::mem::replace(&mut is_sign, false) => {}
            '\\' => is_sign = true,
            '(' => depth += 1,
            ')' if depth == 0 => return Some("](".len() + at + 1),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Words that are deleted with the link that they are all words of.
fn with_its_link(text: &str, range: Range<usize>, block: &Range<usize>) -> Range<usize> {
    let (before, inside, after) = (&text[block.start..range.start], &text[range.clone()], &text[range.end..block.end]);
    let begins = before.strip_suffix('[').is_some_and(|before| !before.ends_with(['\\', '!']));
    let opened = inside.rfind('[').is_some_and(|at| !inside[at..].contains("]("));
    let closed =
        inside.find("](").is_some_and(|at| end_of_link(&inside[at..]).is_some() && !inside[..at].contains('['));
    match end_of_link(after) {
        Some(end) if begins && !inside.contains("](") => range.start - 1..range.end + end,
        Some(end) if opened => range.start..range.end + end,
        _ if begins && closed => range.start - 1..range.end,
        _ => range,
    }
}

/// Words that are deleted with the marks of emphasis and the link around them, if nothing else is within these, and with the blank that
/// would be left at an end of their block.
pub(super) fn with_its_marks(text: &str, range: Range<usize>, block: &Range<usize>) -> Range<usize> {
    let mut range = range;
    loop {
        let wider = with_its_link(text, with_its_emphasis(text, range.clone(), block), block);
        if wider == range {
            break;
        }
        range = wider;
    }
    let (before, after) = (&text[block.start..range.start], &text[range.end..block.end]);
    if after.is_empty() {
        range.start = block.start + before.trim_end_matches(' ').len();
    } else if before.is_empty() {
        range.end = block.end - after.trim_start_matches(' ').len();
    }
    range
}

fn with_its_emphasis(text: &str, range: Range<usize>, block: &Range<usize>) -> Range<usize> {
    let mut range = with_other_marks(text, range, block);
    for mark in MARKS {
        let (before, after) = (&text[block.start..range.start], &text[range.end..block.end]);
        if before.ends_with(mark) && after.starts_with(mark) {
            range = range.start - mark.len()..range.end + mark.len();
        }
    }
    range
}

/// Words that go or are replaced with the other mark of an emphasis of which they have one, if all its words are among them.
pub(super) fn with_other_marks(text: &str, range: Range<usize>, block: &Range<usize>) -> Range<usize> {
    let mut range = range;
    for mark in MARKS {
        let (before, inside, after) =
            (&text[block.start..range.start], &text[range.clone()], &text[range.end..block.end]);
        let is_single = inside.matches(mark).count() == 1;
        if is_single && before.ends_with(mark) {
            range.start -= mark.len();
        } else if is_single && after.starts_with(mark) {
            range.end += mark.len();
        }
    }
    range
}

/// Links of a block all of whose words are deleted, by several changes together: each as a whole.
pub(super) fn links_without_words(text: &str, block: &Range<usize>, deleted: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut links = Vec::new();
    for (at, _) in text[block.clone()].match_indices("](") {
        let middle = block.start + at;
        let Some(end) = end_of_link(&text[middle..block.end]) else { continue };
        let Some(start) = text[block.start..middle].rfind('[').map(|start| block.start + start) else { continue };
        let is_gone = |at: usize| deleted.iter().any(|range| range.contains(&at));
        let mut words = text[start + 1..middle].char_indices().map(|(at, c)| (start + 1 + at, c));
        let is_touched = deleted.iter().any(|range| range.start < middle && start < range.end);
        if is_touched
            && words.all(|(at, c)| c.is_whitespace() || MARKS.iter().any(|mark| mark.contains(c)) || is_gone(at))
        {
            links.push(start..middle + end);
        }
    }
    links
}
