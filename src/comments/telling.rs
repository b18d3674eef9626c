//! What was done in a Word file, as remarks: each change, each comment, in the order of the text.

use std::collections::{BTreeMap, BTreeSet};

use super::body::{Letter, Mark, Stamp, Who};
use super::comment_part::Comment;
use super::comment_places::{CommentPlace, CommentPlaces};
use super::edits::{Edit, added_paragraph, edits};
use super::levels;
use super::moves;
use super::originals::{NOBODY, Original, accepted};
use super::pictures::{PictureEdit, pictures};
use super::placing::{Placing, Stray, place, plain};
use super::remark::{Nested, Remark, RemarkKind};
use super::reviewed::WordFile;
use crate::edition::{WordAnchor, WordMap};
use crate::pack::digest;

/// The hexadecimal digits of an id.
const DIGITS: usize = 6;
/// The letters of an author's name that are kept.
const NAME: usize = 100;

/// Everything that reviewers did and said, in the order of the text.
pub fn remarks(file: WordFile, map: &WordMap) -> Vec<Remark> {
    let WordFile { originals, running, comments, stamps, saved, .. } = file;
    let mut telling = Telling {
        map,
        stamps: &stamps,
        saved: &saved,
        told: Vec::new(),
        rows: BTreeSet::new(),
        damaged: BTreeSet::new(),
        has_levels: map.anchors.iter().any(|anchor| anchor.level.is_some()),
        notes: BTreeMap::new(),
        comments: CommentPlaces::default(),
    };
    let mut placing = place(map, originals);
    telling.damaged_notes(&mut placing);
    for anchor in 0..map.anchors.len() {
        telling.anchor(anchor, &placing);
    }
    for stray in &placing.strays {
        telling.stray(&placing, stray);
    }
    telling.deleted_notes(&placing);
    telling.pictures(&placing);
    telling.links(&placing);
    telling.comments.widen(&placing.originals);
    running.iter().for_each(|original| telling.outside(original));
    telling.hang(comments);
    telling.finish()
}

struct Telling<'a> {
    map: &'a WordMap,
    stamps: &'a [Stamp],
    saved: &'a Stamp,
    told: Vec<Remark>,
    /// The rows of tables that are told.
    rows: BTreeSet<usize>,
    /// True if the map states the levels of lists: maps of earlier versions of the program do not.
    has_levels: bool,
    /// Notes that a word processor damaged, by their paragraphs.
    damaged: BTreeSet<usize>,
    /// For each note the paragraph with its mark, and the letters that were sent before the mark.
    notes: BTreeMap<String, (usize, usize)>,
    comments: CommentPlaces,
}

