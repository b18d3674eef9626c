//! The context of templates: those who took part.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use minijinja::{Value, context};

use super::pieces::{anchor, chosen, clock_at, optional_words};
use crate::compose::filled::{derived, from};
use crate::compose::scene::Scene;
use crate::compose::value::{sourced, words};
use crate::document::DerivedFrom;
use crate::finding::{Place, Placed};
use crate::meeting::{
    Attendance, AttendanceForm, Class, Count, Form, Id, Observers, Participant, Presence, Quorum, Representation,
};

/// Representatives by entity, observers, participants by class and presence, those counted, the quorum; `none` if the
/// definition says nothing of attendance.
pub(super) fn attendance(scene: &Arc<Scene>) -> Option<Value> {
    let attendance = scene.meeting.definition.attendance.as_ref()?;
    Some(context! {
        representatives => attendance.representatives.iter().map(|one| representation(scene, one)).collect::<Vec<_>>(),
        observers => attendance.observers.as_ref().map(|observers| self::observers(scene, observers)),
        groups => groups(scene, attendance),
        listed => attendance.lists_somebody(),
        run_in => scene.style.attendance == Some(AttendanceForm::RunIn),
        by_entity => attendance.by_entity,
        counts => attendance.counts.iter().map(|count| self::count(scene, count)).collect::<Vec<_>>(),
        quorum => attendance.quorum.as_ref().map(|quorum| self::quorum(scene, attendance, quorum)),
    })
}

/// Groups of participants, by group, class or kind of absence: as the definition lists them, if it names groups; else members,
/// those of them who were not present, and others by class.
fn groups<'a>(scene: &Scene, attendance: &'a Attendance) -> Vec<Value> {
    let of = |presence: Presence| {
        attendance.participants.iter().map(|one| &one.value).filter(move |one| one.presence == presence)
    };
    let there: BTreeSet<Heading<'a>> = of(Presence::Present).map(|one| Heading::of(scene, one)).collect();
    let mut order = Vec::new();
    let mut by_heading: BTreeMap<Heading<'a>, Vec<&'a Participant>> = BTreeMap::new();
    for one in &attendance.participants {
        let own = Heading::of(scene, one);
        // Of a group that was there in part it is said who was not.
        let is_split = one.presence != Presence::Present && there.contains(&own);
        let heading = if is_split { Heading::Away(one.presence) } else { own };
        let people = by_heading.entry(heading).or_default();
        if people.is_empty() {
            order.push(heading);
        }
        people.push(one);
    }
    if attendance.participants.iter().all(|one| one.group.is_none()) {
        order.sort_by_key(Heading::rank);
    }
    let mut introduced = BTreeSet::new();
    let group = |heading: &Heading<'a>| {
        let people = &by_heading[heading];
        let (kind, title) = match *heading {
            Heading::Class(class) => (class.name(), titled(scene, class.name(), people, None)),
            Heading::Own(stated) => {
                let group = people.iter().find_map(|one| one.group.as_ref()).map(|group| words(scene, group));
                ("group", group.unwrap_or_else(|| stated.into()))
            }
            Heading::Away(presence) => (presence.name(), titled(scene, presence.name(), people, None)),
        };
        let is_mixed = people.iter().any(|one| one.presence != people[0].presence);
        let away = |one: &Participant| away_from(scene, one, *heading, is_mixed);
        context! {
            kind,
            title,
            participants => people.iter().map(|one| {
                let is_first = !scene.meeting.definition.as_issued
                    && entity_of(scene, one).is_some_and(|id| introduced.insert(id.as_str()));
                participant(scene, one, away(one), if is_first { Form::Full } else { Form::Plain })
            }).collect::<Vec<_>>(),
            entities => by_entity(scene, people, away),
        }
    };
    order.iter().map(group).collect()
}

/// The heading over people of a class or presence, as the label that it is.
fn titled(scene: &Scene, kind: &str, people: &[&Participant], source: Option<DerivedFrom>) -> Value {
    let named: Option<Vec<&Id>> = people.iter().map(|one| one.who.as_ref().map(|who| &who.value)).collect();
    let gender = named.map_or("unknown", |named| scene.gender(named.into_iter()));
    let arguments = [("count", people.len().into()), ("gender", gender.into())];
    scene.say(&format!("participants-{kind}"), arguments, source)
}

/// Returns whether words are those of the heading over one or several people of a presence.
fn is_title(scene: &Scene, presence: Presence, words: &str) -> bool {
    let label = format!("participants-{}", presence.name());
    let title =
        |count: usize, gender: &str| scene.labels.say(&label, [("count", count.into()), ("gender", gender.into())]);
    ["feminine", "masculine", "unknown"].iter().any(|gender| (1..3).any(|count| title(count, gender) == words))
}

