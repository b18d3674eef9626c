//! What was done in one paragraph, against the text as it was sent.

use std::collections::{BTreeMap, BTreeSet};

use super::body::{Letter, Mark};
use super::originals::NOBODY;
use super::run::{Edit, Told, of_run};
use super::stamps::{Stamp, Who, is_of_same};
use crate::compare::{Fate, words};

/// The changes in a paragraph, and for each of its letters, and its end, how many of those that were sent stand before it.
pub(super) fn edits(
    sent: &str,
    (letters, marks): (&[Letter], &[(usize, Mark)]),
    mut joined: Option<Who>,
    stamps: &[Stamp],
) -> (Vec<Edit>, Vec<usize>) {
    let breaks = marks.iter().filter(|(_, mark)| *mark == Mark::Break).map(|(at, _)| *at).collect();
    let (mut all, before) = told_apart(sent, letters, breaks);
    let is_end = |letter: &Told| letter.c == '\n' && letter.inserted.is_some() && letter.deleted.is_none();
    let is_gone = |letters: &[Told]| letters.iter().all(|letter| letter.deleted.is_some() || letter.c.is_whitespace());
    let new_end = all.iter().rposition(is_end).filter(|end| is_gone(&all[end + 1..]));
    let is_by = |who: Option<Who>, by: Who| who.is_some_and(|who| is_of_same(stamps, who, by));
    // Whoever writes a paragraph before one that they take away has its end in the place of that of the other.
    let is_own_end = |end: &usize| joined.is_some_and(|by| by != NOBODY && is_by(all[*end].inserted, by));
    if let Some(end) = new_end.filter(is_own_end) {
        all.remove(end);
        joined = None;
    }
    let mut edits = Vec::new();
    let (mut run, mut start, mut at) = (Vec::new(), 0, 0);
    let mut passage = 0;
    for letter in &all {
        match letter.is_changed() {
            true if run.is_empty() => (start, run) = (at, vec![*letter]),
            true => run.push(*letter),
            false if run.is_empty() => {}
            false => {
                edits.extend(of_run(std::mem::take(&mut run), (start, passage), stamps));
                passage += 1;
            }
        }
        at += usize::from(letter.is_sent);
    }
    edits.extend(of_run(run, (start, passage), stamps));
    let length = sent.chars().count();
    // A paragraph that somebody else writes in is not blank.
    let mut writers: BTreeMap<usize, BTreeSet<Who>> = BTreeMap::new();
    for edit in edits.iter().filter(|edit| !edit.added.trim().is_empty()) {
        writers.entry(edit.passage).or_default().insert(edit.by);
    }
    let is_alone = |edit: &Edit| {
        let writers = writers.get(&edit.passage);
        writers.is_none_or(|writers| writers.iter().all(|by| *by == edit.by))
    };
    let with_words = |edit: Edit| if is_alone(&edit) { without_blank_paragraphs(edit, length) } else { Some(edit) };
    let mut edits: Vec<Edit> = edits.into_iter().filter_map(with_words).collect();
    if let Some(by) = joined {
        // A paragraph of which nothing stays is taken away by whoever deleted its words; what stands in their place goes on in the next one.
        let own = &all[new_end.map_or(0, |end| end + 1)..];
        let own = if own.is_empty() { &all[..] } else { own };
        let is_of_them = own.is_empty() || own.iter().any(|letter| is_by(letter.deleted, by));
        let is_last = |edit: &Edit| is_by(Some(edit.by), by) && edit.at.end == at && edit.passage == passage;
        match edits.iter_mut().find(|edit| is_last(edit)) {
            _ if is_gone(own) && is_of_them => {}
            Some(edit) => edit.joins = true,
            None => edits.push(Edit { at: at..at, joins: true, passage: passage + 1, ..Edit::of_all(by, "") }),
        }
    }
    (edits, before)
}

