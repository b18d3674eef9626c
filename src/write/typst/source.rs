//! Source that remembers which of it comes from where in templates and definition.

use crate::edition::{Piece, SourceFile, mark};
use crate::finding::Place;

#[derive(Default)]
pub(super) struct Source {
    text: String,
    pieces: Vec<Piece>,
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

    /// Says where the definition has the literal before.
    pub(super) fn mark(&mut self, place: Option<Place>) {
        if let Some(place) = place {
            self.text.push_str(&mark(place));
        }
    }

    pub(super) fn finish(mut self) -> SourceFile {
        let end = self.text.len();
        if let Some(last) = self.pieces.last_mut() {
            last.range.end = end;
        }
        SourceFile { text: self.text, pieces: self.pieces }
    }
}
