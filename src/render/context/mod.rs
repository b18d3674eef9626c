//! What templates see. `packs/README.md` describes it for those who write templates.
//!
//! Everything is always there: what a definition does not state is `none` or an empty list, so a
//! template that asks for a name that does not exist is told so.

mod agenda;
mod annexes;
mod minutes;

use std::sync::Arc;

use minijinja::{Value, context};

use super::document::DocumentKind;
use super::scene::Scene;
use super::value::{rich, words};
use super::wording::PAGE;
use crate::finding::Placed;
use crate::meeting::{Chair, Date, Form, Id, Prose, Text};

/// The character that stands for the number of pages, as [`PAGE`] does for the page.
const PAGES: char = '\u{e001}';

/// All that a template sees when a document is rendered.
pub(super) fn context(scene: &Arc<Scene>) -> Value {
    let is = |kind: DocumentKind| scene.document == Some(kind);
    let here = scene.document.map(|kind| document(scene, kind));
    context! {
        document => here,
        documents => scene.documents.iter().map(|kind| document(scene, *kind)).collect::<Vec<_>>(),
        meeting => meeting(scene),
        agenda => if scene.document.is_some() { agenda::agenda(scene) } else { Value::from(()) },
        annexes => if scene.document.is_some() { annexes::annexes(scene, is(DocumentKind::Annexes)) } else { Value::from(()) },
        minutes => if is(DocumentKind::Minutes) { minutes::minutes(scene) } else { Value::from(()) },
    }
}

fn document(scene: &Scene, kind: DocumentKind) -> Value {
    let page_of =
        scene.labels.say("page-of-pages", [("page", PAGE.to_string().into()), ("pages", PAGES.to_string().into())]);
    context! {
        kind => kind.name(),
        path => kind.path(),
        sheet => kind.sheet(),
        name => scene.labels.say(&format!("document-{}", kind.name()), []),
        title => scene.document_title(kind),
        language => scene.language.as_str(),
        page_of_pages => page_of,
        end => format!("{}.end", kind.name()),
    }
}

fn meeting(scene: &Arc<Scene>) -> Value {
    let definition = &scene.meeting.definition;
    let body = scene.meeting.registry.bodies.get(definition.body.as_str());
    let day = definition.time.start.0.date();
    let venue = definition.venue.as_ref();
    let moved = definition.time.moved_from;
    context! {
        title => words(scene, &definition.title),
        body => context! {
            name => body.map(|body| words(scene, &body.name)),
            short_name => scene.called(definition.body.as_str(), Form::Short),
            organization => body.and_then(|body| body.organization.as_ref()).map(|name| words(scene, name)),
        },
        status => definition.status.name(),
        status_text => scene.labels.say(&format!("status-{}", definition.status.name()), []),
        draft => definition.status.is_draft(),
        as_issued => definition.as_issued,
        date => scene.date(Date::Day(day)),
        weekday => scene.weekday(day),
        year => day.year(),
        month => day.month(),
        day => day.day(),
        times => times(scene),
        minutes => definition.time.minutes.value,
        place => venue.and_then(|venue| venue.place.as_ref()).map(|place| words(scene, place)),
        platform => venue.and_then(|venue| venue.platform.as_ref()).map(|platform| words(scene, platform)),
        moved_from => moved.map(|date| scene.date(date)),
        chairs => definition.chairs.iter().map(|chair| self::chair(scene, chair)).collect::<Vec<_>>(),
        chairs_line => chairs_line(scene),
        chaired_by => chaired_by(scene),
    }
}

/// "8:00–9:00 (EST) / 14:00–15:00 (CET)".
fn times(scene: &Scene) -> String {
    let slot = &scene.meeting.definition.time;
    let ranges = slot.in_zones();
    let ranges: Vec<String> = ranges.iter().map(|range| scene.time_range(slot.start.0.date(), range)).collect();
    ranges.join(&scene.labels.say("zone-separator", []))
}

