//! Numbers that changed because something was added, removed or moved before them.

use crate::compare::{Fate, words};

/// Years and amounts are none.
const LARGEST: usize = 999;

/// The most characters of the words with which a heading is numbered: "Draft resolution 12".
const LONGEST: usize = 40;

/// What Arabic numbers annexes and sections with.
const ORDINALS: [&str; 20] = [
    "الأول",
    "الثاني",
    "الثالث",
    "الرابع",
    "الخامس",
    "السادس",
    "السابع",
    "الثامن",
    "التاسع",
    "العاشر",
    "أولا",
    "ثانيا",
    "ثالثا",
    "رابعا",
    "خامسا",
    "سادسا",
    "سابعا",
    "ثامنا",
    "تاسعا",
    "عاشرا",
];

/// Returns whether two texts are the same but for numbers as things are counted by: 4, (b), IV, 三.
pub(super) fn is_numbering(before: &str, after: &str) -> bool {
    let pieces = words(before, after);
    pieces.iter().all(|piece| piece.fate == Fate::Kept || piece.text.split_whitespace().all(is_number))
}

/// The part of a heading that is its number, before and now, if the rest is the same: "Decision 1: Minutes".
pub(super) fn renumbered(before: &str, after: &str) -> Option<(String, String)> {
    let is_apart = |text: &str, at: usize| {
        let next = text[at..].chars().nth(1);
        text[..at].ends_with(char::is_whitespace) && next.is_some_and(char::is_whitespace)
    };
    let dash = |text: &str| text.match_indices(['-', '–', '—']).map(|(at, _)| at).find(|at| is_apart(text, *at));
    let ends = |text: &str| text.find([':', '：', '.', '．', '、']).into_iter().chain(dash(text)).min();
    let (old, new) = (ends(before)?, ends(after)?);
    // A title with a length is none, whatever dash stands behind it.
    let is_short = |text: &str| text.chars().count() <= LONGEST && !text.contains(['(', '（']);
    if !is_short(&before[..old]) || !is_short(&after[..new]) {
        return None;
    }
    let (number, other) = (before[..old].trim(), after[..new].trim());
    let is_renumbered = before[old..] == after[new..] && is_numbering(number, other);
    (is_renumbered && !number.is_empty() && !other.is_empty()).then(|| (number.to_owned(), other.to_owned()))
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
        || ORDINALS.contains(&text)
        || is_roman()
        || is_letter()
        || is_counted()
        || text.chars().all(|c| c.is_numeric() || "一二三四五六七八九十百".contains(c)) && text.chars().count() <= 3
}
