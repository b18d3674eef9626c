//! What was done in a Word file, as remarks: each change, each comment, in the order of the text.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::body::{Letter, Mark, Stamp, Who};
use super::comment_part::Comment;
use super::edits::{Edit, edits};
use super::originals::{NOBODY, Original};
use super::placing::{Placing, Stray, place};
use super::remark::{Nested, Remark, RemarkKind};
use super::reviewed::WordFile;
use crate::edition::{WordAnchor, WordMap};
use crate::pack::digest;

/// Letters in a paragraph that was cut and put elsewhere; shorter ones are in many places.
const MOVED: usize = 15;
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
        comments: BTreeMap::new(),
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
    /// Where comments are: the paragraph, the letters as they were sent, the words.
    comments: BTreeMap<String, (Option<usize>, Range<usize>, String, String)>,
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
            is_of_move: self.stamps.get(edit.by as usize).is_some_and(|stamp| stamp.is_move),
            context: context.to_owned(),
            nested: edit.nested.map(|(by, offset)| Nested { host: String::new(), by, offset }),
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
                self.whole(anchor, RemarkKind::DamagedNote, &text);
            }
        }
    }

    /// Notes whose marks were deleted from the text.
    fn deleted_notes(&mut self, placing: &Placing) {
        for (name, by) in &placing.deleted_notes {
            let of_note = |anchor: &&WordAnchor| anchor.note.as_ref() == Some(name);
            let Some(anchor) = self.map.anchors.iter().position(|anchor| of_note(&anchor)) else { continue };
            let text = self.map.anchors[anchor].text();
            self.told.retain(|told| told.anchor != Some(anchor));
            self.put(Some(anchor), Edit::of_all(*by, &text), &text);
        }
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
        let is_told = self.told.iter().any(|told| told.anchor == Some(anchor));
        if parts.is_empty() {
            if !sent.trim().is_empty() && !is_told {
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
        let (letters, marks, mut joined) = together(parts, placing);
        // Where it goes on in the next one, somebody joined them without recording it.
        if parts.last().is_some_and(|last| placing.originals[*last].goes_on) {
            joined = Some(NOBODY);
        }
        let (edits, before) = edits(&sent, &letters, joined);
        let context: String = accepted(&letters);
        if placing.moved.contains(&anchor) {
            let before = placing.originals[..parts[0]].iter().rev().find(|original| !original.is_blank());
            self.whole(anchor, RemarkKind::Moved, &sent).context = before.map(Original::accepted).unwrap_or_default();
        }
        let mut forms = parts.iter().flat_map(|part| &placing.originals[*part].forms);
        let form = forms.next();
        let is_reshaped = forms.any(|other| Some(other) != form);
        for edit in edits {
            let told = self.put(Some(anchor), edit, &context);
            told.is_reshaped = is_reshaped && told.added.contains('\n');
        }
        self.note_comments(
            &marks,
            &letters,
            |at| (Some(anchor), before.get(at).copied().unwrap_or_default()),
            &context,
        );
    }

    /// A paragraph that was put behind another, or into a place that the map does not know.
    fn stray(&mut self, placing: &Placing, stray: &Stray) {
        let (original, after, near) = (&placing.originals[stray.original], stray.after, stray.near);
        let beside = after.and_then(|anchor| placing.of_anchor[anchor].last());
        let form = beside.and_then(|beside| placing.originals[*beside].forms.last());
        let by = original.letters.iter().find_map(|letter| letter.inserted).unwrap_or(NOBODY);
        let end = after.map_or(0, |anchor| self.map.anchors[anchor].text().chars().count());
        let accepted = original.accepted();
        // So is one that is added, if no cell of it was there.
        if let Some(row) = original.row.filter(|_| after.is_none()) {
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
            let edit = Edit { added: format!("\n{accepted}"), at: end..end, ..Edit::of_all(by, "") };
            let told = self.put(after, edit, &accepted);
            told.near = after.or(near);
            told.is_reshaped = original.forms.iter().any(|other| Some(other) != form);
        }
        self.note_comments(&original.marks, &original.letters, |_| (after, end), &accepted);
    }

    /// What was changed in heads and feet of pages, which are not in the map.
    fn outside(&mut self, original: &Original) {
        let (edits, _) = edits(&original.stored(), &original.letters, None);
        let context = original.accepted();
        for edit in edits {
            self.put(None, edit, &context);
        }
    }

    fn note_comments(
        &mut self,
        marks: &[(usize, Mark)],
        letters: &[Letter],
        place: impl Fn(usize) -> (Option<usize>, usize),
        context: &str,
    ) {
        let mut begun: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, mark) in marks {
            match mark {
                Mark::CommentBegins(number) => {
                    begun.insert(number, *at);
                    let (anchor, offset) = place(*at);
                    let words = words_of(&letters[(*at).min(letters.len())..]);
                    self.comments.entry(number.clone()).or_insert_with(|| {
                        (anchor, offset..offset.max(place(letters.len()).1), words, context.to_owned())
                    });
                }
                Mark::CommentEnds(number) => {
                    if let (Some(start), Some(found)) = (begun.get(number.as_str()), self.comments.get_mut(number)) {
                        found.1.end = place(*at).1.max(found.1.start);
                        found.2 = words_of(&letters[(*start).min(*at)..(*at).min(letters.len())]);
                    }
                }
                Mark::CommentHangs(number) => {
                    let (anchor, offset) = place(*at);
                    self.comments
                        .entry(number.clone())
                        .or_insert_with(|| (anchor, offset..offset, String::new(), context.to_owned()));
                }
                _ => {}
            }
        }
    }

    fn hang(&mut self, comments: Vec<Comment>) {
        let authors: BTreeMap<String, String> =
            comments.iter().map(|comment| (comment.number.clone(), name(&comment.by.author))).collect();
        for comment in comments {
            let place = self.comments.remove(&comment.number);
            let (anchor, at, removed, context) = place.unwrap_or_else(|| (None, 0..0, String::new(), String::new()));
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
                by: NOBODY,
                passage: 0,
                stroke: None,
                is_reshaped: false,
            });
        }
    }

    fn finish(mut self) -> Vec<Remark> {
        self.told.sort_by_key(|told| (told.near.is_none(), told.near, told.anchor.is_none(), told.at.start));
        self.pair_moves();
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for remark in &mut self.told {
            let paragraph = remark.anchor.map(|anchor| self.map.anchors[anchor].text()).unwrap_or_default();
            let author = remark.author.as_deref().unwrap_or_default();
            let said = [author, &remark.date, &remark.removed, &remark.added, &paragraph].join("\0");
            let digest = digest(said.as_bytes())[..DIGITS].to_owned();
            let times = seen.entry(digest.clone()).or_default();
            *times += 1;
            remark.id = if *times == 1 { digest } else { format!("{digest}-{times}") };
        }
        self.name_hosts();
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

    /// What one person deleted from one paragraph on into others is one change.
    fn pair_parts(&mut self) {
        let mut open: Option<(String, Who, usize)> = None;
        for told in self.told.iter_mut().filter(|told| told.is_change()) {
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

    /// What one person deleted in one place and inserted in another is moved.
    fn pair_moves(&mut self) {
        let key = |text: &str, told: &Remark| {
            let text = text.trim();
            let is_moved = told.is_of_move && !text.is_empty() || text.chars().count() >= MOVED;
            is_moved.then(|| (text.to_owned(), told.author.clone()))
        };
        let mut inserted: BTreeMap<(String, Option<String>), Vec<usize>> = BTreeMap::new();
        for (at, told) in self.told.iter().enumerate().filter(|(_, told)| told.kind == RemarkKind::Insertion).rev() {
            if let Some(key) = key(&told.added, told) {
                inserted.entry(key).or_default().push(at);
            }
        }
        for at in 0..self.told.len() {
            let told = &self.told[at];
            let found = key(&told.removed, told).filter(|_| told.kind == RemarkKind::Deletion);
            if let Some(to) = found.and_then(|key| inserted.get_mut(&key)?.pop()) {
                self.told[at].kind = RemarkKind::Move { to };
                self.told[to].kind = RemarkKind::MovedHere;
            }
        }
    }
}

/// The letters and marks of a paragraph that stands in several, and who joined it with the next one.
fn together(parts: &[usize], placing: &Placing) -> (Vec<Letter>, Vec<(usize, Mark)>, Option<Who>) {
    let (mut letters, mut marks, mut joined): (Vec<Letter>, Vec<(usize, Mark)>, _) = (Vec::new(), Vec::new(), None);
    for (at, part) in parts.iter().map(|part| &placing.originals[*part]).enumerate() {
        if at > 0 {
            letters.push(Letter { c: '\n', inserted: Some(NOBODY), deleted: None });
        }
        let offset = letters.len();
        letters.extend(&part.letters);
        marks.extend(part.marks.iter().map(|(at, mark)| (offset + at, mark.clone())));
        joined = part.end_deleted;
    }
    (letters, marks, joined)
}

fn accepted(letters: &[Letter]) -> String {
    letters.iter().filter(|letter| letter.deleted.is_none()).map(|letter| letter.c).collect()
}

/// The words that a comment is about: what stays of them, or what was deleted if nothing stays.
fn words_of(letters: &[Letter]) -> String {
    let stays = accepted(letters);
    if stays.is_empty() { letters.iter().map(|letter| letter.c).collect() } else { stays }
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
