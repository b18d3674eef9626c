//! Where the XML that a template makes comes from.

use minijinja::{OutputSpan, OutputSpanKind};

use super::templates::{FOLDER, Templates};
use crate::finding::{Place, Spot};

/// Which of the XML was made at which place of a template.
pub(super) struct Origins<'a> {
    pieces: Vec<Piece>,
    template: &'a str,
}

struct Piece {
    start: usize,
    place: Place,
    is_verbatim: bool,
}

impl<'a> Origins<'a> {
    /// Those that running a template told, in order.
    pub(super) fn new(spans: &[OutputSpan], templates: &Templates, template: &'a str) -> Self {
        let piece = |span: &OutputSpan| {
            let place = Place::new(templates.file(span.name())?, span.source_range());
            let is_verbatim = span.kind() == OutputSpanKind::Raw;
            Some(Piece { start: span.output_range().start, place, is_verbatim })
        };
        Self { pieces: spans.iter().filter_map(piece).collect(), template }
    }

    /// The place at which so much was made from an offset on.
    pub(super) fn at(&self, offset: usize, length: usize) -> Option<Place> {
        let piece = &self.pieces[self.pieces.partition_point(|piece| piece.start <= offset).checked_sub(1)?];
        if !piece.is_verbatim {
            return Some(piece.place);
        }
        let end = piece.place.range().end;
        let start = (piece.place.range().start + offset - piece.start).min(end);
        Some(Place::new(piece.place.file, start..(start + length).min(end)))
    }

    /// The template as a whole.
    pub(super) fn template(&self) -> Spot {
        Spot::File(format!("{}/{}", FOLDER, self.template))
    }
}
