//! Faults of the program: a fault in one pack is reported for that pack, and the others are built.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

use super::apart::brought;
use super::death::of_library;
use super::{How, Outcome, codes};
use crate::finding::{Finding, Sources, Spot};
use crate::workspace::{PackAddress, Workspace};

/// The place of the last fault in the source.
static LAST: Mutex<Option<String>> = Mutex::new(None);

/// Takes notice of where a fault is; the program calls this from its panic hook, which alone knows.
pub fn note_fault(place: Option<String>) {
    *LAST.lock().unwrap_or_else(PoisonError::into_inner) = place;
}

/// The place of the last fault.
pub fn last_fault() -> String {
    let last = LAST.lock().unwrap_or_else(PoisonError::into_inner).clone();
    last.unwrap_or_else(|| "an unknown place".to_owned())
}

/// Works on a pack, and returns the result, or the message of a fault of the program.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| last_fault())
}

/// The outcome of a pack over which the program has a fault.
pub(super) fn outcome(workspace: &Workspace, pack: &PackAddress, place: &str) -> Outcome {
    let ours = || {
        let message = format!("this is a fault of packwright, not of your files (at {place})");
        Finding::new(&codes::PROGRAM_FAULT, Spot::File(pack.definition()), message)
            .hint("please report it, if possible with this pack")
    };
    let finding = of_library(pack, place, &brought(&workspace.files, true)).unwrap_or_else(ours);
    Outcome {
        findings: vec![finding],
        sources: Sources::new(&workspace.prefix),
        how: How::Failed,
        why: Vec::new(),
        built: Vec::new(),
    }
}
