//! What documents print of texts, line by line: by this it is known whether a change of one text makes another paragraph stand otherwise.

use std::collections::BTreeSet;

use crate::compare::{Bag, common};
use crate::document::shortened;
use crate::edition::{WordAnchor, WordMap, WordPieceKind};

/// With as many words in common, in per cent, two paragraphs are states of the same one.
pub(super) const ALIKE: usize = 50;
/// The letters of a text that are quoted, and those of them before two texts differ.
const SHOWN: usize = 80;
const BEFORE: usize = 20;

/// A paragraph that a document prints.
#[derive(Debug, Clone)]
pub(super) struct PrintedLine {
    /// Its words.
    pub(super) text: String,
    /// How it is set.
    pub(super) shape: String,
    /// True if it is one of a note, which goes where its mark goes.
    pub(super) is_note: bool,
    /// The pointers of the texts of the definition that it has words of.
    pointers: Vec<String>,
}

impl PrintedLine {
    /// The paragraphs of a document; `definition` is the path of the definition.
    pub(super) fn all(map: &WordMap, definition: &str) -> Vec<Self> {
        let line = |anchor: &WordAnchor| {
            let written = anchor.pieces.iter().filter(|piece| piece.kind != WordPieceKind::Derived);
            let values = written.filter_map(|piece| map.values.get(piece.value?));
            let own = values.filter(|value| value.file == definition);
            Self {
                text: plain(&anchor.text()),
                shape: anchor.shape.clone(),
                is_note: anchor.note.is_some(),
                pointers: own.map(|value| value.pointer.clone()).collect(),
            }
        };
        map.anchors.iter().map(line).collect()
    }

    pub(super) fn is_of(&self, pointer: &str) -> bool {
        self.pointers.iter().any(|known| known == pointer)
    }

    /// Returns whether it has a number, or the mark of an entry, and no words.
    pub(super) fn is_mark_alone(&self) -> bool {
        self.text.is_empty() && self.shape.split(' ').any(|part| matches!(part, "number" | "bullet"))
    }
}

/// Returns whether a document prints paragraphs of a text, in order, set like this, and no others.
pub(super) fn stands_as(wanted: &[(String, String)], now: &[PrintedLine], pointer: &str) -> bool {
    let is_said = |text: &str| !text.is_empty();
    let now = now.iter().filter(|line| line.is_of(pointer) && !line.is_note && is_said(&line.text));
    let now = now.map(|line| &line.shape);
    now.eq(wanted.iter().filter(|(text, _)| is_said(text)).map(|(_, shape)| shape))
}

/// Returns whether a document prints a text otherwise than it should after changes: a paragraph that both states have, or one that was put
/// beside `origins`, is set in another way.
pub(super) fn is_reshaped(before: &[PrintedLine], now: &[PrintedLine], pointer: &str, origins: &[String]) -> bool {
    let of = |lines: &[PrintedLine]| -> (Vec<String>, Vec<String>) {
        let lines = lines.iter().filter(|line| line.is_of(pointer));
        lines.map(|line| (line.text.clone(), line.shape.clone())).unzip()
    };
    let ((texts, shapes), (texts_now, shapes_now)) = (of(before), of(now));
    let beside: Vec<&String> =
        std::iter::zip(&texts, &shapes).filter(|(text, _)| origins.contains(text)).map(|(_, shape)| shape).collect();
    let (mut from, mut from_now) = (0, 0);
    for (at, at_now) in common(&texts, &texts_now).into_iter().chain([(texts.len(), texts_now.len())]) {
        if shapes.get(at) != shapes_now.get(at_now) {
            return true;
        }
        let (gone, come) = (&shapes[from..at], &shapes_now[from_now..at_now]);
        let around = [from.checked_sub(1), Some(at)].map(|at| at.and_then(|at| shapes.get(at)));
        let is_known = |shape: &String| match (gone.is_empty(), beside.is_empty()) {
            (false, _) => gone.contains(shape) || beside.contains(&shape),
            (true, false) => beside.contains(&shape),
            (true, true) => around.contains(&Some(shape)),
        };
        if !come.iter().all(is_known) {
            return true;
        }
        (from, from_now) = (at + 1, at_now + 1);
    }
    false
}

/// A text without what is printed in the place of other signs: kinds of blanks and hyphens.
pub(super) fn plain(text: &str) -> String {
    let text = text.replace('\u{2011}', "-");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Says what a document would print in the place of a line.
pub(super) fn printed_instead(wanted: &str, lines: &BTreeSet<&str>, is_printed: impl Fn(&str) -> bool) -> String {
    let bag = Bag::of(wanted);
    let nearest = |is_new: bool| {
        let alike = |line: &&str| bag.resemblance(&Bag::of(line));
        let lines = lines.iter().copied().filter(|line| is_new != is_printed(line));
        lines.filter(|line| alike(line) >= ALIKE).max_by_key(alike)
    };
    match nearest(true).or_else(|| nearest(false)) {
        Some(line) => {
            let [printed, wanted] = apart(line, wanted);
            format!("written so, the paragraph would print `{printed}`, and not `{wanted}`")
        }
        None => format!("written so, no paragraph would print `{}`", shown(wanted)),
    }
}

/// Two texts, each from a few letters before they differ.
fn apart(one: &str, other: &str) -> [String; 2] {
    let same = one.char_indices().zip(other.chars()).take_while(|((_, a), b)| a == b);
    let at = same.last().map_or(0, |((at, c), _)| at + c.len_utf8());
    let from = one[..at].char_indices().rev().take(BEFORE).last().map_or(at, |(at, _)| at);
    let begins = if from > 0 { "…" } else { "" };
    [one, other].map(|text| format!("{begins}{}", shown(&text[from..])))
}

/// The beginning of a text, as it is quoted.
pub(super) fn shown(text: &str) -> String {
    shortened(&text.replace('`', "'"), SHOWN)
}
