//! What the field of a signature shows, as a project of one small page.

use std::sync::Arc;

use minijinja::context;

use super::labels::Labels;
use super::templates::Templates;
use super::{Rendering, add_shapes, environment, sheet};
use crate::edition::{Plan, Project};
use crate::finding::{Finding, Sources};
use crate::meeting::{Date, Entries, Instant, Language};
use crate::workspace::Files;

/// A signature as it is shown.
#[derive(Debug, Clone)]
pub struct Appearance {
    /// The language of the document.
    pub language: Language,
    /// The size of the field, in points.
    pub size: (f32, f32),
    /// The signer's name, as the document has it.
    pub name: String,
    /// Whose certificate it is, if it is somebody else's.
    pub signer: Option<String>,
    /// When it was signed.
    pub at: Instant,
    /// Whose the certificate is and who issued it, in words that may be printed.
    pub certificate: Option<(String, String)>,
    /// The certificate's serial number.
    pub serial: String,
}

/// The sheet that the engine starts with.
const MAIN: &str = "signature.typ";

/// Renders what a field shows. A language without labels is that of English.
pub fn appearance(shown: &Appearance, files: &dyn Files, sources: &mut Sources) -> Rendering {
    match render(shown, files, sources) {
        Ok(project) => Rendering { project: Some(project), page: None, findings: Vec::new() },
        Err(findings) => Rendering { project: None, page: None, findings },
    }
}

fn render(shown: &Appearance, files: &dyn Files, sources: &mut Sources) -> Result<Project, Vec<Finding>> {
    let templates = Templates::load(files, None, sources)?;
    let own = Entries::default();
    let labels = Labels::load(&shown.language, &templates, &own, sources)
        .or_else(|_| Labels::load(&Language::new("en"), &templates, &own, sources))?;
    let labels = Arc::new(labels);
    let environment = environment::environment(&templates, sources, &labels)?;
    let at = shown.at.utc();
    let signature = context! { signature => context! {
        language => shown.language.as_str(),
        width => format!("{:.2}", shown.size.0),
        height => format!("{:.2}", shown.size.1),
        name => shown.name.as_str(),
        signer => shown.signer.as_deref(),
        year => at.year(),
        month => at.month(),
        day => at.day(),
        date => labels.date(Date::Day(at.date())),
        time => labels.time(at.time()),
        subject => shown.certificate.as_ref().map(|(subject, _)| subject),
        issuer => shown.certificate.as_ref().map(|(_, issuer)| issuer),
        serial => shown.serial.as_str(),
    } };
    let mut project = Project {
        language: shown.language.as_str().to_owned(),
        main: MAIN.to_owned(),
        plans: vec![Plan {
            path: "signature.pdf".to_owned(),
            title: shown.name.clone(),
            ident: "signature".to_owned(),
        }],
        ..Project::default()
    };
    add_shapes(&mut project, &environment, &templates, sources).map_err(|finding| vec![*finding])?;
    let sheet = sheet(&environment, &templates, MAIN, signature).map_err(|finding| vec![*finding])?;
    project.sheets.insert(MAIN.to_owned(), sheet);
    Ok(project)
}
