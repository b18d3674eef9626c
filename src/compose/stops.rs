//! Marks around the values of a label: where a value ends in a mark ("Geir Magnusson, Jr."), the full stop of the label is left out,
//! and where a value is empty, what the label puts around it.

use fluent_bundle::{FluentArgs, FluentValue};

/// A character that no text contains, after values that end in a mark.
pub(super) const END: char = '\u{fdd0}';

/// A character that no text contains, in place of values that are empty.
pub(super) const NOTHING: char = '\u{fdd1}';

/// Returns whether a text ends as a sentence does.
pub(super) fn ends_in_a_mark(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟'])
}

/// The arguments of a label, with [`END`] after those that end in a mark and [`NOTHING`] for those that are empty; `None` if none
/// is so.
pub(super) fn marked<'a>(arguments: &'a FluentArgs<'a>) -> Option<FluentArgs<'a>> {
    let ends = |value: &FluentValue<'_>| matches!(value, FluentValue::String(text) if ends_in_a_mark(text));
    let is_nothing = |value: &FluentValue<'_>| matches!(value, FluentValue::String(text) if text.is_empty());
    if !arguments.iter().any(|(_, value)| ends(value) || is_nothing(value)) {
        return None;
    }
    let ending = |value: &FluentValue<'a>| match value {
        _ if is_nothing(value) => NOTHING.to_string().into(),
        FluentValue::String(text) if ends(value) => FluentValue::from(format!("{text}{END}")),
        other => other.clone(),
    };
    Some(arguments.iter().map(|(name, value)| (name.to_owned(), ending(value))).collect())
}

/// The text of a label in which values have [`END`] after them: without that, and without a full stop that follows one. The point
/// of an abbreviation is none in Chinese.
pub(super) fn single(text: String) -> String {
    if !text.contains(END) {
        return text;
    }
    let mut parts = text.split(END);
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_point = whole.ends_with('.');
        let rest = part.strip_prefix('.').or_else(|| part.strip_prefix('。').filter(|_| !is_point));
        whole.push_str(rest.unwrap_or(part));
    }
    whole
}

/// The text of a label in which [`NOTHING`] stands for values that are empty: without the brackets around one, and the blank and the
/// mark between it and what is beside it. Nothing is left of a label that has no words and no other value.
pub(super) fn without_nothing(text: String) -> String {
    const SEPARATORS: [char; 9] = [',', ';', ':', '–', '·', '，', '；', '：', '、'];
    const BRACKETS: [(char, char); 3] = [('(', ')'), ('[', ']'), ('（', '）')];
    if !text.contains(NOTHING) {
        return text;
    }
    if !text.contains(char::is_alphanumeric) {
        return String::new();
    }
    let mut parts = text.split(NOTHING);
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let mut rest = part;
        let is_enclosed = |(open, close): &(char, char)| whole.ends_with(*open) && rest.starts_with(*close);
        if BRACKETS.iter().any(is_enclosed) {
            whole.pop();
            rest = rest.split_at(rest.chars().next().map_or(0, char::len_utf8)).1;
        }
        if whole.is_empty() {
            whole.push_str(rest.trim_start_matches(|c: char| c == '.' || c.is_whitespace() || SEPARATORS.contains(&c)));
            continue;
        }
        let goes_on = rest.trim_start().starts_with(char::is_alphanumeric);
        if !goes_on {
            let before = whole.trim_end();
            whole.truncate(before.trim_end_matches(SEPARATORS).trim_end().len());
        } else if whole.ends_with(char::is_whitespace) {
            rest = rest.trim_start();
        }
        whole.push_str(rest);
    }
    whole
}
