//! The numbers of pages that stay as they were sent out.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::document::StableNumber;

/// The most pages of a part.
const MOST: usize = 20_000;

/// A part of a document that begins a page, and the numbers of its pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PagesOfPart {
    /// The place where it begins: `annexes.budget`.
    pub part: String,
    /// The first page of the document that it is on, from 1.
    pub from: usize,
    /// The numbers of its pages, as they are printed: `5-7, 7 bis`.
    pub pages: PageNumbers,
}

/// Numbers of pages in order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct PageNumbers(pub Vec<StableNumber>);

impl From<PageNumbers> for String {
    fn from(numbers: PageNumbers) -> Self {
        let plain = |number: &StableNumber| number.counted().filter(|_| number.times == 1);
        let follows = |one: &StableNumber, next: &StableNumber| {
            plain(one).zip(plain(next)).is_some_and(|(page, next)| page.checked_add(1) == Some(next))
        };
        let runs = numbers.0.chunk_by(follows).map(|run| match run {
            [first, .., last] => format!("{first}-{last}"),
            _ => run.iter().map(ToString::to_string).collect(),
        });
        runs.collect::<Vec<_>>().join(", ")
    }
}

impl TryFrom<String> for PageNumbers {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let mut numbers = Vec::new();
        for piece in text.split(", ").filter(|piece| !piece.is_empty()) {
            match piece.split_once('-').and_then(|(from, to)| Some((from.parse().ok()?, to.parse::<usize>().ok()?))) {
                Some((from, to)) if to.saturating_sub(from) < MOST => {
                    numbers.extend((from..=to).map(StableNumber::plain));
                }
                Some(_) => return Err("too many pages"),
                None => numbers.push(StableNumber::from(piece.to_owned())),
            }
            if numbers.len() > MOST {
                return Err("too many pages");
            }
        }
        Ok(Self(numbers))
    }
}

/// The pages of a document whose numbers stay.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NumberedPages {
    /// Its parts, in order.
    pub parts: Vec<PagesOfPart>,
    /// What each page is called in the language of the document, if any is called otherwise than by its position.
    pub labels: Vec<String>,
}

/// What is to be kept of the numbers of pages of an edition.
#[derive(Debug, Clone, Default)]
pub struct KeptPages {
    /// The documents that have parts which begin pages, by their names.
    pub documents: BTreeMap<String, KeptDocument>,
    /// A number that is used again in words, from the second time on, with [`crate::document::PAGE`] for the number; in the last,
    /// [`crate::document::PAGES`] stands for how often it is used.
    pub words: Vec<String>,
    /// The words for pages that are no longer used: for one, with [`crate::document::PAGE`] for its number, and for several, with
    /// [`crate::document::PAGES`] for the last.
    pub unused: Vec<String>,
}

/// What is to be kept of the numbers of pages of a document.
#[derive(Debug, Clone, Default)]
pub struct KeptDocument {
    /// The parts that begin pages, in order, with the numbers of their pages; none for a page that is new.
    pub parts: Vec<(String, Vec<Option<StableNumber>>)>,
    /// All numbers that were ever used.
    pub used: Vec<StableNumber>,
}
