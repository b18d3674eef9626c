//! Things that have another id now and the same title: they are the same things.
//!
//! Their numbers, the pages of their files and the links to them are known by their ids. Titles that several things in a document have
//! tell nothing.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::exchanged::single;
use super::numbers::end_of_number;
use super::said::Said;
use super::withheld::{is_placeholder, with_ids};
use crate::compare::letters;

/// A thing in a document: its id, and the name of the document with the letters of its title.
pub(super) type Thing = (String, (String, String));

/// A thing by its id, in a document, and its title.
pub(super) fn thing(id: &str, document: &str, title: &str) -> Thing {
    (id.to_owned(), (document.to_owned(), letters(title).to_lowercase()))
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
            let title = if block.title.is_empty() { &block.text } else { &block.title };
            // The number of a decision stands in its heading: "Resolution RES-2025-29: Street sweeper".
            let is_number = |end: &usize| block.mark.is_empty() && title[..*end].contains(char::is_numeric);
            let number = end_of_number(title).filter(is_number).unwrap_or_default();
            all.push(thing(id, &tree.name, &title[number..]));
        }
    }
    all
}

/// The ids of things that only one of two lists has, each with the id of the thing of the same title that only the other one has.
pub(super) fn other_ids(before: &[Thing], now: &[Thing]) -> BTreeMap<String, String> {
    fn alone<'a>(all: &'a [Thing], others: &[Thing]) -> BTreeMap<&'a (String, String), &'a String> {
        let known: BTreeSet<&str> = others.iter().map(|(id, _)| id.as_str()).collect();
        let alone = all.iter().filter(|(id, (_, title))| !known.contains(id.as_str()) && !title.is_empty());
        single(alone.map(|(id, title)| (title, id)))
    }
    let former = alone(before, now);
    let (mut names, mut taken) = (BTreeMap::new(), BTreeSet::new());
    for (title, now) in alone(now, before) {
        // Whoever is known in one document is the same in all.
        if let Some(before) = former.get(title).filter(|before| !names.contains_key(**before))
            && taken.insert(now)
        {
            names.insert((*before).clone(), now.clone());
        }
    }
    names
}
