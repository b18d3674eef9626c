//! Paragraphs as they were sent, with all that was done in them: the text is cut only at ends of paragraphs that nobody inserted.

use std::collections::BTreeMap;

use super::body::{Letter, Mark, Paragraph, Row, Torn};
use super::setting::Setting;
use super::stamps::Who;

/// The one who changed something while changes were not recorded.
pub(super) const NOBODY: Who = Who::MAX;
/// In the place of one person, where words of several are mixed.
pub(super) const MIXED: Who = Who::MAX - 1;

/// A paragraph that was sent, or one that was put between two without being recorded.
#[derive(Debug, Clone, Default)]
pub(super) struct Original {
    /// Its letters. Ends of paragraphs that were inserted are letters, too.
    pub(super) letters: Vec<Letter>,
    /// Marks at offsets of letters.
    pub(super) marks: Vec<(usize, Mark)>,
    /// Who joined it with the next one.
    pub(super) end_deleted: Option<Who>,
    /// The row of a table that it is in.
    pub(super) row: Option<Row>,
    pub(super) cell: usize,
    /// Who added or deleted the cell alone that it is in.
    pub(super) torn: Option<Torn>,
    pub(super) note: Option<String>,
    /// How the paragraphs that it is now are set.
    pub(super) settings: Vec<Setting>,
    /// True if it was joined with others: of these, all but one have lost their own setting.
    pub(super) is_cut: bool,
    /// True if its end is lost: it goes on in the next one without being a paragraph of its own.
    pub(super) goes_on: bool,
}

impl Original {
    /// The text without what was inserted.
    pub(super) fn stored(&self) -> String {
        self.letters.iter().filter(|letter| letter.inserted.is_none()).map(|letter| letter.c).collect()
    }

    /// The text as it reads if all changes are accepted.
    pub(super) fn accepted(&self) -> String {
        accepted(&self.letters)
    }

    /// Returns whether it has nothing but blanks.
    pub(super) fn is_blank(&self) -> bool {
        self.letters.iter().all(|letter| letter.c.is_whitespace())
    }

    fn take(&mut self, paragraph: Paragraph) {
        let offset = self.letters.len();
        (self.row, self.torn) = (paragraph.row, paragraph.torn);
        self.settings.push(paragraph.setting);
        self.letters.extend(paragraph.letters);
        self.marks.extend(paragraph.marks.into_iter().map(|(at, mark)| (offset + at, mark)));
        match paragraph.end_inserted {
            Some(who) => {
                let (inserted, deleted) = (Some(who), paragraph.end_deleted);
                self.letters.push(Letter { c: '\n', inserted, deleted, ..Letter::default() });
            }
            None => self.end_deleted = paragraph.end_deleted,
        }
    }
}

/// Letters as they read if all changes are accepted.
pub(super) fn accepted(letters: &[Letter]) -> String {
    letters.iter().filter(|letter| letter.deleted.is_none()).map(|letter| letter.c).collect()
}

/// The paragraphs of a part as they were sent.
pub(super) fn originals(paragraphs: Vec<Paragraph>) -> Vec<Original> {
    // By cells, since the paragraphs of one are stored around those of cells in it; each with the number of its first paragraph.
    let mut begun: BTreeMap<usize, (usize, Original)> = BTreeMap::new();
    let mut done: Vec<(usize, Original)> = Vec::new();
    for (at, paragraph) in paragraphs.into_iter().enumerate() {
        let (cell, is_end) = (paragraph.cell, paragraph.end_inserted.is_none());
        let fresh = || Original { cell, note: paragraph.note.clone(), ..Original::default() };
        let entry = begun.entry(cell).or_insert_with(|| (at, fresh()));
        entry.1.take(paragraph);
        if is_end {
            done.extend(begun.remove(&cell));
        }
    }
    done.extend(begun.into_values());
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, original)| original).collect()
}

/// Cuts a paragraph at offsets, in growing order: two that were joined without being recorded.
pub(super) fn cut(original: Original, at: &[usize]) -> Vec<Original> {
    let mut parts = Vec::with_capacity(at.len() + 1);
    let mut rest = original;
    rest.is_cut |= !at.is_empty();
    for offset in at.iter().rev() {
        let mut part = Original {
            cell: rest.cell,
            note: rest.note.clone(),
            row: rest.row,
            torn: rest.torn,
            settings: rest.settings.clone(),
            is_cut: true,
            ..Original::default()
        };
        part.letters = rest.letters.split_off((*offset).min(rest.letters.len()));
        let (stays, goes): (Vec<_>, Vec<_>) = std::mem::take(&mut rest.marks).into_iter().partition(|(at, mark)| {
            // What ends at the cut ends before it; what begins there begins after it.
            *at < *offset || (*at == *offset && matches!(mark, Mark::Ends(_) | Mark::CommentEnds(_)))
        });
        rest.marks = stays;
        part.marks = goes.into_iter().map(|(at, mark)| (at - offset, mark)).collect();
        part.end_deleted = rest.end_deleted.take();
        part.goes_on = std::mem::replace(&mut rest.goes_on, true);
        parts.push(part);
    }
    parts.push(rest);
    parts.reverse();
    parts
}
