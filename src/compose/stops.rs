//! One mark at the end of a sentence: where a value ends in one ("Geir Magnusson, Jr."), the full stop of the label is left out.

use fluent_bundle::{FluentArgs, FluentValue};

/// A character that no text contains, after values that end in a mark.
pub(super) const END: char = '\u{fdd0}';

/// Returns whether a text ends as a sentence does.
pub(super) fn ends_in_a_mark(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟'])
}

/// The arguments of a label, with [`END`] after those that end in a mark; `None` if none does.
pub(super) fn marked<'a>(arguments: &'a FluentArgs<'a>) -> Option<FluentArgs<'a>> {
    let ends = |value: &FluentValue<'_>| matches!(value, FluentValue::String(text) if ends_in_a_mark(text));
    if !arguments.iter().any(|(_, value)| ends(value)) {
        return None;
    }
    let ending = |value: &FluentValue<'a>| match value {
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
