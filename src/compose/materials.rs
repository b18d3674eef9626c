//! Templates, labels and pictures that a language of a meeting is composed with.

use minijinja::Environment;

use super::labels::Labels;
use super::pictures::Pictures;
use super::templates::{TEMPLATE, Templates};
use super::{codes, environment};
use crate::document::DocumentKind;
use crate::finding::{Finding, Sources, did_you_mean, near_miss};
use crate::meeting::{Language, Meeting};
use crate::workspace::Files;

/// What a language of a meeting is composed with.
pub(super) struct Materials {
    pub(super) environment: Environment<'static>,
    pub(super) templates: Templates,
    pub(super) labels: Labels,
    pub(super) pictures: Pictures,
    /// What is wrong with the look alone.
    pub(super) faults: Vec<Finding>,
}

impl Materials {
    /// Reads them; what is wrong with the look alone is beside them.
    ///
    /// # Errors
    /// If documents cannot be composed with them.
    pub(super) fn load(
        meeting: &Meeting,
        language: &Language,
        files: &dyn Files,
        sources: &mut Sources,
    ) -> Result<Self, Vec<Finding>> {
        let style = meeting.style();
        let (pictures, mut findings) = Pictures::load(meeting, files, sources);
        let has_pictures = findings.is_empty();
        let templates = match Templates::load_with_faults(files, style.own_templates(), sources) {
            Ok((templates, more)) => {
                findings.extend(more);
                templates
            }
            Err(more) => {
                findings.extend(more);
                return Err(findings);
            }
        };
        let environment = environment::environment(&templates, sources).map_err(|more| findings.extend(more)).ok();
        findings.extend(meeting.documents().iter().filter_map(|one| without_template(meeting, one, &templates)));
        let labels = Labels::load(language, &templates, &style.labels, sources);
        let labels = labels.map_err(|more| findings.extend(at_language(meeting, language, more))).ok();
        match (environment, labels) {
            (Some(environment), Some(labels)) if has_pictures && findings.iter().all(Templates::is_of_looks) => {
                Ok(Self { environment, templates, labels, pictures, faults: findings })
            }
            _ => Err(findings),
        }
    }
}

/// A document that the pack names and that no template makes.
fn without_template(meeting: &Meeting, document: &DocumentKind, templates: &Templates) -> Option<Finding> {
    let name = document.name();
    if templates.of_document(name).is_some() {
        return None;
    }
    let place = meeting.paper(name)?.document.place;
    let message = format!("there is no template for a document `{name}`");
    let known = templates.documents();
    let hint = did_you_mean(near_miss(name, known.iter().map(String::as_str)), || {
        format!("write `templates/{name}{TEMPLATE}`, or name another document")
    });
    Some(Finding::new(&codes::UNKNOWN_DOCUMENT, place, message).hint(hint))
}

/// That a language has no labels is told where the language is stated.
fn at_language(meeting: &Meeting, language: &Language, mut findings: Vec<Finding>) -> Vec<Finding> {
    let stated = meeting.definition.languages.iter().find(|one| one.value == *language);
    for finding in findings.iter_mut().filter(|finding| *finding.code == codes::MISSING_LABELS) {
        if let Some(stated) = stated {
            finding.spot = stated.place.into();
        }
    }
    findings
}
