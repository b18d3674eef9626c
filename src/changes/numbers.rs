//! Numbers that changed because something was added, removed or moved before them.

use crate::compare::{Fate, words};

/// Years and amounts are none.
const LARGEST: usize = 999;

/// The most characters of the words with which a heading is numbered: "Draft resolution 12".
const LONGEST: usize = 40;

/// What Arabic numbers annexes and sections with.
const ORDINALS: &str = "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر أولا ثانيا ثالثا رابعا خامسا \
    سادسا سابعا ثامنا تاسعا عاشرا";

/// Returns whether two texts are the same but for numbers as things are counted by: 4, (b), IV, 三.
pub(super) fn is_numbering(before: &str, after: &str) -> bool {
    let pieces = words(before, after);
    pieces.iter().all(|piece| piece.fate == Fate::Kept || piece.text.split_whitespace().all(is_number))
}

/// The part of a heading that is its number, before and now, if the rest is the same: "Decision 1: Minutes".
pub(super) fn renumbered(before: &str, after: &str) -> Option<(String, String)> {
    let (old, new) = (end_of_number(before)?, end_of_number(after)?);
    let (number, other) = (before[..old].trim(), after[..new].trim());
    // Where a line may not end is a matter of its look: no line ends behind "V.", which may be initials, and one does behind "II.".
    let rest = |text: &str| text.replace(['\u{a0}', '\u{202f}'], " ");
    let is_renumbered = rest(&before[old..]) == rest(&after[new..]) && is_numbering(number, other);
    (is_renumbered && !number.is_empty() && !other.is_empty()).then(|| (number.to_owned(), other.to_owned()))
}

/// A heading without its number: "Votes" of "II. Votes".
pub(super) fn without_number(heading: &str) -> &str {
    let end = end_of_number(heading).filter(|end| heading[..*end].split_whitespace().any(is_number));
    end.map_or(heading, |end| heading[end..].trim_start_matches(|c: char| !c.is_alphanumeric()))
}

/// Where the words end that may number a heading.
pub(super) fn end_of_number(text: &str) -> Option<usize> {
    let is_apart = |at: &usize| {
        let next = text[*at..].chars().nth(1);
        text[..*at].ends_with(char::is_whitespace) && next.is_some_and(char::is_whitespace)
    };
    let dash = text.match_indices(['-', '–', '—']).map(|(at, _)| at).find(is_apart);
    let end = text.find([':', '：', '.', '．', '、']).into_iter().chain(dash).min()?;
    // A title with a length is none, whatever dash stands behind it.
    let is_short = text[..end].chars().count() <= LONGEST && !text[..end].contains(['(', '（']);
    is_short.then_some(end)
}

/// Returns whether a word is a number as things are counted by.
pub(super) fn is_number(text: &str) -> bool {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    let is_roman = || text.len() <= 6 && text.to_ascii_uppercase().chars().all(|c| "IVXLC".contains(c));
    let is_letter = || text.chars().count() == 1;
    let is_small = |part: &str| part.parse::<usize>().is_ok_and(|number| number <= LARGEST);
    let is_suffix = |part: &str| matches!(part, "bis" | "ter" | "quater");
    let is_counted = || {
        text.split(|c: char| !c.is_alphanumeric())
            .all(|part| is_small(part) || is_suffix(part) || part.chars().count() == 1)
    };
    text.is_empty()
        || ORDINALS.split(' ').any(|ordinal| ordinal == text)
        || is_roman()
        || is_letter()
        || is_counted()
        || text.chars().all(|c| c.is_numeric() || "一二三四五六七八九十百".contains(c)) && text.chars().count() <= 3
}
