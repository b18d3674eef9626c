//! The page for browsers: all documents of an edition on one page that takes nothing from elsewhere.
//!
//! Each document is made by `html/<document>.html.j2`, seen from that document as its PDF is; `html/index.html.j2` puts
//! them together. What has no such template is only linked to. Whatever templates say, the page loads and runs nothing:
//! its head is written here.

use std::collections::BTreeSet;
use std::sync::Arc;

use minijinja::{Environment, Value, context};

use super::context::context as seen;
use super::document::Document;
use super::environment::HYPERTEXT;
use super::labels::Labels;
use super::scene::Scene;
use super::templates::Templates;
use super::{hypertext_of, render_text};
use crate::edition::Page;
use crate::finding::{Finding, Sources};
use crate::meeting::{Entries, Language, Meeting};
use crate::workspace::Files;

/// The page of an edition, and the page that leads to all of them.
const FILE: &str = "index.html";
const INDEX: &str = "html/index.html.j2";
const EDITIONS: &str = "html/editions.html.j2";
const STYLE: &str = "html/style.css";

/// What a browser may load and run for the page: its own style and pictures, nothing else (Content Security Policy 3).
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// Other editions of a pack: the language, what it calls itself, whether it is this one.
pub(super) type Editions = Vec<(Language, String)>;

/// What the languages of a pack call themselves, where there are several.
pub(super) fn editions(meeting: &Meeting, templates: &Templates, sources: &Sources) -> Editions {
    let languages = meeting.definition.editions();
    if languages.len() < 2 {
        return Vec::new();
    }
    let own_name = |language: &Language| {
        let labels = Labels::load(language, templates, &Entries::default(), sources).ok();
        let name = labels.and_then(|labels| labels.find_with("language-own", []));
        name.unwrap_or_else(|| language.as_str().to_owned())
    };
    languages.into_iter().map(|language| (language.clone(), own_name(&language))).collect()
}

/// The page of an edition.
pub(super) fn page(
    environment: &Environment<'_>,
    templates: &Templates,
    scene: &Scene,
    editions: &Editions,
    sources: &Sources,
) -> Result<Page, Box<Finding>> {
    let held = Arc::new(templates.on_screen());
    let mut documents = Vec::new();
    for document in scene.documents.iter() {
        documents.push(part(environment, templates, scene, document, &held)?);
    }
    let base = seen(&scene.on_screen(None, &held));
    let editions: Vec<Value> = editions
        .iter()
        .map(|(language, name)| {
            context! {
                language => language.as_str(),
                name,
                path => format!("../{}/{FILE}", language.as_str()),
                here => *language == scene.language,
            }
        })
        .collect();
    let style = Value::from_safe_string(style(templates, sources));
    let language = scene.language.as_str();
    let title = scene.pack_title();
    let whole = context! { parts => documents, editions, style, language, title => title.as_str(), ..base };
    let body = render_text(environment, templates, INDEX, whole)?;
    Ok(Page { path: FILE.to_owned(), title, language: language.to_owned(), bytes: whole_page(&body, scene) })
}

/// One document on the page.
fn part(
    environment: &Environment<'_>,
    templates: &Templates,
    scene: &Scene,
    document: &Document,
    held: &Arc<BTreeSet<String>>,
) -> Result<Value, Box<Finding>> {
    let scene = scene.on_screen(Some(document.clone()), held);
    let name = format!("html/{}{HYPERTEXT}", document.name());
    let body = match templates.file(&name) {
        Some(_) => Some(render_text(environment, templates, &name, seen(&scene))?),
        None => None,
    };
    let notes: Vec<Value> = scene
        .notes()
        .into_iter()
        .map(|(note, text)| {
            context! { number => note.number, place => note.place, reference => note.reference, text => hypertext_of(text) }
        })
        .collect();
    Ok(context! {
        kind => document.name(),
        name => scene.document_name(document),
        path => document.path(),
        anchor => format!("{}.start", document.name()),
        body => body.map(hypertext_of),
        notes,
    })
}

/// The page that leads to the editions of a pack, in the languages of all.
pub(super) fn front(
    environment: &Environment<'_>,
    templates: &Templates,
    scene: &Scene,
    editions: &Editions,
    sources: &Sources,
) -> Result<Page, Box<Finding>> {
    let held = Arc::new(templates.on_screen());
    let base = seen(&scene.on_screen(None, &held));
    let title = |language: &Language| scene.meeting.definition.title.text_in(language).value.clone();
    let editions: Vec<Value> = editions
        .iter()
        .map(|(language, name)| {
            let path = format!("{}/{FILE}", language.as_str());
            context! { language => language.as_str(), name, path, title => title(language) }
        })
        .collect();
    let style = Value::from_safe_string(style(templates, sources));
    let language = scene.language.as_str();
    let title = scene.pack_title();
    let body =
        render_text(environment, templates, EDITIONS, context! { editions, style, title => title.as_str(), ..base })?;
    Ok(Page { path: FILE.to_owned(), title, language: language.to_owned(), bytes: whole_page(&body, scene) })
}

fn style(templates: &Templates, sources: &Sources) -> String {
    templates.file(STYLE).map(|file| sources.text(file).to_owned()).unwrap_or_default()
}

/// The page with its head: what it may load is not left to templates.
fn whole_page(body: &str, scene: &Scene) -> Vec<u8> {
    let direction = scene.labels.say("direction", []);
    let direction = if direction == "rtl" { "rtl" } else { "ltr" };
    let language = scene.language.as_str();
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n{}\n</html>\n",
        body.trim()
    )
    .into_bytes()
}

/// What leads to all editions of a pack; none if it has one.
pub fn front_page(
    meeting: &Arc<Meeting>,
    files: &dyn Files,
    sources: &mut Sources,
) -> Result<Option<Page>, Vec<Finding>> {
    let languages = meeting.definition.editions();
    if languages.len() < 2 {
        return Ok(None);
    }
    super::Edition::prepare(meeting, &languages[0], &[], files, sources)?.front(sources).map(Some)
}
