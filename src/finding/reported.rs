//! Findings in the form in which other programs get them.

use serde_json::{Map, Value};

use super::{Code, Finding, Location, Place, Severity, Sources, Spot};

/// A finding with its places resolved, so that it outlives the texts it was found in.
#[derive(Debug, Clone)]
pub struct ReportedFinding {
    /// The stable code.
    pub code: &'static Code,
    /// Its severity in this run.
    pub severity: Severity,
    /// The problem.
    pub message: String,
    /// More on what is, a line each.
    pub notes: Vec<String>,
    /// A suggestion what to do.
    pub hint: Option<String>,
    /// Its place.
    pub at: ReportedPlace,
    /// Other places that belong to it, each with a few words.
    pub related: Vec<(ReportedPlace, String)>,
}

/// A file, from where the user is, and the place in it if there is one.
#[derive(Debug, Clone)]
pub struct ReportedPlace {
    /// The file.
    pub file: String,
    /// Lines and columns in it.
    pub location: Option<Location>,
}

impl ReportedFinding {
    /// A finding, whose places point into `sources`.
    pub fn new(finding: &Finding, sources: &Sources) -> Self {
        let place = |place: Place| ReportedPlace {
            file: sources.shown(sources.path(place.file)),
            location: Some(sources.locate(place)),
        };
        Self {
            code: finding.code,
            severity: finding.severity,
            message: finding.message.clone(),
            notes: finding.notes.clone(),
            hint: finding.hint.clone(),
            at: match &finding.spot {
                Spot::Text(at) => place(*at),
                Spot::File(path) => ReportedPlace { file: sources.shown(path), location: None },
            },
            related: finding.related.iter().map(|(at, label)| (place(*at), label.clone())).collect(),
        }
    }

    /// Message, notes and hint, a line each, for forms that have one text.
    pub fn in_full(&self) -> String {
        let lines = std::iter::once(&self.message).chain(&self.notes).chain(&self.hint);
        lines.map(String::as_str).collect::<Vec<_>>().join("\n")
    }

    /// As an object: `{"code", "group", "severity", "message", "notes", "hint", "file", "line", "column", "end_line", "end_column",
    /// "related": [{"message", "file", "line", …}]}`.
    pub fn to_json(&self) -> Map<String, Value> {
        let related = self.related.iter().map(|(at, label)| {
            let mut value = at.to_json();
            value.insert("message".to_owned(), label.as_str().into());
            Value::Object(value)
        });
        let related = related.collect();
        let mut value = self.at.to_json();
        value.insert("code".to_owned(), self.code.name.into());
        value.insert("group".to_owned(), self.code.group.name().into());
        value.insert("severity".to_owned(), self.severity.name().into());
        value.insert("message".to_owned(), self.message.as_str().into());
        value.insert("notes".to_owned(), self.notes.clone().into());
        value.insert("hint".to_owned(), self.hint.as_deref().into());
        value.insert("related".to_owned(), related);
        value
    }
}

impl ReportedPlace {
    fn to_json(&self) -> Map<String, Value> {
        let mut value = Map::new();
        value.insert("file".to_owned(), self.file.as_str().into());
        if let Some(location) = self.location {
            value.insert("line".to_owned(), location.line.into());
            value.insert("column".to_owned(), location.column.into());
            value.insert("end_line".to_owned(), location.end_line.into());
            value.insert("end_column".to_owned(), location.end_column.into());
        }
        value
    }
}
