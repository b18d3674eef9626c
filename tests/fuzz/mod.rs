//! Nothing that comes from outside brings the program down: inputs by the million, made by changing good ones.
//!
//! Each target (`targets`, one file a target) has seeds, a way to change them that knows their form, and one call of
//! what a user would call. An input is a function of target, seed and number, so it can be made again. A process of its own
//! tries one after the other (`worker`); this process watches it (`watch`): no panic, no abort, no more than [`SECONDS`] of
//! work and [`MEMORY`] for an input. What fails is made smaller and written to a folder (`hunt`).
//!
//! What was found lies in `tests/cases/fuzz`, a folder a target; each test run tries it again, and some new inputs.
//! A case is added by adding a file.
//!
//! ```sh
//! FUZZ_SECONDS=300 cargo test --release -- --ignored --nocapture fuzz
//! ```
//!
//! shares the time over all targets. `FUZZ_TARGETS` (names with commas between them) chooses among them, `FUZZ_SEED` is another
//! sequence of inputs, `FUZZ_JOBS` is how many processes work at once, `FUZZ_OUT` the folder for what is found.

#![allow(clippy::disallowed_methods, reason = "a test is no build: what is tried is ended after a time")]

pub(crate) mod dice;
mod hunt;
mod mutate;
mod plan;
mod program;
mod shrink;
mod targets;
mod watch;
mod worker;

use std::path::PathBuf;
use std::time::Duration;

use crate::support::repository;
use hunt::Hunt;
use targets::{TARGETS, Target};

/// The most seconds that an input may take.
const SECONDS: u64 = 10;
/// The most bytes that the process may take.
const MEMORY: u64 = 1 << 30;

fn asked(name: &str) -> Option<String> {
    std::env::var_os(name).map(|value| value.into_string().unwrap())
}

fn number(name: &str) -> Option<u64> {
    asked(name).map(|value| value.parse().unwrap())
}

fn chosen() -> Vec<&'static Target> {
    let names = asked("FUZZ_TARGETS");
    let is_chosen =
        |target: &&Target| names.as_ref().is_none_or(|names| names.split(',').any(|name| name == target.name));
    TARGETS.iter().filter(is_chosen).collect()
}

/// Files of `tests/cases/fuzz` for a target.
fn cases(target: &Target) -> Vec<PathBuf> {
    let folder = repository().join("tests/cases/fuzz").join(target.name);
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

#[test]
fn inputs_that_were_found_are_survived() {
    let mut wrong = Vec::new();
    for target in TARGETS {
        let paths = cases(target);
        assert!(!paths.is_empty(), "{} has no case", target.name);
        wrong.extend(watch::files(target, &paths));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What is not read at all tries nothing.
#[test]
fn chains_that_are_made_can_be_read() {
    let key = std::fs::read(repository().join("tests/cases/keys/p256-alone.pem")).unwrap();
    for number in 0..12 {
        let chain = mutate::pem::written(&mutate::pem::graph(&mut dice::Dice::of("graph", &[number])));
        packwright::sign::Key::load(&key, Some(&chain), None).unwrap();
    }
}

#[test]
fn new_inputs_are_survived() {
    let report = Hunt::new(TARGETS.iter().collect(), 1, 2).of_inputs(|target| target.inputs);
    assert!(report.wrong.is_empty(), "{report}");
}

#[test]
#[ignore = "takes as long as FUZZ_SECONDS says: run by .ci/run"]
fn inputs_are_survived_for_some_time() {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let jobs = number("FUZZ_JOBS").map_or(cores, |jobs| usize::try_from(jobs).unwrap());
    let hunt = Hunt::new(chosen(), number("FUZZ_SEED").unwrap_or(2), jobs);
    let report = hunt.of_time(Duration::from_secs(number("FUZZ_SECONDS").unwrap_or(60)));
    println!("{report}");
    assert!(report.wrong.is_empty() && report.idle().is_empty(), "{report}");
}

/// No test, but the process that the tests above start.
#[test]
#[ignore = "started by the other tests"]
fn worker() {
    if let Some(work) = asked(worker::WORK) {
        worker::work(&work);
    }
}
