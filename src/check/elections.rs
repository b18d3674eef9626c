//! Those who are elected stood, and there are seats for them.

use std::collections::BTreeSet;

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Placed, count};
use crate::meeting::{Decision, Election, Method};

pub(super) const RULE: Rule =
    Rule { codes: &[&ELECTED_NOT_NOMINATED, &TOO_MANY_ELECTED, &FEWER_VOTES, &CANDIDATES_MISMATCH], check };

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
const CANDIDATES_MISMATCH: Code = Code::warning(
    "candidates-mismatch",
    "In a secret ballot, the candidates have more votes than the ballot papers allow, or, with one seat, fewer; or the \
     only candidate has not as many as are stated. `for` of the `vote` is the number of ballot papers with a candidate on \
     them, or of those for the one who is elected. Blank and invalid papers are counted apart.",
)
.of(Group::Contradiction);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let decisions = subject.meeting.definition.decisions.iter();
    let elections = decisions.filter_map(|decision| Some((decision, decision.election.as_ref()?)));
    elections
        .flat_map(|(decision, election)| {
            let of_votes = passed_over(decision, election).into_iter().chain(not_as_cast(decision, election));
            of_election(election).into_iter().chain(of_votes)
        })
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

/// Votes of the candidates of a ballot that are not those that were cast for them.
fn not_as_cast(decision: &Decision, election: &Election) -> Option<Finding> {
    let vote = decision.vote.as_ref().filter(|vote| vote.groups.is_empty())?;
    let of_papers = decision.method == Some(Method::SecretBallot) || vote.blank.is_some() || vote.invalid.is_some();
    let number = |stated: &Option<Placed<u32>>| stated.as_ref().map_or(0, |stated| u64::from(stated.value));
    let stated = vote.in_favour.as_ref()?;
    let cast = u64::from(stated.value) + number(&vote.against) + number(&vote.abstain);
    let seats = election.seats.as_ref().map_or(1, |seats| seats.value).max(u32::try_from(election.elected.len()).ok()?);
    let votes: Vec<u32> = election.candidates.iter().filter_map(|one| one.votes).collect();
    let received: u64 = votes.iter().map(|votes| u64::from(*votes)).sum();
    let is_whole = votes.len() == election.candidates.len();
    let is_short = seats == 1 && is_whole && cast == u64::from(stated.value) && received < cast;
    let differs = received > cast * u64::from(seats) || is_short;
    // What is stated may be the votes of whoever is elected; of one candidate alone it is nothing else.
    let is_of_one = election.candidates.len() == 1;
    let is_meant = !votes.is_empty() && (of_papers || is_of_one) && !votes.contains(&stated.value);
    let differs = differs || is_of_one;
    (is_meant && differs).then(|| {
        let received = count(usize::try_from(received).unwrap_or(usize::MAX), "vote");
        let message = match is_of_one {
            true => format!("the only candidate receives {received}, and `for` is {}", stated.value),
            false => format!("the candidates receive {received} together, and {} cast for candidates", were(cast)),
        };
        let candidate = election.candidates.iter().find(|one| one.votes.is_some()).map(|one| one.who.place);
        let finding = Finding::new(&CANDIDATES_MISMATCH, stated.place, message)
            .hint("correct the votes of the candidates, or the numbers of the ballot");
        candidate.into_iter().fold(finding, |finding, place| finding.related(place, "the first candidate"))
    })
}

/// "1 was", "2 were".
fn were(number: u64) -> String {
    if number == 1 { "1 was".to_owned() } else { format!("{number} were") }
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
