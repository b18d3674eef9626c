//! What was done in one paragraph, against the text as it was sent.

use std::ops::Range;

use super::body::{Letter, Who};
use super::originals::{MIXED, NOBODY};
use crate::compare::{Fate, words};

/// A change that one person made in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    /// Who made it; [`NOBODY`] if it was not recorded.
    pub(super) by: Who,
    /// The letters of the text as it was sent that it removes, or the place where it adds some.
    pub(super) at: Range<usize>,
    pub(super) removed: String,
    pub(super) added: String,
    /// What others had added, and it removes again.
    pub(super) withdrawn: String,
    /// True if it does nothing else.
    pub(super) is_withdrawal: bool,
    /// True if it joins the paragraph with the next one.
    pub(super) joins: bool,
    /// Changes of the same number stand at the same place: several people's, they exclude each other.
    pub(super) passage: usize,
    /// For words that are added within what somebody else adds, who that is ([`MIXED`] if both are mixed), and the number of their
    /// letters before.
    pub(super) nested: Option<(Who, usize)>,
    /// The number of the move that it is a half of.
    pub(super) moved: Option<u32>,
}

impl Edit {
    /// The change of somebody who deletes a text as a whole.
    pub(super) fn of_all(by: Who, text: &str) -> Self {
        Self {
            by,
            at: 0..text.chars().count(),
            removed: text.to_owned(),
            added: String::new(),
            withdrawn: String::new(),
            is_withdrawal: false,
            joins: false,
            passage: 0,
            nested: None,
            moved: None,
        }
    }
}

/// The changes in a paragraph, and for each of its letters, and its end, how many of those that were sent stand before it.
pub(super) fn edits(sent: &str, letters: &[Letter], joined: Option<Who>) -> (Vec<Edit>, Vec<usize>) {
    let (all, before) = told_apart(sent, letters);
    let mut edits = Vec::new();
    let (mut run, mut start, mut at) = (Vec::new(), 0, 0);
    let mut passage = 0;
    for letter in &all {
        match letter.is_changed() {
            true if run.is_empty() => (start, run) = (at, vec![*letter]),
            true => run.push(*letter),
            false if run.is_empty() => {}
            false => {
                edits.extend(of_run(&std::mem::take(&mut run), start, passage));
                passage += 1;
            }
        }
        at += usize::from(letter.is_sent);
    }
    edits.extend(of_run(&run, start, passage));
    let length = sent.chars().count();
    let mut edits: Vec<Edit> = edits.into_iter().filter_map(|edit| without_blank_paragraphs(edit, length)).collect();
    if let Some(by) = joined {
        // A paragraph of which nothing stays is taken away by whoever deleted its words; what stands in their place goes on in the next one.
        let is_gone = all.iter().all(|letter| letter.deleted.is_some() || letter.c.is_whitespace());
        let is_of_them = all.is_empty() || all.iter().any(|letter| letter.deleted == Some(by));
        let is_gone = is_gone && is_of_them;
        match edits.iter_mut().find(|edit| edit.by == by && edit.at.end == at && edit.passage == passage) {
            _ if is_gone => {}
            Some(edit) => edit.joins = true,
            None => edits.push(Edit { at: at..at, joins: true, passage: passage + 1, ..Edit::of_all(by, "") }),
        }
    }
    (edits, before)
}

/// A letter of the text that was sent, or of what was added.
#[derive(Debug, Clone, Copy)]
struct Told {
    c: char,
    is_sent: bool,
    inserted: Option<Who>,
    deleted: Option<Who>,
    moved: Option<u32>,
}

impl Told {
    /// A letter that was added.
    fn of(letter: &Letter) -> Self {
        let Letter { c, inserted, deleted, moved } = *letter;
        Self { c, is_sent: false, inserted, deleted, moved }
    }

    fn is_changed(&self) -> bool {
        self.inserted.is_some() || self.deleted.is_some()
    }
}

/// The letters of the text as it was sent and of all that was added, in order. What was changed without being recorded is found
/// by comparing the text that is stored with the one that was sent.
fn told_apart(sent: &str, letters: &[Letter]) -> (Vec<Told>, Vec<usize>) {
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
    let mut telling = Telling { all: Vec::new(), before: Vec::new(), sent: 0, letters, next: 0 };
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
}

