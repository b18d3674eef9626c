//! What an audience once had and no longer gets.
//!
//! It may have been sent out by mistake, and its words may have been changed in the same hour: so it is not enough to look for the
//! words that are withheld now. What an earlier pack said is shown again only if all that is said now has lost it in the same way.

use std::collections::{BTreeMap, BTreeSet};

use super::said::Said;
use crate::edition::{Change, EditionChanges, What};

/// The beginning of the ids of placeholders of withheld parts, which `read` gives.
const PLACEHOLDER: &str = "withheld-";

/// Returns whether an anchor is that of a placeholder: its id says only how many parts were withheld before it, so the same id may
/// be that of another part in another pack.
pub(super) fn is_placeholder(anchor: &str) -> bool {
    let number = id_of(anchor).strip_prefix(PLACEHOLDER);
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The id in an anchor: `minutes.ID`, `annexes.ID.1`.
fn id_of(anchor: &str) -> &str {
    anchor.split('.').nth(1).unwrap_or_default()
}

/// Other ids in an anchor.
pub(super) fn renamed(anchor: &str, names: &BTreeMap<String, String>) -> String {
    match names.get(id_of(anchor)) {
        Some(name) => anchor
            .split('.')
            .enumerate()
            .map(|(at, part)| if at == 1 { name } else { part })
            .collect::<Vec<_>>()
            .join("."),
        None => anchor.to_owned(),
    }
}

/// An edition with other ids: those of the parts for which placeholders stand.
pub(super) fn with_ids(said: &Said, names: &BTreeMap<String, String>) -> Said {
    let mut said = said.clone();
    for block in said.documents.iter_mut().flat_map(|tree| &mut tree.blocks) {
        block.id = block.id.take().map(|id| renamed(&id, names));
        block.links.iter_mut().for_each(|(target, _)| *target = renamed(target, names));
    }
    said
}

/// Of things that are withheld now and were not before, by their ids, leaves what stands in their place: that a title stands where
/// another one stood, and elsewhere, says nothing.
pub(super) fn leave_stubs(changes: &mut EditionChanges, ids: &BTreeSet<&str>) {
    let stub = |change: &Change| {
        let id = change.anchor.as_deref().map(id_of).and_then(|id| ids.get(id).copied())?;
        Some((change.document.clone(), id))
    };
    let added = |change: &&Change| change.what == What::Added;
    let with_words: BTreeSet<_> = changes.changes.iter().filter(added).filter_map(stub).collect();
    let mut told = BTreeSet::new();
    changes.changes.retain(|change| match stub(change) {
        None => true,
        Some(stub) if with_words.contains(&stub) => change.what == What::Added,
        Some(stub) => matches!(change.what, What::Changed | What::Replaced) && told.insert(stub),
    });
}

/// Leaves out the earlier words of what is withheld now. `of_all` are changes to all that is said now; `contains_withheld` returns for
/// each text whether it has words that are withheld.
pub fn leave_out_withheld(
    changes: &mut EditionChanges,
    of_all: &[EditionChanges],
    contains_withheld: impl Fn(&[String]) -> Vec<bool>,
) {
    let lost: BTreeSet<_> = of_all.iter().flat_map(|changes| &changes.changes).map(key).collect();
    let former = |change: &Change| format!("{}\n{}\n{}", before(change), change.item, change.title);
    let mut withheld = contains_withheld(&changes.changes.iter().map(former).collect::<Vec<_>>()).into_iter();
    changes.changes.retain_mut(|change| {
        let has_withheld = withheld.next().unwrap_or(true);
        let is_said_now = change.before.is_none() || change.before == change.after;
        if !has_withheld && (is_said_now || lost.contains(&key(change))) {
            return true;
        }
        change.is_from_withheld = change.what == What::Moved;
        change.before = None;
        change.words.clear();
        change.what != What::Removed
    });
    // A bar without an entry in the list would reveal a withheld part.
    changes.marked.values_mut().for_each(|marked| marked.ends.clear());
    for change in changes.changes.iter().filter(|change| change.what == What::Removed) {
        changes.marked.entry(change.document.clone()).or_default().ends.extend(change.block);
    }
}

fn before(change: &Change) -> &str {
    change.before.as_deref().unwrap_or_default()
}

fn key(change: &Change) -> (What, &str, &str, Option<&str>) {
    (change.what, &change.document, before(change), change.after.as_deref())
}
