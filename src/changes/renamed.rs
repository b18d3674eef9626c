//! Things that have another id now and the same title: they are the same things.
//!
//! Their numbers, the pages of their files and the links to them are known by their ids. Titles that several things in a document have
//! tell nothing.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::numbers::without_number;
use super::said::Said;
use super::withheld::{is_placeholder, with_ids};
use crate::compare::letters;

/// A thing in a document: its id, and the name of the document with the letters of its title.
pub(super) type Thing = (String, (String, String));

/// A thing by its id, in a document, and its title.
pub(super) fn thing(id: &str, document: &str, title: &str) -> Thing {
    (id.to_owned(), (document.to_owned(), letters(without_number(title)).to_lowercase()))
}

/// An earlier edition, in which things have the ids that they have in a later one.
pub(super) fn with_later_ids<'a>(before: &'a Said, now: &Said) -> Cow<'a, Said> {
    let names = other_ids(&things(before), &things(now));
    if names.is_empty() { Cow::Borrowed(before) } else { Cow::Owned(with_ids(before, &names)) }
}

/// The things of an edition.
pub(super) fn things(said: &Said) -> Vec<Thing> {
    let mut all = Vec::new();
    for tree in &said.documents {
        for block in &tree.blocks {
            let anchor = block.id.as_deref().filter(|anchor| !is_placeholder(anchor));
            let Some((_, id)) = anchor.and_then(|anchor| anchor.split_once('.')).filter(|(_, id)| !id.contains('.'))
            else {
                continue;
            };
            all.push(thing(id, &tree.name, if block.title.is_empty() { &block.text } else { &block.title }));
        }
    }
    all
}

/// The ids of things that only one of two lists has, each with the id of the thing of the same title that only the other one has.
pub(super) fn other_ids(before: &[Thing], now: &[Thing]) -> BTreeMap<String, String> {
    fn alone<'a>(all: &'a [Thing], others: &[Thing]) -> BTreeMap<&'a (String, String), Option<&'a str>> {
        let known: BTreeSet<&str> = others.iter().map(|(id, _)| id.as_str()).collect();
        let mut alone = BTreeMap::new();
        for (id, title) in all.iter().filter(|(id, (_, title))| !known.contains(id.as_str()) && !title.is_empty()) {
            alone.entry(title).and_modify(|other| *other = None).or_insert(Some(id.as_str()));
        }
        alone
    }
    let former = alone(before, now);
    let (mut names, mut taken) = (BTreeMap::new(), BTreeSet::new());
    for (title, id) in alone(now, before) {
        let Some((before, now)) = former.get(title).copied().flatten().zip(id) else { continue };
        // Whoever is known in one document is the same in all.
        if !names.contains_key(before) && taken.insert(now) {
            names.insert(before.to_owned(), now.to_owned());
        }
    }
    names
}