impl Telling<'_> {
    fn by(&self, who: Who) -> (Option<String>, String) {
        let stamp = self.stamps.get(who as usize).filter(|_| who != NOBODY);
        (stamp.map(|stamp| name(&stamp.author)), day(&stamp.unwrap_or(self.saved).date))
    }

    fn put(&mut self, anchor: Option<usize>, edit: Edit, context: &str) -> &mut Remark {
        let (author, date) = self.by(edit.by);
        let kind = match (edit.removed.is_empty(), edit.added.is_empty()) {
            _ if edit.is_withdrawal => RemarkKind::Withdrawal { of: edit.withdrawn },
            (true, true) => RemarkKind::Join,
            (true, false) => RemarkKind::Insertion,
            (false, true) => RemarkKind::Deletion,
            (false, false) => RemarkKind::Replacement,
        };
        let at = self.told.len();
        self.told.push(Remark {
            id: String::new(),
            kind,
            author,
            date,
            anchor,
            at: edit.at,
            near: anchor,
            removed: edit.removed,
            added: edit.added,
            joins: edit.joins,
            is_of_move: self.is_move(edit.by),
            context: context.to_owned(),
            nested: edit.nested.map(|(by, offset)| Nested { host: String::new(), by, offset }),
            together: Vec::new(),
            moved: edit.moved,
            near_note: false,
            by: edit.by,
            passage: edit.passage,
            stroke: None,
            is_reshaped: false,
        });
        &mut self.told[at]
    }

    /// Notes that a word processor damaged are told as that, and as nothing else.
    fn damaged_notes(&mut self, placing: &mut Placing) {
        let stored: Vec<Option<String>> =
            placing.of_anchor.iter().map(|parts| parts.first().map(|at| placing.originals[*at].stored())).collect();
        for (anchor, sent) in self.map.anchors.iter().enumerate().filter(|(_, anchor)| anchor.note.is_some()) {
            let text = sent.text();
            let Some(now) = stored[anchor].as_ref().filter(|now| **now != text && !text.is_empty()) else { continue };
            let is_other = |other: &WordAnchor| other.note.is_some() && other.text() == *now;
            let is_touched = placing.of_anchor[anchor].iter().any(|at| {
                let letters = &placing.originals[*at].letters;
                letters.iter().any(|letter| letter.inserted.is_some() || letter.deleted.is_some())
            });
            if !is_touched && (now.trim().is_empty() || self.map.anchors.iter().any(is_other)) {
                placing.of_anchor[anchor].clear();
                self.damaged.insert(anchor);
                self.whole(anchor, RemarkKind::DamagedNote, &text);
            }
        }
    }

    /// Notes whose marks were deleted from the text. One that was moved with its words goes along with them.
    fn deleted_notes(&mut self, placing: &Placing) {
        let deleted: BTreeMap<&str, Who> =
            placing.deleted_notes.iter().map(|(name, by)| (name.as_str(), *by)).collect();
        let by = |anchor: &WordAnchor| deleted.get(anchor.note.as_deref()?).copied();
        let gone: BTreeMap<usize, Who> =
            self.map.anchors.iter().enumerate().filter_map(|(at, anchor)| Some((at, by(anchor)?))).collect();
        let moved = gone.iter().filter(|(_, by)| self.is_move(**by));
        let moved: BTreeSet<String> =
            moved.map(|(anchor, _)| self.map.anchors[*anchor].text().trim().to_owned()).collect();
        let is_copy = |told: &Remark| told.near_note && moved.contains(told.added.trim());
        let copies: BTreeSet<String> =
            self.told.iter().filter(|told| is_copy(told)).map(|told| told.added.trim().to_owned()).collect();
        self.told.retain(|told| !(is_copy(told) || told.anchor.is_some_and(|anchor| gone.contains_key(&anchor))));
        for (anchor, by) in gone {
            let text = self.map.anchors[anchor].text();
            if !self.is_move(by) || !copies.contains(text.trim()) {
                self.put(Some(anchor), Edit::of_all(by, &text), &text);
            }
        }
    }

    fn is_move(&self, by: Who) -> bool {
        self.stamps.get(by as usize).is_some_and(|stamp| stamp.is_move)
    }

    /// Notes something about a paragraph as a whole, of which nobody knows who did it.
    fn whole(&mut self, anchor: usize, kind: RemarkKind, sent: &str) -> &mut Remark {
        let told = self.put(Some(anchor), Edit::of_all(NOBODY, sent), sent);
        told.kind = kind;
        told
    }

    fn anchor(&mut self, anchor: usize, placing: &Placing) {
        let sent = self.map.anchors[anchor].text();
        let parts = &placing.of_anchor[anchor];
        if parts.is_empty() {
            if !sent.trim().is_empty() && !self.damaged.contains(&anchor) {
                self.put(Some(anchor), Edit::of_all(NOBODY, &sent), &sent);
            }
            return;
        }
        // A row that is deleted is told once, and not cell by cell.
        let row = placing.originals[parts[0]].row;
        if let Some((number, by)) = row.and_then(|row| Some((row.number, row.deleted?))) {
            let is_new = self.rows.insert(number);
            match self.told.iter_mut().rev().find(|told| told.kind == RemarkKind::Row && !is_new) {
                Some(told) => told.removed.push_str(&format!(" | {sent}")),
                None => {
                    self.put(Some(anchor), Edit::of_all(by, &sent), &sent).kind = RemarkKind::Row;
                }
            }
            return;
        }
        // A cell without which its row has one less is told as what it is.
        if let Some(torn) = placing.originals[parts[0]].torn.filter(|torn| torn.is_deleted) {
            self.put(Some(anchor), Edit::of_all(torn.by, &sent), &sent).kind = RemarkKind::Cell;
            return;
        }
        let (letters, marks, mut joined) = together(parts, placing);
        // Where it goes on in the next one, somebody joined them without recording it.
        if parts.last().is_some_and(|last| placing.originals[*last].goes_on) {
            joined = Some(NOBODY);
        }
        let (edits, before) = edits(&sent, &letters, joined);
        let context: String = accepted(&letters);
        let mut around = None;
        for (at, mark) in &marks {
            match mark {
                Mark::Begins(name) if name.starts_with("_pwN") => around = Some(plain(name)),
                Mark::Note(..) => {
                    let place = (anchor, before.get(*at).copied().unwrap_or_default());
                    around.take().map(|name| self.notes.insert(name.to_owned(), place));
                }
                _ => {}
            }
        }
        if placing.moved.contains(&anchor) {
            let before = placing.originals[..parts[0]].iter().rev().find(|original| !original.is_blank());
            self.whole(anchor, RemarkKind::Moved, &sent).context = before.map(Original::accepted).unwrap_or_default();
        }
        let last = &placing.originals[parts[parts.len() - 1]];
        if let Some((by, from, to)) = levels::changed(&self.map.anchors[anchor], last, self.has_levels) {
            let edit = Edit { at: 0..0, ..Edit::of_all(by, &sent) };
            self.put(Some(anchor), edit, &context).kind = RemarkKind::Level { from, to };
        }
        let mut forms = parts.iter().flat_map(|part| &placing.originals[*part].forms);
        let form = forms.next();
        let is_reshaped = forms.any(|other| Some(other) != form);
        let is_one = edits.iter().filter(|edit| edit.at.end == 0).count() == 1;
        for edit in edits {
            if let Some((before, edit)) = self.behind(parts[0], &edit, placing).filter(|_| is_one) {
                self.put(Some(before), edit, &context);
                continue;
            }
            let told = self.put(Some(anchor), edit, &context);
            told.is_reshaped = is_reshaped && told.added.contains('\n');
        }
        self.comments.note(
            (&marks, &letters),
            |at| (Some(anchor), before.get(at).copied().unwrap_or_default()),
            &context,
        );
    }

    /// A new paragraph before another one that is set like the one before it, and not like that: as what it is, a paragraph after the former.
    fn behind(&self, first: usize, edit: &Edit, placing: &Placing) -> Option<(usize, Edit)> {
        let before = first.checked_sub(1)?;
        let (former, original) = (&placing.originals[before], &placing.originals[first]);
        let is_new = edit.at == (0..0) && edit.added.ends_with('\n') && edit.removed.is_empty();
        let is_plain = edit.withdrawn.is_empty() && edit.nested.is_none() && !edit.joins;
        let is_there = former.cell == original.cell && former.end_deleted.is_none() && !former.goes_on;
        let (form, (own, new)) = (former.forms.last()?, original.forms.split_last()?);
        let is_like = own != form && new.iter().all(|new| new == form) && new.len() == edit.added.matches('\n').count();
        let anchor = placing.anchor_of[before].filter(|_| is_new && is_plain && is_there && is_like)?;
        let end = self.map.anchors[anchor].text().chars().count();
        let added = format!("\n{}", edit.added.trim_end_matches('\n'));
        // No other passage has the number.
        Some((anchor, Edit { at: end..end, added, passage: usize::MAX / 2 - first, ..edit.clone() }))
    }

    /// Pictures that were taken away, or put elsewhere.
    fn pictures(&mut self, placing: &Placing) {
        for PictureEdit { anchor, there, edit } in pictures(self.map, placing) {
            let original = there.map(|(number, _)| &placing.originals[number]);
            let sent = anchor.map(|anchor| self.map.anchors[anchor].text().chars().count()).unwrap_or_default();
            let offset = there.map_or(0, |(_, at)| at).min(sent);
            let context = original.map(Original::accepted).unwrap_or_default();
            self.put(anchor, Edit { at: offset..offset, ..edit }, &context);
        }
    }

    /// Links to what no link of the document led to.
    fn links(&mut self, placing: &Placing) {
        let Some(sent) = &self.map.addresses else { return };
        let sent: BTreeSet<String> = sent.iter().map(|address| comparable(address)).collect();
        let mut last = None;
        for (number, original) in placing.originals.iter().enumerate() {
            last = placing.anchor_of[number].or(last);
            for (at, mark) in &original.marks {
                let Mark::Link(address, length) = mark else { continue };
                let letters = original.letters.get(*at..at + length).unwrap_or_default();
                let words = accepted(letters);
                // Programs write where files of the pack are in their own ways.
                let is_outside = ["http://", "https://", "mailto:"].iter().any(|scheme| address.starts_with(scheme));
                if !is_outside || sent.contains(&comparable(address)) || words.trim().is_empty() {
                    continue;
                }
                let by = letters.iter().find_map(|letter| letter.inserted).unwrap_or(NOBODY);
                let edit = Edit { added: format!("[{words}]({address})"), ..Edit::of_all(by, "") };
                self.put(last, edit, &original.accepted()).kind = RemarkKind::Link;
            }
        }
    }

    /// A paragraph that was put behind another, or into a place that the map does not know.
    fn stray(&mut self, placing: &Placing, stray: &Stray) {
        let (original, after, near) = (&placing.originals[stray.original], stray.after, stray.near);
        let beside = after.and_then(|anchor| placing.of_anchor[anchor].last());
        let form = beside.and_then(|beside| placing.originals[*beside].forms.last());
        // Words that were recorded in a paragraph that was not are its words, and not the other way round.
        let is_recorded = |letter: &Letter| letter.inserted.is_some() || letter.c.is_whitespace();
        let first = original.letters.iter().find_map(|letter| letter.inserted);
        let by = first.filter(|_| original.letters.iter().all(is_recorded)).unwrap_or(NOBODY);
        let end = after.map_or(0, |anchor| self.map.anchors[anchor].text().chars().count());
        let accepted = original.accepted();
        if let Some(torn) = original.torn.filter(|torn| !torn.is_deleted) {
            let edit = Edit { added: accepted.clone(), ..Edit::of_all(torn.by, "") };
            let told = self.put(None, edit, &accepted);
            (told.kind, told.near) = (RemarkKind::Cell, near);
        } else if let Some(row) = original.row.filter(|_| after.is_none()) {
            let is_new = self.rows.insert(row.number);
            match self.told.iter_mut().rev().find(|told| told.kind == RemarkKind::Row && !is_new) {
                Some(told) => told.added.push_str(&format!(" | {accepted}")),
                None => {
                    let by = row.inserted.unwrap_or(by);
                    let edit = Edit { added: accepted.clone(), at: 0..0, ..Edit::of_all(by, "") };
                    let told = self.put(None, edit, &accepted);
                    (told.kind, told.near) = (RemarkKind::Row, near);
                }
            }
        } else if !accepted.trim().is_empty() {
            let is_reshaped = original.forms.iter().any(|other| Some(other) != form);
            for edit in added_paragraph(&original.letters, end, by) {
                // No other passage has the number.
                let edit = Edit { passage: usize::MAX - stray.original, ..edit };
                let told = self.put(after, edit, &accepted);
                told.near = after.or(near);
                told.near_note = original.note.is_some();
                told.is_reshaped = is_reshaped && told.added.contains('\n');
            }
        }
        self.comments.note((&original.marks, &original.letters), |_| (after, end), &accepted);
    }

    /// What was changed in heads and feet of pages, which are not in the map.
    fn outside(&mut self, original: &Original) {
        let (edits, _) = edits(&original.stored(), &original.letters, None);
        let context = original.accepted();
        for edit in edits {
            self.put(None, edit, &context);
        }
    }

    fn hang(&mut self, comments: Vec<Comment>) {
        let authors: BTreeMap<String, String> =
            comments.iter().map(|comment| (comment.number.clone(), name(&comment.by.author))).collect();
        for comment in comments {
            let CommentPlace { anchor, at, words: removed, context } = self.comments.take(&comment.number);
            let answers = comment.answers.as_ref().and_then(|number| authors.get(number).cloned());
            self.told.push(Remark {
                id: String::new(),
                kind: RemarkKind::Comment { is_resolved: comment.is_resolved, answers },
                author: Some(name(&comment.by.author)),
                date: day(&comment.by.date),
                anchor,
                near: anchor,
                at,
                removed,
                added: comment.text,
                joins: false,
                is_of_move: false,
                context,
                nested: None,
                together: Vec::new(),
                moved: None,
                near_note: false,
                by: NOBODY,
                passage: 0,
                stroke: None,
                is_reshaped: false,
            });
        }
    }

    fn finish(mut self) -> Vec<Remark> {
        self.told.sort_by_key(|told| (told.near.is_none(), told.near, told.anchor.is_none(), told.at.start));
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for remark in &mut self.told {
            let paragraph = remark.anchor.map(|anchor| self.map.anchors[anchor].text()).unwrap_or_default();
            let author = remark.author.as_deref().unwrap_or_default();
            // The id of a comment has always been that of its first paragraph.
            let removed = match remark.kind {
                RemarkKind::Comment { .. } => remark.removed.split('\n').next().unwrap_or_default(),
                _ => &remark.removed,
            };
            let said = [author, &remark.date, removed, &remark.added, &paragraph].join("\0");
            let digest = digest(said.as_bytes())[..DIGITS].to_owned();
            let times = seen.entry(digest.clone()).or_default();
            *times += 1;
            remark.id = if *times == 1 { digest } else { format!("{digest}-{times}") };
        }
        self.name_hosts();
        moves::pair(&mut self.told);
        self.bind_notes();
        self.pair_parts();
        self.told
    }

    /// Says within whose words others are added.
    fn name_hosts(&mut self) {
        let all: Vec<_> = self.told.iter().map(|told| (told.anchor, told.passage, told.by, told.id.clone())).collect();
        for told in &mut self.told {
            let (anchor, passage) = (told.anchor, told.passage);
            if let Some(nested) = &mut told.nested {
                let host = all.iter().find(|(of, at, by, _)| (*of, *at, *by) == (anchor, passage, nested.by));
                nested.host = host.map(|(.., id)| id.clone()).unwrap_or_default();
            }
        }
    }

    /// A note and the words with its mark, which one person deleted, are one change.
    fn bind_notes(&mut self) {
        let mut words: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, told) in self.told.iter().enumerate().filter(|(_, told)| !told.removed.is_empty() && told.is_change())
        {
            words.entry(told.anchor.unwrap_or(usize::MAX)).or_default().push(at);
        }
        for note in 0..self.told.len() {
            let told = &self.told[note];
            let name = told.anchor.and_then(|anchor| self.map.anchors[anchor].note.as_ref());
            let Some((anchor, offset)) = name.and_then(|name| self.notes.get(name)) else { continue };
            let length = self.map.anchors[told.anchor.unwrap_or_default()].text().chars().count();
            let is_all = told.is_change() && told.added.is_empty() && told.at == (0..length);
            let has_mark = |at: &&usize| {
                let with = &self.told[**at];
                with.by == told.by && with.at.start <= *offset && *offset <= with.at.end
            };
            let found = words.get(anchor).and_then(|words| words.iter().find(has_mark)).filter(|_| is_all).copied();
            if let Some(with) = found {
                moves::bind(&mut self.told, note, with);
            }
        }
    }

    /// What one person deleted from one paragraph on into others is one change.
    fn pair_parts(&mut self) {
        let mut open: Option<(String, Who, usize)> = None;
        let is_of_words = |told: &&mut Remark| told.is_change() && !matches!(told.kind, RemarkKind::Level { .. });
        for told in self.told.iter_mut().filter(is_of_words) {
            let Some(anchor) = told.anchor else { continue };
            let of = open.take_if(|(_, by, next)| {
                (*by, *next) == (told.by, anchor) && told.at.start == 0 && !told.removed.is_empty()
            });
            let is_all = told.at.end >= self.map.anchors[anchor].text().chars().count();
            match of {
                Some((id, ..)) => {
                    told.stroke = Some(id.clone());
                    open = (told.joins || is_all).then(|| (id, told.by, anchor + 1));
                }
                None if told.joins => open = Some((told.id.clone(), told.by, anchor + 1)),
                None => {}
            }
        }
    }
}

