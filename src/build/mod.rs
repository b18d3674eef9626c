//! One pack through the stages; many packs in parallel.
//!
//! This room alone knows all stages and their order. It tells what happens as [`Event`]s and leaves
//! it to its caller to speak of them.
//!
//! It refuses to print, to look at the clock, and to leave anything of a failed build behind: a
//! pack is written at the very end, whole, and the former one stays until then.

mod apart;
mod approve;
mod cache;
mod codes;
mod crew;
mod deliver;
mod drawn;
mod fault;
mod inputs;
mod latest;
mod policy;
mod rotation;
mod sign;
mod signed;
mod work;

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

pub use apart::PACKS;
pub use approve::{Approved, Approving, Refusal, approve};
pub use cache::{Cache, Key, NoCache};
pub use codes::{CODES, PROGRAM_FAULT};
pub use drawn::{DRAW, draw};
pub use fault::{last_fault, note_fault};
pub use policy::{Selector, Wishes};
pub use rotation::{Workers, run_worker};
pub use sign::{Signed, SignedPack, Signing, sign_pack, sign_zip};
pub use signed::{SIGNED, owners};

use serde::{Deserialize, Serialize};

use crate::finding::{Code, Finding, Sources, Spot};
use crate::meeting::{CheckSettings, Language, Meeting};
use crate::typeset::Fonts;
use crate::workspace::{Misnamed, PackAddress, Workspace};
use crate::{bundle, check, compose, preflight, read, typeset};
use inputs::Shared;
use policy::Policy;
use rotation::ProcessRotation;
use work::Work;

/// What is to be done with the packs of a workspace, every default resolved.
#[derive(Debug, Default)]
pub struct Request {
    /// The packs.
    pub packs: Vec<PackAddress>,
    /// Where zips go; `None` to check only.
    pub out: Option<PathBuf>,
    /// Folders that would be packs, but for their names.
    pub misnamed: Vec<Misnamed>,
    /// Whether these are all packs of the workspace.
    pub whole: bool,
    /// What the user allows and denies.
    pub wishes: Wishes,
    /// How many threads work at once; as many as the machine has if not stated.
    pub jobs: Option<usize>,
    /// Whether a second validator has to agree that the PDFs meet their standards.
    pub prove: bool,
    /// Whether each edition has one more PDF that holds all documents.
    pub merged: bool,
    /// Whether each document is there as text, too.
    pub text: bool,
    /// Where packs are kept that were built, to be taken again while nothing changes.
    pub cache: Option<Cache>,
    /// Whether nothing is written, and packs that are there are compared with what would be.
    pub compare: bool,
    /// Whether no other pack is begun when one has errors.
    pub fail_fast: bool,
    /// The processes that work on packs which may take any time and memory, and in long runs; if not stated, this one
    /// does all.
    pub workers: Option<Workers>,
    /// Set from outside when no other pack is to be begun.
    pub stopped: Arc<AtomicBool>,
}

impl Request {
    /// Takes notice of how a pack was done: no other may be begun after it.
    fn note(&self, outcome: &Outcome) {
        if self.fail_fast && matches!(outcome.how, How::Failed | How::Stale) {
            self.stopped.store(true, Ordering::Relaxed);
        }
    }
}

/// What happened.
#[derive(Debug)]
pub enum Event<'a> {
    /// Something about the workspace as a whole.
    Workspace(Vec<Finding>, Sources),
    /// A pack is begun.
    Began(&'a PackAddress),
    /// A pack is done, well or badly.
    Pack(&'a PackAddress, Outcome),
}

/// How a pack was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum How {
    /// It was checked, and nothing else asked for.
    Checked,
    /// It was built and written.
    Built,
    /// Nothing changed since it was built: it was left where it is, or taken from the cache.
    Reused,
    /// It was compared, and is what would be built.
    Current,
    /// It was compared, and is not.
    Stale,
    /// It has errors.
    Failed,
}

impl How {
    /// Its stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Checked => "checked",
            Self::Built => "built",
            Self::Reused => "reused",
            Self::Current => "current",
            Self::Stale => "stale",
            Self::Failed => "failed",
        }
    }
}

