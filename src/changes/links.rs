//! Links of blocks that are held against each other: where they lead, and how they are worded.

use super::hidden::{HIDDEN, is_address};
use super::said::Block;

/// The words of a link before and now.
pub(super) type Link = (String, String);
/// Links by where they lead.
pub(super) type Links = Vec<(String, Link)>;

/// The addresses that only one of two blocks with the same words has, if links lead elsewhere now.
pub(super) fn other_addresses(old: &Block, new: &Block) -> Option<(String, String)> {
    let addresses = |block: &Block| -> Vec<String> {
        block.whole().split(HIDDEN).skip(1).filter(|part| is_address(part)).map(str::to_owned).collect()
    };
    let (before, after) = (addresses(old), addresses(new));
    let only = |all: &[String], others: &[String]| {
        all.iter().filter(|address| !others.contains(address)).cloned().collect::<Vec<_>>().join(", ")
    };
    let (gone, come) = (only(&before, &after), only(&after, &before));
    (!gone.is_empty() && !come.is_empty()).then_some((gone, come))
}

/// Where links of both blocks lead to the same, in the same order, and are worded otherwise.
pub(super) fn pairs_of_links(old: &Block, new: &Block) -> Links {
    let same = old.links.len() == new.links.len() && old.links.iter().zip(&new.links).all(|(old, new)| old.0 == new.0);
    let pairs = old.links.iter().zip(&new.links).filter(|(old, new)| same && old.1 != new.1);
    pairs.map(|(old, new)| (new.0.clone(), (old.1.clone(), new.1.clone()))).collect()
}

/// The words of a block with targets in place of the words of links.
pub(super) fn without_links(block: &Block) -> String {
    let (mut all, mut rest) = (String::new(), block.whole());
    for (target, words) in &block.links {
        if let Some((before, behind)) = rest.split_once(words.as_str()).filter(|_| !words.is_empty()) {
            all.extend([before, "\u{1}", target, "\u{1}"]);
            rest = behind;
        }
    }
    all + rest
}
