//! There are enough members to decide.

use std::collections::BTreeSet;

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, count};
use crate::meeting::{Attendance, Definition, Disposition, Presence, Quorum, What};

pub(super) const RULE: Rule = Rule { codes: &[&QUORUM_COUNT, &NO_QUORUM, &PRESENT_UNKNOWN], check };

const QUORUM_COUNT: Code = Code::error(
    "quorum-count",
    "The stated number of members present is not the number of those listed as present at any time of the meeting, with \
     or without those represented by proxy. Or more members are present, needed or listed than there are in all (`of`). \
     Leave `present` out, and they are counted, with proxies; where proxies do not count, state the number of those \
     present. With a `unit`, the `votes` of participants are counted; with `by_entity`, their entities. People who are no \
     members have another `class`.",
)
.of(Group::Contradiction);
const NO_QUORUM: Code = Code::error(
    "no-quorum",
    "The meeting adopted something although fewer members were present than the quorum needs.",
)
.of(Group::Contradiction);

const PRESENT_UNKNOWN: Code = Code::warning(
    "present-unknown",
    "How many members were present is not known. No member is listed, or the quorum has a `unit` and no participant has \
     `votes`: the minutes have \"…\" in place of the number. Or the meeting adopted something, fewer members are listed as \
     present than the quorum needs, and others who may vote are only counted, under `counts`: whether they are members is \
     not known, and the minutes print the number of those listed. State the number present, of those listed and those \
     counted, as `present` of `quorum`.",
)
.of(Group::Completeness);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let definition = &subject.meeting.definition;
    let Some(attendance) = &definition.attendance else { return Vec::new() };
    let Some(quorum) = &attendance.quorum else { return Vec::new() };
    let mut findings: Vec<Finding> = counted(subject, attendance, quorum).into_iter().collect();
    let adopted = definition.decisions.iter().find(|one| one.disposition == Some(Disposition::Adopted));
    let stated = quorum.present.as_ref().map(|present| present.value as usize);
    let listed = subject.meeting.members_present(attendance, quorum);
    let needed = quorum.needed.value;
    if stated.or(listed).is_none() && is_minuted(definition) {
        let message = match subject.meeting.members().next().is_some() {
            true => format!("{needed} needed, but nobody is listed with `votes`"),
            false => format!("{needed} needed, but no member is listed as present"),
        };
        findings.push(
            Finding::new(&PRESENT_UNKNOWN, quorum.needed.place, message)
                .hint("state how many were present in all, as `present`"),
        );
    }
    if let (Some(decision), Some(present)) = (adopted, stated.or(listed))
        && present < needed as usize
    {
        let unnamed = if stated.is_none() { attendance.unnamed_voters() } else { 0 };
        let finding = match unnamed {
            0 => {
                let message = format!("{needed} needed, {present} present, but something was adopted");
                Finding::new(&NO_QUORUM, quorum.needed.place, message)
                    .hint("correct the numbers, or say that the decision was not taken")
            }
            _ => {
                let message = format!("{needed} needed, {present} listed as present, and {unnamed} only counted");
                Finding::new(&PRESENT_UNKNOWN, quorum.needed.place, message)
                    .hint("state how many members were present in all, as `present`, or the `class` of those who are no members")
            }
        };
        findings.push(finding.related(decision.id.place, "adopted"));
    }
    findings
}

/// Returns whether anything is recorded of the meeting: before it nobody is present.
fn is_minuted(definition: &Definition) -> bool {
    let is_told = || definition.items().into_iter().any(|(item, _)| !item.proceedings.is_empty());
    let is_decided = || definition.decisions.iter().any(|one| one.disposition.is_some() || one.vote.is_some());
    definition.status().has_minutes() || is_decided() || is_told()
}

