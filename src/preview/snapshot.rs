//! One state of a view, and how browsers get it.

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};

use crate::build::{Area, Drawn, DrawnPage, DrawnWord, Printed, SourcePlace, WordKind, WordOrigin};
use crate::finding::{Finding, ReportedFinding, Severity, Sources, Spot, ordinal_ending};

/// The most findings that a browser gets.
const FINDINGS: usize = 200;

/// A state of a view.
#[derive(Debug)]
pub(super) struct Snapshot {
    number: u64,
    drawn: Drawn,
    /// Pages of this state and of the one before, by their digests: a browser may still ask for those.
    pages: HashMap<u128, DrawnPage>,
}

impl Snapshot {
    /// A state; `before` is the one that it follows.
    pub(super) fn new(number: u64, drawn: Drawn, before: Option<&Self>) -> Self {
        let all = |drawn: &Drawn| drawn.documents.iter().flat_map(|one| one.pages.clone()).collect::<Vec<_>>();
        let before = before.map(|before| all(&before.drawn)).unwrap_or_default();
        let pages = before.into_iter().chain(all(&drawn)).map(|page| (page.digest, page)).collect();
        Self { number, drawn, pages }
    }

    /// The files of the workspace that were read as texts.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.drawn.sources.own().map(|(path, _)| path)
    }

    pub(super) fn number(&self) -> u64 {
        self.number
    }

    pub(super) fn page(&self, digest: u128) -> Option<&DrawnPage> {
        self.pages.get(&digest)
    }

    /// The state, except for what is on the pages.
    pub(super) fn to_json(&self) -> Value {
        let documents = self.drawn.documents.iter().map(|document| {
            let pages: Vec<Value> = document.pages.iter().map(page_to_json).collect();
            json!({ "name": document.name, "title": document.title, "language": document.language, "pages": pages })
        });
        let issues = self.drawn.issues.iter().map(|issue| json!([issue.number, issue.date]));
        let findings = self.findings();
        let shown = findings.iter().take(FINDINGS).map(|(number, finding)| self.finding(*number, finding));
        json!({
            "state": self.number,
            "current": self.drawn.is_current,
            "editions": self.drawn.editions,
            "audiences": self.drawn.audiences,
            "issues": issues.collect::<Vec<_>>(),
            "documents": documents.collect::<Vec<_>>(),
            "findings": shown.collect::<Vec<_>>(),
            "more": findings.len().saturating_sub(FINDINGS),
        })
    }

    /// The findings with their numbers, errors before warnings.
    fn findings(&self) -> Vec<(usize, &Finding)> {
        let all = || self.drawn.findings.iter().enumerate();
        let of = |severity: Severity| all().filter(move |(_, finding)| finding.severity == severity);
        of(Severity::Error).chain(of(Severity::Warning)).collect()
    }

    fn finding(&self, number: usize, finding: &Finding) -> Value {
        let sources: &Sources = &self.drawn.sources;
        let mut value = ReportedFinding::new(finding, sources).to_json();
        let path = match &finding.spot {
            Spot::Text(place) => sources.path(place.file),
            Spot::File(path) => path,
        };
        value.insert("path".to_owned(), path.into());
        value.insert("number".to_owned(), number.into());
        value.into()
    }

    /// Where that is printed which a finding is about.
    pub(super) fn spots(&self, finding: usize) -> Value {
        match self.drawn.findings.get(finding).map(|finding| &finding.spot) {
            Some(Spot::Text(place)) => self.boxes(&self.drawn.spots_of(*place)),
            _ => self.boxes(&[]),
        }
    }

    /// Where a value is printed.
    pub(super) fn places(&self, file: &str, pointer: &str) -> Value {
        self.boxes(&self.drawn.places_of(file, pointer))
    }

    fn boxes(&self, places: &[Printed]) -> Value {
        json!({ "state": self.number, "places": places })
    }

    /// The text of a file as it was when a page was drawn.
    pub(super) fn text_of(&self, (document, page): (usize, usize), path: &str) -> Option<&str> {
        self.drawn.documents.get(document)?.pages.get(page)?.text_of(path)
    }

    /// The words of a page, with none if there is no such page: `words` as text, whether it continues the word before it, the box,
    /// and the number of its origin in `origins`. Whoever asks compares the state with the one that is shown.
    pub(super) fn words(&self, document: usize, page: usize) -> Value {
        let page = self.drawn.documents.get(document).and_then(|document| document.pages.get(page));
        let words = page.map(DrawnPage::words).unwrap_or_default();
        let mut origins: Vec<&WordOrigin> = Vec::new();
        let mut all = Vec::with_capacity(words.len());
        for DrawnWord { text, goes_on, area: Area { left, top, width, height }, origin } in words.iter() {
            let known = origins.iter().rposition(|known| *known == &**origin);
            let number = known.unwrap_or_else(|| {
                origins.push(origin);
                origins.len() - 1
            });
            all.push(json!([text, goes_on, left, top, width, height, number]));
        }
        let own: HashSet<&str> = self.paths().collect();
        let origins: Vec<Value> = origins.into_iter().map(|origin| origin_to_json(origin, &own)).collect();
        json!({ "state": self.number, "words": all, "origins": origins })
    }

    /// Returns whether a file is one that the pages or findings come from, and lies in the workspace.
    pub(super) fn has_source(&self, path: &str) -> bool {
        self.paths().any(|known| known == path)
    }
}

fn page_to_json(page: &DrawnPage) -> Value {
    json!({
        "digest": format!("{:032x}", page.digest),
        "width": page.width,
        "height": page.height,
        "outside": page.outside.as_deref(),
    })
}

fn origin_to_json(origin: &WordOrigin, own: &HashSet<&str>) -> Value {
    let place = |place: &SourcePlace| {
        let is_own = own.contains(place.file.as_str());
        json!({ "file": place.file, "line": place.line, "column": place.column, "own": is_own })
    };
    let (kind, label) = match &origin.kind {
        WordKind::Prose => ("prose", None),
        WordKind::Text => ("text", None),
        WordKind::Derived => ("derived", None),
        WordKind::Label(label) => ("label", Some(label)),
        WordKind::Template => ("template", None),
    };
    json!({
        "kind": kind,
        "label": label,
        "place": origin.place.as_ref().map(place),
        "pointer": origin.pointer,
        "keys": origin.id_path.as_deref().map(keys),
        "template": origin.template.as_ref().map(place),
    })
}

/// A path with ids as people read it: `agenda › slipway › documents › 2nd`.
pub(super) fn keys(id_path: &str) -> String {
    let steps = id_path.split('/').skip(1).map(|step| match (step.strip_prefix('#'), step.parse::<u64>()) {
        (Some(id), _) => id.to_owned(),
        (None, Ok(at)) => format!("{}{}", at + 1, ordinal_ending(at + 1)),
        (None, Err(_)) => step.replace("~1", "/").replace("~0", "~"),
    });
    steps.collect::<Vec<_>>().join(" › ")
}
