//! Which paragraph of a file is which of the map: by its bookmark, however unlike the text; what has none, by likeness in order,
//! then by equal text, then by its place between two that are known.

use std::collections::{BTreeMap, BTreeSet};

use super::body::Mark;
use super::originals::{NOBODY, Original, cut};
use super::stamps::Who;
use crate::compare::{Bag, growing};
use crate::edition::WordMap;

/// The most pairs of paragraphs that are compared with each other.
const PAIRS: usize = 2_000_000;
/// Two paragraphs with as many words in common, in per cent, are the same one.
const ALIKE: usize = 50;
/// The letters of a paragraph that are compared.
const COMPARED: usize = 2000;

/// The paragraphs of a file and what they are.
#[derive(Debug, Default)]
pub(super) struct Placing {
    pub(super) originals: Vec<Original>,
    /// For each paragraph of the file the one of the map that it is, or is a part of.
    pub(super) anchor_of: Vec<Option<usize>>,
    /// For each paragraph of the map the positions of those in the file that it became, in order.
    pub(super) of_anchor: Vec<Vec<usize>>,
    /// Paragraphs of the file that are none of the map.
    pub(super) strays: Vec<Stray>,
    /// The names of notes whose marks were deleted, and who did it.
    pub(super) deleted_notes: Vec<(String, Who)>,
    /// Paragraphs of the map that stand elsewhere now, though no change was recorded.
    pub(super) moved: BTreeSet<usize>,
}

/// A paragraph of the file that is none of the map.
#[derive(Debug)]
pub(super) struct Stray {
    /// Its position in the file.
    pub(super) original: usize,
    /// The paragraph of the map that it follows in the same cell or note.
    pub(super) after: Option<usize>,
    /// The paragraph of the map that it stands beside: that with the mark of its note, or the one before its table.
    pub(super) near: Option<usize>,
}

/// Finds out which paragraphs are which.
pub(super) fn place(map: &WordMap, originals: Vec<Original>) -> Placing {
    let numbers: BTreeMap<&str, usize> =
        map.anchors.iter().enumerate().map(|(at, anchor)| (anchor.name.as_str(), at)).collect();
    let mut finding = Finding {
        map,
        of_anchor: vec![Vec::new(); map.anchors.len()],
        anchor_of: Vec::new(),
        pairs: PAIRS,
        deleted_notes: Vec::new(),
    };
    let originals = finding.by_bookmarks(with_marks(originals, &numbers), &numbers);
    finding.by_notes(&originals);
    finding.by_likeness(&originals);
    finding.by_equal_text(&originals);
    finding.finish(originals)
}

struct Finding<'a> {
    map: &'a WordMap,
    of_anchor: Vec<Vec<usize>>,
    anchor_of: Vec<Option<usize>>,
    /// The comparisons that may still be made.
    pairs: usize,
    deleted_notes: Vec<(String, Who)>,
}

/// The paragraphs without those of notes that have no mark in the text: nobody sees them. What somebody changed in one before its mark
/// was taken away without being recorded is kept.
fn with_marks(mut originals: Vec<Original>, numbers: &BTreeMap<&str, usize>) -> Vec<Original> {
    let marked = marked(&originals);
    let is_marked = |original: &Original| original.note.as_ref().is_none_or(|note| marked.contains(note));
    let is_of_map = |(_, mark): &(usize, Mark)| matches!(mark, Mark::Begins(name) if numbers.contains_key(plain(name)));
    let is_changed = |original: &Original| {
        let mut letters = original.letters.iter();
        letters.any(|letter| letter.inserted.or(letter.deleted).is_some()) && original.marks.iter().any(is_of_map)
    };
    originals.retain(|original| is_marked(original) || is_changed(original));
    originals
}

/// The numbers of the notes that have a mark in the text.
fn marked(originals: &[Original]) -> BTreeSet<String> {
    let mark = |(_, mark): &(usize, Mark)| match mark {
        Mark::Note(number, _) => Some(number.clone()),
        _ => None,
    };
    originals.iter().flat_map(|original| &original.marks).filter_map(mark).collect()
}

/// The numbers of the notes whose marks are all deleted, and who deleted one first.
fn without_mark(originals: &[Original]) -> BTreeMap<String, Who> {
    let (mut deleted, mut kept) = (BTreeMap::new(), BTreeSet::new());
    for (_, mark) in originals.iter().flat_map(|original| &original.marks) {
        match mark {
            Mark::Note(number, Some(by)) => {
                deleted.entry(number.clone()).or_insert(*by);
            }
            Mark::Note(number, None) => {
                kept.insert(number);
            }
            _ => {}
        }
    }
    deleted.retain(|number, _| !kept.contains(number));
    deleted
}

