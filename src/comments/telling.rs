//! What was done in a Word file, as remarks: each change, each comment, in the order of the text.

use std::collections::{BTreeMap, BTreeSet};

use super::body::{Letter, Mark};
use super::bound::{self, Notes};
use super::comment_part::Comment;
use super::comment_places::{CommentPlace, CommentPlaces};
use super::edits::edits;
use super::levels::Settings;
use super::links::{LinkEdit, links};
use super::originals::{NOBODY, Original, accepted};
use super::pictures::{PictureEdit, pictures};
use super::placing::{Placing, Stray, place, plain};
use super::remark::{Nested, Remark, RemarkKind};
use super::reviewed::WordFile;
use super::run::{Edit, added_paragraph};
use super::setting::OtherSetting;
use super::stamps::{Stamp, Who, is_of_same};
use crate::edition::{WordAnchor, WordMap};

/// The letters of the text around a change that are kept: of long ones only the beginning is shown.
const CONTEXT: usize = 4000;
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
        sent_rows: BTreeSet::new(),
        damaged: BTreeSet::new(),
        has_levels: map.anchors.iter().any(|anchor| anchor.level.is_some()),
        notes: Notes::new(),
        comments: CommentPlaces::default(),
    };
    let mut placing = place(map, originals);
    let sent = placing.originals.iter().enumerate().filter(|(at, _)| placing.anchor_of[*at].is_some());
    telling.sent_rows = sent.filter_map(|(_, original)| original.row.map(|row| row.number)).collect();
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
    /// The rows with something that was sent.
    sent_rows: BTreeSet<usize>,
    /// True if the map states the levels of lists: maps of earlier versions of the program do not.
    has_levels: bool,
    /// Notes that a word processor damaged, by their paragraphs.
    damaged: BTreeSet<usize>,
    notes: Notes,
    comments: CommentPlaces,
}

