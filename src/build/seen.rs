//! What templates see of a pack, and what they make of it: for those who write them.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::policy::{Policy, SeverityOverrides};
use super::work::Work;
use crate::finding::{FileNumber, Finding, Place, Sources};
use crate::meeting::{CheckSettings, Language, Meeting};
use crate::workspace::{PackAddress, Workspace};
use crate::{compose, write};

/// The documents of a pack on their way.
#[derive(Debug)]
pub struct Seen {
    /// By document, in the order of the pack.
    pub documents: Map<String, Value>,
    /// The same as plain text, where it is documents and not what templates see.
    pub texts: Vec<(String, String)>,
    /// All findings; with errors there are no documents.
    pub findings: Vec<Finding>,
    /// The texts that the findings' places point into.
    pub sources: Sources,
}

/// Returns the data of a pack that templates see, in a language or else in its first.
pub fn context(workspace: &Workspace, pack: &PackAddress, language: Option<&Language>) -> Seen {
    seen(workspace, pack, language, |work, meeting, language| {
        let files = &work.workspace.files;
        let seen = compose::context(meeting, language, &work.outside, files, &mut work.sources)?;
        Ok((seen, Vec::new()))
    })
}

/// Returns the documents that templates make of a pack, in a language or else in its first: each as JSON, in which a
/// place is `path:line:column`, and as text.
pub fn documents(workspace: &Workspace, pack: &PackAddress, language: Option<&Language>) -> Seen {
    seen(workspace, pack, language, |work, meeting, language| {
        let files = &work.workspace.files;
        let composing = compose::compose(meeting, language, &work.outside, files, &mut work.sources);
        let Some(composed) = composing.composed else { return Err(composing.findings) };
        let documents = &composed.composition.documents;
        let shown = documents.iter().map(|document| {
            let shown = serde_json::to_value(document).unwrap_or_default();
            (document.kind.name().to_owned(), located(shown, &work.sources))
        });
        let texts = documents.iter().map(|document| (document.kind.name().to_owned(), write::text(document)));
        Ok((shown.collect(), texts.collect()))
    })
}

type Shown = (Map<String, Value>, Vec<(String, String)>);

fn seen(
    workspace: &Workspace,
    pack: &PackAddress,
    language: Option<&Language>,
    of: impl FnOnce(&mut Work<'_>, &Arc<Meeting>, &Language) -> Result<Shown, Vec<Finding>>,
) -> Seen {
    let policy = Policy::new(&SeverityOverrides::default(), &CheckSettings::default()).0;
    let mut work = Work::new(workspace, pack, &policy);
    let (mut documents, mut texts) = (Map::new(), Vec::new());
    if let Some(meeting) = work.check() {
        let language = language.cloned().unwrap_or_else(|| meeting.definition.editions().remove(0));
        match of(&mut work, &meeting, &language) {
            Ok(shown) => (documents, texts) = shown,
            Err(findings) => work.record(findings),
        }
    }
    Seen { documents, texts, findings: work.findings, sources: work.sources }
}

/// A document with its places as people read them.
fn located(value: Value, sources: &Sources) -> Value {
    match value {
        Value::Object(object) => match place(&object) {
            Some(place) => {
                let location = sources.locate(place);
                format!("{}:{}:{}", sources.path(place.file), location.line, location.column).into()
            }
            None => object.into_iter().map(|(name, value)| (name, located(value, sources))).collect(),
        },
        Value::Array(values) => values.into_iter().map(|value| located(value, sources)).collect(),
        other => other,
    }
}

/// The place that an object is.
fn place(object: &Map<String, Value>) -> Option<Place> {
    let number = |name: &str| object.get(name)?.as_u64();
    let file = FileNumber::from_raw(u16::try_from(number("file")?).ok()?);
    Some(Place { file, start: u32::try_from(number("start")?).ok()?, end: u32::try_from(number("end")?).ok()? })
}
