//! The same values printed in another shape: a line of papers that is a table now, a list that is a line.
//!
//! A shape is no change. What stood in a line is held against what stands in the rows of a table by the papers to which links lead,
//! and by words: only values that came, went or are others are told.

use std::collections::BTreeSet;

use super::numbers::is_number;
use super::said::{Block, CELL, Tree, Within};
use crate::compare::{self, Bag, Piece, words};

/// Maximum number of runs beside each other among which one with the same values is searched.
const MAX_SEARCHED: usize = 50;
/// What stands between the values of a line.
const SEPARATORS: [char; 7] = [';', '；', '؛', ',', '，', '،', '、'];

/// Blocks that print values, in a former tree and in a present one, each by their positions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reshaped {
    pub(super) old: Vec<usize>,
    pub(super) new: Vec<usize>,
}

/// A value: its block, and where it stands in the words of the block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) block: usize,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// What became of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Came(Value),
    Went(Value),
    /// It has other words now; the flag is true if it only has more of them.
    Differs(Value, Value, bool),
}

impl Value {
    pub(super) fn words(self, tree: &Tree) -> &str {
        tree.blocks[self.block].text.get(self.from..self.to).unwrap_or_default().trim()
    }

    /// The papers to which its links lead.
    fn targets(self, tree: &Tree) -> BTreeSet<&str> {
        let block = &tree.blocks[self.block];
        let words = self.words(tree);
        let is_in = |link: &&(String, String)| block.within.is_some() || link.1.trim() == words;
        block.links.iter().filter(is_in).map(|(target, _)| target.as_str()).collect()
    }
}

impl Reshaped {
    /// The values that are not the same.
    pub(super) fn fates(&self, old: &Tree, new: &Tree) -> Vec<Fate> {
        let (before, mut now) = (values(old, &self.old), values(new, &self.new));
        let (all_before, all_now) = (words_of(old, &before), words_of(new, &now));
        let mut fates = Vec::new();
        for value in before {
            let targets = value.targets(old);
            let same = now.iter().position(|other| !targets.is_empty() && other.targets(new) == targets);
            match same.map(|at| now.remove(at)) {
                Some(other) => {
                    let (one, two) = (Bag::of(value.words(old)), Bag::of(other.words(new)));
                    // The number of a paper follows from those before it.
                    let lacks = |one: &Bag<'_>, two: &Bag<'_>| !one.without(two).all(is_number);
                    let (is_less, is_more) = (lacks(&one, &two), lacks(&two, &one));
                    fates.extend((is_less || is_more).then_some(Fate::Differs(value, other, !is_less)));
                }
                None if targets.is_empty() && is_said(value.words(old), &all_now) => {}
                None => fates.push(Fate::Went(value)),
            }
        }
        let is_new = |value: &Value| !value.targets(new).is_empty() || !is_said(value.words(new), &all_before);
        fates.extend(now.into_iter().filter(is_new).map(Fate::Came));
        fates
    }
}

fn words_of<'a>(tree: &'a Tree, values: &[Value]) -> BTreeSet<&'a str> {
    values.iter().flat_map(|value| Bag::of(value.words(tree)).into_words()).collect()
}

fn is_said(words: &str, all: &BTreeSet<&str>) -> bool {
    Bag::of(words).into_words().iter().all(|word| all.contains(word))
}

/// The values of blocks: a row or an entry is one, a line has one for each link and for what stands between.
fn values(tree: &Tree, blocks: &[usize]) -> Vec<Value> {
    let mut all = Vec::new();
    for block in blocks.iter().copied().filter(|at| !tree.blocks[*at].is_head) {
        let Block { text, label, links, within, .. } = &tree.blocks[block];
        let mut from = if text.starts_with(label.as_str()) { label.len() } else { 0 };
        if within.is_some() {
            all.push(Value { block, from, to: text.len() });
            continue;
        }
        for (_, words) in links {
            let Some(at) = text[from..].find(words.as_str()).map(|at| from + at) else { continue };
            all.extend(parts(text, block, from, at));
            from = at + words.len();
            all.push(Value { block, from: at, to: from });
        }
        all.extend(parts(text, block, from, text.len()));
    }
    all
}

