//! Removes the parts of a structure (ISO 32000-1, 14.7) that describe removed content: its text, its description.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::pdf::{Budget, Refusal, integer, items, resolved};

/// Removed marked content: its page or form, and its number.
pub(super) type Gone = BTreeSet<(ObjectId, u32)>;

/// Removes the entries of removed marked content, and objects that are no longer drawn; elements without any other content are
/// removed, too.
pub(super) fn prune(
    document: &mut Document,
    marks: &Gone,
    drawn: &BTreeSet<ObjectId>,
    budget: &mut Budget,
) -> Result<(), Refusal> {
    let elements = document.objects.iter().filter(|(_, object)| object.as_dict().is_ok_and(is_element));
    let mut open: BTreeSet<ObjectId> = elements.map(|(id, _)| *id).collect();
    let mut empty: BTreeSet<ObjectId> = BTreeSet::new();
    // First all of them, then those that an emptied one was in.
    while !open.is_empty() {
        let mut above = BTreeSet::new();
        for id in std::mem::take(&mut open) {
            let Ok(element) = document.get_dictionary(id) else { continue };
            let Ok(kids) = element.get(b"K") else { continue };
            let kids = items(document, kids);
            budget.drawn(kids.len().saturating_add(1))?;
            let page = page_of(document, element);
            let stays = |kid: &&Object| !is_gone(document, kid, page, marks, drawn, &empty);
            let kept: Vec<Object> = kids.iter().filter(stays).cloned().collect();
            if kept.len() == kids.len() {
                continue;
            }
            if kept.is_empty() {
                above.extend(element.get(b"P").and_then(Object::as_reference));
                empty.insert(id);
                document.objects.insert(id, Object::Null);
            } else if let Some(element) = document.objects.get_mut(&id).and_then(|object| object.as_dict_mut().ok()) {
                element.set("K", kept);
            }
        }
        open = above;
    }
    Ok(())
}

/// The root has no type of element, and is kept whatever it loses.
fn is_element(entries: &Dictionary) -> bool {
    entries.has(b"K") && entries.has(b"S") && entries.has(b"P")
}

/// The page of an element, which it may have from one above.
fn page_of(document: &Document, element: &Dictionary) -> Option<ObjectId> {
    let above = |element: &&Dictionary| document.get_dictionary(element.get(b"P").ok()?.as_reference().ok()?).ok();
    let chain = std::iter::successors(Some(element), above).take(32);
    chain.filter_map(|element| element.get(b"Pg").ok()?.as_reference().ok()).next()
}

fn is_gone(
    document: &Document,
    kid: &Object,
    page: Option<ObjectId>,
    marks: &Gone,
    drawn: &BTreeSet<ObjectId>,
    empty: &BTreeSet<ObjectId>,
) -> bool {
    if kid.as_reference().is_ok_and(|id| empty.contains(&id)) {
        return true;
    }
    let is_marked = |of: Option<ObjectId>, number: i64| {
        u32::try_from(number).is_ok_and(|number| of.is_some_and(|of| marks.contains(&(of, number))))
    };
    match resolved(document, kid) {
        Object::Integer(number) => is_marked(page, *number),
        Object::Dictionary(entries) if !is_element(entries) => {
            let reference = |key: &[u8]| entries.get(key).and_then(Object::as_reference).ok();
            let is_undrawn = |id: ObjectId| match document.objects.get(&id) {
                Some(Object::Stream(_)) => !drawn.contains(&id),
                Some(Object::Dictionary(_)) => false,
                _ => true,
            };
            match (reference(b"Stm"), reference(b"Obj"), integer(document, entries, b"MCID")) {
                (Some(form), _, Some(number)) => is_undrawn(form) || is_marked(Some(form), number),
                (None, _, Some(number)) => is_marked(reference(b"Pg").or(page), number),
                (_, Some(object), None) => is_undrawn(object),
                _ => false,
            }
        }
        _ => false,
    }
}
