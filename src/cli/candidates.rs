//! Values that shells offer: names of packs, people and audiences, codes of findings, examples, languages, templates, documents.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::Path;

use clap_complete::engine::{
    ArgValueCandidates, ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter,
};

use crate::build::definition;
use crate::document::DocumentKind;
use crate::finding::Group;
use crate::meeting::{Index, Meeting, Target};
use crate::workspace::{EMBEDDED_TEMPLATES, EXAMPLES, Workspace};

/// The most packs that are read to complete a word.
const PACKS: usize = 64;

/// Packs by their names, or by their folders if a path was begun.
pub(super) fn packs() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        if typed.to_string_lossy().contains(['/', '\\', '.']) {
            return PathCompleter::any().complete(typed);
        }
        let found = Workspace::find(Path::new("."), &[]);
        let names = found.into_iter().flat_map(|found| found.packs).map(|pack| pack.id);
        let begun = names.filter(|name| name.starts_with(&*typed.to_string_lossy()));
        begun.map(CompletionCandidate::new).collect()
    })
}

/// People by their ids: those of the pack in whose folder we are, or of all packs.
pub(super) fn people() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        of_meetings(typed, |meeting| {
            let (index, _) = Index::of(meeting);
            index.ids(|target| matches!(target, Target::Person)).map(str::to_owned).collect()
        })
    })
}

/// Audiences by their names, likewise.
pub(super) fn audiences() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        of_meetings(typed, |meeting| meeting.audiences().iter().map(|one| one.as_str().to_owned()).collect())
    })
}

/// Names that meetings have and that begin as typed, each once.
fn of_meetings(typed: &OsStr, names: impl Fn(&Meeting) -> Vec<String>) -> Vec<CompletionCandidate> {
    let here = Path::new(".");
    let around: Vec<String> = Workspace::pack_around(here).into_iter().collect();
    let Ok(found) = Workspace::find(here, &around) else { return Vec::new() };
    let meetings = found.packs.iter().take(PACKS).filter_map(|pack| definition(&found.workspace, pack));
    let all: BTreeSet<String> = meetings.flat_map(|meeting| names(&meeting)).collect();
    let begun = all.into_iter().filter(|name| name.starts_with(&*typed.to_string_lossy()));
    begun.map(CompletionCandidate::new).collect()
}

/// Codes of findings and their groups.
pub(super) fn codes() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        let groups = Group::ALL.into_iter().map(|group| group.name());
        let mut codes: Vec<&str> = crate::build::codes().into_iter().map(|code| code.name).collect();
        codes.sort_unstable();
        candidates(groups.chain(["warnings"]).chain(codes))
    })
}

/// Examples to start a pack from.
pub(super) fn examples() -> ArgValueCandidates {
    ArgValueCandidates::new(|| candidates(EXAMPLES.iter().map(|example| example.name)))
}

/// Languages that the program has labels of.
pub(super) fn languages() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        candidates(template_names().filter_map(|name| name.strip_prefix("labels/")?.strip_suffix(".ftl")))
    })
}

/// Templates by their names.
pub(super) fn templates() -> ArgValueCandidates {
    ArgValueCandidates::new(|| candidates(template_names()))
}

/// Documents of a pack.
pub(super) fn documents() -> ArgValueCandidates {
    ArgValueCandidates::new(|| DocumentKind::OURS.iter().map(|kind| CompletionCandidate::new(kind.name())).collect())
}

fn template_names() -> impl Iterator<Item = &'static str> {
    EMBEDDED_TEMPLATES.iter().filter_map(|(path, _)| path.strip_prefix("templates/"))
}

fn candidates(names: impl Iterator<Item = &'static str>) -> Vec<CompletionCandidate> {
    names.map(CompletionCandidate::new).collect()
}