fn chair(scene: &Scene, chair: &Chair) -> Value {
    context! {
        name => scene.called(chair.person.as_str(), Form::Plain),
        introduced => speaker(scene, &chair.person),
        role => optional_words(scene, chair.role.as_ref()),
    }
}

/// "Co-Chairs: Ilze Brands Kehris, ASG, OHCHR (permanent co-Chair); …".
fn chairs_line(scene: &Scene) -> Option<String> {
    let chairs = &scene.meeting.definition.chairs;
    let named = chairs.iter().map(|chair| {
        let name = speaker(scene, &chair.person);
        match &chair.role {
            Some(role) => {
                scene.labels.say("chair-with-role", [("chair", name.into()), ("role", scene.words(role).into())])
            }
            None => name,
        }
    });
    let named: Vec<String> = named.collect();
    let together = named.join(&scene.labels.say("chairs-separator", []));
    let arguments = [("count", named.len().into()), ("chairs", together.into())];
    (!named.is_empty()).then(|| scene.labels.say("chairs-of-meeting", arguments))
}

/// "The meeting was co-chaired by … and …."
fn chaired_by(scene: &Scene) -> Option<String> {
    let chairs = &scene.meeting.definition.chairs;
    let names: Vec<String> = chairs.iter().map(|chair| titled(scene, &chair.person)).collect();
    let arguments = [("count", names.len().into()), ("chairs", scene.labels.join(&names).into())];
    (!names.is_empty()).then(|| scene.labels.say("chaired-by", arguments))
}

/// "Assistant Secretary-General for Human Rights (OHCHR) Ilze Brands Kehris".
fn titled(scene: &Scene, id: &Id) -> String {
    let name = scene.called(id.as_str(), Form::Plain);
    let person = scene.meeting.registry.people.get(id.as_str());
    let entity = person.and_then(|person| person.entity.as_ref());
    match (person.and_then(|person| person.title.as_ref()), entity) {
        (Some(_), Some(entity)) => scene.labels.say(
            "person-with-title-and-entity",
            [
                ("title", scene.called(id.as_str(), Form::Title).into()),
                ("entity", scene.called(entity.as_str(), Form::Plain).into()),
                ("name", name.into()),
            ],
        ),
        _ => scene.called(id.as_str(), Form::Formal),
    }
}

/// "Ilze Brands Kehris, ASG, OHCHR"; an entity by its abbreviation.
fn speaker(scene: &Scene, id: &Id) -> String {
    let name = scene.called(id.as_str(), Form::Plain);
    let person = scene.meeting.registry.people.get(id.as_str());
    let rank = person.and_then(|person| person.rank_abbreviation.as_ref().or(person.rank.as_ref()));
    let rank = rank.map(|rank| scene.words(rank).to_owned());
    let entity = person.and_then(|person| person.entity.as_ref());
    let entity = entity.map(|entity| scene.called(entity.as_str(), Form::Plain));
    let parts: Vec<String> = std::iter::once(name).chain(rank).chain(entity).collect();
    parts.join(&scene.labels.say("list-separator", []))
}

fn optional_words(scene: &Scene, text: Option<&Text>) -> Option<Value> {
    text.map(|text| words(scene, text))
}

fn optional_rich(scene: &Arc<Scene>, prose: Option<&Prose>) -> Option<Value> {
    prose.map(|prose| rich(scene, prose))
}

fn riches(scene: &Arc<Scene>, prose: &[Prose]) -> Vec<Value> {
    prose.iter().map(|prose| rich(scene, prose)).collect()
}

/// Several by their short names, joined; `none` if there is nobody.
fn together(scene: &Scene, ids: &[Placed<Id>], form: Form) -> Option<String> {
    (!ids.is_empty()).then(|| scene.called_together(ids.iter().map(|id| &id.value), form))
}

/// The anchor of something in the document being rendered.
fn anchor(scene: &Scene, id: &Id) -> Option<String> {
    scene.document.and_then(|document| scene.anchor(document, id.as_str()))
}
