//! One document: its template is run, and what it makes is read.

use std::collections::BTreeSet;

use minijinja::{Environment, OutputSpan, UndefinedBehavior};

use super::origins::Origins;
use super::running::running;
use super::scene::Scene;
use super::templates::{TEMPLATE, Templates};
use super::{context, environment, prose, reader};
use crate::document::{Document, DocumentKind, Format, Marks, Node, number};
use crate::finding::{Finding, Sources};
use crate::meeting::Language;

/// The templates, compiled, and what reading their output takes.
pub(super) struct Composer<'a> {
    environment: Environment<'static>,
    templates: &'a Templates,
    sources: &'a Sources,
    own_elements: BTreeSet<String>,
}

impl<'a> Composer<'a> {
    /// `environment` is the engine with these templates.
    pub(super) fn new(environment: Environment<'static>, templates: &'a Templates, sources: &'a Sources) -> Self {
        Self { environment, templates, sources, own_elements: templates.own_elements(sources) }
    }

    /// One document; without a kind the head of the page for browsers.
    pub(super) fn document(&self, scene: &Scene, kind: Option<&DocumentKind>) -> Result<Document, Vec<Finding>> {
        let scene = scene.seen_from(kind.cloned());
        let template = match kind {
            Some(kind) => format!("{}{TEMPLATE}", kind.name()),
            None => format!("parts/cover{TEMPLATE}"),
        };
        let mut content = self.content(Some(&scene), &template, context::context(&scene))?;
        let paper = kind.and_then(|kind| scene.meeting.paper(kind.name()));
        if let Some(closing) = paper.and_then(|paper| paper.closing.as_ref()) {
            let (text, language) = scene.text(closing);
            content.extend(prose::prose(&scene, text, text.place, language.map(Language::as_str), (None, false)));
        }
        let paragraph = |number: usize| scene.labels.say("item-mark", [("number", number.into())]);
        let list_pattern = scene.labels.say("list-pattern", []);
        let whole = kind.and_then(|kind| scene.whole.get(kind.name())).map_or(&[] as &[_], Vec::as_slice);
        let numbered = number(&mut content, &Marks { list_pattern, paragraph: &paragraph, whole });
        let kind = kind.cloned().unwrap_or_else(|| DocumentKind::named("pack"));
        let path = kind.path(Format::Pdf);
        Ok(Document {
            name: scene.document_name(&kind),
            title: scene.document_title(&kind),
            language: scene.language.as_str().to_owned(),
            ident: match &scene.meeting.audience {
                Some(audience) => format!("{}/{audience}/{}/{path}", scene.meeting.id, scene.language.as_str()),
                None => format!("{}/{}/{path}", scene.meeting.id, scene.language.as_str()),
            },
            digest: (kind == DocumentKind::Minutes).then(|| scene.content().to_owned()),
            formats: paper.map(|paper| paper.formats.clone()).unwrap_or_default(),
            running: running(&scene, &kind),
            content,
            numbered,
            kind,
        })
    }

    /// Reads the XML that a template makes.
    pub(super) fn content(
        &self,
        scene: Option<&Scene>,
        name: &str,
        context: minijinja::Value,
    ) -> Result<Vec<Node>, Vec<Finding>> {
        let report = |error| environment::to_finding(&error, Some(&context), self.templates, self.sources);
        let run = |environment: &Environment<'static>| {
            environment.get_template(name).and_then(|template| template.render_with_spans(context.clone()))
        };
        let read = |xml: &str, spans: &[OutputSpan]| {
            let origins = Origins::new(spans, self.templates, name, self.sources);
            reader::read(xml, &origins, scene, &self.own_elements)
        };
        match run(&self.environment) {
            Ok((xml, spans)) => read(&xml, &spans),
            Err(error) => {
                let mut findings = vec![report(error)];
                // Without what is not defined, the rest of the template can be looked at. What needs that is no fault of its own.
                let mut lenient = self.environment.clone();
                lenient.set_undefined_behavior(UndefinedBehavior::Chainable);
                let others = run(&lenient).ok().and_then(|(xml, spans)| read(&xml, &spans).err()).unwrap_or_default();
                findings.extend(others.into_iter().filter(|other| !other.message.contains("` has no `")));
                Err(findings)
            }
        }
    }
}
