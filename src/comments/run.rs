//! Letters that follow each other and are all changed: what each person did in them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::body::Letter;
use super::originals::MIXED;
use super::stamps::{Stamp, Who};

/// With more people in one place, each is told with their own words alone, and not with the passage as they left it.
const PEOPLE: usize = 50;

/// A change that one person made in one place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Edit {
    /// Who made it; [`NOBODY`](super::originals::NOBODY) if it was not recorded.
    pub(super) by: Who,
    /// The letters of the text as it was sent that it removes, or the place where it adds some.
    pub(super) at: Range<usize>,
    pub(super) removed: String,
    pub(super) added: String,
    /// What others had added, and it removes again.
    pub(super) withdrawn: String,
    /// True if it does nothing else.
    pub(super) is_withdrawal: bool,
    /// True if somebody else adds words between its own.
    pub(super) is_parted: bool,
    /// True if it joins the paragraph with the next one.
    pub(super) joins: bool,
    /// Changes of the same number stand at the same place: several people's, they exclude each other.
    pub(super) passage: usize,
    /// For words that are added within what somebody else adds, who that is ([`MIXED`] if both are mixed), and the number of their
    /// letters before.
    pub(super) nested: Option<(Who, usize)>,
    /// The numbers of the moves that it is a half of.
    pub(super) moves: BTreeSet<u32>,
}

impl Edit {
    /// The change of somebody who deletes a text as a whole.
    pub(super) fn of_all(by: Who, text: &str) -> Self {
        Self { by, at: 0..text.chars().count(), removed: text.to_owned(), ..Self::default() }
    }
}

/// A letter of the text that was sent, or of what was added.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    pub(super) c: char,
    pub(super) is_sent: bool,
    pub(super) inserted: Option<Who>,
    pub(super) deleted: Option<Who>,
    pub(super) moved: Option<u32>,
}

impl Told {
    /// A letter that was added.
    pub(super) fn of(letter: &Letter) -> Self {
        let Letter { c, inserted, deleted, moved } = *letter;
        Self { c, is_sent: false, inserted, deleted, moved }
    }

    pub(super) fn is_changed(&self) -> bool {
        self.inserted.is_some() || self.deleted.is_some()
    }
}

/// The changes in letters that follow each other and are all changed: one for each person, of a crowd two where somebody also takes away
/// what others added.
pub(super) fn of_run(mut letters: Vec<Told>, (start, passage): (usize, usize), stamps: &[Stamp]) -> Vec<Edit> {
    at_one_time(&mut letters, stamps);
    let run = Run::of(&letters, start, passage);
    run.people.iter().flat_map(|by| run.edits(*by)).collect()
}

/// Takes what each person did as done at the last of their times: word processors note the minute of each change.
fn at_one_time(letters: &mut [Told], stamps: &[Stamp]) {
    let stamp = |who: Who| stamps.get(who as usize);
    let mut last: BTreeMap<(&str, bool), (&str, Who)> = BTreeMap::new();
    for who in letters.iter().flat_map(|letter| [letter.inserted, letter.deleted]).flatten() {
        if let Some(Stamp { author, is_move, date }) = stamp(who) {
            let last = last.entry((author.as_str(), *is_move)).or_insert((date.as_str(), who));
            *last = (*last).max((date.as_str(), who));
        }
    }
    for who in letters.iter_mut().flat_map(|letter| [&mut letter.inserted, &mut letter.deleted]).flatten() {
        let person = stamp(*who).and_then(|stamp| last.get(&(stamp.author.as_str(), stamp.is_move)));
        *who = person.map_or(*who, |(_, who)| *who);
    }
}

/// The changes that are a paragraph that was put behind another, of which `at` letters were sent: one for each person. Its end is that of
/// `owner`, whose words those of others are within.
pub(super) fn added_paragraph(letters: &[Letter], at: usize, owner: Who, stamps: &[Stamp]) -> Vec<Edit> {
    let end = Letter { c: '\n', inserted: Some(owner), ..Letter::default() };
    let of = |letter: &Letter| Told { inserted: letter.inserted.or(Some(owner)), ..Told::of(letter) };
    let mut letters: Vec<Told> = std::iter::once(Told::of(&end)).chain(letters.iter().map(of)).collect();
    at_one_time(&mut letters, stamps);
    let owner = letters[0].inserted.unwrap_or(owner);
    let run = Run::of(&letters, at, 0);
    let mut edits: Vec<Edit> = run.people.iter().flat_map(|by| run.edits(*by)).collect();
    for edit in edits.iter_mut().filter(|edit| edit.by != owner && edit.withdrawn.is_empty()) {
        // At the end of the words of the owner they are within the paragraph, too.
        let own = run.added_by(edit.by);
        let before = own.first().map_or(0, |first| run.added_before(owner, *first));
        edit.nested = Some(if is_one(own) { (owner, before) } else { (MIXED, 0) });
    }
    edits
}

/// Returns whether letters follow each other.
fn is_one(own: &[usize]) -> bool {
    own.first().zip(own.last()).is_some_and(|(first, last)| last + 1 - first == own.len())
}

