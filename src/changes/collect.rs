//! From pairs of blocks to changes: which changes are listed, and in which order.

use std::collections::{BTreeMap, BTreeSet};

use super::differ::{Compared, Step, compare};
use super::links::{Link, Links, other_addresses, pairs_of_links, without_links};
use super::numbers::{is_numbering, renumbered};
use super::once::{once, repeat, tells};
use super::reshaped::{self, Reshaped, has_another_column, is_longer};
use super::said::{ANNEXES, Block, Said, Tree};
use crate::compare::{Bag, Fate, Piece, growing, letters, likeness, words};
use crate::edition::{Change, EditionChanges, Marked, Numbered, Renumbered, What};

/// Texts that are shown whole are shorter, in bytes.
const SHORT: usize = 400;

/// How much has to be the same in a text that changed, in per cent; else another one replaced it.
pub(super) const MIN_EQUAL_PERCENT: usize = 25;

pub(super) fn edition(old: &Said, new: &Said) -> EditionChanges {
    let (former, now) = (by_name(old), by_name(new));
    let alone = |all: &Said, others: &BTreeMap<&str, usize>| {
        let trees = all.documents.iter().filter(|tree| !others.contains_key(tree.name.as_str()));
        trees.map(|tree| (tree.title.clone(), tree.blocks.iter().map(Block::line).collect())).collect()
    };
    let mut collector = Collector { gone: alone(old, &now), come: alone(new, &former), ..Collector::default() };
    for tree in &new.documents {
        match former.get(tree.name.as_str()).and_then(|at| old.documents.get(*at)) {
            Some(other) => collector.document(other, tree),
            None => collector.whole(What::Added, tree),
        }
    }
    for tree in &old.documents {
        if !now.contains_key(tree.name.as_str()) {
            collector.whole(What::Removed, tree);
        }
    }
    collector.reordered(old, new);
    collector.finish(new.language.clone())
}

/// The documents of an edition by their names: the first of each.
fn by_name(said: &Said) -> BTreeMap<&str, usize> {
    said.documents.iter().enumerate().rev().map(|(at, tree)| (tree.name.as_str(), at)).collect()
}

#[derive(Default)]
struct Collector {
    /// Each with its place among all.
    changes: Vec<(usize, Change)>,
    /// Words of blocks that may have changed only because numbers or titles elsewhere did.
    doubtful: Vec<(usize, Change, Links)>,
    /// Other numbers, each with the change that it is if nothing explains it.
    numbers: Vec<(usize, Renumbered, Change)>,
    /// What changed, by its anchor: its letters before and now.
    changed: BTreeMap<String, Link>,
    /// Words of links, before and now, where both lead to the same.
    links: BTreeMap<String, String>,
    /// Blocks of documents beside which something changed, by the names of documents.
    marked: BTreeMap<String, Marked>,
    /// Documents that are in one of the editions alone, by their titles: the lines of each.
    gone: Vec<(String, BTreeSet<String>)>,
    come: Vec<(String, BTreeSet<String>)>,
    /// What went from one document to another, as told.
    went: BTreeSet<(String, String, String)>,
    /// Words on each page that are others now.
    running: Vec<(usize, Change)>,
    /// The number of changes found, of whatever kind.
    count: usize,
}

impl Collector {
    fn next(&mut self) -> usize {
        self.count += 1;
        self.count
    }

    fn tell(&mut self, change: Change) {
        let place = self.next();
        self.changes.push((place, change));
    }

    fn whole(&mut self, what: What, tree: &Tree) {
        let title = Some(tree.title.clone());
        let (before, after) = if what == What::Added { (None, title) } else { (title, None) };
        let change = Change { what, before, after, ..blank(tree) };
        self.tell(change);
        // Of papers, each has a name of its own.
        let is_paper = |block: &&Block| block.heading.is_some() && block.id.is_some();
        let papers = tree.top.iter().map(|at| (*at, &tree.blocks[*at])).filter(|(_, block)| is_paper(block));
        for (at, block) in papers.filter(|_| tree.name == ANNEXES) {
            let line = Some(block.heading_line());
            let is_new = what == What::Added;
            let (before, after) = if is_new { (None, line) } else { (line, None) };
            let (old_page, new_page) = if is_new { (None, tree.page(at)) } else { (tree.page(at), None) };
            self.tell(Change {
                what,
                before,
                after,
                item: block.heading_line(),
                anchor: block.id.clone(),
                block: is_new.then_some(at),
                is_at_anchor: is_new,
                old_page,
                new_page,
                ..blank(tree)
            });
        }
    }

