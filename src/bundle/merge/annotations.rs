//! Annotations of outside pages: links that lead somewhere and what is drawn stay; what acts does not.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, text_string};

use super::copier::Copier;
use super::destinations::{Destinations, refused};
use super::removed::Removal;
use super::store::Store;
use crate::pdf::{dictionary, entry, integer, name};

/// What an element of the structure finds in the place of an annotation.
#[derive(Debug)]
pub(super) enum Outcome {
    /// The annotation, as an object of the bundle.
    Kept(ObjectId),
    /// Marked content of the page with this number, and what can be said of it.
    Drawn { number: u32, said: Dictionary },
    /// Nothing.
    Removed,
}

/// What is done with an annotation.
enum Verdict {
    Link(&'static str, Object),
    Drawing,
    /// The window of another annotation; that one has the words, and viewers make a window for them.
    Popup,
    Field,
    Refused(Removal),
}

/// The annotations of one page.
#[derive(Debug, Default)]
pub(super) struct Sorted {
    /// Those that stay.
    pub(super) kept: Vec<ObjectId>,
    /// Fields, which become part of the page.
    pub(super) fields: Vec<ObjectId>,
}

/// Keys that act, lead out of the annotation, or are written anew.
const DROPPED: [&[u8]; 15] = [
    b"A",
    b"AA",
    b"PA",
    b"Popup",
    b"Dest",
    b"P",
    b"StructParent",
    b"AF",
    b"FS",
    b"Sound",
    b"Movie",
    b"ExData",
    b"Measure",
    b"RichMediaContent",
    b"RichMediaSettings",
];
/// Flags of annotations (ISO 32000-1, table 165): printed.
const PRINTED: i64 = 4;

/// Places of annotations: the page they are on, and the number of their element in the parent tree.
pub(super) struct Places<'a> {
    pub(super) number: usize,
    pub(super) page: ObjectId,
    /// What links within the document are called that say nothing of themselves.
    pub(super) title: &'a str,
    pub(super) keys: &'a BTreeMap<ObjectId, u32>,
}

/// Sorts the annotations of a page and writes those that stay.
pub(super) fn sort(
    annotations: &[ObjectId],
    places: &Places<'_>,
    destinations: &mut Destinations,
    copier: &mut Copier<'_>,
    store: &mut Store,
) -> Sorted {
    let mut sorted = Sorted::default();
    let mut kept = Vec::new();
    for id in annotations {
        let verdict = judge(*id, places.number, destinations, copier);
        let stands = match verdict {
            Verdict::Link(..) | Verdict::Drawing => Object::Reference(store.reserve()),
            Verdict::Popup => Object::Null,
            Verdict::Field => {
                sorted.fields.push(*id);
                Object::Null
            }
            Verdict::Refused(what) => {
                copier.losses.add(Some(places.number), what);
                Object::Null
            }
        };
        if let Object::Reference(reserved) = stands {
            kept.push((*id, reserved, verdict));
        }
        copier.stand_in(*id, stands);
    }
    for (id, reserved, verdict) in kept {
        write(id, reserved, verdict, places, copier, store);
        sorted.kept.push(reserved);
    }
    sorted
}

fn judge(id: ObjectId, page: usize, destinations: &mut Destinations, copier: &mut Copier<'_>) -> Verdict {
    let losses = losses_of(copier.document(), id);
    losses.into_iter().for_each(|what| copier.losses.add(Some(page), what));
    let document = copier.document();
    let Ok(annotation) = document.get_dictionary(id) else { return Verdict::Refused(Removal::Annotation) };
    let has_appearance = dictionary(document, annotation, b"AP").is_some_and(|ap| entry(document, ap, b"N").is_some());
    match name(document, annotation, b"Subtype").unwrap_or_default() {
        b"Link" => match destinations.lead(document, annotation) {
            Some(Ok((key, value))) => Verdict::Link(key, value),
            Some(Err(what)) => Verdict::Refused(what),
            None => Verdict::Refused(Removal::UnusedPage),
        },
        b"Widget" => Verdict::Field,
        b"Popup" => Verdict::Popup,
        b"FileAttachment" => Verdict::Refused(Removal::Attachment),
        b"Movie" | b"Sound" | b"Screen" | b"RichMedia" | b"3D" => Verdict::Refused(Removal::Media),
        b"Text" | b"FreeText" | b"Line" | b"Square" | b"Circle" | b"Polygon" | b"PolyLine" | b"Highlight"
        | b"Underline" | b"Squiggly" | b"StrikeOut" | b"Stamp" | b"Caret" | b"Ink" | b"Watermark"
            if has_appearance =>
        {
            Verdict::Drawing
        }
        _ => Verdict::Refused(Removal::Annotation),
    }
}

