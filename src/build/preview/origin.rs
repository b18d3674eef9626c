//! Where a word on a page comes from.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::document::{Composition, Made, RunPart};
use crate::edition::{KeptPlaces, Project, SourceText};
use crate::finding::{Location, Place, Sources};
use crate::typeset::PrintedWord;
use crate::write;

/// Where a word on a page comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordOrigin {
    /// What it is.
    pub kind: WordKind,
    /// Where it is written, or what it is derived from.
    pub place: Option<SourcePlace>,
    /// The JSON pointer (RFC 6901) of that value in its file.
    pub pointer: Option<String>,
    /// The same with ids in the place of positions, each after `#`.
    pub id_path: Option<String>,
    /// The template that prints it.
    pub template: Option<SourcePlace>,
}

/// What a word on a page is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordKind {
    /// It stands in a value as it is printed, and the value is Markdown.
    Prose,
    /// It stands in a value as it is printed, and the value is plain text.
    Text,
    /// It is made of a value, and stands in it differently: a number, a date, a name.
    Derived,
    /// It is a word of a label.
    Label(String),
    /// It stands in a template, or is put together from several values.
    Template,
}

/// A place in a file, as editors count it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourcePlace {
    /// The path of the file in the workspace; of a file of the program, where the workspace's own would lie.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
}

impl SourcePlace {
    fn of(place: Place, sources: &Sources) -> Self {
        let Location { line, column, .. } = sources.locate(place);
        Self { file: sources.path(place.file).to_owned(), line, column }
    }

    /// Returns whether it lies within a range of lines and columns.
    pub(super) fn is_within(&self, range: &Location) -> bool {
        let at = (self.line, self.column);
        (range.line, range.column) <= at && at < (range.end_line, range.end_column.max(range.column + 1))
    }
}

/// The ways back from the words of an edition: its sources, and the values of the files that it is made of.
#[derive(Debug)]
pub(super) struct Ways {
    project: Project,
    origins: write::Origins,
}

impl Ways {
    pub(super) fn of(composition: &Composition, sources: &Sources) -> Self {
        let project = write::typst(composition, KeptPlaces::default());
        Self { project, origins: write::Origins::of(sources) }
    }

    pub(super) fn of_page<'a>(&'a self, sources: &'a Sources) -> WaysOfPage<'a> {
        WaysOfPage { ways: self, sources, known: HashMap::new() }
    }
}

/// The ways back from the words of a page.
pub(super) struct WaysOfPage<'a> {
    ways: &'a Ways,
    sources: &'a Sources,
    /// What is known of each literal, by source and beginning.
    known: HashMap<(String, usize), Literal<'a>>,
}

/// The label with the words around numbers of pages.
const PAGE_LABEL: &str = "page-of-pages";

/// A text of a source, as words are looked up in it.
#[derive(Clone, Default)]
struct Literal<'a> {
    template: Option<SourcePlace>,
    text: Option<&'a SourceText>,
    says: Arc<str>,
}

/// Where a word comes from, before it is told.
struct Found<'a> {
    part: &'a RunPart,
    /// What of the word is in the part: marks around it may be of a template.
    own: String,
    /// The text of the part, and where in it the word begins.
    near: (String, usize),
}

