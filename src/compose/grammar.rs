//! Functions in labels for words that agree with others.

use fluent_bundle::{FluentArgs, FluentValue};

use super::stops::{END, NOTHING};

/// `BEGINS($last, "i", "hi")` in a label: `yes` if words begin so, whatever their case, else `no`. For words that change
/// before others, as "y" does in Spanish. A beginning with a blank at its end is a whole word: "don " of "don" alone, too.
pub(super) fn begins<'a>(positional: &[FluentValue<'a>], _: &FluentArgs<'_>) -> FluentValue<'a> {
    let words = small(positional.first());
    let words = words.trim_start_matches(|c: char| !c.is_alphanumeric()).replace('\u{a0}', " ") + " ";
    yes_or_no(positional.iter().skip(1).any(|beginning| words.starts_with(&small(Some(beginning)))))
}

/// `ENDS($post, "s", "x")` in a label: as `BEGINS`, of the end of the first word, with all that hyphens join. For words that agree with others.
pub(super) fn ends<'a>(positional: &[FluentValue<'a>], _: &FluentArgs<'_>) -> FluentValue<'a> {
    let words = small(positional.first());
    let first = words.split(|c: char| !c.is_alphanumeric() && !is_hyphen(c)).next().unwrap_or_default();
    yes_or_no(positional.iter().skip(1).any(|end| first.ends_with(&small(Some(end)))))
}

/// `SMALL($post)` in a label: words as within a sentence, without the capitals of a heading: the first letter is small, and so
/// is each that follows a hyphen in the first word. Abbreviations keep theirs.
pub(super) fn small_first<'a>(positional: &[FluentValue<'a>], _: &FluentArgs<'_>) -> FluentValue<'a> {
    let Some(FluentValue::String(words)) = positional.first() else { return FluentValue::None };
    let (first, rest) = words.split_at(words.find(char::is_whitespace).unwrap_or(words.len()));
    FluentValue::from(first.split_inclusive(is_hyphen).map(small_letter).collect::<String>() + rest)
}

/// A word with a small first letter, unless it is an abbreviation.
fn small_letter(word: &str) -> String {
    let mut chars = word.chars();
    match (chars.next(), chars.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().collect::<String>() + &word[first.len_utf8()..]
        }
        _ => word.to_owned(),
    }
}

/// A hyphen, or one at which no line ends.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

fn small(value: Option<&FluentValue<'_>>) -> String {
    match value {
        Some(FluentValue::String(text)) => text.trim_end_matches([END, NOTHING]).to_lowercase(),
        _ => String::new(),
    }
}

fn yes_or_no(is_so: bool) -> FluentValue<'static> {
    if is_so { "yes".into() } else { "no".into() }
}
