//! An edition in all formats.

use std::cell::LazyCell;

use crate::compose::Composed;
use crate::document::{Composition, Document, Format};
use crate::edition::{Page, Project};
use crate::finding::Sources;
use crate::write;

/// Formats in which all documents are wanted, besides those that every document has.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct WantedFormats {
    pub(super) text: bool,
    pub(super) docx: bool,
}

/// The documents of an edition that are asked for in a format.
fn files(
    composition: &Composition,
    format: Format,
    all: bool,
    write: impl Fn(&Document) -> Vec<u8>,
) -> impl Iterator<Item = Page> {
    let asked = composition.documents.iter().filter(move |document| all || document.formats.contains(&format));
    asked.map(move |document| Page {
        path: document.kind.path(format),
        title: document.title.clone(),
        language: document.language.clone(),
        bytes: write(document),
    })
}

/// An edition in all formats: the source of its pages, its files for reading on screens, and what leads to all editions.
/// `sources` are the files that Word files lead back to.
pub(super) fn written(
    composed: Composed,
    formats: WantedFormats,
    sources: Option<&Sources>,
) -> (Project, Vec<Page>, Option<Page>) {
    let Composed { composition, kept, calendars } = composed;
    let texts = files(&composition, Format::Text, formats.text, |document| write::text(document).into_bytes());
    let origins = LazyCell::new(|| sources.map(write::Origins::of).unwrap_or_default());
    let docx = |document: &Document| write::docx(&composition, document, &origins);
    let docx = files(&composition, Format::Docx, formats.docx, docx);
    let pages = std::iter::once(write::html(&composition)).chain(texts).chain(docx);
    let pages = pages.chain(calendars.iter().map(write::calendar)).collect();
    let front = write::front(&composition);
    (write::typst(&composition, kept), pages, front)
}
