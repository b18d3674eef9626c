//! Annotations of outside pages: links that lead somewhere and drawings are kept; actions are removed.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, text_string};

use super::copier::Copier;
use super::destinations::Destinations;
use super::store::Store;
use crate::pdf::{AnnotationKind, Matrix, annotation_kind, appearance, dictionary, entry, resolved};

/// The element of the structure that replaces an annotation.
#[derive(Debug)]
pub(super) enum Outcome {
    /// The annotation, as an object of the bundle.
    Kept(ObjectId),
    /// Marked content of the page with this number, and its description.
    Drawn { number: u32, said: Dictionary },
    /// Nothing.
    Removed,
}

/// The decision on an annotation.
enum Verdict {
    Link(&'static str, Object),
    Drawing,
    /// The window of another annotation; that one has the words, and viewers make a window for them.
    Popup,
    Field,
    Refused,
}

/// The annotations of one page.
#[derive(Debug, Default)]
pub(super) struct Sorted {
    pub(super) kept: Vec<ObjectId>,
    /// Fields, which become part of the page.
    pub(super) fields: Vec<ObjectId>,
}

/// Keys of actions, keys that lead out of the annotation, and keys that are rewritten.
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

/// Places of annotations: the page they are on, and the numbers of their elements in the parent tree.
pub(super) struct Places<'a> {
    pub(super) page: ObjectId,
    /// The name for links within the document that have no description of their own.
    pub(super) title: &'a str,
    pub(super) keys: &'a BTreeMap<ObjectId, u32>,
    /// The transformation of the page's coordinates.
    pub(super) matrix: Matrix,
}

/// Places on the page, as pairs of numbers, in arrays and arrays of those (ISO 32000-1, tables 164 to 182).
const POINTS: [&[u8]; 6] = [b"Rect", b"QuadPoints", b"L", b"Vertices", b"InkList", b"CL"];

/// Sorts the annotations of a page and writes those that are kept.
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
        let verdict = judge(*id, destinations, copier.document());
        let stands = match verdict {
            Verdict::Link(..) | Verdict::Drawing => Object::Reference(store.reserve()),
            Verdict::Popup | Verdict::Refused => Object::Null,
            Verdict::Field => {
                sorted.fields.push(*id);
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

fn judge(id: ObjectId, destinations: &mut Destinations, document: &Document) -> Verdict {
    let Ok(annotation) = document.get_dictionary(id) else { return Verdict::Refused };
    match annotation_kind(document, annotation) {
        AnnotationKind::Link => match destinations.lead(document, annotation) {
            Some((key, value)) => Verdict::Link(key, value),
            None => Verdict::Refused,
        },
        AnnotationKind::Field => Verdict::Field,
        AnnotationKind::Popup => Verdict::Popup,
        AnnotationKind::Drawing => Verdict::Drawing,
        AnnotationKind::Attachment | AnnotationKind::Media | AnnotationKind::Unshown => Verdict::Refused,
    }
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
    match normal(copier.document(), &annotation) {
        Some(appearance) => annotation.set("AP", appearance),
        None => drop(annotation.remove(b"AP")),
    }
    for key in POINTS {
        if let Some(points) = entry(copier.document(), &annotation, key).filter(|_| places.matrix != Matrix::IDENTITY) {
            let points = moved(copier.document(), points, places.matrix);
            annotation.set(key, points);
        }
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

/// Points, moved to the page's new position; lists of them may be nested.
fn moved(document: &Document, points: &Object, matrix: Matrix) -> Object {
    let Object::Array(items) = points else { return points.clone() };
    if let Some(numbers) =
        items.iter().map(|item| resolved(document, item).as_float().ok()).collect::<Option<Vec<f32>>>()
    {
        let pairs = numbers.chunks_exact(2).map(|pair| matrix.apply(pair[0], pair[1]));
        return pairs.flat_map(|(x, y)| [Object::Real(x), Object::Real(y)]).collect::<Vec<Object>>().into();
    }
    let within = |item: &Object| match resolved(document, item) {
        list @ Object::Array(items) if items.iter().all(|item| resolved(document, item).as_float().is_ok()) => {
            moved(document, list, matrix)
        }
        other => other.clone(),
    };
    items.iter().map(within).collect::<Vec<Object>>().into()
}

/// The description of a link: its own, else its address, else the title of the document within which it leads.
pub(super) fn caption(document: &Document, id: ObjectId, title: &str) -> Object {
    let annotation = document.get_dictionary(id).ok();
    let own = annotation.and_then(|annotation| entry(document, annotation, b"Contents"));
    let address = || entry(document, dictionary(document, annotation?, b"A")?, b"URI");
    let has_words = |text: &&Object| text.as_str().is_ok_and(|text| !text.is_empty());
    own.filter(has_words).or_else(|| address().filter(has_words)).cloned().unwrap_or_else(|| text_string(title))
}

/// The appearance that is neither for the pointer nor for pressing, in the present state (ISO 19005-2, 6.3.3).
fn normal(document: &Document, annotation: &Dictionary) -> Option<Dictionary> {
    Some([("N", Object::Reference(appearance(document, annotation)?.0))].into_iter().collect())
}
