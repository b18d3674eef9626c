//! Parts of a PDF that both signing and examining look at: fields for signatures.

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::pdf::{Limits, Opened, exact};

/// The number of objects is no measure of a document, but this many fields no minutes have.
pub(super) const FIELDS: usize = 64;

pub(super) fn has_name(field: &Dictionary, name: &[u8]) -> bool {
    field.get(b"T").and_then(Object::as_str).is_ok_and(|own| own == name)
}

/// All fields of a document, if they are signature fields each of its own name, and not too many.
pub(super) fn fields(document: &Document) -> Option<Vec<(ObjectId, &Dictionary)>> {
    let catalog = document.catalog().ok()?;
    let Ok(form) = catalog.get(b"AcroForm") else { return Some(Vec::new()) };
    let form = document.dereference(form).ok()?.1.as_dict().ok()?;
    let list = document.dereference(form.get(b"Fields").ok()?).ok()?.1.as_array().ok()?;
    if list.len() > FIELDS {
        return None;
    }
    let mut fields: Vec<(ObjectId, &Dictionary)> = Vec::new();
    for entry in list {
        let id = entry.as_reference().ok()?;
        let field = document.get_dictionary(id).ok()?;
        let name = field.get(b"T").and_then(Object::as_str).ok()?;
        let is_signature = field.get(b"FT").and_then(Object::as_name).is_ok_and(|kind| kind == b"Sig");
        if !is_signature || fields.iter().any(|(other, field)| *other == id || has_name(field, name)) {
            return None;
        }
        fields.push((id, field));
    }
    Some(fields)
}

/// Reads a PDF of any origin, within bounds; `None` if it cannot be, or if readers could see different things in it.
pub(super) fn load(file: &[u8]) -> Option<Document> {
    exact(file, &Limits::of_packs()).ok().map(|exact| exact.document)
}

/// The same of one in which readers could see different things; and whether they could not.
pub(super) fn load_any(file: &[u8]) -> Option<(Document, bool)> {
    let any = || Some((Opened::open(file, &Limits::of_packs()).ok()?.into_document(), false));
    load(file).map(|document| (document, true)).or_else(any)
}
