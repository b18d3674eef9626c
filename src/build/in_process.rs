//! Packs that are worked on in this process, in parallel.

use std::sync::atomic::Ordering;
use std::sync::{Mutex, OnceLock, PoisonError};

use super::inputs::Shared;
use super::policy::Policy;
use super::{Event, Request, crew, deliver, fault};
use crate::finding::Sources;
use crate::typeset::Fonts;
use crate::workspace::{PackAddress, Workspace};

/// Does packs in this process. If it `hands_over` any (all templates and fonts are the program's then), it gives those that
/// are to be done by another.
pub(super) fn run_in_process(
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
        if request.typesets() {
            let _: &Fonts = fonts();
        }
    };
    let shared = Shared::read(&workspace.files);
    if request.cache.is_some() && request.out.is_some() {
        // Before anything is built: what comes into these folders meanwhile is then no part of what a cache keeps.
        shared.look(&workspace.files);
    }
    let job =
        deliver::Job { workspace, request, policy, shared: &shared, fonts: &fonts, hands_over, there: OnceLock::new() };
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

fn load_fonts(workspace: &Workspace, tell: &(dyn Fn(Event<'_>) + Sync)) -> Fonts {
    let (fonts, findings) = Fonts::load(&workspace.files);
    if !findings.is_empty() {
        tell(Event::Workspace(findings, Sources::new(&workspace.prefix)));
    }
    fonts
}
