//! What was taken away in one place and put into another is moved: its parts are written together, or not at all.

use std::collections::BTreeMap;

use super::remark::{Remark, RemarkKind};

/// Letters in a paragraph that was cut and put elsewhere; shorter ones are in many places.
const MOVED: usize = 15;
/// Places with the same first paragraph that several paragraphs are looked for at.
const TRIED: usize = 20;

/// Words, and who moved them.
type Key = (String, Option<String>);

/// Finds what one person deleted in one place and inserted in another: one paragraph or several, or what the word processor calls one move.
pub(super) fn pair(told: &mut [Remark]) {
    pair_equal(told);
    pair_several(told);
    bind_by_names(told);
}

/// Has changes written together, or not at all.
pub(super) fn bind(told: &mut [Remark], one: usize, other: usize) {
    for (at, with) in [(one, other), (other, one)] {
        let id = told[with].id.clone();
        if told[at].together.last() != Some(&id) {
            told[at].together.push(id);
        }
    }
}

fn is_moved(text: &str, told: &Remark) -> bool {
    told.is_of_move && !text.is_empty() || text.chars().count() >= MOVED
}

/// Makes one change of both halves of a move.
fn halve(told: &mut [Remark], from: usize, to: usize) {
    told[from].kind = RemarkKind::Move { to };
    told[to].kind = RemarkKind::MovedHere;
    bind(told, from, to);
}

/// Words that are deleted in one place and inserted in another.
fn pair_equal(told: &mut [Remark]) {
    let key = |text: &str, told: &Remark| {
        let text = text.trim();
        is_moved(text, told).then(|| (text.to_owned(), told.author.clone()))
    };
    let mut inserted: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (at, one) in told.iter().enumerate().filter(|(_, one)| one.kind == RemarkKind::Insertion).rev() {
        if let Some(key) = key(&one.added, one) {
            inserted.entry(key).or_default().push(at);
        }
    }
    for at in 0..told.len() {
        let found = key(&told[at].removed, &told[at]).filter(|_| told[at].kind == RemarkKind::Deletion);
        if let Some(to) = found.and_then(|key| inserted.get_mut(&key)?.pop()) {
            halve(told, at, to);
        }
    }
}

/// Several paragraphs that are deleted one after the other, and inserted as one passage.
fn pair_several(told: &mut [Remark]) {
    let mut deleted: BTreeMap<Option<String>, Vec<usize>> = BTreeMap::new();
    let mut starts: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (at, one) in told.iter().enumerate().filter(|(_, one)| one.kind == RemarkKind::Deletion) {
        let all = deleted.entry(one.author.clone()).or_default();
        starts.entry((one.removed.trim().to_owned(), one.author.clone())).or_default().push(all.len());
        all.push(at);
    }
    for to in 0..told.len() {
        let one = &told[to];
        let lines: Vec<&str> = one.added.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect();
        if one.kind != RemarkKind::Insertion || lines.len() < 2 || !is_moved(&lines.concat(), one) {
            continue;
        }
        let key = (lines[0].to_owned(), one.author.clone());
        let (Some(all), Some(found)) = (deleted.get(&key.1), starts.get(&key)) else { continue };
        let part = |start: &usize| all.get(*start..*start + lines.len());
        let is_it = |part: &&[usize]| {
            std::iter::zip(*part, &lines)
                .all(|(at, line)| told[*at].kind == RemarkKind::Deletion && told[*at].removed.trim() == *line)
        };
        let part = found.iter().take(TRIED).filter_map(part).find(is_it).map(<[usize]>::to_vec);
        part.into_iter().flatten().for_each(|from| halve(told, from, to));
    }
}

/// What the word processor calls one move, and is not the same words in both places: somebody changed what was moved.
fn bind_by_names(told: &mut [Remark]) {
    let mut parts: BTreeMap<(u32, Option<String>), Vec<usize>> = BTreeMap::new();
    for (at, one) in told.iter().enumerate().filter(|(_, one)| one.together.is_empty() && one.is_change()) {
        for number in &one.moves {
            parts.entry((*number, one.author.clone())).or_default().push(at);
        }
    }
    for parts in parts.into_values() {
        parts.iter().skip(1).for_each(|part| bind(told, parts[0], *part));
    }
}
