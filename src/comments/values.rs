//! Which letters of which string of the definition a passage of a paragraph is.

use std::collections::BTreeMap;
use std::ops::Range;

use super::aligned::{Aligned, is_position};
use super::present::{Found, Known, Present};
use super::windows::{Window, as_sent, since_changed};
use crate::compare::{self, Bag};
use crate::edition::{WordAnchor, WordMap, WordPiece, WordPieceKind, WordValue};
use crate::finding::Place;
use crate::write::Origins;

/// Where a passage of a paragraph is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aim {
    /// In a string: these bytes of it, decoded.
    Text {
        /// The number of the value in the map.
        value: usize,
        /// The bytes.
        range: Range<usize>,
        /// True if it is all that the string says.
        is_whole: bool,
    },
    /// Nowhere as it is printed: it is derived from a value, or from a label.
    Derived {
        /// The number of the value in the map.
        value: Option<usize>,
        /// The label.
        label: Option<String>,
        /// The words that are derived.
        words: String,
    },
    /// In a reference, which prints what it refers to.
    Reference {
        /// The number of the value that has the reference.
        value: Option<usize>,
        /// The reference: `@id`.
        to: String,
    },
    /// In several strings.
    Several(Vec<usize>),
    /// In a string whose text was changed here since it was sent.
    Changed(usize),
    /// In something that is no longer in the definition: the number of the value in the map.
    Gone(usize),
    /// It is a whole paragraph of words that are written in several places, or derived: an entry of a list.
    Entry {
        /// The place of the entry; for a new one, of the one beside it.
        place: Place,
        /// Its pointer.
        pointer: String,
    },
    /// It is not known where.
    Unknown,
}

/// The values of a map in the files as they are now.
pub struct Values<'a> {
    map: WordMap,
    present: Present<'a>,
    found: Vec<Option<Found<'a>>>,
    /// For each paragraph and each of its pieces, where its letters are.
    windows: Vec<Vec<Window>>,
    /// The letters of the paragraphs of each value that was changed since.
    letters: BTreeMap<usize, Letters>,
}

/// The letters of all paragraphs that have words of a value, one after the other.
#[derive(Debug, Default)]
struct Letters {
    /// Each with its number in the string; without if the string no longer has it, or never had.
    all: Vec<(char, Option<usize>)>,
    /// The first letter of each paragraph.
    starts: BTreeMap<usize, usize>,
}

impl<'a> Values<'a> {
    /// Finds the values of a map in the JSON files of a workspace as they are now.
    pub fn of(map: WordMap, origins: &'a Origins) -> Self {
        let present = Present::of(origins);
        let mut sent = vec![String::new(); map.values.len()];
        for piece in map.anchors.iter().flat_map(|anchor| &anchor.pieces) {
            if let Some(text) = piece.value.and_then(|value| sent.get_mut(value)) {
                text.push_str(&piece.text);
                text.push(' ');
            }
        }
        let mut known = Known::new();
        for value in &map.values {
            known.insert((&value.file, &value.id_path), &value.sha256);
        }
        let renamed = present.renamed(&map.values, &known);
        let mut aligned = Aligned::of(&map.values);
        let find = |(value, sent): (&WordValue, &String)| {
            let aligned = aligned.path(value, |list| present.in_list(&value.file, list));
            present.find(value, (sent, aligned.as_ref()), (&known, &renamed))
        };
        let found: Vec<Option<Found<'a>>> = std::iter::zip(&map.values, &sent).map(find).collect();
        let mut windows: Vec<Vec<Window>> =
            map.anchors.iter().map(|anchor| vec![Window::None; anchor.pieces.len()]).collect();
        let mut pieces: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        for (at, anchor) in map.anchors.iter().enumerate() {
            for (number, piece) in anchor.pieces.iter().enumerate() {
                if let Some(value) = piece.value.filter(|_| piece.kind != WordPieceKind::Derived) {
                    pieces.entry(value).or_default().push((at, number));
                }
            }
        }
        let mut letters = BTreeMap::new();
        for (value, pieces) in pieces {
            let Some(found) = found.get(value).copied().flatten() else { continue };
            if found.is_as_sent {
                as_sent(&map, &pieces, found.text, &mut windows);
                continue;
            }
            since_changed(&map, &pieces, found.text, &mut windows);
            letters.insert(value, Letters::of(&map, value, &pieces, &windows));
        }
        Self { map, present, found, windows, letters }
    }