/// What came of one pack.
#[derive(Debug)]
pub struct Outcome {
    /// Everything found, sorted by place.
    pub findings: Vec<Finding>,
    /// The texts that the findings' places point into.
    pub sources: Sources,
    /// How it was done.
    pub how: How,
    /// What changed since it was built last: why it was built again, or is stale.
    pub why: Vec<String>,
    /// The zip that is there now, if one is.
    pub built: Option<Built>,
}

/// A pack that was written.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Built {
    /// The zip.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: usize,
    /// Its documents: language, path, pages.
    pub documents: Vec<(String, String, usize)>,
}

/// All codes of all rooms.
pub fn codes() -> Vec<&'static Code> {
    let stages = [read::CODES, preflight::CODES, compose::CODES, typeset::CODES, bundle::CODES, CODES];
    stages.into_iter().flatten().copied().chain(check::codes()).collect()
}

/// The JSON Schema of `packs/check.json`, published as `packs/check.schema.json`, with the names of all codes
/// and groups, so that editors offer them.
pub fn settings_schema() -> serde_json::Value {
    let mut names: Vec<&str> = codes().into_iter().map(|code| code.name).collect();
    names.sort_unstable();
    let groups = crate::finding::Group::ALL.map(crate::finding::Group::name);
    let names: Vec<&str> = groups.into_iter().chain([policy::WARNINGS]).chain(names).collect();
    let mut schema = read::settings_schema();
    for place in ["/properties/deny/items", "/$defs/Allowance/properties/code"] {
        if let Some(of_name) = schema.pointer_mut(place) {
            of_name["enum"] = names.clone().into();
        }
    }
    schema
}

