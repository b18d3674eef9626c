//! Those who speak and vote are listed and may do so, and results fit the votes.
//!
//! Nothing is derived from a list of participants, and lists are not always whole: so all of this is told as a warning.

use std::collections::{BTreeMap, BTreeSet};

use super::attendance::There;
use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Placed, count};
use crate::meeting::{Attendance, Class, Decision, Disposition, Id, Target, Vote, What};

pub(super) const RULE: Rule =
    Rule { codes: &[&NOT_LISTED, &VOTE_WITHOUT_RIGHT, &MORE_VOTES_THAN_MEMBERS, &ADOPTED_AGAINST], check };

const NOT_LISTED: Code = Code::warning(
    "not-listed",
    "Somebody votes, or says something in proceedings, who is not among the participants: neither themselves nor by the entity \
     they belong to. Told where the list names people, and once of each; of speakers not where others are counted under `counts`.",
)
.of(Group::Contradiction);
const VOTE_WITHOUT_RIGHT: Code = Code::warning(
    "vote-without-right",
    "Somebody votes by name who takes part as an observer, as staff or by invitation. State another `class` for those who may vote.",
)
.of(Group::Contradiction);
const MORE_VOTES_THAN_MEMBERS: Code = Code::warning(
    "more-votes-than-members",
    "More votes were cast than there are members: those listed as members, or as many as `quorum` says. Those who vote and are \
     not named stand as numbers under `counts`; where something else than members is counted, the vote says so by `unit`.",
)
.of(Group::Contradiction);
const ADOPTED_AGAINST: Code = Code::warning(
    "adopted-against-votes",
    "Something is adopted with more votes against it than for it. The result is never derived from votes; say in `needed` what it \
     takes, if it is not a majority.",
)
.of(Group::Contradiction);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let definition = &subject.meeting.definition;
    let mut findings: Vec<Finding> = definition.decisions.iter().filter_map(against).collect();
    let listed = definition.attendance.as_ref().filter(|attendance| !attendance.participants.is_empty());
    if let Some(attendance) = listed {
        if let Some(most) = most_votes(attendance) {
            let decided = definition.decisions.iter().filter(|decision| decision.date.is_none());
            findings.extend(decided.filter_map(|decision| too_many(most, decision.vote.as_ref()?)));
        }
        findings.extend(strangers(subject, attendance));
    }
    findings
}

fn against(decision: &Decision) -> Option<Finding> {
    let vote = decision.vote.as_ref().filter(|vote| vote.needed.is_none())?;
    let [yes, no, ..] = vote.ballots();
    let (yes, no) = (yes.count()?, no.count()?);
    let message = format!("this is adopted with {} for it and {no} against", count(yes, "vote"));
    let is_odd = no > yes && decision.disposition == Some(Disposition::Adopted);
    is_odd.then(|| Finding::new(&ADOPTED_AGAINST, decision.id.place, message).hint("correct the votes or the result"))
}

/// How many members there are, as far as it is known: each has one vote.
fn most_votes(attendance: &Attendance) -> Option<usize> {
    let weighs = attendance.participants.iter().any(|one| one.votes.is_some());
    if weighs || !attendance.counts.is_empty() {
        return None;
    }
    let members =
        attendance.participants.iter().filter(|one| matches!(one.class, Class::Member | Class::Alternate)).count();
    let quorum = attendance.quorum.iter();
    let stated = quorum.flat_map(|quorum| [quorum.of, quorum.present.as_ref().map(|present| present.value)]).flatten();
    let most = stated.map(|stated| stated as usize).max().unwrap_or_default().max(members);
    (most > 0).then_some(most)
}

fn too_many(most: usize, vote: &Vote) -> Option<Finding> {
    if vote.unit.is_some() {
        return None;
    }
    let cast: usize = vote.cast().filter_map(|ballot| ballot.count()).sum();
    let place = vote.cast().find_map(|ballot| ballot.stated.map(|stated| stated.place))?;
    let message = format!("{} were cast, and there are {}", count(cast, "vote"), count(most, "member"));
    (cast > most).then(|| {
        Finding::new(&MORE_VOTES_THAN_MEMBERS, place, message)
            .hint("correct the votes or the list, or state the others under `counts`")
    })
}

/// Those who act and are not listed, or are and may not vote.
fn strangers(subject: &Subject<'_>, attendance: &Attendance) -> Vec<Finding> {
    let definition = &subject.meeting.definition;
    let there = There::of(subject, attendance);
    let listed = attendance.participants.iter().filter_map(|one| Some((one.who.as_ref()?.as_str(), one)));
    let listed: BTreeMap<&str, _> = listed.collect();
    let votes = definition.decisions.iter().filter(|decision| decision.date.is_none());
    let votes = votes.filter_map(|decision| decision.vote.as_ref());
    let votes = votes.flat_map(|vote| vote.cast().flat_map(|ballot| ballot.who()).collect::<Vec<_>>());
    let events = definition.items().into_iter().flat_map(|(item, _)| &item.proceedings);
    // Where others are counted and not named, speakers may be of them.
    let events = events.filter(|_| attendance.counts.is_empty());
    let said = events.filter(|event| event.what == What::Said).flat_map(|event| &event.who);
    let acts = votes.map(|who| (who, true)).chain(said.map(|who| (who, false)));
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let finding = |(who, votes): (&Placed<Id>, bool)| match listed.get(who.as_str()) {
        Some(one) if votes && matches!(one.class, Class::Observer | Class::Invited | Class::Staff) => {
            let message = format!("`{}` votes, and takes part as {}", who.as_str(), one.class.name());
            Some(Finding::new(&VOTE_WITHOUT_RIGHT, who.place, message).hint("correct the vote or the `class`"))
        }
        None if subject.index.get(who.as_str()) == Some(&Target::Person) && !there.holds(subject, who.as_str()) => {
            let message = format!("`{}` {}, and is not listed", who.as_str(), if votes { "votes" } else { "speaks" });
            Some(Finding::new(&NOT_LISTED, who.place, message).hint("add them to the participants"))
        }
        Some(_) | None => None,
    };
    acts.filter(|(who, _)| told.insert(who.as_str())).filter_map(finding).collect()
}
