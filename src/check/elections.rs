//! Those who are elected stood, and there are seats for them.

use std::collections::BTreeSet;

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, count};
use crate::meeting::{Decision, Election};

pub(super) const RULE: Rule = Rule { codes: &[&ELECTED_NOT_NOMINATED, &TOO_MANY_ELECTED, &FEWER_VOTES], check };

const ELECTED_NOT_NOMINATED: Code = Code::error(
    "elected-not-nominated",
    "Somebody is elected who is not among the candidates. Not reported if no candidates are listed.",
)
.of(Group::Contradiction);
const TOO_MANY_ELECTED: Code = Code::error(
    "too-many-elected",
    "More people are elected to a post than it has seats: the list of those elected or `seats` is wrong.",
)
.of(Group::Contradiction);
const FEWER_VOTES: Code = Code::warning(
    "elected-with-fewer-votes",
    "Somebody is elected, and a candidate with more votes is not. Who is elected is never derived from votes; if another rule \
     decided, say so in `result` or in `needed` of the vote.",
)
.of(Group::Contradiction);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let decisions = subject.meeting.definition.decisions.iter();
    let elections = decisions.filter_map(|decision| Some((decision, decision.election.as_ref()?)));
    elections
        .flat_map(|(decision, election)| of_election(election).into_iter().chain(passed_over(decision, election)))
        .collect()
}

fn of_election(election: &Election) -> Vec<Finding> {
    let stood: BTreeSet<&str> = election.candidates.iter().map(|candidate| candidate.who.as_str()).collect();
    let unknown = election.elected.iter().filter(|id| !stood.is_empty() && !stood.contains(id.as_str()));
    let mut findings: Vec<Finding> = unknown
        .map(|id| {
            let message = format!("`{}` is elected, but is not a candidate", id.as_str());
            Finding::new(&ELECTED_NOT_NOMINATED, id.place, message).hint("add them to `candidates`")
        })
        .collect();
    if let Some(seats) = election.seats.as_ref().filter(|seats| election.elected.len() > seats.value as usize) {
        let elected = count(election.elected.len(), "person");
        let message = format!("{} to be filled, but {elected} elected", count(seats.value as usize, "seat"));
        findings.push(Finding::new(&TOO_MANY_ELECTED, seats.place, message).hint("correct one of the two"));
    }
    findings
}

/// The first of those elected who has fewer votes than somebody who is not.
fn passed_over(decision: &Decision, election: &Election) -> Option<Finding> {
    let explained = decision.result.is_some() || decision.vote.as_ref().is_some_and(|vote| vote.needed.is_some());
    let elected: BTreeSet<&str> = election.elected.iter().map(|one| one.as_str()).collect();
    let (won, lost): (Vec<_>, Vec<_>) = election.candidates.iter().partition(|one| elected.contains(one.who.as_str()));
    let most = lost.into_iter().filter_map(|one| Some((one.votes?, one))).max_by_key(|(votes, _)| *votes);
    let (most, other) = most.filter(|_| !explained)?;
    let one = won.into_iter().find(|one| one.votes.is_some_and(|votes| votes < most))?;
    let votes = count(one.votes.unwrap_or_default() as usize, "vote");
    let message = format!("`{}` is elected with {votes}, but `{}` has {most}", one.who.as_str(), other.who.as_str());
    Some(
        Finding::new(&FEWER_VOTES, one.who.place, message)
            .hint("correct the votes or who is elected")
            .related(other.who.place, "has more"),
    )
}
