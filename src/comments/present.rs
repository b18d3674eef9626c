//! The values of the JSON files of a workspace as they are now, and which of them a value of a map is.

use std::collections::{BTreeMap, BTreeSet};

use super::aligned::{is_mostly, is_position};
use crate::compare::Bag;
use crate::edition::WordValue;
use crate::finding::Place;
use crate::pack::digest;
use crate::write::{Origin, Origins};

/// With as many words in common, in per cent, a text was changed, and not replaced by another.
const ALIKE: usize = 50;
/// The most entries that are looked for under another id.
const RENAMED: usize = 500;
/// The letters of a text that is not found in two places by chance.
const LONG: usize = 20;

/// A value of the map in the files as they are now.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    /// The path of its file.
    pub path: &'a str,
    /// Its place: the whole token with its quotation marks.
    pub place: Place,
    /// A string, decoded; another value as it is written, and of an object or a list nothing.
    pub text: &'a str,
    /// Where it stands: a JSON pointer.
    pub pointer: &'a str,
    /// True if it says what it said when the file was sent.
    pub is_as_sent: bool,
}

impl Found<'_> {
    /// Returns whether it is an object in a list.
    pub fn is_entry(&self) -> bool {
        self.text.is_empty() && self.pointer.rsplit('/').next().is_some_and(is_position)
    }
}

/// A value of a file: the file's path, where the value is in it, and what it is.
type Placed<'a> = (&'a str, Place, &'a Origin);

