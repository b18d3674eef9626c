//! Fields for signatures, in the places that the typeset page keeps for them.
//!
//! A page reserves a place by a link with an address of ours (see [`crate::edition::signature_field`]), which the engine lays
//! out and tags. Here the link becomes an unsigned signature field (ISO 32000-1, 12.7.4.5) and its structure element a
//! form (14.8.4.4): this program can sign it, and any other as well.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary, text_string};

use super::Error;
use crate::edition::kept_field;
use crate::pdf::{Budget, Limits, exact, pages};

/// Annotation flags: printed, and not moved by viewers (ISO 32000-1, table 165).
const PRINTED_AND_LOCKED: i64 = 4 | 128;

/// Makes fields of the links that keep places.
pub(super) fn make(pdf: &mut Vec<u8>) -> Result<(), Error> {
    let document = &mut exact(pdf, &Limits::ours())?.document;
    let pages = pages(document, usize::MAX, &mut Budget::ours())?;
    let pages: Vec<ObjectId> = pages.pages.iter().map(|page| page.id).collect();
    let kept: Vec<(ObjectId, Option<ObjectId>, String, String)> = document
        .objects
        .iter()
        .filter_map(|(id, object)| {
            let address = address(object.as_dict().ok()?)?;
            let (name, description) = kept_field(&address)?;
            let page = pages.iter().copied().find(|page| has_annotation(document, *page, *id));
            Some((*id, page, name, description))
        })
        .collect();
    for (id, page, name, description) in &kept {
        make_one(document, *id, *page, name, description)?;
    }
    for object in document.objects.values_mut() {
        if let Ok(element) = object.as_dict_mut()
            && let Some((_, page, _, description)) = kept.iter().find(|(id, ..)| holds(element, *id))
        {
            element.set("S", "Form");
            // What is shown of a signature later is no content of the page.
            element.set("Alt", text_string(description));
            if let Some(page) = page {
                element.set("Pg", *page);
            }
            // Its only kid stands by itself: validators of later signatures (pyHanko) look for it there.
            if let Ok([only]) = element.get(b"K").and_then(Object::as_array).map(Vec::as_slice) {
                let only = only.clone();
                element.set("K", only);
            }
        }
    }
    let fields: Vec<Object> = kept.iter().map(|(id, ..)| Object::Reference(*id)).collect();
    // Bit 1: there are signature fields.
    let form = document.add_object(dictionary! { "Fields" => fields, "SigFlags" => 1 });
    document.catalog_mut()?.set("AcroForm", form);
    pdf.clear();
    document.save_to(pdf).map_err(lopdf::Error::from)?;
    Ok(())
}

/// The web address that an annotation leads to.
fn address(annotation: &Dictionary) -> Option<String> {
    let action = annotation.get(b"A").ok()?.as_dict().ok()?;
    String::from_utf8(action.get(b"URI").ok()?.as_str().ok()?.to_vec()).ok()
}

fn has_annotation(document: &Document, page: ObjectId, annotation: ObjectId) -> bool {
    let annotations = document.get_dictionary(page).and_then(|page| page.get(b"Annots"));
    let annotations = annotations.and_then(Object::as_array);
    annotations.is_ok_and(|list| list.contains(&Object::Reference(annotation)))
}

/// Returns whether a structure element is the one of an annotation.
fn holds(element: &Dictionary, annotation: ObjectId) -> bool {
    let kids = element.get(b"K").and_then(Object::as_array);
    kids.is_ok_and(|kids| {
        let objects = kids.iter().filter_map(|kid| kid.as_dict().ok()?.get(b"Obj").ok());
        objects.into_iter().any(|object| *object == Object::Reference(annotation))
    })
}

fn make_one(
    document: &mut Document,
    id: ObjectId,
    page: Option<ObjectId>,
    name: &str,
    description: &str,
) -> Result<(), lopdf::Error> {
    let rectangle = document.get_dictionary(id)?.get(b"Rect")?.as_array()?.clone();
    let side = |at: usize| rectangle.get(at).and_then(|number| number.as_float().ok()).unwrap_or_default();
    let (width, height) = (side(2) - side(0), side(3) - side(1));
    // Nothing is shown yet; PDF/A-2 asks for an appearance all the same (ISO 19005-2, 6.3.3).
    let appearance = document.add_object(Stream::new(
        dictionary! {
            "Type" => "XObject",
            "Subtype" => "Form",
            "BBox" => vec![0.into(), 0.into(), Object::Real(width), Object::Real(height)],
            "Resources" => dictionary! {},
        },
        Vec::new(),
    ));
    let field = document.get_object_mut(id)?.as_dict_mut()?;
    for key in [&b"A"[..], b"Border", b"Contents"] {
        field.remove(key);
    }
    field.set("Subtype", "Widget");
    field.set("FT", "Sig");
    field.set("T", Object::String(name.as_bytes().to_vec(), StringFormat::Literal));
    field.set("TU", text_string(description));
    field.set("F", PRINTED_AND_LOCKED);
    field.set("AP", dictionary! { "N" => appearance });
    if let Some(page) = page {
        field.set("P", page);
    }
    Ok(())
}
