//! A text in Markdown with changes of reviewers in it: new paragraphs become those of what they stand in, entries of lists are counted
//! on, and what is moved takes its marks and references along.
//!
//! Afterwards the text is read again. All blocks that nobody touched must be the same, in the same order and in the same lists,
//! quotations and tables; those that were touched must be what they were, as often as the reviewer wants. If not, nothing is written.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::markup::{
    as_signs, links_without_words, loose_notes, mark_before, note_marks, with_its_marks, with_other_marks,
    without_note_marks,
};
use crate::meeting::{Container, Markdown, TextBlock, TextBlockKind};

/// A change of a text.
#[derive(Debug, Clone)]
pub struct TextChange {
    /// The bytes that are replaced.
    pub range: Range<usize>,
    /// The words that take their place; each new paragraph begins with a line feed.
    pub added: String,
    /// For what is moved, the same as Markdown.
    pub source: Option<String>,
    /// True if it is about a paragraph as a whole.
    pub is_whole: bool,
    /// True if signs that mean something in Markdown are written as signs.
    pub is_escaped: bool,
}

/// Why a text cannot be written with changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// The position of the change; none if it is not known which.
    pub at: Option<usize>,
    /// What would be wrong.
    pub why: String,
}

/// Why a text is not removed with its last words.
pub const ALL_OF_TEXT: &str = "it is all that the text says";

/// Bytes of a text, and what takes their place.
type TextEdit = (Range<usize>, String);

/// The bytes of a text that are replaced, so that it has these changes.
///
/// # Errors
/// If something that nobody touched would not be what it was.
pub fn rewritten(text: &str, changes: &[TextChange]) -> Result<Vec<TextEdit>, Misfit> {
    let mut plan = Plan::of(text);
    for (at, change) in changes.iter().enumerate() {
        plan.take(change).map_err(|why| Misfit { at: Some(at), why: why.to_owned() })?;
    }
    let whole = |why: &str| Misfit { at: None, why: why.to_owned() };
    plan.take_marks_of_notes().map_err(whole)?;
    let edits = plan.edits().map_err(whole)?;
    plan.check(&edits).map_err(whole)?;
    Ok(edits)
}

/// Words that are moved, as they are written where they were: with their marks and references; of a paragraph that is moved as a whole
/// also with the marks of its notes.
pub fn moved_text(text: &str, range: Range<usize>, is_whole: bool) -> String {
    let block = Markdown::text_blocks(text).into_iter().map(|block| block.range);
    let block = block.into_iter().find(|block| block.start <= range.start && range.end <= block.end);
    let range = match block {
        Some(block) if is_whole => block,
        Some(block) => with_its_marks(text, range, &block),
        None => range,
    };
    // A line that ends within the paragraph is a blank; what begins the next one belongs to where it stood.
    let lines = text[range].trim().split('\n').map(|line| line.trim_start_matches([' ', '>']).trim_end());
    lines.collect::<Vec<_>>().join(" ")
}

/// What becomes of a block.
#[derive(Debug, Default)]
struct Fate {
    is_removed: bool,
    edits: Vec<TextEdit>,
}

impl Fate {
    /// The number of paragraphs that are added to it.
    fn added(&self) -> usize {
        self.edits.iter().map(|(_, by)| by.matches('\n').count()).sum()
    }
}

struct Plan<'a> {
    text: &'a str,
    blocks: Vec<TextBlock>,
    fates: Vec<Fate>,
}

impl<'a> Plan<'a> {
    fn of(text: &'a str) -> Self {
        let blocks = Markdown::text_blocks(text);
        let fates = blocks.iter().map(|_| Fate::default()).collect();
        Self { text, blocks, fates }
    }