/// Values without links.
fn parts(text: &str, block: usize, from: usize, to: usize) -> Vec<Value> {
    let mut at = from;
    let mut all = Vec::new();
    for part in text[from..to].split_inclusive(SEPARATORS) {
        let words = part.trim_end_matches(SEPARATORS);
        if words.contains(char::is_alphanumeric) {
            all.push(Value { block, from: at, to: at + words.len() });
        }
        at += part.len();
    }
    all
}

/// Blocks beside each other in one shape: the rows of a table, the entries of a list, or a line.
pub(super) struct Run<'a> {
    pub(super) blocks: Vec<usize>,
    pub(super) parent: Option<usize>,
    within: Option<Within>,
    is_fact: bool,
    targets: BTreeSet<&'a str>,
    words: BTreeSet<&'a str>,
}

impl<'a> Run<'a> {
    /// The runs of blocks that have no pair, in order.
    pub(super) fn all(tree: &'a Tree, alone: impl Iterator<Item = usize>) -> Vec<Self> {
        let mut runs: Vec<Vec<usize>> = Vec::new();
        for at in alone {
            let block = &tree.blocks[at];
            if block.heading.is_some() || block.id.is_some() || block.is_repeated || !block.children.is_empty() {
                continue;
            }
            let goes_on = |run: &Vec<usize>| {
                let last = &tree.blocks[run[run.len() - 1]];
                run[run.len() - 1] + 1 == at
                    && (last.parent, last.within) == (block.parent, block.within)
                    && block.within.is_some()
                    && !block.is_head
            };
            match runs.last_mut().filter(|run| goes_on(run)) {
                Some(run) => run.push(at),
                None => runs.push(vec![at]),
            }
        }
        runs.into_iter().map(|blocks| Self::of(tree, blocks)).collect()
    }

    fn of(tree: &'a Tree, blocks: Vec<usize>) -> Self {
        let values = values(tree, &blocks);
        let first = &tree.blocks[blocks[0]];
        let links = blocks.iter().flat_map(|at| &tree.blocks[*at].links);
        Self {
            parent: first.parent,
            within: first.within,
            is_fact: !first.label.is_empty(),
            targets: links.map(|(target, _)| target.as_str()).collect(),
            words: words_of(tree, &values),
            blocks,
        }
    }

    /// The run that has these values in another shape, of those in the same block.
    pub(super) fn counterpart(&self, beside: &[Run<'_>]) -> Option<usize> {
        beside.iter().take(MAX_SEARCHED).position(|other| self.has_values_of(other))
    }

    fn has_values_of(&self, other: &Run<'_>) -> bool {
        let (few, many) = if self.words.len() <= other.words.len() {
            (&self.words, &other.words)
        } else {
            (&other.words, &self.words)
        };
        let is_within = || !few.is_empty() && few.iter().all(|word| many.contains(word));
        let is_most = || self.is_fact || other.is_fact || 2 * few.len() >= many.len();
        self.within != other.within
            && match self.targets.is_empty() && other.targets.is_empty() {
                true => is_most() && is_within(),
                false => self.targets.iter().any(|target| other.targets.contains(target)),
            }
    }
}

/// Returns whether a row has another column, and all cells that it had.
pub(super) fn has_another_column(old: &Block, new: &Block) -> bool {
    let is_row = [old, new].iter().all(|block| block.within == Some(Within::Row));
    let mut cells = new.text.split(CELL);
    is_row
        && new.text.matches(CELL).count() > old.text.matches(CELL).count()
        && old.text.split(CELL).all(|cell| cells.any(|other| other == cell))
}

/// Returns whether a fact names papers, and now more of them: its label may be in the plural now.
pub(super) fn is_longer(old: &Block, new: &Block) -> bool {
    let rest = |block: &Block| block.text.strip_prefix(block.label.as_str()).unwrap_or_default().to_owned();
    let is_lost = |piece: &Piece| piece.fate == compare::Fate::Removed && piece.text.contains(char::is_alphanumeric);
    let names = |block: &Block| !block.label.is_empty() && !block.links.is_empty();
    names(old)
        && names(new)
        && old.links.iter().all(|(target, _)| new.links.iter().any(|(now, _)| now == target))
        && !words(&rest(old), &rest(new)).iter().any(is_lost)
}
