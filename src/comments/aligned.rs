//! Entries of lists that have no ids, as they were when a file was sent, each with the entry that it is now.
//!
//! An entry is the one that says the same, in the same order. What is left between two of those is the same if as many are left in
//! both and each has something in common with the one in its place, or if most of what it says is the same, and of no other. Any
//! other is gone: a change must not be written into the words of somebody else.

use std::collections::{BTreeMap, BTreeSet};

use crate::compare::common;
use crate::edition::WordValue;

/// What each entry of a list says: its values by their paths in it, as digests.
type Entries = BTreeMap<usize, BTreeMap<String, String>>;

/// Lists without ids, by their files and paths with ids.
#[derive(Debug, Default)]
pub(super) struct Aligned {
    sent: BTreeMap<(String, String), Entries>,
    /// The present position of each former one, in lists that were asked for.
    positions: BTreeMap<(String, String), BTreeMap<usize, usize>>,
}

impl Aligned {
    /// The lists of a map.
    pub(super) fn of(values: &[WordValue]) -> Self {
        let mut aligned = Self::default();
        for value in values {
            for (list, index, rest) in entries(&value.id_path) {
                let list = aligned.sent.entry((value.file.clone(), list.to_owned())).or_default();
                list.entry(index).or_default().insert(rest.to_owned(), value.sha256.clone());
            }
        }
        aligned
    }

    /// The present path of a value in lists without ids; none if an entry on the way is gone, or there is no list. `present` returns what is in
    /// a list now, by the paths of values after it.
    pub(super) fn path(
        &mut self,
        value: &WordValue,
        present: impl Fn(&str) -> Vec<(String, String)>,
    ) -> Option<String> {
        if !value.id_path.split('/').any(is_position) {
            return None;
        }
        let (mut former, mut now) = (String::new(), String::new());
        for step in value.id_path.split('/').skip(1) {
            let step_now = match step.parse().ok().filter(|_| is_position(step)) {
                Some(index) => self.position((&value.file, &former), index, || present(&now))?.to_string(),
                None => step.to_owned(),
            };
            former.extend(["/", step]);
            now.extend(["/", &step_now]);
        }
        Some(now)
    }

    fn position(
        &mut self,
        (file, list): (&str, &str),
        index: usize,
        present: impl FnOnce() -> Vec<(String, String)>,
    ) -> Option<usize> {
        let key = (file.to_owned(), list.to_owned());
        if !self.positions.contains_key(&key) {
            let mut now = Entries::new();
            for (path, digest) in present() {
                let (index, rest) = path.split_once('/').unwrap_or((&path, ""));
                if let Some(index) = index.parse().ok().filter(|_| is_position(index)) {
                    now.entry(index).or_default().insert(rest.to_owned(), digest);
                }
            }
            let pairs = self.sent.get(&key).map(|sent| pairs(sent, &now)).unwrap_or_default();
            self.positions.insert(key.clone(), pairs);
        }
        self.positions.get(&key)?.get(&index).copied()
    }
}

/// The entries that a path leads through: the list, the position in it, and the rest of the path.
fn entries(path: &str) -> impl Iterator<Item = (&str, usize, &str)> {
    path.match_indices('/').filter_map(|(at, _)| {
        let after = &path[at + 1..];
        let (step, rest) = after.split_once('/').unwrap_or((after, ""));
        Some((&path[..at], step.parse().ok().filter(|_| is_position(step))?, rest))
    })
}

/// Former and present positions of the same entries.
fn pairs(sent: &Entries, now: &Entries) -> BTreeMap<usize, usize> {
    let keys: BTreeSet<&String> = sent.values().flat_map(BTreeMap::keys).collect();
    let says = |entry: &BTreeMap<String, String>| -> Vec<Option<String>> {
        keys.iter().map(|key| entry.get(*key).cloned()).collect()
    };
    // An entry that has nothing of what the others say prints nothing here, as one that only names a decision.
    let is_of_kind = |(_, entry): &(&usize, &BTreeMap<String, String>)| entry.keys().any(|key| keys.contains(key));
    let (former, present): (Vec<_>, Vec<_>) = (sent.iter().collect(), now.iter().filter(is_of_kind).collect());
    let all = |entries: &[(&usize, &BTreeMap<String, String>)]| -> Vec<_> {
        entries.iter().map(|(_, entry)| says(entry)).collect()
    };
    let mut pairs = BTreeMap::new();
    let (mut before, mut after) = (0, 0);
    let same = common(&all(&former), &all(&present));
    for (until_before, until_after) in same.into_iter().chain([(former.len(), present.len())]) {
        let (gone, come) = (&former[before..until_before], &present[after..until_after]);
        let in_place = |one: &BTreeMap<String, String>, other| one.len() == 1 || common_values(one, other) > 0;
        if gone.len() == come.len() && std::iter::zip(gone, come).all(|(one, other)| in_place(one.1, other.1)) {
            pairs.extend(std::iter::zip(gone, come).map(|(one, other)| (*one.0, *other.0)));
        } else {
            for (index, entry) in gone {
                let mut alike = come.iter().filter(|known| common_values(entry, known.1) * 2 > entry.len());
                if let (Some(found), None) = (alike.next(), alike.next()) {
                    pairs.insert(**index, *found.0);
                }
            }
        }
        if let (Some(one), Some(other)) = (former.get(until_before), present.get(until_after)) {
            pairs.insert(*one.0, *other.0);
        }
        (before, after) = (until_before + 1, until_after + 1);
    }
    pairs
}

/// Returns whether half of what an entry said is the same, or more.
pub(super) fn is_mostly(sent: &BTreeMap<String, String>, now: &BTreeMap<String, String>) -> bool {
    common_values(sent, now) * 2 >= sent.len()
}

fn common_values(sent: &BTreeMap<String, String>, now: &BTreeMap<String, String>) -> usize {
    sent.iter().filter(|(key, digest)| now.get(*key) == Some(digest)).count()
}

/// Returns whether a step of a path is a position in a list.
pub(super) fn is_position(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
}
