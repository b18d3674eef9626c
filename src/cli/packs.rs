//! `build` and `check`.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::args::{Budget, Build, Check, PACKS_PER_PROCESS, Standard, Telling};
use super::batch::{Batch, ReportOptions};
use super::cache::is_usable;
use super::exit::Exit;
use super::output::Format;
use super::partition::{Assignment, PartitionChoice};
use super::report;
use super::worker::end_at_once;
use crate::build::{self, PACKS, Request, Selector, SeverityOverrides, Workers};
use crate::finding::{NOT_ACCESSIBLE, NOT_ARCHIVAL};
use crate::worker::{WorkerCommand, WorkerLimits};
use crate::workspace::{Found, PackAddress, Workspace};

pub(super) fn build(args: Build) -> Exit {
    let telling = &args.telling;
    if args.since.is_some() && args.packs.is_empty() && Workspace::pack_around(Path::new(".")).is_none() {
        report::complain(
            "error: each pack has issues of its own\nhint: name the pack: `packwright build PACK --since 1`",
        );
        return Exit::IncorrectUsage;
    }
    let Some(key) = args.cache.key() else { return Exit::IncorrectUsage };
    let part = match args.partition.map(PartitionChoice::resolve).transpose() {
        Ok(part) => part,
        Err(refusal) => return report::refuse(&refusal),
    };
    if let Some(words) = part.as_ref().and_then(Assignment::source_in_words) {
        report::complain(&words);
    }
    run(
        &args.packs,
        telling,
        |workspace, packs, overrides| Request {
            cache: args.cache.of(workspace, key),
            packs: part.as_ref().map_or_else(|| packs.to_vec(), |part| part.partition.of(packs)),
            whole: part.is_none(),
            out: Some(args.out.clone().unwrap_or_else(|| workspace.out())),
            prove: args.prove,
            merged: args.merged,
            audience: args.audience.clone(),
            text: args.text,
            since: args.since,
            docx: args.docx,
            jobs: args.jobs.map(usize::from),
            compare: args.check,
            fail_fast: args.fail_fast,
            workers: workers(args.packs_per_process, &args.budget),
            overrides,
            ..Request::default()
        },
        ReportOptions {
            quiet: telling.quiet,
            explain: args.explain_rebuild,
            junit: args.junit.clone(),
            summary: summary(telling),
            part: part.clone(),
        },
    )
}

pub(super) fn check(args: Check) -> Exit {
    run(
        &args.packs,
        &args.telling,
        |_, packs, overrides| Request {
            packs: packs.to_vec(),
            whole: true,
            quick: args.quick,
            workers: workers(PACKS_PER_PROCESS, &args.budget),
            overrides,
            ..Request::default()
        },
        ReportOptions { quiet: args.telling.quiet, summary: summary(&args.telling), ..ReportOptions::default() },
    )
}

/// The processes that work on packs; none if the system does not say which program this is.
fn workers(packs: u32, budget: &Budget) -> Option<Workers> {
    let limits = WorkerLimits {
        time: Duration::from_secs(budget.pack_time.into()),
        memory: u64::from(budget.pack_memory) << 20,
    };
    let packs = usize::try_from(packs).unwrap_or(usize::MAX);
    WorkerCommand::of_this_program(PACKS).map(|command| Workers { command, packs, limits })
}

fn run(
    typed: &[String],
    telling: &Telling,
    request: impl FnOnce(&Workspace, &[PackAddress], SeverityOverrides) -> Request,
    options: ReportOptions,
) -> Exit {
    let here = Path::new(".");
    let around = if typed.is_empty() { Workspace::pack_around(here) } else { None };
    let named = around.as_ref().map_or(typed, std::slice::from_ref);
    let found = Workspace::find(here, named);
    let overrides = overrides(telling);
    let (Ok(Found { workspace, packs, misnamed }), Some(overrides)) = (&found, overrides) else {
        if let Err(errors) = &found {
            report::show_find_errors(errors);
        }
        return Exit::IncorrectUsage;
    };
    let request = request(workspace, packs, overrides);
    let whole = request.whole && named.is_empty() && misnamed.is_empty();
    let request = Request { misnamed: misnamed.clone(), whole, ..request };
    if !is_usable(request.cache.as_ref()) {
        return Exit::IncorrectUsage;
    }
    let interrupted = Arc::new(AtomicBool::new(false));
    on_interrupt(&request.stopped, &interrupted);
    let batch = Mutex::new(Batch::new(&request, packs.len(), format(telling), options));
    build::run(workspace, &request, &|event| {
        let mut batch = batch.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        batch.tell(event);
    });
    let batch = batch.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    batch.finish(interrupted.load(Ordering::Relaxed))
}

/// On Ctrl-C nothing else is begun, and what was begun is finished. Whoever cannot wait presses it again.
fn on_interrupt(stopped: &Arc<AtomicBool>, interrupted: &Arc<AtomicBool>) {
    let (stopped, interrupted) = (Arc::clone(stopped), Arc::clone(interrupted));
    let handler = move || {
        if interrupted.swap(true, Ordering::Relaxed) {
            end_at_once();
        }
        stopped.store(true, Ordering::Relaxed);
        report::complain("stopping: packs that were begun are finished; press again to stop at once");
    };
    // Where no handler can be set, the system's own way of ending stays.
    drop(ctrlc::set_handler(handler));
}

/// Returns the findings that are allowed and denied; nothing if a name is wrong, which is reported.
fn overrides(telling: &Telling) -> Option<SeverityOverrides> {
    let mut wrong = false;
    let mut named = |option: &str, names: &[String]| -> Vec<Selector> {
        let selectors = names.iter().filter_map(|name| match Selector::named(name) {
            Ok(selector) => Some(selector),
            Err(hint) => {
                wrong = true;
                report::complain(&format!("error: `--{option} {name}`: there is no such code or group\nhint: {hint}"));
                None
            }
        });
        selectors.collect()
    };
    let mut deny = named("deny", &telling.deny);
    let allow = named("allow", &telling.allow);
    // What keeps a document from a standard is a kind of finding.
    deny.extend(telling.require.iter().map(|standard| match standard {
        Standard::Archival => Selector::Code(&NOT_ARCHIVAL),
        Standard::Accessible => Selector::Code(&NOT_ACCESSIBLE),
    }));
    (!wrong).then_some(SeverityOverrides { deny, allow })
}

/// The form asked for; on GitHub annotations, where people look for them.
fn format(telling: &Telling) -> Format {
    telling.format.unwrap_or_else(|| if is_on_github() { Format::Github } else { Format::Human })
}

#[allow(clippy::disallowed_methods, reason = "it changes how findings are shown, never a pack")]
pub(super) fn is_on_github() -> bool {
    std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true")
}

/// The file from which GitHub shows a summary, if annotations are printed.
#[allow(clippy::disallowed_methods, reason = "where a summary is shown, never what is in a pack")]
fn summary(telling: &Telling) -> Option<PathBuf> {
    let path = std::env::var_os("GITHUB_STEP_SUMMARY").map(PathBuf::from);
    path.filter(|_| format(telling) == Format::Github)
}