/// A heading over some of the participants.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Heading<'a> {
    /// The label of a class.
    Class(Class),
    /// Words of the definition.
    Own(&'a str),
    /// The label for why they were not there.
    Away(Presence),
}

impl<'a> Heading<'a> {
    /// The heading that somebody's group gives them, else their class or absence. Words that are those of the label are it.
    fn of(scene: &Scene, one: &'a Participant) -> Self {
        let is_there = one.presence == Presence::Present;
        let label = |words: &str| is_title(scene, one.presence, words);
        match one.group.as_ref().map(|group| scene.words(group)) {
            Some(words) if is_there || !label(words) => Self::Own(words),
            _ if is_there => Self::Class(one.class),
            _ => Self::Away(one.presence),
        }
    }

    /// Its position where the definition names no groups.
    fn rank(&self) -> usize {
        match self {
            Self::Class(Class::Member) | Self::Own(_) => 0,
            Self::Class(Class::Alternate) => 1,
            Self::Away(Presence::Present | Presence::ByProxy) => 2,
            Self::Away(Presence::Excused) => 3,
            Self::Away(Presence::Absent) => 4,
            Self::Class(Class::Observer) => 5,
            Self::Class(Class::Invited) => 6,
            Self::Class(Class::Staff) => 7,
        }
    }
}

/// An entity that several participants come from.
struct Delegation<'a> {
    name: String,
    /// A place in the object of the participant that names it first.
    place: Option<Place>,
    /// Remarks on the entity itself, if it takes part as such.
    remarks: Option<Value>,
    anchor: Option<String>,
    people: Vec<&'a Participant>,
}

/// Participants under what they come from, in the order in which each is first named. An entity that takes part itself
/// stands alone, as its own heading.
fn by_entity<'a>(
    scene: &Scene,
    people: &[&'a Participant],
    away: impl Fn(&Participant) -> Option<Value>,
) -> Vec<Value> {
    let is_entity = |who: &&Placed<Id>| scene.meeting.registry.people.get(who.as_str()).is_none();
    let mut entities: Vec<Delegation<'a>> = Vec::new();
    let mut positions: BTreeMap<String, usize> = BTreeMap::new();
    for one in people {
        let itself = one.who.as_ref().filter(is_entity);
        let name = match itself {
            Some(who) => scene.called(who.as_str(), Form::Title),
            None => origin(scene, one, Form::Title).unwrap_or_default(),
        };
        let at = *positions.entry(name.clone()).or_insert(entities.len());
        if at == entities.len() {
            entities.push(Delegation { name, place: place_in(one), remarks: None, anchor: None, people: Vec::new() });
        }
        match itself {
            Some(who) => {
                let capacity = optional_words(scene, one.capacity.as_ref());
                let said: Vec<Value> = capacity.into_iter().chain(remarks(scene, one, away(one))).collect();
                entities[at].remarks = scene.strung(&said, "details-separator");
                entities[at].anchor = anchor(scene, who);
            }
            None => entities[at].people.push(one),
        }
    }
    let entity = |delegation: Delegation<'a>| {
        let place = delegation.place;
        let values = context! {
            name => delegation.name,
            remarks => delegation.remarks,
            anchor => delegation.anchor,
            participants => delegation.people.into_iter().map(|one| participant(scene, one, away(one), Form::Plain)).collect::<Vec<_>>(),
        };
        match place {
            Some(place) => sourced(values, place, &[("name", "affiliation entity who name")]),
            None => values,
        }
    };
    entities.into_iter().map(entity).collect()
}

/// The origin of somebody: the affiliation in words, else the entity.
fn origin(scene: &Scene, participant: &Participant, form: Form) -> Option<String> {
    if let Some(words) = &participant.affiliation {
        return Some(scene.words(words).to_owned());
    }
    Some(scene.called(entity_of(scene, participant)?.as_str(), form))
}

/// The entity that somebody comes from, if it is registered as theirs or stated.
pub(in crate::compose) fn entity_of<'a>(scene: &'a Scene, participant: &'a Participant) -> Option<&'a Id> {
    let person = participant.who.as_ref().and_then(|who| scene.meeting.registry.people.get(who.as_str()));
    let entity = participant.entity.as_ref().or_else(|| person?.entity.as_ref());
    entity.filter(|_| participant.affiliation.is_none()).map(|id| &id.value)
}

