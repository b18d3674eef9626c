//! The context of templates: those who took part.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use minijinja::{Value, context};

use super::pieces::{anchor, clock, optional_words};
use crate::compose::scene::Scene;
use crate::compose::value::words;
use crate::finding::Placed;
use crate::meeting::{Attendance, Class, Count, Form, Id, Observers, Participant, Presence, Quorum, Representation};

/// Representatives by entity, observers, participants by class and presence, those counted, the quorum; `none` if the
/// definition says nothing of attendance.
pub(super) fn attendance(scene: &Arc<Scene>) -> Option<Value> {
    let attendance = scene.meeting.definition.attendance.as_ref()?;
    Some(context! {
        representatives => attendance.representatives.iter().map(|one| representation(scene, one)).collect::<Vec<_>>(),
        observers => attendance.observers.as_ref().map(|observers| self::observers(scene, observers)),
        groups => groups(scene, attendance),
        listed => !attendance.representatives.is_empty()
            || !attendance.participants.is_empty()
            || !attendance.counts.is_empty()
            || attendance.observers.is_some()
            || attendance.quorum.is_some(),
        by_entity => attendance.by_entity,
        counts => attendance.counts.iter().map(|count| self::count(scene, count)).collect::<Vec<_>>(),
        quorum => attendance.quorum.as_ref().map(|quorum| self::quorum(scene, attendance, quorum)),
    })
}

/// Those who were there by class or group, then those who were not by why.
fn groups<'a>(scene: &Scene, attendance: &'a Attendance) -> Vec<Value> {
    let all = &attendance.participants;
    let group = |kind: &str, title: String, people: Vec<&Placed<Participant>>| {
        context! {
            kind,
            title,
            participants => people.iter().map(|one| participant(scene, one)).collect::<Vec<_>>(),
            entities => by_entity(scene, &people),
        }
    };
    let title = |kind: &str, count: usize| scene.labels.say(&format!("participants-{kind}"), [("count", count.into())]);
    let mut by_heading: BTreeMap<Heading<'a>, Vec<&'a Placed<Participant>>> = BTreeMap::new();
    for one in all.iter().filter(|one| one.presence == Presence::Present) {
        by_heading.entry(Heading::of(scene, one)).or_default().push(one);
    }
    let there = |heading: Heading<'a>| {
        let people = by_heading.remove(&heading).unwrap_or_default();
        match heading {
            Heading::Own(words) => group("group", words.to_owned(), people),
            Heading::Class(class) => group(class.name(), title(class.name(), people.len()), people),
        }
    };
    let away = [Presence::ByProxy, Presence::Excused, Presence::Absent].into_iter().filter_map(|presence| {
        let people: Vec<&Placed<Participant>> = all.iter().filter(|one| one.presence == presence).collect();
        (!people.is_empty()).then(|| group(presence.name(), title(presence.name(), people.len()), people))
    });
    headings(scene, all).into_iter().map(there).chain(away).collect()
}

/// A heading over some of those who were there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Heading<'a> {
    /// Words of the definition.
    Own(&'a str),
    /// The label of a class.
    Class(Class),
}

impl<'a> Heading<'a> {
    fn of(scene: &Scene, one: &'a Participant) -> Self {
        match &one.group {
            Some(words) => Self::Own(scene.words(words)),
            None => Self::Class(one.class),
        }
    }
}

/// Headings in the order in which their people are listed; without words of the definition in that of the classes.
fn headings<'a>(scene: &Scene, all: &'a [Placed<Participant>]) -> Vec<Heading<'a>> {
    let there = all.iter().filter(|one| one.presence == Presence::Present);
    let mut seen = BTreeSet::new();
    let headings: Vec<Heading<'a>> =
        there.map(|one| Heading::of(scene, one)).filter(|heading| seen.insert(*heading)).collect();
    if headings.iter().all(|heading| matches!(heading, Heading::Class(_))) {
        return Class::ALL.into_iter().map(Heading::Class).filter(|class| headings.contains(class)).collect();
    }
    headings
}

/// An entity that several participants come from.
struct Delegation<'a> {
    name: String,
    /// Remarks on the entity itself, if it takes part as such.
    remarks: Option<String>,
    anchor: Option<String>,
    people: Vec<&'a Participant>,
}

/// Participants under what they come from, in the order in which each is first named. An entity that takes part itself
/// stands alone, as its own heading.
fn by_entity(scene: &Scene, people: &[&Placed<Participant>]) -> Vec<Value> {
    let is_entity = |who: &&Placed<Id>| scene.meeting.registry.people.get(who.as_str()).is_none();
    let mut entities: Vec<Delegation<'_>> = Vec::new();
    let mut positions: BTreeMap<String, usize> = BTreeMap::new();
    for one in people {
        let itself = one.who.as_ref().filter(is_entity);
        let name = match itself {
            Some(who) => scene.called(who.as_str(), Form::Title),
            None => origin(scene, one, Form::Title).unwrap_or_default(),
        };
        let at = *positions.entry(name.clone()).or_insert(entities.len());
        if at == entities.len() {
            entities.push(Delegation { name, remarks: None, anchor: None, people: Vec::new() });
        }
        match itself {
            Some(who) => {
                let capacity = one.capacity.as_ref().map(|capacity| scene.words(capacity).to_owned());
                let said: Vec<String> = capacity.into_iter().chain(remarks(scene, one)).collect();
                entities[at].remarks =
                    (!said.is_empty()).then(|| said.join(&scene.labels.say("details-separator", [])));
                entities[at].anchor = anchor(scene, who);
            }
            None => entities[at].people.push(one),
        }
    }
    let entity = |delegation: Delegation<'_>| {
        context! {
            name => delegation.name,
            remarks => delegation.remarks,
            anchor => delegation.anchor,
            participants => delegation.people.into_iter().map(|one| participant(scene, one)).collect::<Vec<_>>(),
        }
    };
    entities.into_iter().map(entity).collect()
}

