//! The documents of one language on their way: what stages hand to each other.
//!
//! A [`Project`] is Typst source with the way back to templates and data; a [`Pdf`] is a finished
//! document; a [`Register`] is a list over many meetings; [`Changes`] are what a pack says otherwise than an earlier one;
//! a [`CommentMatrix`] is what reviewers said of it. Plain data, so that `write`, `typeset`, `bundle` and `pack` need not know each other.
//!
//! It refuses to know meetings, templates and the engine.

mod calendar;
mod cells;
mod changes;
mod day_names;
mod matrix;
mod outside;
mod pages;
mod project;
mod register;
mod word_map;

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

pub use calendar::{CalendarEvent, CalendarFile, EventState, EventTime};
pub use cells::{one_line, put_dashes, with_dashes};
pub use changes::{
    Change, Changes, ChangesSince, EditionChanges, FilePage, LanguageOrder, Marked, Numbered, Renumbered, What,
};
pub use day_names::DayNames;
pub use matrix::{CommentMatrix, MatrixGroup, MatrixRemark, MatrixRow};
pub use outside::{Insertion, KeptPage, KeptPlaces, Original, OutsidePage, OutsidePdf, kept_page, outside_page};
pub use pages::{KeptDocument, KeptPages, NumberedPages, PageNumbers, PagesOfPart};
pub use project::{Origin, Piece, Project, SourceFile, SourceText};
pub use register::{Cell, Column, Facts, Register, RegisterKind, Row};
pub use word_map::{WordAnchor, WordLink, WordMap, WordPicture, WordPiece, WordPieceKind, WordValue, printed_letters};

/// Where a link leads that keeps the place of a signature.
const FIELD: &str = "packwright:signature/";

/// The address of the link that keeps the place of somebody's signature: the name of the field, and its description for
/// those who do not see it.
pub fn signature_field(name: &str, description: &str) -> String {
    format!("{FIELD}{name}/{}", utf8_percent_encode(description, NON_ALPHANUMERIC))
}

/// Name and description of the field that a link keeps the place of, if it does.
pub fn kept_field(address: &str) -> Option<(String, String)> {
    let (name, description) = address.strip_prefix(FIELD)?.split_once('/')?;
    Some((name.to_owned(), percent_decode_str(description).decode_utf8().ok()?.into_owned()))
}

/// The plan of a document of a pack: where it goes, and what its PDF says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Where it goes in the zip: `agenda.pdf`.
    pub path: String,
    /// The title.
    pub title: String,
    /// Who publishes it.
    pub author: String,
    /// Year, month and day of the meeting, 1 to 12 and 1 to 31.
    pub date: (i16, i8, i8),
    /// The digest of what the minutes say, for them: a keyword.
    pub digest: Option<String>,
    /// A name that no other document has, for the PDF's identifier.
    pub ident: String,
}

/// A file for reading on screens or in calendar programs, finished.
#[derive(Debug, Clone)]
pub struct Page {
    /// Where it goes in the edition's folder: `index.html`.
    pub path: String,
    /// The title, as in its head.
    pub title: String,
    /// The language as a BCP 47 tag.
    pub language: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// A finished document.
#[derive(Debug, Clone)]
pub struct Pdf {
    /// Its plan.
    pub plan: Plan,
    /// The language as a BCP 47 tag.
    pub language: String,
    /// The number of its pages.
    pub pages: usize,
    /// The numbers of its pages, where they stay as they were sent out.
    pub numbered: NumberedPages,
    /// The standards that the engine enforced when it wrote the file: `PDF/A-2a`, `PDF/UA-1`.
    pub standards: Vec<&'static str>,
    /// Standards that it would meet without the files that were inserted, each with the reason.
    pub missed: Vec<Missed>,
    /// The file.
    pub bytes: Vec<u8>,
}

/// A standard that a document does not meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missed {
    /// Its name: `PDF/UA-1`.
    pub standard: &'static str,
    /// Why.
    pub because: String,
}
