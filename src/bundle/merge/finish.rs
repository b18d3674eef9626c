//! The roots of the bundle, which get what all outside documents added.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary};

use super::graft::Additions;
use super::store::Store;
use crate::pdf::{Budget, Label, Labels, dictionary, named};

/// Writes what was added into the structure's root and the catalog.
pub(super) fn roots(store: &mut Store, root: ObjectId, additions: Additions) {
    let Additions { parents, next_key, ids, classes, names } = additions;
    let identifiers = ids.into_iter().map(|(id, element)| (id, Object::Reference(element))).collect();
    let old = store.document.get_dictionary(root).cloned().unwrap_or_default();
    let identifiers = merged(&store.document, &old, b"IDTree", identifiers);
    let old_classes = dictionary(&store.document, &old, b"ClassMap").cloned().unwrap_or_default();
    if let Some(root) = store.dictionary_mut(root) {
        let parents = parents.into_iter().flat_map(|(key, value)| [i64::from(key).into(), value]);
        root.set("ParentTree", dictionary! { "Nums" => parents.collect::<Vec<Object>>() });
        root.set("ParentTreeNextKey", i64::from(next_key));
        set_tree(root, "IDTree", identifiers);
        if !classes.is_empty() {
            root.set(
                "ClassMap",
                old_classes
                    .iter()
                    .chain(&classes)
                    .map(|(name, value)| (name.clone(), value.clone()))
                    .collect::<Dictionary>(),
            );
        }
    }
    add_names(store, names);
}

/// The entries of a name tree of the bundle and more; none if there are no more.
fn merged(
    document: &Document,
    holder: &Dictionary,
    key: &[u8],
    more: BTreeMap<Vec<u8>, Object>,
) -> Option<BTreeMap<Vec<u8>, Object>> {
    let old = dictionary(document, holder, key).and_then(|tree| named(document, tree, &mut Budget::ours()).ok());
    let old = old.unwrap_or_default().into_iter().map(|(name, value)| (name.to_vec(), value.clone()));
    (!more.is_empty()).then(|| old.chain(more.clone()).collect())
}

/// A name tree of one leaf, in order (ISO 32000-1, 7.9.6).
fn set_tree(holder: &mut Dictionary, key: &str, entries: Option<BTreeMap<Vec<u8>, Object>>) {
    if let Some(entries) = entries {
        let pairs = entries.into_iter().flat_map(|(name, value)| [Object::String(name, StringFormat::Literal), value]);
        holder.set(key, dictionary! { "Names" => pairs.collect::<Vec<_>>() });
    }
}

fn add_names(store: &mut Store, names: BTreeMap<Vec<u8>, Object>) {
    let Ok(catalog) = store.document.catalog() else { return };
    let mut holder = dictionary(&store.document, catalog, b"Names").cloned().unwrap_or_default();
    let names = merged(&store.document, &holder, b"Dests", names);
    if names.is_some() {
        set_tree(&mut holder, "Dests", names);
        if let Ok(catalog) = store.document.catalog_mut() {
            catalog.set("Names", holder);
        }
    }
}

/// Writes the page labels of the bundle, some of them those of outside pages.
pub(super) fn labels(store: &mut Store, others: &BTreeMap<usize, Label>, pages: usize) {
    if others.is_empty() {
        return;
    }
    let own = Labels::read(&store.document, &mut Budget::ours()).unwrap_or_default();
    let labels = own.with(others, pages);
    if let Ok(catalog) = store.document.catalog_mut() {
        catalog.set("PageLabels", labels);
    }
}
