//! The rules on what comes before the meeting and what comes after it.

use super::ladder::is_before;
use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Place, Placed};
use crate::meeting::{CalendarEntry, When};

pub(super) const RULE: Rule = Rule { codes: &[&DATE_OUT_OF_ORDER], check };

const DATE_OUT_OF_ORDER: Code = Code::warning(
    "date-out-of-order",
    "The meeting that is `previous` begins after this one, the `next` is before it, or an action of this meeting is due \
     before it takes place: a year is wrong, or the two are exchanged.",
)
.of(Group::Contradiction);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let definition = &subject.meeting.definition;
    let slot = &definition.time;
    let begins = slot.start.value;
    let ends = slot.last_date().map_or(begins, When::Date);
    let finding = |place: Place, message: String| {
        Finding::new(&DATE_OUT_OF_ORDER, place, message)
            .hint("correct one of the dates")
            .related(slot.start.place, "the meeting")
    };
    let previous = definition.previous.as_ref().and_then(stated).filter(|previous| is_before(ends, previous.value));
    let previous = previous.map(|previous| {
        finding(previous.place, format!("the previous meeting, on {}, is after this one", previous.value))
    });
    let next = definition.next.as_ref().and_then(stated).filter(|next| is_before(next.value, begins));
    let next = next.map(|next| finding(next.place, format!("the next meeting, on {}, is before this one", next.value)));
    // What was decided in writing, at a time of its own, may be done by then.
    let apart: Vec<&str> =
        definition.decisions.iter().filter(|one| one.date.is_some()).map(|one| one.id.as_str()).collect();
    let actions = definition.actions().into_iter().filter(|(id, _)| !apart.contains(&id.as_str()));
    let early = actions.filter_map(|(_, action)| {
        let due = action.due.filter(|due| is_before(When::Date(*due), begins))?;
        Some(finding(action.text.place, format!("this action is due on {due}, before the meeting")))
    });
    previous.into_iter().chain(next).chain(early).collect()
}

/// When a meeting before or after this one is, if that is stated.
fn stated(entry: &Placed<CalendarEntry>) -> Option<Placed<When>> {
    let date = entry.date.as_ref().map(|date| Placed::new(When::Date(date.value), date.place));
    date.or_else(|| entry.start.as_ref().map(|start| Placed::new(When::Time(start.value), start.place)))
}
