//! Entries of the catalog of an outside document, besides its pages, that the bundle does not take over.

use lopdf::{Document, Object};

use super::destinations::refused;
use super::removed::{Losses, Removal};
use crate::pdf::{dictionary, entry, name};

/// Tells what goes with the catalog.
pub(super) fn tell(document: &Document, losses: &mut Losses) {
    let Ok(catalog) = document.catalog() else { return };
    let names = dictionary(document, catalog, b"Names");
    let has_name = |key: &[u8]| names.is_some_and(|names| entry(document, names, key).is_some());
    let form = dictionary(document, catalog, b"AcroForm");
    let action = entry(document, catalog, b"OpenAction").and_then(|action| action.as_dict().ok());
    // Where a document opens is for the bundle to say; only what would run is reported.
    let action = action.and_then(|action| name(document, action, b"S")).filter(|kind| *kind != b"GoTo").map(refused);
    let reported = [
        (has_name(b"JavaScript"), Removal::Script),
        (has_name(b"EmbeddedFiles"), Removal::Attachment),
        (catalog.has(b"AF") || catalog.has(b"Collection"), Removal::Attachment),
        (catalog.has(b"AA"), Removal::Trigger),
        (form.is_some_and(|form| form.get(b"XFA").is_ok_and(|form| *form != Object::Null)), Removal::DynamicForm),
    ];
    let reported = reported.into_iter().filter(|(is_there, _)| *is_there).map(|(_, what)| what);
    reported.chain(action).for_each(|what| losses.add(None, what));
}
