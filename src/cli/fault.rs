//! Faults of the program, and how they are reported to users.

use std::panic::{self, AssertUnwindSafe};

use super::exit::Exit;
use super::report::complain;
use crate::build::{last_fault, note_fault};

/// Runs a command; a fault of the program is reported as such, without internals.
pub(super) fn guarded(command: impl FnOnce() -> Exit) -> Exit {
    panic::set_hook(Box::new(|fault| {
        // What catches it tells of it.
        note_fault(fault.location().map(|place| format!("{}:{}", place.file(), place.line())));
    }));
    panic::catch_unwind(AssertUnwindSafe(command)).unwrap_or_else(|_| {
        show(&last_fault());
        Exit::OurBug
    })
}

fn show(place: &str) {
    complain(&format!(
        "this is a fault of packwright, not of your files (at {place})\nplease report it, if possible with this pack"
    ));
}
