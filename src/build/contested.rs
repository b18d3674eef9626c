//! Changes of several reviewers in one passage: they exclude each other.
//!
//! Two changes are in one passage if they overlap, touch the same word, or one adds something right beside what the other takes away.
//! Others are written together, whoever made them.

use std::ops::Range;

use crate::comments::{Aim, Located};
use crate::finding::{FileNumber, Sources};

/// The most other changes of a passage that are named.
const RIVALS: usize = 20;

/// A change: its position among the remarks, and the bytes of a file that it is about, with the words that they are part of.
struct Change {
    at: usize,
    file: FileNumber,
    words: Range<usize>,
}

/// Finds out which changes stand at the same passage of the same text.
pub(super) fn contest(located: &mut [(usize, Located)], sources: &Sources) {
    let change = |(at, (_, one)): (usize, &(usize, Located))| {
        let is_written = one.remark.is_change() && matches!(one.aim, Aim::Text { .. });
        let place = one.place.filter(|_| is_written)?;
        Some(Change { at, file: place.file, words: words(one, sources.text(place.file), place.range()) })
    };
    let mut changes: Vec<Change> = located.iter().enumerate().filter_map(change).collect();
    changes.sort_by_key(|one| (one.file, one.words.start, one.words.end, one.at));
    let mut rivals: Vec<(usize, usize)> = Vec::new();
    let mut counts = vec![0; located.len()];
    for (number, change) in changes.iter().enumerate() {
        for other in &changes[number + 1..] {
            let is_after = other.file != change.file || other.words.start > change.words.end;
            if is_after || counts[change.at] >= RIVALS {
                break;
            }
            if excludes(&change.words, &other.words) && are_of_several(&located[change.at].1, &located[other.at].1) {
                counts[change.at] += 1;
                counts[other.at] += 1;
                rivals.push((change.at, other.at));
            }
        }
    }
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

/// Returns whether two changes are of several people, or rounds, and want different things.
fn are_of_several(one: &Located, other: &Located) -> bool {
    let is_one_author = one.remark.author == other.remark.author && one.files == other.files;
    // Whoever wants the same contests nothing.
    let wants = |one: &Located| (one.place, one.remark.removed.clone(), one.remark.added.clone());
    !is_one_author && wants(one) != wants(other)
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
