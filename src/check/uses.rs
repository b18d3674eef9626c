//! Ids that are stated where a person, an item, a document or something else of a certain kind belongs.

use std::collections::{BTreeMap, BTreeSet};

use super::{Rule, Subject};
use crate::finding::Placed;
use crate::finding::{Code, Finding, Group, NearMisses};
use crate::meeting::{CHAIRS, Id, PREVIOUS_MINUTES, Parts, Target, Wanted};

pub(super) const RULE: Rule = Rule { codes: &[&UNKNOWN_ID, &WRONG_KIND_OF_ID], check };

pub(super) const UNKNOWN_ID: Code = Code::error(
    "unknown-id",
    "Nothing has this id. People, entities and bodies are declared in `packs/registry.json`, \
     for all packs, or in the pack itself.",
)
.of(Group::Completeness);
const WRONG_KIND_OF_ID: Code = Code::error(
    "wrong-kind-of-id",
    "An id is that of another kind of thing than expected: a person instead of an entity, an annex instead of an item.",
)
.of(Group::Completeness);

/// The ids that parts name, and the words after at signs in their texts.
pub(super) fn used<'a>(parts: &Parts<'a>) -> BTreeSet<&'a str> {
    let is_of_id = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let named = parts.uses.iter().map(|(id, _)| id.as_str());
    let texts = parts.said.iter().flat_map(|said| said.text.all());
    let words = texts.flat_map(|text| text.value.split('@').skip(1));
    let referred = words.map(|after| &after[..after.find(|c: char| !is_of_id(c)).unwrap_or(after.len())]);
    named.chain(referred.map(|word| word.trim_end_matches('-'))).collect()
}

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let people = subject.meeting.registry.people.iter();
    let of_people = people.filter_map(|(_, person)| Some((person.entity.as_ref()?, Wanted::Entity)));
    let uses = subject.parts.uses.iter().copied().chain(of_people);
    let mut known = Known::default();
    uses.filter_map(|(id, wanted)| finding(subject, &mut known, id, wanted)).collect()
}

/// Ids of each kind that was asked for.
#[derive(Default)]
struct Known<'a>(BTreeMap<Wanted, NearMisses<'a>>);

fn finding<'a>(subject: &Subject<'a>, known: &mut Known<'a>, id: &Placed<Id>, wanted: Wanted) -> Option<Finding> {
    if wanted == Wanted::Anybody && id.as_str() == CHAIRS {
        return None;
    }
    let previous = subject.meeting.definition.previous.as_ref().and_then(|previous| previous.pack.as_ref());
    match subject.index.get(id.as_str()) {
        // If the previous pack could not be read, that was reported.
        None if id.as_str() == PREVIOUS_MINUTES && previous.is_some() => None,
        None if id.as_str() == PREVIOUS_MINUTES => Some(
            Finding::new(&UNKNOWN_ID, id.place, "the pack of the previous meeting is not named").hint(NAME_PREVIOUS),
        ),
        Some(target) if fits(target, wanted) => None,
        Some(target) => Some(
            Finding::new(
                &WRONG_KIND_OF_ID,
                id.place,
                format!("`{}` is {}, but {} is expected", id.as_str(), kind_of(target), name_of(wanted)),
            )
            .hint(near(subject, known, id, wanted).unwrap_or_else(|| format!("use the id of {}", name_of(wanted)))),
        ),
        None => Some(
            Finding::new(&UNKNOWN_ID, id.place, format!("nothing has the id `{}`", id.as_str()))
                .hint(near(subject, known, id, wanted).unwrap_or_else(|| declare(wanted).to_owned())),
        ),
    }
}

/// The help for whoever refers to an earlier meeting that is not named.
pub(super) const NAME_PREVIOUS: &str = "name the pack of the previous meeting: `\"previous\": { \"pack\": \"…\" }`";

fn fits(target: &Target, wanted: Wanted) -> bool {
    matches!(
        (wanted, target),
        (Wanted::Person | Wanted::Anybody, Target::Person)
            | (Wanted::Entity | Wanted::Anybody, Target::Entity)
            | (Wanted::Item, Target::Item(_))
            | (Wanted::Body | Wanted::Anybody, Target::Body)
            | (Wanted::Document, Target::Document | Target::Annex(_))
            | (Wanted::Decision, Target::Decision(_))
            | (Wanted::Session, Target::Session(_))
            | (Wanted::Deadline, Target::Deadline)
    )
}

fn near<'a>(subject: &Subject<'a>, known: &mut Known<'a>, id: &Id, wanted: Wanted) -> Option<String> {
    let index = subject.index;
    let known = known.0.entry(wanted).or_insert_with(|| NearMisses::new(index.ids(move |target| fits(target, wanted))));
    known.find(id.as_str()).map(|near| format!("did you mean `{near}`?"))
}

fn name_of(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Person => "a person",
        Wanted::Entity => "an entity",
        Wanted::Anybody => "a person, an entity, a body or `chairs`",
        Wanted::Item => "an item of the agenda",
        Wanted::Body => "a body",
        Wanted::Document => "a document or annex",
        Wanted::Decision => "a decision",
        Wanted::Session => "a session",
        Wanted::Deadline => "a deadline",
    }
}

fn declare(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Person => "declare it under `people`, here or in `packs/registry.json`",
        Wanted::Entity | Wanted::Anybody => "declare it under `entities` or `people`, here or in `packs/registry.json`",
        Wanted::Item => "use the id of an item of the agenda",
        Wanted::Body => "declare it under `bodies`, here or in `packs/registry.json`",
        Wanted::Document => "declare it under `documents`, here or in `packs/registry.json`",
        Wanted::Decision => "use the id of a decision",
        Wanted::Session => "declare it under `sessions`",
        Wanted::Deadline => "declare it under `deadlines`",
    }
}

fn kind_of(target: &Target) -> &'static str {
    match target {
        Target::Item(_) => "an item of the agenda",
        Target::Annex(_) => "an annex",
        Target::Decision(_) => "a decision",
        Target::Person => "a person",
        Target::Entity => "an entity",
        Target::Body => "a body",
        Target::Section(_) => "a section of the minutes",
        Target::Document => "a document",
        Target::Session(_) => "a session",
        Target::Deadline => "a deadline",
    }
}
