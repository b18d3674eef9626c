//! Events of a run, and the outcome of each pack.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::finding::{Finding, Sources, choice};
use crate::workspace::PackAddress;

/// An event of a run.
#[derive(Debug)]
pub enum Event<'a> {
    /// Something about the workspace as a whole.
    Workspace(Vec<Finding>, Sources),
    /// A pack is begun.
    Began(&'a PackAddress),
    /// A pack is done, well or badly.
    Pack(&'a PackAddress, Outcome),
}

choice! {
    /// The way in which a pack was done.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
    pub enum How {
        /// It was checked; nothing else was requested.
        Checked = "checked",
        /// It was built and written.
        Built = "built",
        /// Nothing changed since it was built: it was left where it is, or taken from the cache.
        Reused = "reused",
        /// It was compared with what would be built, and is up to date.
        Current = "current",
        /// It was compared with what would be built, and is out of date.
        Stale = "stale",
        /// It has errors.
        Failed = "failed",
    }
}

/// The outcome of one pack.
#[derive(Debug)]
pub struct Outcome {
    /// Everything found, sorted by place.
    pub findings: Vec<Finding>,
    /// The texts that the findings' places point into.
    pub sources: Sources,
    /// The way in which it was done.
    pub how: How,
    /// Changes since it was built last: why it was built again, or is stale.
    pub why: Vec<String>,
    /// The zips that are there now: one, or one for each audience.
    pub built: Vec<Built>,
}

/// A pack that was written.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Built {
    /// The audience that it is for; none if everybody gets the same.
    pub audience: Option<String>,
    /// The zip.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: usize,
    /// Its documents: language, path, pages.
    pub documents: Vec<(String, String, usize)>,
}
