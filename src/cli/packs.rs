//! `build` and `check`.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::args::{Build, Check, Format, Telling};
use super::exit::Exit;
use super::report::{self, Report};
use crate::build::{self, Request, Selector, Wishes};
use crate::workspace::Workspace;

pub(super) fn build(args: Build) -> Exit {
    run(&args.packs, &args.telling, Some(args.out), args.prove, args.jobs.map(usize::from))
}

pub(super) fn check(args: Check) -> Exit {
    run(&args.packs, &args.telling, None, false, None)
}

fn run(typed: &[String], telling: &Telling, out: Option<PathBuf>, prove: bool, jobs: Option<usize>) -> Exit {
    let found = Workspace::find(Path::new("."), typed);
    let wishes = wishes(telling);
    let (Ok((workspace, packs)), Some(wishes)) = (&found, wishes) else {
        if let Err(errors) = &found {
            report::show_find_errors(errors);
        }
        return Exit::WrongUse;
    };
    let request = Request { packs: packs.clone(), whole: typed.is_empty(), out, prove, jobs, wishes };
    let report = Mutex::new(Report::new(&request, format(telling)));
    build::run(workspace, &request, &|event| {
        let mut report = report.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        report.tell(event);
    });
    let report = report.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    report.finish()
}

/// What is allowed and denied; nothing if a name is wrong, which is told.
fn wishes(telling: &Telling) -> Option<Wishes> {
    let mut wrong = false;
    let mut named = |option: &str, names: &[String]| -> Vec<Selector> {
        let selectors = names.iter().filter_map(|name| match Selector::named(name) {
            Ok(selector) => Some(selector),
            Err(hint) => {
                wrong = true;
                report::complain(&format!("error: `--{option} {name}` names no code and no group\nhint: {hint}"));
                None
            }
        });
        selectors.collect()
    };
    let wishes = Wishes { deny: named("deny", &telling.deny), allow: named("allow", &telling.allow) };
    (!wrong).then_some(wishes)
}

/// The form asked for; on GitHub annotations, where people look for them.
fn format(telling: &Telling) -> Format {
    #[allow(clippy::disallowed_methods, reason = "it changes how findings are shown, never a pack")]
    let on_github = || std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true");
    telling.format.unwrap_or_else(|| if on_github() { Format::Github } else { Format::Human })
}
