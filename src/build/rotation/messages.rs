//! Messages between processes that share a run: a JSON value on each line. Both are the same program, so the format is private
//! and may change with every version.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::build::policy::{Policy, Selector};
use crate::build::transfer::Findings;
use crate::build::{Built, Cache, Event, How, Outcome, Request, SeverityOverrides, cache};
use crate::workspace::{Disk, PackAddress, Workspace};

/// A task, on the first line of standard input.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Task {
    /// The program, so that one that was replaced in the meantime does not continue.
    tool: String,
    root: PathBuf,
    prefix: String,
    packs: Vec<PackAddress>,
    out: Option<PathBuf>,
    quick: bool,
    deny: Vec<String>,
    allow: Vec<String>,
    jobs: Option<usize>,
    prove: bool,
    merged: bool,
    text: bool,
    since: Option<u32>,
    docx: bool,
    audience: Option<String>,
    cache: Option<Cache>,
    compare: bool,
    fail_fast: bool,
}

impl Task {
    pub(super) fn new(workspace: &Workspace, request: &Request, packs: &[PackAddress]) -> Self {
        let names = |selectors: &[Selector]| selectors.iter().map(|selector| selector.name().to_owned()).collect();
        Self {
            tool: cache::tool(),
            root: workspace.root.clone(),
            prefix: workspace.prefix.clone(),
            packs: packs.to_vec(),
            out: request.out.clone(),
            quick: request.quick,
            deny: names(&request.overrides.deny),
            allow: names(&request.overrides.allow),
            jobs: request.jobs,
            prove: request.prove,
            merged: request.merged,
            text: request.text,
            since: request.since,
            docx: request.docx,
            audience: request.audience.clone(),
            cache: request.cache.clone(),
            compare: request.compare,
            fail_fast: request.fail_fast,
        }
    }

    /// Workspace and request, if they are for this very program.
    pub(super) fn taken(self) -> Option<(Workspace, Request)> {
        if self.tool != cache::tool() {
            return None;
        }
        let selectors = |names: Vec<String>| names.iter().filter_map(|name| Selector::named(name).ok()).collect();
        let request = Request {
            packs: self.packs,
            out: self.out,
            quick: self.quick,
            whole: false,
            overrides: SeverityOverrides { deny: selectors(self.deny), allow: selectors(self.allow) },
            jobs: self.jobs,
            prove: self.prove,
            merged: self.merged,
            text: self.text,
            since: self.since,
            docx: self.docx,
            audience: self.audience,
            cache: self.cache,
            compare: self.compare,
            fail_fast: self.fail_fast,
            ..Request::default()
        };
        Some((Workspace { files: Disk::new(self.root.clone()), root: self.root, prefix: self.prefix }, request))
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
