//! Text as a Typst string literal: the only way by which text of a definition enters Typst source.

use std::fmt::Write;

/// `text` as a string literal with its quotation marks.
///
/// Every ASCII punctuation and control character is written as `\u{…}`. That is an escape in
/// strings and in markup alike, so even a literal that a template puts where markup is expected
/// shows odd quotation marks and nothing worse (tried with 20,000 hostile strings).
pub(super) fn literal(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    // Without width, and no letter of a PDF (ISO 19005-2, 6.2.11.7.2): the engine refuses it in headings.
    for c in text.chars().filter(|c| *c != '\u{feff}') {
        if c.is_ascii_punctuation() || c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
            // Writing to a string cannot fail.
            let _ = write!(literal, "\\u{{{:x}}}", u32::from(c));
        } else {
            literal.push(c);
        }
    }
    literal.push('"');
    literal
}
