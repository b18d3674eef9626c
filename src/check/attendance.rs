//! Rules on attendance: the sentence on attendance, and the list of participants.

use std::collections::{BTreeMap, BTreeSet};

use super::passage::Passage;
use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Place, Placed};
use crate::meeting::{Attendance, Part, Presence, Target, Text};

pub(super) const RULE: Rule = Rule {
    codes: &[
        &ENTITY_NOT_LISTED,
        &ENTITY_NOT_MENTIONED,
        &CHAIR_ABSENT,
        &PRESENT_TWICE,
        &COUNT_MISMATCH,
        &ENTITY_REPEATED,
        &PROMISE_NOT_KEPT,
    ],
    check,
};

const ENTITY_NOT_LISTED: Code = Code::error(
    "entity-not-listed",
    "The sentence on attendance names an entity that nobody represents in the list of participants.",
)
.of(Group::Contradiction);
const ENTITY_NOT_MENTIONED: Code = Code::warning(
    "entity-not-mentioned",
    "The list of participants has an entity that the sentence on attendance leaves out, though it names nearly all \
     others. Not reported if the sentence names fewer than two thirds of them.",
)
.of(Group::Contradiction);
const CHAIR_ABSENT: Code = Code::error(
    "chair-absent",
    "Somebody chairs the meeting, but is not in the list of participants, nor is their entity. Not reported if only \
     entities are listed.",
)
.of(Group::Contradiction);
const PRESENT_TWICE: Code = Code::error(
    "present-twice",
    "A person or entity is listed twice among the participants, so every count of participants is wrong.",
)
.of(Group::Consistency);
const COUNT_MISMATCH: Code = Code::error(
    "count-mismatch",
    "Numbers of people or entities contradict each other: there are fewer people than entities that they represent, or \
     a typed number of participants differs from the number of those listed.",
)
.of(Group::Contradiction);
const ENTITY_REPEATED: Code = Code::warning(
    "entity-repeated",
    "A line of the list of participants repeats the entity with which it begins, or separates it from the name in \
     another way than the other lines do.",
)
.of(Group::Consistency);
const PROMISE_NOT_KEPT: Code = Code::error(
    "promise-not-kept",
    "A text says that another section lists something, but the section does not: it says that the observers are listed \
     \"below\", and below there is only their number.",
)
.of(Group::Contradiction);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(attendance) = &subject.meeting.definition.attendance else { return Vec::new() };
    let summaries: Vec<&Passage<'_>> =
        subject.passages.iter().filter(|passage| matches!(passage.part, Part::AttendanceSummary)).collect();
    let mut findings = twice(attendance);
    findings.extend(counts(subject, attendance, &summaries));
    findings.extend(lines(subject, attendance));
    findings.extend(summaries.iter().filter_map(|summary| promise(subject, attendance, summary)));
    if !attendance.representatives.is_empty() || !attendance.participants.is_empty() {
        findings.extend(chairs(subject, attendance));
    }
    if !attendance.representatives.is_empty() {
        findings.extend(summaries.iter().flat_map(|summary| entities(subject, attendance, summary)));
    }
    findings
}

fn twice(attendance: &Attendance) -> Vec<Finding> {
    let mut seen: BTreeMap<&str, Place> = BTreeMap::new();
    let lines = attendance.representatives.iter();
    let ids = lines.flat_map(|line| std::iter::once(&line.entity).chain(&line.people));
    let ids = ids.chain(attendance.participants.iter().filter_map(|participant| participant.who.as_ref()));
    ids.filter_map(|id| {
        let first = seen.get(id.as_str()).copied();
        seen.entry(id.as_str()).or_insert(id.place);
        let message = format!("`{}` is listed twice", id.as_str());
        Some(Finding::new(&PRESENT_TWICE, id.place, message).hint("remove one").related(first?, "first listed here"))
    })
    .collect()
}

/// The people present, as far as lists name people: by themselves, by their entity, which is present under its own name, or by
/// a typed name. Lists that name entities only do not say which people were there.
pub(super) struct There<'a> {
    ids: BTreeSet<&'a str>,
    names: BTreeSet<&'a str>,
    names_people: bool,
}

