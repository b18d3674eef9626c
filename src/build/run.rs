//! Many packs, in this process or by others.

use std::sync::atomic::Ordering;

use super::in_process::run_in_process;
use super::policy::Policy;
use super::rotation::ProcessRotation;
use super::{Event, Request, apart, codes};
use crate::compose;
use crate::finding::{Finding, Sources, Spot};
use crate::read;
use crate::typeset::Fonts;
use crate::workspace::{Misnamed, Workspace};

/// Builds or checks packs in parallel, and reports each when it is done. Fonts are loaded once in a process, while
/// the first packs are read. Packs that may take any time and memory are worked on by processes of their own.
pub fn run(workspace: &Workspace, request: &Request, tell: &(dyn Fn(Event<'_>) + Sync)) {
    let mut sources = Sources::new(&workspace.prefix);
    let (policy, mut findings) = Policy::read(&workspace.files, &request.overrides, &mut sources);
    findings.extend(request.misnamed.iter().map(bad_name));
    findings.extend(policy.apply(None, compose::unused(&workspace.files, &mut sources)));
    if !findings.is_empty() {
        tell(Event::Workspace(findings, sources.clone()));
    }
    let mut sources_of_series = Sources::new(&workspace.prefix);
    let forks = read::forks(&workspace.files, &request.packs, &mut sources_of_series);
    let forks: Vec<_> = forks.into_iter().flat_map(|(pack, fork)| policy.apply(Some(&pack), vec![fork])).collect();
    if !forks.is_empty() {
        tell(Event::Workspace(forks, sources_of_series));
    }
    let looked_at_all = request.whole & !by_processes(workspace, request, &policy, tell);
    let unused = policy.unused(&request.packs);
    if looked_at_all && !request.stopped.load(Ordering::Relaxed) && !unused.is_empty() {
        tell(Event::Workspace(unused, sources));
    }
}

/// Does all packs, in this process or by others; whether one of them died, so that not all that there is to find was found.
fn by_processes(workspace: &Workspace, request: &Request, policy: &Policy, tell: &(dyn Fn(Event<'_>) + Sync)) -> bool {
    let Some(workers) = &request.workers else {
        run_in_process(workspace, request, &request.packs, policy, false, tell);
        return false;
    };
    let typesets = request.typesets();
    let fonts = if typesets { Vec::new() } else { Fonts::check(&workspace.files) };
    if !fonts.is_empty() {
        tell(Event::Workspace(fonts, Sources::new(&workspace.prefix)));
    }
    let brought = apart::brought(&workspace.files, typesets);
    let is_long = typesets && request.packs.len() > workers.packs;
    let is_apart =
        is_long || !brought.is_empty() || request.packs.iter().any(|pack| apart::brings_files(&workspace.files, pack));
    let apart = match is_apart {
        true => request.packs.clone(),
        false => run_in_process(workspace, request, &request.packs, policy, true, tell),
    };
    let (left, died) = ProcessRotation { workspace, request, policy, tell, workers, brought: &brought }.run(apart);
    run_in_process(workspace, request, &left, policy, false, tell);
    died
}

pub(super) fn bad_name(misnamed: &Misnamed) -> Finding {
    let spot = Spot::File(misnamed.folder.clone());
    Finding::new(&codes::BAD_PACK_NAME, spot, misnamed.to_string()).hint(misnamed.hint())
}