/// The letters and marks of a paragraph that stands in several, and who joined it with the next one.
fn together(parts: &[usize], placing: &Placing) -> (Vec<Letter>, Vec<(usize, Mark)>, Option<Who>) {
    let (mut letters, mut marks, mut joined): (Vec<Letter>, Vec<(usize, Mark)>, _) = (Vec::new(), Vec::new(), None);
    for (at, part) in parts.iter().map(|part| &placing.originals[*part]).enumerate() {
        if at > 0 {
            letters.push(Letter { c: '\n', inserted: Some(NOBODY), ..Letter::default() });
        }
        let offset = letters.len();
        letters.extend(&part.letters);
        marks.extend(part.marks.iter().map(|(at, mark)| (offset + at, mark.clone())));
        joined = part.end_deleted;
    }
    (letters, marks, joined)
}

/// An address without what programs write in several ways.
fn comparable(address: &str) -> String {
    address.trim_end_matches('/').to_lowercase()
}

fn name(author: &str) -> String {
    let name: String = author.chars().filter(|c| !c.is_control()).take(NAME).collect();
    if name.trim().is_empty() { "?".to_owned() } else { name.trim().to_owned() }
}

/// The day of a time stamp: `2026-03-05`.
fn day(date: &str) -> String {
    let day: String = date.chars().take(10).filter(|c| c.is_ascii_digit() || *c == '-').collect();
    // What the word processor left out is written as zeros.
    if day.contains(|c| matches!(c, '1'..='9')) { day } else { String::new() }
}
