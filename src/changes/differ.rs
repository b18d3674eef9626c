//! Two trees of blocks, compared.
//!
//! A block that has an anchor is the same in both, wherever it stands: so what moved is known, and not guessed. Others are the
//! same if they stand between the same anchors and have equal words; what is left between two such pairs is paired in order, if
//! it has a label or most of its words in common.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::exchanged::{Exchanged, LONG, single};
use super::numbers::without_number;
use super::reshaped::{Reshaped, Run};
use super::said::{Block, CELL, Tree, Within};
use super::withheld::is_placeholder;
use crate::compare::{Bag, common, growing};

/// Minimum share of equal words for two texts to count as versions of each other, in per cent.
const MIN_EQUAL_PERCENT: usize = 40;
/// Maximum number of blocks among which one that is in both is searched.
const MAX_SEARCHED: usize = 50;
/// Maximum number of blocks compared with each other; beyond it, only those at the same position.
const MAX_COMPARED: usize = 12;
/// What tells that two blocks are the same counts for more than all words in common, in per cent.
const KNOWN: usize = 101;

/// What became of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// It is in both, at these positions, and moved or not.
    Both { old: usize, new: usize, moved: bool },
    /// Only in the former, with all that is in it.
    Gone(usize),
    /// Only in the latter, with all that is in it.
    Come(usize),
    /// Blocks that print the same values in another shape.
    Reshaped(Reshaped),
}

/// Two trees that were compared.
pub(super) struct Compared {
    /// The steps, in the order of the latter; what is gone stands where it would be.
    pub(super) steps: Vec<Step>,
    /// For each block of the former its pair, and for each of the latter.
    pub(super) of_old: Vec<Option<usize>>,
    pub(super) of_new: Vec<Option<usize>>,
}

impl Compared {
    /// The block of the latter that one of the former followed, by their positions: the nearest before it that is in both.
    pub(super) fn before(&self, old: usize) -> Option<usize> {
        self.of_old.get(..old)?.iter().rev().take(MAX_SEARCHED).find_map(|pair| *pair)
    }
}

pub(super) fn compare(old: &Tree, new: &Tree) -> Compared {
    let ids = |tree: &Tree| {
        let mut ids: BTreeMap<String, usize> = BTreeMap::new();
        for (at, block) in tree.blocks.iter().enumerate() {
            if let Some(id) = block.id.as_ref().filter(|id| !is_placeholder(id)) {
                ids.entry(id.clone()).or_insert(at);
            }
        }
        ids
    };
    let (old_ids, new_ids) = (ids(old), ids(new));
    let mut differ = Differ {
        old,
        new,
        of_old: vec![None; old.blocks.len()],
        of_new: vec![None; new.blocks.len()],
        known: BTreeSet::new(),
        exchanged: Exchanged::default(),
        steps: Vec::new(),
    };
    for (id, at) in &old_ids {
        if let Some(now) = new_ids.get(id) {
            (differ.of_old[*at], differ.of_new[*now]) = (Some(*now), Some(*at));
        }
    }
    let words = (|at: usize| unnumbered(old, at, &differ.of_old), |at: usize| unnumbered(new, at, &differ.of_new));
    let all = |tree: &Tree| (0..tree.blocks.len()).collect::<Vec<_>>();
    differ.exchanged.add(((old, &words.0), &all(old)), ((new, &words.1), &all(new)), LONG);
    differ.children(&old.top, &new.top);
    differ.pool();
    differ.reshaped();
    let Differ { steps, of_old, of_new, .. } = differ;
    Compared { steps, of_old, of_new }
}

struct Differ<'a> {
    old: &'a Tree,
    new: &'a Tree,
    /// For each block its pair.
    of_old: Vec<Option<usize>>,
    of_new: Vec<Option<usize>>,
    /// Blocks of the latter without an anchor that are known by their titles, or by the thing that they are about.
    known: BTreeSet<usize>,
    /// What stands in both, and is no version of anything else.
    exchanged: Exchanged,
    steps: Vec<Step>,
}

