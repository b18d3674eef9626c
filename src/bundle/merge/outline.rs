//! Bookmarks (ISO 32000-1, 12.3.3): an outside document's go under the one that leads to it.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::destinations::Destinations;
use super::store::Store;
use crate::pdf::{Budget, Leads, catalog_dictionary, entry};

/// Deeper than readers show.
const DEPTH: usize = 64;

/// A bookmark of an outside document that is kept.
#[derive(Debug)]
pub(super) struct Bookmark {
    title: Object,
    lead: Option<(&'static str, Object)>,
    /// Colour and style.
    look: Dictionary,
    kids: Vec<Bookmark>,
}

/// The bookmarks of a document that lead to pages used, or have such below them.
pub(super) fn read(document: &Document, destinations: &mut Destinations) -> Vec<Bookmark> {
    let root = catalog_dictionary(document, b"Outlines");
    let first = root.and_then(|root| root.get(b"First").and_then(Object::as_reference).ok());
    read_level(document, first, DEPTH, &mut BTreeSet::new(), destinations)
}

fn read_level(
    document: &Document,
    first: Option<ObjectId>,
    depth: usize,
    seen: &mut BTreeSet<ObjectId>,
    destinations: &mut Destinations,
) -> Vec<Bookmark> {
    let mut level = Vec::new();
    let mut next = first.filter(|_| depth > 0);
    while let Some(id) = next.filter(|id| seen.insert(*id)) {
        let Ok(item) = document.get_dictionary(id) else { break };
        let first = item.get(b"First").and_then(Object::as_reference).ok();
        let kids = read_level(document, first, depth - 1, seen, destinations);
        // A heading over bookmarks that stay leads where the first of them does.
        let lead = destinations.lead(document, item).or_else(|| kids.first()?.lead.clone());
        if lead.is_some() {
            let title = entry(document, item, b"Title").filter(|title| title.as_str().is_ok());
            let look = [&b"C"[..], b"F"].into_iter().filter_map(|key| Some((key, entry(document, item, key)?.clone())));
            let look = look.filter(|(_, value)| !matches!(value, Object::Stream(_) | Object::Dictionary(_))).collect();
            level.push(Bookmark { title: title.cloned().unwrap_or_else(|| "".into()), lead, look, kids });
        }
        next = item.get(b"Next").and_then(Object::as_reference).ok();
    }
    level
}

/// The bookmarks of the bundle: in order, with the number of the page that each leads to.
#[derive(Debug)]
pub(super) struct Outline {
    root: ObjectId,
    items: Vec<(ObjectId, usize)>,
}

impl Outline {
    /// Reads them; a bundle without any gets a root for them.
    pub(super) fn read(store: &mut Store, pages: &[ObjectId]) -> Option<Self> {
        let catalog = store.document.catalog().ok()?;
        if let Ok(root) = catalog.get(b"Outlines").and_then(Object::as_reference) {
            let items = bundle_items(&store.document, root, pages);
            return Some(Self { root, items });
        }
        let root = store.reserve();
        store.set(root, dictionary! { "Type" => "Outlines", "Count" => 0 });
        store.document.catalog_mut().ok()?.set("Outlines", root);
        Some(Self { root, items: Vec::new() })
    }

    /// The last bookmark that leads to the page or the nearest one before it; the root if there is none.
    pub(super) fn above(&self, page: usize) -> ObjectId {
        let before = self.items.iter().filter(|(_, leads)| *leads <= page);
        before.max_by_key(|(_, leads)| *leads).map_or(self.root, |(id, _)| *id)
    }
}

fn bundle_items(document: &Document, root: ObjectId, pages: &[ObjectId]) -> Vec<(ObjectId, usize)> {
    let numbers: BTreeMap<ObjectId, usize> = pages.iter().enumerate().map(|(number, page)| (*page, number)).collect();
    let leads = Leads::of(document, &mut Budget::ours());
    let mut items = Vec::new();
    let mut seen = BTreeSet::new();
    let link = |of: &Dictionary, key: &[u8]| of.get(key).and_then(Object::as_reference).ok();
    let mut open: Vec<ObjectId> =
        document.get_dictionary(root).ok().and_then(|root| link(root, b"First")).into_iter().collect();
    while let Some(id) = open.pop() {
        let Ok(item) = document.get_dictionary(id) else { continue };
        if seen.insert(id) {
            items.extend(leads.page(item).and_then(|page| Some((id, *numbers.get(&page)?))));
            open.extend(link(item, b"Next"));
            open.extend(link(item, b"First"));
        }
    }
    items
}

/// Writes bookmarks under one of the bundle, after those that it has.
pub(super) fn write(bookmarks: &[Bookmark], above: ObjectId, store: &mut Store) {
    let Some((first, last)) = write_level(bookmarks, above, store) else { return };
    let Some(holder) = store.dictionary_mut(above) else { return };
    let before = holder.get(b"Last").and_then(Object::as_reference).ok();
    holder.set("Last", last);
    match before {
        Some(before) => {
            if let Some(before) = store.dictionary_mut(before) {
                before.set("Next", first);
            }
            if let Some(first) = store.dictionary_mut(first) {
                first.set("Prev", before);
            }
        }
        None => holder.set("First", first),
    }
    count(above, i64::try_from(bookmarks.len()).unwrap_or_default(), store);
}

/// Adds to the number of bookmarks that are shown, which is negative where opening would show them (ISO 32000-1, tables
/// 152 and 153): at the holder, and above it as long as it is open.
fn count(holder: ObjectId, more: i64, store: &mut Store) {
    let mut next = Some(holder);
    for _ in 0..DEPTH {
        let Some(item) = next.and_then(|id| store.dictionary_mut(id)) else { return };
        let shown = item.get(b"Count").and_then(Object::as_i64).unwrap_or_default();
        let is_open = shown > 0 || !item.has(b"Parent");
        item.set("Count", if is_open { shown + more } else { shown - more });
        next = item.get(b"Parent").and_then(Object::as_reference).ok().filter(|_| is_open);
    }
}

/// Writes one level, closed; its first and last item.
fn write_level(bookmarks: &[Bookmark], above: ObjectId, store: &mut Store) -> Option<(ObjectId, ObjectId)> {
    let ids: Vec<ObjectId> = bookmarks.iter().map(|_| store.reserve()).collect();
    for (at, (bookmark, id)) in bookmarks.iter().zip(&ids).enumerate() {
        let mut item = bookmark.look.clone();
        item.set("Title", bookmark.title.clone());
        item.set("Parent", above);
        if let Some((key, value)) = &bookmark.lead {
            item.set(*key, value.clone());
        }
        if let Some(before) = at.checked_sub(1) {
            item.set("Prev", ids[before]);
        }
        if let Some(next) = ids.get(at + 1) {
            item.set("Next", *next);
        }
        if let Some((first, last)) = write_level(&bookmark.kids, *id, store) {
            item.set("First", first);
            item.set("Last", last);
            item.set("Count", -i64::try_from(bookmark.kids.len()).unwrap_or_default());
        }
        store.set(*id, item);
    }
    Some((*ids.first()?, *ids.last()?))
}
