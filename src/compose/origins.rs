//! Where the XML that a template makes comes from.

use std::collections::BTreeMap;

use minijinja::{OutputSpan, OutputSpanKind};

use super::templates::{FOLDER, Templates};
use crate::finding::{FileNumber, Finding, Place, Sources, Spot};

/// The places in templates from which the parts of the XML came.
pub(super) struct Origins<'a> {
    pieces: Vec<Piece>,
    template: &'a str,
    /// The places where templates of the workspace include those of the program, by the program's file.
    callers: BTreeMap<FileNumber, Place>,
}

struct Piece {
    start: usize,
    place: Place,
    is_verbatim: bool,
}

impl<'a> Origins<'a> {
    /// The origins that running a template reported, in order.
    pub(super) fn new(spans: &[OutputSpan], templates: &Templates, template: &'a str, sources: &Sources) -> Self {
        let piece = |span: &OutputSpan| {
            let place = Place::new(templates.file(span.name())?, span.source_range());
            let is_verbatim = span.kind() == OutputSpanKind::Raw;
            Some(Piece { start: span.output_range().start, place, is_verbatim })
        };
        let pieces: Vec<Piece> = spans.iter().filter_map(piece).collect();
        let mut callers = BTreeMap::new();
        let mut caller = None;
        for place in pieces.iter().map(|piece| piece.place) {
            match (sources.is_own(place.file), caller) {
                (true, _) => caller = Some(place),
                (false, Some(caller)) => drop(callers.entry(place.file).or_insert_with(|| after(caller, sources))),
                (false, None) => {}
            }
        }
        Self { pieces, template, callers }
    }

    /// The place where a template of the workspace includes the program's template that contains a place.
    pub(super) fn caller(&self, place: Place) -> Option<Place> {
        self.callers.get(&place.file).copied()
    }

    /// The place that produced the text of this length at an offset.
    pub(super) fn at(&self, offset: usize, length: usize) -> Option<Place> {
        let piece = &self.pieces[self.pieces.partition_point(|piece| piece.start <= offset).checked_sub(1)?];
        if !piece.is_verbatim {
            return Some(piece.place);
        }
        let end = piece.place.range().end;
        let start = (piece.place.range().start + offset - piece.start).min(end);
        Some(Place::new(piece.place.file, start..(start + length).min(end)))
    }

    pub(super) fn template(&self) -> Spot {
        Spot::File(format!("{}/{}", FOLDER, self.template))
    }
}

/// Moves a finding in one of the program's parts to the place where the workspace includes the part.
pub(super) fn at_caller(finding: Finding, caller: Place, inner: Place) -> Finding {
    Finding { spot: caller.into(), ..finding }.related(inner, "in this template of packwright")
}

/// The statement of a template after a place: what includes another one stands there.
fn after(place: Place, sources: &Sources) -> Place {
    let text = sources.text(place.file);
    let end = place.range().end.min(text.len());
    let statement = text[end..].find("{%").and_then(|start| {
        let length = text[end + start..].find("%}")? + 2;
        Some(end + start..end + start + length)
    });
    Place::new(place.file, statement.unwrap_or(place.range()))
}
