//! A change as other bytes of a string of a JSON file, and nothing else.

use std::ops::Range;

use crate::finding::{Place, Sources};

/// Bytes of a string that are replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// The place of the string in its file, with its quotation marks.
    pub place: Place,
    /// The bytes of the string, decoded.
    pub range: Range<usize>,
    /// What takes their place, as Markdown.
    pub by: String,
}

/// The signs that Markdown, or a reference, begins with.
const SIGNS: &[char] = &['\\', '*', '_', '`', '[', ']', '<', '@', '#', '|', '&', '~', '!', '^'];

/// A change of a text as it is written: what is removed takes along its marks, and new paragraphs become those of Markdown, or
/// entries of the list that they stand in. With `escaped`, signs that mean something in Markdown are written as signs.
pub fn replacement(
    place: Place,
    text: &str,
    range: Range<usize>,
    added: &str,
    is_paragraph: bool,
    escaped: bool,
) -> Replacement {
    let added = if escaped { as_signs(added) } else { added.to_owned() };
    let range = match (added.is_empty(), is_paragraph) {
        (true, true) => with_its_line(text, range),
        (true, false) => with_its_marks(text, range),
        _ => range,
    };
    let line = &text[text[..range.start].rfind('\n').map_or(0, |at| at + 1)..];
    let between = match mark_of(line) {
        "" => "\n\n".to_owned(),
        mark => format!("\n{mark}"),
    };
    Replacement { place, range, by: added.replace('\n', &between) }
}

fn as_signs(text: &str) -> String {
    let mut signs = String::with_capacity(text.len());
    for c in text.chars() {
        if SIGNS.contains(&c) {
            signs.push('\\');
        }
        signs.push(c);
    }
    signs
}

/// The mark with which a line begins an entry of a list: `- `.
fn mark_of(line: &str) -> &str {
    let blanks = line.len() - line.trim_start_matches(' ').len();
    let rest = &line[blanks..];
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mark = match rest.as_bytes().get(digits) {
        Some(b'-' | b'*' | b'+') if digits == 0 => digits + 1,
        Some(b'.' | b')') if digits > 0 => digits + 1,
        _ => return "",
    };
    if rest[mark..].starts_with(' ') { &line[..=blanks + mark] } else { "" }
}

/// A whole paragraph with the line that it stands on, its mark and the blank line before it.
fn with_its_line(text: &str, range: Range<usize>) -> Range<usize> {
    let is_mark = |c: char| matches!(c, ' ' | '*' | '_' | '-' | '+' | '>' | '.' | ')' | '#') || c.is_ascii_digit();
    let line = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let mut start = if text[line..range.start].chars().all(is_mark) { line } else { range.start };
    let rest = &text[range.end..];
    let marks = rest.len() - rest.trim_start_matches(['*', '_', ' ']).len();
    let mut end = range.end + marks;
    start = text[..start].trim_end().len();
    // A line of a quotation with its mark alone is a blank line.
    while let Some((before, line)) = text[..start].rsplit_once('\n') {
        if !line.chars().all(|c| matches!(c, '>' | ' ')) {
            break;
        }
        start = before.trim_end().len();
    }
    if start == 0 {
        end = text.len() - text[end..].trim_start().len();
    }
    start..end
}

/// Words with the marks of emphasis around them, if nothing else is within these; and with one of two blanks around them.
fn with_its_marks(text: &str, mut range: Range<usize>) -> Range<usize> {
    for mark in ["**", "*", "_"] {
        if text[..range.start].ends_with(mark) && text[range.end..].starts_with(mark) {
            range = range.start - mark.len()..range.end + mark.len();
        }
    }
    range
}

/// The text of a file after replacements; other bytes stay as they are. Replacements that overlap are left out, all but the first.
pub fn written(sources: &Sources, text: &str, replacements: &[Replacement]) -> String {
    let mut raw: Vec<(Range<usize>, String)> = replacements
        .iter()
        .map(|one| (sources.within_string(one.place, one.range.clone()).range(), in_json(&one.by)))
        .collect();
    raw.sort_by_key(|(range, _)| (range.start, range.end));
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for (range, by) in raw {
        if range.start < at {
            continue;
        }
        out.push_str(&text[at..range.start]);
        out.push_str(&by);
        at = range.end;
    }
    out.push_str(&text[at..]);
    out
}

/// A text as a part of a JSON string.
fn in_json(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    quoted.get(1..quoted.len() - 1).unwrap_or_default().to_owned()
}
