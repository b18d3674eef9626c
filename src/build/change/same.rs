//! A change of a file that somebody else wrote meanwhile.

use serde_json::Value as Json;

use super::asked::Change;
use super::pointer::{pointer_of, steps_of};
use super::referring::own_id;
use crate::build::there::still_there;

/// The same change in the file as it is now; nothing if what it is about is not there any more as it was seen.
pub(super) fn in_another(change: &Change, seen: &str, now: &str) -> Option<Change> {
    let (seen, now): (Json, Json) = (serde_json::from_str(seen).ok()?, serde_json::from_str(now).ok()?);
    let there = place_in(change.pointer(), &seen, &now)?;
    let (before, found) = (seen.pointer(change.pointer()), now.pointer(&there));
    let is_as_seen = match change {
        // What somebody else has written already is no reason to refuse it.
        Change::Set { .. } | Change::Clear { .. } | Change::Remove { .. } => {
            found == before || found.is_some() && found == change.value()
        }
        Change::Rename { pointer, .. } => own_id(&seen, pointer) == own_id(&now, &there),
        Change::Insert { .. } | Change::Move { .. } => is_same_list(before, found),
    };
    is_as_seen.then(|| change.at(there))
}

/// Where a value of a file as it was seen stands in the file as it is now; of one that was not there, where it would. Nothing if that is
/// not certain: what has no id is known by what it says, and by its neighbours.
pub fn place_now(pointer: &str, seen: &str, now: &str) -> Option<String> {
    if seen == now {
        return Some(pointer.to_owned());
    }
    place_in(pointer, &serde_json::from_str(seen).ok()?, &serde_json::from_str(now).ok()?)
}

fn place_in(pointer: &str, seen: &Json, now: &Json) -> Option<String> {
    let steps = steps_of(pointer);
    let known = (0..=steps.len()).rev().find(|many| seen.pointer(&pointer_of(&steps[..*many])).is_some())?;
    let there = still_there(&pointer_of(&steps[..known]), seen, now)?;
    Some(there + &pointer_of(&steps[known..]))
}

/// Returns true if two lists have the same entries in the same order, whatever is in those that have ids.
fn is_same_list(one: Option<&Json>, other: Option<&Json>) -> bool {
    match (one, other) {
        (Some(Json::Array(one)), Some(Json::Array(other))) => {
            let is_same = |(one, other): (&Json, &Json)| match (one.get("id"), other.get("id")) {
                (Some(one), Some(other)) => one == other,
                _ => one == other,
            };
            one.len() == other.len() && one.iter().zip(other).all(is_same)
        }
        (one, other) => one == other,
    }
}
