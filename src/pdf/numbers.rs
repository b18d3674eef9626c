//! Object numbers that are far apart.

use std::collections::BTreeMap;

use lopdf::{Document, Object, ObjectId};

use super::look_up::replace_references;

/// The highest object number that is taken; ISO 32000-1, annex C, has 8,388,607 as the most objects.
pub(super) const HIGHEST: u32 = 8_388_607;

/// The factor by which object numbers of a regular file may be spread: revisions and deletions leave gaps.
const SPREAD: usize = 4;

/// Renumbers the objects, in their order, if their numbers are so far apart that code which goes through all numbers, as lopdf
/// does when it writes, would spend most of its time and output on unused ones. A reference to nothing becomes null, which is
/// what it means (ISO 32000-1, 7.3.10).
pub(super) fn close_up(document: &mut Document) {
    let count = document.objects.len();
    let highest = document.objects.keys().next_back().map_or(0, |id| id.0);
    document.max_id = highest;
    if (highest as usize) <= count * SPREAD + 10_000 {
        return;
    }
    let numbers: BTreeMap<ObjectId, ObjectId> =
        document.objects.keys().copied().zip((1..).map(|number| (number, 0))).collect();
    let objects = std::mem::take(&mut document.objects);
    let mut renumbered = |id| numbers.get(&id).map_or(Object::Null, |new| Object::Reference(*new));
    for (mut object, number) in objects.into_values().zip(1..) {
        replace_references(&mut object, &mut renumbered);
        document.objects.insert((number, 0), object);
    }
    for (_, entry) in &mut document.trailer {
        replace_references(entry, &mut renumbered);
    }
    document.max_id = document.objects.keys().next_back().map_or(0, |id| id.0);
}
