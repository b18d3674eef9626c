//! Texts that stand in both trees and were moved: they are no version of what stands in their place.
//!
//! Two texts that change places stand where the other one stood. Without this, each would be taken for the other one, reworded.

use std::collections::{BTreeMap, BTreeSet};

use super::said::Tree;

/// The fewest bytes of a text that is the same wherever it stands; shorter ones ("Adopted.") only beside the same neighbours.
pub(super) const LONG: usize = 30;

/// Blocks of both trees that are in the other one, too, by their positions.
#[derive(Debug, Default)]
pub(super) struct Exchanged {
    pub(super) old: BTreeSet<usize>,
    pub(super) new: BTreeSet<usize>,
}

/// A tree, and the words of a block with all that is in it.
pub(super) type Side<'a> = (&'a Tree, &'a dyn Fn(usize) -> String);

impl Exchanged {
    /// Adds those of some blocks that are in both, and have so many bytes. `Side` has the words of a block without its number.
    pub(super) fn add(&mut self, old: (Side<'_>, &[usize]), new: (Side<'_>, &[usize]), shortest: usize) {
        let (before, now) = (once(old, shortest), once(new, shortest));
        let places: BTreeMap<usize, usize> = new.1.iter().enumerate().map(|(place, at)| (*at, place)).collect();
        let in_both = before.into_iter().filter_map(|(words, at)| Some((at, *now.get(&words)?)));
        let both: BTreeMap<usize, usize> = in_both.collect();
        let in_order: Vec<(usize, usize)> = old.1.iter().filter_map(|at| both.get(at).map(|now| (*at, *now))).collect();
        let orders: Vec<usize> = in_order.iter().map(|(_, now)| places[now]).collect();
        for ((at, now), _) in std::iter::zip(in_order, crossed(&orders)).filter(|(_, crosses)| *crosses) {
            self.old.insert(at);
            self.new.insert(now);
        }
    }
}

/// For each place in the later order, whether it has changed places with another one. What has not stands where it stood, with
/// another emphasis or address perhaps.
fn crossed(orders: &[usize]) -> Vec<bool> {
    let mut highest = 0;
    let mut all: Vec<bool> = Vec::with_capacity(orders.len());
    for order in orders {
        all.push(*order < highest);
        highest = highest.max(*order);
    }
    let mut lowest = usize::MAX;
    for (order, crosses) in std::iter::zip(orders, &mut all).rev() {
        *crosses |= *order > lowest;
        lowest = lowest.min(*order);
    }
    all
}

/// Texts that stand there once, by their words.
fn once(((tree, words), blocks): (Side<'_>, &[usize]), shortest: usize) -> BTreeMap<(usize, String), usize> {
    let text = |at: &usize| {
        let block = &tree.blocks[*at];
        // Things have anchors, sections titles, and values labels.
        let is_known = block.id.is_some() || block.heading.is_some() || !block.label.is_empty();
        if is_known || block.is_repeated || block.is_filing || block.is_head {
            return None;
        }
        let words = Some(words(*at)).filter(|words| words.len() >= shortest && words.contains(char::is_alphanumeric));
        Some(((block.empty_before, words?), *at))
    };
    single(blocks.iter().filter_map(text))
}

/// Values by their keys, but for those of which several have the same key: it is not certain which is which.
pub(super) fn single<K: Ord, V>(all: impl Iterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut single: BTreeMap<K, Option<V>> = BTreeMap::new();
    for (key, value) in all {
        single.entry(key).and_modify(|other| *other = None).or_insert(Some(value));
    }
    single.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
}
