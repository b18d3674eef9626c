//! Whether the paragraphs of a text stand as in the Word file once changes are written: each in its list or quotation, with a number or
//! without one.

use std::collections::BTreeMap;

use super::printed::{PrintedLine, is_reshaped, plain, stands_as};
use crate::comments::Values;
use crate::edition::WordPieceKind;

/// A paragraph that is changed: its number in the map of its file, how it would read, and how each change of it was sent.
pub(super) struct ChangedParagraph {
    pub(super) anchor: usize,
    pub(super) text: String,
    pub(super) sent: Vec<String>,
}

/// What is wrong if a paragraph of a text, which has this pointer in the definition, would be set otherwise than it should.
pub(super) fn stands_otherwise(
    (values, pointer): (&Values<'_>, &str),
    changed: &[ChangedParagraph],
    (before, now): (&[PrintedLine], &[PrintedLine]),
) -> Option<&'static str> {
    let marks_alone = |lines: &[PrintedLine]| lines.iter().filter(|line| line.is_mark_alone()).count();
    if marks_alone(before) < marks_alone(now) {
        return Some("written so, a number or the mark of an entry would stand there without words");
    }
    let is_right = match wanted_lines((values, pointer), changed, before) {
        Some(wanted) => stands_as(&wanted, now, pointer),
        None => {
            let origins: Vec<String> = changed.iter().flat_map(|one| &one.sent).map(|sent| plain(sent)).collect();
            !is_reshaped(before, now, pointer, &origins)
        }
    };
    let why = "written so, a paragraph would stand otherwise than in the Word file: in another list or quotation, \
               or with another number, or none";
    (!is_right).then_some(why)
}

/// The paragraphs of a text as they should be printed, each with how it is set; none if the text was changed since it was sent. A new
/// paragraph is set like the one that it stands beside: others are no part of the text.
fn wanted_lines(
    (values, pointer): (&Values<'_>, &str),
    changed: &[ChangedParagraph],
    before: &[PrintedLine],
) -> Option<Vec<(String, String)>> {
    let map = values.map();
    let of = |value: usize| values.found(value).map(|found| found.pointer);
    let is_of_text = |at: usize| {
        let written = map.anchors[at].pieces.iter().filter(|piece| piece.kind != WordPieceKind::Derived);
        written.filter_map(|piece| piece.value).any(|value| of(value) == Some(pointer))
    };
    let anchors: Vec<usize> = (0..map.anchors.len()).filter(|at| is_of_text(*at)).collect();
    let lines: Vec<&PrintedLine> = before.iter().filter(|line| line.is_of(pointer)).collect();
    let texts = anchors.iter().map(|at| plain(&map.anchors[*at].text()));
    if !texts.eq(lines.iter().map(|line| line.text.clone())) || !changed.iter().all(|one| anchors.contains(&one.anchor))
    {
        return None;
    }
    // What is printed twice is changed in both places.
    let key = |at: usize| (values.start_of(at), map.anchors[at].text());
    let texts: BTreeMap<_, &str> = changed.iter().map(|one| (key(one.anchor), one.text.as_str())).collect();
    let mut wanted = Vec::new();
    for (at, line) in std::iter::zip(anchors, lines).filter(|(_, line)| !line.is_note) {
        let text = texts.get(&key(at)).copied().unwrap_or(&line.text);
        wanted.extend(text.split('\n').map(|text| (plain(text), line.shape.clone())));
    }
    Some(wanted)
}
