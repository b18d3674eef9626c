//! `--format json`: one object a line, as things happen; version 2.
//!
//! - `{"event": "begin", "version": 2, "tool": "0.1.0", "packs": 12, "partition": {"part": 2, "parts": 5, "scheduler":
//!   "gitlab"}}` first; `partition` is null if all packs are meant, `scheduler` if the part was typed, else `gitlab`,
//!   `buildkite`, `circleci`, `kubernetes` or `slurm`;
//! - `{"event": "workspace", "findings": […]}` where something is found about the workspace as a whole;
//! - `{"event": "pack", "pack": "…", "how": "built", "why": ["…"], "seconds": 0.09, "findings": [{"code", "group", "severity",
//!   "message", "notes", "hint", "file", "line", "column", "end_line", "end_column", "related": [{"message", "file", "line",
//!   …}]}], "built": {"path", "bytes", "documents": [{"language", "path", "file", "pages"}]} or null, "audiences": []}` for each pack, as they
//!   get done; a pack with audiences has one entry as `built` in `audiences` for each, with its name as `audience`;
//! - `{"event": "end", "errors": 1, "warnings": 2, "built": 9, "reused": 2, …, "seconds": 1.2}` last.
//!
//! `file` is the name of a document in the zip, `path` without the folder of its edition. `how` is `checked`, `built`, `reused`, `current`, `stale` or `failed`. Lines and columns count from 1, columns in
//! characters; a finding about a file as a whole has none. New keys and events may be added without a new version.

use serde_json::{Value, json};

use super::OfPack;
use crate::build::{Built, How};
use crate::cli::partition::Assignment;
use crate::cli::tally::Tally;

/// The first line.
pub(in crate::cli) fn begin(packs: usize, part: Option<&Assignment>) -> String {
    let part = part.map(|part| {
        let scheduler = part.scheduler.map(str::to_ascii_lowercase);
        json!({ "part": part.partition.part, "parts": part.partition.parts, "scheduler": scheduler })
    });
    let tool = env!("CARGO_PKG_VERSION");
    json!({ "event": "begin", "version": 2, "tool": tool, "packs": packs, "partition": part }).to_string()
}

/// Why a command did nothing after it had read everything.
pub(in crate::cli) fn refused(message: &str, hint: &str) -> String {
    json!({ "event": "refused", "message": message, "hint": hint }).to_string()
}

/// The last line.
pub(in crate::cli) fn end(tally: &Tally, seconds: f64) -> String {
    let mut line = json!({ "event": "end", "errors": tally.errors, "warnings": tally.warnings, "seconds": seconds });
    for how in [How::Checked, How::Built, How::Reused, How::Current, How::Stale, How::Failed] {
        line[how.name()] = tally.number(how).into();
    }
    line.to_string()
}

/// The line of a pack, or of the workspace.
pub(in crate::cli) fn json(told: &OfPack) -> String {
    let findings: Vec<Value> = told.findings.iter().map(|finding| finding.to_json().into()).collect();
    let Some(pack) = &told.pack else {
        return json!({ "event": "workspace", "findings": findings }).to_string();
    };
    let built = |built: &Built| {
        let documents = built.documents.iter();
        let several = built.documents.iter().any(|(language, ..)| *language != built.documents[0].0);
        let documents = documents.map(|(language, path, pages)| {
            let file = if several { format!("{language}/{path}") } else { path.clone() };
            json!({ "language": language, "path": path, "file": file, "pages": pages })
        });
        json!({
            "path": built.path.display().to_string(),
            "bytes": built.size,
            "documents": documents.collect::<Vec<_>>(),
        })
    };
    let audiences = told.built.iter().filter_map(|one| {
        let mut value = built(one);
        value["audience"] = one.audience.as_deref()?.into();
        Some(value)
    });
    let audiences: Vec<Value> = audiences.collect();
    json!({
        "event": "pack",
        "pack": pack,
        "how": told.how.map(How::name),
        "why": told.why,
        "seconds": told.seconds,
        "findings": findings,
        "built": told.built.first().map(built),
        "audiences": audiences,
    })
    .to_string()
}
