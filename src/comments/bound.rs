//! Which remarks belong together: each gets its id, and the ids of those that it is a part of, stands within, or excludes.

use std::collections::BTreeMap;

use super::moves;
use super::remark::{Remark, RemarkKind};
use super::stamps::Who;
use crate::edition::WordMap;
use crate::pack::digest;

/// The hexadecimal digits of an id.
const DIGITS: usize = 6;

/// For each note the paragraph with its mark, and the letters that were sent before the mark.
pub(super) type Notes = BTreeMap<String, (usize, usize)>;

/// Puts remarks into the order of the text, and says which belong together.
pub(super) fn bind(told: &mut [Remark], map: &WordMap, notes: &Notes) {
    told.sort_by_key(|told| (told.near.is_none(), told.near, told.anchor.is_none(), told.at.start));
    name(told, map);
    name_hosts(told);
    name_opposed(told);
    moves::pair(told);
    bind_notes(told, map, notes);
    pair_parts(told, map);
}

/// Gives each its id.
fn name(told: &mut [Remark], map: &WordMap) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for remark in told {
        let paragraph = remark.anchor.map(|anchor| map.anchors[anchor].text()).unwrap_or_default();
        let author = remark.author.as_deref().unwrap_or_default();
        // The id of a comment has always been that of its first paragraph.
        let removed = match remark.kind {
            RemarkKind::Comment { .. } => remark.removed.split('\n').next().unwrap_or_default(),
            _ => &remark.removed,
        };
        let said = [author, &remark.date, removed, &remark.added, &paragraph].join("\0");
        let digest = digest(said.as_bytes())[..DIGITS].to_owned();
        let times = seen.entry(digest.clone()).or_default();
        *times += 1;
        remark.id = if *times == 1 { digest } else { format!("{digest}-{times}") };
    }
}

/// Says within whose words others are added.
fn name_hosts(told: &mut [Remark]) {
    let mut all: BTreeMap<(Option<usize>, usize, Who), String> = BTreeMap::new();
    for told in told.iter().filter(|told| told.is_change() && !told.added.is_empty()) {
        // Of several that one person adds in a passage nobody knows which it is.
        let host = all.entry((told.anchor, told.passage, told.by));
        host.and_modify(String::clear).or_insert_with(|| told.id.clone());
    }
    for told in told {
        let (anchor, passage) = (told.anchor, told.passage);
        if let Some(nested) = &mut told.nested {
            nested.host = all.get(&(anchor, passage, nested.by)).cloned().unwrap_or_default();
        }
    }
}

/// Says which row or cell that somebody else takes away a change is in.
fn name_opposed(told: &mut [Remark]) {
    let is_taken = |told: &&Remark| matches!(told.kind, RemarkKind::Row | RemarkKind::Cell);
    let taken = told.iter().filter(is_taken).filter_map(|told| Some((told.enclosed?, told.id.clone())));
    let taken: BTreeMap<usize, String> = taken.collect();
    for told in told.iter_mut().filter(|told| !is_taken(&&**told)) {
        told.opposed = told.enclosed.and_then(|number| taken.get(&number).cloned());
    }
}

/// A note and the words with its mark, which one person deleted, are one change.
fn bind_notes(told: &mut [Remark], map: &WordMap, notes: &Notes) {
    let mut words: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, told) in told.iter().enumerate().filter(|(_, told)| !told.removed.is_empty() && told.is_change()) {
        words.entry(told.anchor.unwrap_or(usize::MAX)).or_default().push(at);
    }
    for note in 0..told.len() {
        let one = &told[note];
        let name = one.anchor.and_then(|anchor| map.anchors[anchor].note.as_ref());
        let Some((anchor, offset)) = name.and_then(|name| notes.get(name)) else { continue };
        let length = map.anchors[one.anchor.unwrap_or_default()].text().chars().count();
        let is_all = one.is_change() && one.added.is_empty() && one.at == (0..length);
        // Between the words and the mark may be signs that stayed as they were.
        let around: Vec<char> = map.anchors[*anchor].text().chars().collect();
        let is_sign = |range: std::ops::Range<usize>| {
            around.get(range).is_some_and(|between| !between.iter().any(|c| c.is_alphanumeric()))
        };
        let has_mark = |at: &&usize| {
            let (with, offset) = (&told[**at], *offset);
            let is_near = match offset < with.at.start {
                true => is_sign(offset..with.at.start),
                false => offset <= with.at.end || is_sign(with.at.end..offset),
            };
            with.author == one.author && is_near
        };
        let found = words.get(anchor).and_then(|words| words.iter().find(has_mark)).filter(|_| is_all).copied();
        if let Some(with) = found {
            moves::bind(told, note, with);
        }
    }
}

/// What one person deleted from one paragraph on into others is one change.
fn pair_parts(told: &mut [Remark], map: &WordMap) {
    let mut open: Option<(String, Option<String>, usize)> = None;
    let is_of_words = |told: &&mut Remark| told.is_change() && !matches!(told.kind, RemarkKind::Level { .. });
    for told in told.iter_mut().filter(is_of_words) {
        let Some(anchor) = told.anchor else { continue };
        // What they put in its place may stand in the last of these.
        let is_of = told.at.start == 0 && !(told.removed.is_empty() && told.added.is_empty());
        let of = open.take_if(|(_, by, next)| is_of && (&*by, *next) == (&told.author, anchor));
        let is_all = told.at.end >= map.anchors[anchor].text().chars().count();
        match of {
            Some((id, ..)) => {
                told.stroke = Some(id.clone());
                open = (told.joins || is_all).then(|| (id, told.author.clone(), anchor + 1));
            }
            None if told.joins => open = Some((told.id.clone(), told.author.clone(), anchor + 1)),
            None => {}
        }
    }
}