    fn take(&mut self, change: &TextChange) -> Result<(), &'static str> {
        let (at, range) = self.block(&change.range).ok_or("its words are not in one paragraph of the text")?;
        let (block, text) = (&self.blocks[at], self.text);
        let rest = [&text[block.range.start..range.start], &text[range.end..block.range.end]];
        let is_all = !rest.iter().any(|rest| without_note_marks(rest).contains(char::is_alphanumeric));
        let added = match (&change.source, change.is_escaped) {
            (Some(source), _) => source.clone(),
            (None, true) => as_signs(&change.added),
            (None, false) => change.added.clone(),
        };
        let may_go = !matches!(block.kind, TextBlockKind::Cell | TextBlockKind::Mark);
        if added.trim().is_empty() && change.is_whole && is_all && may_go {
            self.fates[at].is_removed = true;
            return Ok(());
        }
        if added.contains('\n') && block.kind != TextBlockKind::Paragraph {
            return Err(match block.kind {
                TextBlockKind::Cell => "a cell of a table has one paragraph",
                _ => "it adds a paragraph to what has only one",
            });
        }
        let range = match added.is_empty() {
            true => with_its_marks(text, range, &block.range),
            false if range.is_empty() => beside_marks(text, range, &added, &block.range),
            false => with_other_marks(text, range, &block.range),
        };
        self.fates[at].edits.push((range, added));
        Ok(())
    }

    /// The block that a change is in, and its bytes there: marks and blanks around blocks belong to the nearest one.
    fn block(&self, range: &Range<usize>) -> Option<(usize, Range<usize>)> {
        let text = self.text;
        let is_bare = |part: &str| !part.contains(char::is_alphanumeric);
        let there = |block: &TextBlock| {
            range.start.clamp(block.range.start, block.range.end)..range.end.clamp(block.range.start, block.range.end)
        };
        let is_near = |at: usize, there: &Range<usize>| {
            let line = self.line(at);
            let (before, after) = (range.start < there.start, range.end > there.end);
            (!before || range.start >= line && is_bare(&text[range.start..there.start]))
                && (!after || text[there.end..range.end].chars().all(char::is_whitespace))
                && (!range.is_empty() || range.start + 1 >= there.start)
        };
        let all = || self.blocks.iter().map(there).enumerate();
        // The beginning of a block is its own, though only blanks part it from the end of the one before.
        all().find(|(_, there)| there == range).or_else(|| all().find(|(at, there)| is_near(*at, there)))
    }

    /// Takes the marks of notes that go out of the text, too.
    fn take_marks_of_notes(&mut self) -> Result<(), &'static str> {
        let marks = note_marks(self.text);
        for note in marks.iter().filter(|mark| mark.is_note) {
            let is_first = |block: &TextBlock| {
                let before = self.text.get(note.range.end..block.range.start);
                before.and_then(|before| before.strip_prefix(':')).is_some_and(|before| before.trim().is_empty())
            };
            let Some(first) = self.blocks.iter().position(is_first) else { continue };
            let depth = self.blocks[first].within.iter().position(|within| *within == Container::Note);
            let Some(depth) = depth else { continue };
            let more = self.blocks[first + 1..].iter().take_while(|block| block.shared > depth).count();
            if !self.fates[first..=first + more].iter().all(|fate| fate.is_removed) {
                continue;
            }
            let mut there = marks.iter().filter(|mark| !mark.is_note && mark.label == note.label).peekable();
            while let Some(mark) = there.next() {
                if there.peek().is_some() {
                    return Err("the mark of its note stands in the text more than once");
                }
                let is_around =
                    |around: &Range<usize>| around.start <= mark.range.start && mark.range.end <= around.end;
                let block = self.blocks.iter().position(|block| is_around(&block.range));
                let Some(fate) = block.map(|block| &mut self.fates[block]) else { continue };
                if !fate.is_removed && !fate.edits.iter().any(|(range, _)| is_around(range)) {
                    fate.edits.push((mark.range.clone(), String::new()));
                }
            }
        }
        Ok(())
    }

    /// The first byte of the line on which a block begins.
    fn line(&self, block: usize) -> usize {
        self.text[..self.blocks[block].range.start].rfind('\n').map_or(0, |at| at + 1)
    }

    /// What stands before a block on its line.
    fn prefix(&self, block: usize) -> &'a str {
        &self.text[self.line(block)..self.blocks[block].range.start]
    }

    /// The bytes that are replaced.
    fn edits(&self) -> Result<Vec<TextEdit>, &'static str> {
        let numbers = self.numbers();
        let mut edits: Vec<TextEdit> = Vec::new();
        for (at, _) in self.fates.iter().enumerate().filter(|(_, fate)| !fate.is_removed) {
            let mut number = numbers.get(&at).copied();
            edits.extend(number.and_then(|numbers| self.counted(at, numbers.own)));
            for (range, added) in &self.own_edits(at) {
                let mut lines = added.split('\n');
                let mut by = lines.next().unwrap_or_default().to_owned();
                for line in lines {
                    number = number.map(|number| Numbers { own: number.own + number.step, ..number });
                    by.push_str(&self.between(at, number.map(|number| number.own))?);
                    by.push_str(line.trim_start());
                }
                edits.push((range.clone(), by));
            }
        }
        edits.extend(self.removals()?);
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        match edits.windows(2).any(|pair| pair[0].0.end > pair[1].0.start) {
            true => Err("it changes the same words as another change"),
            false => Ok(edits),
        }
    }

    /// The changes within a block, in order. A link of which several of them together take all words goes as a whole.
    fn own_edits(&self, at: usize) -> Vec<TextEdit> {
        let mut own = self.fates[at].edits.clone();
        let deleted: Vec<Range<usize>> =
            own.iter().filter(|(_, by)| by.is_empty()).map(|(range, _)| range.clone()).collect();
        if deleted.len() > 1 {
            for link in links_without_words(self.text, &self.blocks[at].range, &deleted) {
                let is_in = |range: &Range<usize>| link.start <= range.start && range.end <= link.end;
                if own.iter().all(|(range, by)| by.is_empty() || !is_in(range)) {
                    own.retain(|(range, _)| !is_in(range));
                    // What goes beside the link, too, goes up to it.
                    for (range, _) in own.iter_mut().filter(|(_, by)| by.is_empty()) {
                        match range.start < link.start {
                            true => range.end = range.end.min(link.start.max(range.start)),
                            false => range.start = range.start.max(link.end.min(range.end)),
                        }
                    }
                    own.push((link, String::new()));
                }
            }
        }
        own.sort_by_key(|(range, _)| (range.start, range.end));
        own
    }

    /// The bytes of blocks that are removed, with what parts them from others.
    fn removals(&self) -> Result<Vec<TextEdit>, &'static str> {
        let mut edits = Vec::new();
        let mut at = 0;
        while at < self.blocks.len() {
            if !self.fates[at].is_removed {
                at += 1;
                continue;
            }
            let after = (at..self.blocks.len()).find(|next| !self.fates[*next].is_removed);
            let range = match (at.checked_sub(1), after) {
                (None, None) => return Err(ALL_OF_TEXT),
                (None, Some(after)) => self.line(at)..self.line(after),
                // What follows the mark of a passage stands on the next line, as before.
                (Some(before), Some(after))
                    if self.blocks[after].shared > self.blocks[at].shared
                        || self.blocks[before].kind == TextBlockKind::Mark =>
                {
                    self.line(at)..self.line(after)
                }
                (Some(before), after) => {
                    // What ends the line of the block before, as the last mark of a row does, is not of this one.
                    let end = self.blocks[before].range.end;
                    let line = self.text[end..].find('\n').map_or(self.text.len(), |length| end + length);
                    line..self.blocks[after.unwrap_or(self.blocks.len()) - 1].range.end
                }
            };
            edits.push((range, String::new()));
            at = after.unwrap_or(self.blocks.len());
        }
        Ok(edits)
    }

    /// The mark of an entry with another number.
    fn counted(&self, at: usize, number: u64) -> Option<TextEdit> {
        let mark = mark_before(self.prefix(at))?;
        let digits = mark.digits?;
        let prefix = self.line(at);
        (self.prefix(at)[digits.clone()].parse() != Ok(number))
            .then(|| (prefix + digits.start..prefix + digits.end, number.to_string()))
    }

    /// What parts a new paragraph of a block from the one before it.
    fn between(&self, at: usize, number: Option<u64>) -> Result<String, &'static str> {
        let (block, prefix) = (&self.blocks[at], self.prefix(at));
        let is_mark = |c: char| matches!(c, ' ' | '\t' | '>' | '-' | '*' | '+' | '.' | ')') || c.is_ascii_digit();
        if !prefix.chars().all(is_mark) {
            return Err("it adds a paragraph where there can be only one");
        }
        let margin = |prefix: &str| prefix.chars().map(|c| if c == '>' { '>' } else { ' ' }).collect::<String>();
        if !block.begins_entry() {
            let margin = margin(prefix);
            return Ok(format!("\n{}\n{margin}", margin.trim_end()));
        }
        let mark = mark_before(prefix).ok_or("it adds an entry to a list whose marks are not on its lines")?;
        let outer = margin(&prefix[..mark.start]);
        let own = match (mark.digits, number) {
            (Some(digits), Some(number)) => {
                format!("{}{number}{}", &prefix[mark.start..digits.start], &prefix[digits.end..])
            }
            _ => prefix[mark.start..].to_owned(),
        };
        let empty = if self.is_loose(at) { format!("\n{}", outer.trim_end()) } else { String::new() };
        Ok(format!("{empty}\n{outer}{own}"))
    }

    /// Returns whether entries of the list of a block are parted by blank lines.
    fn is_loose(&self, at: usize) -> bool {
        let lists = self.lists();
        let entries: &[usize] = lists.iter().find(|entries| entries.contains(&at)).map_or(&[], Vec::as_slice);
        entries.iter().skip(1).any(|entry| {
            let between = &self.text[self.blocks[entry - 1].range.end..self.blocks[*entry].range.start];
            between.matches('\n').count() > 1
        })
    }

    /// The first blocks of the entries of each list.
    fn lists(&self) -> Vec<Vec<usize>> {
        let mut lists: Vec<Vec<usize>> = Vec::new();
        // For each level the list that is open.
        let mut open: Vec<Option<usize>> = Vec::new();
        for (at, block) in self.blocks.iter().enumerate() {
            open.truncate(block.shared);
            for level in open.len()..block.within.len() {
                let is_list = matches!(block.within[level], Container::List(_));
                open.push(is_list.then_some(lists.len()));
                lists.extend(is_list.then(Vec::new));
            }
            let list = block.within.len().checked_sub(2).and_then(|level| open[level]);
            if let Some(list) = list.filter(|_| block.begins_entry()) {
                lists[list].push(at);
            }
        }
        lists
    }

    /// The numbers of entries of numbered lists. Where they were counted one by one, they are counted on.
    fn numbers(&self) -> BTreeMap<usize, Numbers> {
        let mut numbers = BTreeMap::new();
        for entries in self.lists() {
            let typed: Option<Vec<u64>> = entries
                .iter()
                .map(|at| {
                    let prefix = self.prefix(*at);
                    prefix.get(mark_before(prefix)?.digits?)?.parse().ok()
                })
                .collect();
            let Some(typed) = typed.filter(|typed| !typed.is_empty()) else { continue };
            let is_counted = typed.windows(2).all(|pair| pair[1] == pair[0] + 1);
            let mut next = typed[0];
            for (at, typed) in std::iter::zip(entries, &typed) {
                let own = if is_counted { next } else { *typed };
                let step = u64::from(is_counted);
                numbers.insert(at, Numbers { own, step });
                let fate = &self.fates[at];
                next += if fate.is_removed { 0 } else { 1 + u64::try_from(fate.added()).unwrap_or_default() };
            }
        }
        numbers
    }

    /// Compares the blocks of the text with its changes with those that are wanted.
    fn check(&self, edits: &[TextEdit]) -> Result<(), &'static str> {
        const OTHER: &str = "written so, a paragraph beside it would stand otherwise: in another list or quotation, or with another number";
        let now = with(self.text, edits);
        let blocks = Markdown::text_blocks(&now);
        let mut there = blocks.iter();
        let mut shared = usize::MAX;
        for (block, fate) in std::iter::zip(&self.blocks, &self.fates) {
            shared = shared.min(block.shared);
            if fate.is_removed {
                continue;
            }
            let inner = block.within.len() - usize::from(block.begins_entry());
            for line in 0..=fate.added() {
                let now_is = there.next().ok_or(OTHER)?;
                let wanted = if line == 0 { shared } else { inner };
                let is_same = (now_is.kind, &now_is.within, now_is.shared) == (block.kind, &block.within, wanted);
                let is_touched = !fate.edits.is_empty();
                if !is_same || !is_touched && now[now_is.range.clone()] != self.text[block.range.clone()] {
                    return Err(OTHER);
                }
            }
            shared = usize::MAX;
        }
        if there.next().is_some() {
            return Err(OTHER);
        }
        let (loose, was): (BTreeSet<&str>, BTreeSet<&str>) = (loose_notes(&now), loose_notes(self.text));
        if !loose.is_subset(&was) {
            return Err("written so, a note would have no mark in the text, or a mark no note");
        }
        match Markdown::parse(&now).unsupported.len() > Markdown::parse(self.text).unsupported.len() {
            true => Err("written so, it would mean something in Markdown that texts do not have"),
            false => Ok(()),
        }
    }
}

