//! Attributes of structure elements (ISO 32000-1, 14.7.5), and the classes that share them.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, StringFormat};

use super::copier::Copier;
use super::store::Store;
use crate::pdf::{Matrix, Rectangle, array, dictionary, entry, items, name, resolved};

/// The attributes of an element, with new identifiers in them. `place` is what the coordinates of its page become.
pub(super) fn attributes(
    copier: &mut Copier<'_>,
    store: &mut Store,
    old: &Object,
    ids: &BTreeMap<Vec<u8>, Vec<u8>>,
    place: Matrix,
) -> Option<Object> {
    let old: Vec<Object> = items(copier.document(), old).to_vec();
    let mut new = Vec::with_capacity(old.len());
    for item in old {
        match resolved(copier.document(), &item) {
            // Owners by a namespace are of PDF 2.0 (ISO 32000-2, table 376).
            Object::Dictionary(attributes) if name(copier.document(), attributes, b"O") != Some(b"NSO") => {
                let mut attributes = renamed(copier.document(), attributes, ids);
                if let Some(bounds) =
                    entry(copier.document(), &attributes, b"BBox").filter(|_| place != Matrix::IDENTITY)
                    && let Some(bounds) = Rectangle::read(copier.document(), bounds)
                {
                    attributes.set("BBox", bounds.transformed(place).object());
                }
                new.push(copier.take(attributes.into(), store));
            }
            Object::Stream(_) if item.as_reference().is_ok() => new.push(copier.take(item, store)),
            // How often the element was revised since.
            Object::Integer(revision) if !new.is_empty() => new.push(Object::Integer(*revision)),
            _ => {}
        }
    }
    match new.len() {
        0 => None,
        1 => new.pop(),
        _ => Some(new.into()),
    }
}

/// Renames the header cells of a cell, which are named by their identifiers (ISO 32000-1, table 349).
fn renamed(document: &Document, attributes: &Dictionary, ids: &BTreeMap<Vec<u8>, Vec<u8>>) -> Dictionary {
    let mut renamed = attributes.clone();
    if let Some(headers) = array(document, attributes, b"Headers") {
        let headers = headers.iter().filter_map(|header| ids.get(resolved(document, header).as_str().ok()?));
        let headers = headers.map(|id| Object::String(id.clone(), StringFormat::Literal));
        renamed.set("Headers", headers.collect::<Vec<_>>());
    }
    renamed
}

/// The classes of an element under new names, each with its name in the outside document.
pub(super) fn classes(document: &Document, old: &Object, prefix: &str) -> (Object, BTreeMap<Vec<u8>, Vec<u8>>) {
    let (mut new, mut renamed) = (Vec::new(), BTreeMap::new());
    for item in items(document, old) {
        match resolved(document, item) {
            Object::Name(old) => {
                let name = [prefix.as_bytes(), old].concat();
                new.push(Object::Name(name.clone()));
                renamed.insert(name, old.clone());
            }
            Object::Integer(revision) => new.push(Object::Integer(*revision)),
            _ => {}
        }
    }
    (new.into(), renamed)
}

/// Looks a class up in the class map of an outside document.
pub(super) fn class(document: &Document, name: &[u8]) -> Option<Object> {
    let root = document.catalog().ok().and_then(|catalog| dictionary(document, catalog, b"StructTreeRoot"))?;
    entry(document, dictionary(document, root, b"ClassMap")?, name).cloned()
}