impl<'a> There<'a> {
    pub(super) fn of(subject: &Subject<'a>, attendance: &'a Attendance) -> Self {
        let there: Vec<_> = attendance.participants.iter().filter(|one| one.presence == Presence::Present).collect();
        let lines = attendance.representatives.iter();
        let people: BTreeSet<&str> = lines.flat_map(|line| &line.people).map(|id| id.as_str()).collect();
        let listed = there.iter().filter_map(|one| one.who.as_ref()).map(|id| id.as_str());
        let ids: BTreeSet<&str> = listed.chain(people.iter().copied()).collect();
        let typed = there.iter().filter_map(|one| one.name.as_ref());
        let names: BTreeSet<&str> = typed.flat_map(|name| name.all()).map(|name| name.value.as_str()).collect();
        let is_person = |id: &&str| subject.index.get(id).is_none_or(|target| *target == Target::Person);
        let names_people = !names.is_empty() || ids.iter().any(is_person);
        Self { ids, names, names_people }
    }

    pub(super) fn holds(&self, subject: &Subject<'_>, person: &str) -> bool {
        let registry = &subject.meeting.registry;
        let registered = registry.people.get(person);
        let entity = registered.and_then(|person| person.entity.as_ref());
        let named = |name: &Text| name.all().any(|name| self.names.contains(name.value.as_str()));
        let entity_named = entity.and_then(|id| registry.entities.get(id.as_str())).is_some_and(|one| named(&one.name));
        !self.names_people
            || self.ids.contains(person)
            || entity.is_some_and(|entity| self.ids.contains(entity.as_str()))
            || registered.is_some_and(|person| named(&person.name))
            || entity_named
    }
}

fn chairs(subject: &Subject<'_>, attendance: &Attendance) -> Vec<Finding> {
    let there = There::of(subject, attendance);
    let chairs = subject.meeting.definition.chairs.iter();
    let absent = chairs.filter(|chair| !there.holds(subject, chair.person.as_str()));
    absent
        .map(|chair| {
            let message = format!("`{}` chairs, but is not among the participants", chair.person.as_str());
            Finding::new(&CHAIR_ABSENT, chair.person.place, message)
                .hint("list them or their entity as present, or correct `chairs`")
        })
        .collect()
}

fn counts(subject: &Subject<'_>, attendance: &Attendance, summaries: &[&Passage<'_>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut observers = 0;
    if let Some(count) = &attendance.observers {
        observers = count.people.value as usize;
        if count.entities.value > count.people.value {
            let message = format!("{} people cannot come from {} entities", count.people.value, count.entities.value);
            findings.push(Finding::new(&COUNT_MISMATCH, count.entities.place, message).hint("correct one of the two"));
        }
    }
    let named: usize = attendance.representatives.iter().map(|line| line.people.len()).sum();
    for summary in summaries.iter().filter(|summary| summary.is_english() && named > 0) {
        for at in 0..summary.len().saturating_sub(1) {
            let Ok(number) = summary.word(at).parse::<usize>() else { continue };
            let right = [named, named + observers];
            let counted = ["participants", "attendees"].contains(&summary.word(at + 1));
            if counted && !right.contains(&number) {
                let place = summary.place(summary.range(at, at + 1), subject.sources);
                let listed = if named == 1 { "1 person is".to_owned() } else { format!("{named} people are") };
                let message = format!("this says {number}, but {listed} listed");
                findings.push(Finding::new(&COUNT_MISMATCH, place, message).hint("correct the number, or the list"));
            }
        }
    }
    findings
}

/// Entities that a text names, by `@id` or by their abbreviation typed.
fn named(subject: &Subject<'_>, passage: &Passage<'_>) -> Vec<(String, Place)> {
    let mut all = Vec::new();
    for reference in passage.markdown.iter().flat_map(|markdown| &markdown.references) {
        if subject.index.get(&reference.id) == Some(&Target::Entity) {
            all.push((reference.id.clone(), passage.place(reference.range.clone(), subject.sources)));
        }
    }
    let first = first_phrases(passage);
    for (id, entity) in subject.meeting.registry.entities.iter() {
        for abbreviation in entity.abbreviation.iter().flat_map(|text| text.all()) {
            let words: Vec<&str> = abbreviation.split_whitespace().collect();
            if let Some(at) = first.get(words.as_slice()) {
                let range = passage.range(*at, at + words.len() - 1);
                all.push((id.as_str().to_owned(), passage.place(range, subject.sources)));
            }
        }
    }
    all
}

/// The maximum number of words by which an abbreviation is searched.
const WORDS: usize = 8;