/// Where somebody comes from: the affiliation in words, else the entity.
fn origin(scene: &Scene, participant: &Participant, form: Form) -> Option<String> {
    if let Some(words) = &participant.affiliation {
        return Some(scene.words(words).to_owned());
    }
    let person = participant.who.as_ref().and_then(|who| scene.meeting.registry.people.get(who.as_str()));
    let entity = participant.entity.as_ref().or_else(|| person?.entity.as_ref())?;
    Some(scene.called(entity.as_str(), form))
}

fn participant(scene: &Scene, participant: &Participant) -> Value {
    let person = participant.who.as_ref().and_then(|who| scene.meeting.registry.people.get(who.as_str()));
    let name = match (&participant.who, &participant.name) {
        (Some(who), _) if person.is_none() => scene.called(who.as_str(), Form::Title),
        (Some(who), _) => scene.called(who.as_str(), scene.introduced_form()),
        (None, Some(name)) => scene.words(name).to_owned(),
        (None, None) => String::new(),
    };
    let title = participant.capacity.as_ref().or_else(|| person?.title.as_ref());
    context! {
        anchor => participant.who.as_ref().and_then(|who| anchor(scene, who)),
        name,
        initials => person.and_then(|person| person.initials.as_ref()).map(|initials| words(scene, initials)),
        capacity => optional_words(scene, title),
        origin => origin(scene, participant, Form::Plain),
        class => participant.class.name(),
        presence => participant.presence.name(),
        remote => participant.remote,
        remarks => remarks(scene, participant),
    }
}

/// "remotely, until 11:30"; `none` if there is nothing to remark.
fn remarks(scene: &Scene, participant: &Participant) -> Option<String> {
    let said =
        |label: &str, value: Option<String>| value.map(|value| scene.labels.say(label, [("value", value.into())]));
    let name = |id: &Placed<Id>| scene.called(id.as_str(), Form::Plain);
    let parts = [
        away_from(scene, participant),
        participant.votes.as_ref().map(|votes| {
            let quorum = scene.meeting.definition.attendance.iter().find_map(|attendance| attendance.quorum.as_ref());
            let votes = votes.value as usize;
            let unit = quorum.and_then(|quorum| quorum.unit.as_ref()).map(|unit| scene.unit(unit, votes));
            let unit = unit.unwrap_or_else(|| scene.labels.say("votes", [("count", votes.into())]));
            scene.labels.say("count-of", [("count", votes.into()), ("unit", unit.into())])
        }),
        participant.remote.then(|| scene.labels.say("participant-remote", [])),
        match (clock(scene, participant.from), clock(scene, participant.until)) {
            (Some(from), Some(until)) => {
                Some(scene.labels.say("time-range-without-zone", [("start", from.into()), ("end", until.into())]))
            }
            (from, until) => said("participant-from", from).or_else(|| said("participant-until", until)),
        },
        said("participant-alternate-for", participant.alternate_for.as_ref().map(name)),
        said("participant-proxy", participant.proxy.as_ref().map(name)),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(&scene.labels.say("details-separator", [])))
}

/// Those who were not there are listed together: the group or class of who is no member is told apart.
fn away_from(scene: &Scene, participant: &Participant) -> Option<String> {
    if participant.presence == Presence::Present {
        return None;
    }
    match (&participant.group, participant.class) {
        (Some(group), _) => Some(scene.words(group).to_owned()),
        (None, Class::Member) => None,
        (None, class) => Some(scene.labels.say(&format!("participants-{}", class.name()), [("count", 1.into())])),
    }
}

fn count(scene: &Scene, count: &Count) -> Value {
    context! { of => words(scene, &count.of), people => count.people }
}

/// "Quorum: 7 of 9 members were present; 5 were needed."
fn quorum(scene: &Scene, attendance: &Attendance, quorum: &Quorum) -> String {
    let stated = quorum.present.as_ref().map(|present| present.value as usize);
    let present = stated.or_else(|| scene.meeting.members_present(attendance, quorum)).unwrap_or_default();
    let unit = |count: usize| match &quorum.unit {
        Some(unit) => scene.unit(unit, count),
        None => scene.labels.say("quorum-members", [("count", count.into())]),
    };
    let needed = quorum.needed.value as usize;
    let unit_of_present = unit(present);
    match quorum.of.map(|of| of as usize) {
        // Languages differ in which of the numbers the word goes by.
        Some(of) => scene.labels.say(
            "quorum-of",
            [
                ("present", present.into()),
                ("of", of.into()),
                ("needed", needed.into()),
                ("unit", unit_of_present.into()),
                ("unit-of", unit(of).into()),
            ],
        ),
        None => scene
            .labels
            .say("quorum", [("present", present.into()), ("needed", needed.into()), ("unit", unit_of_present.into())]),
    }
}

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
    parts.join(&scene.labels.say("details-separator", []))
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
