//! Other readers: what only some audiences get is not brought before others by a change, and not taken from any by a move.

use std::collections::{BTreeMap, BTreeSet};

use super::comments::Reading;
use crate::comments::{RemarkKind, Values};
use crate::edition::WordAnchor;
use crate::finding::{Place, quoted_and};
use crate::leak::{self, Open, Secret};
use crate::meeting::Meeting;

/// What each audience gets in a language, the one that gets everything first.
type Printed<'a> = Vec<(String, Vec<Values<'a>>)>;

/// Words that a change adds, and the letter of the definition beside which they would stand.
struct Added {
    at: usize,
    words: String,
    beside: (Place, usize),
}

impl<'a> Reading<'a> {
    /// Takes out changes that bring words before others than those who read them now, and moves that take them from some.
    pub(super) fn with_same_readers(&mut self, chosen: BTreeSet<usize>) -> (BTreeSet<usize>, Vec<(usize, String)>) {
        let audiences = self.meeting.map(|meeting| names(meeting)).unwrap_or_default();
        if audiences.len() < 2 {
            return (chosen, Vec::new());
        }
        let mut left: BTreeMap<usize, String> = BTreeMap::new();
        let mut printed: BTreeMap<String, Printed<'a>> = BTreeMap::new();
        let mut added: BTreeMap<String, Vec<Added>> = BTreeMap::new();
        for at in &chosen {
            if let Some((language, ends)) = self.ends(*at) {
                let printed = printed.entry(language).or_insert_with_key(|language| self.of(language, &audiences));
                left.extend(other_readers(printed, ends).map(|why| (*at, why)));
            } else if let Some((language, words)) = self.added(*at) {
                added.entry(language).or_default().push(words);
            }
        }
        for (language, added) in added {
            let printed = printed.entry(language).or_insert_with_key(|language| self.of(language, &audiences));
            left.extend(withheld(printed, &added));
        }
        (chosen.into_iter().filter(|at| !left.contains_key(at)).collect(), left.into_iter().collect())
    }

    /// The words that a change adds, and the language of its file; what is moved as it was is not looked at.
    fn added(&self, at: usize) -> Option<(String, Added)> {
        let (number, one) = &self.located[at];
        let values = &self.files[*number];
        let words = Some(&one.remark.added).filter(|words| !words.trim().is_empty())?;
        let beside = Some(&one.remark).filter(|remark| remark.kind != RemarkKind::MovedHere)?;
        let beside = values.letter(beside.anchor?, &beside.at)?;
        Some((values.map().language.clone(), Added { at, words: words.clone(), beside }))
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

/// What is wrong with words that say what is withheld from those who would read them.
fn withheld(printed: &Printed<'_>, added: &[Added]) -> BTreeMap<usize, String> {
    let texts = |documents: &[Values<'_>]| -> BTreeSet<String> {
        documents.iter().flat_map(|document| &document.map().anchors).map(WordAnchor::text).collect()
    };
    let all = printed.first().map(|(_, documents)| texts(documents)).unwrap_or_default();
    let mut readers: BTreeMap<usize, (String, Vec<&str>)> = BTreeMap::new();
    for (name, documents) in printed.iter().skip(1) {
        let before_them = |one: &&Added| documents.iter().any(|document| document.prints(one.beside));
        let before_them: Vec<&Added> = added.iter().filter(before_them).collect();
        let open = texts(documents);
        let secrets: Vec<Secret> =
            all.difference(&open).map(|text| Secret { text: text.clone(), place: None }).collect();
        let open = Open { texts: open.iter().map(String::as_str).collect() };
        let words: Vec<&str> = before_them.iter().map(|one| one.words.as_str()).collect();
        for (one, quoted) in std::iter::zip(before_them, leak::quoted(&words, &secrets, &open)) {
            let Some(quoted) = quoted else { continue };
            readers.entry(one.at).or_insert_with(|| (quoted, Vec::new())).1.push(name);
        }
    }
    let why = |(at, (words, names)): (usize, (String, Vec<&str>))| {
        (at, format!("{} would read {}, which is withheld from them", quoted_and(names), quoted_and([words.as_str()])))
    };
    readers.into_iter().map(why).collect()
}
