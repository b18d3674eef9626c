//! Findings on their way from one process of this program to another.

use serde::{Deserialize, Serialize};

use crate::finding::{Finding, Place, Severity, Sources, Spot};

/// Findings with the texts that their places point into.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Findings {
    findings: Vec<SentFinding>,
    sources: Option<Sources>,
}

#[derive(Debug, Serialize, Deserialize)]
struct SentFinding {
    code: String,
    severity: Severity,
    spot: Spot,
    message: String,
    notes: Vec<String>,
    hint: Option<String>,
    related: Vec<(Place, String)>,
}

impl Findings {
    pub(super) fn new(findings: Vec<Finding>, sources: Sources) -> Self {
        let said = |finding: Finding| SentFinding {
            code: finding.code.name.to_owned(),
            severity: finding.severity,
            spot: finding.spot,
            message: finding.message,
            notes: finding.notes,
            hint: finding.hint,
            related: finding.related,
        };
        // Most packs have nothing to tell, and whole definitions would be sent for nothing.
        Self { sources: (!findings.is_empty()).then_some(sources), findings: findings.into_iter().map(said).collect() }
    }

    pub(super) fn heard(self) -> (Vec<Finding>, Sources) {
        let codes = if self.findings.is_empty() { Vec::new() } else { crate::build::codes() };
        let finding = |said: SentFinding| {
            let code = codes.iter().find(|code| code.name == said.code)?;
            Some(Finding {
                code,
                severity: said.severity,
                spot: said.spot,
                message: said.message,
                notes: said.notes,
                hint: said.hint,
                related: said.related,
            })
        };
        (self.findings.into_iter().filter_map(finding).collect(), self.sources.unwrap_or_default())
    }
}
