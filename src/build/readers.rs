//! Moves to other readers: what only some audiences get is not brought before others by one, and not taken from any.

use std::collections::{BTreeMap, BTreeSet};

use super::comments::Reading;
use crate::comments::{RemarkKind, Values};
use crate::finding::{Place, quoted_and};
use crate::meeting::Meeting;

/// What each audience gets in a language.
type Printed<'a> = Vec<(String, Vec<Values<'a>>)>;

impl<'a> Reading<'a> {
    /// Takes out moves to a place that others read than the one where the words are.
    pub(super) fn with_same_readers(&mut self, chosen: BTreeSet<usize>) -> (BTreeSet<usize>, Vec<(usize, String)>) {
        let audiences = self.meeting.map(|meeting| names(meeting)).unwrap_or_default();
        let (mut fits, mut left) = (BTreeSet::new(), Vec::new());
        let mut printed: BTreeMap<String, Printed<'a>> = BTreeMap::new();
        for at in chosen {
            let why = self.ends(at).filter(|_| audiences.len() > 1).and_then(|(language, ends)| {
                let printed = printed.entry(language).or_insert_with_key(|language| self.of(language, &audiences));
                other_readers(printed, ends)
            });
            match why {
                None => drop(fits.insert(at)),
                Some(why) => left.push((at, why)),
            }
        }
        (fits, left)
    }

    /// For a move, the language of its file, a letter of its words, and one beside which they would stand.
    fn ends(&self, at: usize) -> Option<(String, [(Place, usize); 2])> {
        let (number, one) = &self.located[at];
        let values = &self.files[*number];
        let is_goal = |other: &&(usize, _)| other.0 == *number;
        let goal = matches!(one.remark.kind, RemarkKind::Move { .. }).then(|| {
            let mut others = one.remark.together.iter().filter_map(|id| self.with_id(id)).filter(is_goal);
            others.find(|(_, other)| other.remark.kind == RemarkKind::MovedHere)
        });
        let (_, goal) = goal??;
        let from = values.letter(one.remark.anchor?, &one.remark.at)?;
        let to = values.letter(goal.remark.anchor?, &goal.remark.at)?;
        Some((values.map().language.clone(), [from, to]))
    }

    fn of(&mut self, language: &str, audiences: &[String]) -> Printed<'a> {
        let origins = self.origins;
        let of = |name: &String| {
            let maps = self.now(language, Some(name)).to_vec();
            (name.clone(), maps.into_iter().map(|map| Values::of(map, origins)).collect())
        };
        audiences.iter().map(of).collect()
    }
}

fn names(meeting: &Meeting) -> Vec<String> {
    meeting.audiences().iter().map(|one| one.as_str().to_owned()).collect()
}

/// What is wrong if one of two letters has readers that the other does not have.
fn other_readers(printed: &Printed<'_>, ends: [(Place, usize); 2]) -> Option<String> {
    let reads = |documents: &[Values<'_>], letter| documents.iter().any(|document| document.prints(letter));
    let readers = ends.map(|letter| {
        let all = printed.iter().filter(|(_, documents)| reads(documents, letter));
        all.map(|(name, _)| name.as_str()).collect::<BTreeSet<&str>>()
    });
    let [from, to] = &readers;
    let (more, fewer) = (to - from, from - to);
    match (more.is_empty(), fewer.is_empty()) {
        (true, true) => None,
        (false, _) => Some(format!("{} would read it, who do not read it where it is", quoted_and(more))),
        (true, false) => Some(format!("{} would read it no longer", quoted_and(fewer))),
    }
}