impl Telling<'_> {
    fn by(&self, who: Who) -> (Option<String>, String) {
        let stamp = self.stamps.get(who as usize).filter(|_| who != NOBODY);
        (stamp.map(|stamp| name(&stamp.author)), day(&stamp.unwrap_or(self.saved).date))
    }

    fn put(&mut self, anchor: Option<usize>, edit: Edit, context: &str) -> &mut Remark {
        let (author, date) = self.by(edit.by);
        let retakes = !edit.withdrawn.is_empty() || edit.is_parted;
        let kind = match (edit.removed.is_empty(), edit.added.is_empty()) {
            _ if edit.is_withdrawal => RemarkKind::Withdrawal { of: edit.withdrawn },
            (true, true) => RemarkKind::Join,
            (true, false) => RemarkKind::Insertion,
            (false, true) => RemarkKind::Deletion,
            (false, false) => RemarkKind::Replacement,
        };
        let at = self.told.len();
        self.told.push(Remark {
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
            context: context.chars().take(CONTEXT).collect(),
            nested: edit.nested.map(|(by, offset)| Nested { host: String::new(), by, offset }),
            retakes,
            moves: edit.moves,
            by: edit.by,
            passage: edit.passage,
            ..Remark::default()
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
        // What others changed in a note that somebody takes away is told beside it.
        let authors: BTreeMap<usize, Option<String>> =
            gone.iter().map(|(anchor, by)| (*anchor, self.by(*by).0)).collect();
        let is_own = |told: &Remark| told.anchor.and_then(|anchor| authors.get(&anchor)) == Some(&told.author);
        self.told.retain(|told| !(is_copy(told) || is_own(told)));
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
        let (letters, marks, mut joined) = together(parts, placing);
        // Where it goes on in the next one, somebody joined them without recording it.
        if parts.last().is_some_and(|last| placing.originals[*last].goes_on) {
            joined = Some(NOBODY);
        }
        let (mut edits, before) = edits(&sent, (&letters, &marks), joined, self.stamps);
        let context: String = accepted(&letters);
        let taken = self.taken(anchor, &placing.originals[parts[0]], &sent);
        if let Some((_, by)) = taken {
            // Whoever takes all of it away has taken the words away, too.
            edits.retain(|edit| !is_of_same(self.stamps, edit.by, by));
        }
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
        let originals: Vec<&Original> = parts.iter().map(|part| &placing.originals[*part]).collect();
        let settings = Settings::of(&originals, &letters, &before);
        let is_there = !context.trim().is_empty() && taken.is_none() || sent.trim().is_empty();
        let changed = settings.changed(&self.map.anchors[anchor], self.has_levels);
        if let Some((by, from, to)) = changed.filter(|_| is_there) {
            let edit = Edit { at: 0..0, ..Edit::of_all(by, &sent) };
            self.put(Some(anchor), edit, &context).kind = RemarkKind::Level { from, to };
        }
        let other = settings.other();
        let is_one = edits.iter().filter(|edit| edit.at.end == 0).count() == 1;
        for edit in edits {
            if let Some((before, edit)) = self.behind(parts[0], &edit, placing).filter(|_| is_one) {
                self.put(Some(before), edit, &context);
                continue;
            }
            let told = self.put(Some(anchor), edit, &context);
            told.other_setting = other.filter(|_| told.added.contains('\n'));
            told.enclosed = taken.map(|(number, _)| number);
        }
        self.comments.note(
            (&marks, &letters),
            |at| (Some(anchor), before.get(at).copied().unwrap_or_default()),
            &context,
        );
    }

    /// The row or the cell that a paragraph is in, if somebody takes it away, and who. A row is told once, and not cell by cell; a cell without
    /// which its row has one less is told as what it is.
    fn taken(&mut self, anchor: usize, original: &Original, sent: &str) -> Option<(usize, Who)> {
        let row = original.row.and_then(|row| Some((row.number, row.deleted?, RemarkKind::Row)));
        let torn = original.torn.filter(|torn| torn.is_deleted);
        let cell = || torn.map(|torn| (original.cell, torn.by, RemarkKind::Cell));
        let (number, by, kind) = row.or_else(cell)?;
        let is_new = self.rows.insert(number);
        match self.told.iter_mut().rev().find(|told| told.kind == kind && !is_new) {
            Some(told) => told.removed.push_str(&format!(" | {sent}")),
            None => {
                let told = self.put(Some(anchor), Edit::of_all(by, sent), sent);
                (told.kind, told.enclosed) = (kind, Some(number));
            }
        }
        Some((number, by))
    }

    /// A new paragraph before another one that is set like the one before it, and not like that: as what it is, a paragraph after the former.
    fn behind(&self, first: usize, edit: &Edit, placing: &Placing) -> Option<(usize, Edit)> {
        let before = first.checked_sub(1)?;
        let (former, original) = (&placing.originals[before], &placing.originals[first]);
        let is_new = edit.at == (0..0) && edit.added.ends_with('\n') && edit.removed.is_empty();
        let is_plain = edit.withdrawn.is_empty() && edit.nested.is_none() && !edit.joins;
        let is_there = former.cell == original.cell && former.end_deleted.is_none() && !former.goes_on;
        let (setting, (own, new)) = (former.settings.last()?, original.settings.split_last()?);
        let is_like = !own.is_like(setting)
            && new.iter().all(|new| new.is_like(setting))
            && new.len() == edit.added.matches('\n').count();
        let anchor = placing.anchor_of[before].filter(|_| is_new && is_plain && is_there && is_like)?;
        let end = self.map.anchors[anchor].text().chars().count();
        let added = format!("\n{}", edit.added.trim_end_matches('\n'));
        // No other passage has the number.
        Some((anchor, Edit { at: end..end, added, passage: usize::MAX / 2 - first, ..edit.clone() }))
    }

    /// Pictures that were taken away, replaced, described otherwise, or put elsewhere.
    fn pictures(&mut self, placing: &Placing) {
        for PictureEdit { anchor, there, edit, is_alt } in pictures(self.map, placing) {
            let original = there.map(|(number, _)| &placing.originals[number]);
            let sent = anchor.map(|anchor| self.map.anchors[anchor].text().chars().count()).unwrap_or_default();
            let offset = there.map_or(0, |(_, at)| at).min(sent);
            let context = original.map(Original::accepted).unwrap_or_default();
            let told = self.put(anchor, Edit { at: offset..offset, ..edit }, &context);
            if is_alt {
                told.kind = RemarkKind::Alt;
            }
        }
    }

    /// Links that lead elsewhere than they did.
    fn links(&mut self, placing: &Placing) {
        for LinkEdit { anchor, original, edit } in links(self.map, placing) {
            self.put(anchor, edit, &placing.originals[original].accepted()).kind = RemarkKind::Link;
        }
    }

    /// A paragraph that was put behind another, or into a place that the map does not know.
    fn stray(&mut self, placing: &Placing, stray: &Stray) {
        let (original, after, near) = (&placing.originals[stray.original], stray.after, stray.near);
        let beside = after.and_then(|anchor| placing.of_anchor[anchor].last());
        let beside = beside.and_then(|beside| placing.originals[*beside].settings.last());
        // Words that were recorded in a paragraph that was not are its words, and not the other way round.
        let is_recorded = |letter: &Letter| letter.inserted.is_some() || letter.c.is_whitespace();
        let first = original.letters.iter().find_map(|letter| letter.inserted);
        let by = first.filter(|_| original.letters.iter().all(is_recorded)).unwrap_or(NOBODY);
        let end = after.map_or(0, |anchor| self.map.anchors[anchor].text().chars().count());
        let accepted = original.accepted();
        let torn = original.torn.filter(|torn| !torn.is_deleted).map(|torn| (original.cell, torn.by, RemarkKind::Cell));
        let row = original.row.filter(|_| after.is_none());
        let row = row.map(|row| match row.inserted {
            // One more in a row that was sent.
            None if self.sent_rows.contains(&row.number) => (original.cell, by, RemarkKind::Cell),
            who => (row.number, who.unwrap_or(by), RemarkKind::Row),
        });
        if let Some(added) = torn.or(row) {
            self.added_cell(added, original, near);
        } else if original.letters.iter().any(|letter| !letter.c.is_whitespace() && !self.is_taken_back(letter)) {
            let other = original
                .settings
                .iter()
                .find_map(|own| beside.map_or(Some(OtherSetting::Style), |one| own.other_than(one)));
            for edit in added_paragraph(&original.letters, end, by, self.stamps) {
                // No other passage has the number.
                let edit = Edit { passage: usize::MAX - stray.original, ..edit };
                let told = self.put(after, edit, &accepted);
                told.near = after.or(near);
                told.near_note = original.note.is_some();
                told.other_setting = other.filter(|_| told.added.contains('\n'));
            }
        }
        let place = after.or(near.filter(|_| original.note.is_some()));
        self.comments.note((&original.marks, &original.letters), |_| (place, end), &accepted);
    }

    /// Returns whether whoever added a letter deleted it again.
    fn is_taken_back(&self, letter: &Letter) -> bool {
        letter.inserted.zip(letter.deleted).is_some_and(|(by, other)| is_of_same(self.stamps, by, other))
    }

    /// A cell of a row that somebody adds, or one that somebody adds to a row; what others write in it is told as theirs.
    fn added_cell(&mut self, (number, by, kind): (usize, Who, RemarkKind), original: &Original, near: Option<usize>) {
        let (own, others): (Vec<Edit>, Vec<Edit>) = added_paragraph(&original.letters, 0, by, self.stamps)
            .into_iter()
            .partition(|edit| is_of_same(self.stamps, edit.by, by));
        // The end of the last paragraph of a cell is that of the cell.
        let words: String = own.iter().map(|edit| edit.added.trim_matches('\n')).collect();
        let is_new = self.rows.insert(number);
        match self.told.iter_mut().rev().find(|told| told.kind == kind && !is_new) {
            Some(told) => told.added.push_str(&format!(" | {words}")),
            None => {
                let edit = Edit { added: words, at: 0..0, ..Edit::of_all(by, "") };
                let told = self.put(None, edit, &original.accepted());
                (told.kind, told.near) = (kind, near);
            }
        }
        for edit in others {
            let edit = Edit { nested: None, passage: usize::MAX - number, ..edit };
            self.put(None, edit, &original.accepted()).near = near;
        }
    }

    /// What was changed in heads and feet of pages, which are not in the map.
    fn outside(&mut self, original: &Original) {
        let (edits, _) = edits(&original.stored(), (&original.letters, &[]), None, self.stamps);
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
            let edit = Edit { at, removed, added: comment.text, ..Edit::of_all(NOBODY, "") };
            let told = self.put(anchor, edit, &context);
            told.kind = RemarkKind::Comment { is_resolved: comment.is_resolved, answers };
            (told.author, told.date) = (Some(name(&comment.by.author)), day(&comment.by.date));
        }
    }

    fn finish(mut self) -> Vec<Remark> {
        bound::bind(&mut self.told, self.map, &self.notes);
        self.told
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
