//! Source that remembers which of it comes from where in templates and definition.

use super::literal::literal;
use crate::document::{Run, RunPart};
use crate::edition::{Piece, SourceFile, SourceText};
use crate::finding::Place;

#[derive(Default)]
pub(super) struct Source {
    text: String,
    pieces: Vec<Piece>,
    texts: Vec<SourceText>,
}

impl Source {
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Takes back the last character.
    pub(super) fn pop(&mut self) {
        self.text.pop();
    }

    /// Says where a template has what follows.
    pub(super) fn at(&mut self, place: Option<Place>) {
        let start = self.text.len();
        if let Some(before) = self.pieces.last_mut() {
            before.range.end = start;
        }
        if let Some(place) = place {
            self.pieces.push(Piece { range: start..start, place, verbatim: false });
        }
    }

    /// Writes a text as a literal, and says what it is made of.
    pub(super) fn text(&mut self, text: &str, of: Option<&Run>) {
        let start = self.text.len();
        self.text.push_str(&literal(text));
        if let Some(run) = of {
            let range = start..self.text.len();
            self.texts.push(SourceText { range, made: run.made, parts: parts_in(text, run) });
        }
    }

    pub(super) fn finish(mut self) -> SourceFile {
        let end = self.text.len();
        if let Some(last) = self.pieces.last_mut() {
            last.range.end = end;
        }
        SourceFile { text: self.text, pieces: self.pieces, texts: self.texts }
    }
}

/// The parts of a run that are in a piece of its text.
fn parts_in(piece: &str, run: &Run) -> Vec<RunPart> {
    let letters = piece.chars().count();
    if run.parts.is_empty() {
        let Run { place, label, from, .. } = run.clone();
        return vec![RunPart { letters, place, label, from }];
    }
    // The piece lies in the text of the run, unless it was made otherwise.
    let offset = (piece.as_ptr() as usize).wrapping_sub(run.text.as_ptr() as usize);
    let mut before = run.text.get(..offset).map_or(0, |before| before.chars().count());
    let mut left = letters;
    let mut parts = Vec::new();
    for (_, part) in run.by_origin() {
        let skipped = before.min(part.letters);
        let letters = (part.letters - skipped).min(left);
        (before, left) = (before - skipped, left - letters);
        parts.extend((letters > 0).then_some(RunPart { letters, ..part }));
    }
    parts
}
