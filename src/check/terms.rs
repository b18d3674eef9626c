//! Who chairs or holds an office at a meeting is in that office.

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Placed};
use crate::meeting::{Id, Text};

pub(super) const RULE: Rule = Rule { codes: &[&OFFICER_OUT], check };

const OFFICER_OUT: Code = Code::warning(
    "officer-out-of-office",
    "Somebody chairs a meeting, or is named as one of its officers, but according to `terms` in the registry is not in \
     that office on the day of the meeting. Name who holds the office now, or correct the terms.",
)
.of(Group::Contradiction);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let definition = &subject.meeting.definition;
    let chairs = definition.chairs.iter().filter_map(|chair| Some((chair.role.as_ref()?, &chair.person)));
    let officers = definition.officers.iter().flat_map(|role| role.who.iter().map(|who| (&role.role, who)));
    chairs.chain(officers).filter_map(|(role, who)| finding(subject, role, who)).collect()
}

/// A finding if the person has terms in an office of this name, and none on the day of the meeting.
fn finding(subject: &Subject<'_>, role: &Text, who: &Placed<Id>) -> Option<Finding> {
    let person = subject.meeting.registry.people.get(who.as_str())?;
    let slot = &subject.meeting.definition.time;
    let (first, last) = (slot.first_day(), slot.ends_on().last_day());
    let is_called = |office: &Text| office.all().any(|office| role.all().any(|role| role.value == office.value));
    let terms = || person.terms.iter().filter(|term| term.office.as_ref().is_some_and(is_called));
    // Of a term that ends before it begins, that is told.
    let is_swapped = terms()
        .any(|term| term.until.as_ref().is_some_and(|until| until.value.last_day() < term.from.value.first_day()));
    let holds = is_swapped
        || terms().any(|term| {
            term.from.value.first_day() <= last
                && term.until.as_ref().is_none_or(|until| first <= until.value.last_day())
        });
    let near = terms().next_back().filter(|_| !holds)?;
    let office = role.all().next().map(|role| role.value.as_str()).unwrap_or_default();
    let message = format!("`{}` is not {office} on the day of this meeting, by the registry", who.as_str());
    let place = near.until.as_ref().map_or(near.from.place, |until| until.place);
    Some(
        Finding::new(&OFFICER_OUT, who.place, message)
            .hint("name who holds the office, or correct `terms` in the registry")
            .related(place, "the term"),
    )
}
