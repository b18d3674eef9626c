//! The register of actions.

use super::cells::{Head, OF_MEETING, date, facts, of_meeting, plain, term, text};
use crate::compose::scene::Scene;
use crate::compose::value::capital;
use crate::edition::{Cell, Facts, Row};
use crate::finding::Placed;
use crate::meeting::{Action, ActionStatus, CHAIRS, Date, Form, Id};

/// Its columns.
pub(super) const HEADS: [Head; 11] = [
    ("action", "column-action", false),
    ("owner", "column-owner", false),
    ("due", "column-due", false),
    ("status", "column-status", false),
    ("remark", "column-remark", false),
    ("id", "column-id", false),
    ("from", "column-origin", true),
    OF_MEETING[0],
    OF_MEETING[1],
    OF_MEETING[2],
    OF_MEETING[3],
];

/// The actions of a meeting.
pub(super) fn rows(scene: &Scene) -> Vec<Row> {
    let definition = &scene.meeting.definition;
    let on = definition.time.last_date().unwrap_or(definition.time.date());
    let row = |(from, action): (&Id, &Action)| {
        let from = text(&capital(&scene.called(from.as_str(), Form::Plain)));
        let id = action.number.as_ref().map_or(Cell::Empty, |number| text(&number.value));
        let cells = state(scene, action).into_iter().chain([id, from]).chain(of_meeting(scene, on)).collect();
        Row { cells, facts: facts_of(scene, action) }
    };
    definition.actions().into_iter().map(row).collect()
}

/// The cells that say what is to be done, by whom and when, and how it stands.
fn state(scene: &Scene, action: &Action) -> [Cell; 5] {
    let status = action.status.name();
    [
        text(&plain(scene, &action.text)),
        owners(scene, &action.owners),
        date(due(scene, action)),
        term(status, &scene.labels.say(&format!("action-{status}"), [])),
        action.remark.as_ref().map_or(Cell::Empty, |remark| text(&plain(scene, remark))),
    ]
}

fn due(scene: &Scene, action: &Action) -> Option<Date> {
    let deadline = action.deadline.as_ref().and_then(|id| scene.meeting.deadline(id.as_str()));
    action.due.or_else(|| scene.meeting.deadline_date(deadline?))
}

fn owners(scene: &Scene, owners: &[Placed<Id>]) -> Cell {
    let name = |id: &Placed<Id>| match text(&scene.called(id.as_str(), Form::Plain)) {
        Cell::Text(words) => words,
        _ => id.as_str().to_owned(),
    };
    let all: Vec<(String, String)> = owners.iter().map(|id| (id.as_str().to_owned(), name(id))).collect();
    let names: Vec<&str> = all.iter().map(|(_, name)| name.as_str()).collect();
    let words = names.join(&scene.labels.say("list-separator", []));
    if all.is_empty() { Cell::Empty } else { Cell::Terms(all, words) }
}

/// Who chairs is an owner of what the chairs are to do.
fn facts_of(scene: &Scene, action: &Action) -> Facts {
    let chairs = scene.meeting.definition.chairs.iter().map(|chair| chair.person.as_str());
    let by_chairs = action.owners.iter().any(|owner| owner.as_str() == CHAIRS);
    let owners = action.owners.iter().map(|owner| owner.as_str()).chain(chairs.filter(|_| by_chairs));
    Facts {
        owners: owners.map(str::to_owned).collect(),
        due: due(scene, action).map(Date::last_day),
        is_open: matches!(action.status, ActionStatus::Open | ActionStatus::UnderWay),
        ..facts(scene)
    }
}
