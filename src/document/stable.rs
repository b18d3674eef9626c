//! Numbers that stay as they were sent out: what comes between 14 and 15 later is 14 bis.

use std::collections::BTreeSet;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The words with which a number is used again, from the second time on.
const WORDS: [&str; 9] = ["bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies"];

/// The most uses of a number.
const MOST: usize = 100_000;

/// A number, or one that is used again, followed by a word, as records and manifests write it: `14`, `14 bis`; after `14 decies`
/// comes `14 (11)`. What is printed has the words of its language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(from = "String", into = "String")]
#[schemars(with = "String")]
pub struct StableNumber {
    /// The number: `14`, `B`.
    pub number: String,
    /// How often it was used when it was used for this: 1, and 2 for "bis".
    pub times: usize,
}

impl StableNumber {
    /// A number that is used the first time.
    pub fn plain(number: impl ToString) -> Self {
        Self { number: number.to_string(), times: 1 }
    }

    /// The number of what comes behind this one: the next that is free.
    pub fn behind(&self, used: &BTreeSet<Self>) -> Self {
        let mut next = Self { number: self.number.clone(), times: self.times.saturating_add(1).max(2) };
        while used.contains(&next) {
            next.times += 1;
        }
        next
    }

    /// The number that things are counted by.
    pub fn counted(&self) -> Option<usize> {
        self.number.parse().ok()
    }

    /// The numbers of things of which some keep theirs: what comes after the last of them, by its place, is counted on, and what comes
    /// before has that of the one before it again; nothing is before the first, so that is 0. `used` are all that were ever used.
    pub fn filled(kept: Vec<Option<Self>>, last: Option<usize>, used: &mut BTreeSet<Self>) -> Vec<Self> {
        let mut numbers: Vec<Self> = Vec::with_capacity(kept.len());
        for (at, number) in kept.into_iter().enumerate() {
            let number = number.unwrap_or_else(|| match numbers.last() {
                _ if last.is_none_or(|last| at > last) => {
                    let largest = used.iter().filter_map(Self::counted).max().unwrap_or_default();
                    Self::plain(largest.saturating_add(1))
                }
                Some(before) => before.behind(used),
                None if used.contains(&Self::plain(0)) => Self::plain(0).behind(used),
                None => Self::plain(0),
            });
            used.insert(number.clone());
            numbers.push(number);
        }
        numbers
    }
}

impl From<String> for StableNumber {
    fn from(text: String) -> Self {
        let again = text.rsplit_once(' ').and_then(|(number, word)| {
            let named = WORDS.iter().position(|known| *known == word).map(|at| at + 2);
            let counted = || word.strip_prefix('(')?.strip_suffix(')')?.parse().ok();
            let times = named.or_else(|| counted().filter(|times| (WORDS.len() + 2..=MOST).contains(times)))?;
            Some(Self { number: number.to_owned(), times })
        });
        again.unwrap_or(Self { number: text, times: 1 })
    }
}

impl From<StableNumber> for String {
    fn from(number: StableNumber) -> Self {
        number.to_string()
    }
}

impl fmt::Display for StableNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.times, self.times.checked_sub(2).and_then(|at| WORDS.get(at))) {
            (0 | 1, _) => f.write_str(&self.number),
            (_, Some(word)) => write!(f, "{} {word}", self.number),
            (times, None) => write!(f, "{} ({times})", self.number),
        }
    }
}
