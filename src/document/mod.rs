//! Documents as values, before they have any format.
//!
//! Templates make a [`Document`] out of a meeting; a writer makes one format out of it. A document is a tree of
//! elements ([`Element`]) and text ([`Run`]), whose kinds are those of the vocabulary ([`KINDS`]). Everything in it that
//! readers see is text: numbers of paragraphs, marks of lists and the words between them are written once, here, and
//! never by a writer. Every text knows where it is written in the definition, and every element where in a template.
//!
//! It refuses to know meetings, templates and formats.

mod excerpt;
mod kind;
mod look;
mod node;
mod number;
mod runs;
mod said;
mod stable;
mod vocabulary;
mod whole;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

pub use excerpt::{beginning, ending, shortened};
pub use kind::{DocumentKind, Format};
pub use look::{Colours, Head, Logo, Look, Paper, Stamp};
pub use node::{Changed, DerivedFrom, Element, Made, Node, Run, RunPart, Value, text, without};
pub use number::{Marks, NumberedParagraph, number, numeral};
pub use runs::{each_run, has_changed, read_attributes};
pub use said::{CHANGE, PAGE, PAGES, Said, gap_after, gap_before};
pub use stable::StableNumber;
pub use vocabulary::{As, Attribute, Holds, KINDS, Kind, Stands, Takes, kind};
pub use whole::{Whole, pieces};

use crate::finding::Place;

/// One document of a pack in one language: what it says.
///
/// Its numbers are set ([`number()`]); it can be stored as JSON and compared.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Document {
    /// The kind of the document.
    pub kind: DocumentKind,
    /// Its name, as it stands over it: "Minutes".
    pub name: String,
    /// Its title, as in a list of files: "Minutes: Meeting (Senior Level), 8 February 2023".
    pub title: String,
    /// The language as a BCP 47 tag.
    pub language: String,
    /// An identifier that no other document has: the pack, the language and the file.
    pub ident: String,
    /// The digest of what the minutes say, for them.
    pub digest: Option<String>,
    /// The requested formats, besides those that every document has.
    pub formats: Vec<Format>,
    /// Heads and feet of its pages.
    pub running: Running,
    /// Its content.
    pub content: Vec<Node>,
    /// Its numbered paragraphs, for a document that is a part of this one.
    #[serde(skip)]
    pub numbered: Vec<NumberedParagraph>,
}

/// The head and foot of each page of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Running {
    /// Body, subject and time of the meeting.
    #[serde(serialize_with = "words_of")]
    pub line: Run,
    /// The symbol that the document is filed under.
    #[serde(serialize_with = "optional_words_of")]
    pub symbol: Option<Run>,
    /// The name of the document.
    #[serde(serialize_with = "words_of")]
    pub name: Run,
    /// The mark that warns readers of a draft.
    #[serde(serialize_with = "optional_words_of")]
    pub mark: Option<Run>,
    /// The audience of the pack.
    #[serde(serialize_with = "optional_words_of")]
    pub audience: Option<Run>,
    /// True if not everybody gets what that audience gets.
    pub is_restricted: bool,
    /// "Page 2 of 5", with [`PAGE`] and [`PAGES`] for the numbers.
    pub page_of_pages: String,
    /// The name of the place at its end.
    pub end: String,
    /// True if pages have bars beside words that are marked as added and removed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub has_bars: bool,
    /// True if its parts have pages counted each on their own: annexes.
    pub in_parts: bool,
    /// True if its pages lie.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_wide: bool,
}

fn words_of<S: serde::Serializer>(run: &Run, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&run.text)
}

fn optional_words_of<S: serde::Serializer>(run: &Option<Run>, serializer: S) -> Result<S::Ok, S::Error> {
    run.as_ref().map(|run| &run.text).serialize(serializer)
}

impl Running {
    /// The number of columns of plain letters that a line at the head or foot of a page has room for. It is 14.8 cm long, and a letter
    /// of its size is less than 1.5 mm wide on average.
    const COLUMNS: usize = 96;
    /// The gap between two texts in such a line.
    const GAP: usize = 2;