    /// Tells documents that stand elsewhere among those that are in both.
    fn reordered(&mut self, old: &Said, new: &Said) {
        let is_in = |tree: &&Tree, names: &BTreeMap<&str, usize>| names.contains_key(tree.name.as_str());
        let (of_old, of_new) = (by_name(old), by_name(new));
        let former: Vec<&Tree> = old.documents.iter().filter(|tree| is_in(tree, &of_new)).collect();
        let now: Vec<&Tree> = new.documents.iter().filter(|tree| is_in(tree, &of_old)).collect();
        let at: BTreeMap<&str, usize> = former.iter().enumerate().map(|(at, tree)| (tree.name.as_str(), at)).collect();
        let places: Vec<usize> = now.iter().filter_map(|tree| at.get(tree.name.as_str()).copied()).collect();
        let stay: BTreeSet<usize> = growing(&places).into_iter().collect();
        let title = |all: &[&Tree], at: usize| {
            Some(all.get(at.checked_sub(1)?)?.title.clone()).filter(|title| !title.is_empty())
        };
        for (at, place) in places.iter().enumerate().filter(|(at, _)| !stay.contains(at)) {
            let (before, after) = (title(&former, *place), title(&now, at));
            self.tell(Change { what: What::Moved, before, after, ..blank(now[at]) });
        }
    }

    fn document(&mut self, old: &Tree, new: &Tree) {
        if old.title != new.title {
            let words = words(&old.title, &new.title);
            let (before, after) = (Some(old.title.clone()), Some(new.title.clone()));
            self.tell(Change { what: What::Changed, before, after, words, ..blank(new) });
        }
        if old.running != new.running && !old.running.is_empty() && !new.running.is_empty() {
            let (before, after) = (Some(old.running.clone()), Some(new.running.clone()));
            let words = words(&old.running, &new.running);
            let place = self.next();
            self.running.push((place, Change { is_running: true, before, after, words, ..blank(new) }));
        }
        let compared = compare(old, new);
        // The block that moved last.
        let mut last = None;
        for step in &compared.steps {
            match *step {
                Step::Reshaped(ref shaped) => self.reshaped((old, new), shaped, &compared),
                Step::Come(at) => self.alone(What::Added, (new, old), at, &compared),
                Step::Gone(at) => self.alone(What::Removed, (old, new), at, &compared),
                Step::Both { old: at_old, new: at_new, moved } => {
                    let is_next = last.is_some_and(|last| follows((old, new), last, (at_old, at_new)));
                    match moved {
                        true if is_next => self.moved_along(&new.blocks[at_new]),
                        true => self.moved((old, at_old), (new, at_new), &compared),
                        false => {}
                    }
                    last = (moved && !new.blocks[at_new].is_repeated).then_some((at_old, at_new));
                    self.both((old, at_old), (new, at_new));
                }
            }
        }
    }

    /// What is only in one of the trees, with all that is in it.
    fn alone(&mut self, what: What, (tree, other): (&Tree, &Tree), at: usize, compared: &Compared) {
        let block = &tree.blocks[at];
        if block.is_repeated {
            // A new line of contents is told with what it leads to.
            if what == What::Added {
                self.marked.entry(tree.name.clone()).or_default().blocks.insert(at);
            }
            return;
        }
        let pairs = if what == What::Added { &compared.of_new } else { &compared.of_old };
        if self.went_over(what, tree, at, &tree.all_words(at, pairs, Block::line)) {
            return;
        }
        let text = Some(block.in_columns(&tree.all_words(at, pairs, Block::listed)));
        let (before, after) = if what == What::Added { (None, text) } else { (text, None) };
        self.changed.extend(block.id.clone().map(|id| (id, Default::default())));
        if what == What::Added {
            self.marked.entry(tree.name.clone()).or_default().blocks.extend(tree.alone(at, pairs));
        }
        let above = if block.heading.is_some() { Some(at) } else { block.parent };
        let (mut item, anchor) = above.map(|above| tree.around(above)).unwrap_or_default();
        let is_gone = what == What::Removed;
        // What stays is called as it is now.
        if let Some(now) = tree.heading(at).filter(|_| is_gone).and_then(|heading| compared.of_old[heading]) {
            item = other.around(now).0;
        }
        if item.is_empty() {
            item = block.name();
        }
        let change = Change {
            what,
            before,
            after,
            item,
            anchor: block.id.clone().or(anchor),
            is_of_time: tree.name.is_empty(),
            is_filing: block.is_filing,
            is_row: block.is_row(),
            is_at_anchor: !is_gone && block.id.is_some(),
            old_page: if is_gone { tree.page(at) } else { None },
            new_page: if is_gone { None } else { tree.page(at) },
            block: if is_gone { compared.before(at) } else { Some(at) },
            ..blank(tree)
        };
        self.tell(change);
    }

