//! Words that are kept whole, at whose marks the engine would end lines.

/// A word that is kept whole is no longer than this, in characters: in a cell, and in a line of the page.
const LONGEST_WORD: [usize; 2] = [18, 30];

/// A text in pieces, and which of them are kept whole: words at whose dashes, slashes and thin spaces the engine would end
/// lines, "18–24", "(EC/DC)", "A/RES/70/1", "9(d)(2)", "WD-59-EN", and words of which a single letter would be left, "e-mail".
pub(super) fn words_whole(text: &str, in_cell: bool) -> Vec<(&str, bool)> {
    let longest = LONGEST_WORD[usize::from(!in_cell)];
    let mut pieces = Vec::new();
    let (mut from, mut rest) = (0, 0);
    while let Some(found) = text[rest..].find(BREAKS) {
        let at = rest + found;
        let word = word_around(text, rest, at);
        let is_whole = text[word.clone()].chars().count() <= longest && is_kept(&text[word.clone()]);
        if is_whole {
            pieces.extend((from < word.start).then(|| (&text[from..word.start], false)));
            pieces.push((&text[word.clone()], true));
            from = word.end;
        }
        rest = word.end;
    }
    pieces.extend((from < text.len()).then(|| (&text[from..], false)));
    pieces
}

/// Characters after which the engine ends lines, between parts of a word.
const BREAKS: [char; 5] = ['–', '/', '\u{2009}', '-', ')'];

/// The word at a place of a text. Squares of Chinese are words by themselves, and a space of no width is typed where a line may
/// end.
fn word_around(text: &str, from: usize, at: usize) -> std::ops::Range<usize> {
    let is_out = |c: char| {
        c.is_whitespace() && c != '\u{2009}' && c != '\u{a0}' && c != '\u{202f}' || c == '\u{200b}' || c >= '\u{2e80}'
    };
    let start = text[from..at]
        .rfind(is_out)
        .map_or(from, |blank| from + blank + text[from + blank..].chars().next().map_or(0, char::len_utf8));
    let end = text[at..].find(is_out).map_or(text.len(), |blank| at + blank);
    start..end
}

/// Returns true if no line ends in a word: a range, a symbol, adjacent names, a single letter before a hyphen; not an address.
fn is_kept(word: &str) -> bool {
    let inner = word.trim_matches(|c: char| !c.is_alphanumeric());
    let is_letter = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
    let has_letter = || inner.split('-').any(is_letter);
    let is_symbol = || inner.contains(|c: char| c.is_ascii_digit()) && !inner.contains(char::is_lowercase);
    !word.contains("//")
        && !word.contains('@')
        && (inner.contains(&BREAKS[..3])
            || inner.contains(")(")
            || inner.contains('-') && (has_letter() || is_symbol()))
}
