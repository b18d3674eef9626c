//! The data that templates get for a pack, and the documents that they make, for authors of templates.

use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::death::of_death;
use super::policy::{Policy, SeverityOverrides};
use super::transfer::Findings;
use super::work::Work;
use super::{apart, cache};
use crate::finding::{FileNumber, Finding, Place, Sources};
use crate::meeting::{CheckSettings, Language, Meeting};
use crate::worker::{Death, WorkerCommand, WorkerLimits, ask};
use crate::workspace::{Disk, PackAddress, Workspace};
use crate::{compose, write};

/// The documents of a pack on their way.
#[derive(Debug)]
pub struct Seen {
    /// By document, in the order of the pack.
    pub documents: Map<String, Value>,
    /// The documents as plain text; empty for the data of templates.
    pub texts: Vec<(String, String)>,
    /// Documents that the pack names and that are not due yet.
    pub pending: Vec<String>,
    /// All findings; with errors there are no documents.
    pub findings: Vec<Finding>,
    /// The texts that the findings' places point into.
    pub sources: Sources,
}

/// The job of looking at a pack on its way.
pub const SEE: &str = "seen";

/// A question to a worker: what to show, and by which program.
#[derive(Debug, Serialize, Deserialize)]
struct Question {
    tool: String,
    root: PathBuf,
    prefix: String,
    pack: PackAddress,
    language: Option<String>,
    of: Stage,
}

/// The stage that a pack has reached.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
enum Stage {
    Context,
    Documents,
}

#[derive(Debug, Serialize, Deserialize)]
struct Answer {
    documents: Map<String, Value>,
    texts: Vec<(String, String)>,
    pending: Vec<String>,
    findings: Findings,
}

/// Returns the data of a pack that templates see, in a language or else in its first.
pub fn context(workspace: &Workspace, pack: &PackAddress, language: Option<&Language>) -> Seen {
    seen(workspace, pack, language, Stage::Context)
}

/// Returns the documents that templates make of a pack, in a language or else in its first: each as JSON, in which a
/// place is `path:line:column`, and as text.
pub fn documents(workspace: &Workspace, pack: &PackAddress, language: Option<&Language>) -> Seen {
    seen(workspace, pack, language, Stage::Documents)
}

/// By a worker, where there can be one: pictures, annexes and templates may take any time and memory.
fn seen(workspace: &Workspace, pack: &PackAddress, language: Option<&Language>, of: Stage) -> Seen {
    let Some(command) = WorkerCommand::of_this_program(SEE) else { return here(workspace, pack, language, of) };
    let question = Question {
        tool: cache::tool(),
        root: workspace.root.clone(),
        prefix: workspace.prefix.clone(),
        pack: pack.clone(),
        language: language.map(|language| language.as_str().to_owned()),
        of,
    };
    let limits = WorkerLimits::default();
    let answer = ask(&command, &serde_json::to_vec(&question).unwrap_or_default(), limits);
    let answer = answer.and_then(|answer| {
        serde_json::from_slice::<Answer>(&answer).map_err(|_| Death::Other("without an answer".to_owned()))
    });
    match answer {
        Ok(Answer { documents, texts, pending, findings }) => {
            let (findings, sources) = findings.heard();
            Seen { documents, texts, pending, findings, sources }
        }
        Err(death) => Seen {
            documents: Map::new(),
            texts: Vec::new(),
            pending: Vec::new(),
            findings: vec![of_death(pack, &death, limits, &apart::brought(&workspace.files, true))],
            sources: Sources::new(&workspace.prefix),
        },
    }
}

/// Answers a question about a pack; with nothing if another program asks.
pub fn see(question: &[u8]) -> Vec<u8> {
    let question = serde_json::from_slice(question).ok().filter(|question: &Question| question.tool == cache::tool());
    let Some(Question { root, prefix, pack, language, of, .. }) = question else { return Vec::new() };
    let workspace = Workspace { files: Disk::new(root.clone()), root, prefix };
    let Seen { documents, texts, pending, findings, sources } =
        here(&workspace, &pack, language.map(Language::new).as_ref(), of);
    serde_json::to_vec(&Answer { documents, texts, pending, findings: Findings::new(findings, sources) })
        .unwrap_or_default()
}

fn here(workspace: &Workspace, pack: &PackAddress, language: Option<&Language>, of: Stage) -> Seen {
    let policy = Policy::new(&SeverityOverrides::default(), &CheckSettings::default()).0;
    let mut work = Work::new(workspace, pack, &policy);
    let (mut documents, mut texts, mut pending) = (Map::new(), Vec::new(), Vec::new());
    let whole = work.check().and_then(|meeting| Some(work.audiences(&meeting, None)?.swap_remove(0).meeting));
    if let Some(meeting) = whole {
        let language = language.cloned().unwrap_or_else(|| meeting.definition.editions().remove(0));
        pending.extend(meeting.pending_documents().iter().map(|kind| kind.name().to_owned()));
        let shown = match of {
            Stage::Context => given(&mut work, &meeting, &language),
            Stage::Documents => made(&mut work, &meeting, &language),
        };
        match shown {
            Ok(shown) => (documents, texts) = shown,
            Err(findings) => work.record(findings),
        }
    }
    Seen { documents, texts, pending, findings: work.findings, sources: work.sources }
}

type Shown = (Map<String, Value>, Vec<(String, String)>);

fn given(work: &mut Work<'_>, meeting: &Arc<Meeting>, language: &Language) -> Result<Shown, Vec<Finding>> {
    let seen = compose::context(meeting, language, &work.outside, &work.workspace.files, &mut work.sources)?;
    Ok((seen, Vec::new()))
}

fn made(work: &mut Work<'_>, meeting: &Arc<Meeting>, language: &Language) -> Result<Shown, Vec<Finding>> {
    let composing = compose::compose(meeting, language, &work.outside, &work.workspace.files, &mut work.sources);
    let Some(composed) = composing.composed else { return Err(composing.findings) };
    let documents = &composed.composition.documents;
    let shown = documents.iter().map(|document| {
        let shown = serde_json::to_value(document).unwrap_or_default();
        (document.kind.name().to_owned(), located(shown, &work.sources))
    });
    let texts = documents.iter().map(|document| (document.kind.name().to_owned(), write::text(document)));
    Ok((shown.collect(), texts.collect()))
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

fn place(object: &Map<String, Value>) -> Option<Place> {
    let number = |name: &str| object.get(name)?.as_u64();
    let file = FileNumber::from_raw(u16::try_from(number("file")?).ok()?);
    Some(Place { file, start: u32::try_from(number("start")?).ok()?, end: u32::try_from(number("end")?).ok()? })
}
