//! Brackets that are missing. What they enclose is known by how the text is indented: a line that stands no deeper than the line
//! on which a bracket opens is not within it.

use std::ops::Range;

/// A bracket that opens and is not closed where it should be.
pub(super) struct NotClosed {
    pub(super) open: usize,
    pub(super) close: char,
    /// What it is not closed before.
    pub(super) before: usize,
}

#[derive(Clone, Copy)]
struct Open {
    at: usize,
    close: u8,
    /// The number of its line, and how far that is indented.
    line: usize,
    indent: usize,
}

/// What a text consists of outside of its strings: where it stands, its line, that line's indent, and whether it is the first there.
/// A string counts as its first quotation mark.
fn tokens(text: &str) -> impl Iterator<Item = (usize, u8, usize, usize, bool)> {
    let (mut line, mut begin, mut first) = (0, 0, true);
    let mut indent = 0;
    let mut is_text = false;
    let mut is_escaped = false;
    text.bytes().enumerate().filter_map(move |(at, byte)| {
        if byte == b'\n' {
            // A text ends with its line: JSON has none of several.
            (line, begin, first, is_text, is_escaped) = (line + 1, at + 1, true, false, false);
            return None;
        }
        if is_text {
            is_text = is_escaped || byte != b'"';
            is_escaped = !is_escaped && byte == b'\\';
            return None;
        }
        if byte.is_ascii_whitespace() {
            return None;
        }
        if first {
            indent = at - begin;
        }
        is_text = byte == b'"';
        Some((at, byte, line, indent, std::mem::replace(&mut first, false)))
    })
}

/// The brackets that are open before a place, from the outermost on, and where the last that was closed had opened.
fn open_before(text: &str, place: usize) -> (Vec<Open>, Option<usize>) {
    let mut open: Vec<Open> = Vec::new();
    let mut last = None;
    for (at, byte, line, indent, _) in tokens(text).take_while(|(at, ..)| *at < place) {
        match byte {
            b'{' => open.push(Open { at, close: b'}', line, indent }),
            b'[' => open.push(Open { at, close: b']', line, indent }),
            b'}' | b']' => last = open.pop().map(|open| open.at).or(last),
            _ => {}
        }
    }
    (open, last)
}

/// Where the brackets are closed that are open at a place, a number of them, and those that open after it: the last one's place,
/// and what it is.
pub(super) fn closed_from(text: &str, start: usize, mut open: usize) -> Option<(usize, char)> {
    for (at, byte, ..) in tokens(&text[start..]) {
        match byte {
            b'{' | b'[' => open += 1,
            b'}' | b']' if open <= 1 => return Some((start + at, char::from(byte))),
            b'}' | b']' => open -= 1,
            _ => {}
        }
    }
    None
}

/// Returns whether more lists end than begin.
pub(super) fn lacks_opening(text: &str) -> bool {
    let count = |bracket: u8| tokens(text).filter(|(_, byte, ..)| *byte == bracket).count();
    count(b']') > count(b'[')
}

/// The first bracket that is not closed before a line, or another bracket, that is not within it.
pub(super) fn not_closed(text: &str) -> Option<NotClosed> {
    let mut open: Vec<Open> = Vec::new();
    for (at, byte, line, indent, is_first) in tokens(text) {
        if let Some(top) = open.last() {
            let is_outside = indent < top.indent || indent == top.indent && byte != top.close;
            let closes_another = matches!(byte, b'}' | b']') && byte != top.close;
            if is_first && line > top.line && is_outside
                || closes_another && open.iter().rev().skip(1).take(1).any(|outer| outer.close == byte)
            {
                return Some(NotClosed { open: top.at, close: char::from(top.close), before: at });
            }
        }
        match byte {
            b'{' => open.push(Open { at, close: b'}', line, indent }),
            b'[' => open.push(Open { at, close: b']', line, indent }),
            b'}' | b']' => {
                open.pop();
            }
            _ => {}
        }
    }
    None
}

