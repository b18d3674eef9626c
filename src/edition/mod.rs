//! The documents of one language on their way: what stages hand to each other.
//!
//! A [`Project`] is Typst source with the way back to templates and data; a [`Pdf`] is a finished
//! document. Plain data, so that `render`, `typeset`, `bundle` and `pack` need not know each other.
//!
//! It refuses to know meetings, templates and the engine.

mod project;

pub use project::{Enclosure, Origin, Piece, Project, Sheet, mark};

/// Where a link leads that keeps the place of a signature: it is made a field of this name.
const FIELD: &str = "packwright:signature/";

/// The address of the link that keeps the place of somebody's signature.
pub fn signature_field(name: &str) -> String {
    format!("{FIELD}{name}")
}

/// The name of the field that a link keeps the place of, if it does.
pub fn kept_field(address: &str) -> Option<&str> {
    address.strip_prefix(FIELD)
}

/// What a document of a pack is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Where it goes in the zip: `agenda.pdf`.
    pub path: String,
    /// The title, as in the PDF's metadata.
    pub title: String,
    /// What tells this document from every other, for the PDF's identifier.
    pub ident: String,
}

/// A finished document.
#[derive(Debug, Clone)]
pub struct Pdf {
    /// What it is.
    pub plan: Plan,
    /// The language as a BCP 47 tag.
    pub language: String,
    /// How many pages it has.
    pub pages: usize,
    /// The standards that the engine enforced when it wrote the file: `PDF/A-2a`, `PDF/UA-1`.
    pub standards: Vec<&'static str>,
    /// The file.
    pub bytes: Vec<u8>,
}
