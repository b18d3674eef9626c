//! What is told once, although it changed in several places.

use std::collections::BTreeMap;

use crate::compare::Fate;
use crate::edition::Change;

/// Returns whether a change tells all words that changed on each page.
pub(super) fn tells(told: &Change, running: &Change) -> bool {
    running.words.iter().all(|piece| match piece.fate {
        Fate::Kept => true,
        Fate::Removed => told.before.as_deref().is_some_and(|before| before.contains(piece.text.trim())),
        Fate::Added => told.after.as_deref().is_some_and(|after| after.contains(piece.text.trim())),
    })
}

/// The same change in several documents is reported once.
pub(super) fn once(changes: Vec<Change>) -> Vec<Change> {
    let mut all: Vec<Change> = Vec::new();
    let mut known = BTreeMap::new();
    for change in changes {
        // A document as a whole is none of its headings.
        let is_whole = change.item.is_empty() && change.block.is_none();
        let key = (change.what, change.before.clone(), change.after.clone(), change.is_of_time, is_whole);
        match known.get(&key).and_then(|at: &usize| all.get_mut(*at)).filter(|first| first.document != change.document)
        {
            Some(first) => {
                if !first.also.contains(&change.title) {
                    first.also.push(change.title);
                }
            }
            None => {
                known.insert(key, all.len());
                all.push(change);
            }
        }
    }
    all
}
