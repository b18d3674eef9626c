//! Reading other people's PDFs, which may be hostile, into a [`lopdf::Document`].
//!
//! lopdf (0.45) bounds the depth of values and, if asked, the size of one stream, but not the following, each of which
//! ends the process (`tests/cases/outside/lopdf-*.pdf`): a chain of streams whose `Length` is the next stream runs off the
//! stack; so does an object stream whose `Length` is packed in itself; a thousand references at one object are a thousand
//! copies of it; an object stream whose index names one array a million times likewise; predictor columns are
//! reserved and filled as stated; object streams of protected files are unpacked without any bound. So none of its
//! loaders is called on such files. What is used of it are its types, its decryption, and filters one by one.
//!
//! It refuses to recurse but in `value`, by a depth that is bounded, to keep or read anything that was not taken from the
//! budget, and to judge what it read. Whatever the bytes are, every function returns, in bounded memory, and says the
//! same on every machine.

mod budget;
mod filters;
mod geometry;
mod lexer;
mod limits;
mod numbers;
mod object;
mod open;
mod packed;
mod protection;
mod refusal;
mod restrain;
mod scan;
mod value;
mod xref;

use std::panic::{AssertUnwindSafe, catch_unwind};

pub(crate) use budget::Budget;
pub(crate) use filters::{Plain, plain};
pub(crate) use geometry::{Matrix, Rectangle};
pub(crate) use lexer::{Lexer, Token, is_white};
pub use limits::Limits;
pub(crate) use open::{Opened, open};
pub use refusal::{Damage, Excess, Refusal};
pub(crate) use value::inline_entries;

/// Opens a file as a document: unprotected, object streams unpacked, without object and cross-reference streams, and with
/// no more in it than the limits allow. What its streams hold is as hostile as before.
///
/// # Errors
/// If it cannot be read, or costs more than the limits allow.
pub fn document(bytes: &[u8], limits: &Limits) -> Result<lopdf::Document, Refusal> {
    guarded(|| Ok(open(bytes, limits)?.0.document))
}

/// The border to code that is not ours: a panic in it becomes a refusal.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|cause| {
        let cause = cause
            .downcast_ref::<String>()
            .cloned()
            .or_else(|| cause.downcast_ref::<&str>().map(|text| (*text).to_owned()));
        Err(Refusal::Damaged(Damage::Unforeseen(cause.unwrap_or_default())))
    })
}
