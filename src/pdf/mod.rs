//! The only door to PDFs, which may be hostile: bytes in, a [`lopdf::Document`] or a refusal out.
//!
//! lopdf (0.45) bounds the depth of values and, if asked, the size of one stream, but not the following, each of which
//! ends the process (`tests/cases/outside/lopdf-*.pdf`): a chain of streams whose `Length` is the next stream runs off the
//! stack; so does an object stream whose `Length` is packed in itself; a thousand references at one object are a thousand
//! copies of it; an object stream whose index names one array a million times likewise; predictor columns are
//! reserved and filled as stated; object streams of protected files are unpacked without any bound. So none of its loaders is
//! called (a test checks this). Only its types, its decryption and single filters are used.
//!
//! There are two ways to open a file. [`Opened::open`] is for other people's files: damage is repaired as far as possible. `exact`
//! is for files that we wrote or that were signed: whatever readers could see differently is refused. The validator, which
//! calls lopdf's loaders itself, gets only files that were checked first (`proof`).
//!
//! It reads what several modules need to know about a document: its pages, labels, layers and trees, tokens of content, rectangles.
//!
//! It refuses to recurse except in `value`, to a limited depth; to read or keep anything that was not taken from the budget;
//! and to judge what it read. For any bytes, every function returns within limited memory, with the same result on every
//! machine.

mod annotations;
mod budget;
mod condensed;
mod every;
mod filters;
mod geometry;
mod labels;
mod layers;
mod leads;
mod lexer;
mod limits;
mod look_up;
mod numbers;
mod object;
mod open;
mod packed;
mod pages;
mod proof;
mod protection;
mod refusal;
mod restrain;
mod scan;
mod settle;
mod text;
mod trees;
mod value;
mod xref;

use std::panic::{AssertUnwindSafe, catch_unwind};

pub(crate) use annotations::{AnnotationKind, ancestry, annotation_kind, appearance, inherited, is_hidden};
pub(crate) use budget::Budget;
pub use condensed::Condensed;
pub(crate) use every::every_object;
pub(crate) use filters::{Plain, plain};
pub(crate) use geometry::{Matrix, Rectangle};
pub(crate) use labels::{Label, Labels};
pub(crate) use layers::hidden_layers;
pub(crate) use leads::Leads;
pub(crate) use lexer::{Lexer, Token, hexadecimal, literal, plain_name, real_number, whole_number};
pub use limits::Limits;
pub(crate) use look_up::{
    array, catalog_dictionary, catalog_entry, dictionary, entry, integer, items, name, references, replace_references,
    resolved,
};
pub use open::Opened;
pub(crate) use open::{Exact, exact};
pub(crate) use pages::{Page, Pages, Shown, pages};
pub use proof::{Failure, Proof, Provable, Standard};
pub use refusal::{Damage, Excess, Refusal};
pub(crate) use text::{shown, shown_name, text, whole_text};
pub(crate) use trees::{named, numbered};

/// Runs code that is not ours: a panic in it becomes a refusal.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|cause| {
        let cause = cause
            .downcast_ref::<String>()
            .cloned()
            .or_else(|| cause.downcast_ref::<&str>().map(|text| (*text).to_owned()));
        Err(Refusal::Damaged(Damage::Unforeseen(cause.unwrap_or_default())))
    })
}
