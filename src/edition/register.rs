//! Registers: lists over many meetings, as plain tables of typed cells.

use jiff::civil;
use serde::{Deserialize, Serialize};

use crate::compare::Piece;
use crate::finding::choice;

choice! {
    /// The kind of a register.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum RegisterKind {
        /// What somebody was asked to do, and what became of it.
        Actions = "actions",
        /// What was decided.
        Decisions = "decisions",
        /// Who took part in which meeting.
        Attendance = "attendance",
        /// The meetings themselves, and those of their calendars.
        Calendar = "calendar",
        /// What reviewers said of the documents of a pack. It is of one pack, and not asked for with the others.
        Comments = "comments",
    }
}

/// A list over many meetings.
#[derive(Debug, Clone)]
pub struct Register {
    /// Its kind.
    pub kind: RegisterKind,
    /// Its title in words.
    pub title: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, with a cell for each column.
    pub rows: Vec<Row>,
}

/// A column of a register.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its stable name, for programs.
    pub key: &'static str,
    /// Its head in words.
    pub title: String,
    /// True if a table for people leaves it out, because a shorter column says nearly the same.
    pub aside: bool,
}

/// A row of a register.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Cell>,
    /// The facts by which rows are chosen, ordered and brought together.
    pub facts: Facts,
}

/// The facts by which rows are chosen, ordered and brought together.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Facts {
    /// The id of the body.
    pub body: String,
    /// The first and the last day that it is of, if that is known.
    pub days: Option<(civil::Date, civil::Date)>,
    /// Where it stands among others.
    pub start: Option<civil::DateTime>,
    /// Ids of those who are to do it.
    pub owners: Vec<String>,
    /// The last day on which it is not overdue.
    pub due: Option<civil::Date>,
    /// True if something is left to be done.
    pub is_open: bool,
    /// The name of the thing in all meetings; rows of the same name become one.
    pub thing: Option<String>,
    /// The columns in which this row is the newer one, if another row of the same name says what the thing is.
    pub newer: Option<Vec<String>>,
    /// The number of meetings before the one that says so, and its last day: of two, the later one has the last word.
    pub said: (usize, Option<civil::Date>),
}

/// A cell of a register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cell {
    /// Nothing is stated.
    Empty,
    /// Words, in one line.
    Text(String),
    /// A number of something.
    Count(usize),
    /// A date as exactly as it is known, as a definition writes it: `2026`, `2026-03`, `2026-03-12`.
    Date(String),
    /// A clock time.
    Time(civil::Time),
    /// Something with a stable name, and its words.
    Term(String, String),
    /// Several with stable names, and the words for all together.
    Terms(Vec<(String, String)>, String),
    /// Words of which some are removed and some are added.
    Marked(Vec<Piece>),
}

impl Cell {
    /// The cell as it is read.
    pub fn words(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(words) | Self::Date(words) | Self::Term(_, words) | Self::Terms(_, words) => words.clone(),
            Self::Count(count) => count.to_string(),
            Self::Marked(pieces) => pieces.iter().map(|piece| piece.text.as_str()).collect(),
            Self::Time(time) => time.strftime("%H:%M").to_string(),
        }
    }

    /// Returns whether it holds words that people wrote, which may look like anything.
    pub fn is_written(&self) -> bool {
        matches!(self, Self::Text(_) | Self::Term(..) | Self::Terms(..) | Self::Marked(_))
    }
}
