//! `--format sarif`: the Static Analysis Results Interchange Format, version 2.1.0 (OASIS).

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::OfPack;
use crate::build::codes;
use crate::finding::{ReportedFinding, ReportedPlace};

/// The report of a run.
pub(in crate::cli) fn sarif(packs: &[OfPack]) -> String {
    let told: Vec<&ReportedFinding> = packs.iter().flat_map(|pack| &pack.findings).collect();
    let found: BTreeSet<&str> = told.iter().map(|told| told.code.name).collect();
    let mut rules: Vec<_> = codes().into_iter().filter(|code| found.contains(code.name)).collect();
    rules.sort_by_key(|code| code.name);
    let results = told.iter().map(|told| {
        let index = rules.binary_search_by_key(&told.code.name, |code| code.name);
        result(told, index.expect("every code that was found is a rule"))
    });
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "columnKind": "unicodeCodePoints",
            "tool": { "driver": {
                "name": "packwright",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|code| json!({
                    "id": code.name,
                    "fullDescription": { "text": code.explain },
                    "properties": { "tags": [code.group.name()] },
                })).collect::<Vec<_>>(),
            } },
            "results": results.collect::<Vec<_>>(),
        }],
    });
    format!("{log:#}")
}

fn result(told: &ReportedFinding, rule: usize) -> Value {
    let related: Vec<Value> = (1_usize..)
        .zip(&told.related)
        .map(|(id, (at, label))| {
            let mut value = place(at);
            value["id"] = id.into();
            value["message"] = json!({ "text": label });
            value
        })
        .collect();
    json!({
        "ruleId": told.code.name,
        "ruleIndex": rule,
        "level": told.severity.name(),
        "message": { "text": told.in_full() },
        "locations": [place(&told.at)],
        "relatedLocations": related,
    })
}

fn place(at: &ReportedPlace) -> Value {
    let uri: String = at.file.split('/').map(encoded).collect::<Vec<_>>().join("/");
    let mut physical = json!({ "artifactLocation": { "uri": uri } });
    if let Some(location) = at.location {
        physical["region"] = json!({
            "startLine": location.line,
            "startColumn": location.column,
            "endLine": location.end_line,
            "endColumn": location.end_column,
        });
    }
    json!({ "physicalLocation": physical })
}

/// A step of a path as a URI writes it (RFC 3986).
fn encoded(step: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    step.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
