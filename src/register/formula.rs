//! Text that spreadsheet programs would run as a formula.

/// Returns whether a spreadsheet program may take a text for a formula. Excel also accepts full-width characters in East Asian
/// languages.
pub(super) fn is_like_formula(words: &str) -> bool {
    words.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'])
}
