//! Votes add up, and nobody votes who could not.

use std::collections::BTreeMap;

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Place, Placed, count};
use crate::meeting::{Decision, Participant, Presence, Vote, What};

pub(super) const RULE: Rule = Rule { codes: &[&TALLY_MISMATCH, &VOTED_TWICE, &ABSENT_VOTER, &RECUSED_VOTER], check };

const TALLY_MISMATCH: Code = Code::error(
    "tally-mismatch",
    "A stated number of votes is not the number of those named for it. Leave the number out and it is counted. Not \
     told where `unit` says that something else than members is counted.",
)
.of(Group::Contradiction);
const VOTED_TWICE: Code =
    Code::error("voted-twice", "Somebody is named twice in one vote: for and against, or twice on one side.")
        .of(Group::Contradiction);
const ABSENT_VOTER: Code = Code::error(
    "absent-voter",
    "Somebody votes who is listed as absent or excused. One who is represented is listed `by-proxy`.",
)
.of(Group::Contradiction);
const RECUSED_VOTER: Code = Code::error(
    "recused-voter",
    "Somebody declared an interest in an item and took no part, and is named among those who voted under it.",
)
.of(Group::Contradiction);

/// Ways to vote that need somebody to be there.
const CAST: [&str; 3] = ["for", "against", "abstain"];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let decisions = subject.meeting.definition.decisions.iter();
    let voted = decisions.filter_map(|decision| Some((decision, decision.vote.as_ref()?)));
    voted
        .flat_map(|(decision, vote)| {
            let mut findings = tally(vote);
            findings.extend(twice(vote));
            findings.extend(could_not(subject, decision, vote));
            findings
        })
        .collect()
}

fn tally(vote: &Vote) -> Vec<Finding> {
    if vote.unit.is_some() {
        return Vec::new();
    }
    let ballots = vote.ballots();
    let wrong = ballots.iter().filter_map(|ballot| {
        let stated =
            ballot.stated.filter(|stated| !ballot.who.is_empty() && stated.value as usize != ballot.who.len())?;
        let named = count(ballot.who.len(), "name");
        let message = format!("`{}` is stated as {}, and has {named}", ballot.name.replace('-', "_"), stated.value);
        Some(
            Finding::new(&TALLY_MISMATCH, stated.place, message)
                .hint("correct the number or the names, or leave the number out"),
        )
    });
    wrong.collect()
}

fn twice(vote: &Vote) -> Vec<Finding> {
    let mut first: BTreeMap<&str, Place> = BTreeMap::new();
    let mut findings = Vec::new();
    for who in vote.ballots().iter().flat_map(|ballot| ballot.who) {
        match first.get(who.as_str()) {
            Some(place) => findings.push(
                Finding::new(&VOTED_TWICE, who.place, format!("`{}` is named twice in this vote", who.as_str()))
                    .hint("remove one")
                    .related(*place, "first named here"),
            ),
            None => drop(first.insert(who.as_str(), who.place)),
        }
    }
    findings
}

/// Voters who were not there, or took no part.
fn could_not(subject: &Subject<'_>, decision: &Decision, vote: &Vote) -> Vec<Finding> {
    let definition = &subject.meeting.definition;
    let participants = definition.attendance.iter().flat_map(|attendance| &attendance.participants);
    let is_away = |one: &&Placed<Participant>| matches!(one.presence, Presence::Absent | Presence::Excused);
    let away: BTreeMap<&str, Place> =
        participants.filter(is_away).filter_map(|one| one.who.as_ref().map(|who| (who.as_str(), who.place))).collect();
    let items = definition.items().into_iter().map(|(item, _)| item);
    let under = items.filter(|item| decision.items.iter().any(|id| id.value == item.id.value));
    let recusals = under.flat_map(|item| &item.proceedings).filter(|event| event.what == What::Recused);
    let recused: BTreeMap<&str, Place> =
        recusals.flat_map(|event| &event.who).map(|who| (who.as_str(), who.place)).collect();
    let mut findings = Vec::new();
    let ballots = vote.ballots();
    for who in ballots.iter().filter(|ballot| CAST.contains(&ballot.name)).flat_map(|ballot| ballot.who) {
        let id = who.as_str();
        if let Some(place) = away.get(id) {
            findings.push(
                Finding::new(&ABSENT_VOTER, who.place, format!("`{id}` votes, and was not there"))
                    .hint("correct the vote or the attendance")
                    .related(*place, "listed as not there"),
            );
        }
        if let Some(place) = recused.get(id) {
            findings.push(
                Finding::new(&RECUSED_VOTER, who.place, format!("`{id}` votes, and took no part in the item"))
                    .hint("name them under `not_voting`, or remove the recusal")
                    .related(*place, "took no part"),
            );
        }
    }
    findings
}
