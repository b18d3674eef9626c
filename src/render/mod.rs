//! From a meeting to Typst source, through templates.
//!
//! Templates (`*.typ.j2`) hold the data's way onto the page, shapes (`*.typ`) the look, label files
//! (`labels/*.ftl`) the words. Everything a definition says enters Typst as a string literal (module
//! `literal`), so no text can become code; prose becomes calls of a few known functions (`prose`).
//!
//! It refuses to know the engine: what it makes is text, with the way back to template and data.

mod appearance;
mod codes;
mod context;
mod dates;
mod document;
mod environment;
mod hypertext;
mod insertions;
mod joined;
mod labels;
mod literal;
mod page;
mod pictures;
mod prose;
mod scene;
mod templates;
mod value;
mod whereabouts;
mod wording;

use std::sync::Arc;

use minijinja::{Environment, OutputSpanKind, context};
use rayon::iter::{IntoParallelIterator, ParallelIterator};

pub use appearance::{Appearance, appearance};
pub use codes::CODES;
pub use document::COMPLETE;
pub use page::front_page;

use crate::edition::{OutsidePdf, Page, Piece, Plan, Project, Sheet};
use crate::finding::{Finding, Place, Sources, Spot, near_miss};
use crate::meeting::{Language, Meeting};
use crate::workspace::Files;
use document::Document;
use labels::Labels;
use pictures::Pictures;
use scene::Scene;
use templates::Templates;

/// The sheet that the engine starts with.
const MAIN: &str = "pack.typ";

/// The sheet that tells shapes the language.
const LANGUAGE: &str = "language.typ";

/// What rendering gives: a project if everything went well, and all that was found on the way.
#[derive(Debug)]
pub struct Rendering {
    /// The project; none if there are errors.
    pub project: Option<Project>,
    /// The page for browsers, likewise.
    pub page: Option<Page>,
    /// What was found.
    pub findings: Vec<Finding>,
}

/// What would keep an edition from being rendered. Our own templates are known to do; where the workspace has some of
/// its own, or words, they are tried.
pub fn check(
    meeting: &Arc<Meeting>,
    language: &Language,
    outside: &[OutsidePdf],
    files: &dyn Files,
    sources: &mut Sources,
) -> Vec<Finding> {
    let own_words = meeting.style().labels.iter().next().is_some();
    match files.list(templates::FOLDER).is_ok_and(|own| own.is_empty()) && !own_words {
        true => Edition::prepare(meeting, language, outside, files, sources).err().unwrap_or_default(),
        false => render(meeting, language, outside, files, sources).findings,
    }
}

/// Renders one edition of a meeting with the templates of its workspace or, failing those, the
/// program's own. `outside` are the outside PDFs of the meeting. Template texts go into `sources`.
pub fn render(
    meeting: &Arc<Meeting>,
    language: &Language,
    outside: &[OutsidePdf],
    files: &dyn Files,
    sources: &mut Sources,
) -> Rendering {
    let edition = Edition::prepare(meeting, language, outside, files, sources);
    match edition.and_then(|edition| edition.render(sources)) {
        Ok((project, page)) => Rendering { project: Some(project), page: Some(page), findings: Vec::new() },
        Err(findings) => Rendering { project: None, page: None, findings },
    }
}

/// Renders what puts all documents of an edition into one: a cover that leads to them, and places for all their pages.
/// `parts` are the documents, each with its path as `annex`.
pub fn complete(
    meeting: &Arc<Meeting>,
    language: &Language,
    parts: &[OutsidePdf],
    files: &dyn Files,
    sources: &mut Sources,
) -> Rendering {
    let edition = Edition::prepare(meeting, language, &[], files, sources);
    let edition = edition.map(|mut edition| {
        edition.scene.insertions = insertions::parts(&edition.scene, parts).into();
        edition.scene.documents = [Document::complete()].into();
        edition
    });
    match edition.and_then(|edition| edition.render(sources)) {
        Ok((project, _)) => Rendering { project: Some(project), page: None, findings: Vec::new() },
        Err(findings) => Rendering { project: None, page: None, findings },
    }
}