/// Builds or checks packs, in parallel, and tells of each when it is done. Fonts are loaded once in a process, while
/// the first packs are read. Packs that may take any time and memory are worked on by processes of their own.
pub fn run(workspace: &Workspace, request: &Request, tell: &(dyn Fn(Event<'_>) + Sync)) {
    let mut sources = Sources::new(&workspace.prefix);
    let (policy, mut findings) = policy_of(workspace, request, &mut sources);
    findings.extend(request.misnamed.iter().map(bad_name));
    if !findings.is_empty() {
        tell(Event::Workspace(findings, sources.clone()));
    }
    let looked_at_all = request.whole & !by_processes(workspace, request, &policy, tell);
    let unused = policy.unused();
    if looked_at_all && !request.stopped.load(Ordering::Relaxed) && !unused.is_empty() {
        tell(Event::Workspace(unused, sources));
    }
}

/// Does all packs, in this process or by others; whether one of them died, so that not all that there is to find was found.
fn by_processes(workspace: &Workspace, request: &Request, policy: &Policy, tell: &(dyn Fn(Event<'_>) + Sync)) -> bool {
    let Some(workers) = &request.workers else {
        here(workspace, request, &request.packs, policy, false, tell);
        return false;
    };
    let builds = request.out.is_some();
    let fonts = if builds { Vec::new() } else { Fonts::check(&workspace.files) };
    if !fonts.is_empty() {
        tell(Event::Workspace(fonts, Sources::new(&workspace.prefix)));
    }
    let brought = apart::brought(&workspace.files, builds);
    let is_long = builds && request.packs.len() > workers.packs;
    let is_apart =
        is_long || !brought.is_empty() || request.packs.iter().any(|pack| apart::brings_files(&workspace.files, pack));
    let apart = match is_apart {
        true => request.packs.clone(),
        false => here(workspace, request, &request.packs, policy, true, tell),
    };
    let (left, died) = ProcessRotation { workspace, request, policy, tell, workers, brought: &brought }.run(apart);
    here(workspace, request, &left, policy, false, tell);
    died
}

/// What is let pass and what is not, and what is wrong with that.
fn policy_of(workspace: &Workspace, request: &Request, sources: &mut Sources) -> (Policy, Vec<Finding>) {
    let (settings, mut findings) = read::settings(&workspace.files, sources);
    let (policy, unknown) = Policy::new(&request.wishes, &settings);
    findings.extend(unknown);
    (policy, findings)
}

fn bad_name(misnamed: &Misnamed) -> Finding {
    let spot = Spot::File(misnamed.folder.clone());
    Finding::new(&codes::BAD_PACK_NAME, spot, misnamed.to_string()).hint(misnamed.hint())
}

/// Does packs in this process. If it `hands_over` any (all templates and fonts are the program's then), it gives those that
/// are to be done by another.
fn here(
    workspace: &Workspace,
    request: &Request,
    packs: &[PackAddress],
    policy: &Policy,
    hands_over: bool,
    tell: &(dyn Fn(Event<'_>) + Sync),
) -> Vec<PackAddress> {
    if packs.is_empty() {
        return Vec::new();
    }
    let fonts = OnceLock::new();
    let load = || if hands_over { Fonts::ours() } else { load_fonts(workspace, tell) };
    let fonts = || fonts.get_or_init(load);
    let prepare = || {
        if request.out.is_some() {
            let _: &Fonts = fonts();
        }
    };
    let shared = Shared::read(&workspace.files);
    if request.cache.is_some() && request.out.is_some() {
        // Before anything is built: what comes into these folders meanwhile is then no part of what a cache keeps.
        shared.look(&workspace.files);
    }
    let job = deliver::Job { workspace, request, policy, shared: &shared, fonts: &fonts, hands_over };
    let handed_over = Mutex::new(Vec::new());
    let work = |at: usize| {
        let pack = &packs[at];
        tell(Event::Began(pack));
        let outcome = match fault::guarded(|| job.one(pack)) {
            Ok(Some(outcome)) => outcome,
            Ok(None) => return handed_over.lock().unwrap_or_else(PoisonError::into_inner).push(at),
            Err(place) => fault::outcome(workspace, pack, &place),
        };
        request.note(&outcome);
        tell(Event::Pack(pack, outcome));
    };
    let stop = || request.stopped.load(Ordering::Relaxed);
    crew::in_parallel(request.jobs.unwrap_or_else(crew::cores), packs.len(), &prepare, &work, &stop);
    let mut handed_over = handed_over.into_inner().unwrap_or_else(PoisonError::into_inner);
    handed_over.sort_unstable();
    handed_over.into_iter().map(|at| packs[at].clone()).collect()
}

/// A number that a name has on every machine and in every version.
pub fn stable_number(name: &str) -> u64 {
    let digest = crate::pack::digest(name.as_bytes());
    u64::from_str_radix(&digest[..15], 16).unwrap_or_default()
}

/// What templates see of a pack.
#[derive(Debug)]
pub struct Seen {
    /// By document.
    pub documents: serde_json::Map<String, serde_json::Value>,
    /// What was found on the way; with errors there are no documents.
    pub findings: Vec<Finding>,
    /// The texts that the findings' places point into.
    pub sources: Sources,
}

/// What templates see of a pack, in a language or else in its first.
pub fn context(workspace: &Workspace, pack: &PackAddress, language: Option<&Language>) -> Seen {
    let policy = Policy::new(&Wishes::default(), &CheckSettings::default()).0;
    let mut work = Work::new(workspace, pack, &policy);
    let mut documents = serde_json::Map::new();
    if let Some(meeting) = work.check() {
        let language = language.cloned().unwrap_or_else(|| meeting.definition.editions().remove(0));
        match compose::context(&meeting, &language, &work.outside, &workspace.files, &mut work.sources) {
            Ok(seen) => documents = seen,
            Err(findings) => work.found(findings),
        }
    }
    Seen { documents, findings: work.findings, sources: work.sources }
}

/// The definition of a pack as it is now, whatever is wrong with it; none if it cannot be read.
pub fn definition(workspace: &Workspace, pack: &PackAddress) -> Option<Meeting> {
    read::read(&workspace.files, pack, &mut Sources::new("")).meeting
}

fn load_fonts(workspace: &Workspace, tell: &(dyn Fn(Event<'_>) + Sync)) -> Fonts {
    let (fonts, findings) = Fonts::load(&workspace.files);
    if !findings.is_empty() {
        tell(Event::Workspace(findings, Sources::new(&workspace.prefix)));
    }
    fonts
}