    /// The map.
    pub fn map(&self) -> &WordMap {
        &self.map
    }

    /// A value as it is now; none if it is gone.
    pub fn found(&self, value: usize) -> Option<Found<'a>> {
        self.found.get(value).copied().flatten()
    }

    /// Returns whether the entry with an id that a value is in is still there.
    pub(super) fn has_item(&self, value: usize) -> bool {
        self.present.has_item(&self.map.values[value])
    }

    /// The value whose words a paragraph has first, or else the one before it that has some.
    pub fn near(&self, anchor: usize) -> Option<usize> {
        let of = |anchor: &WordAnchor| {
            anchor.pieces.iter().find_map(|piece| piece.value.filter(|value| self.found(*value).is_some()))
        };
        self.map.anchors[..=anchor].iter().rev().find_map(of)
    }

    /// The string of the definition that a paragraph begins with.
    pub fn place_of(&self, anchor: usize) -> Option<Place> {
        self.start_of(anchor).map(|(place, _)| place)
    }

    /// The letter of the definition that a paragraph begins with; one that is printed twice has the same.
    pub fn start_of(&self, anchor: usize) -> Option<(Place, usize)> {
        self.letter(anchor, &(0..0))
    }

    /// The letter of the definition, by its string and its number there, that is printed in a stretch of a paragraph, or else is the
    /// nearest to it there.
    pub fn letter(&self, anchor: usize, at: &Range<usize>) -> Option<(Place, usize)> {
        let mut nearest: Option<(usize, (Place, usize))> = None;
        for (number, range, piece) in self.pieces(anchor) {
            let Some(found) = piece.value.and_then(|value| self.found(value)) else { continue };
            for there in range.clone() {
                let Some(letter) = self.windows[anchor][number].letter(there - range.start) else { continue };
                let last = at.end.max(at.start + 1) - 1;
                let distance = there.saturating_sub(last).max(at.start.saturating_sub(there));
                if nearest.is_none_or(|(least, _)| distance < least) {
                    nearest = Some((distance, (found.place, letter)));
                }
            }
        }
        nearest.map(|(_, letter)| letter)
    }

    /// Returns whether a letter of the definition is printed.
    pub fn prints(&self, (place, letter): (Place, usize)) -> bool {
        let is_of = |value: usize| self.found(value).is_some_and(|found| found.place == place);
        std::iter::zip(&self.map.anchors, &self.windows).any(|(anchor, windows)| {
            let pieces = std::iter::zip(&anchor.pieces, windows);
            pieces.into_iter().any(|(piece, window)| piece.value.is_some_and(is_of) && window.has(letter))
        })
    }

    /// The value that some of the letters of a paragraph come from, the first of them.
    pub fn within(&self, anchor: usize, at: &Range<usize>) -> Option<usize> {
        let has_letters = |range: &Range<usize>| range.start.max(at.start) < range.end.min(at.end);
        self.pieces(anchor).filter(|(_, range, _)| has_letters(range)).find_map(|(_, _, piece)| piece.value)
    }

    /// Where letters of a paragraph as it was sent are written.
    pub fn aim(&self, anchor: usize, at: &Range<usize>) -> Aim {
        let aim = match at.is_empty() {
            true => self.aim_at(anchor, at.start),
            false => self.aim_over(anchor, at),
        };
        match aim {
            Aim::Text { value, range, .. } if !self.is_surrounded(anchor, value, at, &range) => Aim::Changed(value),
            Aim::Text { value, range, .. } => match self.in_bytes(value, range) {
                Some(range) => {
                    let is_whole = at.start == 0
                        && at.end >= self.map.anchors[anchor].text().chars().count()
                        && !at.is_empty()
                        && self.is_alone(anchor, value);
                    Aim::Text { value, range, is_whole }
                }
                None => Aim::Changed(value),
            },
            Aim::Derived { value: Some(value), .. } | Aim::Reference { value: Some(value), .. }
                if self.found(value).is_none() =>
            {
                Aim::Gone(value)
            }
            aim => aim,
        }
    }

    /// The entry that a paragraph is, if its words come from one.
    pub fn entry(&self, anchor: usize) -> Option<Aim> {
        let pieces = self.map.anchors[anchor].pieces.iter();
        let values: Vec<Found<'a>> = pieces.filter_map(|piece| self.found(piece.value?)).collect();
        let Found { place, pointer, .. } = self.present.entry(&values)?;
        Some(Aim::Entry { place, pointer: pointer.to_owned() })
    }

    /// Returns whether a paragraph begins or ends a text that is an entry of a list without an id, or begins one that follows another entry.
    pub fn is_edge_of_entry(&self, anchor: usize, value: usize, is_before: bool) -> bool {
        let path = &self.map.values[value].id_path;
        let steps: Vec<(usize, &str)> = path.match_indices('/').map(|(at, _)| (at + 1, step(path, at + 1))).collect();
        let entry = steps.iter().rev().find(|(_, step)| is_position(step) || step.starts_with('#'));
        let Some((start, entry)) = entry else { return false };
        let entry_path = &path[..start + entry.len()];
        let has_words = |anchor: &WordAnchor| anchor.pieces.iter().any(|piece| piece.value == Some(value));
        let is_of_entry = |anchor: &WordAnchor| {
            let values = anchor.pieces.iter().filter_map(|piece| self.map.values.get(piece.value?));
            values.map(|value| &value.id_path).any(|path| path.starts_with(entry_path))
        };
        let is_edge = match is_before {
            true => !self.map.anchors[..anchor].iter().any(has_words),
            false => !self.map.anchors[anchor + 1..].iter().any(has_words),
        };
        let follows = || anchor.checked_sub(1).is_some_and(|before| !is_of_entry(&self.map.anchors[before]));
        is_edge && (is_position(entry) || is_before && follows())
    }

    /// Returns whether the words on either side of a passage of a string that was changed since are still beside it.
    fn is_surrounded(&self, anchor: usize, value: usize, at: &Range<usize>, range: &Range<usize>) -> bool {
        let Some(found) = self.found(value) else { return false };
        let Some(letters) = self.letters.get(&value) else { return true };
        let Some(start) = letters.starts.get(&anchor).copied() else { return true };
        let length = self.map.anchors[anchor].text().chars().count();
        let of_anchor = &letters.all[start..(start + length).min(letters.all.len())];
        // Words of templates and of other values are always there.
        let pieces = self.map.anchors[anchor].pieces.iter();
        let own: Vec<bool> = pieces.flat_map(|piece| piece.text.chars().map(|_| piece.value == Some(value))).collect();
        let is_word = |(at, (c, _)): &(usize, &(char, Option<usize>))| c.is_alphanumeric() && own[*at];
        let indexed = || of_anchor.iter().enumerate();
        let before = indexed().take(at.start).rfind(is_word);
        let after = indexed().skip(at.end).find(is_word);
        let chars: Vec<char> = found.text.chars().collect();
        let is_empty = |from: usize, until: usize| {
            chars.get(from..until).is_some_and(|between| !between.iter().any(|c| c.is_alphanumeric()))
        };
        let line = chars.get(range.end..).unwrap_or_default().iter().position(|c| *c == '\n');
        let end = line.map_or(chars.len(), |line| range.end + line);
        let first =
            before.is_none_or(|(_, (_, number))| number.is_some_and(|number| is_empty(number + 1, range.start)));
        let last = match after {
            Some((_, (_, number))) => number.is_some_and(|number| is_empty(range.end, number)),
            None => is_empty(range.end, end),
        };
        // Where one of them is another one, the text must at least be like the one that was sent.
        let pieces = self.map.anchors[anchor].pieces.iter().filter(|piece| piece.value == Some(value));
        let sent: String = pieces.map(|piece| piece.text.as_str()).collect();
        let [sent, now] = [&sent, found.text].map(str::to_lowercase);
        let words = Bag::of(&sent);
        let is_like = || words.without(&Bag::of(&now)).count() * 2 <= words.len();
        first && last || (first || last) && is_like()
    }

    /// Returns whether no other paragraph has words of a value.
    fn is_alone(&self, anchor: usize, value: usize) -> bool {
        let text = self.map.anchors[anchor].text();
        let is_of_value = |piece: &WordPiece| piece.value == Some(value) && piece.kind == WordPieceKind::Prose;
        let has_words = |other: &WordAnchor| other.pieces.iter().any(is_of_value) && other.text() != text;
        !self.map.anchors.iter().any(has_words)
    }

    /// Numbers of letters as bytes.
    fn in_bytes(&self, value: usize, range: Range<usize>) -> Option<Range<usize>> {
        let text = self.found(value)?.text;
        let byte = |number: usize| {
            let mut offsets = text.char_indices().map(|(at, _)| at).chain(std::iter::once(text.len()));
            offsets.nth(number)
        };
        (range.start <= range.end).then(|| Some(byte(range.start)?..byte(range.end)?))?
    }

    /// The reference that is all of a stretch of a paragraph, if it is one.
    pub fn whole_reference(&self, anchor: usize, at: &Range<usize>) -> Option<Aim> {
        let mut inside = self.pieces(anchor).filter(|(_, range, _)| range.start < at.end && at.start < range.end);
        let (_, range, piece) = inside.next().filter(|_| inside.next().is_none())?;
        match &piece.kind {
            WordPieceKind::Reference { to, .. } if range == *at => {
                Some(Aim::Reference { value: piece.value, to: to.clone() })
            }
            _ => None,
        }
    }

    fn aim_over(&self, anchor: usize, at: &Range<usize>) -> Aim {
        let (mut start, mut end, mut values) = (None, None, Vec::new());
        let (mut is_changed, mut derived, mut between) = (false, None, None);
        for (number, range, piece) in self.pieces(anchor) {
            let part = range.start.max(at.start)..range.end.min(at.end);
            if part.start >= part.end {
                continue;
            }
            let is_covered = part == range;
            match (&piece.kind, piece.value) {
                // Blanks and marks between texts say nothing.
                (WordPieceKind::Derived, _) if !letters_in(piece, &range, &part) => between = Some(piece),
                (WordPieceKind::Derived, _) => derived = Some(sooner(derived, piece)),
                (WordPieceKind::Reference { to, .. }, value) if !is_covered && derived.is_none() => {
                    return Aim::Reference { value, to: to.clone() };
                }
                (_, None) => return Aim::Unknown,
                (_, Some(value)) => {
                    if !values.contains(&value) {
                        values.push(value);
                    }
                    let (first, last) = match &self.windows[anchor][number] {
                        Window::Whole(letters) => (Some(letters.start), Some(letters.end)),
                        Window::Letters(letters) => {
                            let letter = |at: usize| letters.get(at - range.start).copied().flatten();
                            is_changed |= (part.start..part.end).any(|at| letter(at).is_none());
                            (letter(part.start), letter(part.end - 1).map(|letter| letter + 1))
                        }
                        Window::None => (None, None),
                    };
                    start = start.or(Some(first));
                    end = Some(last);
                }
            }
        }
        if let Some(derived) = derived.or(between.filter(|_| values.is_empty())) {
            return derived_from(derived);
        }
        match (values.as_slice(), start.flatten(), end.flatten()) {
            ([], ..) => Aim::Unknown,
            ([value], Some(start), Some(end)) if !is_changed && start <= end => {
                Aim::Text { value: *value, range: start..end, is_whole: false }
            }
            ([value], ..) if self.found(*value).is_none() => Aim::Gone(*value),
            ([value], ..) => Aim::Changed(*value),
            _ => Aim::Several(values),
        }
    }

    /// Where letters that are put between two belong: to what stands before them, if that is written anywhere.
    fn aim_at(&self, anchor: usize, at: usize) -> Aim {
        let mut changed = None;
        let mut derived = None;
        // First the piece that it is in or follows, then the one that it precedes; of these, prose before references.
        for wants_prose in [true, false] {
            for (number, range, piece) in self.pieces(anchor) {
                if !(range.start <= at && at <= range.end) || range.is_empty() {
                    continue;
                }
                let is_inside = range.start < at && at < range.end;
                let is_prose = piece.kind == WordPieceKind::Prose;
                match (&piece.kind, piece.value) {
                    (WordPieceKind::Reference { to, .. }, value) if is_inside => {
                        return Aim::Reference { value, to: to.clone() };
                    }
                    (WordPieceKind::Derived, _) if is_inside => return derived_from(piece),
                    (WordPieceKind::Derived, _) => derived = Some(sooner(derived, piece)),
                    (_, Some(value)) if is_prose == wants_prose => {
                        let place = match &self.windows[anchor][number] {
                            Window::Whole(letters) => Some(if at == range.end { letters.end } else { letters.start }),
                            Window::Letters(letters) => {
                                let letter = |at: usize| letters.get(at).copied().flatten();
                                let before = (at > range.start).then(|| letter(at - range.start - 1)).flatten();
                                before.map(|letter| letter + 1).or_else(|| letter(at - range.start))
                            }
                            Window::None => None,
                        };
                        match place {
                            Some(place) => return Aim::Text { value, range: place..place, is_whole: false },
                            None => changed = Some(value),
                        }
                    }
                    _ => {}
                }
            }
        }
        match changed {
            Some(value) if self.found(value).is_some() => Aim::Changed(value),
            Some(value) => Aim::Gone(value),
            None => derived.map_or(Aim::Unknown, derived_from),
        }
    }

    /// The pieces of a paragraph with their letters.
    fn pieces(&self, anchor: usize) -> impl Iterator<Item = (usize, Range<usize>, &WordPiece)> {
        let mut start = 0;
        self.map.anchors[anchor].pieces.iter().enumerate().map(move |(number, piece)| {
            let end = start + piece.text.chars().count();
            (number, std::mem::replace(&mut start, end)..end, piece)
        })
    }
}

