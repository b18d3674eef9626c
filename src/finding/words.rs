//! Small helpers for the wording of messages.

/// `1 item`, `3 items`.
pub fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}

/// The most words that a list names.
const LISTED: usize = 60;
/// The most words of a list of what there is.
const SOME: usize = 12;

/// `` `a`, `b` or `c` ``; of very many the first.
pub fn quoted_list<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    listed(words, LISTED, "or")
}

/// `` `a`, `b` and `c` ``; of very many the first.
pub fn quoted_and<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    listed(words, LISTED, "and")
}

/// `` `a`, `b` and 57 others ``: at most as many as a person will read after a typing error.
pub fn quoted_some<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    listed(words, SOME, "and")
}

/// `` there are `a` and `b` ``, or of one ``there is `a` ``: what somebody may have meant, of very many the first.
pub fn there_are<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<&str> = words.into_iter().collect();
    let verb = if words.len() == 1 { "is" } else { "are" };
    format!("there {verb} {}", quoted_some(words))
}

/// The help about a name that nothing has: another that is near, or else what `otherwise` says.
pub fn did_you_mean(near: Option<&str>, otherwise: impl FnOnce() -> String) -> String {
    near.map_or_else(otherwise, |near| format!("did you mean `{near}`?"))
}

fn listed<'a>(words: impl IntoIterator<Item = &'a str>, most: usize, conjunction: &str) -> String {
    let mut words = words.into_iter();
    let mut quoted: Vec<String> = words.by_ref().take(most).map(|word| format!("`{word}`")).collect();
    let others = words.count();
    if others > 0 {
        quoted.push(count(others, "other"));
    }
    with_conjunction(&quoted, conjunction)
}

/// "a", "a and b", "a, b and c".
pub fn all_of(words: &[String]) -> String {
    with_conjunction(words, "and")
}

fn with_conjunction(words: &[String], conjunction: &str) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {conjunction} {last}", first.join(", ")),
    }
}

/// Texts of findings that are as long as this, in bytes, are left as they are.
const SHORT: usize = 400;
/// The number of characters that are kept of a quoted text: of its beginning and of its end.
const QUOTED: (usize, usize) = (100, 40);
/// The most characters of a text of a finding.
const LONGEST: usize = 2000;

/// A text of a finding, in which nothing that a user wrote is quoted at any length.
pub(super) fn shortened(text: String) -> String {
    if text.len() <= SHORT {
        return text;
    }
    let parts = text.split('`').enumerate().map(|(at, part)| match at % 2 {
        1 => middle_cut(part),
        _ => part.to_owned(),
    });
    let text = parts.collect::<Vec<_>>().join("`");
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}

fn middle_cut(text: &str) -> String {
    let (first, last) = QUOTED;
    let end = text.char_indices().nth(first).map(|(at, _)| at);
    let start = text.char_indices().rev().nth(last).map(|(at, _)| at);
    match (end, start) {
        (Some(end), Some(start)) if end < start => format!("{} … {}", &text[..end], &text[start..]),
        _ => text.to_owned(),
    }
}

/// The ending of an English ordinal number: "st" of 21.
pub fn ordinal_ending(number: u64) -> &'static str {
    match (number % 10, number % 100) {
        (1, rest) if rest != 11 => "st",
        (2, rest) if rest != 12 => "nd",
        (3, rest) if rest != 13 => "rd",
        _ => "th",
    }
}
