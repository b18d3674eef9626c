//! Every entry of a calendar has one date.

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group};
use crate::meeting::{CalendarEntry, EntryState};

pub(super) const RULE: Rule = Rule { codes: &[&CALENDAR_DATE], check };

const CALENDAR_DATE: Code = Code::error(
    "calendar-date",
    "An entry of a calendar says when by `date` (a day, month or year) or by `start` (a day and time), \
     not by both, and by neither only while the date is to be confirmed.",
)
.of(Group::Completeness);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let definition = &subject.meeting.definition;
    let calendars = definition.annexes.iter().filter_map(|annex| annex.calendar.as_ref());
    let neighbours = definition.previous.iter().chain(&definition.next);
    calendars.flat_map(|calendar| &calendar.entries).chain(neighbours).filter_map(of_entry).collect()
}

fn of_entry(entry: &CalendarEntry) -> Option<Finding> {
    let (place, message, hint) = match (&entry.date, &entry.start) {
        (Some(_), None) | (None, Some(_)) => return None,
        (None, None) if entry.state == EntryState::ToBeConfirmed => return None,
        (Some(date), Some(_)) => (date.place, "this entry has a `date` and a `start`", "keep one of the two"),
        (None, None) => (
            entry.title.place,
            "this entry has no date",
            "add `\"date\": …`; a month or a year is enough; or `\"state\": \"to-be-confirmed\"`",
        ),
    };
    Some(Finding::new(&CALENDAR_DATE, place, message).hint(hint))
}
