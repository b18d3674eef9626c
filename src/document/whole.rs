//! Figures in a text that are read as one: no line ends in them, and what stands around them does not turn them round.
//!
//! Engines break lines after the dash of a range; where lines begin on the right, they put a sign after its number, and reverse
//! the parts of a telephone number. Writers set such pieces apart; no character is added.

/// The way in which a piece of a text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// Like any other text.
    Plain,
    /// A range of numbers, in the direction of the lines: "18–24".
    Range,
    /// A number with its sign, from left to right: "−5", "+41 22 917".
    Figure,
    /// A date in Chinese: "2026年4月14日".
    Date,
}

/// The maximum length of what is kept on one line, in characters: about the width of a narrow column of a table.
const LONGEST: usize = 18;

/// A text in pieces, and how each is read.
///
/// ```
/// use packwright::document::{Whole, pieces};
///
/// let pieces = pieces("On 18–24 May, at −5 °C.");
/// assert_eq!(pieces[1], ("18–24", Whole::Range));
/// assert_eq!(pieces[3], ("−5", Whole::Figure));
/// ```
pub fn pieces(text: &str) -> Vec<(&str, Whole)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((found, whole)) = first(rest) {
        let (before, after) = (&rest[..found.start], &rest[found.end..]);
        pieces.extend((!before.is_empty()).then_some((before, Whole::Plain)));
        pieces.push((&rest[found], whole));
        rest = after;
    }
    pieces.extend((!rest.is_empty()).then_some((rest, Whole::Plain)));
    pieces
}

fn first(text: &str) -> Option<(std::ops::Range<usize>, Whole)> {
    text.char_indices().find_map(|(at, c)| {
        let (before, after) = (&text[..at], &text[at + c.len_utf8()..]);
        let (left, right, whole) = match c {
            '–' => range(before, after).map(|(left, right)| (left, right, Whole::Range))?,
            '+' | '−' | '±' => (0, figure(before, after, c)?, Whole::Figure),
            '年' | '月' | '日' => date(before, after).map(|(left, right)| (left, right, Whole::Date))?,
            _ => return None,
        };
        Some((at - left..at + c.len_utf8() + right, whole))
    })
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// Bytes before and after the dash of a word with a range of numbers, if it is short enough.
fn range(before: &str, after: &str) -> Option<(usize, usize)> {
    if !before.ends_with(is_digit) || !after.starts_with(is_digit) {
        return None;
    }
    // No more is looked at than may be kept whole, so that a word of many ranges takes no longer.
    let up_to_blank = |c: &char| !c.is_whitespace();
    let left: Vec<char> = before.chars().rev().take_while(up_to_blank).take(LONGEST).collect();
    let right: Vec<char> = after.chars().take_while(up_to_blank).take(LONGEST).collect();
    let bytes = |chars: &[char]| chars.iter().map(|c| c.len_utf8()).sum::<usize>();
    (left.len() + 1 + right.len() <= LONGEST).then(|| (bytes(&left), bytes(&right)))
}

/// The length of the number after a sign, in bytes; groups of digits are separated by blanks, those of telephone numbers in any
/// way.
fn figure(before: &str, after: &str, sign: char) -> Option<usize> {
    let stands_free = |c: char| c.is_whitespace() || "([（«“\u{200e}\u{200f}".contains(c);
    if !after.starts_with(is_digit) || !before.chars().next_back().is_none_or(stands_free) {
        return None;
    }
    let mut end = 0;
    for (at, c) in after.char_indices().take(LONGEST) {
        let next = &after[at + c.len_utf8()..];
        let digits = next.bytes().take_while(u8::is_ascii_digit).count();
        let goes_on = match c {
            ' ' | '\u{a0}' | '\u{202f}' => digits == 3 || sign == '+' && digits > 0,
            '.' | ',' | ':' | '-' | '/' => digits > 0,
            _ => false,
        };
        match is_digit(c) || c == '%' {
            true => end = at + c.len_utf8(),
            false if goes_on => {}
            false => return Some(end),
        }
    }
    // One that is longer is not cut.
    (!after[end..].starts_with(is_digit)).then_some(end)
}

/// Bytes before and after a word for year, month or day that belong to its date.
fn date(before: &str, after: &str) -> Option<(usize, usize)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let left = before.bytes().rev().take(5).take_while(u8::is_ascii_digit).count();
    let mut end = 0;
    for _ in 0..2 {
        let count = digits(&after[end..]);
        match after[end + count..].chars().next().filter(|c| count > 0 && "月日".contains(*c)) {
            Some(c) => end += count + c.len_utf8(),
            None => break,
        }
    }
    (1..=4).contains(&left).then_some((left, end))
}
