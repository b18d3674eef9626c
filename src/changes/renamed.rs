//! Annexes that have another id now and the same title: they are the same annexes.
//!
//! Their numbers, the pages of their files and the links to them are known by their ids. Titles that several annexes have tell nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::said::{ANNEXES, Said};
use super::withheld::{is_placeholder, with_ids};
use crate::compare::letters;

/// An annex: its id, and the letters of its title.
pub(super) type Annex = (String, String);

/// An earlier edition, in which the annexes have the ids that they have in a later one.
pub(super) fn with_later_ids(before: Said, now: &Said) -> Said {
    let names = other_ids(&annexes(&before), &annexes(now));
    if names.is_empty() { before } else { with_ids(&before, &names) }
}

/// The annexes of an edition.
pub(super) fn annexes(said: &Said) -> Vec<Annex> {
    let trees = said.documents.iter().filter(|tree| tree.name == ANNEXES);
    let headings = trees.flat_map(|tree| &tree.blocks).filter(|block| block.heading.is_some());
    let annex = |anchor: &str| Some(anchor.strip_prefix("annexes.")?.to_owned()).filter(|id| !id.contains('.'));
    let with_ids = headings.filter_map(|block| Some((block.id.as_ref().filter(|id| !is_placeholder(id))?, block)));
    with_ids.filter_map(|(anchor, block)| Some((annex(anchor)?, letters(&block.text)))).collect()
}

/// The ids of annexes that only one of two lists has, each with the id of the annex of the same title that only the other one has.
pub(super) fn other_ids(before: &[Annex], now: &[Annex]) -> BTreeMap<String, String> {
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
