//! Kinds of annotations (ISO 32000-1, 12.5), as far as several modules need them.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::look_up::{dictionary, entry, integer, name, resolved};

/// The way in which an annotation is treated when its page is merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AnnotationKind {
    Link,
    /// The place of a form field: its appearance becomes a part of the page.
    Field,
    /// The window of another annotation; that one has the words, and viewers make a window for them.
    Popup,
    Attachment,
    Media,
    /// It is kept, with its appearance.
    Drawing,
    /// It is not shown, or has no appearance that viewers would agree on.
    Unshown,
}

/// The maximum depth of fields within each other.
const MOST_FIELDS: usize = 32;

pub(crate) fn annotation_kind(document: &Document, annotation: &Dictionary) -> AnnotationKind {
    match name(document, annotation, b"Subtype").unwrap_or_default() {
        b"Link" => AnnotationKind::Link,
        b"Widget" => AnnotationKind::Field,
        b"Popup" => AnnotationKind::Popup,
        b"FileAttachment" => AnnotationKind::Attachment,
        b"Movie" | b"Sound" | b"Screen" | b"RichMedia" | b"3D" => AnnotationKind::Media,
        b"Text" | b"FreeText" | b"Line" | b"Square" | b"Circle" | b"Polygon" | b"PolyLine" | b"Highlight"
        | b"Underline" | b"Squiggly" | b"StrikeOut" | b"Stamp" | b"Caret" | b"Ink" | b"Watermark"
            if !is_hidden(document, annotation) && appearance(document, annotation).is_some() =>
        {
            AnnotationKind::Drawing
        }
        _ => AnnotationKind::Unshown,
    }
}

/// Returns whether an annotation is not shown on screens (table 165: hidden, not viewed).
pub(crate) fn is_hidden(document: &Document, annotation: &Dictionary) -> bool {
    integer(document, annotation, b"F").unwrap_or_default() & (2 | 32) != 0
}

/// The normal appearance of an annotation, in its present state (12.5.5), and which object it is.
pub(crate) fn appearance<'a>(document: &'a Document, annotation: &'a Dictionary) -> Option<(ObjectId, &'a Stream)> {
    let normal = dictionary(document, annotation, b"AP")?.get(b"N").ok()?;
    let chosen = match resolved(document, normal) {
        Object::Dictionary(states) => states.get(name(document, annotation, b"AS")?).ok()?,
        _ => normal,
    };
    let (id, object) = document.dereference(chosen).ok()?;
    Some((id?, object.as_stream().ok()?))
}

/// The value of a key that a field inherits (12.7.3.1).
pub(crate) fn inherited<'a>(document: &'a Document, field: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    ancestry(document, field).find_map(|field| entry(document, field, key))
}

/// A field and its ancestors.
pub(crate) fn ancestry<'a>(document: &'a Document, field: &'a Dictionary) -> impl Iterator<Item = &'a Dictionary> {
    std::iter::successors(Some(field), |field| dictionary(document, field, b"Parent")).take(MOST_FIELDS)
}