/// The step of a path that begins at a byte.
fn step(path: &str, start: usize) -> &str {
    path[start..].split('/').next().unwrap_or_default()
}

/// Returns whether a part of a piece has letters or digits.
fn letters_in(piece: &WordPiece, of: &Range<usize>, part: &Range<usize>) -> bool {
    let letters = piece.text.chars().skip(part.start - of.start).take(part.len());
    !compare::letters(&letters.collect::<String>()).is_empty()
}

/// Of two derived pieces the first, unless only the other says what it comes from.
fn sooner<'a>(first: Option<&'a WordPiece>, other: &'a WordPiece) -> &'a WordPiece {
    match first {
        Some(first) if first.value.is_some() || other.value.is_none() => first,
        _ => other,
    }
}

fn derived_from(piece: &WordPiece) -> Aim {
    Aim::Derived { value: piece.value, label: piece.label.clone(), words: piece.text.clone() }
}

impl Letters {
    fn of(map: &WordMap, value: usize, pieces: &[(usize, usize)], windows: &[Vec<Window>]) -> Self {
        let mut letters = Self::default();
        for (anchor, _) in pieces {
            if letters.starts.contains_key(anchor) {
                continue;
            }
            letters.starts.insert(*anchor, letters.all.len());
            for (piece, window) in std::iter::zip(&map.anchors[*anchor].pieces, &windows[*anchor]) {
                let length = piece.text.chars().count();
                let is_its = piece.value == Some(value);
                letters.all.extend(piece.text.chars().enumerate().map(|(at, c)| {
                    let number = match window {
                        Window::Letters(there) if is_its => there.get(at).copied().flatten(),
                        Window::Whole(there) if is_its && at + 1 < length => Some(there.start),
                        Window::Whole(there) if is_its => Some(there.end.saturating_sub(1)),
                        _ => None,
                    };
                    (c, number)
                }));
            }
        }
        letters
    }
}
