//! Findings on their way from one process of this program to another.

use serde::{Deserialize, Serialize};

use crate::finding::{Finding, Sources};

/// Findings with the texts that their places point into.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Findings {
    /// Each with the name of its code, which does not go along.
    findings: Vec<(String, Finding)>,
    sources: Option<Sources>,
}

impl Findings {
    pub(super) fn new(findings: Vec<Finding>, sources: Sources) -> Self {
        let said = |finding: Finding| (finding.code.name.to_owned(), finding);
        // Most packs have nothing to tell, and whole definitions would be sent for nothing.
        Self { sources: (!findings.is_empty()).then_some(sources), findings: findings.into_iter().map(said).collect() }
    }

    pub(super) fn heard(self) -> (Vec<Finding>, Sources) {
        let codes = if self.findings.is_empty() { Vec::new() } else { crate::build::codes() };
        let finding = |(name, finding): (String, Finding)| {
            let code = codes.iter().find(|code| code.name == name)?;
            Some(Finding { code, ..finding })
        };
        (self.findings.into_iter().filter_map(finding).collect(), self.sources.unwrap_or_default())
    }
}
