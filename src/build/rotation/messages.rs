//! Messages between processes that share a run: a JSON value on each line. Both are the same program, so the format is private
//! and may change with every version.

use std::borrow::Cow;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::build::policy::Policy;
use crate::build::transfer::Findings;
use crate::build::{Built, Event, How, Outcome, Request, cache};
use crate::workspace::{Disk, PackAddress, Workspace};

/// A task, on the first line of standard input.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Task<'a> {
    /// The program, so that one that was replaced in the meantime does not continue.
    tool: String,
    root: PathBuf,
    prefix: String,
    packs: Vec<PackAddress>,
    request: Cow<'a, Request>,
}

impl<'a> Task<'a> {
    pub(super) fn new(workspace: &Workspace, request: &'a Request, packs: &[PackAddress]) -> Self {
        let (root, prefix) = (workspace.root.clone(), workspace.prefix.clone());
        Self { tool: cache::tool(), root, prefix, packs: packs.to_vec(), request: Cow::Borrowed(request) }
    }

    /// Workspace and request, if they are for this very program.
    pub(super) fn taken(self) -> Option<(Workspace, Request)> {
        let Self { tool, root, prefix, packs, request } = self;
        let request = Request { packs, ..request.into_owned() };
        (tool == cache::tool()).then(|| (Workspace { files: Disk::new(root.clone()), root, prefix }, request))
    }
}

/// An event, on standard output.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Message {
    /// Something about the workspace as a whole.
    Workspace(Findings),
    /// The pack of that folder is begun.
    Began(String),
    /// The pack is done. `fired` are the rules of the policy that applied to a finding so far, by their numbers.
    Done { folder: String, how: How, why: Vec<String>, built: Vec<Built>, found: Findings, fired: Vec<usize> },
}

impl Message {
    pub(super) fn of(event: Event<'_>, policy: &Policy) -> Self {
        match event {
            Event::Workspace(findings, sources) => Self::Workspace(Findings::new(findings, sources)),
            Event::Began(pack) => Self::Began(pack.folder.clone()),
            Event::Pack(pack, Outcome { findings, sources, how, why, built }) => Self::Done {
                folder: pack.folder.clone(),
                how,
                why,
                built,
                found: Findings::new(findings, sources),
                fired: policy.fired(),
            },
        }
    }
}
