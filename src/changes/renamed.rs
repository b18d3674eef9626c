//! Annexes that have another id now and the same title: they are the same annexes.
//!
//! Their numbers, the pages of their files and the links to them are known by their ids. Titles that several annexes have tell nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::issues::{IssuedPack, Issues};
use super::said::{ANNEXES, Said};
use super::withheld::{is_placeholder, renamed, with_ids};
use crate::compare::letters;

/// An annex: its id, and the letters of its title.
type Annex = (String, String);

/// An earlier edition, in which the annexes have the ids that they have in a later one.
pub(super) fn with_later_ids(before: Said, now: &Said) -> Said {
    let names = other_ids(&annexes(&before), &annexes(now));
    if names.is_empty() { before } else { with_ids(&before, &names) }
}

impl Issues {
    /// Gives annexes the ids that they have now; `titles` returns the titles of a language, after the ids.
    pub fn follow_annexes(&mut self, titles: impl Fn(&str) -> Vec<(String, String)>) {
        for issue in &mut self.issues {
            let mut names = BTreeMap::new();
            for said in issue.packs.iter().flat_map(|pack| &pack.editions) {
                let now = titles(&said.language).into_iter().map(|(id, title)| (id, letters(&title)));
                names.extend(other_ids(&annexes(said), &now.collect::<Vec<_>>()));
            }
            if !names.is_empty() {
                issue.packs.iter_mut().for_each(|pack| pack.rename_annexes(&names));
            }
        }
    }
}

impl IssuedPack {
    fn rename_annexes(&mut self, names: &BTreeMap<String, String>) {
        self.editions.iter_mut().for_each(|said| *said = with_ids(said, names));
        let parts = self.numbered.iter_mut().flat_map(|pages| &mut pages.parts);
        parts.for_each(|part| part.part = renamed(&part.part, names));
        let ids = self.files.iter_mut().map(|file| &mut file.annex);
        let ids = ids.chain(self.annexes.iter_mut().map(|annex| &mut annex.id)).chain(self.withheld.values_mut());
        for id in ids {
            if let Some(now) = names.get(id) {
                id.clone_from(now);
            }
        }
    }
}

/// The annexes of an edition.
fn annexes(said: &Said) -> Vec<Annex> {
    let trees = said.documents.iter().filter(|tree| tree.name == ANNEXES);
    let headings = trees.flat_map(|tree| &tree.blocks).filter(|block| block.heading.is_some());
    let annex = |anchor: &str| Some(anchor.strip_prefix("annexes.")?.to_owned()).filter(|id| !id.contains('.'));
    let with_ids = headings.filter_map(|block| Some((block.id.as_ref().filter(|id| !is_placeholder(id))?, block)));
    with_ids.filter_map(|(anchor, block)| Some((annex(anchor)?, letters(&block.text)))).collect()
}

/// The ids of annexes that only one of two lists has, each with the id of the annex of the same title that only the other one has.
fn other_ids(before: &[Annex], now: &[Annex]) -> BTreeMap<String, String> {
    fn alone<'a>(all: &'a [Annex], others: &[Annex]) -> BTreeMap<&'a str, Option<&'a str>> {
        let known: BTreeSet<&str> = others.iter().map(|(id, _)| id.as_str()).collect();
        let mut alone = BTreeMap::new();
        for (id, title) in all.iter().filter(|(id, title)| !known.contains(id.as_str()) && !title.is_empty()) {
            alone.entry(title.as_str()).and_modify(|other| *other = None).or_insert(Some(id.as_str()));
        }
        alone
    }
    let former = alone(before, now);
    let pairs = alone(now, before).into_iter().filter_map(|(title, id)| Some((former.get(title).copied()??, id?)));
    pairs.map(|(before, now)| (before.to_owned(), now.to_owned())).collect()
}
