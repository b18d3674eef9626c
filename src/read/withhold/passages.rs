//! Passages of prose for an audience:
//!
//! ```text
//! What everybody reads.
//!
//! ::: members The Council discussed a personnel matter.
//! What members read in place of that sentence.
//! :::
//! ```
//!
//! The marks stand on lines of their own. They are made blank, and nothing is moved, so that places stay right.

use std::ops::Range;

/// A passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Passage {
    /// The audience that it names.
    pub(super) audience: Range<usize>,
    /// The text that others read, on the line of the opening mark.
    pub(super) instead: Range<usize>,
    /// The lines between the marks.
    pub(super) inside: Range<usize>,
    /// All of it, with both marks.
    pub(super) whole: Range<usize>,
}

/// A fault of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Fault {
    /// It names no audience, and ends nothing.
    EndsNothing,
    /// It is never ended.
    NeverEnded,
    /// Nothing stands between it and its end: so it withholds nothing, and others read what stands on its line.
    Empty,
    /// It parts the rows of a table.
    InTable,
    /// It is an `instead` beside which no `for` stands.
    InsteadAlone,
    /// It is an `instead` beside a `for` that names keys: the object itself is not withheld.
    InsteadOfKeys,
    /// It is an `instead` that says nothing.
    InsteadBlank,
    /// It begins a passage inside another.
    Nested,
    /// It stands inside a list or a quotation.
    Indented,
    /// It stands inside a line, or in a text that has no passages.
    Stray,
    /// It looks like a mark, and is none: of other colons, or of two.
    Alike,
    /// It is a key that has to be there, and whose place no words can take.
    Needed,
    /// It is a key that objects of this kind do not have.
    NoSuchKey,
}

impl Fault {
    /// Returns whether it is one only where there are audiences: elsewhere nobody can have meant a mark.
    pub(in crate::read) fn is_of_audiences(self) -> bool {
        matches!(self, Self::Stray | Self::Alike)
    }
}

const MARK: &str = ":::";

/// Finds the passages of a text, and the marks that are wrong.
pub(super) fn passages(text: &str) -> (Vec<Passage>, Vec<(Range<usize>, Fault)>) {
    let (mut all, mut faults) = (Vec::new(), Vec::new());
    if !text.contains(MARK) && alike(text).is_none() {
        return (all, faults);
    }
    let mut open: Option<Passage> = None;
    let mut is_nested = false;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let typed = line.trim();
        let at = start + (line.len() - line.trim_start().len());
        let place = at..at + typed.len();
        let inside_others = typed.trim_start_matches(['>', '-', '*', ' ']);
        let stray = typed
            .trim_start_matches(':')
            .find(MARK)
            .map(|found| typed.len() - typed.trim_start_matches(':').len() + found);
        if typed.starts_with(MARK) && at - start > 3 || !typed.starts_with(MARK) && inside_others.starts_with(MARK) {
            faults.push((place, Fault::Indented));
        } else if let Some(stray) = stray {
            faults.push((at + stray..at + stray + MARK.len(), Fault::Stray));
        } else if let Some(length) = alike(typed) {
            faults.push((at..at + length, Fault::Alike));
        } else if typed.starts_with(MARK) {
            let rest = typed.trim_start_matches(':');
            let named = rest.trim_start();
            let name_at = place.end - named.len();
            let name_end = name_at + named.find(char::is_whitespace).unwrap_or(named.len());
            match (named.is_empty(), open.take()) {
                (true, Some(mut passage)) => {
                    passage.inside.end = start;
                    passage.whole.end = end;
                    if text[passage.inside.clone()].trim().is_empty() {
                        faults.push((passage.whole.start..passage.instead.end, Fault::Empty));
                    }
                    if parts_table(text, &passage) {
                        faults.push((passage.whole.start..passage.instead.end, Fault::InTable));
                    }
                    is_nested = false;
                    all.push(passage);
                }
                (true, None) => faults.push((place, Fault::EndsNothing)),
                (false, Some(passage)) => {
                    faults.push((place, Fault::Nested));
                    is_nested = true;
                    open = Some(passage);
                }
                (false, None) => {
                    let instead = name_end..place.end;
                    open = Some(Passage { audience: name_at..name_end, instead, inside: end..end, whole: start..end });
                }
            }
        }
        start = end;
    }
    if let Some(mut passage) = open {
        // Who ended it by `::: end` was told of that mark.
        if !is_nested {
            faults.push((passage.whole.start..passage.instead.end, Fault::NeverEnded));
        }
        // What may be meant for few is shown to few.
        passage.inside.end = text.len();
        passage.whole.end = text.len();
        all.push(passage);
    }
    (all, faults)
}

/// Returns whether a passage begins or ends between two rows of a table: in place of marks there are empty lines, so nobody would
/// get one table.
fn parts_table(text: &str, passage: &Passage) -> bool {
    let is_row = |line: Option<&str>| line.is_some_and(|line| line.trim_start().starts_with('|'));
    let inside = &text[passage.inside.clone()];
    let (before, after) = (text[..passage.whole.start].lines().next_back(), text[passage.whole.end..].lines().next());
    is_row(before) && is_row(inside.lines().next()) || is_row(inside.lines().next_back()) && is_row(after)
}

/// The length of what begins a line like a mark, and is none; of a text, that of the first such line.
fn alike(text: &str) -> Option<usize> {
    let colons = |line: &str| {
        let end =
            line.find(|c| !matches!(c, ':' | '\u{ff1a}' | '\u{fe55}' | '\u{2236}' | '\u{a789}')).unwrap_or(line.len());
        let colons = line.get(..end).unwrap_or_default();
        (colons.chars().nth(1).is_some() && !colons.starts_with(MARK)).then_some(end)
    };
    text.lines().find_map(|line| colons(line.trim()))
}

/// Makes ranges of a text blank, in order: every byte but ends of lines is a space then.
fn blank(text: &mut [u8], range: Range<usize>) {
    text[range].iter_mut().filter(|byte| !matches!(byte, b'\n' | b'\r')).for_each(|byte| *byte = b' ');
}

/// A text as an audience reads it; `gets` says whether it gets what is for an audience of that name. Nothing is moved.
pub(super) fn read_by(text: &str, gets: impl Fn(&str) -> bool) -> String {
    let (all, _) = passages(text);
    let mut bytes = text.as_bytes().to_vec();
    for passage in all {
        if gets(&text[passage.audience.clone()]) {
            blank(&mut bytes, passage.whole.start..passage.inside.start);
            blank(&mut bytes, passage.inside.end..passage.whole.end);
        } else {
            // What stands there instead begins the line, or it would be set as it was typed.
            let instead = text[passage.instead.clone()].trim().as_bytes();
            blank(&mut bytes, passage.whole.clone());
            bytes[passage.whole.start..passage.whole.start + instead.len()].copy_from_slice(instead);
        }
    }
    String::from_utf8(bytes).unwrap_or_default()
}