    /// Values that stand in another shape now: only those that are not the same.
    fn reshaped(&mut self, (old, new): (&Tree, &Tree), shaped: &Reshaped, compared: &Compared) {
        for fate in shaped.fates(old, new) {
            let before = |value: reshaped::Value| Some(value.words(old).to_owned());
            let after = |value: reshaped::Value| Some(value.words(new).to_owned());
            let change = match fate {
                reshaped::Fate::Came(value) => {
                    Change { what: What::Added, after: after(value), ..at(new, value.block) }
                }
                reshaped::Fate::Differs(one, two, is_longer) => Change {
                    before: before(one),
                    after: after(two),
                    old_page: old.page(one.block),
                    is_longer,
                    ..at(new, two.block)
                },
                reshaped::Fate::Went(value) => Change {
                    what: What::Removed,
                    before: before(value),
                    old_page: old.page(value.block),
                    block: compared.before(value.block),
                    is_at_anchor: false,
                    new_page: None,
                    ..at(new, shaped.new[0])
                },
            };
            self.tell(change);
        }
    }

    /// What stood right after something that moved and moved with it is told with that.
    fn moved_along(&mut self, block: &Block) {
        if let Some((_, told)) = self.changes.iter_mut().rfind(|(_, told)| told.what == What::Moved) {
            told.item = format!("{}\n{}", told.item, block.heading_line());
        }
    }

    /// Reports text that went from one document to another that is new or removed as a whole: once for all that is there under one
    /// heading. Returns whether it did.
    fn went_over(&mut self, what: What, tree: &Tree, at: usize, words: &str) -> bool {
        let others = if what == What::Added { &self.gone } else { &self.come };
        let is_there = |lines: &BTreeSet<String>| words.split('\n').all(|line| lines.contains(line));
        let Some((title, _)) = others.iter().find(|(_, lines)| is_there(lines)) else { return false };
        let (before, after) = match what {
            What::Added => (title.clone(), tree.title.clone()),
            _ => (tree.title.clone(), title.clone()),
        };
        let (item, anchor) = tree.blocks[at].parent.map(|above| tree.around(above)).unwrap_or_default();
        if self.went.insert((before.clone(), after.clone(), item.clone())) {
            let (before, after) = (Some(before), Some(after));
            self.tell(Change { what: What::Moved, before, after, item, anchor, is_elsewhere: true, ..blank(tree) });
        }
        true
    }

    fn moved(&mut self, (old, at_old): (&Tree, usize), (new, at_new): (&Tree, usize), compared: &Compared) {
        let block = &new.blocks[at_new];
        if block.is_repeated {
            return;
        }
        let is_elsewhere = block.parent != old.blocks[at_old].parent.and_then(|parent| compared.of_old[parent]);
        let place = |tree: &Tree, at: usize| match is_elsewhere {
            true if tree.blocks[at].parent.is_some() => tree.blocks[at].parent.map(|parent| tree.around(parent).0),
            _ => tree.before(at),
        };
        let (before, after) = (place(old, at_old), place(new, at_new));
        // What is no heading says itself what it is: the heading above it is where it stands.
        let item = block.heading_line();
        let is_of_time = new.name.is_empty();
        let old_page = old.page(at_old);
        self.tell(Change {
            what: What::Moved,
            before,
            after,
            item,
            is_of_time,
            is_elsewhere,
            old_page,
            ..at(new, at_new)
        });
    }

