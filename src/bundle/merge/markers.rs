//! Placeholder pages of the bundle, and the marks by which they are found: links with an address of ours.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::store::Store;
use crate::edition::{KeptPage, kept_page};
use crate::pdf::{Budget, array, dictionary, entry, integer, items, name, numbered, resolved};

/// Elements in which a section may stand (ISO 32000-1, table 333).
const GROUPING: [&[u8]; 5] = [b"Document", b"Part", b"Art", b"Sect", b"Div"];
/// Structure deeper than this is none of the engine's.
const DEPTH: usize = 256;

/// A placeholder page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placeholder {
    pub(super) page: ObjectId,
    /// The number of the page in the bundle, counted from 0.
    pub(super) number: usize,
    /// The height of the space for a stamp, for which the page is reduced, in points.
    pub(super) strip: Option<f32>,
    annotation: ObjectId,
}

/// All placeholders, by the outside document and its page; none where there are several for one.
pub(super) type Placeholders = BTreeMap<(usize, usize), Option<Placeholder>>;

pub(super) fn find(document: &Document, pages: &[ObjectId]) -> Placeholders {
    let mut found = BTreeMap::new();
    for (number, page) in pages.iter().enumerate() {
        let annotations = document.get_dictionary(*page).ok().and_then(|page| array(document, page, b"Annots"));
        for annotation in annotations.into_iter().flatten().filter_map(|annotation| annotation.as_reference().ok()) {
            if let Some(address) = address(document, annotation) {
                let placeholder = Placeholder { page: *page, number, strip: address.strip, annotation };
                found
                    .entry((address.file, address.page))
                    .and_modify(|known| *known = None)
                    .or_insert(Some(placeholder));
            }
        }
    }
    found
}

/// The outside page that an annotation stands for.
fn address(document: &Document, annotation: ObjectId) -> Option<KeptPage> {
    let action = dictionary(document, document.get_dictionary(annotation).ok()?, b"A")?;
    kept_page(std::str::from_utf8(entry(document, action, b"URI")?.as_str().ok()?).ok()?)
}

/// The change to the kids of an element.
#[derive(Debug, Clone, Copy)]
enum Change {
    Removed,
    ReplacedBy(ObjectId),
    FollowedBy(ObjectId),
}

/// Takes the marks out of pages and structure. `sections` are elements to come, by the outside document; each is hung
/// where the document's first mark was.
pub(super) struct Clearing<'a> {
    pub(super) placeholders: &'a [(usize, Placeholder)],
    pub(super) sections: &'a BTreeMap<usize, ObjectId>,
}

impl Clearing<'_> {
    /// The parent of each section; the structure's root if a mark has no element. The entries of `parents`, the
    /// structure's parent tree, go as well.
    pub(super) fn apply(&self, store: &mut Store, parents: &mut BTreeMap<u32, Object>) -> BTreeMap<usize, ObjectId> {
        let mut changes: BTreeMap<ObjectId, BTreeMap<ObjectId, Change>> = BTreeMap::new();
        let mut hung = BTreeMap::new();
        let mut gone = BTreeSet::new();
        for (outside, placeholder) in self.placeholders {
            let mark = placeholder.annotation;
            let key = store.document.get_dictionary(mark).ok();
            let key = key.and_then(|mark| u32::try_from(integer(&store.document, mark, b"StructParent")?).ok());
            let element = key.and_then(|key| parents.remove(&key)).and_then(|element| element.as_reference().ok());
            let section = self.sections.get(outside).copied().filter(|_| !hung.contains_key(outside));
            gone.insert(mark);
            let Some(element) = element else { continue };
            let (top, parent) = climb(&store.document, element, &mut gone);
            let changes = &mut changes;
            match section {
                Some(section) => {
                    let parent = hang(&store.document, (top, parent), section, changes);
                    hung.insert(*outside, parent);
                }
                None => {
                    changes.entry(parent).or_default().insert(top, Change::Removed);
                }
            }
        }
        changes.iter().for_each(|(element, changes)| change(*element, changes, store));
        gone.iter().for_each(|id| {
            store.remove(*id);
        });
        hung
    }
}

