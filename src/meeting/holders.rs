//! Who holds which role in a meeting.

use std::collections::{BTreeMap, BTreeSet};

use super::{CHAIRS, Id, Meeting, Text};

/// The people of a meeting by role: `chairs`, `signatories`, or the words of a role or capacity.
#[derive(Debug)]
pub struct Holders<'a> {
    chairs: Vec<&'a Id>,
    signatories: Vec<&'a Id>,
    /// By words in small letters.
    by_words: BTreeMap<String, Vec<&'a Id>>,
}

impl<'a> Holders<'a> {
    /// The holders of roles in a meeting, each once in a role.
    pub fn of(meeting: &'a Meeting) -> Self {
        let definition = &meeting.definition;
        let chairs = definition.chairs.iter().map(|chair| (&chair.person.value, chair.role.as_ref()));
        let signatories = definition.signatories.iter().map(|one| (&one.person.value, one.capacity.as_ref()));
        let officers =
            definition.officers.iter().flat_map(|one| one.who.iter().map(|who| (&who.value, Some(&one.role))));
        let mut by_words: BTreeMap<String, Vec<&Id>> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        for (id, words) in chairs.clone().chain(officers).chain(signatories.clone()) {
            for words in words.into_iter().flat_map(|text: &Text| text.all()).map(|words| words.to_lowercase()) {
                if seen.insert((words.clone(), id)) {
                    by_words.entry(words).or_default().push(id);
                }
            }
        }
        Self { chairs: once(chairs.map(|(id, _)| id)), signatories: once(signatories.map(|(id, _)| id)), by_words }
    }

    /// Whoever holds any.
    pub fn any(&self) -> impl Iterator<Item = &'a Id> {
        let by_words = self.by_words.values().flatten();
        self.chairs.iter().chain(&self.signatories).chain(by_words).copied()
    }

    /// The people who hold a role.
    pub fn holding(&self, role: &str) -> &[&'a Id] {
        match role {
            CHAIRS => &self.chairs,
            "signatories" => &self.signatories,
            words => self.by_words.get(&words.to_lowercase()).map(Vec::as_slice).unwrap_or_default(),
        }
    }
}

fn once<'a>(ids: impl Iterator<Item = &'a Id>) -> Vec<&'a Id> {
    let mut seen = BTreeSet::new();
    ids.filter(|id| seen.insert(*id)).collect()
}
