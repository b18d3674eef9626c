//! What changed in a text, word by word.

use similar::{ChangeTag, TextDiff};

/// How many words around a change are shown.
const CONTEXT: usize = 5;

/// The words that went and those that came, as `git diff --word-diff` marks them: `asked for [-a plan-]{+a report+} by
/// March`. Of what stayed only the words next to a change are shown.
pub fn difference(before: &str, after: &str) -> String {
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
    runs.collect::<String>().replace('\n', " ").trim().to_owned()
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
