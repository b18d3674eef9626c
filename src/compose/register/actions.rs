//! The register of actions.

use std::collections::BTreeSet;

use jiff::civil::Date as Day;

use super::cells::{Head, OF_MEETING, body, date, facts, of_meeting, term, text, words};
use crate::compose::prose::plain;
use crate::compose::scene::Scene;
use crate::compose::value::capital;
use crate::edition::{Cell, Facts, Row};
use crate::finding::Placed;
use crate::meeting::{Action, CHAIRS, Date, Form, Id, Made, Meant};

/// Its columns.
pub(super) const HEADS: [Head; 13] = [
    ("action", "column-action", false),
    ("owner", "column-owner", false),
    ("due", "column-due", false),
    ("status", "column-status", false),
    ("remark", "column-remark", false),
    ("as_of", "column-as-of", true),
    ("number", "column-number", false),
    ("id", "column-id", false),
    ("from", "column-origin", true),
    OF_MEETING[0],
    OF_MEETING[1],
    OF_MEETING[2],
    OF_MEETING[3],
];

/// The columns whose cells a later meeting replaces.
const STATE: [&str; 5] = ["owner", "due", "status", "remark", "as_of"];

/// The actions of a meeting, and earlier actions in the state after this meeting. What earlier meetings stated is in their own rows if
/// the previous meeting `is_read`. Otherwise it is stated here, for actions that are open or whose meeting is read.
pub(super) fn rows(scene: &Scene, is_read: &dyn Fn(&str) -> bool) -> Vec<Row> {
    let definition = &scene.meeting.definition;
    let origins = definition.actions().into_iter().map(|(from, _)| from);
    let own = definition.actions_by_id().into_iter().zip(origins);
    let on = definition.time.ends_on();
    let own = own.map(|((id, action), from)| {
        let from = text(&capital(&scene.called(from.as_str(), Form::Plain)));
        let cells = [text(&id), from].into_iter().chain(of_meeting(scene, definition.time.date()));
        row(scene, action, on, cells, Some(format!("{}/{id}", scene.meeting.id)))
    });
    let series = &scene.meeting.series;
    let unread = series.last().filter(|last| !is_read(&last.pack));
    let before = unread.into_iter().flat_map(|last| {
        let told = series.actions().filter(|(_, one)| one.closed.is_none() || is_read(&one.made.pack));
        let said = (series.earlier.len() - 1, Some(last.definition.time.ends_on().last_day()));
        told.map(move |(_, one)| earlier(scene, &one.action, &one.made, one.said_on, said))
    });
    let told: BTreeSet<usize> = definition.follow_ups().filter_map(|one| series.followed(one)).collect();
    let said_on = |made: &Made| match series.meant(&made.name()) {
        Meant::Open(at) if !told.contains(&at) => series.action(at).said_on,
        _ => on,
    };
    let carried = definition.items().into_iter().flat_map(|(item, _)| &item.earlier_actions);
    let carried = carried.filter_map(|action| {
        let made = action.made.as_ref()?;
        Some(earlier(scene, action, made, said_on(made), facts(scene).said))
    });
    own.chain(before).chain(carried).collect()
}

/// A row of an action as it stood on a day.
fn row(scene: &Scene, action: &Action, on: Date, more: impl Iterator<Item = Cell>, thing: Option<String>) -> Row {
    let number = action.number.as_ref().map_or(Cell::Empty, |number| text(&number.value));
    let cells = state(scene, action).into_iter().chain([date(Some(on)), number]).chain(more).collect();
    Row { cells, facts: Facts { thing, ..facts_of(scene, action) } }
}

/// An action of an earlier meeting, as it stood at the meeting that `said` so; something was said of it last on `said_on`.
fn earlier(scene: &Scene, action: &Action, made: &Made, said_on: Date, said: (usize, Option<Day>)) -> Row {
    let title = words(scene, Some(&made.title));
    // A meeting of several days has the date of its first in every register.
    let meeting = scene.meeting.series.earlier.iter().find(|earlier| earlier.pack == made.pack);
    let first = meeting.map_or(made.on, |earlier| earlier.definition.time.date());
    let of_made = [text(&made.id), Cell::Empty, title, date(Some(first)), body(scene), text(&made.pack)];
    let Row { cells, facts } = row(scene, action, said_on, of_made.into_iter(), Some(made.name()));
    let days = (made.on.first_day(), made.on.last_day());
    let facts = Facts {
        days: Some(days),
        start: Some(days.0.into()),
        newer: Some(STATE.map(str::to_owned).to_vec()),
        said,
        ..facts
    };
    Row { cells, facts }
}

/// The cells for what is to be done, by whom and when, and its state.
fn state(scene: &Scene, action: &Action) -> [Cell; 5] {
    let status = action.status.name();
    [
        text(&plain(scene, &action.text)),
        owners(scene, &action.owners),
        date(scene.meeting.due(action)),
        term(status, &scene.labels.say(&format!("action-{status}"), [])),
        action.remark.as_ref().map_or(Cell::Empty, |remark| text(&plain(scene, remark))),
    ]
}

fn is_chairs(id: &Placed<Id>) -> bool {
    id.as_str() == CHAIRS
}

/// The owners by name: in a list over many meetings, "the Chair" would not be clear.
fn owners(scene: &Scene, owners: &[Placed<Id>]) -> Cell {
    let name = |id: &Placed<Id>| match text(&scene.called(id.as_str(), Form::Plain)) {
        Cell::Text(words) => words,
        _ => id.as_str().to_owned(),
    };
    let chairs: Vec<&Placed<Id>> = scene.meeting.definition.chairs.iter().map(|chair| &chair.person).collect();
    let by_name = |id| if is_chairs(id) && !chairs.is_empty() { chairs.clone() } else { vec![id] };
    let all: Vec<(String, String)> =
        owners.iter().flat_map(by_name).map(|id| (id.as_str().to_owned(), name(id))).collect();
    let names: Vec<&str> = all.iter().map(|(_, name)| name.as_str()).collect();
    let words = names.join(&scene.labels.say("list-separator", []));
    if all.is_empty() { Cell::Empty } else { Cell::Terms(all, words) }
}

/// The ids of the owners; those who chair are the owners of actions of `chairs`.
fn facts_of(scene: &Scene, action: &Action) -> Facts {
    let chairs = scene.meeting.definition.chairs.iter().map(|chair| chair.person.as_str());
    let by_chairs = action.owners.iter().any(is_chairs);
    let owners = action.owners.iter().map(|owner| owner.as_str()).chain(chairs.filter(|_| by_chairs));
    Facts {
        owners: owners.map(str::to_owned).collect(),
        due: scene.meeting.due(action).map(Date::last_day),
        is_open: !action.status.is_closed(),
        ..facts(scene)
    }
}
