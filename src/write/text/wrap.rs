//! Breaks text into lines of limited width.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The width of lines, in columns.
pub(super) const WIDTH: usize = 78;

/// The number of columns of a text: Chinese characters take two.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// Breaks a line into several, each of limited width and with its indent. It is broken at spaces, and between characters of
/// double width; a word that is wider than the limit is not broken.
pub(super) fn wrapped(line: &str, room: usize) -> Vec<String> {
    let text = line.trim_start_matches(' ');
    let indent = &line[..line.len() - text.len()];
    let room = room.saturating_sub(indent.len());
    let mut lines = Vec::new();
    let mut current = indent.to_owned();
    let mut used = 0;
    for piece in pieces(text) {
        let (gap, word) = piece;
        let wide = width(word);
        if used > 0 && used + gap.len() + wide > room {
            lines.push(std::mem::replace(&mut current, indent.to_owned()));
            used = 0;
        } else if used > 0 {
            current.push_str(gap);
            used += gap.len();
        }
        current.push_str(word);
        used += wide;
    }
    lines.push(current);
    lines
}

/// The width of the widest piece of a text that is not broken, including what is before its line.
pub(super) fn longest_piece(text: &str) -> usize {
    let of_line = |line: &str| {
        let text = line.trim_start_matches(' ');
        line.len() - text.len() + pieces(text).into_iter().map(|(_, piece)| width(piece)).max().unwrap_or_default()
    };
    text.split('\n').map(of_line).max().unwrap_or_default()
}

/// The pieces between which a line can be broken, each with the space before it.
fn pieces(line: &str) -> Vec<(&str, &str)> {
    let mut pieces = Vec::new();
    for (at, word) in line.split(' ').enumerate() {
        let mut gap = if at > 0 { " " } else { "" };
        let mut start = 0;
        let mut before: Option<char> = None;
        for (here, c) in word.char_indices() {
            let may_break =
                before.is_some_and(|before| (is_wide(before) || is_wide(c)) && !is_closing(c) && !is_opening(before));
            if may_break {
                pieces.push((gap, &word[start..here]));
                (gap, start) = ("", here);
            }
            before = Some(c);
        }
        pieces.push((gap, &word[start..]));
    }
    pieces
}

/// Returns whether a character takes two columns.
pub(super) fn is_wide(c: char) -> bool {
    c.width() == Some(2)
}

/// Marks that no line begins with.
fn is_closing(c: char) -> bool {
    "，。、；：？！）》」』】…—,.;:?!)]}”’%".contains(c)
}

/// Marks that no line ends with.
fn is_opening(c: char) -> bool {
    "（《「『【“‘([{".contains(c)
}
