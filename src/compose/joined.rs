//! Spaces at which no line of a text ends: typed as any other, made unbreakable where the text is written.
//!
//! A number stays with what it counts, an initial with the name, a currency with the amount; and a word that the label
//! file of the language lists stays with what follows (`joined-to-names`: a name or number; `joined-to-words`: anything).
//! It refuses to join more than a narrow column holds, to add or remove a character, and to judge what was typed: years
//! stand at the end of a line as any word does, and spaces that are unbreakable already stay so.

use std::collections::BTreeSet;

use super::labels::Labels;

const UNBREAKABLE: &str = "\u{a0}";

/// Groups of digits are joined up to here; longer ones are no number.
const LONGEST_NUMBER: usize = 60;

/// Joined words are no longer than this, in characters: about as much as a narrow column of a table holds.
const LONGEST: usize = 18;

/// The words of a language that stay with the next one.
pub(super) struct Joined {
    to_names: BTreeSet<String>,
    to_words: BTreeSet<String>,
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
            // A number is whole, however long it is.
            let is_one_number = is_group(word) && is_number(number_at_the_end(before)) && length < LONGEST_NUMBER;
            if is_one_number || self.stays(before, word) && length + 1 + more <= LONGEST {
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
        // No line begins with a dash or a dot that parts what is before and after it.
        if ["–", "—", "·", "-", "/"].contains(&next) {
            return true;
        }
        let is_counted = first.is_alphabetic() || "%‰°€£$¥".contains(first);
        is_number(figure(word)) && (is_counted || is_group(next))
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

/// The number that a word ends with; in Chinese others stand close before it.
fn number_at_the_end(word: &str) -> &str {
    let others = word.trim_end_matches(|c: char| c.is_ascii_digit() || ".,".contains(c));
    if others.ends_with(|c: char| c.is_ascii_alphanumeric()) { "" } else { &word[others.len()..] }
}

/// A number without the signs before it: "−5", "€9", "(12".
fn figure(word: &str) -> &str {
    word.trim_start_matches(|c: char| !c.is_alphanumeric())
}

/// Three digits that go on a number, whatever stands after them: "631" of "9 192 631 770", "000美元".
fn is_group(word: &str) -> bool {
    word.bytes().take_while(u8::is_ascii_digit).count() == 3
}

fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.as_str() == "."
}

/// A code of ISO 4217.
fn is_currency(word: &str) -> bool {
    word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}