/// An entry of the list; the first who comes from an entity has its name in the form that explains its abbreviation.
fn participant(scene: &Scene, participant: &Participant, away: Option<Value>, entity: Form) -> Value {
    let person = participant.who.as_ref().and_then(|who| scene.meeting.registry.people.get(who.as_str()));
    let called = |who: &Placed<Id>, form: Form| derived(scene.called(who.as_str(), form), who.place, "");
    let name = match (&participant.who, &participant.name) {
        (Some(who), _) if person.is_none() => called(who, Form::Title),
        (Some(who), _) => called(who, scene.introduced_form(who)),
        (None, Some(name)) => words(scene, name),
        (None, None) => "".into(),
    };
    let title = participant.capacity.as_ref().or_else(|| person?.title.as_ref());
    context! {
        anchor => participant.who.as_ref().and_then(|who| anchor(scene, who)),
        name,
        initials => person.and_then(|person| person.initials.as_ref()).map(|initials| words(scene, initials)),
        capacity => optional_words(scene, title),
        origin => match &participant.affiliation {
            Some(affiliation) => Some(words(scene, affiliation)),
            None => origin(scene, participant, entity)
                .zip(place_in(participant))
                .map(|(origin, place)| derived(origin, place, "entity who")),
        },
        class => participant.class.name(),
        presence => participant.presence.name(),
        remote => participant.remote,
        remarks => remarks(scene, participant, away),
    }
}

fn place_in(participant: &Participant) -> Option<Place> {
    let who = participant.who.as_ref().map(|who| who.place);
    who.or_else(|| participant.name.as_ref().map(|name| name.place))
}

/// "remotely, until 11:30"; `none` if there is nothing to remark.
pub(in crate::compose) fn remarks(scene: &Scene, participant: &Participant, away: Option<Value>) -> Option<Value> {
    let place = place_in(participant)?;
    let of = |keys: &str| Some(from(place, keys));
    let said = |label: &str, value: Option<Value>, key: &str| {
        value.map(|value| scene.within_sentence(&scene.say(label, [("value", value)], of(key))))
    };
    let name = |id: &Placed<Id>| scene.in_sentence(std::slice::from_ref(id), |id| scene.introduced_form(id));
    let parts = [
        away,
        participant.votes.as_ref().map(|votes| {
            let quorum = scene.meeting.definition.attendance.iter().find_map(|attendance| attendance.quorum.as_ref());
            let count = votes.value as usize;
            let unit = quorum.and_then(|quorum| quorum.unit.as_ref()).map(|unit| scene.unit(unit, count));
            let unit = unit.unwrap_or_else(|| scene.labels.say("votes", [("count", count.into())]));
            let arguments = [("count", scene.counted(count, votes.place, "")), ("unit", unit.into())];
            scene.say("count-of", arguments, Some(from(votes.place, "")))
        }),
        participant.remote.then(|| chosen(scene, "participant-remote", place, "remote")),
        match (participant.from, clock_at(scene, participant.until, place, "until")) {
            (Some(begins), Some(until)) => {
                let begins = derived(scene.time_at_start(begins.0), place, "from");
                Some(scene.say("time-range-without-zone", [("start", begins), ("end", until)], of("from")))
            }
            (begins, until) => said("participant-from", clock_at(scene, begins, place, "from"), "from")
                .or_else(|| said("participant-until", until, "until")),
        },
        said("participant-alternate-for", participant.alternate_for.as_ref().and_then(name), "alternate_for"),
        said("participant-proxy", participant.proxy.as_ref().and_then(name), "proxy"),
    ];
    scene.strung(&parts.into_iter().flatten().collect::<Vec<_>>(), "details-separator")
}

/// Lists those who were not present together. The group or class of people who are not members is stated, and so is the kind of
/// absence under a heading of a group with several kinds.
fn away_from(scene: &Scene, participant: &Participant, heading: Heading<'_>, is_mixed: bool) -> Option<Value> {
    let place = place_in(participant)?;
    let said = |kind: &str, key: &str| titled(scene, kind, &[participant], Some(from(place, key)));
    match (heading, &participant.group, participant.class) {
        (Heading::Class(_), ..) => None,
        (Heading::Own(_), ..) => is_mixed.then(|| said(participant.presence.name(), "presence")),
        (Heading::Away(_), Some(_), _) if Heading::of(scene, participant) == heading => None,
        (Heading::Away(_), Some(group), _) => Some(words(scene, group)),
        (Heading::Away(_), None, Class::Member) => None,
        (Heading::Away(_), None, class) => Some(said(class.name(), "class")),
    }
}

fn count(scene: &Scene, count: &Count) -> Value {
    let people = scene.counted(count.people as usize, count.of.place, "people");
    context! { of => words(scene, &count.of), people => count.people, people_text => people }
}

