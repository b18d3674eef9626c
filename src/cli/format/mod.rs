//! Findings in the forms that other programs read.

mod github;
mod json;
mod junit;
mod root;
mod sarif;
mod summary;

pub(super) use github::{annotation, left_out};
pub(super) use json::{begin, end, json, refused};
pub(super) use junit::junit;
pub(super) use root::Root;
pub(super) use sarif::sarif;
pub(super) use summary::summary;

use crate::build::{Built, How};
use crate::finding::{Finding, ReportedFinding};

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
