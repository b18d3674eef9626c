//! Footnotes while a text is read.

use std::collections::BTreeSet;
use std::ops::Range;

use super::tree::Block;

/// A footnote: what it says, and where it is written.
#[derive(Default)]
pub(super) struct Note {
    pub(super) body: Vec<Block>,
    pub(super) range: Range<usize>,
    /// The size of its text, including the notes in it, in bytes.
    pub(super) size: usize,
    /// The notes that it refers to itself.
    pub(super) refers_to: BTreeSet<String>,
}

impl Note {
    pub(super) fn has_notes(&self) -> bool {
        !self.refers_to.is_empty()
    }
}
