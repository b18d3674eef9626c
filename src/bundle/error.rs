//! Errors of bundling.

use std::fmt;

use super::merge;
use crate::pdf::Refusal;

/// The reason why a document could not be linked; neither happens with the engine's documents.
#[derive(Debug)]
pub enum Error {
    /// Its objects are not where the engine puts them.
    Layout,
    /// It cannot be read back.
    Unreadable(Refusal),
    /// Something in it is not where it should be.
    Pdf(lopdf::Error),
    /// Outside PDFs cannot be merged in.
    Merge(merge::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Layout => f.write_str("the file is not laid out as expected"),
            Self::Unreadable(refusal) => refusal.fmt(f),
            Self::Pdf(error) => error.fmt(f),
            Self::Merge(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {}

impl From<merge::Error> for Error {
    fn from(error: merge::Error) -> Self {
        Self::Merge(error)
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Unreadable(refusal)
    }
}

impl From<lopdf::Error> for Error {
    fn from(error: lopdf::Error) -> Self {
        Self::Pdf(error)
    }
}
