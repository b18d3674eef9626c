//! Findings in the forms that other programs read.

mod github;
mod json;
mod junit;
mod sarif;
mod summary;

pub(super) use github::{annotation, left_out};
pub(super) use json::{begin, end, json};
pub(super) use junit::junit;
pub(super) use sarif::sarif;
pub(super) use summary::summary;

use crate::build::{Built, How};
use crate::finding::{Code, Finding, Location, Place, Severity, Sources, Spot};

/// A finding with its places resolved, so that it outlives the texts it was found in.
#[derive(Debug, Clone)]
pub(super) struct ReportedFinding {
    pub(super) code: &'static Code,
    pub(super) severity: Severity,
    pub(super) message: String,
    pub(super) notes: Vec<String>,
    pub(super) hint: Option<String>,
    pub(super) at: At,
    pub(super) related: Vec<(At, String)>,
}

/// A file, from where the user is, and the place in it if there is one.
#[derive(Debug, Clone)]
pub(super) struct At {
    pub(super) file: String,
    pub(super) location: Option<Location>,
}

/// The most findings of a pack that are shown to people; programs are given all.
pub(super) const SHOWN: usize = 200;

/// The findings that are shown to people, errors before warnings if there are too many; and how many are not.
pub(super) fn shown(findings: &[Finding]) -> (Vec<&Finding>, usize) {
    if findings.len() <= SHOWN {
        return (findings.iter().collect(), 0);
    }
    let (errors, warnings): (Vec<&Finding>, Vec<&Finding>) = findings.iter().partition(|finding| finding.is_error());
    (errors.into_iter().chain(warnings).take(SHOWN).collect(), findings.len() - SHOWN)
}

/// The line for findings that are not shown: "and 99,900 more".
pub(super) fn more(number: usize) -> String {
    format!("and {} more; `--format json` lists them all", thousands(number))
}

/// "99,900".
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// All events of one pack, or of the workspace.
#[derive(Debug, Clone, Default)]
pub(super) struct OfPack {
    /// The pack's id; none for the workspace.
    pub(super) pack: Option<String>,
    pub(super) findings: Vec<ReportedFinding>,
    /// The number of findings that are left out.
    pub(super) more: usize,
    /// The way in which it was done, and why.
    pub(super) how: Option<How>,
    pub(super) why: Vec<String>,
    pub(super) seconds: f64,
    pub(super) built: Vec<Built>,
}

impl ReportedFinding {
    /// Message, notes and hint, a line each, for forms that have one text.
    pub(super) fn in_full(&self) -> String {
        let lines = std::iter::once(&self.message).chain(&self.notes).chain(&self.hint);
        lines.map(String::as_str).collect::<Vec<_>>().join("\n")
    }

    pub(super) fn new(finding: &Finding, sources: &Sources) -> Self {
        let place =
            |place: Place| At { file: sources.shown(sources.path(place.file)), location: Some(sources.locate(place)) };
        Self {
            code: finding.code,
            severity: finding.severity,
            message: finding.message.clone(),
            notes: finding.notes.clone(),
            hint: finding.hint.clone(),
            at: match &finding.spot {
                Spot::Text(at) => place(*at),
                Spot::File(path) => At { file: sources.shown(path), location: None },
            },
            related: finding.related.iter().map(|(at, label)| (place(*at), label.clone())).collect(),
        }
    }
}
