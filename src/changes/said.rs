//! What an edition of a pack says, as trees of blocks.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::hidden::{HIDDEN, struck};
use crate::edition::with_dashes;

/// Blocks within each other; no page has more.
const MAX_NESTING: usize = 64;
/// Maximum number of blocks among which one with an anchor is searched.
const MAX_SEARCHED: usize = 50;
/// Maximum number of columns of a table that are counted.
pub(super) const MAX_COLUMNS: usize = 200;
/// What stands between the cells of a row.
pub(super) const CELL: &str = " | ";
/// Signs with which entries of a list end.
const ENDS: &[char] = &[';', ',', '.', '；', '，', '。', '؛', '،'];
/// Half a sentence on a text that cannot be printed.
pub(super) const NOT_SHOWN: &str = "a text has a character that cannot be printed, such as a control character";
/// The document that shows the PDFs of annexes.
pub(super) const ANNEXES: &str = "annexes";

/// What an edition of a pack says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// The language as a BCP 47 tag.
    pub language: String,
    /// The head of all documents, and each document.
    pub documents: Vec<Tree>,
}

/// A document: its blocks as a tree.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tree {
    /// Its name; empty for the head of all documents.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What each of its pages says beside its text: the line at the foot, that it is a draft.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub running: String,
    /// What follows its symbol, if it was sent out before: `/Rev.1`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reissue: String,
    /// All blocks, in the order in which they are read.
    pub blocks: Vec<Block>,
    /// The blocks that are in no other, by their positions.
    #[serde(skip)]
    pub top: Vec<usize>,
}

/// A heading, a paragraph, an entry, a row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Block {
    /// Its anchor, which is that of the thing in the definition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its level, if it is a heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<usize>,
    /// Its number, as printed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub mark: String,
    /// The time that stands before it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub clock: String,
    /// The bold words at its beginning, if it is a fact.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// Of a heading, its words without what is said of its subject: lengths, names.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Of a row, how many of its cells are empty before the first that says something.
    #[serde(skip_serializing_if = "is_none")]
    pub empty_before: usize,
    /// Its words.
    pub text: String,
    /// Its words with hidden parts, if it has any: emphasis, addresses, digests of pictures.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub whole: String,
    /// Its links within the pack: where they lead, and their words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<(String, String)>,
    /// True if it only repeats what stands where its links lead: a line of contents.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_repeated: bool,
    /// True if it is the head of a table.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_head: bool,
    /// True if it says how a document is filed, or how far it is, and nothing that is in it: its symbol and date, its status.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_filing: bool,
    /// The page of the document on which it begins, from 1; of what is no heading only if it is another than that of its heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<usize>,
    /// The list or table in which it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<Within>,
    /// Where texts of the document begin in its words: the first byte, and the number of the text. Only in a page that is traced.
    #[serde(skip)]
    pub runs: Vec<(usize, usize)>,
    /// The texts that its number is made of.
    #[serde(skip)]
    pub mark_runs: Vec<usize>,
    /// The texts that its time is made of.
    #[serde(skip)]
    pub clock_runs: Vec<usize>,
    /// The block in which it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<usize>,
    /// The blocks in it, which follows from their parents.
    #[serde(skip)]
    pub children: Vec<usize>,
}

/// What a block is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Within {
    /// A list.
    Entry,
    /// A table.
    Row,
}

impl Said {
    /// The anchors of all that some documents say: those for which `counts` returns true.
    pub(super) fn things(&self, counts: &dyn Fn(&str) -> bool) -> BTreeSet<&str> {
        let trees = self.documents.iter().filter(|tree| counts(&tree.name));
        trees.flat_map(|tree| &tree.blocks).filter_map(|block| block.id.as_deref()).collect()
    }

    /// What was read from a record, with the blocks that are in each.
    ///
    /// # Errors
    /// No page was ever read so; half a sentence says why.
    pub(super) fn joined(mut self) -> Result<Self, &'static str> {
        for tree in &mut self.documents {
            let mut depths: Vec<usize> = Vec::with_capacity(tree.blocks.len());
            for at in 0..tree.blocks.len() {
                let parent = tree.blocks[at].parent;
                let depth = parent.map_or(Some(0), |parent| depths.get(parent).map(|depth| depth + 1));
                let depth = depth.ok_or("the `parent` of a block is not one of those before it")?;
                if depth > MAX_NESTING {
                    return Err("blocks are nested too deeply");
                }
                if !tree.blocks[at].is_shown() {
                    return Err(NOT_SHOWN);
                }
                depths.push(depth);
                match parent {
                    Some(parent) => tree.blocks[parent].children.push(at),
                    None => tree.top.push(at),
                }
            }
            if !is_shown(&tree.title) || !is_shown(&tree.running) {
                return Err(NOT_SHOWN);
            }
        }
        Ok(self)
    }
}

