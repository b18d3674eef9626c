//! Attempts to draw a view, of which some end the process that makes them.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::view::View;
use crate::worker::{Death, WorkerLimits};

/// A view of files in a state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Attempt {
    /// What is drawn.
    pub(super) view: View,
    /// A digest of the files that it is drawn from.
    pub(super) files: String,
}

/// A step of a process that draws.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Step {
    /// It listens, under this port and secret.
    Listening { port: u16, secret: String },
    /// It begins to draw.
    Began(Attempt),
    /// It has drawn.
    Done(Attempt),
    /// It cannot listen; the reason.
    Refused(String),
}

/// Hears of steps, from any thread.
pub(super) type Tell = Arc<dyn Fn(&Step) + Send + Sync>;

/// What a process knows of attempts before its own, and whom it tells of its own.
pub(super) struct Attempts {
    /// Attempts over which a process died: none of them is made again.
    pub(super) fatal: Vec<(Attempt, Death)>,
    /// The bounds that they had.
    pub(super) limits: WorkerLimits,
    /// Hears of each step.
    pub(super) tell: Tell,
}

impl Attempts {
    /// Of a process that nobody watches.
    pub(super) fn unwatched() -> Self {
        Self { fatal: Vec::new(), limits: WorkerLimits::default(), tell: Arc::new(|_| ()) }
    }

    /// The death that an attempt would be.
    pub(super) fn death(&self, attempt: &Attempt) -> Option<&Death> {
        self.fatal.iter().find(|(fatal, _)| fatal == attempt).map(|(_, death)| death)
    }
}

impl std::fmt::Debug for Attempts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Attempts").field("fatal", &self.fatal).finish_non_exhaustive()
    }
}