    /// A block that is in both.
    fn both(&mut self, (old_tree, at_old): (&Tree, usize), (new_tree, at_new): (&Tree, usize)) {
        let (old, new) = (&old_tree.blocks[at_old], &new_tree.blocks[at_new]);
        if new.is_repeated && old.is_repeated {
            self.learn(old, new);
            return;
        }
        let change = |what, before: &str, after: &str| Change {
            what,
            before: Some(before.to_owned()),
            after: Some(after.to_owned()),
            words: words(before, after),
            old_page: old_tree.page(at_old),
            ..at(new_tree, at_new)
        };
        if old.clock != new.clock {
            self.tell(Change { is_of_time: true, ..change(What::Changed, &old.clock, &new.clock) });
        }
        if old.mark != new.mark {
            let told = change(What::Changed, &old.listed(), &new.listed());
            match !old.mark.is_empty() && !new.mark.is_empty() && is_numbering(&old.mark, &new.mark) {
                true => {
                    let place = self.next();
                    self.numbers.push((place, renumbering(new, old.mark.clone(), new.mark.clone()), told));
                }
                false => self.tell(told),
            }
        }
        self.learn(old, new);
        if old.line() != new.line() {
            let lines = (letters(&old.line()), letters(&new.line()));
            self.changed.extend(new.id.clone().map(|id| (id, lines)));
        }
        // The sign after an entry follows from its place in the list, as its number does, and so does a word after the sign.
        let is_sign = old.within == new.within && old.without_end(old.whole()) == new.without_end(new.whole());
        let is_at_other_end = || {
            let most = if letters(&old.text) == letters(&new.text) { 1 } else { 2 };
            old_tree.entries_after(at_old, most) != new_tree.entries_after(at_new, most)
        };
        if old.whole() == new.whole() || is_sign && is_at_other_end() {
            return;
        }
        if old.has_words_of(new) {
            let told = match other_addresses(old, new) {
                Some((before, after)) => change(What::Changed, &before, &after),
                None => Change { words: Vec::new(), ..change(What::Redrawn, &old.with_strikes(), &new.with_strikes()) },
            };
            self.tell(told);
            return;
        }
        if new.heading.is_some()
            && let Some((before, after)) = renumbered(&old.text, &new.text)
        {
            let numbers = Renumbered { of: Numbered::Other, before, after };
            let place = self.next();
            self.numbers.push((place, numbers, change(What::Changed, &old.text, &new.text)));
            return;
        }
        let (before, after) = (old.in_columns(&old.with_strikes()), new.in_columns(&new.with_strikes()));
        let mut told = change(What::Changed, &before, &after);
        told.is_of_time = new_tree.name.is_empty() || told.words.iter().any(is_clock);
        told.is_longer = is_longer(old, new) || has_another_column(old, new);
        if likeness(&told.words) < MIN_EQUAL_PERCENT {
            // The same words in another order are no other text.
            let is_other = Bag::of(&before).resemblance(&Bag::of(&after)) < 100;
            told.what = if is_other { What::Replaced } else { What::Changed };
            told.words.clear();
        } else if new.text.len() < SHORT && old.is_struck_otherwise(new) {
            // Of words that stay, brackets alone would be marked.
            told.words.clear();
        }
        if new.heading.is_some() && new.links.is_empty() && !is_numbering(&old.text, &new.text) {
            // What its title is now is told here, and explains what links to it say.
            self.tell(told);
            return;
        }
        let links = if without_links(old) == without_links(new) { pairs_of_links(old, new) } else { Vec::new() };
        let place = self.next();
        self.doubtful.push((place, told, links));
    }

    /// Remembers how links to the same place are worded.
    fn learn(&mut self, old: &Block, new: &Block) {
        for (_, (before, after)) in pairs_of_links(old, new) {
            self.links.insert(before, after);
        }
    }