/// What every annotation loses: triggers, and actions after the first one.
fn losses_of(document: &Document, id: ObjectId) -> Vec<Removal> {
    let Ok(annotation) = document.get_dictionary(id) else { return Vec::new() };
    let trigger = entry(document, annotation, b"AA").map(|_| Removal::Trigger);
    let action = dictionary(document, annotation, b"A");
    let is_link = name(document, annotation, b"Subtype") == Some(b"Link");
    let other = action.filter(|_| !is_link).map(|action| refused(name(document, action, b"S").unwrap_or_default()));
    let next = action.and_then(|action| entry(document, action, b"Next")).map(|next| {
        let kind = next.as_dict().ok().and_then(|next| name(document, next, b"S"));
        refused(kind.unwrap_or_default())
    });
    let attachment = entry(document, annotation, b"AF").map(|_| Removal::Attachment);
    [trigger, other, next, attachment].into_iter().flatten().collect()
}

fn write(
    id: ObjectId,
    reserved: ObjectId,
    verdict: Verdict,
    places: &Places<'_>,
    copier: &mut Copier<'_>,
    store: &mut Store,
) {
    let Ok(annotation) = copier.document().get_dictionary(id) else { return };
    let mut annotation = annotation.clone();
    let caption = caption(copier.document(), id, places.title);
    DROPPED.iter().for_each(|key| {
        annotation.remove(key);
    });
    if let Some(appearance) = normal(copier.document(), &annotation) {
        annotation.set("AP", appearance);
    }
    // Whatever else it refers to is taken over with it.
    if let Object::Dictionary(mut taken) = copier.take(annotation.into(), store) {
        taken.set("P", places.page);
        if let Some(key) = places.keys.get(&id) {
            taken.set("StructParent", i64::from(*key));
        }
        if let Verdict::Link(key, value) = verdict {
            taken.set(key, value);
            // What is read out for a link (ISO 14289-1, 7.18.5), and that it prints (ISO 19005-2, 6.3.2).
            taken.set("Contents", caption);
            if !taken.has(b"F") {
                taken.set("F", PRINTED);
            }
        }
        store.write(reserved, &taken.into());
    }
}

/// What a link says of itself, else its address, else the title of the document that it leads about in.
pub(super) fn caption(document: &Document, id: ObjectId, title: &str) -> Object {
    let annotation = document.get_dictionary(id).ok();
    let own = annotation.and_then(|annotation| entry(document, annotation, b"Contents"));
    let address = || entry(document, dictionary(document, annotation?, b"A")?, b"URI");
    let has_words = |text: &&Object| text.as_str().is_ok_and(|text| !text.is_empty());
    own.filter(has_words).or_else(|| address().filter(has_words)).cloned().unwrap_or_else(|| text_string(title))
}

/// The appearance that is neither for the pointer nor for pressing (ISO 19005-2, 6.3.3).
fn normal(document: &Document, annotation: &Dictionary) -> Option<Dictionary> {
    let normal = dictionary(document, annotation, b"AP")?.get(b"N").ok()?;
    Some([("N", normal.clone())].into_iter().collect())
}

/// The value of a key that a field inherits (ISO 32000-1, 12.7.3.1).
pub(super) fn inherited<'a>(document: &'a Document, field: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let mut field = field;
    for _ in 0..32 {
        if let Some(value) = entry(document, field, key) {
            return Some(value);
        }
        field = dictionary(document, field, b"Parent")?;
    }
    None
}

/// Whether an annotation is not shown (ISO 32000-1, table 165: hidden, not viewed).
pub(super) fn is_hidden(document: &Document, annotation: &Dictionary) -> bool {
    integer(document, annotation, b"F").unwrap_or_default() & (2 | 32) != 0
}
