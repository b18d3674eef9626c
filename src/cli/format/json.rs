//! `--format json`: one object, version 1.
//!
//! `{"version": 1, "tool": "0.1.0", "errors": 1, "warnings": 2, "packs": [{"pack": "…" or null for the
//! workspace, "findings": [{"code", "group", "severity", "message", "notes", "hint", "file", "line", "column",
//! "end_line", "end_column", "related": [{"message", "file", "line", …}]}], "built": {"path", "bytes",
//! "documents": [{"language", "path", "pages"}]} or null}]}`. Lines and columns count from 1, columns in
//! characters; a finding about a file as a whole has none. New keys may be added without a new version.

use serde_json::{Map, Value, json};

use super::{At, OfPack, Told};
use crate::finding::Severity;

/// The report of a run.
pub(in crate::cli) fn json(packs: &[OfPack]) -> String {
    let count =
        |severity| packs.iter().flat_map(|pack| &pack.findings).filter(|told| told.severity == severity).count();
    let packs: Vec<Value> = packs.iter().map(of_pack).collect();
    let report = json!({
        "version": 1,
        "tool": env!("CARGO_PKG_VERSION"),
        "errors": count(Severity::Error),
        "warnings": count(Severity::Warning),
        "packs": packs,
    });
    format!("{report:#}")
}

fn of_pack(pack: &OfPack) -> Value {
    let built = pack.built.as_ref().map(|built| {
        let documents = built.documents.iter();
        let documents =
            documents.map(|(language, path, pages)| json!({ "language": language, "path": path, "pages": pages }));
        json!({
            "path": built.path.display().to_string(),
            "bytes": built.size,
            "documents": documents.collect::<Vec<_>>(),
        })
    });
    json!({
        "pack": pack.pack,
        "findings": pack.findings.iter().map(finding).collect::<Vec<_>>(),
        "built": built,
    })
}

fn finding(told: &Told) -> Value {
    let related = told.related.iter().map(|(at, label)| {
        let mut value = place(at);
        value.insert("message".to_owned(), label.as_str().into());
        Value::Object(value)
    });
    let mut value = place(&told.at);
    value.insert("code".to_owned(), told.code.name.into());
    value.insert("group".to_owned(), told.code.group.name().into());
    value.insert("severity".to_owned(), told.severity.name().into());
    value.insert("message".to_owned(), told.message.as_str().into());
    value.insert("notes".to_owned(), told.notes.clone().into());
    value.insert("hint".to_owned(), told.hint.as_deref().into());
    value.insert("related".to_owned(), related.collect());
    Value::Object(value)
}

fn place(at: &At) -> Map<String, Value> {
    let mut value = Map::new();
    value.insert("file".to_owned(), at.file.as_str().into());
    if let Some(location) = at.location {
        value.insert("line".to_owned(), location.line.into());
        value.insert("column".to_owned(), location.column.into());
        value.insert("end_line".to_owned(), location.end_line.into());
        value.insert("end_column".to_owned(), location.end_column.into());
    }
    value
}
