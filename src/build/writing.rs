//! Changes of reviewers on their way into the definition: those that fit together, and the text with them.
//!
//! Changes fit if the documents then print what reviewers wrote, and nothing else is different in their paragraphs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::audiences::meeting_for;
use super::comments::{Reading, maps};
use super::overlaid::Overlaid;
use crate::comments::{Aim, Located, Replacement, replacement, with_hidden_named, written};
use crate::compare::{Bag, Fate, Piece, in_marks, words};
use crate::edition::{WordAnchor, WordMap};
use crate::finding::{FileNumber, Place, Sources};
use crate::read::{self, Common};
use crate::write::Origins;

/// If changes do not fit all at once, as many are tried one by one.
const TRIED: usize = 200;

/// With as many words in common, in per cent, two paragraphs are states of the same one.
const ALIKE: usize = 50;
/// The letters of a text that are quoted, and those of them before two texts differ.
const SHOWN: usize = 80;
const BEFORE: usize = 20;

/// A text that is written: its place, and its changes word by word.
pub(super) type WrittenText = (Place, String);

/// The paragraphs that each document would print.
type Printed = BTreeMap<String, BTreeSet<String>>;

/// A change that is to be written.
#[derive(Clone, Copy)]
pub(super) struct Wanted {
    /// Its position among the remarks.
    pub(super) at: usize,
    /// True if its signs are written as signs.
    escaped: bool,
}

impl Reading<'_> {
    /// Why a change cannot be written; a move can if both of its halves can.
    pub(super) fn obstacle(&self, one: &Located) -> Option<String> {
        let of_half = |id: &String| {
            let other = self.located.iter().find(|(_, other)| other.remark.id == *id);
            let why = other.map_or_else(|| Some("it is not there".to_owned()), |(_, other)| other.obstacle())?;
            Some(format!("the other half of the move, {id}, cannot be written: {why}"))
        };
        one.obstacle().or_else(|| one.other_half.as_ref().and_then(of_half))
    }
}

/// Changes on their way into the definition.
pub(super) struct Writing<'a> {
    pub(super) reading: &'a Reading<'a>,
    /// The path of the definition, and its text.
    pub(super) path: &'a str,
    pub(super) text: &'a str,
    /// The paragraphs that are printed now.
    pub(super) printed: BTreeSet<String>,
}

