//! Ids that are proposed for what is new.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use crate::meeting::{Index, Meeting};

/// The most words and letters of an id that is proposed: short enough to be typed.
const WORDS: usize = 3;
const LETTERS: usize = 28;

/// Ids that stand for something else.
const RESERVED: [&str; 6] = ["chairs", "decisions", "background", "participants", "agenda", "previous-minutes"];

/// Words that ids do without, in languages that are written in letters.
const LITTLE: [&str; 50] = [
    "a", "an", "the", "of", "on", "in", "at", "to", "for", "from", "by", "with", "and", "or", "le", "la", "les", "l",
    "d", "de", "des", "du", "un", "une", "et", "au", "aux", "sur", "el", "los", "las", "del", "y", "der", "die", "das",
    "und", "its", "is", "s", "i", "v", "na", "o", "ob", "po", "za", "k", "ot", "dlia",
];

/// The letters from `а` to `я` as passports have them (ICAO Doc 9303, part 3, section 6); those with marks are as without.
const CYRILLIC: [&str; 32] = [
    "a", "b", "v", "g", "d", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh",
    "ts", "ch", "sh", "shch", "ie", "y", "", "e", "iu", "ia",
];

/// A text in small letters without marks, and in Latin letters where it is in Cyrillic ones.
fn plain(text: &str) -> String {
    let bare: String = text.nfkd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).collect();
    let mut plain = String::new();
    for c in bare.to_lowercase().chars() {
        match ('а'..='я').position(|letter| letter == c) {
            Some(at) => plain.push_str(CYRILLIC[at]),
            None => plain.push(c),
        }
    }
    plain
}

/// An id from the words of a title, in the manner of `work-plan`, that nothing in a meeting has; `kind` is what it is for, which is
/// its name if no word of the title is in Latin or Cyrillic letters.
pub fn proposed_id(meeting: Option<&Meeting>, title: &str, kind: &str) -> String {
    let index = meeting.map(|meeting| Index::of(meeting).0).unwrap_or_default();
    let taken: BTreeSet<&str> = index.ids(|_| true).chain(RESERVED).collect();
    let plain = plain(title);
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
