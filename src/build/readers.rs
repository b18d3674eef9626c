//! Other readers: what only some audiences get is not brought before others by a change, and not taken from any by a move.

use std::collections::{BTreeMap, BTreeSet};

use super::comments::Reading;
use super::printed::ALIKE;
use super::writing::{Left, TRIED, Wanted, Writing};
use crate::comments::{Located, Remark, RemarkKind, Values};
use crate::compare::Bag;
use crate::edition::{WordAnchor, WordMap};
use crate::finding::{Place, Placed, quoted_and};
use crate::leak::{self, Open, Secret};
use crate::meeting::Id;

/// What each audience gets in a language, the one that gets everything first.
type Printed<'a> = Vec<(String, Vec<Values<'a>>)>;

/// What each audience gets, by languages; nothing if there is one audience.
pub(super) type Readers<'a> = BTreeMap<String, Printed<'a>>;

/// Words that changes add, and the letter of the definition beside which they would stand.
struct Added {
    of: Vec<usize>,
    words: String,
    /// For a whole paragraph, its words as it was sent.
    sent: String,
    beside: (Place, usize),
}

impl Writing<'_> {
    /// Takes out changes that bring words before others than those who read them now.
    pub(super) fn with_same_readers(&self, readers: &Readers<'_>, wanted: Vec<Wanted>) -> (Vec<Wanted>, Left) {
        let mut why: BTreeMap<usize, String> = BTreeMap::new();
        for (language, printed) in readers {
            let of_language = |one: &&Wanted| self.reading.map_of(one.at).language == *language;
            let wanted = || wanted.iter().filter(of_language);
            why.extend(withheld(printed, &wanted().filter_map(|one| self.added_alone(one)).collect::<Vec<_>>()));
            // What is withheld may be put together from several changes.
            let rest: Vec<Wanted> = wanted().filter(|one| !why.contains_key(&one.at)).cloned().collect();
            let whole = self.by_paragraphs(&rest).into_iter().filter_map(|paragraph| self.added_together(paragraph));
            why.extend(withheld(printed, &whole.collect::<Vec<_>>()));
        }
        // What somebody deletes and adds elsewhere in other words stays where it is.
        let with = |one: &Wanted| {
            let (remark, removed) = (self.remark(one.at), Bag::of(&self.remark(one.at).removed));
            let is_it =
                |other: &&Remark| other.author == remark.author && removed.resemblance(&Bag::of(&other.added)) >= ALIKE;
            let other = why.keys().take(TRIED).map(|at| self.remark(*at)).find(is_it)?;
            Some((one.at, format!("{} adds it elsewhere, and is not written", other.id)))
        };
        let goes = |one: &&Wanted| self.remark(one.at).kind == RemarkKind::Deletion && !why.contains_key(&one.at);
        let stays: Left = wanted.iter().filter(goes).filter_map(with).collect();
        why.extend(stays);
        let (left, same): (Vec<Wanted>, Vec<Wanted>) = wanted.into_iter().partition(|one| why.contains_key(&one.at));
        (same, left.iter().flat_map(|one| self.left_out(one, &why[&one.at])).collect())
    }

    /// The words that a change adds; of what is moved as it was only those that others add within it.
    fn added_alone(&self, wanted: &Wanted) -> Option<Added> {
        let (number, Located { remark, .. }) = &self.reading.located[wanted.at];
        let inner = || wanted.inner.iter().map(|at| self.remark(*at).added.as_str());
        let words = match remark.kind {
            RemarkKind::MovedHere => inner().collect::<Vec<_>>().join("\n"),
            _ => self.added(wanted),
        };
        let words = Some(words).filter(|words| !words.trim().is_empty())?;
        let beside = self.reading.files[*number].letter(remark.anchor?, &remark.at)?;
        Some(Added { of: vec![wanted.at], words, sent: String::new(), beside })
    }

    /// A paragraph with all that is added to it in several places.
    fn added_together(&self, ((number, anchor), edits): ((usize, usize), Vec<Wanted>)) -> Option<Added> {
        let added: Vec<Added> = edits.iter().filter_map(|one| self.added_alone(one)).collect();
        let beside = added.get(1)?.beside;
        let anchor = &self.reading.files[number].map().anchors[anchor];
        let of = added.into_iter().flat_map(|one| one.of).collect();
        Some(Added { of, words: self.text(anchor, &edits), sent: anchor.text(), beside })
    }
}

impl<'a> Reading<'a> {
    /// What each audience gets in the languages of the files.
    pub(super) fn readers(&mut self) -> Readers<'a> {
        let audiences = self.meeting.map(|meeting| meeting.audiences()).unwrap_or_default();
        let languages: BTreeSet<String> = self.files.iter().map(|file| file.map().language.clone()).collect();
        let (mut readers, origins) = (Readers::new(), self.origins);
        for language in languages.into_iter().filter(|_| audiences.len() > 1) {
            let of = |name: &Placed<Id>| {
                let maps = self.now(&language, Some(name.as_str())).to_vec();
                (name.as_str().to_owned(), maps.into_iter().map(|map| Values::of(map, origins)).collect())
            };
            let printed = audiences.iter().map(of).collect();
            readers.insert(language, printed);
        }
        readers
    }

    /// What is wrong with moves that bring words before others, or take them from some.
    pub(super) fn moved_to_others(&self, readers: &Readers<'_>, chosen: &BTreeSet<usize>) -> BTreeMap<usize, String> {
        let why = |at: &usize| {
            let printed = readers.get(&self.map_of(*at).language)?;
            Some((*at, other_readers(printed, self.ends(*at)?)?))
        };
        chosen.iter().filter_map(why).collect()
    }

    fn map_of(&self, at: usize) -> &WordMap {
        self.files[self.located[at].0].map()
    }

    /// For a move, a letter of its words, and one beside which they would stand.
    fn ends(&self, at: usize) -> Option<[(Place, usize); 2]> {
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
        Some([from, to])
    }
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
    if added.is_empty() {
        return BTreeMap::new();
    }
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
        let sent = before_them.iter().map(|one| one.sent.as_str());
        let open = Open { texts: open.iter().map(String::as_str).chain(sent).collect() };
        let words: Vec<&str> = before_them.iter().map(|one| one.words.as_str()).collect();
        for (one, quoted) in std::iter::zip(before_them, leak::quoted(&words, &secrets, &open)) {
            let Some(quoted) = quoted else { continue };
            for at in &one.of {
                readers.entry(*at).or_insert_with(|| (quoted.clone(), Vec::new())).1.push(name);
            }
        }
    }
    let why = |(at, (words, names)): (usize, (String, Vec<&str>))| {
        (at, format!("{} would read {}, which is withheld from them", quoted_and(names), quoted_and([words.as_str()])))
    };
    readers.into_iter().map(why).collect()
}
