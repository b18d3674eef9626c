//! Heads and feet of the pages of a document.

use super::scene::Scene;
use crate::document::{DocumentKind, PAGE, PAGES, Running};
use crate::meeting::{Form, Status};

/// A line at the head or foot of a page is taken for prose that no reader speaks if it has more words.
const WORDS_OF_A_HEAD: usize = 7;

/// Heads and feet of the pages of a document.
pub(super) fn running(scene: &Scene, kind: &DocumentKind) -> Running {
    let status = scene.meeting.definition.status();
    // An invitation that is out is no draft any more.
    let is_draft = if kind.is_invitation() { status < Status::Convened } else { status.is_draft() };
    Running {
        line: line(scene),
        symbol: symbol(scene, kind),
        name: short_name(scene, kind),
        mark: is_draft.then(|| scene.labels.say("draft-mark", [])),
        page_of_pages: page_of_pages(scene),
        end: format!("{}..end", kind.name()),
        in_parts: *kind == DocumentKind::Annexes,
    }
}

/// "Page 2 of 5", with characters for the numbers.
fn page_of_pages(scene: &Scene) -> String {
    scene.labels.say("page-of-pages", [("page", PAGE.to_string().into()), ("pages", PAGES.to_string().into())])
}

/// The symbol that a document is filed under.
fn symbol(scene: &Scene, document: &DocumentKind) -> Option<String> {
    let own = scene.meeting.paper(document.name()).and_then(|paper| paper.masthead.as_ref());
    let shared = scene.meeting.definition.masthead.as_ref();
    let stated = own.and_then(|own| own.symbol.as_ref()).or_else(|| shared?.symbol.as_ref());
    stated.map(|symbol| scene.words(symbol).to_owned())
}

fn is_short(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count() <= WORDS_OF_A_HEAD
}

/// The name of a document at the head of its pages: its own, or if that is long the general one of such documents.
fn short_name(scene: &Scene, document: &DocumentKind) -> String {
    let name = scene.document_name(document);
    let general = || scene.labels.find_with(&format!("document-{}", document.name()), []);
    if is_short(&name) { name } else { general().unwrap_or(name) }
}

/// The line at the foot of each page: "Network · Meeting (Senior Level) · 8 February 2023", without the title if it is long, and
/// without the date if it still is.
fn line(scene: &Scene) -> String {
    let definition = &scene.meeting.definition;
    let body = scene.called(definition.body.as_str(), Form::Short);
    let date = scene.dates_of(&definition.time);
    let title = scene.words(&definition.title);
    let whole = scene
        .labels
        .say("running-head", [("body", body.as_str().into()), ("title", title.into()), ("date", date.as_str().into())]);
    if is_short(&whole) {
        return whole;
    }
    let short = scene.labels.say("running-head-short", [("body", body.as_str().into()), ("date", date.into())]);
    if !is_short(&short) && is_short(&body) { body } else { short }
}
