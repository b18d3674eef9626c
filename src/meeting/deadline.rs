//! Dates by which something is due.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, Id, Text};
use crate::finding::Placed;

/// A date by which something is due: stated, or so many days after another.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Deadline {
    /// Its id, for actions and `@id`.
    pub id: Placed<Id>,
    /// The thing that is due: "Written comments".
    pub title: Text,
    /// The date. Either this or `days`.
    #[serde(default)]
    pub date: Option<Date>,
    /// The number of days from `after` to the deadline.
    #[serde(default)]
    #[schemars(range(min = 0, max = 3660))]
    #[schemars(title = "Days")]
    pub days: Option<Placed<u32>>,
    /// The id of the deadline that `days` are counted from; without it they are counted from the meeting's last day.
    #[serde(default)]
    #[schemars(title = "Counted from")]
    pub after: Option<Placed<Id>>,
}

/// The result of counting from deadline to deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// At a date and so many days.
    From(Date, i64),
    /// At something that is not known to the day, or says nothing of it.
    Undated,
    /// At an id that no deadline has.
    Nowhere,
    /// It depends on itself; `of_it` distinguishes those that are part of the circle from those that lead into it.
    Circle {
        /// True if it is counted from itself.
        of_it: bool,
    },
}

impl Counted {
    /// The result for a deadline that is counted from this one: one that leads into a circle is not part of it.
    pub(super) fn into_it(self) -> Self {
        match self {
            Self::Circle { .. } => Self::Circle { of_it: false },
            other => other,
        }
    }
}
