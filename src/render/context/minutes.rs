//! What templates see of the minutes.

use std::sync::Arc;

use minijinja::{Value, context};

use super::{anchor, optional_rich, riches, together};
use crate::meeting::{Action, Attendance, Background, Decision, Form, Id, Observers, Representation, Section};
use crate::render::document::DocumentKind;
use crate::render::scene::Scene;
use crate::render::value::rich;

pub(super) fn minutes(scene: &Arc<Scene>) -> Value {
    let definition = &scene.meeting.definition;
    let attendance = definition.attendance.as_ref();
    context! {
        opening => optional_rich(scene, definition.opening.as_ref()),
        attendance_summary => optional_rich(scene, attendance.and_then(|attendance| attendance.summary.as_ref())),
        sections => definition.sections().into_iter().map(|section| self::section(scene, section)).collect::<Vec<_>>(),
        decisions => definition.decisions.iter().map(|decision| self::decision(scene, decision)).collect::<Vec<_>>(),
        background => definition.background.as_ref().map(|background| self::background(scene, background)),
        attendance => attendance.map(|attendance| self::attendance(scene, attendance)),
    }
}

fn section(scene: &Scene, section: Section) -> Value {
    context! {
        id => section.id(),
        anchor => scene.anchor(DocumentKind::Minutes, section.id()),
        number => scene.section_number(section),
        title => scene.labels.say(&format!("section-{}", section.id()), []),
    }
}

fn decision(scene: &Arc<Scene>, decision: &Decision) -> Value {
    context! {
        id => decision.id.as_str(),
        anchor => anchor(scene, &decision.id),
        number => scene.index.numbers(decision.id.as_str()).first(),
        text => rich(scene, &decision.text),
        items => decision.items.iter().map(|item| context! {
            text => scene.called(item.as_str(), Form::Plain),
            anchor => anchor(scene, item),
        }).collect::<Vec<_>>(),
        actions => decision.actions.iter().map(|action| self::action(scene, action)).collect::<Vec<_>>(),
    }
}

fn action(scene: &Arc<Scene>, action: &Action) -> Value {
    context! {
        text => rich(scene, &action.text),
        owners => together(scene, &action.owners, Form::Plain),
        due => action.due.map(|due| scene.date(due)),
    }
}

fn background(scene: &Arc<Scene>, background: &Background) -> Value {
    let slot = &scene.meeting.definition.time;
    let date = scene.date(crate::meeting::Date::Day(slot.start.0.date()));
    let moved = slot.moved_from.map(|from| {
        let from = scene.date(from);
        scene.labels.say("moved-sentence", [("from", from.into()), ("date", date.into())])
    });
    context! {
        text => rich(scene, &background.text),
        moved,
        heads_introduction => optional_rich(scene, background.heads.as_ref().map(|heads| &heads.introduction)),
        heads => background.heads.as_ref().map_or_else(Vec::new, |heads| riches(scene, &heads.list)),
        request => optional_rich(scene, background.request.as_ref()),
    }
}

fn attendance(scene: &Scene, attendance: &Attendance) -> Value {
    context! {
        representatives => attendance.representatives.iter().map(|entity| representation(scene, entity)).collect::<Vec<_>>(),
        observers => attendance.observers.as_ref().map(|observers| self::observers(scene, observers)),
    }
}

/// The entity, and its people each with what separates them from the next.
fn representation(scene: &Scene, representation: &Representation) -> Value {
    let last = representation.people.len() - 1;
    let separator = |at: usize| match at {
        _ if at == last => String::new(),
        _ if at + 1 == last => scene.labels.say("representative-last-separator", []),
        _ => scene.labels.say("representative-separator", []),
    };
    let people = representation.people.iter().enumerate().map(|(at, person)| {
        context! {
            anchor => anchor(scene, person),
            text => with_title(scene, person) + &separator(at),
        }
    });
    context! {
        anchor => anchor(scene, &representation.entity),
        entity => scene.called(representation.entity.as_str(), Form::Plain),
        entity_name => scene.called(representation.entity.as_str(), Form::Title),
        people => people.collect::<Vec<_>>(),
        as_issued => representation.as_issued.as_ref().map(|line| scene.words(line).to_owned()),
    }
}

/// "Melissa Fleming, Under-Secretary-General for Global Communications".
fn with_title(scene: &Scene, id: &Id) -> String {
    let name = scene.called(id.as_str(), Form::Plain);
    let person = scene.meeting.registry.people.get(id.as_str());
    let title = person.filter(|person| person.title.is_some()).map(|_| scene.called(id.as_str(), Form::Title));
    let parts: Vec<String> = std::iter::once(name).chain(title).collect();
    parts.join(&scene.labels.say("list-separator", []))
}

fn observers(scene: &Scene, observers: &Observers) -> String {
    if let Some(sentence) = &observers.as_issued {
        return scene.words(sentence).to_owned();
    }
    let (people, entities) = (observers.people.value as usize, observers.entities.value as usize);
    let described = |text: Option<&crate::meeting::Text>, label: &str, count: usize| match text {
        Some(text) => scene.words(text).to_owned(),
        None => scene.labels.say(label, [("count", count.into())]),
    };
    scene.labels.say(
        "observers",
        [
            ("people", people.into()),
            ("people-are", described(observers.people_are.as_ref(), "observers-people", people).into()),
            ("entities", entities.into()),
            ("entities-are", described(observers.entities_are.as_ref(), "observers-entities", entities).into()),
        ],
    )
}
