//! Pages and annotations as objects of their own.
//!
//! Both have to be (ISO 32000-1, tables 29 and 30), and some programs write them right into the array that lists them. What
//! comes after would have to look for them in two places.

use std::collections::BTreeSet;

use lopdf::{Document, Object, ObjectId};

/// Arrays whose dictionaries are objects.
const LISTS: [&[u8]; 2] = [b"Kids", b"Annots"];

/// Makes objects of the dictionaries in such arrays.
pub(super) fn settle(document: &mut Document) {
    let mut arrays: BTreeSet<ObjectId> = BTreeSet::new();
    let mut open: Vec<ObjectId> = document.objects.keys().copied().collect();
    while let Some(id) = open.pop() {
        let Some(Object::Dictionary(entries)) = document.objects.get_mut(&id) else { continue };
        let mut direct = Vec::new();
        for key in LISTS {
            match entries.get_mut(key) {
                Ok(Object::Array(items)) => take(items, &mut document.max_id, &mut direct),
                Ok(Object::Reference(id)) => drop(arrays.insert(*id)),
                _ => {}
            }
        }
        keep(direct, document, &mut open);
        if open.is_empty() {
            for id in std::mem::take(&mut arrays) {
                let mut direct = Vec::new();
                if let Some(Object::Array(items)) = document.objects.get_mut(&id) {
                    take(items, &mut document.max_id, &mut direct);
                }
                keep(direct, document, &mut open);
            }
        }
    }
}

/// Puts references in the place of dictionaries.
fn take(items: &mut [Object], last: &mut u32, taken: &mut Vec<(ObjectId, Object)>) {
    for item in items.iter_mut().filter(|item| matches!(item, Object::Dictionary(_))) {
        *last += 1;
        taken.push(((*last, 0), std::mem::replace(item, Object::Reference((*last, 0)))));
    }
}

fn keep(taken: Vec<(ObjectId, Object)>, document: &mut Document, open: &mut Vec<ObjectId>) {
    for (id, object) in taken {
        document.objects.insert(id, object);
        open.push(id);
    }
}
