//! What a reviewer did or said.

use std::collections::BTreeSet;
use std::ops::Range;

use super::body::{EQUATION, PICTURE, SYMBOL};
use super::setting::OtherSetting;
use super::stamps::Who;
use crate::edition::{WordAnchor, WordMap};

/// The letters of the words before a place that say where it is.
const TAIL: usize = 60;

/// What a remark is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum RemarkKind {
    /// Words are added.
    #[default]
    Insertion,
    /// Words are removed.
    Deletion,
    /// Words are put in the place of others.
    Replacement,
    /// A passage is moved: this is where it was, `to` the number of the remark where it is now, among those of the file.
    Move {
        /// The other remark.
        to: usize,
    },
    /// Where a passage was moved to.
    MovedHere,
    /// A paragraph stands elsewhere, though no change was recorded.
    Moved,
    /// A paragraph has another level in its list, or is in one, or is in none any more.
    Level {
        /// The level that it had, counted from 0; none if it was in no list.
        from: Option<u32>,
        /// The level that it has.
        to: Option<u32>,
    },
    /// Words are made a link, `[words](address)`, or are none any more, or lead elsewhere.
    Link,
    /// A picture is described by other words.
    Alt,
    /// A cell is added to a row of a table, or removed from it.
    Cell,
    /// A row of a table is added or removed.
    Row,
    /// A paragraph is joined with the next one.
    Join,
    /// What another reviewer had added is removed again.
    Withdrawal {
        /// The words that had been added.
        of: String,
    },
    /// A comment.
    Comment {
        /// True if somebody marked it as resolved.
        is_resolved: bool,
        /// The author of the comment that it answers.
        answers: Option<String>,
    },
    /// A note is empty, or says what another says: word processors do that to notes.
    DamagedNote,
}

/// A change or a comment of a reviewer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remark {
    /// A name that stays: the same change in another reviewer's file, or in the next round, has the same.
    pub id: String,
    /// What it is.
    pub kind: RemarkKind,
    /// Who made it; none if it was not recorded.
    pub author: Option<String>,
    /// The day, or what the file has in its place.
    pub date: String,
    /// The number of the paragraph in the map; none if it could not be found out.
    pub anchor: Option<usize>,
    /// The number of the paragraph itself, or else of one that it stands beside.
    pub near: Option<usize>,
    /// The letters of the paragraph as it was sent that it is about.
    pub at: Range<usize>,
    /// The words that are removed, or those that a comment is about.
    pub removed: String,
    /// The words that are added, or the comment. Each new paragraph begins with a line feed.
    pub added: String,
    /// True if the paragraph is joined with the next one, too.
    pub joins: bool,
    /// True if the word processor recorded it as one half of a move.
    pub is_of_move: bool,
    /// The text around it, as it is in the file.
    pub context: String,
    /// For words that are added within what somebody else adds, where.
    pub nested: Option<Nested>,
    /// The ids of changes that are written together with it, or not at all: the other parts of a move, a note and the words with its mark.
    pub together: Vec<String>,
    /// True if it changes what somebody else adds, or has it between its words: the words of both have no other order than in the file.
    pub retakes: bool,
    /// The numbers of the moves that the word processor says it is a half of.
    pub(super) moves: BTreeSet<u32>,
    /// True if it adds to a note, or is a new one.
    pub(super) near_note: bool,
    /// Who made it, as a number, and the number of the passage of the paragraph that it is in.
    pub(super) by: Who,
    pub(super) passage: usize,
    /// For what is a part of one change that reaches over several paragraphs, the id of the first part.
    pub stroke: Option<String>,
    /// In what a paragraph that is added is set otherwise than the one beside it: it is no part of its text then.
    pub other_setting: Option<OtherSetting>,
    /// The id of the change of somebody else that takes away the row or the cell that it is in.
    pub opposed: Option<String>,
    /// The number of that row or cell.
    pub(super) enclosed: Option<usize>,
}

/// A place within words that somebody else adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nested {
    /// The id of the change that adds these words; empty if the words of both are mixed.
    pub host: String,
    /// Who adds them.
    pub(super) by: Who,
    /// The number of letters of these before the place.
    pub offset: usize,
}

impl Remark {
    /// The words that it follows in its paragraph, or else the paragraph before; none at the beginning.
    pub fn follows(&self, map: &WordMap) -> Option<String> {
        let anchor = self.anchor?;
        let before: String = map.anchors[anchor].text().chars().take(self.at.start).collect();
        let tail = |text: String| text.chars().skip(text.chars().count().saturating_sub(TAIL)).collect::<String>();
        let above = || map.anchors[..anchor].iter().rev().map(WordAnchor::text).find(|text| !text.trim().is_empty());
        match before.trim().is_empty() {
            true => above(),
            false => Some(tail(before)),
        }
    }

    /// Returns whether it adds or removes what is no words: a picture, an equation, a symbol.
    pub(super) fn has_picture(&self) -> bool {
        let is_of_words = self.is_change() && self.kind != RemarkKind::Alt;
        is_of_words && (self.added.contains([PICTURE, EQUATION, SYMBOL]) || self.removed.contains(PICTURE))
    }

    /// Returns whether it proposes other words.
    pub fn is_change(&self) -> bool {
        !matches!(self.kind, RemarkKind::Comment { .. } | RemarkKind::DamagedNote)
    }
}