/// The values of the JSON files of a workspace as they are now.
pub(super) struct Present<'a> {
    by_pointer: BTreeMap<(&'a str, &'a str), Placed<'a>>,
    by_id_path: BTreeMap<(&'a str, &'a str), Placed<'a>>,
    by_digest: BTreeMap<(&'a str, String), Vec<Placed<'a>>>,
    /// By their paths without positions: entries of the same list.
    by_names: BTreeMap<(&'a str, String), Vec<Placed<'a>>>,
}

impl<'a> Present<'a> {
    pub(super) fn of(origins: &'a Origins) -> Self {
        let mut present = Self {
            by_pointer: BTreeMap::new(),
            by_id_path: BTreeMap::new(),
            by_digest: BTreeMap::new(),
            by_names: BTreeMap::new(),
        };
        for (path, place, origin) in origins.values() {
            let placed = (path, place, origin);
            present.by_pointer.insert((path, &origin.pointer), placed);
            present.by_id_path.insert((path, &origin.id_path), placed);
            present.by_digest.entry((path, digest(origin.value.as_bytes()))).or_default().push(placed);
            present.by_names.entry((path, names(&origin.id_path))).or_default().push(placed);
        }
        present
    }

    /// The values in a list, by their paths in it, as digests.
    pub(super) fn in_list(&self, file: &str, list: &str) -> Vec<(String, String)> {
        let list = format!("{list}/");
        let inside = self
            .by_id_path
            .range((file, list.as_str())..)
            .take_while(|((path, id_path), _)| *path == file && id_path.starts_with(&list));
        let value = |((_, id_path), (_, _, origin)): (&(&str, &str), &Placed<'a>)| {
            (id_path[list.len()..].to_owned(), digest(origin.value.as_bytes()))
        };
        inside.map(value).collect()
    }

    /// A value of a map as it is now: by its ids; what has none by its text, then by its place, then by likeness.
    pub(super) fn find(
        &self,
        value: &WordValue,
        (sent, aligned): (&str, Option<&String>),
        (known, renamed): (&Known<'_>, &Renamed<'_>),
    ) -> Option<Found<'a>> {
        let path = value.file.as_str();
        let is_same = |(_, _, origin): &Placed<'a>| digest(origin.value.as_bytes()) == value.sha256;
        let has_ids = value.id_path != value.pointer;
        // A position among entries without ids is not a name.
        let is_named = has_ids && !value.id_path.split('/').any(is_position);
        let by_ids = self.by_id_path.get(&(path, value.id_path.as_str())).copied();
        let by_entry = aligned.and_then(|aligned| self.by_id_path.get(&(path, aligned.as_str()))).copied();
        let is_in_list = self.is_in_list(value);
        let is_gone = has_ids && !self.has_item(value);
        let likeness = |(_, _, origin): &Placed<'a>| Bag::of(&origin.value).resemblance(&Bag::of(sent));
        let is_like = |found: &Placed<'a>| likeness(found) >= ALIKE;
        let is_long = sent.chars().count() >= LONG;
        let found = match by_entry.or_else(|| by_ids.filter(|found| is_named || is_same(found))) {
            Some(found) => found,
            None if is_gone => {
                let former = of_last_id(&value.id_path);
                let entry = renamed.get(&(path, former));
                let now = entry.map(|entry| format!("{entry}{}", &value.id_path[former.len()..]));
                let in_entry = now.and_then(|now| self.by_id_path.get(&(path, now.as_str())).copied());
                let in_entry = in_entry.filter(|found| !is_in_list || is_same(found) || is_like(found));
                in_entry.or_else(|| self.moved(value, true, known).filter(|_| is_long))?
            }
            // Another entry of the same list is somebody else's, whatever stands in the same place.
            None if is_in_list => self.moved(value, !has_ids, known).filter(|_| is_long)?,
            None => {
                // Where its item still is, the same place in another one is not its own.
                let is_lost = !has_ids;
                let by_pointer = || self.by_pointer.get(&(path, value.pointer.as_str())).copied();
                let by_pointer = || by_pointer().filter(|found| is_lost && (!has_ids || !is_known(found, known)));
                let at_place = by_ids.or_else(by_pointer);
                let alike = || {
                    let beside = self.by_names.get(&(path, names(&value.id_path)))?.iter();
                    let free = beside.filter(|one| is_like(one) && !is_known(one, known));
                    free.max_by_key(|one| likeness(one)).copied()
                };
                let moved = self.moved(value, is_lost, known);
                moved.or_else(|| at_place.filter(is_like)).or_else(alike).or(at_place)?
            }
        };
        let (path, place, origin) = found;
        let (text, pointer) = (origin.value.as_str(), origin.pointer.as_str());
        Some(Found { path, place, text, pointer, is_as_sent: is_same(&found) })
    }

    /// Returns whether the entry with an id that a value is in is still there.
    pub(super) fn has_item(&self, value: &WordValue) -> bool {
        self.by_id_path.contains_key(&(value.file.as_str(), of_last_id(&value.id_path)))
    }

    /// Returns whether a value is in a list whose entries have no ids.
    fn is_in_list(&self, value: &WordValue) -> bool {
        let steps: Vec<&str> = value.id_path.split('/').collect();
        let Some(position) = steps.iter().rposition(|step| is_position(step)) else { return false };
        let list = steps[..position].join("/");
        // Files of earlier versions state positions where there are ids.
        let first = format!("{list}/0");
        self.by_id_path.contains_key(&(value.file.as_str(), first.as_str()))
            || self.by_id_path.contains_key(&(value.file.as_str(), list.as_str()))
                && self.in_list(&value.file, &list).is_empty()
    }

    /// Entries that have another id now, and otherwise say mostly the same: for the file and the path of each its path now.
    pub(super) fn renamed<'v>(&self, values: &'v [WordValue], known: &Known<'_>) -> Renamed<'v> {
        let entry = |value: &'v WordValue| (value.file.as_str(), of_last_id(&value.id_path));
        let is_gone = |entry: &(&str, &str)| !self.by_id_path.contains_key(entry);
        let of_ids = values.iter().filter(|value| value.id_path != value.pointer);
        let gone: BTreeSet<(&str, &str)> = of_ids.map(entry).filter(is_gone).take(RENAMED).collect();
        gone.into_iter().filter_map(|entry| Some((entry, self.renamed_entry(entry, known)?))).collect()
    }

    fn renamed_entry(&self, (path, former): (&str, &str), known: &Known<'_>) -> Option<String> {
        let list = &former[..former.rfind("/#")? + 2];
        let within = format!("{former}/");
        let sent: BTreeMap<String, String> = known
            .range((path, within.as_str())..)
            .take_while(|((file, id_path), _)| *file == path && id_path.starts_with(&within))
            .map(|((_, id_path), digest)| (id_path[within.len()..].to_owned(), (*digest).to_owned()))
            .collect();
        let is_new = |id_path: &&str| {
            let is_entry = id_path.starts_with(list) && !id_path[list.len()..].contains('/');
            let inside = format!("{id_path}/");
            let mut of_map = known.range((path, inside.as_str())..);
            is_entry && of_map.next().is_none_or(|((_, known), _)| !known.starts_with(&inside))
        };
        let after = self.by_id_path.range((path, list)..).map(|((_, id_path), _)| *id_path);
        let mut entries = after.take_while(|id_path| id_path.starts_with(list)).filter(is_new);
        let now = |id_path: &str| self.in_list(path, id_path).into_iter().collect::<BTreeMap<_, _>>();
        entries.find(|id_path| is_mostly(&sent, &now(id_path))).map(str::to_owned)
    }

    /// The entry of a list that holds some values of one file: the innermost object that all of them are, or are in.
    pub(super) fn entry(&self, values: &[Found<'a>]) -> Option<Found<'a>> {
        let first = values.first()?;
        let holds = |object: &str| {
            let is_in = |one: &&Found<'_>| {
                one.pointer.strip_prefix(object).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            };
            values.iter().filter(|one| one.path == first.path).all(|one| is_in(&one))
        };
        let outer = |object: &'a str| object.rsplit_once('/').map(|(outer, _)| outer);
        for object in std::iter::successors(Some(first.pointer), |object| outer(object)) {
            let found = self.by_pointer.get(&(first.path, object)).copied().filter(|_| holds(object));
            if let Some((path, place, origin)) = found {
                let (text, pointer) = (origin.value.as_str(), origin.pointer.as_str());
                let found = Found { path, place, text, pointer, is_as_sent: true };
                if found.is_entry() {
                    return Some(found);
                }
            }
        }
        None
    }

    /// A value that says the same elsewhere, in an entry of the same list or, if its item is gone, of the same kind; unless it said so
    /// there already.
    fn moved(&self, value: &WordValue, is_lost: bool, known: &Known<'_>) -> Option<Placed<'a>> {
        let all = self.by_digest.get(&(value.file.as_str(), value.sha256.clone()))?;
        let said_so = |found: &Placed<'a>| digest_known(found, known) == Some(value.sha256.as_str());
        let mut free = all.iter().filter(|found| !said_so(found));
        let of_ids = free.clone().find(|(_, _, origin)| names(&origin.id_path) == names(&value.id_path));
        let of_keys = || free.find(|(_, _, origin)| is_lost && names(&origin.pointer) == names(&value.pointer));
        of_ids.or_else(of_keys).copied()
    }
}

/// The digest of what a value said that is named by the map.
fn digest_known<'k>((path, _, origin): &Placed<'_>, known: &Known<'k>) -> Option<&'k str> {
    let of = |step: &str| known.get(&(*path, step)).copied();
    of(&origin.id_path).or_else(|| of(&origin.pointer))
}

fn is_known(found: &Placed<'_>, known: &Known<'_>) -> bool {
    digest_known(found, known).is_some()
}

/// The path of the innermost object with an id that holds a value.
fn of_last_id(path: &str) -> &str {
    let id = path.rfind("/#").map_or(0, |at| at + 1);
    path[id..].find('/').map_or(path, |at| &path[..id + at])
}

/// The digests of the values of a map, by their files and paths with ids.
pub(super) type Known<'a> = BTreeMap<(&'a str, &'a str), &'a str>;

/// Paths of entries with other ids now, by their files and former paths.
pub(super) type Renamed<'v> = BTreeMap<(&'v str, &'v str), String>;

/// A path without the positions in it.
fn names(path: &str) -> String {
    path.split('/').filter(|part| !is_position(part)).collect::<Vec<_>>().join("/")
}
