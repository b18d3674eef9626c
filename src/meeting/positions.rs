//! Where things of a definition stand in its lists, by id: to look through a list for each reference would take the square
//! of it.

use std::collections::BTreeMap;

use super::{Annex, Deadline, Decision, Definition, Meeting, Paper, Session};
use crate::finding::Placed;
use crate::meeting::Id;

/// Positions by id. The first of several of one id counts.
#[derive(Debug, Clone)]
pub(super) struct Positions {
    annexes: BTreeMap<String, usize>,
    decisions: BTreeMap<String, usize>,
    deadlines: BTreeMap<String, usize>,
    sessions: BTreeMap<String, usize>,
    papers: BTreeMap<String, usize>,
}

fn by_id<'a>(ids: impl Iterator<Item = &'a Placed<Id>>) -> BTreeMap<String, usize> {
    let mut positions = BTreeMap::new();
    for (at, id) in ids.enumerate() {
        positions.entry(id.as_str().to_owned()).or_insert(at);
    }
    positions
}

impl Positions {
    fn of(definition: &Definition) -> Self {
        Self {
            annexes: by_id(definition.annexes.iter().map(|annex| &annex.id)),
            decisions: by_id(definition.decisions.iter().map(|decision| &decision.id)),
            deadlines: by_id(definition.deadlines.iter().map(|deadline| &deadline.id)),
            sessions: by_id(definition.sessions.iter().map(|session| &session.id)),
            papers: by_id(definition.pack.iter().map(|paper| &paper.document)),
        }
    }
}

impl Meeting {
    fn positions(&self) -> &Positions {
        self.positions.get_or_init(|| Positions::of(&self.definition))
    }

    /// The annex of this id.
    pub fn annex(&self, id: &str) -> Option<&Annex> {
        self.definition.annexes.get(*self.positions().annexes.get(id)?)
    }

    /// The decision of this id.
    pub fn decision(&self, id: &str) -> Option<&Decision> {
        self.definition.decisions.get(*self.positions().decisions.get(id)?)
    }

    /// The deadline of this id.
    pub fn deadline(&self, id: &str) -> Option<&Deadline> {
        self.definition.deadlines.get(self.position_of_deadline(id)?)
    }

    pub(super) fn position_of_deadline(&self, id: &str) -> Option<usize> {
        self.positions().deadlines.get(id).copied()
    }

    /// What the definition says of a document.
    pub fn paper(&self, document: &str) -> Option<&Paper> {
        self.definition.pack.get(*self.positions().papers.get(document)?)
    }

    /// The session of this id.
    pub fn session(&self, id: &str) -> Option<&Session> {
        self.definition.sessions.get(*self.positions().sessions.get(id)?)
    }
}
