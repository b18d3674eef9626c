//! Words that a document has and did not have before, and those that it had.

use std::collections::BTreeMap;

use super::collect::MIN_EQUAL_PERCENT;
use super::differ::{Step, compare};
use super::numbers::is_numbering;
use super::reshaped::{Fate as Became, Reshaped, Value};
use super::rewrite::{Edits, Gone, Part, Shape, removed_parts};
use super::said::{Block, CELL, Tree, Within};
use super::trace::{Letter, Text, letters_of, texts};
use crate::compare::{Fate, Piece, likeness, words};
use crate::document::{Changed, Element, Node, Run};

/// Shows in a document all words that an earlier one had otherwise. `now` was read from its traced page; of what the earlier one
/// said, only that is shown which may be. `notes` are put to what moved: where it was, and where it is.
pub fn redline(content: &mut Vec<Node>, trees: (&Tree, &Tree), notes: &[String], may_show: impl Fn(&str) -> bool) {
    edits(&texts(content), trees, notes, may_show).carry_out(content);
    alone(content);
}

/// How texts differ from an earlier document; as [`redline`].
pub(super) fn edits(
    texts: &[Text],
    (old, now): (&Tree, &Tree),
    notes: &[String],
    may_show: impl Fn(&str) -> bool,
) -> Edits {
    let mut redline = Redline { old, now, texts, parts: BTreeMap::new(), edits: Edits::default(), notes, may_show };
    redline.compare();
    let Redline { mut edits, parts, .. } = redline;
    for (run, marked) in parts {
        edits.parts.insert(run, marked.into_parts(&texts[run].words));
    }
    edits
}

/// Takes out of a document what another one has as well: places that links lead to, lines to sign on, page numbers.
fn alone(content: &mut Vec<Node>) {
    content.retain(|node| node.named("anchor").is_none() && node.named("contents").is_none());
    let all = std::mem::take(content).into_iter().flat_map(|node| match node {
        Node::Element(element) if element.name == "signatures" => unsigned(element),
        other => vec![other],
    });
    content.extend(all);
    for node in content {
        let Node::Element(Element { name, attributes, content, .. }) = node else { continue };
        if !matches!(name.as_ref(), "a" | "ref") {
            attributes.remove("anchor");
        }
        alone(content);
    }
}

/// Who certifies and signs, without lines to sign on: nobody signs a copy with marks.
fn unsigned(signatures: Element) -> Vec<Node> {
    let mut all = Vec::new();
    for node in signatures.content {
        let Node::Element(element) = node else { continue };
        match element.name.as_ref() {
            "certification" if element.content.iter().any(Node::is_block) => all.extend(element.content),
            "certification" => all.push(Element::new("p").holding(element.content).into()),
            "signature" => {
                let words = |attribute| element.words_of(attribute).iter().cloned().map(Node::Run).collect::<Vec<_>>();
                let mut line = vec![Element::new("strong").holding(words("name")).into()];
                if let capacity @ [_, ..] = words("capacity").as_slice() {
                    line.push(Node::Run(Run::of(" ")));
                    line.push(Element::new("minor").holding(capacity.to_vec()).into());
                }
                all.push(Element::new("p").holding(line).into());
            }
            _ => all.push(element.into()),
        }
    }
    all
}

/// What becomes of a text: stretches that were added, and words that were removed before a byte of it.
#[derive(Debug, Default)]
struct Stretches {
    added: Vec<(usize, usize)>,
    removed: Vec<(usize, String)>,
}

impl Stretches {
    fn into_parts(mut self, text: &str) -> Vec<Part> {
        self.added.sort_unstable();
        self.removed.sort_by_key(|(at, _)| *at);
        let mut parts: Vec<Part> = Vec::new();
        let mut from = 0;
        let mut removed = self.removed.into_iter().peekable();
        let mut kept = |parts: &mut Vec<Part>, until: usize, changed: Option<Changed>| {
            while let Some((at, words)) = removed.next_if(|(at, _)| *at < until || until == text.len()) {
                let here = at.max(from);
                parts.extend(text.get(from..here).map(|text| (changed, text.to_owned())));
                parts.extend(removed_parts(&words));
                from = here;
            }
            parts.extend(text.get(from..until).map(|text| (changed, text.to_owned())));
            from = until.max(from);
        };
        for (start, end) in self.added {
            kept(&mut parts, start, None);
            kept(&mut parts, end, Some(Changed::Added));
        }
        kept(&mut parts, text.len(), None);
        parts.retain(|(_, text)| !text.is_empty());
        parts
    }
}

/// The cells of two rows, each with where it begins now; of other blocks the whole texts.
fn cells<'a>(old: &'a Block, new: &'a Block) -> Vec<(usize, &'a str, &'a str)> {
    match [old, new].iter().all(|block| block.within == Some(Within::Row)) {
        true => old.cells().into_iter().zip(new.cells()).map(|((_, before), (at, now))| (at, before, now)).collect(),
        false => vec![(0, old.text.as_str(), new.text.as_str())],
    }
}