fn counted(subject: &Subject<'_>, attendance: &Attendance, quorum: &Quorum) -> Option<Finding> {
    let stated = quorum.present.as_ref();
    if let Some(finding) = quorum.of.and_then(|of| more_than_all(subject, attendance, quorum, of as usize)) {
        return Some(finding);
    }
    let stated = stated?;
    let listed = subject.meeting.members_present(attendance, quorum)?;
    // Proxies may count or not.
    let in_person = subject.meeting.members_in_person(attendance, quorum)?;
    // The number may be that of the opening, or of any time between comings and goings.
    let moving = if attendance.by_entity { 0 } else { moving(subject, quorum) };
    let number = stated.value as usize;
    // Those who are not named may be members, with votes that nobody states.
    let unnamed = match attendance.unnamed_voters() {
        0 => 0,
        _ if quorum.unit.is_some() => usize::MAX,
        people => people,
    };
    let is_of = |all: usize| number <= all.saturating_add(unnamed) && number >= all.saturating_sub(moving);
    (!is_of(listed) && !is_of(in_person)).then(|| {
        let what = if quorum.unit.is_some() { "vote" } else { "member" };
        let with_proxies = match listed > in_person {
            true => format!(" and, with those represented, {listed}"),
            false => String::new(),
        };
        let counted = match attendance.unnamed_voters() {
            0 => String::new(),
            1 => ", and 1 person counted".to_owned(),
            people => format!(", and {people} people counted"),
        };
        let listed = count(in_person, what);
        let message = format!("{number} are said to be present, but {listed} listed as present{with_proxies}{counted}");
        Finding::new(&QUORUM_COUNT, stated.place, message)
            .hint("correct the number or the list, or leave `present` out")
    })
}

/// More members are present, needed or listed than there are.
fn more_than_all(subject: &Subject<'_>, attendance: &Attendance, quorum: &Quorum, of: usize) -> Option<Finding> {
    let stated = quorum.present.as_ref();
    let needed = quorum.needed.value as usize;
    let (number, place, what, hint) = match stated.map(|stated| (stated.value as usize, stated.place)) {
        Some((present, place)) if present > of => (present, place, "said to be present", "correct one of the numbers"),
        None if subject.meeting.members_present(attendance, quorum) > Some(of) => {
            let present = subject.meeting.members_present(attendance, quorum)?;
            let hint = "correct the number or the list, or state how many were `present` at one time";
            (present, quorum.needed.place, "listed as present", hint)
        }
        _ if needed > of => (needed, quorum.needed.place, "needed", "correct one of the numbers"),
        _ => {
            // Whoever came or left may have been a member for a part of the meeting.
            let all = subject.meeting.members_in_all(attendance, quorum).filter(|_| !attendance.by_entity)?;
            let all = all.saturating_sub(moving(subject, quorum));
            (
                all,
                quorum.needed.place,
                "listed as members",
                "correct the number, or the `class` of those who are no members",
            )
        }
    };
    let are = if number == 1 { "is" } else { "are" };
    let message = format!("{number} {are} {what}, of {of}");
    (number > of).then(|| Finding::new(&QUORUM_COUNT, place, message).hint(hint))
}

/// The number of those listed as present who were not present all the time.
fn moving(subject: &Subject<'_>, quorum: &Quorum) -> usize {
    let items = subject.meeting.definition.items();
    let events = items.iter().flat_map(|(item, _)| &item.proceedings);
    let moves = events.filter(|event| matches!(event.what, What::Arrived | What::Left | What::Returned));
    let recorded: BTreeSet<&str> = moves.flat_map(|event| &event.who).map(|who| who.as_str()).collect();
    let there = subject.meeting.members().filter(|(one, _)| one.presence == Presence::Present);
    let moved = there.filter(|(one, _)| {
        let is_recorded = one.who.as_ref().is_some_and(|who| recorded.contains(who.as_str()));
        is_recorded || one.from.is_some() || one.until.is_some()
    });
    moved.map(|(_, votes)| if quorum.unit.is_some() { votes } else { 1 }).sum()
}
