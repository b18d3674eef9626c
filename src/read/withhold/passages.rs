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
//! The marks are on lines of their own. They are replaced by spaces, so that all positions in the text stay the same.

use std::ops::Range;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Passage {
    pub(super) audience: Range<usize>,
    /// The text that others read, on the line of the opening mark.
    pub(super) instead: Range<usize>,
    /// The lines between the marks.
    pub(super) inside: Range<usize>,
    /// The whole passage, with both marks.
    pub(super) whole: Range<usize>,
}

/// What is wrong with a mark, or with a key that states for whom something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Fault {
    /// It names no audience, and there is no passage that it could end.
    EndsNothing,
    /// The passage has no end.
    NeverEnded,
    /// The passage is empty: it withholds nothing, and others read the words on the line of the mark.
    Empty,
    /// The passage begins or ends between the rows of a table.
    InTable,
    /// An `instead` without a `for` beside it.
    InsteadAlone,
    /// An `instead` beside a `for` that withholds only keys, and not the object.
    InsteadOfKeys,
    /// It begins a passage inside another.
    Nested,
    /// The mark is after the marker of a list or quotation.
    Indented,
    /// The mark is inside a line, or in a text that cannot have passages.
    Stray,
    /// It looks like a mark, but has other colons, or only two.
    Alike,
    /// A `for` for a key that is required and cannot be replaced by words.
    Needed,
    /// A `for` for a key that objects of this kind do not have.
    NoSuchKey,
}

impl Fault {
    /// Returns whether this is a fault only in packs with audiences: in others, the colons cannot be meant as a mark.
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
        // If it ends with `::: end`, that mark was already reported.
        if !is_nested {
            faults.push((passage.whole.start..passage.instead.end, Fault::NeverEnded));
        }
        // If it is not clear who may read a passage, only the smaller audience gets it.
        passage.inside.end = text.len();
        passage.whole.end = text.len();
        all.push(passage);
    }
    (all, faults)
}

/// Returns whether a passage begins or ends between two rows of a table. Marks become empty lines, so the table would be broken for
/// everybody.
fn parts_table(text: &str, passage: &Passage) -> bool {
    let is_row = |line: Option<&str>| line.is_some_and(|line| line.trim_start().starts_with('|'));
    let inside = &text[passage.inside.clone()];
    let (before, after) = (text[..passage.whole.start].lines().next_back(), text[passage.whole.end..].lines().next());
    is_row(before) && is_row(inside.lines().next()) || is_row(inside.lines().next_back()) && is_row(after)
}

/// The length of colons at the beginning of a line that look like a mark, but are not one; of the first such line of a text.
fn alike(text: &str) -> Option<usize> {
    let colons = |line: &str| {
        let end =
            line.find(|c| !matches!(c, ':' | '\u{ff1a}' | '\u{fe55}' | '\u{2236}' | '\u{a789}')).unwrap_or(line.len());
        let colons = line.get(..end).unwrap_or_default();
        (colons.chars().nth(1).is_some() && !colons.starts_with(MARK)).then_some(end)
    };
    text.lines().find_map(|line| colons(line.trim()))
}

/// Replaces ranges of a text by spaces, except for line ends. The ranges are in order.
fn blank(text: &mut [u8], range: Range<usize>) {
    text[range].iter_mut().filter(|byte| !matches!(byte, b'\n' | b'\r')).for_each(|byte| *byte = b' ');
}

/// A text as an audience reads it; `gets` returns whether it gets what is for the audience of a name. Positions stay the same.
pub(super) fn read_by(text: &str, gets: impl Fn(&str) -> bool) -> String {
    let (all, _) = passages(text);
    let mut bytes = text.as_bytes().to_vec();
    for passage in all {
        if gets(&text[passage.audience.clone()]) {
            blank(&mut bytes, passage.whole.start..passage.inside.start);
            blank(&mut bytes, passage.inside.end..passage.whole.end);
        } else {
            // The replacing words begin the line: if indented, they would be a code block.
            let instead = text[passage.instead.clone()].trim().as_bytes();
            blank(&mut bytes, passage.whole.clone());
            bytes[passage.whole.start..passage.whole.start + instead.len()].copy_from_slice(instead);
        }
    }
    String::from_utf8(bytes).unwrap_or_default()
}
