//! The content of a placeholder, as forms that are drawn over the outside page: the stamp, which is an artifact, and the
//! heading of an annex without a cover, which is in the structure.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::markers::Placeholder;
use super::store::Store;
use crate::pdf::{Matrix, Rectangle, integer, items, resolved};

/// A form that is drawn over an outside page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    /// The number of the marked content that it is on the placeholder, none for artifacts.
    pub(super) mark: Option<u32>,
    pub(super) form: ObjectId,
}

/// The number of a page in the parent tree, if the structure has a part of what it shows.
pub(super) fn key(document: &Document, page: ObjectId) -> Option<u32> {
    u32::try_from(integer(document, document.get_dictionary(page).ok()?, b"StructParents")?).ok()
}

/// Makes forms of what a placeholder shows: one of all artifacts, and one of each marked content. A form within marked content
/// that has marks of its own would be read by few readers, so each is marked as a whole.
pub(super) fn forms(placeholder: &Placeholder, bounds: Rectangle, matrix: Matrix, store: &mut Store) -> Vec<Form> {
    let document = &store.document;
    let Ok(page) = document.get_dictionary(placeholder.page) else { return Vec::new() };
    let parts = page.get(b"Contents").ok().map(|parts| items(document, parts)).unwrap_or_default();
    let mut entries = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => bounds.object(),
        "Matrix" => matrix.object(),
        "Resources" => page.get(b"Resources").cloned().unwrap_or_else(|_| Dictionary::new().into()),
    };
    if let Ok(group) = page.get(b"Group") {
        entries.set("Group", group.clone());
    }
    let is_read = page.has(b"StructParents");
    // The page's content is no object of its own any more.
    let gone: Vec<ObjectId> = parts.iter().filter_map(|part| part.as_reference().ok()).collect();
    let drawn: Vec<(Option<u32>, Stream)> = match parts {
        [] => return Vec::new(),
        [only] if !is_read => match resolved(document, only).as_stream() {
            Ok(stream) => vec![(None, stream.clone())],
            Err(_) => return Vec::new(),
        },
        parts => {
            let plain = |part| resolved(document, part).as_stream().ok()?.get_plain_content().ok();
            let content = parts.iter().filter_map(plain).collect::<Vec<_>>().join(&b'\n');
            parted(&content)
                .into_iter()
                .map(|(mark, content)| (mark, Stream::new(Dictionary::new(), content)))
                .collect()
        }
    };
    for id in gone {
        store.document.objects.remove(&id);
    }
    let form = |(mark, mut stream): (Option<u32>, Stream)| {
        entries.iter().for_each(|(key, value)| stream.dict.set(key.clone(), value.clone()));
        Form { mark, form: store.add(&stream.into()) }
    };
    drawn.into_iter().map(form).collect()
}

/// The content of a page in parts: of each marked content, by its number, and of all that is an artifact. Every part sets all
/// that the others set, and paints only its own.
fn parted(content: &[u8]) -> Vec<(Option<u32>, Vec<u8>)> {
    let Ok(content) = Content::decode(content) else { return Vec::new() };
    let marks: BTreeSet<u32> = content.operations.iter().filter_map(mark_number).collect();
    let parts = std::iter::once(None).chain(marks.into_iter().map(Some));
    parts
        .filter_map(|part| Some((part, Content { operations: painting(&content.operations, part) }.encode().ok()?)))
        .collect()
}

/// Operations that paint marked content of this number, or artifacts.
fn painting(operations: &[Operation], part: Option<u32>) -> Vec<Operation> {
    // The numbers of the marks that are open.
    let mut open: Vec<Option<u32>> = Vec::new();
    let mut kept = Vec::new();
    for operation in operations {
        let is_of_part = open.iter().find_map(|number| *number) == part;
        match operation.operator.as_str() {
            "BDC" | "BMC" => open.push(mark_number(operation)),
            "EMC" => {
                open.pop();
            }
            _ if is_of_part => kept.push(operation.clone()),
            "f" | "F" | "f*" | "S" | "s" | "B" | "B*" | "b" | "b*" => kept.push(Operation::new("n", Vec::new())),
            "Tj" | "TJ" | "'" | "\"" | "Do" | "sh" | "BI" => {}
            _ => kept.push(operation.clone()),
        }
    }
    kept
}

fn mark_number(operation: &Operation) -> Option<u32> {
    let what = operation.operands.get(1).filter(|_| operation.operator == "BDC")?;
    u32::try_from(what.as_dict().ok()?.get(b"MCID").ok()?.as_i64().ok()?).ok()
}

/// The elements of the marked content of a placeholder, with the numbers that it has beside the outside page's: `first` is the
/// first that is free there. `parents` is the placeholder's entry in the parent tree.
pub(super) fn renumber(
    parents: Option<Object>,
    page: ObjectId,
    first: u32,
    store: &mut Store,
) -> BTreeMap<u32, ObjectId> {
    let parents = parents.map(|parents| resolved(&store.document, &parents).clone());
    let parents = parents.as_ref().and_then(|parents| parents.as_array().ok()).into_iter().flatten();
    let marks: BTreeMap<u32, ObjectId> =
        (first..).zip(parents).filter_map(|(mark, element)| Some((mark, element.as_reference().ok()?))).collect();
    let elements: BTreeSet<ObjectId> = marks.values().copied().collect();
    for element in elements {
        let Some(element) = store.dictionary_mut(element) else { continue };
        let stands_there = element.get(b"Pg").and_then(Object::as_reference).is_ok_and(|of| of == page);
        let moved = |kid: Object| match kid {
            Object::Integer(number) if stands_there => (number + i64::from(first)).into(),
            Object::Dictionary(mut kid) if kid.has_type(b"MCR") => {
                let is_there = kid.get(b"Pg").and_then(Object::as_reference).map_or(stands_there, |of| of == page);
                if let Some(number) = kid.get(b"MCID").and_then(Object::as_i64).ok().filter(|_| is_there) {
                    kid.set("MCID", number + i64::from(first));
                }
                kid.into()
            }
            kid => kid,
        };
        match element.remove(b"K") {
            Some(Object::Array(kids)) => element.set("K", kids.into_iter().map(moved).collect::<Vec<_>>()),
            Some(kid) => element.set("K", moved(kid)),
            None => {}
        }
    }
    marks
}
