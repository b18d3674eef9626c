//! Symbols of documents that were sent out and say something else now.

use super::Date;

/// A document that is sent out again, because its text was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reissue {
    /// How often it was changed since it was first sent out, from 1.
    pub number: u32,
    /// The day on which the text that it replaces was sent out.
    pub replaces: Date,
}

impl Reissue {
    /// What the symbol ends in: a revision replaces the whole text.
    pub fn suffix(self) -> String {
        format!("/Rev.{}", self.number)
    }
}