/// Letters, by who did what in them. Everything is counted once, whoever many people there are.
struct Run<'a> {
    letters: &'a [Told],
    passage: usize,
    /// For each letter, and the end, the letters that were sent before it.
    sent: Vec<usize>,
    /// The same for letters that somebody added and nobody deleted.
    live: Vec<usize>,
    /// Those who changed something, in the order in which they come.
    people: Vec<Who>,
    /// The letters that each inserted or deleted.
    own: BTreeMap<Who, Vec<usize>>,
    /// Those that each added, and did not delete again.
    added: BTreeMap<Who, Vec<usize>>,
    /// For each letter the last end of a paragraph before it that somebody added, and the next one from it on.
    begins: Vec<Option<usize>>,
    ends: Vec<Option<usize>>,
}

impl<'a> Run<'a> {
    fn of(letters: &'a [Told], start: usize, passage: usize) -> Self {
        let (mut sent, mut live, mut people, mut begins) = (vec![start], vec![0], Vec::new(), Vec::new());
        let (mut own, mut added): (BTreeMap<Who, Vec<usize>>, BTreeMap<Who, Vec<usize>>) = Default::default();
        let mut begun = None;
        for (at, letter) in letters.iter().enumerate() {
            begins.push(begun);
            if letter.c == '\n' && letter.deleted.is_none() {
                begun = Some(at);
            }
            sent.push(sent[at] + usize::from(letter.is_sent));
            live.push(live[at] + usize::from(letter.inserted.is_some() && letter.deleted.is_none()));
            for who in [letter.deleted, letter.inserted].into_iter().flatten() {
                let own = own.entry(who).or_insert_with(|| {
                    people.push(who);
                    Vec::new()
                });
                if own.last() != Some(&at) {
                    own.push(at);
                }
            }
            if let Some(who) = letter.inserted.filter(|who| letter.deleted != Some(*who)) {
                added.entry(who).or_default().push(at);
            }
        }
        let (mut ends, mut next) = (vec![None; letters.len()], None);
        for (at, letter) in letters.iter().enumerate().rev() {
            next = if letter.c == '\n' && letter.deleted.is_none() { Some(at) } else { next };
            ends[at] = next;
        }
        Self { letters, passage, sent, live, people, own, added, begins, ends }
    }

    fn added_by(&self, who: Who) -> &[usize] {
        self.added.get(&who).map_or(&[], Vec::as_slice)
    }

    /// The number of letters before one that somebody added.
    fn added_before(&self, who: Who, at: usize) -> usize {
        self.added_by(who).partition_point(|own| *own < at)
    }

    fn is_crowd(&self) -> bool {
        self.people.len() > PEOPLE
    }

    /// What somebody changed: of each stretch one change. Whoever changes what another has added means the passage as they left it.
    fn edits(&self, by: Who) -> Vec<Edit> {
        let mut stretches = self.stretches(by);
        let withdrawn: String = stretches.iter_mut().map(|edit| std::mem::take(&mut edit.withdrawn)).collect();
        let others = stretches.iter().filter(|edit| edit.removed != edit.added);
        let is_withdrawal = stretches.iter().all(|edit| edit.removed.is_empty() && edit.added.is_empty());
        if withdrawn.is_empty() {
            return others.cloned().map(narrowed).collect();
        }
        let taken = Edit { withdrawn, is_withdrawal, passage: self.passage, ..Edit::of_all(by, "") };
        if self.is_crowd() {
            let place = stretches.first().map_or(self.sent[0], |edit| edit.at.start);
            let taken = Edit { is_withdrawal: true, at: place..place, ..taken };
            return others.cloned().map(narrowed).chain([taken]).collect();
        }
        let letters = |keep: fn(&Told) -> bool| {
            self.letters.iter().filter(|letter| keep(letter)).map(|letter| letter.c).collect::<String>()
        };
        let (removed, added) = (letters(|letter| letter.is_sent), letters(|letter| letter.deleted.is_none()));
        vec![Edit {
            // Of people who take away what the other added nothing is left.
            is_withdrawal: is_withdrawal || removed == added,
            removed,
            added,
            at: self.sent[0]..self.sent[self.letters.len()],
            moves: stretches.into_iter().flat_map(|edit| edit.moves).collect(),
            ..taken
        }]
    }