/// What the template of each document sees, as JSON.
///
/// # Errors
/// As [`render`]; templates themselves are not run.
pub fn context(
    meeting: &Arc<Meeting>,
    language: &Language,
    outside: &[OutsidePdf],
    files: &dyn Files,
    sources: &mut Sources,
) -> Result<serde_json::Map<String, serde_json::Value>, Vec<Finding>> {
    let edition = Edition::prepare(meeting, language, outside, files, sources)?;
    let seen = edition.scene.documents.iter().map(|document| {
        let scene = edition.scene.seen_from(Some(document.clone()));
        (document.name().to_owned(), value::json(&context::context(&scene)))
    });
    Ok(seen.collect())
}

/// One language of a meeting with everything that rendering it takes.
struct Edition {
    templates: Templates,
    labels: Arc<Labels>,
    scene: Scene,
}

impl Edition {
    /// Loads templates, labels and pictures.
    fn prepare(
        meeting: &Arc<Meeting>,
        language: &Language,
        outside: &[OutsidePdf],
        files: &dyn Files,
        sources: &mut Sources,
    ) -> Result<Self, Vec<Finding>> {
        let style = meeting.style();
        let templates = Templates::load(files, style.own_templates(), sources)?;
        let labels = Arc::new(Labels::load(language, &templates, &style.labels, sources)?);
        let documents = Document::of(meeting);
        let (pictures, mut findings) = Pictures::load(meeting, files, sources);
        findings.extend(documents.iter().filter_map(|one| without_template(meeting, one, &templates)));
        if !findings.is_empty() {
            return Err(findings);
        }
        let mut scene = Scene::new(meeting, language, &labels, &documents, pictures);
        scene.insertions = insertions::insertions(&scene, outside).into();
        Ok(Self { templates, labels, scene })
    }

    /// The page that leads to all editions, beginning with this one.
    fn front(self, sources: &Sources) -> Result<Page, Vec<Finding>> {
        let Self { templates, labels, scene } = self;
        let environment = environment::environment(&templates, sources, &labels)?;
        let editions = page::editions(&scene.meeting, &templates, sources);
        page::front(&environment, &templates, &scene, &editions, sources).map_err(|finding| vec![*finding])
    }

    /// Runs the templates of all documents and of the page for browsers.
    fn render(self, sources: &Sources) -> Result<(Project, Page), Vec<Finding>> {
        let Self { templates, labels, scene } = self;
        let environment = environment::environment(&templates, sources, &labels)?;
        let mut project = Project {
            language: scene.language.as_str().to_owned(),
            main: MAIN.to_owned(),
            files: templates.pictures().chain(scene.pictures.files()).collect(),
            plans: scene.documents.iter().map(|document| plan(&scene.meeting, &scene, document)).collect(),
            insertions: scene.insertions.to_vec(),
            holder: insertions::holder(&scene),
            ..Project::default()
        };
        add_shapes(&mut project, &environment, &templates, sources).map_err(|finding| vec![*finding])?;
        let mut findings = Vec::new();
        let documents: Vec<_> = std::iter::once(None).chain(scene.documents.iter().cloned().map(Some)).collect();
        let sheets = documents.into_par_iter().map(|document| {
            let name = document.as_ref().map_or_else(|| MAIN.to_owned(), Document::sheet);
            let sheet = sheet(&environment, &templates, &name, context::context(&scene.seen_from(document)));
            (name, sheet)
        });
        let page = || {
            let editions = page::editions(&scene.meeting, &templates, sources);
            page::page(&environment, &templates, &scene, &editions, sources)
        };
        let (page, sheets) = rayon::join(page, || sheets.collect::<Vec<_>>());
        for (name, sheet) in sheets {
            match sheet {
                Ok(sheet) => drop(project.sheets.insert(name, sheet)),
                Err(finding) => findings.push(*finding),
            }
        }
        findings.extend(of_labels(&labels, &scene.language));
        match page {
            Ok(page) if findings.is_empty() => Ok((project, page)),
            Ok(_) => Err(findings),
            Err(finding) => {
                findings.push(*finding);
                Err(findings)
            }
        }
    }
}

