//! Changes of reviewers on their way into the definition: those that fit together, and the text with them.
//!
//! Changes fit if the documents then print what reviewers wrote, and nothing else is different in their paragraphs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::audiences::meeting_for;
use super::comments::{Edition, Reading, maps};
use super::contested::{Taken, excludes_other};
use super::overlaid::Overlaid;
use super::printed::{ALIKE, PrintedLine, plain, printed_instead, shown};
use super::standing::{ChangedParagraph, stands_otherwise};
use crate::comments::{
    ALL_OF_TEXT, Aim, Located, Remark, RemarkKind, Replacement, TextChange, moved_text, rewritten, written,
};
use crate::compare::{Bag, Fate, Piece, in_marks, words};
use crate::edition::WordAnchor;
use crate::finding::{FileNumber, Place, Sources, with_hidden_named};
use crate::read::{self, Common};
use crate::write::Origins;

/// A text, and what changes in it: each with the number of the change.
type ChangedText<'a> = (&'a str, Vec<(usize, TextChange)>);

/// Changed paragraphs by their texts, each with its number in the map of its file.
type ChangedTexts<'t, 'w> = BTreeMap<(usize, &'t str), Vec<(usize, &'w [Wanted])>>;

/// If changes do not fit all at once, as many are tried one by one.
pub(super) const TRIED: usize = 200;

/// A text that is written: its place, and its changes word by word.
pub(super) type WrittenText = (Place, String);

/// Changes that are not written, and why.
pub(super) type Left = Vec<(usize, String)>;

/// The paragraphs that each document prints, by its kind.
pub(super) type Printed = BTreeMap<String, Vec<PrintedLine>>;

/// A change that is to be written.
#[derive(Clone)]
pub(super) struct Wanted {
    /// Its position among the remarks.
    pub(super) at: usize,
    /// True if its signs are written as signs.
    escaped: bool,
    /// The positions of changes that others made within its words, and that are written with it.
    pub(super) inner: Vec<usize>,
}

impl Reading<'_> {
    /// Why a change cannot be written; what is written together can if all of it can.
    pub(super) fn obstacle(&self, one: &Located) -> Option<String> {
        let of_other = |id: &String| {
            let other = self.with_id(id);
            let why = other.map_or_else(|| Some("it is not there".to_owned()), |(_, other)| other.obstacle())?;
            Some(format!("{} cannot be written: {why}", part(one, id)))
        };
        one.obstacle().or_else(|| one.remark.together.iter().find_map(of_other))
    }

    pub(super) fn with_id(&self, id: &str) -> Option<&(usize, Located)> {
        self.known.get(id)?.first().and_then(|at| self.located.get(*at))
    }
}

/// Changes on their way into the definition.
pub(super) struct Writing<'a> {
    pub(super) reading: &'a Reading<'a>,
    /// The path of the definition, and its text.
    pub(super) path: &'a str,
    pub(super) text: &'a str,
    /// The paragraphs that are printed now.
    pub(super) printed: BTreeMap<Edition, Printed>,
}