/// From a mark's element up to the last one that holds nothing else, and what that one is in.
fn climb(document: &Document, element: ObjectId, gone: &mut BTreeSet<ObjectId>) -> (ObjectId, ObjectId) {
    let mut top = element;
    gone.insert(top);
    for _ in 0..DEPTH {
        let Some((parent, dictionary)) = parent(document, top) else { break };
        let kids = dictionary.get(b"K").map(|kids| items(document, kids)).unwrap_or_default();
        if kids.len() > 1 || is_grouping(document, dictionary) {
            return (top, parent);
        }
        gone.insert(parent);
        top = parent;
    }
    (top, top)
}

fn parent(document: &Document, element: ObjectId) -> Option<(ObjectId, &Dictionary)> {
    let parent = document.get_dictionary(element).ok()?.get(b"P").and_then(Object::as_reference).ok()?;
    Some((parent, document.get_dictionary(parent).ok()?))
}

fn is_grouping(document: &Document, element: &Dictionary) -> bool {
    element.has_type(b"StructTreeRoot") || name(document, element, b"S").is_some_and(|kind| GROUPING.contains(&kind))
}

/// Hangs a section where an element was, or after the first element above that may not hold a section.
fn hang(
    document: &Document,
    (top, mut holder): (ObjectId, ObjectId),
    section: ObjectId,
    changes: &mut BTreeMap<ObjectId, BTreeMap<ObjectId, Change>>,
) -> ObjectId {
    let mut below = top;
    for _ in 0..DEPTH {
        let is_holder = document.get_dictionary(holder).is_ok_and(|holder| is_grouping(document, holder));
        let above = parent(document, holder).map(|(above, _)| above);
        match above.filter(|_| !is_holder) {
            Some(above) => (below, holder) = (holder, above),
            None => break,
        }
    }
    if below == top {
        changes.entry(holder).or_default().insert(top, Change::ReplacedBy(section));
    } else {
        let old = parent(document, top).map_or(holder, |(old, _)| old);
        changes.entry(old).or_default().insert(top, Change::Removed);
        changes.entry(holder).or_default().insert(below, Change::FollowedBy(section));
    }
    holder
}

fn change(element: ObjectId, changes: &BTreeMap<ObjectId, Change>, store: &mut Store) {
    let document = &store.document;
    let Ok(kids) = document.get_dictionary(element).and_then(|element| element.get(b"K")) else { return };
    let mut changed = Vec::new();
    for kid in items(document, kids) {
        match kid.as_reference().ok().and_then(|id| changes.get(&id)) {
            None => changed.push(kid.clone()),
            Some(Change::Removed) => {}
            Some(Change::ReplacedBy(section)) => changed.push((*section).into()),
            Some(Change::FollowedBy(section)) => changed.extend([kid.clone(), (*section).into()]),
        }
    }
    if let Some(element) = store.dictionary_mut(element) {
        element.set("K", changed);
    }
}

/// The parent tree of the bundle, and the first number that is free in it.
pub(super) fn parents(document: &Document, root: &Dictionary) -> (BTreeMap<u32, Object>, u32) {
    let tree = dictionary(document, root, b"ParentTree");
    let tree = tree.and_then(|tree| numbered(document, tree, &mut Budget::ours()).ok());
    let parents: BTreeMap<u32, Object> =
        tree.unwrap_or_default().into_iter().map(|(key, value)| (key, value.clone())).collect();
    let next =
        integer(document, root, b"ParentTreeNextKey").and_then(|key| u32::try_from(key).ok()).unwrap_or_default();
    let last = parents.last_key_value().map_or(0, |(key, _)| key.saturating_add(1));
    (parents, next.max(last))
}

/// The annotations of a placeholder besides its mark.
pub(super) fn others(document: &Document, placeholder: &Placeholder) -> Vec<ObjectId> {
    let page = document.get_dictionary(placeholder.page).ok();
    let annotations = page.and_then(|page| array(document, page, b"Annots")).into_iter().flatten();
    let annotations = annotations.filter_map(|annotation| annotation.as_reference().ok());
    let there = annotations.filter(|id| !resolved(document, &Object::Reference(*id)).is_null());
    there.filter(|id| *id != placeholder.annotation).collect()
}
