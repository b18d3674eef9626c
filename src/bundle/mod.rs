//! PDFs after typesetting: links between the files of a pack, and the second opinion on standards.
//!
//! The engine writes a link to another document of the pack as a relative web address. Viewers other than browsers treat it as
//! a web page; here it becomes a remote go-to action (ISO 32000-1, 12.6.4.3) to a named destination, which PDF/A-2 allows.
//! Links that reserve the place of a signature become signature fields. Empty labels of lists are removed. Pages of outside
//! PDFs take the places that are kept for them, with their structure (module `merge`).
//!
//! It refuses to know where the PDFs come from, and to repair what does not meet a standard.

mod error;
mod fields;
mod insert;
mod labels;
mod links;
mod marks;
mod merge;
mod prove;
mod splice;

pub use error::Error;
pub use insert::{claimed, insert};
pub use links::{link, mend};
pub use merge::{Error as MergeError, Outside, OutsidePage, merge};
pub use prove::{failure_words, hold_against, prove, prove_file};

use crate::finding::Code;

/// All codes of this module.
pub const CODES: &[&Code] = &[&STANDARD_BROKEN, &STANDARD_UNPROVED];

const STANDARD_BROKEN: Code = Code::error(
    "standard-broken",
    "The independent validator does not agree that a document meets PDF/A-2a or PDF/UA-1, although the \
     typesetting engine enforced both. Please report it, with the template or text that causes it.",
);

const STANDARD_UNPROVED: Code = Code::error(
    "standard-unproved",
    "The independent validator could not check whether a document meets PDF/A-2a or PDF/UA-1: the document is too \
     large or too deeply nested for it, or takes too long. This does not mean that anything is wrong with the document.",
);