    fn finish(mut self, language: String) -> EditionChanges {
        let explains = |change: &Change| matches!(change.what, What::Added | What::Removed | What::Moved);
        let is_explained = self.changes.iter().any(|(_, change)| explains(change));
        let mut repeated = Vec::new();
        for (place, change, links) in std::mem::take(&mut self.doubtful) {
            let is_told_there = |(target, (before, after)): &(String, Link)| {
                let there = self.changed.get(target);
                let is_of = |(old, new): &Link| old.contains(&letters(before)) && new.contains(&letters(after));
                is_numbering(before, after) && (is_explained || there.is_some()) || there.is_some_and(is_of)
            };
            let follows = match links.is_empty() {
                true => is_explained && self.as_links_now(change.before.as_deref().unwrap_or_default()) == change.after,
                false => links.iter().all(is_told_there),
            };
            match follows {
                false => self.changes.push((place, change)),
                true => repeated.push((change, links)),
            }
        }
        let mut marked = self.marked;
        repeat(&mut self.changes, &mut marked, repeated);
        let (mut numbers, mut known) = (Vec::new(), BTreeSet::new());
        // Nobody writes the numbers of paragraphs, or several others: they follow from what the reader may not get, or is counted
        // otherwise now.
        let are_several = self.numbers.len() > 1;
        for (place, renumbered, change) in std::mem::take(&mut self.numbers) {
            match is_explained || are_several || renumbered.of == Numbered::Paragraph {
                true if known.insert(renumbered.clone()) => numbers.push(renumbered),
                true => {}
                false => self.changes.push((place, change)),
            }
        }
        for (place, change) in std::mem::take(&mut self.running) {
            if !self.changes.iter().any(|(_, told)| tells(told, &change)) {
                self.changes.push((place, change));
            }
        }
        self.changes.sort_by_key(|(place, change)| (!change.is_of_time, *place));
        for (_, change) in &self.changes {
            let marked = marked.entry(change.document.clone()).or_default();
            let places = if change.what == What::Removed { &mut marked.ends } else { &mut marked.blocks };
            places.extend(change.block);
        }
        let changes = once(self.changes.into_iter().map(|(_, change)| change).collect());
        EditionChanges { language, is_new: None, changes, numbers, marked }
    }

    /// A text with the words that links to the same places have now.
    fn as_links_now(&self, text: &str) -> Option<String> {
        let mut now = text.to_owned();
        let used: Vec<_> =
            self.links.iter().filter(|(before, after)| before != after && text.contains(before.as_str())).collect();
        if used.is_empty() || used.len() > 50 {
            return None;
        }
        // In one pass, or what became "item 5" would become "item 6" then.
        for (number, (before, _)) in used.iter().enumerate() {
            now = now.replace(before.as_str(), &format!("\u{1}{number}\u{2}"));
        }
        for (number, (_, after)) in used.iter().enumerate() {
            now = now.replace(&format!("\u{1}{number}\u{2}"), after);
        }
        Some(now)
    }
}

/// A number that is another one now, with what it is of.
fn renumbering(block: &Block, before: String, after: String) -> Renumbered {
    let is_item = |id: &String| !id.starts_with("annexes.");
    let of = match (block.heading, block.within) {
        (Some(_), _) if block.id.as_ref().is_some_and(is_item) => Numbered::Item,
        (None, None) => Numbered::Paragraph,
        _ => Numbered::Other,
    };
    Renumbered { of, before, after }
}

/// Returns whether words that came or went have a time of day.
fn is_clock(piece: &Piece) -> bool {
    let is_time = |(at, _): (usize, &str)| {
        let (before, after) = (&piece.text[..at], &piece.text[at + 1..]);
        // A scale has more digits: 1:2500.
        let digits = after.chars().take(3).take_while(|c| c.is_numeric()).count();
        before.ends_with(|c: char| c.is_numeric()) && digits == 2
    };
    piece.fate != Fate::Kept && piece.text.match_indices(':').any(is_time)
}

/// Returns whether two blocks without anchors stand right after two others, in both trees.
fn follows((old, new): (&Tree, &Tree), last: (usize, usize), now: (usize, usize)) -> bool {
    let is_after = |tree: &Tree, last: usize, now: usize| {
        let is_same = tree.blocks[last].parent == tree.blocks[now].parent;
        is_same && (last + 1..now).all(|between| tree.blocks[between].parent != tree.blocks[now].parent)
    };
    last.0 < now.0 && new.blocks[now.1].id.is_none() && is_after(old, last.0, now.0) && is_after(new, last.1, now.1)
}

/// A change in a document, of which nothing is known.
fn blank(tree: &Tree) -> Change {
    Change { title: tree.title.clone(), ..Change::new(What::Changed, tree.name.clone()) }
}

fn at(tree: &Tree, at: usize) -> Change {
    let (mut item, anchor) = tree.around(at);
    let block = &tree.blocks[at];
    if item.is_empty() {
        item = block.name();
    }
    let (is_at_anchor, is_filing, is_row) = (block.id.is_some(), block.is_filing, block.is_row());
    Change { item, anchor, block: Some(at), is_at_anchor, is_filing, is_row, new_page: tree.page(at), ..blank(tree) }
}
