//! The register of attendance: a row for each person or entity and meeting, so that any program can count them.

use super::cells::{Head, OF_MEETING, facts, of_meeting, term, text, words};
use crate::compose::context::{entity_of, remarks};
use crate::compose::scene::Scene;
use crate::edition::{Cell, Row};
use crate::finding::Placed;
use crate::meeting::{Class, Form, Id, Participant, Presence, Text};

/// Its columns.
pub(super) const HEADS: [Head; 10] = [
    ("name", "column-name", false),
    ("entity", "column-entity", false),
    ("capacity", "column-capacity", false),
    ("class", "column-class", false),
    ("presence", "column-presence", false),
    ("remark", "column-remark", false),
    OF_MEETING[0],
    OF_MEETING[1],
    OF_MEETING[2],
    OF_MEETING[3],
];

/// Those who are named; people who are only counted have no rows. A meeting without minutes has none: nobody has taken part yet.
pub(super) fn rows(scene: &Scene) -> Vec<Row> {
    let definition = &scene.meeting.definition;
    let attendance = definition.attendance.iter().filter(|_| definition.has_minutes());
    let all = attendance.flat_map(|attendance| {
        let people = attendance.representatives.iter().flat_map(|one| {
            let class = class(scene, Class::Member);
            let presence = presence(scene, Presence::Present);
            let title = |person: &Placed<Id>| {
                let person = scene.meeting.registry.people.get(person.as_str());
                words(scene, person.and_then(|person| person.title.as_ref()))
            };
            one.people.iter().map(move |person| {
                let entity = named(scene, one.entity.as_str(), Form::Title);
                let name = named(scene, person.as_str(), Form::Plain);
                [name, entity, title(person), class.clone(), presence.clone(), Cell::Empty]
            })
        });
        people.chain(attendance.participants.iter().map(|one| participant(scene, one)))
    });
    let on = scene.meeting.definition.time.date();
    let row =
        |cells: [Cell; 6]| Row { cells: cells.into_iter().chain(of_meeting(scene, on)).collect(), facts: facts(scene) };
    all.map(row).collect()
}

fn participant(scene: &Scene, one: &Participant) -> [Cell; 6] {
    let person = one.who.as_ref().and_then(|who| scene.meeting.registry.people.get(who.as_str()));
    let name = match &one.who {
        // An entity has its full name.
        Some(who) => named(scene, who.as_str(), if person.is_some() { Form::Plain } else { Form::Title }),
        None => words(scene, one.name.as_ref()),
    };
    let entity = match (&one.affiliation, entity_of(scene, one)) {
        (Some(affiliation), _) => words(scene, Some(affiliation)),
        (None, Some(entity)) => named(scene, entity.as_str(), Form::Title),
        (None, None) => Cell::Empty,
    };
    let capacity: Option<&Text> = one.capacity.as_ref().or_else(|| person?.title.as_ref());
    let remarks = remarks(scene, one, None).map(|words| words.to_string()).unwrap_or_default();
    [name, entity, words(scene, capacity), class(scene, one.class), presence(scene, one.presence), text(&remarks)]
}

fn named(scene: &Scene, id: &str, form: Form) -> Cell {
    term(id, &scene.called(id, form))
}

fn class(scene: &Scene, class: Class) -> Cell {
    let label = format!("participants-{}", class.name());
    // The same words for women and men: rows are chosen by them.
    term(class.name(), &scene.labels.say(&label, [("count", 1.into()), ("gender", "unknown".into())]))
}

fn presence(scene: &Scene, presence: Presence) -> Cell {
    term(presence.name(), &scene.labels.say(&format!("presence-{}", presence.name()), []))
}
