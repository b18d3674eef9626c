//! Those who speak and vote are listed and may do so, and there are so many.
//!
//! Nothing is derived from a list of participants, and lists are not always complete: so all of this is reported as warnings.

use std::collections::{BTreeMap, BTreeSet};

use super::attendance::There;
use super::most_votes::{MostVotes, told_once};
use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Placed, count};
use crate::meeting::{Attendance, Decision, Event, Id, Meeting, Participant, Target, What};

pub(super) const RULE: Rule = Rule { codes: &[&NOT_LISTED, &VOTE_WITHOUT_RIGHT, &MORE_VOTES_THAN_MEMBERS], check };

const NOT_LISTED: Code = Code::warning(
    "not-listed",
    "`proceedings` or a decision name somebody who is not in the list of participants, nor is their entity: they vote, \
     move, second, speak, come or leave. Reported if the list names people, and once for each person; and of entities that \
     vote by name, if others that do are listed. Speakers are not reported if other people are counted under `counts`.",
)
.of(Group::Contradiction);
const VOTE_WITHOUT_RIGHT: Code = Code::warning(
    "vote-without-right",
    "Somebody votes by name who takes part as an observer, as staff or by invitation. State another `class` for those \
     who may vote.",
)
.of(Group::Contradiction);
const MORE_VOTES_THAN_MEMBERS: Code = Code::warning(
    "more-votes-than-members",
    "More votes were cast, or received by a candidate, than exist: those of the listed members, or as many as `quorum` \
     says. State voters who are not named as numbers under `counts` (the public, \
     the press, observers, guests and staff do not count as voters there). If something other than members is counted, state \
     the `unit` of the vote.",
)
.of(Group::Contradiction);
fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let meeting = subject.meeting;
    let definition = &meeting.definition;
    let mut findings = Vec::new();
    let Some(attendance) = &definition.attendance else { return findings };
    let is_listed = !attendance.participants.is_empty();
    // How many there are is known by a list, or stated.
    if is_listed || attendance.quorum.as_ref().is_some_and(|quorum| quorum.of.is_some()) {
        let most = MostVotes::of(meeting);
        let decided = || definition.decisions.iter().filter(|decision| decision.date.is_none());
        findings.extend(decided().filter_map(|decision| too_many(meeting, most.as_ref()?, decision)));
        told_once(&mut findings, &MORE_VOTES_THAN_MEMBERS, decided().filter(|one| one.vote.is_some()).count());
        findings.extend(decided().filter_map(|decision| too_many_for_one(most.as_ref()?, decision)));
    }
    if is_listed {
        findings.extend(strangers(subject, attendance));
        findings.extend(strange_entities(subject, attendance));
    }
    findings
}

fn too_many(meeting: &Meeting, votes: &MostVotes<'_>, decision: &Decision) -> Option<Finding> {
    let vote = decision.vote.as_ref()?;
    let (most, what) = votes.in_all(decision)?;
    let cast: usize = vote.cast().filter_map(|ballot| meeting.votes_for(vote, &ballot)).sum();
    let place = vote.cast().find_map(|ballot| ballot.stated.map(|stated| stated.place));
    let place = place.or_else(|| vote.groups.first().map(|group| group.who.place))?;
    let message = format!("{} were cast, but there are only {}", count(cast, "vote"), count(most, what));
    (cast > most && !votes.are_at_odds(vote)).then(|| {
        Finding::new(&MORE_VOTES_THAN_MEMBERS, place, message)
            .hint("correct the votes or the list, or state the others under `counts`")
    })
}

/// A candidate with more votes than there are.
fn too_many_for_one(most: &MostVotes<'_>, decision: &Decision) -> Option<Finding> {
    let candidates = &decision.election.as_ref()?.candidates;
    // Members may have several votes each, whatever the quorum counts.
    let most = most.in_all(decision)?.0.max(most.votes_of_members()).max(most.of_quorum());
    let one = candidates.iter().find(|one| one.votes.is_some_and(|votes| votes as usize > most))?;
    let message =
        format!("`{}` receives {}, but there are only {most}", one.who.as_str(), count(one.votes? as usize, "vote"));
    Some(Finding::new(&MORE_VOTES_THAN_MEMBERS, one.who.place, message).hint("correct the votes or the list"))
}