/// The name of a bookmark as we wrote it: word processors that paste one add to it.
pub(super) fn plain(name: &str) -> &str {
    name.split("_Copy_").next().unwrap_or(name)
}

/// The texts as they were sent of paragraphs whose bookmark is elsewhere: it goes along with words that are cut out, and put in again.
fn without_bookmark(originals: &[Original], numbers: &BTreeMap<&str, usize>) -> BTreeSet<String> {
    let is_without = |original: &&Original| {
        let pasted = pasted(original);
        let is_own = |name: &str| numbers.contains_key(plain(name)) && !pasted.contains(name);
        !original.marks.iter().any(|(_, mark)| matches!(mark, Mark::Begins(name) if is_own(name)))
    };
    let texts = originals.iter().filter(is_without).map(|original| letters_of(&original.stored()));
    texts.filter(|text| !text.trim().is_empty()).collect()
}

/// The names of bookmarks around words all of which somebody inserted, or around none.
fn pasted(original: &Original) -> BTreeSet<&str> {
    let mut ends: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, mark) in &original.marks {
        if let Mark::Ends(name) = mark {
            ends.entry(name).or_insert(*at);
        }
    }
    let mut sent = vec![0];
    for letter in &original.letters {
        sent.push(sent[sent.len() - 1] + usize::from(letter.inserted.is_none()));
    }
    let pasted = |(at, mark): &'_ (usize, Mark)| match mark {
        Mark::Begins(name) => {
            ends.get_key_value(name.as_str()).filter(|(_, end)| at <= *end && sent[*at] == sent[**end])
        }
        _ => None,
    };
    original.marks.iter().filter_map(pasted).map(|(name, _)| *name).collect()
}

/// A text without its tabs and breaks, which are stored as elements.
fn letters_of(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '\t' | '\n')).collect()
}