impl Telling<'_> {
    fn put(&mut self, told: Told) {
        self.sent += usize::from(told.is_sent);
        self.all.push(told);
    }

    /// Takes in tabs and breaks of the text that was sent: nobody changes them.
    fn tabs(&mut self, sent: &mut std::iter::Peekable<std::str::Chars<'_>>) {
        while let Some(c) = sent.next_if(|c| is_element(*c)) {
            self.put(Told { c, is_sent: true, inserted: None, deleted: None, moved: None });
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

/// The changes in letters that follow each other and are all changed: one for each person.
fn of_run(run: &[Told], start: usize, passage: usize) -> Vec<Edit> {
    let mut people: Vec<Who> = Vec::new();
    for who in run.iter().flat_map(|letter| [letter.deleted, letter.inserted]).flatten() {
        if !people.contains(&who) {
            people.push(who);
        }
    }
    let of = |by: Who| {
        let (mut sent, mut at) = (start, None::<Range<usize>>);
        let mut edit = Edit { passage, ..Edit::of_all(by, "") };
        for letter in run {
            let (inserts, deletes) = (letter.inserted == Some(by), letter.deleted == Some(by));
            match (inserts, deletes) {
                // Somebody's own text that they deleted again is no change.
                (true, true) => {}
                (true, false) => {
                    edit.added.push(letter.c);
                    at.get_or_insert(sent..sent);
                }
                (false, true) if letter.is_sent => {
                    edit.removed.push(letter.c);
                    let range = at.get_or_insert(sent..sent);
                    if edit.removed.chars().count() == 1 {
                        range.start = sent;
                    }
                    range.end = sent + 1;
                }
                (false, true) => {
                    edit.withdrawn.push(letter.c);
                    at.get_or_insert(sent..sent);
                }
                (false, false) => {}
            }
            sent += usize::from(letter.is_sent);
        }
        edit.at = at.unwrap_or(start..start);
        edit.nested = nested(run, by);
        let is_its = |letter: &&Told| letter.inserted == Some(by) || letter.deleted == Some(by);
        edit.moved = run.iter().filter(is_its).find_map(|letter| letter.moved);
        if edit.withdrawn.is_empty() {
            return (edit.removed != edit.added).then(|| narrowed(edit));
        }
        // Whoever changes what another has added means the passage as they left it.
        let letters =
            |keep: fn(&Told) -> bool| run.iter().filter(|letter| keep(letter)).map(|letter| letter.c).collect();
        edit.is_withdrawal = edit.removed.is_empty() && edit.added.is_empty();
        edit.removed = letters(|letter| letter.is_sent);
        edit.added = letters(|letter| letter.deleted.is_none());
        edit.at = start..sent;
        Some(edit)
    };
    people.into_iter().filter_map(of).collect()
}

/// The changes that are a paragraph that was put behind another, of which `at` letters were sent: one for each person. Its end is that of
/// `owner`, whose words those of others are within.
pub(super) fn added_paragraph(letters: &[Letter], at: usize, owner: Who) -> Vec<Edit> {
    let end = Letter { c: '\n', inserted: Some(owner), ..Letter::default() };
    let of = |letter: &Letter| Told { inserted: letter.inserted.or(Some(owner)), ..Told::of(letter) };
    let run: Vec<Told> = std::iter::once(Told::of(&end)).chain(letters.iter().map(of)).collect();
    let mut edits = of_run(&run, at, 0);
    let is_words_of = |who: Who| move |letter: &&Told| letter.inserted == Some(who) && letter.deleted != Some(who);
    for edit in edits.iter_mut().filter(|edit| edit.by != owner && edit.withdrawn.is_empty()) {
        // At the end of the words of the owner they are within the paragraph, too.
        let first = run.iter().position(|letter| is_words_of(edit.by)(&letter)).unwrap_or_default();
        let last = run.iter().rposition(|letter| is_words_of(edit.by)(&letter)).unwrap_or_default();
        let is_one = run[first..=last].iter().all(|letter| is_words_of(edit.by)(&letter));
        let before = run[..first].iter().filter(is_words_of(owner)).count();
        edit.nested = Some(if is_one { (owner, before) } else { (MIXED, 0) });
    }
    edits
}

/// Who adds the words within which somebody adds others, and how many of their letters stand before.
fn nested(run: &[Told], by: Who) -> Option<(Who, usize)> {
    let is_of = |who: Who| move |letter: &Told| letter.inserted == Some(who) && letter.deleted != Some(who);
    let first = run.iter().position(is_of(by))?;
    let last = run.iter().rposition(is_of(by))?;
    let is_one = run[first..=last].iter().all(is_of(by));
    // Words in a paragraph that somebody else begins are in it, also at its end.
    let begins = run[..first].iter().rposition(|letter| letter.c == '\n' && letter.deleted.is_none());
    let beginner = begins.and_then(|at| Some((at, run[at].inserted.filter(|who| *who != by && run[first].c != '\n')?)));
    if let Some((at, host)) = beginner
        && run[at + 1..first].iter().any(is_of(host))
    {
        let before = run[..first].iter().filter(|letter| is_of(host)(letter)).count();
        return Some(if is_one { (host, before) } else { (MIXED, 0) });
    }
    let hosts = run[..first].iter().rev().filter_map(|letter| letter.inserted).filter(|who| *who != by);
    let host = hosts.into_iter().find(|who| run[first..].iter().any(is_of(*who)))?;
    let is_beside = first > 0 && is_of(host)(&run[first - 1]) && run.get(last + 1).is_some_and(is_of(host));
    let before = run[..first].iter().filter(|letter| is_of(host)(letter)).count();
    Some(if is_one && is_beside { (host, before) } else { (MIXED, 0) })
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
