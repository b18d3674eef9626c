//! Those who are elected stood, and there are seats for them.

use std::collections::BTreeSet;

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, count};
use crate::meeting::Election;

pub(super) const RULE: Rule = Rule { codes: &[&ELECTED_NOT_NOMINATED, &TOO_MANY_ELECTED], check };

const ELECTED_NOT_NOMINATED: Code = Code::error(
    "elected-not-nominated",
    "Somebody is elected who is not among the candidates. Not told where no candidates are listed: appointments need none.",
)
.of(Group::Contradiction);
const TOO_MANY_ELECTED: Code = Code::error(
    "too-many-elected",
    "More people are elected to a post than it has seats: the list of those elected or `seats` is wrong.",
)
.of(Group::Contradiction);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let elections = subject.meeting.definition.decisions.iter().filter_map(|decision| decision.election.as_ref());
    elections.flat_map(of_election).collect()
}

fn of_election(election: &Election) -> Vec<Finding> {
    let stood: BTreeSet<&str> = election.candidates.iter().map(|candidate| candidate.who.as_str()).collect();
    let unknown = election.elected.iter().filter(|id| !stood.is_empty() && !stood.contains(id.as_str()));
    let mut findings: Vec<Finding> = unknown
        .map(|id| {
            let message = format!("`{}` is elected, and did not stand", id.as_str());
            Finding::new(&ELECTED_NOT_NOMINATED, id.place, message).hint("add them to `candidates`")
        })
        .collect();
    if let Some(seats) = election.seats.as_ref().filter(|seats| election.elected.len() > seats.value as usize) {
        let elected = count(election.elected.len(), "person");
        let message = format!("{} to be filled, and {elected} elected", count(seats.value as usize, "seat"));
        findings.push(Finding::new(&TOO_MANY_ELECTED, seats.place, message).hint("correct one of the two"));
    }
    findings
}
