//! Words and numerals of a text, with what stands between them.

use super::digits::{roman, take_numeral};
use super::fold::{fold, is_unspaced};

/// A word or a numeral.
pub(super) struct Token<'a> {
    pub(super) from: usize,
    pub(super) to: usize,
    /// Folded.
    pub(super) word: String,
    /// The values of a numeral.
    pub(super) values: Vec<u128>,
    /// What stands between it and the next one.
    pub(super) behind: &'a str,
    /// True if only a blank or a hyphen stands before it.
    pub(super) is_close: bool,
    pub(super) is_unspaced: bool,
}

/// The words and numerals of a text; of scripts without blanks, each character is one.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut all: Vec<Token<'_>> = Vec::new();
    let (mut at, mut end) = (0, 0);
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let is_word = |c: char| c.is_alphabetic() && !is_unspaced(c) || ('\u{300}'..='\u{36f}').contains(&c);
        let (length, values) = match first {
            c if is_unspaced(c) => (c.len_utf8(), Vec::new()),
            c if c.is_alphabetic() => {
                let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
                (length, roman(&rest[..length]).into_iter().collect())
            }
            _ => take_numeral(rest),
        };
        if length == 0 {
            at += first.len_utf8();
            continue;
        }
        let between = &text[end..at];
        if let Some(last) = all.last_mut() {
            last.behind = between;
        }
        let is_close = between.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}' | '_'));
        let word = if values.is_empty() { fold(&rest[..length]).letters } else { String::new() };
        (end, at) = (at + length, at + length);
        all.push(Token {
            from: end - length,
            to: end,
            word,
            values,
            behind: "",
            is_close,
            is_unspaced: is_unspaced(first),
        });
    }
    if let Some(last) = all.last_mut() {
        last.behind = &text[end..];
    }
    all
}
