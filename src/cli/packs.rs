//! `build` and `check`.

use std::path::Path;
use std::sync::Mutex;

use super::args::{Build, Check};
use super::exit::Exit;
use super::report::{self, Report};
use crate::build::{self, Request};
use crate::workspace::Workspace;

pub(super) fn build(args: Build) -> Exit {
    run(&args.packs, |packs| Request { packs, out: Some(args.out), prove: args.prove })
}

pub(super) fn check(args: Check) -> Exit {
    run(&args.packs, |packs| Request { packs, out: None, prove: false })
}

fn run(typed: &[String], request: impl FnOnce(Vec<crate::workspace::PackAddress>) -> Request) -> Exit {
    let (workspace, packs) = match Workspace::find(Path::new("."), typed) {
        Ok(found) => found,
        Err(errors) => {
            report::show_find_errors(&errors);
            return Exit::WrongUse;
        }
    };
    let request = request(packs);
    let report = Mutex::new(Report::new(&request));
    build::run(&workspace, &request, &|event| {
        let mut report = report.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        report.tell(&event);
    });
    let report = report.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    report.finish()
}
