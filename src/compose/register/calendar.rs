//! The register of meetings: those that have a pack, and those in calendars.

use super::cells::{Head, body, date, days_of, facts, start_of, term, text, words};
use crate::compose::scene::Scene;
use crate::edition::{Cell, Facts, Row};
use crate::meeting::{Calendar, CalendarEntry, Date, EntryState, Text, Venue, Zone};

/// Its columns.
pub(super) const HEADS: [Head; 10] = [
    ("date", "column-date", false),
    ("time", "column-time", false),
    ("zone", "column-zone", false),
    ("until", "column-until", false),
    ("title", "column-title", false),
    ("level", "column-level", false),
    ("place", "column-place", false),
    ("state", "column-status", false),
    ("body", "column-body", true),
    ("pack", "column-pack", false),
];

/// The meeting, and the entries of its calendars. A meeting that is in several calendars, or also has a pack, becomes one row.
pub(super) fn rows(scene: &Scene) -> Vec<Row> {
    let annexes = scene.meeting.definition.annexes.iter();
    let calendars = annexes.filter_map(|annex| annex.calendar.as_ref());
    let entries = calendars.flat_map(|calendar| calendar.entries.iter().map(move |one| entry(scene, calendar, one)));
    std::iter::once(meeting(scene)).chain(entries).collect()
}

/// The cells `date`, `time` and `zone`; without a time there is no zone.
fn when(on: Option<Date>, time: Option<jiff::civil::Time>, zone: Option<&Zone>) -> [Cell; 3] {
    let zone = time.and(zone).map_or(Cell::Empty, |zone| Cell::Text(zone.name().to_owned()));
    [date(on), time.map_or(Cell::Empty, Cell::Time), zone]
}

fn meeting(scene: &Scene) -> Row {
    let definition = &scene.meeting.definition;
    let slot = &definition.time;
    let [date_cell, time, zone] =
        when(Some(slot.date()), slot.local_start().map(|start| start.0.time()), slot.own_zone(slot));
    let venue = |venue: &Venue| together(scene, &[venue.place.as_ref(), venue.platform.as_ref()], None);
    // "Confirmed" is the usual state, and is not printed.
    let state = if slot.state == EntryState::Confirmed { Cell::Empty } else { state(scene, slot.state) };
    let cells = vec![
        date_cell,
        time,
        zone,
        date(slot.last_date().filter(|_| !slot.is_of_one_day())),
        words(scene, Some(&definition.title)),
        Cell::Empty,
        definition.venue.as_ref().map_or(Cell::Empty, venue),
        state,
        body(scene),
        text(&scene.meeting.id),
    ];
    let facts = Facts { days: Some(days_of(slot)), start: Some(start_of(slot)), ..facts(scene) };
    Row { facts: Facts { thing: Some(thing(&facts, &cells)), ..facts }, cells }
}

fn entry(scene: &Scene, calendar: &Calendar, entry: &CalendarEntry) -> Row {
    let meeting = &scene.meeting.definition.time;
    let zone = entry.zone.as_ref().or(calendar.zone.as_ref()).or(meeting.zone.as_ref()).map(|zone| &zone.value);
    let start = entry.start.as_ref().map(|start| start.0);
    let on = start.map(|start| Date::Day(start.date())).or(entry.date.as_ref().map(|date| date.value));
    let [date_cell, time, zone] = when(on, start.map(|start| start.time()), zone);
    let places = [entry.place.as_ref(), entry.host.as_ref().filter(|_| entry.place.is_none())];
    let remote = entry.remote.then(|| scene.labels.say("remote", []));
    let cells = vec![
        date_cell,
        time,
        zone,
        date(entry.until),
        words(scene, entry.title.as_ref()),
        words(scene, entry.level.as_ref()),
        together(scene, &places, remote),
        entry.state.map_or(Cell::Empty, |stated| state(scene, stated)),
        body(scene),
        text(&scene.meeting.id),
    ];
    let days = on.map(|on| (on.first_day(), entry.until.unwrap_or(on).last_day()));
    let begins = start.or(days.map(|(first, _)| first.into()));
    let facts = Facts { days, start: begins, newer: Some(vec!["state".to_owned()]), ..facts(scene) };
    Row { facts: Facts { thing: Some(thing(&facts, &cells)), ..facts }, cells }
}

/// Identifies a meeting: rows with the same body, date, time, title and level are the same meeting.
fn thing(facts: &Facts, cells: &[Cell]) -> String {
    let said: Vec<String> = [0, 1, 4, 5].into_iter().map(|at| cells[at].words()).collect();
    format!("{}\n{}", facts.body, said.join("\n"))
}

fn state(scene: &Scene, state: EntryState) -> Cell {
    term(state.name(), &scene.labels.say(&format!("entry-{}", state.name()), []))
}

fn together(scene: &Scene, texts: &[Option<&Text>], more: Option<String>) -> Cell {
    let parts: Vec<String> = texts.iter().flatten().map(|text| scene.words(text).to_owned()).chain(more).collect();
    text(&parts.join(&scene.labels.say("details-separator", [])))
}
