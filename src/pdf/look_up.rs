//! Looking into objects that may be anything: whatever is not as it should be is not there.

use lopdf::{Dictionary, Document, Object, ObjectId};

static NULL: Object = Object::Null;

/// The object itself, or what it refers to; null if that is missing or leads in a circle (ISO 32000-1, 7.3.10).
pub(crate) fn resolved<'a>(document: &'a Document, object: &'a Object) -> &'a Object {
    document.dereference(object).map_or(&NULL, |(_, object)| object)
}

/// The value of a key; a null is no value (ISO 32000-1, 7.3.7).
pub(crate) fn entry<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let value = resolved(document, dictionary.get(key).ok()?);
    (!value.is_null()).then_some(value)
}

pub(crate) fn dictionary<'a>(document: &'a Document, of: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    entry(document, of, key)?.as_dict().ok()
}

pub(crate) fn array<'a>(document: &'a Document, of: &'a Dictionary, key: &[u8]) -> Option<&'a Vec<Object>> {
    entry(document, of, key)?.as_array().ok()
}

pub(crate) fn name<'a>(document: &'a Document, of: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
    entry(document, of, key)?.as_name().ok()
}

pub(crate) fn integer(document: &Document, of: &Dictionary, key: &[u8]) -> Option<i64> {
    entry(document, of, key)?.as_i64().ok()
}

pub(crate) fn catalog_entry<'a>(document: &'a Document, key: &[u8]) -> Option<&'a Object> {
    entry(document, document.catalog().ok()?, key)
}

pub(crate) fn catalog_dictionary<'a>(document: &'a Document, key: &[u8]) -> Option<&'a Dictionary> {
    catalog_entry(document, key)?.as_dict().ok()
}

/// The values of an array, or the value itself: many keys allow both.
pub(crate) fn items<'a>(document: &'a Document, object: &'a Object) -> &'a [Object] {
    match resolved(document, object) {
        Object::Array(items) => items,
        Object::Null => &[],
        _ => std::slice::from_ref(object),
    }
}

/// Every reference in an object, in order. The reader limits how deeply objects are nested.
pub(crate) fn references(object: &Object, found: &mut Vec<ObjectId>) {
    match object {
        Object::Reference(id) => found.push(*id),
        Object::Array(items) => items.iter().for_each(|item| references(item, found)),
        Object::Dictionary(dictionary) => dictionary.iter().for_each(|(_, value)| references(value, found)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, value)| references(value, found)),
        _ => {}
    }
}

/// Puts another object in the place of every reference.
pub(crate) fn replace_references(object: &mut Object, with: &mut impl FnMut(ObjectId) -> Object) {
    match object {
        Object::Reference(id) => *object = with(*id),
        Object::Array(items) => items.iter_mut().for_each(|item| replace_references(item, with)),
        Object::Dictionary(dictionary) => dictionary.iter_mut().for_each(|(_, value)| replace_references(value, with)),
        Object::Stream(stream) => stream.dict.iter_mut().for_each(|(_, value)| replace_references(value, with)),
        _ => {}
    }
}
