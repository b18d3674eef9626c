//! What happened to a text from one issue to the next: it was added to, corrected, or is another one.
//!
//! Only what is new as a whole (an item, an annex, a paragraph, a row, a page of a file) was added; a text of which words were
//! changed in place was corrected, if it has one other word at most or most of it is as it was. Numbers that follow from what came do not
//! count, nor lines of contents.

use super::collect;
use super::renamed::with_later_ids;
use super::said::{ANNEXES, Said, Tree};
use crate::compare::{Bag, Fate, Piece, common, likeness, words};
use crate::edition::{Change, What};
use crate::meeting::ReissueKind;

/// Minimum share of equal words for a change to count as a correction, in per cent.
const MIN_EQUAL_PERCENT: usize = 67;

/// What happened to a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Extent {
    /// Something is new.
    is_added_to: bool,
    /// Words were corrected in place.
    is_corrected: bool,
    /// So many words changed in place that this is no correction.
    is_reworded: bool,
    /// Something was removed, or stands elsewhere.
    is_cut: bool,
}

impl Extent {
    /// What this is: an addendum only adds, a corrigendum only corrects.
    pub(super) fn kind(self) -> ReissueKind {
        match (self.is_added_to, self.is_corrected, self.is_reworded || self.is_cut) {
            (true, false, false) => ReissueKind::Addendum,
            (false, true, false) => ReissueKind::Corrigendum,
            _ => ReissueKind::Revision,
        }
    }

    /// What contradicts it, if somebody said that it is of this kind. How many words a correction may change is up to the author of the statement.
    pub fn contradicts(self, stated: ReissueKind) -> Option<&'static str> {
        match stated {
            ReissueKind::Addendum if self.is_cut => Some("something was removed or moved"),
            ReissueKind::Addendum if self.is_corrected || self.is_reworded => Some("words were changed"),
            ReissueKind::Corrigendum if self.is_cut => Some("something was removed or moved"),
            ReissueKind::Corrigendum if self.is_added_to => Some("something was added"),
            _ => None,
        }
    }

    /// Adds what happened to another part of the text, or in another edition.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            is_added_to: self.is_added_to || other.is_added_to,
            is_corrected: self.is_corrected || other.is_corrected,
            is_reworded: self.is_reworded || other.is_reworded,
            is_cut: self.is_cut || other.is_cut,
        }
    }

    /// What happened to the documents that share a symbol: those for which `counts` returns true. `lengths` are the former and the present
    /// number of pages of each file that has another one now: what says so follows from the pages.
    pub(super) fn of(old: &Said, new: &Said, lengths: &[(usize, usize)], counts: &dyn Fn(&str) -> bool) -> Self {
        let changes = collect::edition(&counted(&with_later_ids(old, new), counts), &counted(new, counts));
        let changes = changes.changes.iter().filter(|change| !says_length(change, lengths));
        changes.map(of_change).fold(Self::default(), Self::and)
    }

    /// What happened to pages of files, by what they draw.
    pub(super) fn of_pages(old: &[&str], new: &[&str]) -> Self {
        match old == new {
            true => Self::default(),
            false if common(old, new).len() == old.len() => Self { is_added_to: true, ..Self::default() },
            false => Self { is_cut: true, ..Self::default() },
        }
    }
}

fn of_change(change: &Change) -> Extent {
    let none = Extent::default();
    match change.what {
        // A paper more in a list of papers is something new.
        _ if change.is_longer => Extent { is_added_to: true, ..none },
        // Who comes at the old time, or to the old place, or to a meeting that is cancelled, is wrong: that is no slip of the pen, and
        // nothing that only adds.
        What::Added | What::Changed | What::Replaced if change.is_of_time => Extent { is_reworded: true, ..none },
        What::Added => Extent { is_added_to: true, ..none },
        What::Removed | What::Moved => Extent { is_cut: true, ..none },
        // The same words, with another address or emphasis.
        What::Redrawn => Extent { is_corrected: true, ..none },
        What::Changed | What::Replaced if is_correction(change) => Extent { is_corrected: true, ..none },
        What::Changed | What::Replaced => Extent { is_reworded: true, ..none },
    }
}

/// Returns whether a change is only that of the number of pages of a file.
fn says_length(change: &Change, lengths: &[(usize, usize)]) -> bool {
    let numbers = |fate: Fate| -> Option<Vec<usize>> {
        let of_it = change.words.iter().filter(|piece| piece.fate == fate);
        of_it.map(|piece| piece.text.trim().parse().ok()).collect()
    };
    let only = |numbers: Option<Vec<usize>>| numbers.filter(|all| all.len() == 1).map(|all| all[0]);
    let pair = only(numbers(Fate::Removed)).zip(only(numbers(Fate::Added)));
    change.document == ANNEXES && pair.is_some_and(|pair| lengths.contains(&pair))
}

fn is_correction(change: &Change) -> bool {
    let pieces = words(change.before.as_deref().unwrap_or_default(), change.after.as_deref().unwrap_or_default());
    let count = |fate: Fate| {
        let of_it = |piece: &&Piece| piece.fate == fate;
        pieces.iter().filter(of_it).map(|piece| Bag::of(&piece.text).len()).sum::<usize>()
    };
    likeness(&pieces) >= MIN_EQUAL_PERCENT || count(Fate::Removed) <= 1 && count(Fate::Added) <= 1
}

/// The documents that share a symbol, without what they say of how they are filed and what pages say beside the text.
fn counted(said: &Said, counts: &dyn Fn(&str) -> bool) -> Said {
    let things = said.things(counts);
    let tree = |tree: &Tree| {
        let mut tree = Tree { running: String::new(), ..tree.clone() };
        for block in &mut tree.blocks {
            block.is_repeated = block.repeats(&things);
        }
        for block in tree.blocks.iter_mut().filter(|block| block.is_filing) {
            block.text.clear();
            block.whole.clear();
            block.mark.clear();
            block.clock.clear();
        }
        tree
    };
    let documents = said.documents.iter().filter(|tree| counts(&tree.name)).map(tree).collect();
    Said { language: said.language.clone(), documents }
}