/// "Quorum: 7 of 9 members were present; 5 were needed."
fn quorum(scene: &Scene, attendance: &Attendance, quorum: &Quorum) -> Value {
    let stated = quorum.present.as_ref().map(|present| present.value as usize);
    let present = stated.or_else(|| scene.meeting.members_present(attendance, quorum));
    let unit = |count: usize| match &quorum.unit {
        Some(unit) => scene.unit(unit, count),
        None => scene.labels.say("quorum-members", [("count", count.into())]),
    };
    let place = quorum.needed.place;
    let all = quorum.of.unwrap_or(quorum.needed.value) as usize;
    let unit_of_present = ("unit", unit(present.unwrap_or(all)).into());
    // Those who were there are counted, unless their number is stated. Nobody knows how many they were if it is not and no list
    // says it.
    let present = match present {
        Some(present) => scene.counted(present, place, "present participants"),
        None => "…".into(),
    };
    let present = ("present", present);
    let needed = ("needed", scene.counted(quorum.needed.value as usize, place, ""));
    let represented = scene.meeting.members_represented(attendance, quorum);
    let represented = ("represented", represented.map_or_else(|| "unknown".into(), Value::from));
    let source = Some(from(place, ""));
    match quorum.of.map(|of| of as usize) {
        // Languages differ in which of the numbers the word goes by.
        Some(of) => {
            let (all, unit_of) = (("of", scene.counted(of, place, "of")), ("unit-of", unit(of).into()));
            scene.say("quorum-of", [present, all, needed, unit_of_present, unit_of, represented], source)
        }
        None => scene.say("quorum", [present, needed, unit_of_present, represented], source),
    }
}

fn representation(scene: &Scene, representation: &Representation) -> Value {
    let last = representation.people.len() - 1;
    let titled: Vec<String> = representation.people.iter().map(|person| with_title(scene, person)).collect();
    // A comma within a name asks for a semicolon between names.
    let are_names = titled.iter().all(|name| !name.contains([',', '،', '，', ';', '；']));
    let separator = |at: usize| match at {
        _ if at == last => String::new(),
        _ if are_names && at + 1 == last => {
            let (name, next) = (titled[at].as_str(), titled[last].as_str());
            let joined = scene.labels.say("list-of-two", [("first", name.into()), ("last", next.into())]);
            let between = joined.strip_prefix(name).and_then(|rest| rest.strip_suffix(next));
            between.map_or_else(|| scene.labels.say("representative-last-separator", []), str::to_owned)
        }
        _ if are_names => scene.labels.say("list-separator", []),
        _ if at + 1 == last => scene.labels.say("representative-last-separator", []),
        _ => scene.labels.say("representative-separator", []),
    };
    let people = representation.people.iter().enumerate().map(|(at, person)| {
        context! {
            anchor => anchor(scene, person),
            text => derived(format!("{}{}", titled[at], separator(at)), person.place, ""),
        }
    });
    let values = context! {
        anchor => anchor(scene, &representation.entity),
        entity => scene.called(representation.entity.as_str(), Form::Plain),
        entity_name => scene.called(representation.entity.as_str(), Form::Title),
        people => people.collect::<Vec<_>>(),
        as_issued => optional_words(scene, representation.as_issued.as_ref()),
    };
    sourced(values, representation.entity.place, &[("entity", ""), ("entity_name", "")])
}

/// "Melissa Fleming, Under-Secretary-General for Global Communications".
fn with_title(scene: &Scene, id: &Id) -> String {
    let name = scene.called(id.as_str(), Form::Plain);
    let person = scene.meeting.registry.people.get(id.as_str());
    let title = person.filter(|person| person.title.is_some()).map(|_| scene.called(id.as_str(), Form::Title));
    let parts: Vec<String> = std::iter::once(name).chain(title).collect();
    parts.join(&scene.labels.say("details-separator", []))
}

fn observers(scene: &Scene, observers: &Observers) -> Value {
    if let Some(sentence) = &observers.as_issued {
        return words(scene, sentence);
    }
    let (people, entities) = (observers.people.value as usize, observers.entities.value as usize);
    let described = |text: Option<&crate::meeting::Text>, label: &str, count: usize| match text {
        Some(text) => words(scene, text),
        None => scene.say(label, [("count", count.into())], None),
    };
    scene.say(
        "observers",
        [
            ("people", scene.counted(people, observers.people.place, "")),
            ("people-are", described(observers.people_are.as_ref(), "observers-people", people)),
            ("entities", scene.counted(entities, observers.entities.place, "")),
            ("entities-are", described(observers.entities_are.as_ref(), "observers-entities", entities)),
        ],
        Some(from(observers.people.place, "")),
    )
}
