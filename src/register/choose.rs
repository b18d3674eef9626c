//! Chooses the rows of a register, merges those of the same thing, and sorts them.

use std::collections::BTreeMap;

use jiff::civil;

use crate::edition::{Facts, Register, Row};

/// Which rows are asked for.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// Only open actions.
    pub open: bool,
    /// Only open actions that were due before this day.
    pub overdue: Option<civil::Date>,
    /// Only actions of the owner with this id.
    pub owner: Option<String>,
    /// Only rows of the body with this id.
    pub body: Option<String>,
    /// Only from this day on.
    pub from: Option<civil::Date>,
    /// Only until this day.
    pub until: Option<civil::Date>,
}

impl Choice {
    /// Returns whether one of the conditions applies only to actions.
    pub fn is_of_actions(&self) -> bool {
        self.open || self.overdue.is_some() || self.owner.is_some()
    }

    /// Returns whether a row is asked for. An action that is due in a month is overdue after the last day of the month. A row without a
    /// date is in no period.
    fn takes(&self, facts: &Facts, of_actions: bool) -> bool {
        let is_overdue = |day: civil::Date| facts.is_open && facts.due.is_some_and(|due| due < day);
        let is_of_action = !of_actions
            || (!self.open || facts.is_open)
                && self.overdue.is_none_or(is_overdue)
                && self.owner.as_ref().is_none_or(|owner| facts.owners.contains(owner));
        is_of_action
            && self.body.as_ref().is_none_or(|body| *body == facts.body)
            && self.from.is_none_or(|from| facts.days.is_some_and(|(_, last)| from <= last))
            && self.until.is_none_or(|until| facts.days.is_some_and(|(first, _)| first <= until))
    }
}

/// Puts rows into a register. Rows of the same thing become one row, with what was stated last. Then the rows that are asked for are
/// sorted by date; rows of the same date keep their order. `of_actions` is true if rows can be open and have owners.
pub fn gather(register: &mut Register, rows: Vec<Row>, choice: &Choice, of_actions: bool) {
    let keys: Vec<&str> = register.columns.iter().map(|column| column.key).collect();
    let mut rows = together(rows, &keys);
    rows.retain(|row| choice.takes(&row.facts, of_actions));
    rows.sort_by_key(|row| (row.facts.start.is_none(), row.facts.start));
    // Overdue actions are listed to remind their owners: the longest overdue comes first.
    if choice.overdue.is_some() {
        rows.sort_by_key(|row| row.facts.due);
    }
    register.rows = rows;
}

/// Merges the rows of the same thing.
fn together(rows: Vec<Row>, keys: &[&str]) -> Vec<Row> {
    let mut kept: Vec<Row> = Vec::new();
    let mut newer: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    let mut positions: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows {
        match (&row.facts.thing, &row.facts.newer) {
            (Some(thing), Some(_)) => newer.entry(thing.clone()).or_default().push(row),
            (Some(thing), None) if positions.contains_key(thing) => {}
            (thing, _) => {
                positions.extend(thing.clone().map(|thing| (thing, kept.len())));
                kept.push(row);
            }
        }
    }
    for (thing, mut rows) in newer {
        rows.sort_by_key(|row| row.facts.said);
        let mut rows = rows.into_iter();
        // The meeting where it began may not be among those that are read.
        let at = positions.get(&thing).copied().unwrap_or_else(|| {
            kept.extend(rows.next());
            kept.len() - 1
        });
        rows.for_each(|row| kept[at].renew(row, keys));
    }
    kept
}

impl Row {
    /// Takes over the cells that a later meeting states.
    fn renew(&mut self, later: Self, keys: &[&str]) {
        let newer = later.facts.newer.unwrap_or_default();
        for (at, cell) in later.cells.into_iter().enumerate() {
            if keys.get(at).is_some_and(|key| newer.iter().any(|one| one == key)) {
                self.cells[at] = cell;
            }
        }
        if !newer.is_empty() {
            let Facts { owners, due, is_open, said, .. } = later.facts;
            self.facts = Facts { owners, due, is_open, said, ..std::mem::take(&mut self.facts) };
        }
    }
}
