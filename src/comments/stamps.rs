//! Who changed something, and when: each once, by a number.

use std::collections::BTreeMap;

use super::xml::Tag;

/// Who changed something, and when.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stamp {
    pub(super) author: String,
    /// True for one half of a move.
    pub(super) is_move: bool,
    /// As the file has it: `2026-03-05T10:00:00Z`.
    pub(super) date: String,
}

/// The number of a [`Stamp`].
pub(super) type Who = u32;

/// Returns whether both are of the same person, also at other times.
pub(super) fn is_of_same(stamps: &[Stamp], one: Who, other: Who) -> bool {
    let person = |who: Who| stamps.get(who as usize).map(|stamp| &stamp.author);
    one == other || person(one).is_some() && person(one) == person(other)
}

/// Stamps, each once.
#[derive(Debug, Default)]
pub(super) struct Stamps {
    pub(super) all: Vec<Stamp>,
    numbers: BTreeMap<Stamp, Who>,
    /// The names of moves: both halves of one have the same.
    moves: BTreeMap<String, u32>,
}

impl Stamps {
    pub(super) fn number(&mut self, tag: &Tag<'_>) -> Who {
        let stamp = Stamp {
            author: tag.attribute("author").unwrap_or_default().trim().to_owned(),
            is_move: matches!(tag.name().as_str(), "w:moveFrom" | "w:moveTo"),
            date: tag.attribute("date").unwrap_or_default(),
        };
        *self.numbers.entry(stamp).or_insert_with_key(|stamp| {
            self.all.push(stamp.clone());
            Who::try_from(self.all.len() - 1).unwrap_or(Who::MAX)
        })
    }

    pub(super) fn number_of_move(&mut self, name: String) -> u32 {
        let next = u32::try_from(self.moves.len()).unwrap_or(u32::MAX);
        *self.moves.entry(name).or_insert(next)
    }
}