impl<'a> WaysOfPage<'a> {
    pub(super) fn origin(&mut self, word: &PrintedWord) -> WordOrigin {
        let Literal { template, text, says } =
            word.source.as_ref().map(|(path, range)| self.literal(path, range)).unwrap_or_default();
        let nothing = |kind| WordOrigin { kind, place: None, pointer: None, id_path: None, template: template.clone() };
        let Some((text, Found { part, own, near })) = text.and_then(|text| Some((text, found(text, &says, word)?)))
        else {
            return nothing(of_shape(word));
        };
        let origins = &self.ways.origins;
        let written = part.place.and_then(|place| Some((origins.at(place)?, place)));
        let value = written.map(|(value, _)| value).or_else(|| origins.source(part.from.as_ref()?));
        let is_string = written.is_some_and(|((.., value), _)| value.is_string);
        let stands = is_string && written.is_some_and(|((.., value), _)| same(&value.value, &own));
        let kind = match (&part.label, text.made) {
            (Some(label), _) => WordKind::Label(label.clone()),
            _ if is_string && text.made == Made::Markdown => WordKind::Prose,
            _ if stands => WordKind::Text,
            (None, Made::Composed) => WordKind::Derived,
            (None, _) if part.place.is_some() || part.from.is_some() => WordKind::Derived,
            (None, _) => WordKind::Template,
        };
        let place = value.map(|(_, start, value)| {
            let file = part.place.or(part.from.as_ref().map(|from| from.place)).map(|place| place.file);
            (file, start, value.end)
        });
        let place = place.and_then(|(file, start, end)| Some(Place { file: file?, start, end }));
        let place = place.map(|place| if stands { self.within(place, &near).unwrap_or(place) } else { place });
        WordOrigin {
            kind,
            place: place.map(|place| SourcePlace::of(place, self.sources)),
            pointer: value.map(|(.., value)| value.pointer.clone()),
            id_path: value.map(|(.., value)| value.id_path.clone()),
            template,
        }
    }

    fn literal(&mut self, path: &str, range: &Range<usize>) -> Literal<'a> {
        let (ways, sources) = (self.ways, self.sources);
        let make = || {
            let template = ways.project.origin(path, range.clone()).template;
            let source = ways.project.source_files.get(path);
            let text = source.and_then(|source| source.text_at(range));
            let says = text.and_then(|text| source.map(|source| source.says(text))).unwrap_or_default();
            Literal { template: template.map(|place| SourcePlace::of(place, sources)), text, says: says.into() }
        };
        self.known.entry((path.to_owned(), range.start)).or_insert_with(make).clone()
    }

    /// The place of a word in the string that it comes from, if that is certain.
    fn within(&self, place: Place, (near, offset): &(String, usize)) -> Option<Place> {
        let (_, start, value) = self.ways.origins.at(place)?;
        // A blank may be printed as one that does not break, and is one or the other in the string.
        let (near, folded) = (near.replace('\u{a0}', " "), value.value.replace('\u{a0}', " "));
        let mut found = folded.match_indices(&near).map(|(at, _)| at);
        let at = found.next().filter(|_| found.next().is_none())?;
        let letters = folded[..at].chars().count() + *offset;
        let at = value.value.char_indices().nth(letters)?.0;
        let end = at + value.value.get(at..)?.chars().next()?.len_utf8();
        Some(self.sources.within_string(Place { file: place.file, start, end: value.end }, at..end))
    }
}

/// What a shape prints by itself: numbers of pages, and the words around them. Everything else comes from documents.
fn of_shape(word: &PrintedWord) -> WordKind {
    let is_of_shape = word.source.as_ref().is_none_or(|(path, _)| path.starts_with("shape/"));
    match (is_of_shape, word.text.chars().any(char::is_alphabetic)) {
        (true, true) => WordKind::Label(PAGE_LABEL.to_owned()),
        (true, false) => WordKind::Derived,
        (false, _) => WordKind::Template,
    }
}

/// Returns true if a value holds a word, whatever the case of its letters.
fn same(value: &str, word: &str) -> bool {
    value.contains(word) || value.to_lowercase().contains(&word.to_lowercase())
}

/// The part of a text in which a word begins.
fn found<'a>(text: &'a SourceText, says: &str, word: &PrintedWord) -> Option<Found<'a>> {
    let at = says.get(..word.offset).map_or(0, |before| before.chars().count());
    let mut parts = text.parts.iter().scan(0, |next, part| {
        let start = *next;
        *next += part.letters;
        Some((start, part))
    });
    let (start, part) = parts.find(|(start, part)| at < start + part.letters)?;
    let letters = match word.text.find(char::is_alphanumeric) {
        Some(first) => word.text[first..].chars().count(),
        None => word.text.chars().count(),
    };
    let here = start + part.letters - at;
    let own = says.chars().skip(at).take(letters.min(here)).collect();
    Some(Found { part, own, near: (says.chars().skip(start).take(part.letters).collect(), at - start) })
}
