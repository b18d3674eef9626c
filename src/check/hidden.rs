//! The rule on invisible characters: they change the order in which a text is read, or are hidden in a name.

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Placed};
use crate::meeting::{Part, Parts};

pub(super) const RULE: Rule = Rule { codes: &[&HIDDEN_CHARACTER], check };

const HIDDEN_CHARACTER: Code = Code::warning(
    "hidden-character",
    "A text has an invisible character: one that changes the direction of writing (a name can then look like another), \
     one without width (searches then do not find a name), or a control character. Such characters come from pasted \
     text. Not reported are joiners in scripts that need them, and direction marks in texts that are written from right to left.",
)
.of(Group::Style);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let registry = Parts::of_registry(&subject.meeting.registry);
    let stated = subject.parts.said.iter().filter(|said| !matches!(said.part, Part::Declarations));
    let texts = stated.chain(&registry.said).flat_map(|said| said.text.all());
    texts.chain(subject.parts.numbers.iter().copied()).filter_map(|text| of_text(subject, text)).collect()
}

fn of_text(subject: &Subject<'_>, text: &Placed<String>) -> Option<Finding> {
    let mut found = invisible(text);
    let (at, c, name) = found.next()?;
    let more = found.count();
    let place = subject.sources.within_string(text.place, at..at + c.len_utf8());
    let others = if more > 0 { format!(", and {more} more of its kind") } else { String::new() };
    let message = format!("there is an invisible character here: `U+{:04X}`, {name}{others}", u32::from(c));
    Some(Finding::new(&HIDDEN_CHARACTER, place, message).hint("take it out"))
}

/// The invisible characters of a text: the offset of each, and what it is.
pub fn invisible(text: &str) -> impl Iterator<Item = (usize, char, &'static str)> {
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\r' | b'\t'));
    let looked_at = if is_plain { "" } else { text };
    let is_right_to_left = looked_at.chars().any(is_right_to_left);
    let mut before = ' ';
    looked_at.char_indices().filter_map(move |(at, c)| {
        let between = (std::mem::replace(&mut before, c), looked_at[at + c.len_utf8()..].chars().next().unwrap_or(' '));
        Some((at, c, hidden(c, between, is_right_to_left)?))
    })
}

/// A text in which invisible characters are named: `[U+202E]`.
pub fn with_invisible_named(text: &str) -> String {
    let (mut named, mut from) = (String::with_capacity(text.len()), 0);
    for (at, c, _) in invisible(text) {
        named.push_str(&text[from..at]);
        named.push_str(&format!("[U+{:04X}]", u32::from(c)));
        from = at + c.len_utf8();
    }
    named + &text[from..]
}

/// The description of an invisible character; none if it is visible, or is needed where it is.
fn hidden(c: char, (before, after): (char, char), is_right_to_left: bool) -> Option<&'static str> {
    // Arabic, the scripts of India, emoji.
    let joins = before >= '\u{590}' && after >= '\u{590}';
    let is_without_spaces =
        |c: char| matches!(c, '\u{e00}'..='\u{fff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}');
    match c {
        '\u{202a}' | '\u{202b}' | '\u{202c}' => Some("which embeds a text of another direction"),
        '\u{202d}' | '\u{202e}' => Some("which changes the direction of the text after it"),
        '\u{2066}'..='\u{2069}' => Some("which isolates a text of another direction"),
        '\u{200e}' | '\u{200f}' | '\u{61c}' if !is_right_to_left => Some("a mark of direction"),
        '\u{200c}' | '\u{200d}' if !joins => Some("a joiner without width"),
        '\u{200b}' if !(is_without_spaces(before) && is_without_spaces(after)) => Some("a space without width"),
        '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}' | '\u{feff}' | '\u{180e}' | '\u{34f}' => {
            Some("without width")
        }
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => Some("a letter without a shape"),
        '\u{2028}' | '\u{2029}' => Some("which breaks the line"),
        '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => Some("a mark for programs"),
        '\n' | '\r' | '\t' => None,
        c if c.is_control() => Some("a control character"),
        _ => None,
    }
}

/// Letters of Hebrew, Arabic and the scripts beside them.
fn is_right_to_left(c: char) -> bool {
    c.is_alphabetic() && matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}
