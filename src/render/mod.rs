//! From a meeting to Typst source, through templates.
//!
//! Templates (`*.typ.j2`) hold the data's way onto the page, shapes (`*.typ`) the look, label files
//! (`labels/*.ftl`) the words. Everything a definition says enters Typst as a string literal (module
//! `literal`), so no text can become code; prose becomes calls of a few known functions (`prose`).
//!
//! It refuses to know the engine: what it makes is text, with the way back to template and data.

mod codes;
mod context;
mod dates;
mod document;
mod environment;
mod labels;
mod literal;
mod prose;
mod scene;
mod templates;
mod value;
mod wording;

use std::sync::Arc;

use minijinja::{Environment, OutputSpanKind};

pub use codes::CODES;

use crate::edition::{Piece, Plan, Project, Sheet};
use crate::finding::{Finding, Place, Sources, Spot};
use crate::meeting::{Language, Meeting};
use crate::workspace::Files;
use document::DocumentKind;
use labels::Labels;
use scene::Scene;
use templates::Templates;

/// The sheet that the engine starts with.
const MAIN: &str = "pack.typ";

/// What rendering gives: a project if everything went well, and all that was found on the way.
#[derive(Debug)]
pub struct Rendering {
    /// The project; none if there are errors.
    pub project: Option<Project>,
    /// What was found.
    pub findings: Vec<Finding>,
}

/// Renders one edition of a meeting with the templates of its workspace or, failing those, the
/// program's own. Template texts go into `sources`.
pub fn render(meeting: &Arc<Meeting>, language: &Language, files: &dyn Files, sources: &mut Sources) -> Rendering {
    match try_render(meeting, language, files, sources) {
        Ok(project) => Rendering { project: Some(project), findings: Vec::new() },
        Err(findings) => Rendering { project: None, findings },
    }
}

fn try_render(
    meeting: &Arc<Meeting>,
    language: &Language,
    files: &dyn Files,
    sources: &mut Sources,
) -> Result<Project, Vec<Finding>> {
    let templates = Templates::load(files, sources)?;
    let labels = Arc::new(Labels::load(language, &templates, sources)?);
    let environment = environment::environment(&templates, sources, &labels)?;
    let documents = DocumentKind::of(meeting);
    let scene = Scene::new(meeting, language, &labels, &documents);
    let mut project = Project {
        language: language.as_str().to_owned(),
        main: MAIN.to_owned(),
        plans: documents.iter().map(|kind| plan(meeting, &scene, *kind)).collect(),
        ..Project::default()
    };
    for (name, text, file) in templates.shapes(sources) {
        let place = Place::new(file, 0..text.len());
        project.sheets.insert(name.to_owned(), Sheet::verbatim(text.to_owned(), place));
    }
    let mut findings = Vec::new();
    let sheets = std::iter::once(None).chain(documents.iter().copied().map(Some));
    for document in sheets {
        let scene = scene.seen_from(document);
        let name = document.map_or(MAIN, DocumentKind::sheet);
        match sheet(&environment, &templates, name, context::context(&scene)) {
            Ok(sheet) => drop(project.sheets.insert(name.to_owned(), sheet)),
            Err(finding) => findings.push(*finding),
        }
    }
    findings.extend(labels.missing().into_iter().map(|label| missing_label(&label, language)));
    if findings.is_empty() { Ok(project) } else { Err(findings) }
}

fn plan(meeting: &Meeting, scene: &Scene, kind: DocumentKind) -> Plan {
    Plan {
        path: kind.path().to_owned(),
        title: scene.document_title(kind),
        ident: format!("{}/{}/{}", meeting.id, scene.language.as_str(), kind.path()),
    }
}

/// Renders the template of a sheet, and keeps which piece of it came from where.
fn sheet(
    environment: &Environment<'_>,
    templates: &Templates,
    name: &str,
    context: minijinja::Value,
) -> Result<Sheet, Box<Finding>> {
    let told = |error| Box::new(environment::told(&error, templates));
    let template = environment.get_template(&format!("{name}.j2")).map_err(told)?;
    let (text, spans) = template.render_with_spans(context).map_err(told)?;
    let pieces = spans
        .iter()
        .filter_map(|span| {
            Some(Piece {
                range: span.output_range(),
                place: Place::new(templates.file(span.name())?, span.source_range()),
                verbatim: span.kind() == OutputSpanKind::Raw,
            })
        })
        .collect();
    Ok(Sheet { text, pieces })
}

fn missing_label(label: &str, language: &Language) -> Finding {
    let spot = Spot::File(Labels::path(language));
    Finding::new(&codes::MISSING_LABEL, spot, format!("the label `{label}` is missing"))
        .hint(format!("add a line `{label} = …`"))
}