/// The letters of the text as it was sent and of all that was added, in order. What was changed without being recorded is found
/// by comparing the text that is stored with the one that was sent.
fn told_apart(sent: &str, letters: &[Letter], breaks: Vec<usize>) -> (Vec<Told>, Vec<usize>) {
    let alike = |text: &mut dyn Iterator<Item = char>| text.map(alike).collect::<String>();
    // Tabs and breaks of lines are stored as elements, of which we have others.
    let is_text = |c: &char| !is_element(*c);
    let stored = letters.iter().filter(|letter| letter.inserted.is_none()).map(|letter| letter.c);
    let stored = alike(&mut stored.filter(is_text));
    let compared = alike(&mut sent.chars().filter(is_text));
    let pieces: Vec<(Fate, usize)> = match stored == compared {
        true => vec![(Fate::Kept, stored.chars().count())],
        false => words(&compared, &stored).into_iter().map(|piece| (piece.fate, piece.text.chars().count())).collect(),
    };
    let mut telling =
        Telling { all: Vec::new(), before: Vec::new(), sent: 0, letters, next: 0, breaks: breaks.into_iter() };
    let mut chars = sent.chars().peekable();
    for (fate, length) in pieces {
        for _ in 0..length {
            if fate != Fate::Added {
                telling.tabs(&mut chars);
            }
            match fate {
                Fate::Kept => telling.stored(chars.next(), None),
                Fate::Added => telling.stored(None, Some(NOBODY)),
                Fate::Removed => {
                    let c = chars.next().unwrap_or_default();
                    telling.put(Told { c, is_sent: true, inserted: None, deleted: Some(NOBODY), moved: None });
                }
            }
        }
    }
    telling.tabs(&mut chars);
    telling.inserted();
    telling.before.push(telling.sent);
    (telling.all, telling.before)
}

struct Telling<'a> {
    all: Vec<Told>,
    before: Vec<usize>,
    sent: usize,
    letters: &'a [Letter],
    next: usize,
    /// For each line that ends within the paragraph, the number of letters before its end as they are stored.
    breaks: std::vec::IntoIter<usize>,
}

impl Telling<'_> {
    fn put(&mut self, told: Told) {
        self.sent += usize::from(told.is_sent);
        self.all.push(told);
    }

    /// Takes in tabs and breaks of the text that was sent: nobody changes them.
    fn tabs(&mut self, sent: &mut std::iter::Peekable<std::str::Chars<'_>>) {
        while let Some(c) = sent.next_if(|c| is_element(*c)) {
            if c == '\n' {
                self.inserted_in_line();
            }
            self.put(Told { c, is_sent: true, inserted: None, deleted: None, moved: None });
        }
    }

    /// Takes in what somebody inserted at the end of a line, before the next one begins.
    fn inserted_in_line(&mut self) {
        let next = self.next;
        let end = self.breaks.find(|end| *end >= next).unwrap_or(next);
        let line = &self.letters[self.next..end.min(self.letters.len())];
        if line.iter().all(|letter| letter.inserted.is_some()) {
            for letter in line {
                self.before.push(self.sent);
                self.put(Told::of(letter));
            }
            self.next += line.len();
        }
    }

    /// Takes in what somebody inserted before the next stored letter.
    fn inserted(&mut self) {
        let comes_first = |letter: &&Letter| letter.inserted.is_some() || is_element(letter.c);
        while let Some(letter) = self.letters.get(self.next).filter(comes_first) {
            self.before.push(self.sent);
            self.next += 1;
            if letter.inserted.is_none() {
                continue;
            }
            self.put(Told::of(letter));
        }
    }

    /// Takes in a stored letter: it is one of those that were sent, or was added without being recorded.
    fn stored(&mut self, sent: Option<char>, inserted: Option<Who>) {
        self.inserted();
        let Some(letter) = self.letters.get(self.next) else { return };
        self.before.push(self.sent);
        self.next += 1;
        self.put(Told { c: sent.unwrap_or(letter.c), is_sent: sent.is_some(), inserted, ..Told::of(letter) });
    }
}

fn is_element(c: char) -> bool {
    matches!(c, '\t' | '\n')
}

/// Letters that word processors write in the place of others.
fn alike(c: char) -> char {
    match c {
        '\u{a0}' | '\u{202f}' | '\u{2007}' => ' ',
        '\u{2011}' => '-',
        c => c,
    }
}

/// A change without paragraphs that say nothing; none if it is nothing else.
fn without_blank_paragraphs(mut edit: Edit, length: usize) -> Option<Edit> {
    if !edit.added.contains('\n') || !edit.withdrawn.is_empty() {
        return Some(edit);
    }
    let lines: Vec<&str> = edit.added.split('\n').collect();
    let last = lines.len() - 1;
    // The first line goes on the one before the change, and the last one leads to the one after it.
    let (is_first, is_last) = (edit.at.start == 0, edit.at.end >= length);
    let says = |(at, line): &(usize, &&str)| {
        !line.trim().is_empty() || (*at == 0 && !is_first) || (*at == last && !(is_last && *at > 0))
    };
    let kept: Vec<&str> = lines.iter().enumerate().filter(says).map(|(_, line)| *line).collect();
    edit.added = kept.join("\n");
    let is_nothing = edit.removed == edit.added || edit.removed.is_empty() && edit.added.trim_matches(' ').is_empty();
    (!is_nothing || edit.joins).then_some(edit)
}
