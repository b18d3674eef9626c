//! The changes of a text, word by word.

use similar::{ChangeTag, TextDiff};

/// The number of words that are shown around a change.
const CONTEXT: usize = 5;
/// The number of words that are compared, from the first change on.
const COMPARED: usize = 1000;

/// The removed and the added words, as `git diff --word-diff` marks them: `asked for [-a plan-]{+a report+} by
/// March`. Of the unchanged words, only those next to a change are shown.
pub fn difference(before: &str, after: &str) -> String {
    let (before, after, is_cut) = compared(before, after);
    let diff = TextDiff::from_words(before, after);
    let mut runs: Vec<(ChangeTag, String)> = Vec::new();
    for change in diff.iter_all_changes() {
        match runs.last_mut() {
            Some((tag, text)) if *tag == change.tag() => text.push_str(change.value()),
            _ => runs.push((change.tag(), change.value().to_owned())),
        }
    }
    let last = runs.len().saturating_sub(1);
    let runs = runs.iter().enumerate().map(|(at, (tag, text))| match tag {
        ChangeTag::Delete => format!("[-{text}-]"),
        ChangeTag::Insert => format!("{{+{text}+}}"),
        ChangeTag::Equal => around(text, at > 0, at < last),
    });
    let words = runs.collect::<String>().replace('\n', " ").trim().to_owned();
    if is_cut { format!("{words} …") } else { words }
}

/// As much of two texts as is compared, and whether that is not all: of long ones so many words from the first change on,
/// since comparing takes the square of them, and no finding shows more.
fn compared<'a>(before: &'a str, after: &'a str) -> (&'a str, &'a str, bool) {
    let words = |text: &'a str| text.split_inclusive(char::is_whitespace);
    if words(before).nth(COMPARED).is_none() && words(after).nth(COMPARED).is_none() {
        return (before, after, false);
    }
    let same = words(before).zip(words(after)).take_while(|(a, b)| a == b).count();
    let first = same.saturating_sub(CONTEXT + 1);
    let part = |text: &'a str| {
        let start: usize = words(text).take(first).map(str::len).sum();
        let length: usize = words(&text[start..]).take(COMPARED).map(str::len).sum();
        &text[start..start + length]
    };
    (part(before), part(after), true)
}

/// The words of an unchanged stretch that follow the change before it and lead to the one after it.
fn around(text: &str, follows: bool, leads: bool) -> String {
    let words: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
    let head = if follows { CONTEXT } else { 0 };
    let tail = if leads { CONTEXT } else { 0 };
    if words.len() <= head + tail {
        return text.to_owned();
    }
    format!("{}… {}", words[..head].concat(), words[words.len() - tail..].concat())
}
