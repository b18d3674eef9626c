//! Changes of several reviewers in one passage: they exclude each other.
//!
//! Two changes are in one passage if they overlap, touch the same word, or one adds something right beside what the other takes away; a
//! new paragraph is beside others, and in the passage of none.
//! Others are written together, whoever made them.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::comments::{Aim, Located, Remark, RemarkKind};
use crate::finding::{FileNumber, Sources};

/// The most other changes of a passage that are named.
const RIVALS: usize = 20;
/// The most pairs of changes that are compared.
const PAIRS: usize = 5_000_000;

/// A change: its position among the remarks, and the bytes of a file that it is about, with the words that they are part of.
struct Change {
    at: usize,
    file: FileNumber,
    words: Range<usize>,
}

/// Finds out which changes stand at the same passage of the same text.
pub(super) fn contest(located: &mut [(usize, Located)], sources: &Sources) {
    let change = |(at, (_, one)): (usize, &(usize, Located))| {
        let is_of_form = matches!(one.remark.kind, RemarkKind::Level { .. } | RemarkKind::Link | RemarkKind::Alt);
        let is_written = one.remark.is_change() && !is_of_form && matches!(one.aim, Aim::Text { .. });
        let place = one.place.filter(|_| is_written)?;
        Some(Change { at, file: place.file, words: words(one, sources.text(place.file), place.range()) })
    };
    let mut changes: Vec<Change> = located.iter().enumerate().filter_map(change).collect();
    changes.sort_by_key(|one| (one.file, one.words.start, one.words.end, one.at));
    let mut rivals: Vec<(usize, usize)> = Vec::new();
    let mut counts = vec![0; located.len()];
    let mut pairs = PAIRS;
    let next = next_of_others(&changes, located);
    for (number, change) in changes.iter().enumerate() {
        let mut with = next[number];
        while let Some(other) = changes.get(with) {
            let is_after = other.file != change.file || other.words.start > change.words.end;
            if is_after || counts[change.at] >= RIVALS || pairs == 0 {
                break;
            }
            pairs -= 1;
            let is_of_same = !are_of_several_authors(&located[change.at].1, &located[other.at].1);
            with = if is_of_same { next[with] } else { with + 1 };
            let is_beside = is_paragraph_beside(&located[change.at].1, &located[other.at].1);
            if excludes(&change.words, &other.words)
                && !is_beside
                && are_of_several(&located[change.at].1, &located[other.at].1)
            {
                counts[change.at] += 1;
                counts[other.at] += 1;
                rivals.push((change.at, other.at));
            }
        }
    }
    rivals.extend(opposed(located));
    rivals.iter_mut().for_each(|pair| *pair = (pair.0.min(pair.1), pair.0.max(pair.1)));
    rivals.sort_unstable();
    rivals.dedup();
    let name = |(_, one): &(usize, Located)| {
        let author = one.remark.author.clone().unwrap_or_else(|| "somebody who is not recorded".to_owned());
        (one.remark.id.clone(), author)
    };
    let names: Vec<(String, String)> = located.iter().map(name).collect();
    for (one, other) in rivals {
        located[one].1.rivals.push(names[other].clone());
        located[other].1.rivals.push(names[one].clone());
    }
}

/// Changes in a row or a cell that somebody else takes away, each with that change.
fn opposed(located: &[(usize, Located)]) -> Vec<(usize, usize)> {
    let of_ids: BTreeMap<(usize, &str), usize> =
        located.iter().enumerate().map(|(at, (file, one))| ((*file, one.remark.id.as_str()), at)).collect();
    let with = |(at, (file, one)): (usize, &(usize, Located))| {
        Some((at, *of_ids.get(&(*file, one.remark.opposed.as_deref()?))?))
    };
    located.iter().enumerate().filter_map(with).collect()
}

/// For each change the next one that is of somebody else: there may be many of one person in one place.
fn next_of_others(changes: &[Change], located: &[(usize, Located)]) -> Vec<usize> {
    let mut next = vec![changes.len(); changes.len()];
    for at in (0..changes.len().saturating_sub(1)).rev() {
        let [one, other] = [at, at + 1].map(|at| &located[changes[at].at].1);
        next[at] = if are_of_several_authors(one, other) { at + 1 } else { next[at + 1] };
    }
    next
}

/// Returns whether two changes are of several people, or rounds.
fn are_of_several_authors(one: &Located, other: &Located) -> bool {
    one.remark.author != other.remark.author || one.files != other.files
}

/// Returns whether two changes are of several people, or rounds, and want different things.
fn are_of_several(one: &Located, other: &Located) -> bool {
    // Whoever wants the same contests nothing.
    let wants = |one: &Located| (one.place, one.remark.removed.clone(), one.remark.added.clone());
    are_of_several_authors(one, other) && wants(one) != wants(other)
}

/// Returns whether one of two changes is a new paragraph before or after the one in which the other changes words.
fn is_paragraph_beside(one: &Located, other: &Located) -> bool {
    let is_new = |one: &Located| {
        let (at, length) = (&one.remark.at, one.sent.chars().count());
        let is_after = at.start == length && one.remark.added.starts_with('\n');
        at.is_empty() && (is_after || at.start == 0 && one.remark.added.ends_with('\n'))
    };
    // Beside a paragraph that goes it would stand elsewhere.
    let is_gone = |one: &Located| one.remark.at == (0..one.sent.chars().count());
    // Of two things that are added at one place nobody knows which comes first, unless one is within the other.
    let is_nested = one.remark.nested.is_some() || other.remark.nested.is_some();
    let is_of_one_place = one.remark.at == other.remark.at && !is_nested;
    is_new(one) != is_new(other) && !is_gone(one) && !is_gone(other) && !is_of_one_place
}

/// The bytes of a text that a chosen change takes, and the change.
pub(super) type Taken<'a> = (Range<usize>, &'a Remark);

/// Returns whether of two chosen changes only one can be written.
pub(super) fn excludes_other((own, one): &Taken<'_>, (range, other): &Taken<'_>) -> bool {
    let overlap = range.start < own.end && own.start < range.end || range == own && !own.is_empty();
    // Whoever says a passage as a whole says what others add beside it, too, or has it between their words.
    let is_of_passage = (one.retakes || other.retakes) && one.author != other.author;
    overlap || is_of_passage && range.start <= own.end && own.start <= range.end
}

fn excludes(one: &Range<usize>, other: &Range<usize>) -> bool {
    // Words that are added beside others belong to these.
    let touches = (one.is_empty() || other.is_empty()) && one.start <= other.end && other.start <= one.end;
    touches || one.start < other.end && other.start < one.end
}

/// The bytes that a change is about, with the words of which it changes a part. In scripts without blanks each letter is a word.
fn words(one: &Located, text: &str, range: Range<usize>) -> Range<usize> {
    let is_of_word = |c: char| c.is_alphanumeric() && c < '\u{2e80}';
    let said = if range.is_empty() { &one.remark.added } else { &one.remark.removed };
    let (first, last) = (said.chars().next(), said.chars().next_back());
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let begins = before.len() - before.trim_end_matches(is_of_word).len();
    let ends = after.len() - after.trim_start_matches(is_of_word).len();
    let start = if first.is_some_and(is_of_word) { range.start - begins } else { range.start };
    let end = if last.is_some_and(is_of_word) { range.end + ends } else { range.end };
    start..end
}
