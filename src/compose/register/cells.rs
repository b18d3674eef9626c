//! Cells and columns that several registers share.

use crate::compose::prose::in_one_line;
use crate::compose::scene::Scene;
use crate::edition::{Cell, Facts};
use crate::meeting::{Date, Form, Slot, Text};

/// A column: its stable name, the label of its head, and whether tables for people leave it out.
pub(super) type Head = (&'static str, &'static str, bool);

/// A text in one line, without no-break spaces and invisible characters.
pub(super) fn text(words: &str) -> Cell {
    let words = in_one_line(words);
    if words.is_empty() { Cell::Empty } else { Cell::Text(words) }
}

/// A cell with a name that is the same in every language, and words.
pub(super) fn term(name: &str, words: &str) -> Cell {
    match text(words) {
        Cell::Text(words) => Cell::Term(name.to_owned(), words),
        _ => Cell::Empty,
    }
}

/// A text of the definition in the language of the register, if it has one, else in its own.
pub(super) fn words(scene: &Scene, words: Option<&Text>) -> Cell {
    words.map_or(Cell::Empty, |words| text(scene.words(words)))
}

pub(super) fn date(date: Option<Date>) -> Cell {
    date.map_or(Cell::Empty, |date| Cell::Date(date.to_string()))
}

/// The last cells of a row: `meeting`, `date`, `body` and `pack`.
pub(super) fn of_meeting(scene: &Scene, on: Date) -> [Cell; 4] {
    let definition = &scene.meeting.definition;
    [words(scene, Some(&definition.title)), date(Some(on)), body(scene), text(&scene.meeting.id)]
}

/// The columns of these cells.
pub(super) const OF_MEETING: [Head; 4] = [
    ("meeting", "column-meeting", true),
    ("date", "column-date", false),
    ("body", "column-body", true),
    ("pack", "column-pack", false),
];

pub(super) fn body(scene: &Scene) -> Cell {
    let id = scene.meeting.definition.body.as_str();
    term(id, &scene.called(id, Form::Short))
}

/// The facts of a row that has the date of the meeting.
pub(super) fn facts(scene: &Scene) -> Facts {
    let slot = &scene.meeting.definition.time;
    Facts {
        body: scene.meeting.definition.body.as_str().to_owned(),
        days: Some(days_of(slot)),
        start: Some(start_of(slot)),
        said: (scene.meeting.series.earlier.len(), Some(days_of(slot).1)),
        ..Facts::default()
    }
}

/// The first and the last day that a slot can be of.
pub(super) fn days_of(slot: &Slot) -> (jiff::civil::Date, jiff::civil::Date) {
    (slot.first_day(), slot.ends_on().last_day())
}

/// When a slot starts, in local time, for sorting.
pub(super) fn start_of(slot: &Slot) -> jiff::civil::DateTime {
    slot.local_start().map_or_else(|| slot.first_day().into(), |start| start.0)
}
