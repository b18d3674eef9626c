//! Words that programs of tables take for a formula.

/// Returns whether a program may calculate with words that begin like this, also with the wide characters that Excel takes for
/// the same in East Asian languages.
pub(super) fn is_like_formula(words: &str) -> bool {
    words.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'])
}
