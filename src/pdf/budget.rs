//! The budget for reading a file.

use super::Limits;
use super::{Damage, Excess, Refusal};

/// The maximum number of times that the bytes of a file are read in all. Parts of a regular file do not overlap, and searches
/// in a damaged one end soon.
const READINGS: usize = 8;

/// The rest of the bounds, which shrinks while a file is read.
#[derive(Debug)]
pub(crate) struct Budget {
    left: Limits,
    /// True if no fault is tolerated: readers that repair a file may repair it differently.
    pub(crate) is_exact: bool,
}

impl Budget {
    /// The budget for reading `length` bytes.
    pub(crate) fn new(limits: &Limits, length: usize) -> Self {
        let bytes = length.saturating_mul(READINGS).saturating_add(1 << 16);
        Self { left: Limits { bytes, ..limits.clone() }, is_exact: false }
    }

    /// A budget for a file in which every reader has to see the same.
    pub(crate) fn exact(limits: &Limits, length: usize) -> Self {
        Self { is_exact: true, ..Self::new(limits, length) }
    }

    /// For a document that we wrote ourselves, of which no step has to be counted.
    pub(crate) fn ours() -> Self {
        Self::new(&Limits { steps: usize::MAX, ..Limits::default() }, 0)
    }

    /// A fault is met that can be passed over, unless none may be.
    pub(crate) fn forgive(&self) -> Result<(), Refusal> {
        if self.is_exact { Err(Refusal::Damaged(Damage::Inexact)) } else { Ok(()) }
    }

    /// The most arrays and dictionaries within each other.
    pub(crate) fn depth(&self) -> usize {
        self.left.depth
    }

    /// One more value is kept.
    pub(crate) fn value(&mut self) -> Result<(), Refusal> {
        spend(&mut self.left.values, 1, Excess::Values)
    }

    /// Counts bytes of the file that are read.
    pub(crate) fn read(&mut self, bytes: usize) -> Result<(), Refusal> {
        spend(&mut self.left.bytes, bytes, Excess::Rereading)
    }

    /// A stream came out as so many bytes, which may now be read as often as those of the file.
    pub(crate) fn unpack(&mut self, bytes: usize) -> Result<(), Refusal> {
        spend(&mut self.left.unpacked, bytes, Excess::Unpacked)?;
        self.left.bytes = self.left.bytes.saturating_add(bytes.saturating_mul(READINGS));
        Ok(())
    }

    /// The most that may come out of the next stream.
    pub(crate) fn room(&self) -> usize {
        self.left.stream.min(self.left.unpacked)
    }

    /// Counts operators of content streams.
    pub(crate) fn drawn(&mut self, operators: usize) -> Result<(), Refusal> {
        spend(&mut self.left.operators, operators, Excess::Operators)
    }

    /// Counts one more thing that is read because another refers to it.
    pub(crate) fn step(&mut self) -> Result<(), Refusal> {
        self.steps(1)
    }

    /// Counts things that are going to be read. Things on a list for later are counted when they are put there: otherwise an
    /// array that contains itself would fill the memory before any of it is read.
    pub(crate) fn steps(&mut self, count: usize) -> Result<(), Refusal> {
        spend(&mut self.left.steps, count, Excess::Steps)
    }
}

/// Takes `amount` from what is left.
fn spend(left: &mut usize, amount: usize, excess: Excess) -> Result<(), Refusal> {
    *left = left.checked_sub(amount).ok_or(Refusal::TooComplex(excess))?;
    Ok(())
}
