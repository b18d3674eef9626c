//! What documents print of texts, line by line: by this it is known whether a change of one text makes another paragraph stand otherwise.

use crate::compare::common;
use crate::edition::{WordAnchor, WordMap, WordPieceKind};

/// A paragraph that a document prints.
#[derive(Debug, Clone)]
pub(super) struct PrintedLine {
    /// Its words.
    pub(super) text: String,
    /// How it is set.
    shape: String,
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
                pointers: own.map(|value| value.pointer.clone()).collect(),
            }
        };
        map.anchors.iter().map(line).collect()
    }

    fn is_of(&self, pointer: &str) -> bool {
        self.pointers.iter().any(|known| known == pointer)
    }
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
            (false, _) => gone.contains(shape),
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