impl Differ<'_> {
    /// Pairs sections without an anchor, under the same heading, by their titles: another one before them changes their numbers alone.
    fn sections(&mut self, old: &[usize], new: &[usize]) {
        let titles = |tree: &Tree, all: &[usize], pairs: &[Option<usize>]| {
            let all = unpaired(all, pairs).into_iter().filter(|at| tree.blocks[*at].id.is_none());
            let title = |at: usize| without_number(&tree.blocks[at].text).to_owned();
            single(all.filter_map(|at| Some(((tree.blocks[at].heading?, title(at)), at))))
        };
        let before = titles(self.old, old, &self.of_old);
        for (title, now) in titles(self.new, new, &self.of_new) {
            if let Some(old) = before.get(&title) {
                self.pair(*old, now);
                self.known.insert(now);
            }
        }
    }

    /// Pairs sections with another title by what is in them, if most of it stands in the other one as it was.
    fn retitled(&mut self, old: &[usize], new: &[usize]) {
        let (mut before, mut now) = (unpaired(old, &self.of_old), unpaired(new, &self.of_new));
        let is_section = |block: &Block| block.heading.is_some() && block.id.is_none();
        before.retain(|at| is_section(&self.old.blocks[*at]));
        now.retain(|at| is_section(&self.new.blocks[*at]));
        if before.is_empty() || now.is_empty() {
            return;
        }
        let inner = before.iter().flat_map(|at| self.old.blocks[*at].children.iter().map(move |inner| (*at, *inner)));
        let homes = single(inner.map(|(section, at)| (unnumbered(self.old, at, &self.of_old), section)));
        for section in now {
            let inner = &self.new.blocks[section].children;
            let mut known: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
            for at in inner {
                let words = unnumbered(self.new, *at, &self.of_new);
                if let Some(home) = homes.get(&words).copied() {
                    let (count, length) = known.entry(home).or_default();
                    (*count, *length) = (*count + 1, *length + words.len());
                }
            }
            let is_most = |home: usize, count: usize| 2 * count > inner.len().max(self.old.blocks[home].children.len());
            let home = known.into_iter().find(|(home, (count, length))| is_most(*home, *count) && *length >= LONG);
            if let Some((home, _)) = home.filter(|(home, _)| self.of_old[*home].is_none()) {
                self.pair(home, section);
                self.known.insert(section);
            }
        }
    }

    /// Pairs lines that only repeat a thing, and rows that begin with its name, in the same list, by the thing: another one before them
    /// changes their numbers alone.
    fn repeated(&mut self, old: &[usize], new: &[usize]) {
        let things = |tree: &Tree, all: &[usize], pairs: &[Option<usize>]| {
            let thing = |at: usize| {
                let (block, links) = (&tree.blocks[at], &tree.blocks[at].links);
                let is_first =
                    || first_cell(tree, at).is_some_and(|cell| links.first().is_some_and(|(_, it)| it == cell));
                let count = if block.is_repeated { links.len() } else { usize::from(is_first()) };
                let targets = || links[..count].iter().map(|(target, _)| target.clone()).collect::<Vec<_>>();
                (count > 0 || block.is_repeated).then(|| (targets(), at))
            };
            single(unpaired(all, pairs).into_iter().filter_map(thing))
        };
        let before = things(self.old, old, &self.of_old);
        for (thing, now) in things(self.new, new, &self.of_new) {
            if let Some(old) = before.get(&thing) {
                self.pair(*old, now);
                self.known.extend((!self.new.blocks[now].is_repeated).then_some(now));
            }
        }
    }

    /// Finds the blocks that stand in both lists, wherever.
    fn exchanged(&mut self, old: &[usize], new: &[usize]) {
        let (before, now) = (unpaired(old, &self.of_old), unpaired(new, &self.of_new));
        let words_before = |at: usize| unnumbered(self.old, at, &self.of_old);
        let words_now = |at: usize| unnumbered(self.new, at, &self.of_new);
        self.exchanged.add(((self.old, &words_before), &before), ((self.new, &words_now), &now), 1);
    }

    /// Pairs the blocks in one block of each tree.
    fn children(&mut self, old: &[usize], new: &[usize]) {
        self.repeated(old, new);
        self.sections(old, new);
        self.retitled(old, new);
        self.exchanged(old, new);
        let places: BTreeMap<usize, usize> = old.iter().enumerate().map(|(place, at)| (*at, place)).collect();
        // Those with anchors that stay here, by their places in both.
        let mut stay: Vec<(usize, usize)> = Vec::new();
        for (place, at) in new.iter().enumerate() {
            if let Some(place_before) = self.of_new[*at].and_then(|before| places.get(&before)) {
                stay.push((*place_before, place));
            }
        }
        let order: Vec<usize> = stay.iter().map(|(before, _)| *before).collect();
        let fixed: Vec<(usize, usize)> = growing(&order).into_iter().map(|at| stay[at]).collect();
        let is_fixed: BTreeSet<usize> = fixed.iter().map(|(_, now)| *now).collect();
        let (mut before, mut now) = (0, 0);
        for (until_before, until_now) in fixed.iter().copied().chain([(old.len(), new.len())]) {
            self.between(&old[before..until_before], &new[now..until_now]);
            for block in &new[now..until_now] {
                self.block(*block, false);
            }
            self.gone(&old[before..until_before]);
            if let Some(at) = new.get(until_now).filter(|_| is_fixed.contains(&until_now)) {
                self.block(*at, true);
            }
            (before, now) = (until_before + 1, until_now + 1);
        }
    }

    /// A block of the latter tree, with what is in it.
    fn block(&mut self, new: usize, is_fixed: bool) {
        let Some(old) = self.of_new[new] else {
            self.steps.push(Step::Come(new));
            // Something with an anchor may have moved into what is new.
            let inner: Vec<usize> = self.new.blocks[new].children.clone();
            inner.into_iter().for_each(|inner| self.within(inner));
            return;
        };
        let moved = !is_fixed && (self.is_by_id(old, new) || self.known.contains(&new));
        self.steps.push(Step::Both { old, new, moved });
        let (old, new) = (&self.old.blocks[old], &self.new.blocks[new]);
        self.children(&old.children, &new.children);
    }

    fn within(&mut self, new: usize) {
        match self.of_new[new] {
            Some(_) => self.block(new, false),
            None => {
                let inner: Vec<usize> = self.new.blocks[new].children.clone();
                inner.into_iter().for_each(|inner| self.within(inner));
            }
        }
    }

    fn is_by_id(&self, old: usize, new: usize) -> bool {
        let (old, new) = (&self.old.blocks[old], &self.new.blocks[new]);
        old.id.as_ref().is_some_and(|id| !is_placeholder(id)) && old.id == new.id
    }

    /// Tells what has no pair; what is in it may have.
    fn gone(&mut self, old: &[usize]) {
        for at in old.iter().filter(|at| self.of_old[**at].is_none()) {
            self.steps.push(Step::Gone(*at));
        }
    }

    /// Pairs what has no anchor in common, between the same neighbours.
    fn between(&mut self, old: &[usize], new: &[usize]) {
        self.placeholders(&unpaired(old, &self.of_old), &unpaired(new, &self.of_new));
        let (old, new) = (unpaired(old, &self.of_old), unpaired(new, &self.of_new));
        let key = |block: &'_ Block| (block.heading.is_some(), block.without_end(block.whole()).to_owned());
        let old_keys: Vec<_> = old.iter().map(|at| key(&self.old.blocks[*at])).collect();
        let new_keys: Vec<_> = new.iter().map(|at| key(&self.new.blocks[*at])).collect();
        let (mut before, mut now) = (0, 0);
        let pairs = common(&old_keys, &new_keys);
        for (until_before, until_now) in pairs.into_iter().chain([(old.len(), new.len())]) {
            self.alike(&old[before..until_before], &new[now..until_now]);
            if let (Some(old), Some(new)) = (old.get(until_before), new.get(until_now)) {
                self.pair(*old, *new);
            }
            (before, now) = (until_before + 1, until_now + 1);
        }
    }

    /// Pairs placeholders of withheld parts by their positions among things with anchors, if there are as many in both.
    fn placeholders(&mut self, old: &[usize], new: &[usize]) {
        let with_ids = |tree: &Tree, all: &[usize]| -> Vec<usize> {
            all.iter().copied().filter(|at| tree.blocks[*at].id.is_some()).collect()
        };
        let (old, new) = (with_ids(self.old, old), with_ids(self.new, new));
        if old.len() != new.len() {
            return;
        }
        for (old, new) in old.into_iter().zip(new) {
            let (before, now) = (&self.old.blocks[old], &self.new.blocks[new]);
            let ids = [&before.id, &now.id].into_iter().flatten();
            if ids.into_iter().any(|id| is_placeholder(id)) && before.heading.is_some() == now.heading.is_some() {
                self.pair(old, new);
            }
        }
    }

    fn pair(&mut self, old: usize, new: usize) {
        (self.of_old[old], self.of_new[new]) = (Some(new), Some(old));
    }

    /// Pairs in order what is alike: of all ways to do so the one in which pairs have most in common.
    fn alike(&mut self, old: &[usize], new: &[usize]) {
        let (old, new) = (old.iter().copied(), new.iter().copied());
        let old = old.filter(|at| !self.exchanged.old.contains(at));
        let new = new.filter(|at| !self.exchanged.new.contains(at));
        let old: Vec<Candidate<'_>> = old.map(|at| Candidate::new(at, &self.old.blocks[at])).collect();
        let new: Vec<Candidate<'_>> = new.map(|at| Candidate::new(at, &self.new.blocks[at])).collect();
        let is_only = old.len() == 1 && new.len() == 1;
        let pairs = match old.len() <= MAX_COMPARED && new.len() <= MAX_COMPARED {
            true => best_pairs(old.len(), new.len(), |before, now| old[before].likeness(&new[now], is_only)),
            false => {
                let pairs = std::iter::zip(0..old.len(), 0..new.len());
                pairs.filter(|(before, now)| old[*before].likeness(&new[*now], is_only).is_some()).collect()
            }
        };
        for (before, now) in pairs {
            (self.of_old[old[before].at], self.of_new[new[now].at]) = (Some(new[now].at), Some(old[before].at));
        }
    }

    /// A row that came is one that went, changed, if both are in the same block and have the same key.
    /// Tables are sorted.
    fn rows(&mut self, key: impl Fn(&Tree, usize) -> Option<String>) {
        let mut gone = BTreeMap::new();
        for at in self.steps.iter().filter_map(|step| if let Step::Gone(at) = step { Some(*at) } else { None }) {
            let parent = self.old.blocks[at].parent.and_then(|parent| self.of_old[parent]);
            if let Some(key) = key(self.old, at) {
                gone.entry((parent, key)).or_insert(at);
            }
        }
        let mut found = BTreeSet::new();
        for step in &mut self.steps {
            if let Step::Come(at) = *step
                && let Some(key) = key(self.new, at)
                && let Some(old) = gone.remove(&(self.new.blocks[at].parent, key))
            {
                found.insert(old);
                *step = Step::Both { old, new: at, moved: false };
            }
        }
        self.steps.retain(|step| !matches!(step, Step::Gone(at) if found.contains(at)));
    }

    /// Of what came and went, what has equal words moved.
    fn pool(&mut self) {
        let mut gone: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for step in &self.steps {
            if let Step::Gone(at) = step {
                gone.entry(unnumbered(self.old, *at, &self.of_old)).or_default().push(*at);
            }
        }
        let mut moved = BTreeSet::new();
        for step in &mut self.steps {
            if let Step::Come(at) = step
                && let Some(old) = gone.get_mut(&unnumbered(self.new, *at, &self.of_new)).and_then(Vec::pop)
            {
                moved.insert(old);
                *step = Step::Both { old, new: *at, moved: true };
            }
        }
        self.steps.retain(|step| !matches!(step, Step::Gone(at) if moved.contains(at)));
        self.rows(|tree, at| first_cell(tree, at).map(str::to_owned));
        self.rows(thing);
    }

    /// Of what came and went, takes together what only has another shape.
    fn reshaped(&mut self) {
        let old = self.steps.iter().filter_map(|step| if let Step::Gone(at) = step { Some(*at) } else { None });
        let new = self.steps.iter().filter_map(|step| if let Step::Come(at) = step { Some(*at) } else { None });
        let mut come: BTreeMap<Option<usize>, Vec<Run<'_>>> = BTreeMap::new();
        for run in Run::all(self.new, new) {
            come.entry(run.parent).or_default().push(run);
        }
        let mut found: BTreeMap<usize, Reshaped> = BTreeMap::new();
        for run in Run::all(self.old, old) {
            // What stood in something that is gone has no place.
            let parent = run.parent.map_or(Some(None), |parent| self.of_old[parent].map(Some));
            let beside = parent.and_then(|parent| come.get_mut(&parent));
            if let Some(new) = beside.and_then(|beside| Some(beside.remove(run.counterpart(beside)?).blocks)) {
                found.insert(new[0], Reshaped { old: run.blocks, new });
            }
        }
        let old: BTreeSet<usize> = found.values().flat_map(|shaped| shaped.old.iter().copied()).collect();
        let new: BTreeSet<usize> = found.values().flat_map(|shaped| shaped.new.iter().copied()).collect();
        for step in &mut self.steps {
            if let Step::Come(at) = step
                && let Some(shaped) = found.remove(at)
            {
                *step = Step::Reshaped(shaped);
            }
        }
        self.steps.retain(|step| match step {
            Step::Gone(at) => !old.contains(at),
            Step::Come(at) => !new.contains(at),
            _ => true,
        });
    }
}

