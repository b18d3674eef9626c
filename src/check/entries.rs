//! People, entities and bodies that a pack declares under an id that is nearly the right one: nothing uses them, and what was meant is
//! taken from the registry, without what the pack says of it.

use std::collections::BTreeSet;

use super::uses::used;
use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, NearMisses, Placed};
use crate::meeting::Id;

pub(super) const RULE: Rule = Rule { codes: &[&UNUSED_ENTRY], check };

const UNUSED_ENTRY: Code = Code::warning(
    "unused-entry",
    "Nothing uses an entry that a pack has under `people`, `entities` or `bodies`, and its id is one letter away from that of an \
     entry of the registry which is used: what the pack says here is not printed. Correct the id, or remove the entry.",
)
.of(Group::Completeness);

/// The fewest letters of an id that is known with one of them wrong.
const SHORTEST: usize = 4;

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let definition = &subject.meeting.definition;
    let mut used = used(subject.parts);
    used.insert(definition.body.as_str());
    let people = definition.people.iter().map(|(id, _)| id);
    let entities = definition.entities.iter().map(|(id, _)| id);
    let bodies = definition.bodies.iter().map(|(id, _)| id);
    let own = people.chain(entities).chain(bodies).filter(|id| id.place.file == definition.body.place.file);
    let own: Vec<&Placed<Id>> = own.collect();
    let declared: BTreeSet<&str> = own.iter().map(|id| id.as_str()).collect();
    let idle: Vec<&Placed<Id>> = own.into_iter().filter(|id| !used.contains(id.as_str())).collect();
    if idle.is_empty() {
        return Vec::new();
    }
    let is_of_registry = |id: &&str| !declared.contains(id) && subject.index.get(id).is_some();
    let others = NearMisses::new(used.iter().copied().filter(is_of_registry));
    let reported = idle.into_iter().filter_map(|id| {
        let is_near = |other: &&str| id.as_str().len() >= SHORTEST && strsim::osa_distance(id.as_str(), other) == 1;
        let meant = others.twins_of(id.as_str()).into_iter().find(is_near)?;
        let message = format!("nothing uses `{}`, and `{meant}` is that of the registry", id.as_str());
        Some(Finding::new(&UNUSED_ENTRY, id.place, message).hint(format!("did you mean `{meant}`?")))
    });
    reported.collect()
}
