//! Typst source that remembers where it came from.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{Insertion, Plan};
use crate::document::{Enclosure, Made, RunPart};
use crate::finding::Place;

/// Everything the engine needs for one edition of a pack.
#[derive(Debug, Clone, Default)]
pub struct Project {
    /// The language as a BCP 47 tag.
    pub language: String,
    /// Sources by their path in the project.
    pub source_files: BTreeMap<String, SourceFile>,
    /// Other files that sources name, by their path in the project.
    pub files: BTreeMap<String, Enclosure>,
    /// The path of the source that the engine starts with.
    pub main: String,
    /// The documents that it makes.
    pub plans: Vec<Plan>,
    /// Outside PDFs whose pages have places kept for them, by the numbers that [`super::outside_page`] counts.
    pub insertions: Vec<Insertion>,
    /// The path of the document that keeps the places for them.
    pub holder: String,
    /// Numbers that are used again, in words.
    pub number_words: Vec<String>,
    /// The words for pages that are no longer used.
    pub unused_words: Vec<String>,
    /// Shapes that are the workspace's own, by their paths.
    pub own_shapes: BTreeSet<String>,
    /// Where a typeface is named that shapes use, by its family in small letters.
    pub typefaces: BTreeMap<String, Place>,
}

/// One source of a project.
#[derive(Debug, Clone, Default)]
pub struct SourceFile {
    /// The source.
    pub text: String,
    /// Which range of it came from where, in order.
    pub pieces: Vec<Piece>,
    /// The texts in it that are printed, in order.
    pub texts: Vec<SourceText>,
}

/// A text that is printed, as a literal of a source. Where it is written stands here, and not in the source: so the source stays
/// the same when something else in the definition gets longer.
#[derive(Debug, Clone)]
pub struct SourceText {
    /// The range of the literal in the source.
    pub range: Range<usize>,
    /// How it came about.
    pub made: Made,
    /// Its parts, each with its origin.
    pub parts: Vec<RunPart>,
}

/// A range of a source that came from one place of a template.
#[derive(Debug, Clone)]
pub struct Piece {
    /// The range in the source.
    pub range: Range<usize>,
    /// The place in the template.
    pub place: Place,
    /// True if it is the template's own text, byte for byte, and not the value of an expression.
    pub verbatim: bool,
}

/// Where a range of a source came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// In the template.
    pub template: Option<Place>,
    /// In the definition, if a value from there is concerned.
    pub data: Option<Place>,
}

impl SourceFile {
    /// A source that is a file as it stands.
    pub fn verbatim(text: String, place: Place) -> Self {
        let range = 0..text.len();
        Self { text, pieces: vec![Piece { range, place, verbatim: true }], texts: Vec::new() }
    }
}

impl Project {
    /// Where a range of a source came from.
    pub fn origin(&self, path: &str, range: Range<usize>) -> Origin {
        let Some(source) = self.source_files.get(path) else {
            return Origin { template: None, data: None };
        };
        let piece = source.pieces.partition_point(|piece| piece.range.start <= range.start).checked_sub(1);
        let piece = piece.map(|at| &source.pieces[at]);
        Origin { template: piece.map(|piece| piece.place_of(&range)), data: source.data_place(&range) }
    }

    /// Where a text came from: its first occurrence in a source.
    pub fn find(&self, text: &str) -> Option<Origin> {
        self.source_files.iter().find_map(|(path, source)| {
            let start = source.text.find(text)?;
            Some(self.origin_of_text(path, source, start))
        })
    }

    fn origin_of_text(&self, path: &str, source: &SourceFile, start: usize) -> Origin {
        let end = source.text[start..].find('"').map_or(source.text.len(), |at| start + at);
        self.origin(path, start..end)
    }
}

impl SourceFile {
    /// The first text that a range holds, or a part of it.
    pub fn text_at(&self, range: &Range<usize>) -> Option<&SourceText> {
        let first = self.texts.partition_point(|text| text.range.end <= range.start);
        self.texts.get(first).filter(|text| text.range.start < range.end.max(range.start + 1))
    }

    /// What a text in it says: the literal without its marks and escapes.
    pub fn says(&self, text: &SourceText) -> String {
        let literal = self.text.get(text.range.clone()).unwrap_or_default();
        let mut rest = literal.trim_matches('"');
        let mut says = String::with_capacity(rest.len());
        while let Some((before, after)) = rest.split_once("\\u{") {
            says.push_str(before);
            let (code, after) = after.split_once('}').unwrap_or_default();
            says.extend(u32::from_str_radix(code, 16).ok().and_then(char::from_u32));
            rest = after;
        }
        says.push_str(rest);
        says
    }

    /// The place of the first value that a range holds.
    fn data_place(&self, range: &Range<usize>) -> Option<Place> {
        let first = self.texts.partition_point(|text| text.range.end <= range.start);
        let within = self.texts[first..].iter().take_while(|text| text.range.start < range.end.max(range.start + 1));
        within.flat_map(|text| &text.parts).find_map(|part| part.place)
    }
}

impl Piece {
    fn place_of(&self, range: &Range<usize>) -> Place {
        if !self.verbatim {
            return self.place;
        }
        let offset =
            |at: usize| self.place.range().start + at.clamp(self.range.start, self.range.end) - self.range.start;
        Place::new(self.place.file, offset(range.start)..offset(range.end))
    }
}