/// Those of some blocks that have no pair.
fn unpaired(all: &[usize], pairs: &[Option<usize>]) -> Vec<usize> {
    all.iter().copied().filter(|at| pairs[*at].is_none()).collect()
}

/// The words of a block with all that is in it and has no pair, without its number, which is another one where it stands now.
fn unnumbered(tree: &Tree, at: usize, pairs: &[Option<usize>]) -> String {
    let (words, block) = (tree.all_words(at, pairs, Block::line), &tree.blocks[at]);
    match (block.heading, words.split_once('\n')) {
        (Some(_), Some((heading, rest))) => heading.replace(|c: char| c.is_numeric(), "") + "\n" + rest,
        _ => block.without_end(words.strip_prefix(block.mark.as_str()).unwrap_or(&words)).to_owned(),
    }
}

/// The first cell of a row, and the block in which the row is.
fn first_cell(tree: &Tree, at: usize) -> Option<&str> {
    let block = &tree.blocks[at];
    let is_row = block.id.is_none() && block.children.is_empty() && block.empty_before == 0;
    let (first, _) = block.text.split_once(CELL).filter(|_| is_row)?;
    Some(first)
}

/// The first cell of a row without its figures, with the first thing that the row leads to: a row of a timetable begins with its time.
fn thing(tree: &Tree, at: usize) -> Option<String> {
    let (cell, (target, _)) = first_cell(tree, at).zip(tree.blocks[at].links.first())?;
    Some(format!("{target} {}", cell.replace(char::is_numeric, "")))
}

