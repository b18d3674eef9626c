//! Exit codes: part of the interface, the same in `--help`, README and tests.

use std::process::{ExitCode, Termination};

/// The result of a run, as an exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Everything asked for was done.
    Done = 0,
    /// There are problems in the packs.
    Problems = 1,
    /// Incorrect usage: an unknown option, no such pack.
    IncorrectUsage = 2,
    /// The program has a fault.
    OurBug = 3,
    /// Nothing is wrong with a pack, but nobody trusted vouches for it (`verify`).
    NotVouchedFor = 4,
    /// Ctrl-C: what was begun was finished, the rest was not begun.
    Stopped = 130,
}

impl Termination for Exit {
    fn report(self) -> ExitCode {
        ExitCode::from(self as u8)
    }
}