/// Finds people who act and are not listed, or who vote without a right to.
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
    let acts_in = |event: &Event| match event.what {
        What::Said => Some("speaks"),
        What::Arrived | What::Returned => Some("comes"),
        What::Left => Some("leaves"),
        What::Recused => Some("takes no part"),
        _ => None,
    };
    let done = events.filter_map(|event| Some((&event.who, acts_in(event)?)));
    let moved = definition.decisions.iter();
    let moved = moved.filter(|decision| attendance.counts.is_empty() && decision.date.is_none());
    let moved = moved.flat_map(|decision| decision.moved_by.iter().chain(&decision.seconded_by));
    let acts = votes.map(|who| (who, "votes")).chain(moved.map(|who| (who, "moves or seconds")));
    let acts = acts.chain(done.flat_map(|(all, what)| all.iter().map(move |who| (who, what))));
    let mut reported: BTreeSet<&str> = BTreeSet::new();
    let finding = |(who, what): (&Placed<Id>, &str)| match listed.get(who.as_str()) {
        Some(one) if what == "votes" && one.class.is_guest() => {
            let message = format!("`{}` votes, but takes part as {}", who.as_str(), one.class.name());
            Some(Finding::new(&VOTE_WITHOUT_RIGHT, who.place, message).hint("correct the vote or the `class`"))
        }
        None if subject.index.get(who.as_str()) == Some(&Target::Person) && !there.holds(subject, who.as_str()) => {
            let message = format!("`{}` {what}, but is not listed", who.as_str());
            Some(Finding::new(&NOT_LISTED, who.place, message).hint("add them to the participants"))
        }
        Some(_) | None => None,
    };
    acts.filter(|(who, _)| reported.insert(who.as_str())).filter_map(finding).collect()
}

/// Finds entities that vote by name in a list of entities, and are not in it. Where fewer than half of those that vote are listed,
/// they are parties or other groups.
fn strange_entities(subject: &Subject<'_>, attendance: &Attendance) -> Vec<Finding> {
    let meeting = subject.meeting;
    let people = &meeting.registry.people;
    let of_person = |one: &Participant| {
        let person = people.get(one.who.as_ref()?.as_str())?;
        person.entity.as_ref().map(|entity| entity.as_str())
    };
    let participants = &attendance.participants;
    let mut listed: BTreeSet<&str> = participants.iter().filter_map(|one| of_person(one)).collect();
    listed.extend(participants.iter().flat_map(|one| one.who.iter().chain(&one.entity)).map(|id| id.as_str()));
    listed.extend(attendance.representatives.iter().map(|line| line.entity.as_str()));
    let typed = participants.iter().flat_map(|one| one.name.iter().chain(&one.affiliation)).flat_map(|text| text.all());
    let typed: BTreeSet<&str> = typed.map(|words| words.as_str()).collect();
    let is_listed = |id: &str| {
        let entity = meeting.registry.entities.get(id);
        listed.contains(id) || entity.is_some_and(|one| one.name.all().any(|name| typed.contains(name.as_str())))
    };
    let is_entity = |who: &&Placed<Id>| subject.index.get(who.as_str()) == Some(&Target::Entity);
    let decided = meeting.definition.decisions.iter().filter(|decision| decision.date.is_none());
    let mut reported: BTreeSet<&str> = BTreeSet::new();
    let mut strange: Vec<&Placed<Id>> = Vec::new();
    for vote in decided.filter_map(|decision| decision.vote.as_ref()) {
        let voters: Vec<&Placed<Id>> = vote.cast().flat_map(|ballot| ballot.who()).filter(is_entity).collect();
        let others: Vec<&Placed<Id>> = voters.iter().copied().filter(|who| !is_listed(who.as_str())).collect();
        if others.len() * 2 <= voters.len() {
            strange.extend(others.into_iter().filter(|who| reported.insert(who.as_str())));
        }
    }
    strange
        .into_iter()
        .map(|who| {
            let message = format!("`{}` votes, but is not listed", who.as_str());
            Finding::new(&NOT_LISTED, who.place, message).hint("add it to the participants, or correct the vote")
        })
        .collect()
}