impl Writing<'_> {
    pub(super) fn remark(&self, at: usize) -> &Remark {
        &self.reading.located[at].1.remark
    }

    /// Takes out what cannot be written, or excludes what comes before it.
    pub(super) fn apart(&self, chosen: BTreeSet<usize>, file: FileNumber) -> (Vec<Wanted>, Left) {
        let (mut wanted, mut left, mut inner): (Vec<Wanted>, Left, Vec<(usize, String)>) = Default::default();
        let mut ends: BTreeMap<Place, Vec<Taken<'_>>> = BTreeMap::new();
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
                let Located { place, remark, .. } = &self.reading.located[other.at].1;
                (place, &remark.removed, &remark.added) == (&one.place, &one.remark.removed, &one.remark.added)
            };
            if wanted.iter().any(is_it) {
                continue;
            }
            if let Some(nested) = &one.remark.nested {
                inner.push((at, nested.host.clone()));
                continue;
            }
            let taken = ends.entry(found.place).or_default();
            let own: Taken<'_> = (range.clone(), &one.remark);
            match taken.iter().find(|other| excludes_other(&own, other)) {
                Some((_, with)) => {
                    left.push((at, format!("it changes the same words as {}, which was chosen, too", with.id)));
                }
                None => {
                    taken.push(own);
                    wanted.push(Wanted { at, escaped: false, inner: Vec::new() });
                }
            }
        }
        for (at, host) in inner {
            let one = &self.reading.located[at].1;
            match wanted.iter_mut().find(|one| self.remark(one.at).id == host) {
                // Within words of others it would be written without its other part.
                _ if let Some(id) = one.remark.together.first() => {
                    left.push((at, format!("{} is not written", part(one, id))));
                }
                Some(host) => host.inner.push(at),
                None if host.is_empty() => left.push((at, "it is mixed with what others add".to_owned())),
                None => left.push((at, format!("it is within the words that {host} adds: choose both"))),
            }
        }
        self.without_parts(wanted, left)
    }

    /// What is written together is written whole, or not at all.
    fn without_parts(&self, mut wanted: Vec<Wanted>, mut left: Left) -> (Vec<Wanted>, Left) {
        let id = |one: &Wanted| self.remark(one.at).id.as_str();
        loop {
            let there: BTreeSet<&str> = wanted.iter().map(id).collect();
            let missing = |one: &Wanted| {
                let one = &self.reading.located[one.at].1;
                let missing = one.remark.together.iter().find(|id| !there.contains(id.as_str()))?;
                Some(format!("{} is not written", part(one, missing)))
            };
            let why: Vec<Option<String>> = wanted.iter().map(missing).collect();
            if why.iter().all(Option::is_none) {
                return (wanted, left);
            }
            let (mut whole, all) = (Vec::new(), wanted.into_iter());
            for (one, why) in std::iter::zip(all, why) {
                match why {
                    Some(why) => left.extend(self.left_out(&one, &why)),
                    None => whole.push(one),
                }
            }
            wanted = whole;
        }
    }

    /// Those changes with which the documents print what reviewers wrote, and the others with the reason.
    pub(super) fn fitting(&self, wanted: Vec<Wanted>) -> (Vec<Wanted>, Left) {
        let (mut wanted, mut left) = self.without_whole_texts(wanted);
        for escaped in [false, true] {
            let wrong = self.wrong(&wanted);
            if wrong.is_empty() {
                return (wanted, left);
            }
            if !escaped {
                wanted.iter_mut().filter(|one| wrong.contains_key(&one.at)).for_each(|one| one.escaped = true);
            }
        }
        let mut fits: Vec<Wanted> = Vec::new();
        for (number, stroke) in self.strokes(wanted).into_iter().enumerate() {
            if number >= TRIED {
                let why = format!("not all chosen changes fit at once, and only {TRIED} were tried one by one");
                left.extend(stroke.iter().flat_map(|one| self.left_out(one, &why)));
                continue;
            }
            let with: Vec<Wanted> = fits.iter().chain(&stroke).cloned().collect();
            let mut wrong = self.wrong(&with);
            let of_tried = stroke.iter().find_map(|one| wrong.remove(&one.at));
            match of_tried.or_else(|| wrong.pop_first().map(|(_, why)| why)) {
                None => fits = with,
                Some(why) => left.extend(stroke.iter().flat_map(|one| self.left_out(one, &why))),
            }
        }
        (fits, left)
    }

    /// Changes without those that together take away all that a text says: of these none is written, and not all but the last.
    fn without_whole_texts(&self, wanted: Vec<Wanted>) -> (Vec<Wanted>, Left) {
        let misfits = self.replacements(&wanted).1;
        let is_of_all = |one: &Wanted| misfits.get(&one.at).is_some_and(|why| why == ALL_OF_TEXT);
        let (all, rest): (Vec<Wanted>, Vec<Wanted>) = wanted.into_iter().partition(is_of_all);
        self.without_parts(rest, all.iter().flat_map(|one| self.left_out(one, ALL_OF_TEXT)).collect())
    }

    /// A change that is not written, with those that others made within its words.
    pub(super) fn left_out(&self, one: &Wanted, why: &str) -> Left {
        let id = &self.remark(one.at).id;
        let inner =
            one.inner.iter().map(|at| (*at, format!("it is within the words that {id} adds, which is not written")));
        std::iter::once((one.at, why.to_owned())).chain(inner).collect()
    }

    /// Changes that are written together or not at all.
    fn strokes(&self, wanted: Vec<Wanted>) -> Vec<Vec<Wanted>> {
        let mut strokes: Vec<Vec<Wanted>> = Vec::new();
        let mut of_ids: BTreeMap<&str, usize> = BTreeMap::new();
        for one in wanted {
            let remark = self.remark(one.at);
            let ids = || std::iter::once(&remark.id).chain(&remark.together);
            let stroke = ids().find_map(|id| of_ids.get(id.as_str())).copied().unwrap_or(strokes.len());
            of_ids.extend(ids().map(|id| (id.as_str(), stroke)));
            match strokes.get_mut(stroke) {
                Some(stroke) => stroke.push(one),
                None => strokes.push(vec![one]),
            }
        }
        strokes
    }

    /// The positions of changes whose paragraphs would not be printed as they are wanted, and why.
    fn wrong(&self, wanted: &[Wanted]) -> BTreeMap<usize, String> {
        let everything = |why: &str| wanted.iter().map(|one| (one.at, why.to_owned())).collect();
        let (replacements, mut wrong) = self.replacements(wanted);
        let wanted: Vec<Wanted> = wanted.iter().filter(|one| !wrong.contains_key(&one.at)).cloned().collect();
        let changed = written(self.reading.sources, self.text, &replacements);
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
        let paragraphs = self.by_paragraphs(&wanted);
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
                all.iter().flatten().map(|map| (map.document.clone(), PrintedLine::all(map, self.path))).collect()
            });
            let Some(lines) = edition.get(&map.document) else {
                let now = self.printed.get(&(map.language.clone(), map.audience().map(str::to_owned)));
                return everything(match now.is_some_and(|now| now.contains_key(&map.document)) {
                    true => "written so, the document could not be made",
                    false => "the document cannot be made of the definition as it is: `packwright check` says why",
                });
            };
            let beside = by_place.get(&self.reading.files[number].place_of(anchor)).into_iter().flatten();
            let is_alone = !beside.into_iter().any(|other| self.is_other_state((number, anchor), *other));
            if let Some(why) = self.misprint((number, anchor), (edits, is_alone), lines) {
                wrong.extend(edits.iter().map(|one| (one.at, why.clone())));
            }
        }
        for ((number, pointer), edits) in self.by_texts(&paragraphs) {
            let (values, map) = (&self.reading.files[number], self.reading.files[number].map());
            let of = |(anchor, edits): &(usize, &[Wanted])| ChangedParagraph {
                anchor: *anchor,
                text: self.text(&map.anchors[*anchor], edits),
                sent: edits.iter().map(|one| self.reading.located[one.at].1.sent.clone()).collect(),
            };
            let changed: Vec<ChangedParagraph> = edits.iter().map(of).collect();
            let before = self.printed.get(&(map.language.clone(), map.audience().map(str::to_owned)));
            let now = editions.get(&(map.language.as_str(), map.audience()));
            let [before, now] = [before, now].map(|all| all.and_then(|all| all.get(&map.document)));
            let Some(why) = before.zip(now).and_then(|lines| {
                stands_otherwise((values, pointer), &changed, (lines.0.as_slice(), lines.1.as_slice()))
            }) else {
                continue;
            };
            for one in edits.iter().flat_map(|(_, edits)| *edits) {
                wrong.entry(one.at).or_insert_with(|| why.to_owned());
            }
        }
        wrong
    }

    /// Changed paragraphs by the texts that they are of: the file, and the pointer in the definition.
    fn by_texts<'w>(&self, paragraphs: &'w BTreeMap<(usize, usize), Vec<Wanted>>) -> ChangedTexts<'_, 'w> {
        let mut texts = ChangedTexts::new();
        for ((number, anchor), edits) in paragraphs {
            let pointer = edits.iter().find_map(|one| {
                let (of, located) = &self.reading.located[one.at];
                let Aim::Text { value, .. } = located.aim else { return None };
                Some(self.reading.files[*of].found(value)?.pointer)
            });
            if let Some(pointer) = pointer {
                texts.entry((*number, pointer)).or_default().push((*anchor, edits));
            }
        }
        texts
    }

    /// Changes by the file and the paragraph that they are in; those of several files to one paragraph by the first of them.
    pub(super) fn by_paragraphs(&self, wanted: &[Wanted]) -> BTreeMap<(usize, usize), Vec<Wanted>> {
        let mut paragraphs: BTreeMap<(usize, usize), Vec<Wanted>> = BTreeMap::new();
        let mut first = BTreeMap::new();
        for change in wanted {
            let (number, one) = &self.reading.located[change.at];
            let Some(anchor) = one.remark.anchor else { continue };
            let values = &self.reading.files[*number];
            let map = values.map();
            let paragraph = (map.document.as_str(), map.language.as_str(), map.audience(), one.sent.as_str());
            let key = (paragraph, values.start_of(anchor));
            let known = *first.entry(key).or_insert((*number, anchor));
            paragraphs.entry(known).or_default().push(change.clone());
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
        (edits, is_alone): (&[Wanted], bool),
        lines: &[PrintedLine],
    ) -> Option<String> {
        let map = self.reading.files[number].map();
        let edition = self.printed.get(&(map.language.clone(), map.audience().map(str::to_owned)));
        let is_printed = |text: &str| edition.is_some_and(|all| all.values().flatten().any(|line| line.text == text));
        let lines: BTreeSet<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        let values = &self.reading.files[number];
        let anchor = &values.map().anchors[anchor];
        let of_text_as_sent = |one: &Wanted| match &self.reading.located[one.at] {
            (number, Located { aim: Aim::Text { value, .. }, .. }) => {
                self.reading.files[*number].found(*value).is_some_and(|found| found.is_as_sent)
            }
            _ => false,
        };
        // A number in it may be another by now.
        if is_alone && is_printed(&plain(&anchor.text())) && edits.iter().all(of_text_as_sent) {
            let text = self.text(anchor, edits);
            let missing =
                text.split('\n').map(plain).find(|line| !line.is_empty() && !lines.contains(line.as_str()))?;
            return Some(printed_instead(&missing, &lines, is_printed));
        }
        let added: Vec<String> = edits.iter().map(|one| self.added(one)).collect();
        let mut added = added.iter().flat_map(|added| added.split('\n')).map(plain);
        let missing = added.find(|line| !lines.iter().any(|there| there.contains(line)))?;
        Some(format!("written so, no paragraph would print `{}`", shown(&missing)))
    }

    /// A paragraph as it would read; a line that ends within it begins no other one.
    pub(super) fn text(&self, anchor: &WordAnchor, edits: &[Wanted]) -> String {
        let chars: Vec<char> = anchor.text().chars().map(|c| if c == '\n' { ' ' } else { c }).collect();
        let mut edits: Vec<&Wanted> = edits.iter().collect();
        edits.sort_by_key(|one| (self.remark(one.at).at.start, self.remark(one.at).at.end));
        let (mut text, mut from) = (String::new(), 0);
        for one in edits {
            let at = &self.remark(one.at).at;
            text.extend(&chars[from.min(chars.len())..at.start.min(chars.len()).max(from.min(chars.len()))]);
            text.push_str(&self.added(one));
            from = at.end.max(from);
        }
        text.extend(&chars[from.min(chars.len())..]);
        text
    }

    /// The words that a change adds, with those that others add within them.
    pub(super) fn added(&self, wanted: &Wanted) -> String {
        let mut added: Vec<char> = self.remark(wanted.at).added.chars().collect();
        let offset = |at: &usize| self.remark(*at).nested.as_ref().map_or(0, |nested| nested.offset);
        let mut inner = wanted.inner.clone();
        inner.sort_by_key(|at| (offset(at), *at));
        for at in inner.iter().rev() {
            let offset = offset(at).min(added.len());
            added.splice(offset..offset, self.remark(*at).added.chars());
        }
        added.into_iter().collect()
    }

    /// Words that were moved here, as they are written where they were.
    fn source(&self, (number, one): &(usize, Located)) -> Option<String> {
        let ids = Some(&one.remark.together).filter(|_| one.remark.kind == RemarkKind::MovedHere)?;
        let mut halves: Vec<&(usize, Located)> = ids.iter().filter_map(|id| self.reading.with_id(id)).collect();
        halves.retain(|(of, other)| of == number && matches!(other.remark.kind, RemarkKind::Move { .. }));
        halves.sort_by_key(|(_, other)| (other.remark.anchor, other.remark.at.start));
        let words = halves.into_iter().map(|(_, other)| {
            let Aim::Text { value, range, .. } = &other.aim else { return None };
            let text = self.reading.files[*number].found(*value)?.text;
            let is_whole = other.remark.at == (0..other.sent.chars().count());
            Some(moved_text(text, range.clone(), is_whole))
        });
        let (words, added) = (words.collect::<Option<Vec<String>>>()?.join("\n"), &one.remark.added);
        let start = added.len() - added.trim_start().len();
        let end = added.trim_end().len().max(start);
        Some(format!("{}{words}{}", &added[..start], &added[end..]))
    }

    /// The bytes that are replaced, and the positions of changes that cannot be put into their texts, with the reason.
    fn replacements(&self, wanted: &[Wanted]) -> (Vec<Replacement>, BTreeMap<usize, String>) {
        let mut of_texts: BTreeMap<Place, ChangedText<'_>> = BTreeMap::new();
        for one in wanted {
            let remark = &self.reading.located[one.at];
            let (number, located) = remark;
            let Aim::Text { value, range, .. } = &located.aim else { continue };
            let Some(found) = self.reading.files[*number].found(*value) else { continue };
            let length = located.sent.chars().count();
            let change = TextChange {
                range: range.clone(),
                added: self.added(one),
                source: self.source(remark),
                is_whole: located.remark.at == (0..length) && length > 0,
                is_escaped: one.escaped,
            };
            of_texts.entry(found.place).or_insert((found.text, Vec::new())).1.push((one.at, change));
        }
        let (mut replacements, mut misfits) = (Vec::new(), BTreeMap::new());
        for (place, (text, mut changes)) in of_texts {
            loop {
                let all: Vec<TextChange> = changes.iter().map(|(_, change)| change.clone()).collect();
                match rewritten(text, &all) {
                    Ok(edits) => {
                        replacements.extend(edits.into_iter().map(|(range, by)| Replacement { place, range, by }));
                        break;
                    }
                    Err(misfit) => match misfit.at {
                        Some(at) => drop(misfits.insert(changes.remove(at).0, misfit.why)),
                        None => {
                            misfits.extend(changes.into_iter().map(|(at, _)| (at, misfit.why.clone())));
                            break;
                        }
                    },
                }
            }
        }
        (replacements, misfits)
    }

    /// The text of the definition with changes.
    pub(super) fn written(&self, wanted: &[Wanted]) -> String {
        written(self.reading.sources, self.text, &self.replacements(wanted).0)
    }

    /// The texts that changes are in, with their changes word by word.
    pub(super) fn told(&self, fits: &[Wanted], changed: &str) -> Vec<WrittenText> {
        let mut places: Vec<Place> = self.replacements(fits).0.into_iter().map(|one| one.place).collect();
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
            let now = now.get(&origin.pointer).filter(|now| **now != origin.value)?;
            Some((place, format!("{}: {}", origin.pointer, in_marks(&told_apart(&origin.value, now)))))
        };
        places.into_iter().filter_map(told).collect()
    }
}

/// A change that another one is a part of, or belongs to.
fn part(one: &Located, id: &str) -> String {
    match one.remark.kind {
        RemarkKind::Move { .. } | RemarkKind::MovedHere => format!("the other half of the move, {id},"),
        _ => format!("it is one change with {id}, which"),
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
