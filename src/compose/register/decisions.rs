//! The register of decisions.

use super::cells::{Head, OF_MEETING, facts, of_meeting, term, text, words};
use crate::compose::context::{result, short_text};
use crate::compose::scene::Scene;
use crate::edition::{Cell, Facts, Row};
use crate::meeting::{Decision, Vote};

/// Its columns.
pub(super) const HEADS: [Head; 12] = [
    ("number", "column-number", false),
    ("title", "column-title", false),
    ("decision", "column-decision", false),
    ("kind", "column-kind", true),
    ("outcome", "column-outcome", false),
    ("for", "column-in-favour", false),
    ("against", "column-against", false),
    ("abstaining", "column-abstaining", false),
    OF_MEETING[0],
    OF_MEETING[1],
    OF_MEETING[2],
    OF_MEETING[3],
];

/// The decisions of a meeting, including those that were not adopted.
pub(super) fn rows(scene: &Scene) -> Vec<Row> {
    scene.meeting.definition.decisions.iter().map(|one| row(scene, one)).collect()
}

fn row(scene: &Scene, decision: &Decision) -> Row {
    let on = decision.date.unwrap_or(scene.meeting.definition.time.date());
    let kind = decision.kind.name();
    let outcome = match (result(scene, decision).map(|words| words.to_string()), decision.disposition) {
        (Some(words), Some(disposition)) => term(disposition.name(), &words),
        (words, _) => text(&words.unwrap_or_default()),
    };
    let of_decision = [
        text(&scene.number_of_decision(decision.id.as_str())),
        words(scene, decision.title.as_ref()),
        text(&short_text(scene, decision)),
        term(kind, &scene.labels.say(&format!("heading-of-unnumbered-{kind}"), [])),
        outcome,
    ];
    let votes = decision.vote.as_ref().map_or([Cell::Empty, Cell::Empty, Cell::Empty], |vote| votes(scene, vote));
    let cells = of_decision.into_iter().chain(votes).chain(of_meeting(scene, on)).collect();
    let facts = facts(scene);
    let days = decision.date.map(|date| (date.first_day(), date.last_day())).or(facts.days);
    Row { cells, facts: Facts { days, ..facts } }
}

/// The numbers for, against and abstaining, as stated or as counted from names.
fn votes(scene: &Scene, vote: &Vote) -> [Cell; 3] {
    let ballots = vote.ballots();
    ["for", "against", "abstain"].map(|name| {
        let ballot = ballots.iter().find(|ballot| ballot.name == name);
        let count = ballot.and_then(|ballot| scene.meeting.votes_for(vote, ballot));
        count.map_or(Cell::Empty, Cell::Count)
    })
}