    /// What somebody did in letters between which stand none that were sent, and that only others changed.
    fn stretches(&self, by: Who) -> Vec<Edit> {
        let mut stretches: Vec<(Edit, Vec<usize>)> = Vec::new();
        let mut before = None;
        for own in self.own.get(&by).into_iter().flatten() {
            let (letter, sent) = (&self.letters[*own], self.sent[*own]);
            let (is_added, is_deleted) = (letter.inserted == Some(by), letter.deleted == Some(by));
            // Somebody's own text that they deleted again is no change.
            if is_added && is_deleted {
                continue;
            }
            if stretches.last().is_none_or(|(edit, _)| edit.at.end != sent) {
                let edit = Edit { at: sent..sent, passage: self.passage, ..Edit::of_all(by, "") };
                stretches.push((edit, Vec::new()));
                before = None;
            }
            let Some((edit, added)) = stretches.last_mut() else { continue };
            match is_deleted {
                false => {
                    edit.added.push(letter.c);
                    added.push(*own);
                }
                true if letter.is_sent => {
                    edit.removed.push(letter.c);
                    edit.at.end = sent + 1;
                }
                true => edit.withdrawn.push(letter.c),
            }
            edit.moves.extend(letter.moved);
            // Only others' letters stand since the one before.
            edit.is_parted |= before.is_some_and(|before| self.live[before + 1] < self.live[*own]);
            before = Some(*own);
        }
        let with_host = |(edit, added): (Edit, Vec<usize>)| Edit { nested: self.nested(by, &added), ..edit };
        stretches.into_iter().map(with_host).collect()
    }

    /// Who adds the words within which somebody adds others, and how many of their letters stand before.
    fn nested(&self, by: Who, own: &[usize]) -> Option<(Who, usize)> {
        let (first, last) = (*own.first()?, *own.last()?);
        let is_one = is_one(own);
        let is_of = |at: usize, host: Who| {
            let letter = self.letters.get(at);
            letter.is_some_and(|letter| letter.inserted == Some(host) && letter.deleted != Some(host))
        };
        // Words in a paragraph that somebody else begins are in it, also at its end.
        let is_end = self.letters[first].c == '\n';
        let beginner = self.begins[first].and_then(|at| {
            let host = self.letters[at].inserted.filter(|who| *who != by && !is_end)?;
            Some(host).filter(|host| self.added_before(*host, at + 1) < self.added_before(*host, first))
        });
        // The same where it has no other words.
        let begun = self.begins[first].map_or(0, |at| at + 1);
        let is_blank = |host: Who, end: usize| self.added_before(host, begun) == self.added_before(host, end);
        let is_first = self.sent[first] == 0 || begun > 0;
        let ender = self.ends[first].filter(|end| is_first && !is_end && self.sent[first] == self.sent[*end]);
        let ender = ender.and_then(|end| self.letters[end].inserted.filter(|who| *who != by && is_blank(*who, end)));
        if let Some(host) = beginner.or(ender) {
            return Some(if is_one { (host, self.added_before(host, first)) } else { (MIXED, 0) });
        }
        let goes_on = |host: &Who| self.added_by(*host).last().is_some_and(|last| *last >= first);
        let before = self.letters[..first].iter().rev().filter_map(|letter| letter.inserted).filter(|who| *who != by);
        let host = match self.is_crowd() {
            false => before.into_iter().find(goes_on)?,
            // The words beside them are looked at, and not those of everybody.
            true => before.take(PEOPLE).find(goes_on)?,
        };
        let is_beside = first > 0 && is_of(first - 1, host) && is_of(last + 1, host);
        Some(if is_one && is_beside { (host, self.added_before(host, first)) } else { (MIXED, 0) })
    }
}

/// A change without the words that it puts back: reviewers retype more than they change.
fn narrowed(mut edit: Edit) -> Edit {
    let words = |text: &str| text.split_inclusive(' ').map(str::to_owned).collect::<Vec<_>>();
    let (removed, added) = (words(&edit.removed), words(&edit.added));
    let pairs = || std::iter::zip(&removed, &added);
    let first = pairs().take_while(|(one, other)| one == other).count();
    let left = removed.len().min(added.len()) - first;
    let last = std::iter::zip(removed.iter().rev(), added.iter().rev()).take(left);
    let last = last.take_while(|(one, other)| one == other).count();
    let letters = |words: &[String]| words.concat().chars().count();
    edit.at = edit.at.start + letters(&removed[..first])..edit.at.end - letters(&removed[removed.len() - last..]);
    edit.removed = removed[first..removed.len() - last].concat();
    edit.added = added[first..added.len() - last].concat();
    without_marks(edit)
}

/// A replacement without the marks and blanks around the words that stay as they were: those of a template are not the reviewer's.
fn without_marks(mut edit: Edit) -> Edit {
    let [removed, added] = [&edit.removed, &edit.added].map(|text| text.chars().collect::<Vec<char>>());
    let has_words = |letters: &[char]| letters.iter().any(|c| c.is_alphanumeric());
    if !has_words(&removed) || !has_words(&added) {
        return edit;
    }
    let is_mark = |(one, other): &(&char, &char)| one == other && !one.is_alphanumeric();
    // Words stand between the two, so they do not meet.
    let first = std::iter::zip(&removed, &added).take_while(is_mark).count();
    let last = std::iter::zip(removed.iter().rev(), added.iter().rev()).take_while(is_mark).count();
    let inner = |letters: &[char]| letters[first..letters.len() - last].iter().collect();
    edit.at = edit.at.start + first..edit.at.end - last;
    (edit.removed, edit.added) = (inner(&removed), inner(&added));
    edit
}
