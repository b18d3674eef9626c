//! The outside documents that are merged.

use crate::pdf::Condensed;

/// An outside document and the pages of it that the bundle has placeholders for.
#[derive(Debug, Clone)]
pub struct Outside<'a> {
    /// The document.
    pub opened: &'a Condensed,
    /// The name by which other parts of the bundle link to it, if it is one of the pack's own documents: such links then lead
    /// to its pages in the bundle.
    pub file: Option<&'a str>,
    /// The title of its section in the structure.
    pub title: &'a str,
    /// Its language as a tag (BCP 47), where the file says nothing or the wrong thing.
    pub language: Option<&'a str>,
    /// Stands before the labels that it gives its pages.
    pub prefix_of_labels: &'a str,
    /// The pages used, each once.
    pub pages: Vec<OutsidePage<'a>>,
}

/// A page of an outside document.
#[derive(Debug, Clone, Copy)]
pub struct OutsidePage<'a> {
    /// The number of the page, counted from 0.
    pub index: usize,
    /// The text that is read aloud for it if the file has no structure.
    pub alternative: &'a str,
}
