//! The picture in the field of a signature, as a composition of one small document.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::context;

use super::composer::Composer;
use super::environment;
use super::labels::Labels;
use super::templates::Templates;
use crate::document::{Composition, Document, DocumentKind, Frame, Running};
use crate::finding::{Finding, Sources};
use crate::meeting::{Date, Entries, Instant, Language};
use crate::workspace::Files;

/// A signature as it is shown.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Appearance {
    /// The language of the document.
    pub language: Language,
    /// The size of the field, in points.
    pub size: (f32, f32),
    /// The signer's name, as the document has it.
    pub name: String,
    /// The owner of the certificate, if it is not the signatory.
    pub signer: Option<String>,
    /// The time of the signature.
    pub at: Instant,
    /// The owner and the issuer of the certificate, in printable words.
    pub certificate: Option<(String, String)>,
    /// The certificate's serial number.
    pub serial: String,
}

/// The template that makes it.
const TEMPLATE: &str = "parts/signature.xml.j2";

/// Composes what a field shows. A language without labels is that of English.
///
/// # Errors
/// The faults of the workspace's templates or labels.
pub fn appearance(shown: &Appearance, files: &dyn Files, sources: &mut Sources) -> Result<Composition, Vec<Finding>> {
    let templates = Templates::load(files, None, sources)?;
    let own = Entries::default();
    let labels = Labels::load(&shown.language, &templates, &own, sources)
        .or_else(|_| Labels::load(&Language::new("en"), &templates, &own, sources))?;
    let labels = Arc::new(labels);
    let composer = Composer::new(environment::environment(&templates, sources)?, &templates, sources);
    let at = shown.at.utc();
    let signature = context! { t => environment::translation(&labels), signature => context! {
        width => format!("{:.2}", shown.size.0),
        height => format!("{:.2}", shown.size.1),
        name => shown.name.as_str(),
        signer => shown.signer.as_deref(),
        date => labels.date(Date::Day(at.date())),
        time => labels.time("time", at.time()),
        subject => shown.certificate.as_ref().map(|(subject, _)| subject),
        issuer => shown.certificate.as_ref().map(|(_, issuer)| issuer),
        serial => shown.serial.as_str(),
    } };
    let language = shown.language.as_str().to_owned();
    let document = Document {
        kind: DocumentKind::named("signature"),
        name: shown.name.clone(),
        title: labels.say("signed-by", [("name", shown.name.as_str().into())]),
        language: language.clone(),
        ident: "signature".to_owned(),
        digest: None,
        formats: Vec::new(),
        numbered: Vec::new(),
        running: Running::default(),
        content: composer.content(None, TEMPLATE, signature)?,
    };
    Ok(Composition {
        language,
        is_right_to_left: false,
        author: String::new(),
        date: (at.year(), at.month(), at.day()),
        separator: labels.say("details-separator", []),
        cover: Document { content: Vec::new(), ..document.clone() },
        documents: vec![document],
        frame: Frame::default(),
        editions: Vec::new(),
        look: templates.look.clone(),
        shapes: templates.shapes(sources),
        style: templates.style(sources),
        pictures: BTreeMap::new(),
        logos: templates.pictures().collect(),
    })
}
