//! Exit codes: part of the interface, the same in `--help`, README and tests.

use std::panic::{self, AssertUnwindSafe};
use std::process::{ExitCode, Termination};

use super::report;
use crate::build::{last_fault, note_fault};

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Everything asked for was done.
    Done = 0,
    /// There are problems in the packs.
    Problems = 1,
    /// The program was called wrongly: unknown option, no such pack.
    WrongUse = 2,
    /// The program has a fault.
    OurBug = 3,
    /// Nothing is wrong with a pack, and nobody who is trusted vouches for it (`verify`).
    NotVouchedFor = 4,
    /// Ctrl-C: what was begun was finished, the rest was not begun.
    Stopped = 130,
}

impl Termination for Exit {
    fn report(self) -> ExitCode {
        ExitCode::from(self as u8)
    }
}

/// Runs a command; a fault of ours is told as such, without the internals.
pub(super) fn guarded(command: impl FnOnce() -> Exit) -> Exit {
    panic::set_hook(Box::new(|fault| {
        // What catches it tells of it.
        note_fault(fault.location().map(|place| format!("{}:{}", place.file(), place.line())));
    }));
    panic::catch_unwind(AssertUnwindSafe(command)).unwrap_or_else(|_| {
        report::show_fault(&last_fault());
        Exit::OurBug
    })
}
