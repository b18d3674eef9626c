//! The positions of things in the lists of a definition, by id: to search a list for each reference would take quadratic time.

use std::collections::BTreeMap;

use super::Definition;
use crate::finding::Placed;
use crate::meeting::Id;

/// Positions by id. The first of several of one id counts.
#[derive(Debug, Clone)]
pub(super) struct Positions {
    pub(super) annexes: BTreeMap<String, usize>,
    pub(super) decisions: BTreeMap<String, usize>,
    pub(super) deadlines: BTreeMap<String, usize>,
    pub(super) sessions: BTreeMap<String, usize>,
    pub(super) papers: BTreeMap<String, usize>,
}

fn by_id<'a>(ids: impl Iterator<Item = &'a Placed<Id>>) -> BTreeMap<String, usize> {
    let mut positions = BTreeMap::new();
    for (at, id) in ids.enumerate() {
        positions.entry(id.as_str().to_owned()).or_insert(at);
    }
    positions
}

impl Positions {
    pub(super) fn of(definition: &Definition) -> Self {
        Self {
            annexes: by_id(definition.annexes.iter().map(|annex| &annex.id)),
            decisions: by_id(definition.decisions.iter().map(|decision| &decision.id)),
            deadlines: by_id(definition.deadlines.iter().map(|deadline| &deadline.id)),
            sessions: by_id(definition.sessions.iter().map(|session| &session.id)),
            papers: by_id(definition.pack.iter().map(|paper| &paper.document)),
        }
    }
}