/// The cells of a row, each with where it begins in its words: empty ones, and those that say something.
pub(super) fn cells_of(empty_before: usize, text: &str) -> impl Iterator<Item = (usize, &str)> {
    // Two blanks between the marks around an empty cell are one.
    let mark = CELL.trim_end();
    let said = text.split(mark).scan(0, move |at, part| {
        let begins = *at + part.len() - part.trim_start().len();
        *at += part.len() + mark.len();
        Some((begins, part.trim()))
    });
    std::iter::repeat_n((0, ""), empty_before.min(MAX_COLUMNS)).chain(said)
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as serde asks")]
fn is_none(count: &usize) -> bool {
    *count == 0
}

/// Returns whether a text has only characters that can be written to a page.
pub(super) fn is_shown(text: &str) -> bool {
    text.chars().all(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}'))
}

impl Block {
    fn is_shown(&self) -> bool {
        [&self.mark, &self.clock, &self.label, &self.title, &self.text].into_iter().all(|text| is_shown(text))
    }

    /// Its words with hidden parts.
    pub(super) fn whole(&self) -> &str {
        if self.whole.is_empty() { &self.text } else { &self.whole }
    }

    /// The cells of a row: where each begins in its words, and its words.
    pub(super) fn cells(&self) -> Vec<(usize, &str)> {
        cells_of(self.empty_before, &self.text).collect()
    }

    pub(super) fn is_row(&self) -> bool {
        self.within == Some(Within::Row)
    }

    /// Words of it without what stands after them, if it is an entry of a list: the last one ends in another sign than those before it,
    /// and the one before it may end in a word ("; and"). In French a blank stands before the sign; emphasis may end after it.
    pub(super) fn without_end<'a>(&self, words: &'a str) -> &'a str {
        if self.within != Some(Within::Entry) {
            return words;
        }
        let without_sign =
            |words: &'a str| words.trim_end_matches(|c: char| ENDS.contains(&c) || c.is_whitespace() || c == HIDDEN);
        let words = without_sign(words);
        let leads_over = |word: &str| {
            let word = word.trim();
            word.chars().count() <= 3 && word.chars().all(|c| c.is_alphabetic() && !c.is_uppercase())
        };
        match words.rsplit_once([';', '；', '؛']) {
            Some((before, word)) if leads_over(word) => without_sign(before),
            _ => words,
        }
    }

    /// Words of a row with its empty cells before them.
    pub(super) fn in_columns(&self, words: &str) -> String {
        CELL.repeat(self.empty_before.min(MAX_COLUMNS)) + words
    }

    /// Returns whether it only repeats what is said of these things: a line of contents, and not one that leads to another document.
    pub(super) fn repeats(&self, things: &BTreeSet<&str>) -> bool {
        self.is_repeated && self.links.iter().all(|(target, _)| things.contains(target.as_str()))
    }

    /// Returns whether a row has other cells than an earlier state of it, or one of them empty that was not.
    pub(super) fn has_lost_cells(&self, old: &Self) -> bool {
        let (before, now) = (old.cells(), self.cells());
        let is_lost = |(old, now): (&(usize, &str), &(usize, &str))| !old.1.is_empty() && now.1.is_empty();
        self.within == Some(Within::Row) && (before.len() != now.len() || before.iter().zip(&now).any(is_lost))
    }

    /// Returns whether another state of it has the same words, and the same of them struck out. Where a line may or may not end is a
    /// matter of its look, and nobody sees whether an accent is a character of its own.
    pub(super) fn has_words_of(&self, other: &Self) -> bool {
        let plain = |text: &str| {
            let seen = text.nfc().filter(|c| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}'));
            seen.collect::<String>().replace(['\u{a0}', '\u{202f}'], " ")
        };
        let are_same = self.text == other.text || plain(&self.text) == plain(&other.text);
        are_same && !self.is_struck_otherwise(other)
    }

    /// Returns whether other words are struck out in another state of it.
    pub(super) fn is_struck_otherwise(&self, other: &Self) -> bool {
        // Other words before them do not count.
        let strikes = |block: &Self| -> Vec<(usize, String)> {
            let found = struck(&block.text, &block.whole).into_iter().map(|at| {
                let words = &block.text[at.clone()];
                (block.text[..at.start].matches(words).count(), words.to_owned())
            });
            found.collect()
        };
        strikes(self) != strikes(other)
    }

    /// Its words, with brackets around those that are struck out.
    pub(super) fn with_strikes(&self) -> String {
        let mut text = self.text.clone();
        for at in struck(&self.text, &self.whole).into_iter().rev() {
            text.insert(at.end, ']');
            text.insert(at.start, '[');
        }
        text
    }

    /// Its words after its number.
    pub fn line(&self) -> String {
        self.after_number(&self.text)
    }

    /// The same as it is listed, with brackets around words that are struck out: they are no longer in force.
    pub(super) fn listed(&self) -> String {
        self.after_number(&self.with_strikes())
    }

    fn after_number(&self, words: &str) -> String {
        let parts = [self.mark.as_str(), self.clock.as_str(), words].into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" ")
    }

    /// The bold words at its beginning, as a name.
    pub(super) fn name(&self) -> String {
        self.label.trim_end_matches([':', '：', '.', ' ', '\u{a0}']).to_owned()
    }

    /// A heading without what follows its title.
    pub(super) fn heading_line(&self) -> String {
        let title = if self.title.is_empty() { self.with_strikes() } else { self.title.clone() };
        // A row is found by its cells, be they empty.
        let title = if self.is_row() { with_dashes(&self.in_columns(&title)) } else { title };
        let parts = [&self.mark, &title].into_iter().filter(|part| !part.is_empty());
        parts.map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

impl Tree {
    /// The heading under which a block stands, or which it is; and the nearest anchor.
    pub fn around(&self, at: usize) -> (String, Option<String>) {
        let anchor = self.above(at).find_map(|at| self.blocks[at].id.clone());
        (self.heading(at).map(|at| self.blocks[at].heading_line()).unwrap_or_default(), anchor)
    }

    /// The heading under which a block stands, or which it is.
    pub(super) fn heading(&self, at: usize) -> Option<usize> {
        self.above(at).find(|at| self.blocks[*at].heading.is_some())
    }

    /// How many entries follow a block in its list, of so many.
    pub(super) fn entries_after(&self, at: usize, most: usize) -> usize {
        let beside = self.beside(at);
        let next = beside[beside.partition_point(|other| *other <= at)..].iter().take(most);
        next.take_while(|next| self.blocks[**next].within == Some(Within::Entry)).count()
    }

    /// The blocks in the same block, or those that are in none.
    fn beside(&self, at: usize) -> &[usize] {
        self.blocks[at].parent.map_or(&self.top, |parent| &self.blocks[parent].children)
    }

    /// A block and those in which it is.
    fn above(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(at), |at| self.blocks[*at].parent)
    }

    /// The page on which a block stands: its own, or else that of what it is in.
    pub(super) fn page(&self, at: usize) -> Option<usize> {
        self.above(at).find_map(|at| self.blocks[at].page)
    }

    /// A block with all that is in it and has no pair, in the order in which they are read.
    pub(super) fn alone(&self, at: usize, pairs: &[Option<usize>]) -> Vec<usize> {
        let mut all = vec![at];
        for inner in self.blocks[at].children.iter().filter(|inner| pairs[**inner].is_none()) {
            all.extend(self.alone(*inner, pairs));
        }
        all
    }

    /// Their words, a line for each, as they are compared or listed.
    pub(super) fn all_words(&self, at: usize, pairs: &[Option<usize>], line: fn(&Block) -> String) -> String {
        let lines: Vec<String> = self.alone(at, pairs).into_iter().map(|at| line(&self.blocks[at])).collect();
        lines.join("\n")
    }

    /// Where a block stands, in words: the block before it, or the heading under which it is the first. A thing is located by the one
    /// before it, a section by a heading, other text by the line before it. None at the beginning.
    pub(super) fn before(&self, at: usize) -> Option<String> {
        let beside = self.beside(at);
        let place = beside.partition_point(|other| *other < at);
        let (is_thing, is_section) = (self.blocks[at].id.is_some(), self.blocks[at].heading.is_some());
        let tells = |other: &&usize| {
            let other = &self.blocks[**other];
            let is_alike = if is_thing { other.id.is_some() } else { !is_section || other.heading.is_some() };
            !other.is_filing && is_alike
        };
        let before = beside[..place].iter().rev().take(MAX_SEARCHED).find(tells).copied().or(self.blocks[at].parent);
        before.map(|other| self.blocks[other].heading_line())
    }
}
