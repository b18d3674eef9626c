//! The differences between a pack and an earlier one, as plain data.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::compare::Piece;
use crate::document::StableNumber;
use crate::finding::choice;

/// The differences between a pack and an earlier one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// The languages, if they stand in another order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub languages: Option<LanguageOrder>,
    /// The changes of each edition, in the order of the later pack.
    pub editions: Vec<EditionChanges>,
    /// Files beside the documents: those of annexes.
    pub files: Vec<Change>,
}

/// The languages of two packs, as BCP 47 tags, in the order in which each offers them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LanguageOrder {
    /// Those of the earlier pack.
    pub before: Vec<String>,
    /// Those of the later pack.
    pub after: Vec<String>,
}

/// The changes of one edition since it was last sent out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangesSince {
    /// The number of that issue, from 1.
    pub number: u32,
    /// The day on which it was sent out: 2026-03-05.
    pub date: String,
    /// True if it did not go to this audience, which there was not then: so there is nothing to compare.
    pub is_first: bool,
    /// The changes.
    pub changes: EditionChanges,
}

/// The changes of one edition.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct EditionChanges {
    /// The language as a BCP 47 tag.
    pub language: String,
    /// True if only one of the packs has this edition: whether the later one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_new: Option<bool>,
    /// The changes: times and places first, then by document, in the order of the later pack.
    pub changes: Vec<Change>,
    /// Numbers that changed because something was added, removed or moved before them.
    pub numbers: Vec<Renumbered>,
    /// The places in each document at which something changed, by its name.
    #[serde(skip)]
    pub marked: BTreeMap<String, Marked>,
}

/// The places in a document at which something changed: blocks, by their positions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marked {
    /// Blocks that are new, or whose text changed.
    pub blocks: BTreeSet<usize>,
    /// Blocks after which something was removed.
    pub ends: BTreeSet<usize>,
}

impl EditionChanges {
    /// Returns whether both packs have the same text.
    pub fn is_empty(&self) -> bool {
        self.is_new.is_none() && self.changes.is_empty() && self.numbers.is_empty()
    }
}

impl Changes {
    /// Returns whether both packs have the same text.
    pub fn is_empty(&self) -> bool {
        self.languages.is_none() && self.files.is_empty() && self.editions.iter().all(EditionChanges::is_empty)
    }
}

choice! {
    /// The kind of a change.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
    #[serde(rename_all = "lowercase")]
    pub enum What {
        /// It is new.
        #[default]
        Added = "added",
        /// It is no longer there.
        Removed = "removed",
        /// It stands elsewhere.
        Moved = "moved",
        /// Its words changed, and are partly the same.
        Changed = "changed",
        /// Something else stands in its place.
        Replaced = "replaced",
        /// The same words with another picture, emphasis or address, or drawn otherwise.
        Redrawn = "redrawn",
    }
}

/// One change.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Its kind.
    pub what: What,
    /// The document by its name (`minutes`); empty for the head of all documents.
    pub document: String,
    /// The title of the document.
    pub title: String,
    /// The heading under which it stands, with its number.
    pub item: String,
    /// The place in the later pack that is nearest to it; of what was removed in the earlier one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anchor: Option<String>,
    /// True if a time or a place of the meeting changed.
    pub is_of_time: bool,
    /// True if it says how the document is filed: its symbol, its distribution, its date, its status.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_filing: bool,
    /// True if it stands on each page beside the text: at its foot, across it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_running: bool,
    /// What the earlier pack says; of what was moved, where it stood.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What the later pack says; of what was moved, where it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// The words of both, where they are partly the same.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Piece>,
    /// Of an annex that is a file: its page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<FilePage>,
    /// The number that was printed on that page of the earlier file, if it is another than that of its place: 1 bis.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_sheet: Option<StableNumber>,
    /// The number that is printed on that page of the later file, if it is another than that of its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_sheet: Option<StableNumber>,
    /// The page of the document on which it stood, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_page: Option<usize>,
    /// The number of that page, if it is another than that of its place: 14 bis.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_number: Option<StableNumber>,
    /// The page of the later document on which it stands, from 1; only of two packs that are built.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_page: Option<usize>,
    /// The number of that page, if it is another than that of its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_number: Option<StableNumber>,
    /// Titles of other documents in which the same changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// The block of the later document, by its position; of what was removed, the one that it followed.
    #[serde(skip)]
    pub block: Option<usize>,
    /// True if its anchor is the place itself, and not the nearest thing around it.
    #[serde(skip)]
    pub is_at_anchor: bool,
    /// True if it moved under something else: before and after are the headings.
    #[serde(skip)]
    pub is_elsewhere: bool,
    /// True if it moved, and where it was is not shown.
    #[serde(skip)]
    pub is_from_withheld: bool,
    /// True if it names papers, and names more of them now than before.
    #[serde(skip)]
    pub is_longer: bool,
    /// True if it is a row of a table: its words are those of its cells, with a stroke between two.
    #[serde(skip)]
    pub is_row: bool,
}

impl Change {
    /// A change in a document, of which nothing else is known.
    pub fn new(what: What, document: impl Into<String>) -> Self {
        Self { what, document: document.into(), ..Self::default() }
    }
}

/// A page of an annex whose files are shown, in the earlier and in the later pack: from 1, all pages of its files counted together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct FilePage {
    /// In the earlier pack.
    pub before: Option<usize>,
    /// In the later pack.
    pub after: Option<usize>,
}

impl Renumbered {
    /// Both numbers without the marks that stand behind numbers; nothing if there was or is none.
    pub fn bare(&self) -> Option<(&str, &str)> {
        let bare = |number: &'_ str| number.trim_end_matches(['.', '．', '、', '-', '–', ' ', '\u{a0}']).len();
        let (before, after) = (&self.before[..bare(&self.before)], &self.after[..bare(&self.after)]);
        (!before.is_empty() && !after.is_empty() && before != after).then_some((before, after))
    }
}

choice! {
    /// What a number is of, in the order in which they are listed.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Numbered {
        /// An item of the agenda.
        Item = "item",
        /// A paragraph.
        Paragraph = "paragraph",
        /// Something else, or something that its number names: "Annex 1", "Decision 2".
        Other = "other",
    }
}

/// A number that is another one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Renumbered {
    /// What it is of.
    pub of: Numbered,
    /// The number before.
    pub before: String,
    /// The number now.
    pub after: String,
}