/// Where each phrase of few words first stands.
fn first_phrases<'p>(passage: &'p Passage<'_>) -> BTreeMap<Vec<&'p str>, usize> {
    let mut first = BTreeMap::new();
    for at in 0..passage.len() {
        for length in 1..=WORDS.min(passage.len() - at) {
            let words = (at..at + length).map(|at| passage.word(at)).collect();
            first.entry(words).or_insert(at);
        }
    }
    first
}

fn entities(subject: &Subject<'_>, attendance: &Attendance, summary: &Passage<'_>) -> Vec<Finding> {
    let mentioned = named(subject, summary);
    let listed: Vec<&Placed<crate::meeting::Id>> = attendance.representatives.iter().map(|line| &line.entity).collect();
    let ids: BTreeSet<&str> = listed.iter().map(|entity| entity.as_str()).collect();
    let said: BTreeSet<&str> = mentioned.iter().map(|(id, _)| id.as_str()).collect();
    let mut findings = Vec::new();
    for (id, place) in &mentioned {
        if !ids.contains(id.as_str()) {
            let message = format!("`{id}` is said to have attended, but nobody in the list represents it");
            findings.push(
                Finding::new(&ENTITY_NOT_LISTED, *place, message)
                    .hint("add its representatives to the list, or remove it from the sentence"),
            );
        }
    }
    let left_out: Vec<_> = listed.iter().filter(|entity| !said.contains(entity.as_str())).collect();
    if left_out.len() * 3 <= listed.len() {
        findings.extend(left_out.iter().map(|entity| {
            let message = format!("`{}` is in the list, but not in the sentence on attendance", entity.as_str());
            Finding::new(&ENTITY_NOT_MENTIONED, entity.place, message)
                .hint("name it in `summary` as well")
                .related(summary.text.place, "the sentence on attendance")
        }));
    }
    findings
}

/// The maximum number of abbreviations of one entity that are searched at the beginning of its line.
const FEW: usize = 16;

/// Lines as issued: "OHCHR: …", without the entity a second time.
fn lines(subject: &Subject<'_>, attendance: &Attendance) -> Vec<Finding> {
    let mut findings = Vec::new();
    for line in &attendance.representatives {
        let Some(entity) = subject.meeting.registry.entities.get(line.entity.as_str()) else { continue };
        let abbreviations: BTreeSet<&str> =
            entity.abbreviation.iter().flat_map(|text| text.all()).map(|text| text.value.as_str()).collect();
        // By language there are few; of more only some are looked at.
        let abbreviations: Vec<&str> = abbreviations.into_iter().take(FEW).collect();
        for text in line.as_issued.iter().flat_map(|text| text.all()) {
            for abbreviation in &abbreviations {
                let place =
                    |start: usize, length: usize| subject.sources.within_string(text.place, start..start + length);
                let rest = text.value.strip_prefix(abbreviation);
                if rest.is_some_and(|rest| !rest.starts_with(':')) {
                    let message = format!("`{abbreviation}` is not separated from the name by a colon");
                    findings.push(
                        Finding::new(&ENTITY_REPEATED, place(0, abbreviation.len()), message)
                            .hint("put a colon after it"),
                    );
                }
                let again = format!("({abbreviation})");
                if let Some(at) = text.value.find(&again).filter(|_| rest.is_some()) {
                    let message = format!("the line begins with `{abbreviation}` and names it again");
                    findings.push(Finding::new(&ENTITY_REPEATED, place(at, again.len()), message).hint("remove it"));
                }
            }
        }
    }
    findings
}

/// "observer attendance follows below": a list, where only a number is given.
fn promise(subject: &Subject<'_>, attendance: &Attendance, summary: &Passage<'_>) -> Option<Finding> {
    if !summary.is_english() {
        return None;
    }
    let follows = (0..summary.len()).find(|&at| {
        ["follows", "follow", "listed"].contains(&summary.word(at))
            && ["below", "in", "at", "under"].contains(&summary.word(at + 1))
    })?;
    let first = summary.start_of_sentence(follows, &['.', ';', '(', '!', '?'], summary.len());
    let observer = (first..follows).find(|&at| ["observer", "observers"].contains(&summary.word(at)))?;
    let number = (first..observer).any(|at| summary.word(at) == "number");
    let message = match (&attendance.observers, number) {
        (Some(_), true) => return None,
        (Some(_), false) => "this announces the names of observers, but only their number is given",
        (None, _) => "this announces observers, but none are listed",
    };
    let place = summary.place(summary.range(observer, follows), subject.sources);
    Some(
        Finding::new(&PROMISE_NOT_KEPT, place, message)
            .hint("announce what is given: \"the number of observers follows below\""),
    )
}