/// Adds the shapes to a project; the one that tells them the language is written for it.
fn add_shapes(
    project: &mut Project,
    environment: &Environment<'_>,
    templates: &Templates,
    sources: &Sources,
) -> Result<(), Box<Finding>> {
    for (name, text, file) in templates.shapes(sources) {
        let place = Place::new(file, 0..text.len());
        project.sheets.insert(name.to_owned(), Sheet::verbatim(text.to_owned(), place));
    }
    let language = sheet(environment, templates, LANGUAGE, context! { language => project.language.as_str() })?;
    project.sheets.insert(format!("shape/{LANGUAGE}"), language);
    Ok(())
}

fn plan(meeting: &Meeting, scene: &Scene, document: &Document) -> Plan {
    let path = document.path();
    Plan {
        title: scene.document_title(document),
        ident: format!("{}/{}/{path}", meeting.id, scene.language.as_str()),
        path,
    }
}

/// A document that the pack names and that no template makes.
fn without_template(meeting: &Meeting, document: &Document, templates: &Templates) -> Option<Finding> {
    if templates.of_document(document.name()).is_some() {
        return None;
    }
    let place = document.paper(meeting)?.document.place;
    let name = document.name();
    let message = format!("there is no template for a document `{name}`");
    let known = templates.documents();
    let hint = match near_miss(name, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write `templates/{name}.typ.j2`, or name another document"),
    };
    Some(Finding::new(&codes::UNKNOWN_DOCUMENT, place, message).hint(hint))
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

/// Runs a template whose places nobody asks for.
fn render_text(
    environment: &Environment<'_>,
    templates: &Templates,
    name: &str,
    context: minijinja::Value,
) -> Result<String, Box<Finding>> {
    let template = environment.get_template(name);
    let text = template.and_then(|template| template.render(context));
    text.map_err(|error| Box::new(environment::told(&error, templates)))
}

/// HTML that a template made, for another to hold.
fn hypertext_of(text: String) -> minijinja::Value {
    minijinja::Value::from_safe_string(text)
}

/// Labels that are missing, and labels that ask for what they are not given.
fn of_labels(labels: &Labels, language: &Language) -> Vec<Finding> {
    /// More than these are told in one finding.
    const SINGLE: usize = 20;
    let spot = || Spot::File(Labels::path(language));
    let missing = labels.missing();
    let mut findings: Vec<Finding> = match missing.len() {
        0..=SINGLE => missing
            .iter()
            .map(|label| {
                Finding::new(&codes::MISSING_LABEL, spot(), format!("the label `{label}` is missing"))
                    .hint(format!("add a line `{label} = …`"))
            })
            .collect(),
        many => {
            let names: Vec<&str> = missing.iter().map(String::as_str).collect();
            let message = format!("{many} labels are missing: {}", names.join(", "));
            let hint = format!("begin with all of them: `packwright labels > {}`", Labels::path(language));
            vec![Finding::new(&codes::MISSING_LABEL, spot(), message).hint(hint)]
        }
    };
    findings.extend(labels.unfilled().into_iter().map(|(label, text)| {
        let message = format!("the label `{label}` asks for a value that it is not given: `{text}`");
        let spot = labels.place_of_own(&label).map_or_else(spot, Spot::Text);
        Finding::new(&codes::UNFILLED_LABEL, spot, message)
            .hint(format!("use the names that `packwright labels` shows for `{label}`"))
    }));
    findings
}
