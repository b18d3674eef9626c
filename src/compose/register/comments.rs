//! The matrix of comments as a register, for programs of tables: a comment in each row, each of its facts in a cell.

use super::cells::{Head, term, text};
use crate::compare::{Fate, Piece};
use crate::compose::labels::Labels;
use crate::edition::{Cell, CommentMatrix, Facts, MatrixRemark, MatrixRow, Row};

/// Its columns.
pub(super) const HEADS: [Head; 11] = [
    ("number", "column-number", false),
    ("document", "column-document", false),
    ("item", "column-item", false),
    ("paragraph", "column-paragraph", false),
    ("sent", "column-sent", false),
    ("comment", "column-comment", false),
    ("reviewer", "column-reviewer", false),
    ("date", "column-date", false),
    ("state", "column-status", false),
    ("response", "column-response", false),
    ("id", "column-id", false),
];

pub(super) fn rows(labels: &Labels, matrix: &CommentMatrix) -> Vec<Row> {
    let all = matrix.groups.iter().flat_map(|group| group.rows.iter().map(move |row| (&group.title, row)));
    let row = |(at, (title, row)): (usize, (&String, &MatrixRow))| Row {
        cells: vec![
            Cell::Count(at + 1),
            text(title),
            text(&row.heading),
            text(&row.mark),
            text(&row.sent),
            remark(labels, &row.what),
            row.author.as_deref().map_or_else(|| text(&labels.say("comment-not-recorded", [])), text),
            if row.date.is_empty() { Cell::Empty } else { Cell::Date(row.date.clone()) },
            row.state.map_or(Cell::Empty, |state| term(state, &labels.say(state, []))),
            text(&row.response),
            text(&row.id),
        ],
        facts: Facts::default(),
    };
    all.enumerate().map(row).collect()
}

fn remark(labels: &Labels, what: &MatrixRemark) -> Cell {
    let piece = |fate: Fate, text: &str| Piece { fate, text: text.to_owned() };
    match what {
        MatrixRemark::Change(pieces) => Cell::Marked(pieces.clone()),
        MatrixRemark::Move(from, after) => {
            let moved = labels.moved_after(after.as_deref());
            let between = if from.is_empty() { "" } else { " · " };
            let moved = piece(Fate::Kept, &format!("{between}{moved}"));
            Cell::Marked(from.iter().cloned().chain([moved]).collect())
        }
        MatrixRemark::Join => text(&labels.say("comment-joined", [])),
        MatrixRemark::Level => text(&labels.say("comment-level", [])),
        MatrixRemark::Withdrawal(of) => Cell::Marked(vec![piece(Fate::Removed, of)]),
        MatrixRemark::Comment { on, lines, .. } => {
            let words = lines.join(" ");
            text(&if on.is_empty() { words } else { format!("{on}: {words}") })
        }
    }
}
