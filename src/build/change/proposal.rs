//! Ids that are proposed for what is new.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use crate::meeting::{Index, Meeting};

/// The most words and letters of an id that is proposed: short enough to be typed.
const WORDS: usize = 3;
const LETTERS: usize = 28;

/// Ids that stand for something else.
const RESERVED: [&str; 6] = ["chairs", "decisions", "background", "participants", "agenda", "previous-minutes"];

/// Words that ids do without, in languages that are written in Latin letters.
const LITTLE: [&str; 40] = [
    "a", "an", "the", "of", "on", "in", "at", "to", "for", "from", "by", "with", "and", "or", "le", "la", "les", "l",
    "d", "de", "des", "du", "un", "une", "et", "au", "aux", "sur", "el", "los", "las", "del", "y", "der", "die", "das",
    "und", "its", "is", "s",
];

/// An id from the words of a title, in the manner of `work-plan`, that nothing in a meeting has; `kind` is what it is for, which is
/// its name if no word of the title is in Latin letters.
pub fn proposed_id(meeting: Option<&Meeting>, title: &str, kind: &str) -> String {
    let index = meeting.map(|meeting| Index::of(meeting).0).unwrap_or_default();
    let taken: BTreeSet<&str> = index.ids(|_| true).chain(RESERVED).collect();
    let plain: String =
        title.nfkd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).collect::<String>().to_lowercase();
    let all = || plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && word.is_ascii());
    let mut words: Vec<&str> = all().filter(|word| !LITTLE.contains(word)).collect();
    if words.is_empty() {
        words = all().collect();
    }
    let mut id = String::new();
    for word in words.iter().take(WORDS) {
        if !id.is_empty() && id.len() + word.len() >= LETTERS {
            break;
        }
        let word: String = word.chars().take(LETTERS).collect();
        id = if id.is_empty() { word } else { format!("{id}-{word}") };
    }
    if !id.starts_with(|c: char| c.is_ascii_lowercase()) {
        let kind = kind.to_lowercase().replace(|c: char| !c.is_ascii_lowercase(), "");
        let kind = if kind.is_empty() { "part".to_owned() } else { kind };
        id = if id.is_empty() { kind } else { format!("{kind}-{id}") };
    }
    let mut ids = std::iter::once(id.clone()).chain((2..).map(|number| format!("{id}-{number}")));
    ids.find(|id| !taken.contains(id.as_str())).unwrap_or(id)
}
