//! There are enough members to decide.

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, count};
use crate::meeting::{Attendance, Class, Disposition, Quorum};

pub(super) const RULE: Rule = Rule { codes: &[&QUORUM_COUNT, &NO_QUORUM], check };

const QUORUM_COUNT: Code = Code::error(
    "quorum-count",
    "The stated number of members present is not the number of those listed as present or represented. Leave `present` \
     out and they are counted. With a `unit` the `votes` of participants are counted, listed by entity the entities.",
)
.of(Group::Contradiction);
const NO_QUORUM: Code =
    Code::error("no-quorum", "Fewer members were there than the quorum needs, and the meeting adopted something.")
        .of(Group::Contradiction);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let definition = &subject.meeting.definition;
    let Some(attendance) = &definition.attendance else { return Vec::new() };
    let Some(quorum) = &attendance.quorum else { return Vec::new() };
    let mut findings: Vec<Finding> = counted(subject, attendance, quorum).into_iter().collect();
    let adopted = definition.decisions.iter().find(|one| one.disposition == Some(Disposition::Adopted));
    let present = quorum.present.as_ref().map(|present| present.value as usize);
    let listed = || subject.meeting.members_present(attendance, quorum).filter(|_| members_listed(attendance));
    let present = present.or_else(listed);
    if let (Some(decision), Some(present)) = (adopted, present)
        && present < quorum.needed.value as usize
    {
        let message = format!("{} needed, {present} there, and something was adopted", quorum.needed.value);
        findings.push(
            Finding::new(&NO_QUORUM, quorum.needed.place, message)
                .hint("correct the numbers, or say that the decision was not taken")
                .related(decision.id.place, "adopted"),
        );
    }
    findings
}

fn members_listed(attendance: &Attendance) -> bool {
    attendance.participants.iter().any(|one| matches!(one.class, Class::Member))
}

fn counted(subject: &Subject<'_>, attendance: &Attendance, quorum: &Quorum) -> Option<Finding> {
    let stated = quorum.present.as_ref().filter(|_| members_listed(attendance))?;
    let listed = subject.meeting.members_present(attendance, quorum)?;
    (stated.value as usize != listed).then(|| {
        let what = if quorum.unit.is_some() { "vote" } else { "member" };
        let message = format!("{} are said to be present, and {} listed so", stated.value, count(listed, what));
        Finding::new(&QUORUM_COUNT, stated.place, message)
            .hint("correct the number or the list, or leave `present` out")
    })
}