impl Writing<'_> {
    /// Takes out what cannot be written, or excludes what comes before it.
    pub(super) fn apart(&self, chosen: BTreeSet<usize>, file: FileNumber) -> (Vec<Wanted>, Vec<(usize, String)>) {
        let (mut wanted, mut left): (Vec<Wanted>, Vec<(usize, String)>) = (Vec::new(), Vec::new());
        let mut ends: BTreeMap<Place, Vec<(std::ops::Range<usize>, &str)>> = BTreeMap::new();
        for at in chosen {
            let (number, one) = &self.reading.located[at];
            let values = &self.reading.files[*number];
            let is_here = |value: usize| values.found(value).filter(|found| found.place.file == file);
            let there = match (&one.aim, self.reading.obstacle(one)) {
                (Aim::Text { value, range, .. }, None) => is_here(*value).map(|found| (found, range)).ok_or(None),
                (_, why) => Err(why),
            };
            let (found, range) = match there {
                Ok(there) => there,
                Err(why) => {
                    left.push((at, why.unwrap_or_else(|| "its text is no longer in the definition".to_owned())));
                    continue;
                }
            };
            // What is printed twice may be changed twice, and is written once.
            let is_it = |other: &Wanted| {
                let other = &self.reading.located[other.at].1;
                other.place == one.place
                    && other.remark.removed == one.remark.removed
                    && other.remark.added == one.remark.added
            };
            if wanted.iter().any(is_it) {
                continue;
            }
            let taken = ends.entry(found.place).or_default();
            let excludes = |(other, _): &&(std::ops::Range<usize>, &str)| {
                other.start < range.end && range.start < other.end || (other == range && !range.is_empty())
            };
            match taken.iter().find(excludes) {
                Some((_, id)) => {
                    left.push((at, format!("it changes the same words as {id}, which was chosen, too")));
                }
                None => {
                    taken.push((range.clone(), &one.remark.id));
                    wanted.push(Wanted { at, escaped: false });
                }
            }
        }
        (wanted, left)
    }

    /// Those changes with which the documents print what reviewers wrote, and the others with the reason.
    pub(super) fn fitting(&self, wanted: Vec<Wanted>) -> (Vec<Wanted>, Vec<(usize, String)>) {
        let mut wanted = wanted;
        for escaped in [false, true] {
            let wrong = self.wrong(&wanted);
            if wrong.is_empty() {
                return (wanted, Vec::new());
            }
            if !escaped {
                wanted.iter_mut().filter(|one| wrong.contains_key(&one.at)).for_each(|one| one.escaped = true);
            }
        }
        let mut fits: Vec<Wanted> = Vec::new();
        let mut left = Vec::new();
        for (number, one) in wanted.into_iter().enumerate() {
            if number >= TRIED {
                left.push((
                    one.at,
                    format!("not all chosen changes fit at once, and only {TRIED} were tried one by one"),
                ));
                continue;
            }
            let with: Vec<Wanted> = fits.iter().copied().chain([one]).collect();
            let mut wrong = self.wrong(&with);
            match wrong.remove(&one.at).or_else(|| wrong.pop_first().map(|(_, why)| why)) {
                None => fits = with,
                Some(why) => left.push((one.at, why)),
            }
        }
        (fits, left)
    }

    /// The positions of changes whose paragraphs would not be printed as they are wanted, and why.
    fn wrong(&self, wanted: &[Wanted]) -> BTreeMap<usize, String> {
        let everything = |why: &str| wanted.iter().map(|one| (one.at, why.to_owned())).collect();
        let changed = self.written(wanted);
        let files =
            Overlaid { files: &self.reading.work.workspace.files, path: self.path, content: changed.as_bytes() };
        let (mut sources, pack) = (Sources::new(""), self.reading.work.pack);
        let reading = read::read_among(&files, pack, &mut sources, &mut Common::default());
        if let Some(error) = reading.findings.iter().find(|finding| finding.is_error()) {
            return everything(&format!("written so, the definition would be wrong: {}", error.message));
        }
        let Some(meeting) = reading.meeting.map(Arc::new) else {
            return everything("written so, the definition could not be read");
        };
        let origins = Origins::of(&sources);
        // Of each edition the lines that each document would print.
        let mut editions: BTreeMap<(&str, Option<&str>), Printed> = BTreeMap::new();
        let mut wrong = BTreeMap::new();
        let paragraphs = self.by_paragraphs(wanted);
        let mut by_place: BTreeMap<Option<Place>, Vec<(usize, usize)>> = BTreeMap::new();
        for (number, anchor) in paragraphs.keys() {
            by_place.entry(self.reading.files[*number].place_of(*anchor)).or_default().push((*number, *anchor));
        }
        for ((number, anchor), edits) in &paragraphs {
            let (number, anchor) = (*number, *anchor);
            let map = self.reading.files[number].map();
            let edition = editions.entry((&map.language, map.audience())).or_insert_with(|| {
                let outside = &self.reading.work.outside;
                let meeting = meeting_for(&meeting, map.audience(), pack, &files, &mut sources);
                let all =
                    meeting.and_then(|meeting| maps(&meeting, &map.language, outside, &files, &mut sources, &origins));
                all.iter().flatten().map(|map| (map.document.clone(), lines(map).collect())).collect()
            });
            let Some(lines) = edition.get(&map.document) else {
                return everything("written so, the document could not be made");
            };
            let beside = by_place.get(&self.reading.files[number].place_of(anchor)).into_iter().flatten();
            let is_alone = !beside.into_iter().any(|other| self.is_other_state((number, anchor), *other));
            if let Some(why) = self.misprint((number, anchor), (edits, is_alone), lines) {
                wrong.extend(edits.iter().map(|at| (*at, why.clone())));
            }
        }
        wrong
    }

    /// Changes by the file and the paragraph that they are in; those of several files to one paragraph by the first of them.
    fn by_paragraphs(&self, wanted: &[Wanted]) -> BTreeMap<(usize, usize), Vec<usize>> {
        let mut paragraphs: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        let mut first = BTreeMap::new();
        for Wanted { at, .. } in wanted {
            let (number, one) = &self.reading.located[*at];
            let Some(anchor) = one.remark.anchor else { continue };
            let values = &self.reading.files[*number];
            let map = values.map();
            let paragraph = (map.document.as_str(), map.language.as_str(), map.audience(), one.sent.as_str());
            let key = (paragraph, values.place_of(anchor));
            let known = *first.entry(key).or_insert((*number, anchor));
            paragraphs.entry(known).or_default().push(*at);
        }
        paragraphs
    }

    /// Returns whether a paragraph of another file that begins in the same text is another state of one: what is written in both cannot
    /// be told from either.
    fn is_other_state(&self, (number, anchor): (usize, usize), (other, other_anchor): (usize, usize)) -> bool {
        let text = |number: usize, anchor: usize| self.reading.files[number].map().anchors[anchor].text();
        let is_alike = || Bag::of(&text(number, anchor)).resemblance(&Bag::of(&text(other, other_anchor))) >= ALIKE;
        number != other && is_alike()
    }

    /// What is wrong if a document does not print a paragraph as its changes want it; if it prints another one by now, if it does not
    /// print what is added.
    fn misprint(
        &self,
        (number, anchor): (usize, usize),
        (edits, is_alone): (&[usize], bool),
        lines: &BTreeSet<String>,
    ) -> Option<String> {
        let values = &self.reading.files[number];
        let anchor = &values.map().anchors[anchor];
        let of_text_as_sent = |at: &usize| match &self.reading.located[*at] {
            (number, Located { aim: Aim::Text { value, .. }, .. }) => {
                self.reading.files[*number].found(*value).is_some_and(|found| found.is_as_sent)
            }
            _ => false,
        };
        // A number in it may be another by now.
        if is_alone && self.printed.contains(&plain(&anchor.text())) && edits.iter().all(of_text_as_sent) {
            let text = self.text(anchor, edits);
            let missing = text.split('\n').map(plain).find(|line| !line.is_empty() && !lines.contains(line))?;
            return Some(self.printed_instead(&missing, lines));
        }
        let added = edits.iter().flat_map(|at| self.reading.located[*at].1.remark.added.split('\n')).map(plain);
        let missing = added.into_iter().find(|line| !lines.iter().any(|there| there.contains(line)))?;
        Some(format!("written so, no paragraph would print `{}`", shown(&missing)))
    }

    /// Says what a document would print in the place of a line.
    fn printed_instead(&self, wanted: &str, lines: &BTreeSet<String>) -> String {
        let bag = Bag::of(wanted);
        let nearest = |is_new: bool| {
            let alike = |line: &String| bag.resemblance(&Bag::of(line));
            let lines = lines.iter().filter(|line| is_new != self.printed.contains(*line));
            lines.filter(|line| alike(line) >= ALIKE).max_by_key(|line| alike(line))
        };
        match nearest(true).or_else(|| nearest(false)) {
            Some(line) => {
                let [printed, wanted] = apart(line, wanted);
                format!("written so, the paragraph would print `{printed}`, and not `{wanted}`")
            }
            None => format!("written so, no paragraph would print `{}`", shown(wanted)),
        }
    }

    /// A paragraph as it would read.
    fn text(&self, anchor: &WordAnchor, edits: &[usize]) -> String {
        let chars: Vec<char> = anchor.text().chars().collect();
        let mut edits: Vec<&Located> = edits.iter().map(|at| &self.reading.located[*at].1).collect();
        edits.sort_by_key(|one| (one.remark.at.start, one.remark.at.end));
        let (mut text, mut from) = (String::new(), 0);
        for one in edits {
            let at = &one.remark.at;
            text.extend(&chars[from.min(chars.len())..at.start.min(chars.len()).max(from.min(chars.len()))]);
            text.push_str(&one.remark.added);
            from = at.end.max(from);
        }
        text.extend(&chars[from.min(chars.len())..]);
        text
    }

    fn replacements(&self, wanted: &[Wanted]) -> Vec<Replacement> {
        let one = |wanted: &Wanted| {
            let (number, one) = &self.reading.located[wanted.at];
            let values = &self.reading.files[*number];
            let Aim::Text { value, range, .. } = &one.aim else { return None };
            let found = values.found(*value)?;
            let length = one.sent.chars().count();
            let is_paragraph = one.remark.at == (0..length) && length > 0;
            let added = &one.remark.added;
            Some(replacement(found.place, found.text, range.clone(), added, is_paragraph, wanted.escaped))
        };
        wanted.iter().filter_map(one).collect()
    }

    /// The text of the definition with changes.
    pub(super) fn written(&self, wanted: &[Wanted]) -> String {
        written(self.reading.sources, self.text, &self.replacements(wanted))
    }

    /// The texts that changes are in, with their changes word by word.
    pub(super) fn told(&self, fits: &[Wanted], changed: &str) -> Vec<WrittenText> {
        let mut places: Vec<Place> = self.replacements(fits).into_iter().map(|one| one.place).collect();
        places.sort();
        places.dedup();
        let mut sources = Sources::new("");
        sources.add(self.reading.work.pack.definition(), changed.to_owned(), true);
        let now: BTreeMap<String, String> = Origins::of(&sources)
            .strings()
            .map(|(_, _, origin)| (origin.pointer.clone(), origin.value.clone()))
            .collect();
        let told = |place: Place| {
            let (_, _, origin) = self.reading.origins.strings().find(|(_, known, _)| *known == place)?;
            let now = now.get(&origin.pointer)?;
            Some((place, format!("{}: {}", origin.pointer, in_marks(&told_apart(&origin.value, now)))))
        };
        places.into_iter().filter_map(told).collect()
    }
}

