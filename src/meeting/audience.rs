//! Audiences: for whom the parts of a definition are.
//!
//! A pack lists its audiences, beginning with the one that gets everything. A part with `"for": "…"` is for that audience and
//! those before it; a part without `for` is for all. Whoever does not get a part gets nothing that is inside it.

use std::collections::BTreeMap;

use crate::finding::{Place, Placed};

/// A part of a definition that not every audience gets.
#[derive(Debug, Clone)]
pub struct Withheld {
    /// The audience that it names.
    pub audience: Placed<String>,
    /// The kind of part: an item, a key, a passage of prose.
    pub what: WithheldPart,
    /// The part.
    pub place: Place,
    /// Ids that are given in it.
    pub ids: Vec<Placed<String>>,
    /// The withheld part around this one, by its position in [`Withholdings::parts`].
    pub around: Option<usize>,
    /// If this is a key of an action, a follow-up or a deadline: the place of that object.
    pub of_action: Option<Place>,
}

/// The part that is withheld.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WithheldPart {
    /// An object, by the name of its type: `Item`.
    Object(String),
    /// A key of an object, by its path: `vote.names`.
    Key {
        /// The path as typed.
        path: String,
        /// False if the object has no such key.
        is_there: bool,
    },
    /// Blocks of prose between two marks.
    Passage,
}

/// The parts that a definition withholds, each with the audiences, in its order.
#[derive(Debug, Clone, Default)]
pub struct Withholdings {
    /// The parts.
    pub parts: Vec<Withheld>,
    /// The start and position of each part, sorted by start, for looking up places.
    starts: Vec<(u32, usize)>,
}

impl Withholdings {
    /// The parts of a definition, in the order in which they begin.
    pub fn new(parts: Vec<Withheld>) -> Self {
        let mut starts: Vec<(u32, usize)> = parts.iter().enumerate().map(|(at, part)| (part.place.start, at)).collect();
        starts.sort_unstable();
        Self { parts, starts }
    }

    /// The innermost part that holds a place.
    pub fn around(&self, place: Place) -> Option<&Withheld> {
        let before = self.starts.partition_point(|(start, _)| *start <= place.start);
        let mut at = self.starts.get(before.checked_sub(1)?).map(|(_, at)| *at);
        while let Some(index) = at {
            let part = &self.parts[index];
            if part.place.holds(place) {
                return Some(part);
            }
            at = part.around;
        }
        None
    }
}

/// Words that replace withheld parts, in one language.
#[derive(Debug, Clone)]
pub struct WordsInstead {
    /// In place of titles, by type: "Confidential item" for `Item`.
    pub titles: BTreeMap<&'static str, String>,
    /// In place of the content of an annex.
    pub annex: String,
    /// In place of a reference to a part that leaves nothing: "a confidential item".
    pub reference: String,
    /// Over the minutes: that they are an extract.
    pub extract: String,
    /// In place of a required text.
    pub passage: String,
    /// The names of audiences, by their ids.
    pub audiences: BTreeMap<String, String>,
}

impl WordsInstead {
    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        let Self { titles, annex, reference, extract, passage, audiences } = self;
        titles.values().chain(audiences.values()).chain([annex, reference, extract, passage]).map(String::as_str)
    }

    /// The words that an audience may read: of the names of audiences, only its own.
    pub fn said_to(&self, audience: &str) -> impl Iterator<Item = &str> {
        let Self { titles, annex, reference, extract, passage, audiences } = self;
        titles.values().chain(audiences.get(audience)).chain([annex, reference, extract, passage]).map(String::as_str)
    }
}

/// Numbers that are counted from lists of names, which an audience may not get.
#[derive(Debug, Clone, Default)]
pub struct Tallies {
    /// Numbers of votes by the id of the decision: the name of the ballot, and how many.
    pub votes: BTreeMap<String, Vec<(&'static str, u32)>>,
    /// The number that counts for the quorum.
    pub present: Option<u32>,
}
