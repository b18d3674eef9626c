//! Where the letters of a paragraph are in the string that they come from.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::compare::{self, Fate, words};
use crate::edition::{WordMap, WordPieceKind, printed_letters};

/// Where the letters of a piece are in its string.
#[derive(Debug, Clone, Default)]
pub(super) enum Window {
    #[default]
    None,
    /// For each letter its number in the string; none if the string no longer has it.
    Letters(Vec<Option<usize>>),
    /// A reference: the letters that write it.
    Whole(Range<usize>),
}

impl Window {
    /// The number in the string of a letter of the piece.
    pub(super) fn letter(&self, at: usize) -> Option<usize> {
        match self {
            Self::None => None,
            Self::Letters(letters) => letters.get(at).copied().flatten(),
            Self::Whole(letters) => Some(letters.start),
        }
    }

    /// Returns whether the piece has a letter of the string.
    pub(super) fn has(&self, letter: usize) -> bool {
        match self {
            Self::None => false,
            Self::Letters(letters) => letters.contains(&Some(letter)),
            Self::Whole(letters) => letters.contains(&letter),
        }
    }
}

/// The windows of pieces in a string that says what it said: the letters and digits of each are there, in order.
pub(super) fn as_sent(map: &WordMap, pieces: &[(usize, usize)], text: &str, windows: &mut [Vec<Window>]) {
    let chars: Vec<char> = text.chars().collect();
    let numbers = printed_letters(text);
    let letters: String = numbers.iter().map(|at| chars[*at]).collect();
    let mut number_at: BTreeMap<usize, usize> =
        letters.char_indices().enumerate().map(|(n, (at, _))| (at, n)).collect();
    number_at.insert(letters.len(), numbers.len());
    // The letters, in bytes, that were found already; the first letter of the string that no piece has yet.
    let (mut found, mut from) = (0, 0);
    for (anchor, number) in pieces {
        let piece = &map.anchors[*anchor].pieces[*number];
        if let WordPieceKind::Reference { to, .. } = &piece.kind {
            if let Some(range) = find(&chars, to, from).or_else(|| find(&chars, to, 0)) {
                from = range.end;
                let after: usize = numbers.partition_point(|at| *at < from);
                found = numbers[..after].iter().map(|at| chars[*at].len_utf8()).sum();
                windows[*anchor][*number] = Window::Whole(range);
            }
            continue;
        }
        let wanted = compare::letters(&piece.text);
        let after = letters[found..].find(&wanted).map(|at| found + at);
        let Some(at) = after.or_else(|| letters.find(&wanted)) else { continue };
        if after.is_none() {
            from = 0;
        }
        let (first, last) = (number_at[&at], number_at[&(at + wanted.len())]);
        let lowest = first.checked_sub(1).map_or(0, |before| numbers[before] + 1);
        let start = if wanted.is_empty() { from } else { numbers[first] };
        let until = numbers.get(last).copied().unwrap_or(chars.len());
        let marks: Vec<char> = piece.text.chars().take_while(|c| !c.is_alphanumeric()).collect();
        let window = match wanted.is_empty() {
            true => walk(&piece.text, &chars, start..until),
            false => {
                let rest: String = piece.text.chars().skip(marks.len()).collect();
                let mut window = back(&marks, &chars, lowest.max(from.min(start))..start);
                window.extend(walk(&rest, &chars, start..until));
                window
            }
        };
        found = at + wanted.len();
        from = window.iter().rev().flatten().next().map_or(from, |at| at + 1);
        windows[*anchor][*number] = Window::Letters(window);
    }
}

/// Where a text stands in others, as letters.
fn find(chars: &[char], wanted: &str, from: usize) -> Option<Range<usize>> {
    let wanted: Vec<char> = wanted.chars().collect();
    let rest = chars.get(from..)?;
    let at = rest.windows(wanted.len().max(1)).position(|window| window == wanted)? + from;
    Some(at..at + wanted.len())
}

/// For each letter of a printed text its number in a range of the string, where both have the same letters and digits: marks of
/// Markdown are passed over, and what is printed in the place of another sign stands for it.
fn walk(printed: &str, chars: &[char], range: Range<usize>) -> Vec<Option<usize>> {
    let mut at = range.start;
    let mut window = Vec::new();
    for c in printed.chars() {
        while at < range.end && chars[at] != c && (c.is_alphanumeric() || is_markup(chars[at])) {
            at += 1;
        }
        match chars.get(at).filter(|_| at < range.end) {
            Some(there) if *there == c || (!c.is_alphanumeric() && !there.is_alphanumeric()) => {
                window.push(Some(at));
                at += 1;
            }
            // It is printed, and not written: it stands where the next letter does.
            _ => window.push(Some(at.min(range.end)).filter(|at| *at < chars.len()).or(at.checked_sub(1))),
        }
    }
    window
}

/// The same for the marks before the first letter, from there backwards.
fn back(marks: &[char], chars: &[char], range: Range<usize>) -> Vec<Option<usize>> {
    let mut at = range.end;
    let mut window: Vec<Option<usize>> = marks
        .iter()
        .rev()
        .map(|c| {
            let mut before = at;
            while before > range.start && chars[before - 1] != *c && is_markup(chars[before - 1]) {
                before -= 1;
            }
            if before > range.start && chars[before - 1] != '\n' {
                at = before - 1;
            }
            Some(at)
        })
        .collect();
    window.reverse();
    window
}

/// Returns whether Markdown uses a sign within words.
fn is_markup(c: char) -> bool {
    matches!(c, '*' | '_' | '\\' | '`' | '[' | ']' | '~')
}

/// The windows of pieces in a string that was changed since: what both have.
pub(super) fn since_changed(map: &WordMap, pieces: &[(usize, usize)], text: &str, windows: &mut [Vec<Window>]) {
    let mut sent = String::new();
    let mut starts: Vec<((usize, usize), usize, usize)> = Vec::new();
    let mut last = None;
    for at in pieces {
        let piece = &map.anchors[at.0].pieces[at.1];
        let written = match &piece.kind {
            WordPieceKind::Reference { to, .. } => to.as_str(),
            _ => piece.text.as_str(),
        };
        if last.is_some_and(|last| last != at.0) {
            sent.push('\n');
        }
        last = Some(at.0);
        // What is printed twice is written once.
        let length = written.chars().count();
        let known = sent.find(written).filter(|_| length > 20).map(|byte| sent[..byte].chars().count());
        let start = known.unwrap_or_else(|| sent.chars().count());
        if known.is_none() {
            sent.push_str(written);
        }
        starts.push((*at, start, length));
    }
    let mut to: Vec<Option<usize>> = Vec::new();
    let mut now = 0;
    for piece in words(&sent, text) {
        for _ in piece.text.chars() {
            match piece.fate {
                Fate::Kept => to.push(Some(now)),
                Fate::Removed => to.push(None),
                Fate::Added => {}
            }
            now += usize::from(piece.fate != Fate::Removed);
        }
    }
    for ((anchor, number), start, length) in starts {
        let letters: Vec<Option<usize>> = to.get(start..start + length).unwrap_or_default().to_vec();
        let is_reference = matches!(map.anchors[anchor].pieces[number].kind, WordPieceKind::Reference { .. });
        windows[anchor][number] =
            match (is_reference, letters.first().copied().flatten(), letters.last().copied().flatten()) {
                (false, ..) => Window::Letters(letters),
                (true, Some(first), Some(last)) => Window::Whole(first..last + 1),
                (true, ..) => Window::None,
            };
    }
}