impl Finding<'_> {
    fn assign(&mut self, anchor: usize, original: usize) {
        self.of_anchor[anchor].push(original);
        self.anchor_of[original] = Some(anchor);
    }

    /// Cuts paragraphs in which several of the map begin, and assigns all that have a bookmark.
    fn by_bookmarks(&mut self, originals: Vec<Original>, numbers: &BTreeMap<&str, usize>) -> Vec<Original> {
        let mut parts = Vec::with_capacity(originals.len());
        let mut begun = Vec::with_capacity(originals.len());
        // A bookmark that was copied is there twice: its own name counts, and the first of the same name.
        let whole: BTreeSet<String> =
            names(&originals).filter(|name| plain(name) == *name).map(str::to_owned).collect();
        let cut_out = without_bookmark(&originals, numbers);
        let mut seen = BTreeSet::new();
        for original in originals {
            let mut starts: Vec<(usize, usize)> = Vec::new();
            let pasted = pasted(&original);
            for (at, mark) in &original.marks {
                let Mark::Begins(name) = mark else { continue };
                let is_copy = plain(name) != name && whole.contains(plain(name));
                let text = |anchor: usize| letters_of(&self.map.anchors[anchor].text());
                let is_elsewhere = |anchor: usize| pasted.contains(name.as_str()) && cut_out.contains(&text(anchor));
                if let Some(anchor) = numbers.get(plain(name)).filter(|anchor| !is_copy && !is_elsewhere(**anchor))
                    && seen.insert(*anchor)
                {
                    starts.push((*at, *anchor));
                }
            }
            starts.sort_by_key(|(at, _)| *at);
            let starts = self.at_their_offsets(&original, starts);
            let offsets: Vec<usize> = starts.iter().skip(1).map(|(at, _)| *at).collect();
            let cut = cut(original, &offsets);
            begun.extend((0..cut.len()).map(|at| starts.get(at).map(|(_, anchor)| *anchor)));
            parts.extend(cut);
        }
        self.anchor_of = vec![None; parts.len()];
        let mut open: Option<(usize, usize)> = None;
        for (at, (original, begins)) in std::iter::zip(&parts, begun).enumerate() {
            match (begins, open) {
                (Some(anchor), _) => {
                    self.assign(anchor, at);
                    open = Some((anchor, original.cell));
                }
                // The second half of a paragraph that was split.
                (None, Some((anchor, cell))) if cell == original.cell && self.ends_in(original, anchor) => {
                    self.assign(anchor, at);
                }
                _ => {}
            }
            let is_over = |(anchor, _): &(usize, usize)| {
                let ends =
                    |mark: &Mark| matches!(mark, Mark::Ends(name) if plain(name) == self.map.anchors[*anchor].name);
                original.marks.iter().any(|(_, mark)| ends(mark))
            };
            open = open.filter(|open| !is_over(open));
        }
        parts
    }

    /// Of paragraphs of the map that begin at the same letter, all but one were deleted: that one is most like what stands there.
    fn at_their_offsets(&self, original: &Original, starts: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
        let mut kept: Vec<(usize, usize)> = Vec::new();
        for (at, anchor) in starts {
            match kept.last_mut() {
                Some(last) if last.0 == at => {
                    let text: String = original.letters[at..].iter().map(|letter| letter.c).take(COMPARED).collect();
                    let bag = Bag::of(&text);
                    let alike = |anchor: usize| bag.resemblance(&Bag::of(&self.text(anchor)));
                    if alike(anchor) > alike(last.1) {
                        last.1 = anchor;
                    }
                }
                _ => kept.push((at, anchor)),
            }
        }
        kept
    }

    /// Returns whether the bookmark of a paragraph of the map ends within this one, after some text.
    fn ends_in(&self, original: &Original, anchor: usize) -> bool {
        let name = &self.map.anchors[anchor].name;
        original.marks.iter().any(|(at, mark)| *at > 0 && matches!(mark, Mark::Ends(ended) if plain(ended) == name))
    }

    fn text(&self, anchor: usize) -> String {
        letters_of(&self.map.anchors[anchor].text()).chars().take(COMPARED).collect()
    }

    /// Notes: their own bookmarks are lost, those around their marks in the text are not.
    fn by_notes(&mut self, originals: &[Original]) {
        let mut notes: BTreeMap<&str, &str> = BTreeMap::new();
        let without_mark = without_mark(originals);
        for original in originals {
            let mut around = None;
            for (_, mark) in &original.marks {
                match mark {
                    Mark::Begins(name) if name.starts_with("_pwN") => around = Some(plain(name)),
                    Mark::Note(number, _) => {
                        if let Some(name) = around.take() {
                            notes.entry(name).or_insert(number);
                            let deleted = without_mark.get(number);
                            self.deleted_notes.extend(deleted.map(|by| (name.to_owned(), *by)));
                        }
                    }
                    _ => {}
                }
            }
        }
        let marked = marked(originals);
        for (original, anchor) in std::iter::zip(originals, &self.anchor_of) {
            let name = anchor.and_then(|anchor| self.map.anchors[anchor].note.clone());
            let is_lost = original.note.as_ref().is_some_and(|note| !marked.contains(note));
            self.deleted_notes.extend(name.filter(|_| is_lost).map(|name| (name, NOBODY)));
        }
        let mut free: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, original) in originals.iter().enumerate().filter(|(at, _)| self.anchor_of[*at].is_none()).rev() {
            if let Some(note) = &original.note {
                free.entry(note).or_default().push(at);
            }
        }
        for anchor in 0..self.map.anchors.len() {
            let note = self.map.anchors[anchor].note.as_deref().and_then(|name| notes.get(name));
            let original =
                note.filter(|_| self.of_anchor[anchor].is_empty()).and_then(|note| free.get_mut(note)?.pop());
            if let Some(original) = original {
                self.assign(anchor, original);
            }
        }
    }

    /// Between two paragraphs that are known, in order, by words in common; and where one is left on either side, these. Notes are stored
    /// apart from the text.
    fn by_likeness(&mut self, originals: &[Original]) {
        let anchors = &self.map.anchors;
        for is_note in [false, true] {
            let own = (0..anchors.len()).filter(|at| anchors[*at].note.is_some() == is_note);
            let (mut from, mut lost) = (0, Vec::new());
            for anchor in own.map(Some).chain([None]) {
                let known: &[usize] = anchor.map_or(&[], |anchor| &self.of_anchor[anchor]);
                let (first, last) = (known.first().copied(), known.last().copied());
                if let (Some(anchor), None) = (anchor, first) {
                    lost.push(anchor);
                    continue;
                }
                let until = first.unwrap_or(originals.len()).max(from);
                let is_free = |at: &usize| {
                    let original = &originals[*at];
                    self.anchor_of[*at].is_none() && !original.letters.is_empty() && original.note.is_some() == is_note
                };
                let free: Vec<usize> = (from..until).filter(is_free).collect();
                for (anchor, original) in self.alike(&std::mem::take(&mut lost), &free, originals) {
                    self.assign(anchor, original);
                }
                from = last.map_or(until, |last| (last + 1).max(until));
            }
        }
    }

    /// Pairs that are alike and in order, as many and as like as there can be.
    fn alike(&mut self, lost: &[usize], free: &[usize], originals: &[Original]) -> Vec<(usize, usize)> {
        if lost.is_empty() || free.is_empty() {
            return Vec::new();
        }
        if let ([anchor], [original]) = (lost, free) {
            return vec![(*anchor, *original)];
        }
        let Some(left) = lost.len().checked_mul(free.len()).and_then(|pairs| self.pairs.checked_sub(pairs)) else {
            return Vec::new();
        };
        self.pairs = left;
        let texts: Vec<String> = lost.iter().map(|anchor| self.text(*anchor)).collect();
        let stored: Vec<String> =
            free.iter().map(|at| originals[*at].stored().chars().take(COMPARED).collect()).collect();
        let (texts, stored): (Vec<Bag<'_>>, Vec<Bag<'_>>) =
            (texts.iter().map(|text| Bag::of(text)).collect(), stored.iter().map(|text| Bag::of(text)).collect());
        let width = free.len() + 1;
        let mut best = vec![0_usize; (lost.len() + 1) * width];
        let mut likeness = vec![0_usize; lost.len() * free.len()];
        for row in (0..lost.len()).rev() {
            for column in (0..free.len()).rev() {
                let alike = texts[row].resemblance(&stored[column]);
                let alike = if alike >= ALIKE { alike } else { 0 };
                likeness[row * free.len() + column] = alike;
                let with = best[(row + 1) * width + column + 1] + alike;
                best[row * width + column] =
                    with.max(best[(row + 1) * width + column]).max(best[row * width + column + 1]);
            }
        }
        let (mut row, mut column, mut pairs) = (0, 0, Vec::new());
        while row < lost.len() && column < free.len() {
            let here = best[row * width + column];
            let alike = likeness[row * free.len() + column];
            if alike > 0 && here == best[(row + 1) * width + column + 1] + alike {
                pairs.push((lost[row], free[column]));
                (row, column) = (row + 1, column + 1);
            } else if here == best[(row + 1) * width + column] {
                row += 1;
            } else {
                column += 1;
            }
        }
        pairs
    }

    /// What stands elsewhere with the same text.
    fn by_equal_text(&mut self, originals: &[Original]) {
        let mut free: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, original) in originals.iter().enumerate().filter(|(at, _)| self.anchor_of[*at].is_none()).rev() {
            free.entry(original.stored()).or_default().push(at);
        }
        for anchor in 0..self.map.anchors.len() {
            let text = letters_of(&self.map.anchors[anchor].text());
            if text.is_empty() || !self.of_anchor[anchor].is_empty() {
                continue;
            }
            if let Some(original) = free.get_mut(&text).and_then(Vec::pop) {
                self.assign(anchor, original);
            }
        }
    }

    fn finish(self, mut originals: Vec<Original>) -> Placing {
        let mut hangs: BTreeMap<&str, usize> = BTreeMap::new();
        for (original, anchor) in std::iter::zip(&originals, &self.anchor_of) {
            for (_, mark) in &original.marks {
                if let (Mark::Note(number, _), Some(anchor)) = (mark, anchor) {
                    hangs.insert(number, *anchor);
                }
            }
        }
        let (mut strays, mut last) = (Vec::new(), None);
        for (at, anchor) in self.anchor_of.iter().enumerate() {
            let original = &originals[at];
            match anchor {
                Some(anchor) => last = Some((*anchor, original.cell)),
                None if original.is_blank() && original.row.and_then(|row| row.inserted).is_none() => {}
                None => {
                    let after = last.filter(|(_, cell)| *cell == original.cell).map(|(anchor, _)| anchor);
                    let of_note = original.note.as_deref().map(|note| hangs.get(note).copied());
                    let near = of_note.unwrap_or(last.map(|(anchor, _)| anchor));
                    strays.push(Stray { original: at, after, near });
                }
            }
        }
        // Whoever deletes the mark of a note that somebody adds deletes its words.
        let without_mark = without_mark(&originals);
        for original in strays.iter().map(|stray: &Stray| stray.original) {
            let original = &mut originals[original];
            let by = original.note.as_ref().and_then(|note| without_mark.get(note)).copied();
            original.letters.iter_mut().for_each(|letter| letter.deleted = letter.deleted.or(by));
        }
        // Notes are stored apart from the text.
        let in_text = |anchor: &&usize| self.map.anchors[**anchor].note.is_none();
        let there = distinct(self.anchor_of.iter().flatten().filter(in_text).copied());
        let stay: BTreeSet<usize> = growing(&there).into_iter().map(|at| there[at]).collect();
        let moved = there.into_iter().filter(|anchor| !stay.contains(anchor)).collect();
        let deleted_notes = self.deleted_notes;
        let (anchor_of, of_anchor) = (self.anchor_of, self.of_anchor);
        Placing { originals, anchor_of, of_anchor, strays, moved, deleted_notes }
    }
}

/// The numbers, each where it stands first.
fn distinct(numbers: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    numbers.filter(|number| seen.insert(*number)).collect()
}

fn names(originals: &[Original]) -> impl Iterator<Item = &str> {
    originals.iter().flat_map(|original| &original.marks).filter_map(|(_, mark)| match mark {
        Mark::Begins(name) => Some(name.as_str()),
        _ => None,
    })
}