/// The words of two states of a text; in those that differ, what nobody sees is named.
fn told_apart(before: &str, after: &str) -> Vec<Piece> {
    let mut pieces = words(before, after);
    for piece in pieces.iter_mut().filter(|piece| piece.fate != Fate::Kept) {
        piece.text = with_hidden_named(&piece.text).replace('\u{a0}', "[U+00A0]");
    }
    pieces
}

/// The paragraphs that a document prints.
pub(super) fn lines(map: &WordMap) -> impl Iterator<Item = String> + '_ {
    map.anchors.iter().map(|anchor| plain(&anchor.text()))
}

/// Two texts, each from a few letters before they differ.
fn apart(one: &str, other: &str) -> [String; 2] {
    let same = one.char_indices().zip(other.chars()).take_while(|((_, a), b)| a == b);
    let at = same.last().map_or(0, |((at, c), _)| at + c.len_utf8());
    let from = one[..at].char_indices().rev().take(BEFORE).last().map_or(at, |(at, _)| at);
    let begins = if from > 0 { "…" } else { "" };
    [one, other].map(|text| format!("{begins}{}", shown(&text[from..])))
}

/// The beginning of a text, as it is quoted.
fn shown(text: &str) -> String {
    let text = text.replace('`', "'");
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}

/// A text without what is printed in the place of other signs: kinds of blanks and hyphens.
fn plain(text: &str) -> String {
    let text = text.replace('\u{2011}', "-");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
