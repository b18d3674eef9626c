//! What is told once, although it changed in several places.

use std::collections::BTreeMap;

use super::links::Links;
use super::numbers::is_numbering;
use crate::compare::Fate;
use crate::edition::{Change, Marked};

/// Returns whether a change tells all words that changed on each page.
pub(super) fn tells(told: &Change, running: &Change) -> bool {
    running.words.iter().all(|piece| match piece.fate {
        Fate::Kept => true,
        Fate::Removed => told.before.as_deref().is_some_and(|before| before.contains(piece.text.trim())),
        Fate::Added => told.after.as_deref().is_some_and(|after| after.contains(piece.text.trim())),
    })
}

/// Lines that only repeat what is called otherwise now are told with that: their documents are named there, and they have bars. Numbers
/// that follow from what came before are no change anywhere.
pub(super) fn repeat(told: &mut [(usize, Change)], marked: &mut BTreeMap<String, Marked>, lines: Vec<(Change, Links)>) {
    let anchors = told.iter().enumerate().filter(|(_, (_, change))| change.is_at_anchor);
    let anchors = anchors.filter_map(|(at, (_, change))| Some((change.anchor.clone()?, at)));
    let anchors: BTreeMap<String, usize> = anchors.collect();
    let words = |text: &'_ Option<String>| text.clone().unwrap_or_default();
    for (line, links) in lines.into_iter().filter(|(line, _)| !is_numbering(&words(&line.before), &words(&line.after)))
    {
        for at in links.iter().filter_map(|(target, _)| anchors.get(target)) {
            let (_, change) = &mut told[*at];
            if change.document != line.document && !change.also.contains(&line.title) {
                change.also.push(line.title.clone());
            }
        }
        marked.entry(line.document).or_default().blocks.extend(line.block);
    }
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
