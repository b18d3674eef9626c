//! Where bookmarks lead.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::budget::Budget;
use super::look_up::{catalog_dictionary, dictionary, entry, resolved};
use super::trees::named;

/// The places to which bookmarks of a document lead.
pub(crate) struct Leads<'a> {
    document: &'a Document,
    names: BTreeMap<&'a [u8], &'a Object>,
}

impl<'a> Leads<'a> {
    pub(crate) fn of(document: &'a Document, budget: &mut Budget) -> Self {
        let names = catalog_dictionary(document, b"Names").and_then(|names| dictionary(document, names, b"Dests"));
        let names = names.and_then(|names| named(document, names, budget).ok()).unwrap_or_default();
        Self { document, names: names.into_iter().collect() }
    }

    /// The page to which a bookmark leads, by an explicit or a named destination, its own or that of its action (ISO 32000-1,
    /// 12.3.2).
    pub(crate) fn page(&self, bookmark: &Dictionary) -> Option<ObjectId> {
        let action = || entry(self.document, dictionary(self.document, bookmark, b"A")?, b"D");
        let mut destination = entry(self.document, bookmark, b"Dest").or_else(action)?;
        if let Object::String(name, _) | Object::Name(name) = destination {
            destination = resolved(self.document, self.names.get(name.as_slice())?);
        }
        if let Object::Dictionary(holder) = destination {
            destination = entry(self.document, holder, b"D")?;
        }
        destination.as_array().ok()?.first()?.as_reference().ok()
    }
}