/// A block that may be another one, changed.
struct Candidate<'a> {
    at: usize,
    block: &'a Block,
    /// Its words, once they are asked for.
    words: OnceCell<Bag<'a>>,
}

impl<'a> Candidate<'a> {
    fn new(at: usize, block: &'a Block) -> Self {
        Self { at, block, words: OnceCell::new() }
    }

    fn words(&self) -> &Bag<'a> {
        self.words.get_or_init(|| Bag::of(&self.block.text))
    }

    /// How much it has in common with another one, which may be the same, changed; none if it is another one.
    fn likeness(&self, other: &Self, is_only: bool) -> Option<usize> {
        let (old, new) = (self.block, other.block);
        if old.id.is_some() || new.id.is_some() || old.heading.is_some() != new.heading.is_some() {
            return None;
        }
        // A row is no version of a line: what both say is held against each other value by value.
        if (old.within == Some(Within::Row)) != (new.within == Some(Within::Row)) {
            return None;
        }
        let has_label = !old.label.is_empty() || !new.label.is_empty();
        let names_the_same = || {
            let leads = |target: &String| new.links.iter().any(|(other, _)| other == target);
            !old.label.is_empty() && !new.label.is_empty() && old.links.iter().any(|(target, _)| leads(target))
        };
        let has_lead = || match has_label {
            true => old.label == new.label,
            false => is_only || lead(&old.text).is_some_and(|old| lead(&new.text) == Some(old)),
        };
        let in_common = self.words().resemblance(other.words());
        let is_known = has_lead() || names_the_same();
        (is_known || in_common >= MIN_EQUAL_PERCENT).then_some(in_common + if is_known { KNOWN } else { 1 })
    }
}