/// The number of an entry, and how much higher that of the next is.
#[derive(Debug, Clone, Copy)]
struct Numbers {
    own: u64,
    step: u64,
}

/// A text with some bytes replaced.
fn with(text: &str, edits: &[TextEdit]) -> String {
    let (mut now, mut from) = (String::with_capacity(text.len()), 0);
    for (range, by) in edits {
        now.push_str(&text[from..range.start]);
        now.push_str(by);
        from = range.end;
    }
    now.push_str(&text[from..]);
    now
}

/// Where a paragraph that is put before or after a block goes: outside of its marks, and after the marks of its notes.
fn beside_marks(text: &str, range: Range<usize>, added: &str, block: &Range<usize>) -> Range<usize> {
    let is_markup = |c: char| matches!(c, '*' | '_' | '~');
    let (before, after) = (&text[block.start..range.start], &text[range.end..block.end]);
    if added.ends_with('\n') && before.chars().all(is_markup) {
        return block.start..block.start;
    }
    let mut rest = after.trim_start_matches(is_markup);
    while let Some((_, further)) = rest.strip_prefix("[^").and_then(|rest| rest.split_once(']')) {
        rest = further.trim_start_matches(is_markup);
    }
    if added.starts_with('\n') && rest.is_empty() { block.end..block.end } else { range }
}