/// The letters of a block between two of its bytes.
fn between(letters: &[Letter], from: usize, to: usize) -> &[Letter] {
    let place = |byte: usize| letters.partition_point(|letter| letter.at < byte);
    &letters[place(from)..place(to).max(place(from))]
}

struct Redline<'a, F> {
    old: &'a Tree,
    now: &'a Tree,
    texts: &'a [Text],
    parts: BTreeMap<usize, Stretches>,
    edits: Edits,
    notes: &'a [String],
    may_show: F,
}

impl<F: Fn(&str) -> bool> Redline<'_, F> {
    fn compare(&mut self) {
        let compared = compare(self.old, self.now);
        let mut gone: BTreeMap<usize, Vec<Gone>> = BTreeMap::new();
        let mut stays: Vec<Option<usize>> = compared.of_old.clone();
        for step in &compared.steps {
            match *step {
                Step::Reshaped(ref shaped) => self.reshaped(shaped, &mut gone),
                Step::Come(at) => self.now.alone(at, &compared.of_new).into_iter().for_each(|at| self.whole(at)),
                // How far the papers are is said by the present head.
                Step::Gone(at) if self.old.blocks[at].is_filing => {}
                Step::Gone(at) => {
                    let all = self.old.alone(at, &compared.of_old);
                    gone.insert(at, all.into_iter().map(|at| Gone::line(&self.old.blocks[at])).collect());
                }
                Step::Both { old, new, moved: true } => {
                    stays[old] = None;
                    let note = self.notes.first().cloned();
                    gone.insert(old, vec![Gone { note, ..Gone::line(&self.old.blocks[old]) }]);
                    self.whole(new);
                    let runs = self.now.blocks[new].runs.iter().map(|(_, run)| *run);
                    let last = runs.filter(|run| self.texts.get(*run).is_some_and(|text| !text.is_attribute)).max();
                    self.edits.notes.extend(last.zip(self.notes.get(1).cloned()));
                }
                Step::Both { old, new, .. } if self.now.blocks[new].has_lost_cells(&self.old.blocks[old]) => {
                    self.row(old, new);
                }
                Step::Both { old, new, .. } => self.both(old, new),
            }
        }
        self.put_back(gone, &stays, &compared.of_old);
    }

    /// Marks the values that came in another shape, and keeps those that went.
    fn reshaped(&mut self, shaped: &Reshaped, gone: &mut BTreeMap<usize, Vec<Gone>>) {
        let (old, now) = (self.old, self.now);
        let mut goes = |value: Value| {
            gone.entry(value.block).or_default().push(Gone::cell(value.words(old)));
        };
        let mut come = Vec::new();
        for fate in shaped.fates(old, now) {
            match fate {
                Became::Came(value) => come.push(value),
                Became::Went(value) => goes(value),
                Became::Differs(before, value, _) => {
                    goes(before);
                    come.push(value);
                }
            }
        }
        for value in come {
            let letters = letters_of(&now.blocks[value.block], self.texts);
            self.add(&letters, value.from, value.to);
        }
    }

    fn whole(&mut self, at: usize) {
        let Block { runs, mark_runs, clock_runs, .. } = &self.now.blocks[at];
        for run in runs.iter().map(|(_, run)| run).chain(mark_runs).chain(clock_runs) {
            if let Some(text) = self.texts.get(*run) {
                self.parts.entry(*run).or_default().added.push((0, text.words.len()));
            }
        }
    }

    /// Shows a row as it was under what it is now: words of a cell that is empty now would stand in another one.
    fn row(&mut self, old: usize, new: usize) {
        self.whole(new);
        let former = &self.old.blocks[old];
        let last = self.now.blocks[new].runs.iter().map(|(_, run)| *run).max();
        if let Some(run) = last.filter(|_| (self.may_show)(&former.text)) {
            self.edits.after.entry(run).or_default().push((Shape::Row, Gone::line(former)));
        }
    }

    fn both(&mut self, old: usize, new: usize) {
        let (old, new) = (&self.old.blocks[old], &self.now.blocks[new]);
        // What is counted is another number wherever something was added before it; that is no change of words.
        if !is_numbering(&old.mark, &new.mark) {
            self.replace(&new.mark_runs, &old.mark);
        }
        if old.clock != new.clock {
            self.replace(&new.clock_runs, &old.clock);
        }
        if old.has_words_of(new) {
            return;
        }
        let letters = letters_of(new, self.texts);
        if old.is_struck_otherwise(new) {
            // Marks within what is struck out would not be told from it.
            let before = old.with_strikes();
            if (self.may_show)(&before) {
                self.remove(&letters, 0, &before);
            }
            return self.add(&letters, 0, new.text.len());
        }
        let may_show = (self.may_show)(&old.text);
        for (from, before, now) in cells(old, new) {
            let to = from + now.len();
            self.text(between(&letters, from, to), from, (before, now), may_show);
        }
    }

    /// Marks the words of a text, or of a cell, that begins at a byte of its block.
    fn text(&mut self, letters: &[Letter], from: usize, (before, now): (&str, &str), may_show: bool) {
        if !may_show {
            // Words without a mark would be those that stood there.
            return self.add(letters, from, from + now.len());
        }
        let mut pieces = words(before, now);
        if likeness(&pieces) < MIN_EQUAL_PERCENT {
            let piece = |fate, text: &str| Piece { fate, text: text.to_owned() };
            pieces = vec![piece(Fate::Removed, before), piece(Fate::Added, now)];
        }
        let mut at = from;
        for Piece { fate, text } in pieces {
            match fate {
                Fate::Removed => self.remove(letters, at, &text),
                Fate::Added => self.add(letters, at, at + text.len()),
                Fate::Kept => {}
            }
            at += if fate == Fate::Removed { 0 } else { text.len() };
        }
    }

    /// Shows that these texts stand in the place of other words.
    fn replace(&mut self, runs: &[usize], words: &str) {
        for (at, run) in runs.iter().filter(|run| **run < self.texts.len()).enumerate() {
            let marked = self.parts.entry(*run).or_default();
            marked.added.push((0, self.texts[*run].words.len()));
            if at == 0 && !words.is_empty() && (self.may_show)(words) {
                marked.removed.push((0, format!("{words} ")));
            }
        }
    }

    fn add(&mut self, letters: &[Letter], from: usize, to: usize) {
        for same in between(letters, from, to).chunk_by(|a, b| a.run == b.run) {
            if let [first, .., last] | [first @ last] = same {
                let end = self.end_of(last);
                self.parts.entry(first.run).or_default().added.push((first.byte, end));
            }
        }
    }

    /// The byte after a character.
    fn end_of(&self, letter: &Letter) -> usize {
        let rest = &self.texts[letter.run].words[letter.byte..];
        letter.byte + rest.chars().next().map_or(0, char::len_utf8)
    }

    /// Puts removed words where they stood: before the character that follows them, or after the one before.
    fn remove(&mut self, letters: &[Letter], at: usize, words: &str) {
        let place = letters.partition_point(|letter| letter.at < at);
        let before = place.checked_sub(1).and_then(|place| letters.get(place));
        let words = words.replace(CELL, " ");
        let (run, byte, follows) = match (before, letters.get(place)) {
            // Not within the link that they follow or lead to, and not within a label.
            (Some(before), Some(next)) if before.run != next.run && !self.texts[before.run].is_attribute => {
                (before.run, self.texts[before.run].words.len(), true)
            }
            (_, Some(next)) => (next.run, next.byte, true),
            (Some(before), None) => (before.run, self.end_of(before), false),
            (None, None) => return,
        };
        // Words do not run into those that stand in their place now.
        let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && c < '\u{2e80}');
        let next = letters.get(place).filter(|_| follows);
        let next = next.and_then(|next| self.texts[next.run].words[next.byte..].chars().next());
        let gap = if is_word(words.chars().next_back()) && is_word(next) { " " } else { "" };
        // Nor into those at the end of a text, after which the page has a blank.
        let is_at_end = byte > 0 && byte == self.texts[run].words.len();
        let last = self.texts[run].words[..byte].chars().next_back().filter(|_| is_at_end);
        let gap_before = if is_word(last) && is_word(words.chars().next()) { " " } else { "" };
        self.parts.entry(run).or_default().removed.push((byte, format!("{gap_before}{words}{gap}")));
    }

    /// Puts blocks that are gone after those that they followed.
    fn put_back(&mut self, mut gone: BTreeMap<usize, Vec<Gone>>, stays: &[Option<usize>], pairs: &[Option<usize>]) {
        let mut last = None;
        for (at, (block, stays)) in self.old.blocks.iter().zip(stays).enumerate() {
            if let Some(lines) = gone.remove(&at) {
                let words: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
                // What only moved is said now as well.
                let is_said = pairs[at].is_some_and(|now| self.now.blocks[now].text == block.text);
                let is_shown = is_said || (self.may_show)(&words.join("\n"));
                let lines = lines.into_iter().filter(|line| is_shown && !line.text.is_empty());
                match last {
                    Some(run) => {
                        let shape = self.shape(block);
                        self.edits.after.entry(run).or_default().extend(lines.map(|line| (shape, line)));
                    }
                    None => self.edits.first.extend(lines),
                }
            } else if let Some(now) = *stays {
                let runs = self.now.blocks[now].runs.iter().map(|(_, run)| *run);
                last = runs.max().or(last);
            }
        }
    }

    fn shape(&self, gone: &Block) -> Shape {
        let parent = gone.parent.map(|parent| self.old.blocks[parent].within);
        match (gone.within, parent) {
            (Some(Within::Row), _) => Shape::Row,
            (Some(Within::Entry), Some(Some(Within::Entry))) => Shape::Inside,
            (Some(Within::Entry), _) => Shape::Entry,
            (None, _) => Shape::Block,
        }
    }
}