/// Pairs in order of two lists of these lengths, in which all pairs together have most in common.
fn best_pairs(old: usize, new: usize, in_common: impl Fn(usize, usize) -> Option<usize>) -> Vec<(usize, usize)> {
    // What can be reached from each place on, and whether it begins with a pair.
    let mut best = vec![vec![(0_usize, false); new + 1]; old + 1];
    for (before, now) in (0..old).rev().flat_map(|before| (0..new).rev().map(move |now| (before, now))) {
        let apart = best[before + 1][now].0.max(best[before][now + 1].0);
        let paired = in_common(before, now).map(|in_common| in_common + best[before + 1][now + 1].0);
        best[before][now] = paired.filter(|paired| *paired >= apart).map_or((apart, false), |paired| (paired, true));
    }
    let (mut pairs, mut before, mut now) = (Vec::new(), 0, 0);
    while before < old && now < new {
        if best[before][now].1 {
            pairs.push((before, now));
            (before, now) = (before + 1, now + 1);
        } else if best[before + 1][now].0 >= best[before][now + 1].0 {
            before += 1;
        } else {
            now += 1;
        }
    }
    pairs
}

/// The words before a colon: "Venue".
fn lead(text: &str) -> Option<&str> {
    let (lead, _) = text.split_once([':', '：'])?;
    lead.chars().all(|c| !c.is_numeric()).then_some(lead)
}
