//! Those who speak and vote are listed and may do so, and there are so many.
//!
//! Nothing is derived from a list of participants, and lists are not always complete: so all of this is reported as warnings.

use std::collections::{BTreeMap, BTreeSet};

use super::attendance::There;
use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Placed, count};
use crate::meeting::{Attendance, Class, Decision, Event, Id, Meeting, Quorum, Target, Vote, What};

pub(super) const RULE: Rule = Rule { codes: &[&NOT_LISTED, &VOTE_WITHOUT_RIGHT, &MORE_VOTES_THAN_MEMBERS], check };

const NOT_LISTED: Code = Code::warning(
    "not-listed",
    "`proceedings` or a decision name somebody who is not in the list of participants, nor is their entity: they vote, \
     move, second, speak, come or leave. Reported if the list names people, and once for each person. Speakers are not \
     reported if other people are counted under `counts`.",
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
        let decided = || definition.decisions.iter().filter(|decision| decision.date.is_none());
        findings.extend(decided().filter_map(|decision| too_many(meeting, attendance, decision.vote.as_ref()?)));
        findings.extend(decided().filter_map(|decision| too_many_for_one(meeting, attendance, decision)));
    }
    if is_listed {
        findings.extend(strangers(subject, attendance));
    }
    findings
}

/// Words for people who are counted and do not vote.
const NO_VOTERS: &[&str] = &[
    "public",
    "press",
    "media",
    "observers",
    "guests",
    "visitors",
    "journalists",
    "spectators",
    "audience",
    "staff",
    "presse",
    "médias",
    "observateurs",
    "invités",
    "visiteurs",
    "journalistes",
    "auditoire",
    "público",
    "prensa",
    "medios",
    "observadores",
    "invitados",
    "visitantes",
    "periodistas",
    "публика",
    "публики",
    "пресса",
    "прессы",
    "наблюдатели",
    "гости",
    "журналисты",
    "зрители",
    "الجمهور",
    "الصحافة",
    "المراقبون",
    "الضيوف",
    "الصحفيون",
    "公众",
    "旁听",
    "旁听者",
    "旁听人员",
    "观察员",
    "媒体",
    "记者",
    "来宾",
];
/// Words that may follow one of those without saying that others are meant ("public members" may vote).
const ATTENDING: &[&str] = &[
    "present",
    "attending",
    "in",
    "at",
    "online",
    "and",
    "or",
    "présent",
    "présente",
    "présents",
    "présentes",
    "et",
    "ou",
    "asistente",
    "asistentes",
    "presente",
    "presentes",
    "en",
    "y",
    "o",
    "и",
];

/// The number of people who are counted and not named, and may vote. That they may is the usual case: only who is called by a word
/// for those who do not vote is left out.
pub(super) fn unnamed_voters(attendance: &Attendance) -> usize {
    let votes_not = |label: &Placed<String>| {
        let words = label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let words: Vec<String> = words.map(str::to_lowercase).collect();
        (0..words.len()).any(|at| {
            let next = words.get(at + 1).map(String::as_str);
            NO_VOTERS.contains(&words[at].as_str()) && next.is_none_or(|next| ATTENDING.contains(&next))
        })
    };
    let voters = attendance.counts.iter().filter(|count| !count.of.all().any(votes_not));
    voters.map(|count| count.people as usize).sum()
}

/// The number of votes as a vote counts them, and the unit, as far as they are known.
fn most_votes(meeting: &Meeting, attendance: &Attendance, vote: Option<&Vote>) -> Option<(usize, &'static str)> {
    if unnamed_voters(attendance) > 0 || vote.is_some_and(|vote| !meeting.knows_votes(vote)) {
        return None;
    }
    let by_votes = vote.is_some_and(|vote| meeting.counts_votes(vote));
    let members = meeting.members().map(|(_, votes)| if by_votes { votes } else { 1 }).sum();
    let has_unit = |quorum: &&Quorum| quorum.unit.is_some();
    let of_same = |quorum: &&Quorum| by_votes == has_unit(quorum) || attendance.by_entity;
    let quorum = attendance.quorum.iter().filter(of_same);
    let stated = quorum.flat_map(|quorum| [quorum.of, quorum.present.as_ref().map(|present| present.value)]).flatten();
    let most = stated.map(|stated| stated as usize).max().unwrap_or_default().max(members);
    (most > 0).then_some((most, if by_votes { "vote" } else { "member" }))
}

fn too_many(meeting: &Meeting, attendance: &Attendance, vote: &Vote) -> Option<Finding> {
    let (most, what) = most_votes(meeting, attendance, Some(vote))?;
    let cast: usize = vote.cast().filter_map(|ballot| meeting.votes_for(vote, &ballot)).sum();
    let place = vote.cast().find_map(|ballot| ballot.stated.map(|stated| stated.place));
    let place = place.or_else(|| vote.groups.first().map(|group| group.who.place))?;
    let message = format!("{} were cast, but there are only {}", count(cast, "vote"), count(most, what));
    (cast > most).then(|| {
        Finding::new(&MORE_VOTES_THAN_MEMBERS, place, message)
            .hint("correct the votes or the list, or state the others under `counts`")
    })
}

/// A candidate with more votes than there are.
fn too_many_for_one(meeting: &Meeting, attendance: &Attendance, decision: &Decision) -> Option<Finding> {
    let candidates = &decision.election.as_ref()?.candidates;
    let most = most_votes(meeting, attendance, decision.vote.as_ref())?.0;
    // Members may have several votes each, whatever the quorum counts.
    let most = most.max(meeting.members().map(|(_, votes)| votes).sum());
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
        Some(one) if what == "votes" && matches!(one.class, Class::Observer | Class::Invited | Class::Staff) => {
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
