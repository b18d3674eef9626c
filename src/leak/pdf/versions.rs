//! All revisions of a PDF: an earlier one may show what a later one hides.

use std::collections::BTreeMap;

use lopdf::{Document, Object, ObjectId};

/// The most revisions that are assembled; the objects of further ones are still searched one by one.
const MOST: usize = 16;

/// The file as it is, with the objects that nothing leads to, and as it was.
pub(super) fn versions(every: Vec<(ObjectId, Object)>, now: Option<Document>, is_protected: bool) -> Vec<Document> {
    if let (true, Some(now)) = (is_protected, &now) {
        return vec![now.clone()];
    }
    let mut by_number: BTreeMap<ObjectId, Vec<Object>> = BTreeMap::new();
    for (id, object) in every {
        by_number.entry(id).or_default().push(object);
    }
    let most = by_number.iter().filter(|(id, _)| id.0 != 0).map(|(_, states)| states.len()).max().unwrap_or_default();
    let mut versions: Vec<Document> = Vec::new();
    for state in 0..most.min(MOST) {
        let mut document = Document::new();
        for (id, states) in &by_number {
            if let Some(object) = states.get(state.min(states.len() - 1)) {
                document.objects.insert(*id, object.clone());
            }
        }
        versions.push(document);
    }
    if let Some(mut now) = now {
        if let Some(last) = versions.pop() {
            for (id, object) in last.objects {
                now.objects.entry(id).or_insert(object);
            }
        }
        versions.push(now);
    }
    versions
}
