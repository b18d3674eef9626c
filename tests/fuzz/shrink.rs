//! Makes an input that fails smaller: without changes that it does not take, then without parts.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::plan::Plan;
use super::targets::Target;
use super::watch::{self, Wrong};

/// How many rounds of leaving out parts there are.
const ROUNDS: usize = 60;

/// The input of a number, or a smaller one that fails in the same way.
pub(super) fn input(target: &Target, sequence: u64, number: u64, wrong: &Wrong, folder: &Path) -> Vec<u8> {
    let all = Plan::new(target, sequence, number).changes;
    let make = |kept: &[u64]| made(target, sequence, number, Some(kept), folder);
    let mut input = make(&all);
    let mut kept = all;
    for at in (0..kept.len()).rev() {
        let mut fewer = kept.clone();
        fewer.remove(at);
        let smaller = make(&fewer);
        if fails(target, &[&smaller], wrong, folder).is_some() {
            (kept, input) = (fewer, smaller);
        }
    }
    // Each trial of what is slow takes ten seconds.
    if !matches!(wrong, Wrong::Slow) {
        input = without_parts(target, input, wrong, folder);
    }
    input
}

/// The input of a number, of all its changes or some, as a worker makes it.
pub(super) fn made(target: &Target, sequence: u64, number: u64, kept: Option<&[u64]>, folder: &Path) -> Vec<u8> {
    let path = folder.join(format!("made-{number}"));
    let work = json!({ "target": target.name, "sequence": sequence, "first": number, "kept": kept, "path": path });
    watch::one(&work, None);
    let input = std::fs::read(&path).unwrap();
    std::fs::remove_file(path).unwrap();
    input
}

fn without_parts(target: &Target, mut input: Vec<u8>, wrong: &Wrong, folder: &Path) -> Vec<u8> {
    let mut parts = 2;
    for _ in 0..ROUNDS {
        if input.len() < 2 || parts > input.len().min(256) {
            break;
        }
        let size = input.len().div_ceil(parts);
        let without = |at: usize| [&input[..at], &input[(at + size).min(input.len())..]].concat();
        let smaller: Vec<Vec<u8>> = (0..input.len()).step_by(size).map(without).collect();
        let each: Vec<&[u8]> = smaller.iter().map(Vec::as_slice).collect();
        match fails(target, &each, wrong, folder) {
            Some(at) => {
                input.clone_from(&smaller[at]);
                parts = parts.saturating_sub(1).max(2);
            }
            None => parts *= 2,
        }
    }
    input
}

/// The first of some inputs that fails in this way.
fn fails(target: &Target, inputs: &[&[u8]], wrong: &Wrong, folder: &Path) -> Option<usize> {
    let path = |at: usize| folder.join(format!("trial-{}-{at}", std::process::id()));
    let paths: Vec<PathBuf> = (0..inputs.len()).map(path).collect();
    paths.iter().zip(inputs).for_each(|(path, input)| std::fs::write(path, input).unwrap());
    let mut first = 0;
    let mut found = None;
    while first < paths.len() && found.is_none() {
        let told = watch::one(&json!({ "target": target.name, "files": &paths[first..] }), None);
        let same = told.wrong.iter().find(|(_, what, _)| what == wrong);
        found = same.map(|(at, ..)| first + usize::try_from(*at).unwrap());
        match told.next {
            // It ended in another way: go on behind that.
            Some(next) if !told.is_done => first += usize::try_from(next).unwrap(),
            _ => break,
        }
    }
    paths.iter().for_each(|path| drop(std::fs::remove_file(path)));
    found
}
