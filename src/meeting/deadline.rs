//! Dates by which something is due.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, Id, Meeting, Text};
use crate::finding::Placed;

/// A date by which something is due: stated, or so many days after another.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Deadline {
    /// How actions and `@id` refer to it.
    pub id: Placed<Id>,
    /// What is due: "Written comments".
    pub title: Text,
    /// The date. Either this or `days`.
    #[serde(default)]
    pub date: Option<Date>,
    /// How many days after `after` it is.
    #[serde(default)]
    #[schemars(range(min = 0, max = 3660))]
    pub days: Option<Placed<u32>>,
    /// The id of the deadline that `days` are counted from; without it they are counted from the meeting's last day.
    #[serde(default)]
    pub after: Option<Placed<Id>>,
}

impl Meeting {
    /// The deadline of this id.
    pub fn deadline(&self, id: &str) -> Option<&Deadline> {
        self.definition.deadlines.iter().find(|deadline| deadline.id.as_str() == id)
    }

    /// The date of a deadline. `None` if it states none, if it is counted in a circle, or from something that is not
    /// known to the day.
    pub fn deadline_date(&self, deadline: &Deadline) -> Option<Date> {
        let mut days = 0_i64;
        let mut at = deadline;
        // Each step leads to another deadline, unless they form a circle.
        for _ in 0..=self.definition.deadlines.len() {
            if let Some(date) = at.date {
                return if days == 0 { Some(date) } else { later(date, days) };
            }
            days += i64::from(at.days.as_ref()?.value);
            match &at.after {
                Some(id) => at = self.deadline(id.as_str())?,
                None => {
                    let slot = &self.definition.time;
                    return later(slot.last_date().unwrap_or(slot.date()), days);
                }
            }
        }
        None
    }
}

fn later(date: Date, days: i64) -> Option<Date> {
    let Date::Day(day) = date else { return None };
    day.checked_add(jiff::Span::new().try_days(days).ok()?).ok().map(Date::Day)
}
