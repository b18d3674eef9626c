//! Spaces at which no line of a text ends: typed as any other, made unbreakable where the text is written.
//!
//! A number stays with what it counts, an initial with the name, a currency with the amount; and a word that the label
//! file of the language lists stays with what follows (`joined-to-names`: a name or number; `joined-to-words`: anything).
//! It refuses to join more than a narrow column holds, to add or remove a character, and to judge what was typed: years
//! stand at the end of a line as any word does, and spaces that are unbreakable already stay so.

use std::collections::BTreeSet;

use super::labels::Labels;

const UNBREAKABLE: &str = "\u{a0}";

/// Joined words are no longer than this, in characters: about as much as a narrow column of a table holds.
const LONGEST: usize = 18;

/// The words of a language that stay with the next one.
pub(super) struct Joined {
    to_names: BTreeSet<String>,
    to_words: BTreeSet<String>,
}

/// Whether one of the two is a mark that French sets apart by a space: no line begins with a colon, or ends with « .
fn is_mark_apart(before: &str, word: &str) -> bool {
    let is_mark = |word: &str| matches!(word.chars().next(), Some(':' | ';' | '!' | '?' | '»'));
    before.ends_with('«') || (!before.is_empty() && is_mark(word) && !word.contains(char::is_alphanumeric))
}

impl Joined {
    /// A language need not list any.
    pub(super) fn of(labels: &Labels) -> Self {
        let listed = |label| labels.find_with(label, []).unwrap_or_default();
        let words = |label| listed(label).split_whitespace().map(str::to_owned).collect();
        Self { to_names: words("joined-to-names"), to_words: words("joined-to-words") }
    }

    /// The text with such spaces in it.
    pub(super) fn join(&self, text: &str) -> String {
        let mut joined = String::with_capacity(text.len() + 8);
        let mut words = text.split(' ');
        let mut before = words.next().unwrap_or_default();
        joined.push_str(before);
        let mut length = before.chars().count();
        for word in words {
            let more = word.chars().count();
            if is_mark_apart(before, word) || self.stays(before, word) && length + 1 + more <= LONGEST {
                joined.push_str(UNBREAKABLE);
                length += 1 + more;
            } else {
                joined.push(' ');
                length = more;
            }
            joined.push_str(word);
            before = word;
        }
        joined
    }

    /// Returns true if no line ends between the two.
    fn stays(&self, word: &str, next: &str) -> bool {
        let word = word.trim_start_matches(['(', '[', '“', '‘', '«', '„', '"', '\'', '¿', '¡', '–', '—']);
        let next = next.trim_start_matches(['(', '“', '‘', '«', '„', '"', '\'']);
        let Some(first) = next.chars().next() else { return false };
        let is_counted = first.is_alphabetic() || "%‰°€£$¥".contains(first);
        is_number(word) && (is_counted || is_group(next))
            || is_initial(word) && first.is_uppercase()
            || (is_currency(word) || ["§", "№"].contains(&word)) && first.is_ascii_digit()
            || self.to_names.contains(word) && (first.is_numeric() || first.is_alphabetic() && !first.is_lowercase())
            || self.to_words.contains(word)
    }
}

/// "15", "1,250", "10:00–13:00"; no year.
fn is_number(word: &str) -> bool {
    let is_year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    let of_digits = |c: char| c.is_ascii_digit() || ".,:–-/".contains(c);
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    !is_year && is_digit(word.chars().next()) && is_digit(word.chars().next_back()) && word.chars().all(of_digits)
}

/// Three digits that go on a number: "631" of "9 192 631 770".
fn is_group(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',', ';', ':', ')']);
    word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.as_str() == "."
}

/// A code of ISO 4217.
fn is_currency(word: &str) -> bool {
    word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}
