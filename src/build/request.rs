//! The request that a run carries out.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};

use super::cache::Cache;
use super::outcome::{How, Outcome};
use super::policy::SeverityOverrides;
use crate::worker::{WorkerCommand, WorkerLimits};
use crate::workspace::{Misnamed, PackAddress};

/// A request to build or check packs of a workspace, every default resolved. To other processes goes what they need of it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Request {
    /// The packs.
    #[serde(skip)]
    pub packs: Vec<PackAddress>,
    /// The folder for zips; `None` to check only.
    pub out: Option<PathBuf>,
    /// True if what is only checked is not typeset.
    pub quick: bool,
    /// Folders that would be packs if their names were allowed.
    #[serde(skip)]
    pub misnamed: Vec<Misnamed>,
    /// True if these are all packs of the workspace.
    #[serde(skip)]
    pub whole: bool,
    /// Findings that the user allows and denies.
    pub overrides: SeverityOverrides,
    /// The number of threads that work at once; if not stated, as many as the machine has.
    pub jobs: Option<usize>,
    /// True if a second validator has to agree that the PDFs meet their standards.
    pub prove: bool,
    /// True if each edition has one more PDF that holds all documents.
    pub merged: bool,
    /// The only audience whose packs are made; all if not stated.
    pub audience: Option<String>,
    /// True if each document is there as text, too.
    pub text: bool,
    /// The issue since which changes are shown; if not stated, the last one whose text differs.
    pub since: Option<u32>,
    /// True if each document is there as a Word file, too.
    pub docx: bool,
    /// The cache of built packs, which are reused while nothing changes.
    pub cache: Option<Cache>,
    /// True if nothing is written, and packs that are there are compared with what would be.
    pub compare: bool,
    /// True if no other pack is begun when one has errors.
    pub fail_fast: bool,
    /// The processes that work on packs which may take any time and memory, and in long runs; if not stated, this one
    /// does all.
    #[serde(skip)]
    pub workers: Option<Workers>,
    /// Set from outside when no other pack is to be begun.
    #[serde(skip)]
    pub stopped: Arc<AtomicBool>,
}

impl Request {
    /// Returns whether pages are laid out. Some of what a build would refuse is known only then.
    pub(super) fn typesets(&self) -> bool {
        self.out.is_some() || !self.quick
    }

    /// Takes notice of how a pack was done: no other may be begun after it.
    pub(super) fn note(&self, outcome: &Outcome) {
        if self.fail_fast && matches!(outcome.how, How::Failed | How::Stale) {
            self.stopped.store(true, Ordering::Relaxed);
        }
    }
}

/// The processes of a run.
#[derive(Debug, Clone)]
pub struct Workers {
    /// This program, which takes part by calling [`run_worker`](super::run_worker).
    pub command: WorkerCommand,
    /// The number of packs after which the next process continues.
    pub packs: usize,
    /// Time and memory that a pack may take.
    pub limits: WorkerLimits,
}
