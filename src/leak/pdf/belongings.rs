//! The objects that belong to some pages of a PDF: contents, annotations, tags, bookmarks and labels.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::pdf::{Budget, Leads, Pages, array, catalog_dictionary, numbered, resolved};

/// Keys that lead from a page to objects of other pages.
const AWAY: [&[u8]; 8] = [b"Parent", b"P", b"Dest", b"D", b"Kids", b"Popup", b"IRT", b"B"];

/// The objects of some pages; `wanted` counts pages from 0. Each once, pages first.
pub(super) fn belongings(
    document: &Document,
    pages: &Pages<'_>,
    wanted: &[usize],
    budget: &mut Budget,
) -> Vec<ObjectId> {
    let own: Vec<ObjectId> = wanted.iter().filter_map(|at| Some(pages.pages.get(*at)?.id)).collect();
    let mut all = own.clone();
    let mut seen: BTreeSet<ObjectId> =
        pages.pages.iter().map(|page| page.id).chain(pages.nodes.iter().copied()).collect();
    let mut next = 0;
    while let Some(id) = all.get(next).copied() {
        next += 1;
        if let Some(object) = document.objects.get(&id) {
            references(object, &mut |id| {
                if seen.insert(id) {
                    all.push(id);
                }
            });
        }
    }
    let of_page =
        |object: Option<&Object>| object.and_then(|page| page.as_reference().ok()).is_some_and(|id| own.contains(&id));
    let leads = Leads::of(document, budget);
    for (id, object) in &document.objects {
        let Object::Dictionary(item) = object else { continue };
        let leads_there = || leads.page(item).is_some_and(|page| own.contains(&page));
        let is_bookmark = item.has(b"Title") && item.has(b"Parent") && leads_there();
        if (is_bookmark || of_page(item.get(b"Pg").ok())) && seen.insert(*id) {
            all.push(*id);
        }
    }
    all
}

/// The prefixes of the labels of some pages.
pub(super) fn labels(document: &Document, wanted: &[usize], budget: &mut Budget) -> Vec<Object> {
    let root = catalog_dictionary(document, b"PageLabels");
    let mut labels = root.and_then(|root| numbered(document, root, budget).ok()).unwrap_or_default();
    labels.sort_by_key(|(first, _)| *first);
    let of = |page: &usize| {
        let page = i64::try_from(*page).unwrap_or(i64::MAX);
        labels
            .iter()
            .rev()
            .find(|(first, _)| i64::from(*first) <= page)
            .map(|(_, label)| resolved(document, label).clone())
    };
    wanted.iter().filter_map(of).collect()
}

fn references(object: &Object, take: &mut dyn FnMut(ObjectId)) {
    match object {
        Object::Reference(id) => take(*id),
        Object::Array(items) => items.iter().for_each(|item| references(item, take)),
        Object::Dictionary(dictionary) => of_dictionary(dictionary, take),
        Object::Stream(stream) => of_dictionary(&stream.dict, take),
        _ => {}
    }
}

fn of_dictionary(dictionary: &Dictionary, take: &mut dyn FnMut(ObjectId)) {
    let inner = dictionary.iter().filter(|(key, _)| !AWAY.contains(&key.as_slice()));
    inner.for_each(|(_, value)| references(value, take));
    // The name and value of a field may be in the parent of the widget on the page.
    if dictionary.has_type(b"Annot") || dictionary.has(b"Rect") {
        dictionary.get(b"Parent").into_iter().for_each(|above| references(above, take));
    }
}

/// The streams in which the contents of pages are: they are read as parts of these, with their fonts.
pub(super) fn contents_of(document: &Document, pages: &Pages<'_>) -> BTreeSet<ObjectId> {
    let mut all = BTreeSet::new();
    for page in &pages.pages {
        match array(document, page.dictionary, b"Contents") {
            Some(parts) => all.extend(parts.iter().filter_map(|part| part.as_reference().ok())),
            None => all.extend(page.dictionary.get(b"Contents").and_then(Object::as_reference).ok()),
        }
    }
    all
}
