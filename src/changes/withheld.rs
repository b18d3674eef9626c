//! What an audience once had and no longer gets.
//!
//! It may have been sent out by mistake, and its words may have been changed in the same hour: so it is not enough to look for the
//! words that are withheld now. What an earlier pack said is shown again only if all that is said now has lost it in the same way.

use std::collections::BTreeSet;

use crate::edition::{Change, EditionChanges, What};

/// Leaves out the earlier words of what is withheld now. `of_all` are changes to all that is said now; `telling` returns of each
/// text whether it has words that are withheld.
pub fn leave_out_withheld(
    changes: &mut EditionChanges,
    of_all: &[EditionChanges],
    telling: impl Fn(&[String]) -> Vec<bool>,
) {
    let lost: BTreeSet<_> = of_all.iter().flat_map(|changes| &changes.changes).map(key).collect();
    let former = |change: &Change| format!("{}\n{}\n{}", before(change), change.item, change.title);
    let mut are_telling = telling(&changes.changes.iter().map(former).collect::<Vec<_>>()).into_iter();
    changes.changes.retain_mut(|change| {
        let is_telling = are_telling.next().unwrap_or(true);
        let is_said_now = change.before.is_none() || change.before == change.after;
        if !is_telling && (is_said_now || lost.contains(&key(change))) {
            return true;
        }
        change.before = None;
        change.words.clear();
        change.what != What::Removed
    });
    // A bar where nothing is told would tell that something was there.
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