/// The only bracket that closes something of the other kind, where all others are right: the bracket that opened, and its own.
pub(super) fn of_other_kind(text: &str) -> Option<NotClosed> {
    let (mut open, mut other) = (Vec::new(), None);
    for (at, byte, ..) in tokens(text) {
        match byte {
            b'{' => open.push((at, b'}')),
            b'[' => open.push((at, b']')),
            b'}' | b']' => {
                let (from, close) = open.pop()?;
                if close != byte
                    && other.replace(NotClosed { open: from, close: char::from(close), before: at }).is_some()
                {
                    return None;
                }
            }
            _ => {}
        }
    }
    // What begins with a key is an object.
    let has_key = |other: &NotClosed| {
        let inside = text[other.open + 1..].trim_start().strip_prefix('"')?;
        Some(inside[inside.find('"')? + 1..].trim_start().starts_with(':'))
    };
    other.filter(|other| open.is_empty() && (other.close == '}') == has_key(other).unwrap_or_default())
}

impl NotClosed {
    /// Writes the bracket, without moving anything; says whether there is room for it.
    pub(super) fn close_in(&self, text: &mut String) -> bool {
        let end = text[..self.before].trim_end().len();
        let is_free = |at: usize| at < self.before && text.as_bytes()[at].is_ascii_whitespace();
        let has_comma = text[..end].ends_with(',');
        let (range, and_comma) = match (text[self.before..].starts_with(['}', ']', ',']), has_comma) {
            (true, true) => (end - 1..end, ""),
            (true, false) if is_free(end) => (end..end + 1, ""),
            (false, true) if is_free(end) => (end - 1..end + 1, ","),
            (false, false) if is_free(end) && is_free(end + 1) => (end..end + 2, ","),
            _ => return false,
        };
        text.replace_range(range, &format!("{}{and_comma}", self.close));
        true
    }
}

/// Whether an object was to open before a key in a list: the list is of objects, or has just begun, and the key is within it.
pub(super) fn is_key_of_entry(text: &str, key: &Range<usize>) -> bool {
    let before = text[..key.start].trim_end();
    if before.ends_with('[') {
        return true;
    }
    let is_after_object = before.strip_suffix(',').is_some_and(|before| before.trim_end().ends_with('}'));
    let line = text[..key.start].rfind('\n').map_or(0, |at| at + 1);
    let indent = text[line..key.start].len();
    let is_first = text[line..key.start].trim_start().is_empty();
    let list = || open_before(text, key.start).0.last().copied();
    is_after_object && list().is_some_and(|list| list.close == b']' && (!is_first || indent > list.indent))
}

/// The object, an entry of a list, that is not closed before the object after it: that stands where a key was to stand.
pub(super) fn entry_not_closed(text: &str, object: usize) -> Option<usize> {
    text.get(..object)?.trim_end().strip_suffix(',')?;
    let (open, _) = open_before(text, object);
    let [.., list, entry] = open.as_slice() else { return None };
    (list.close == b']' && entry.close == b'}').then_some(entry.at)
}

/// Closes such an object, without moving anything; says whether there is room for it.
pub(super) fn close_entry(text: &mut String, object: usize) -> bool {
    let end = text[..object].trim_end().len();
    let has_room = entry_not_closed(text, object).is_some() && end < object;
    if has_room {
        text.replace_range(end - 1..=end, "},");
    }
    has_room
}

/// Where a list was to open: before the object that another object, or the end of a list, follows, where a key was to stand.
pub(super) fn list_not_opened(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?.trim_end();
    let before = match text[at..].starts_with(']') {
        true => Some(before).filter(|_| lacks_opening(text))?,
        false => before.strip_suffix(',')?.trim_end(),
    };
    let first = before.ends_with('}').then(|| open_before(text, at).1).flatten()?;
    text[..first].trim_end().ends_with(':').then_some(first)
}

/// Whether what is not closed is the text itself: its last line is within the outermost bracket.
pub(super) fn is_end_missing(text: &str) -> bool {
    let mut lines = tokens(text).filter(|(.., is_first)| *is_first).map(|(_, _, _, indent, _)| indent);
    let first = lines.next();
    lines.last().is_some_and(|last| Some(last) > first)
}