    /// The number of columns that are left in such a line beside some texts.
    pub fn room_beside<'a>(texts: impl IntoIterator<Item = &'a str>) -> usize {
        let taken = texts.into_iter().map(|text| text.width() + Self::GAP).sum();
        Self::COLUMNS.saturating_sub(taken)
    }

    /// Its texts, in an order that stays the same.
    pub fn runs_mut(&mut self) -> impl Iterator<Item = &mut Run> {
        [&mut self.line, &mut self.name]
            .into_iter()
            .chain([&mut self.symbol, &mut self.mark, &mut self.audience].into_iter().flatten())
    }
}

/// A picture or another file that documents show, and its path in the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosure {
    /// Its path in the workspace.
    pub path: String,
    /// Its content.
    pub content: Arc<[u8]>,
}

/// A file that says how elements look on pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// Its content.
    pub text: String,
    /// Its place.
    pub place: Place,
    /// True if it is the workspace's own, and not the program's.
    pub own: bool,
}

/// All documents of one language of a pack, with everything that writing them takes.
#[derive(Debug, Clone)]
pub struct Composition {
    /// The language as a BCP 47 tag.
    pub language: String,
    /// True if its lines run from right to left.
    pub is_right_to_left: bool,
    /// The publisher of the documents.
    pub author: String,
    /// The day of the meeting: year, month and day.
    pub date: (i16, i8, i8),
    /// The separator between the parts of a line in this language: ", ".
    pub separator: String,
    /// The documents, in the order of the pack.
    pub documents: Vec<Document>,
    /// The head of the page for browsers: who meets, what, when and where.
    pub cover: Document,
    /// Words around the documents on the page for browsers.
    pub frame: Frame,
    /// The editions of the pack, where it has several.
    pub editions: Vec<EditionLink>,
    /// The look that the body owns.
    pub look: Look,
    /// The style sheet with which screens show documents.
    pub style: String,
    /// Shapes of pages, by their names: `shape/house.typ`.
    pub shapes: BTreeMap<String, Shape>,
    /// Pictures of the pack, by the path that documents name.
    pub pictures: BTreeMap<String, Enclosure>,
    /// Pictures that shapes show, by their name.
    pub logos: BTreeMap<String, Enclosure>,
}

impl Composition {
    /// Of the head of the page for browsers who meets and what, without the lines and links below.
    pub fn names_of_meeting(&self) -> Vec<Node> {
        let is_line = |part: &Node| ["head-line", "session", "filing"].iter().any(|name| part.named(name).is_some());
        let heads = self.cover.content.iter().filter_map(|node| node.named("masthead"));
        let head = |head: &Element| {
            let parts = head.content.iter().filter(|part| !is_line(part)).cloned().collect();
            Element { content: parts, ..head.clone() }.into()
        };
        heads.map(head).collect()
    }

    /// Adds a document, as the one at a place among all. It has no notes of its own that screens set apart.
    pub fn insert(&mut self, at: usize, document: Document) {
        self.frame.notes.insert(at, String::new());
        self.documents.insert(at, document);
    }
}

/// Words that stand around the documents on the page for browsers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frame {
    /// The title of the page.
    pub title: String,
    /// The link that skips the head.
    pub skip: String,
    /// Over the list of documents.
    pub contents: String,
    /// Over the list of languages.
    pub languages: String,
    /// The links to the files for calendar programs: where each is, and its words.
    pub calendars: Vec<(String, String)>,
    /// Over the notes of each document, in the order of the documents.
    pub notes: Vec<String>,
    /// The link from a note back to the text, before its number.
    pub back: String,
    /// The purpose of the page.
    pub foot: String,
}

/// One language of a pack, as the other languages lead to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionLink {
    /// The language as a BCP 47 tag.
    pub language: String,
    /// The name of the language in itself.
    pub name: String,
    /// The title of the meeting in it.
    pub title: String,
}
