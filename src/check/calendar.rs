//! Every entry of a calendar has one date.

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Placed};
use crate::meeting::{CalendarEntry, EntryState};

pub(super) const RULE: Rule = Rule { codes: &[&CALENDAR_DATE, &CALENDAR_TITLE], check };

const CALENDAR_DATE: Code = Code::error(
    "calendar-date",
    "An entry of a calendar needs either a `date` (a day, month or year) or a `start` (a day and time), not both. It \
     may lack both as long as the date is to be confirmed. The same holds for `previous` and `next`, which need no date if \
     they name the `pack` of the meeting.",
)
.of(Group::Completeness);

const CALENDAR_TITLE: Code = Code::error(
    "calendar-title",
    "An entry of a calendar has no title. Only `previous` and `next`, the meetings before and after this one, can do \
     without a title.",
)
.of(Group::Completeness);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let definition = &subject.meeting.definition;
    let calendars = definition.annexes.iter().filter_map(|annex| annex.calendar.as_ref());
    let entries: Vec<&Placed<CalendarEntry>> = calendars.flat_map(|calendar| &calendar.entries).collect();
    let untitled = entries.iter().filter(|entry| entry.title.is_none());
    let untitled = untitled.map(|entry| {
        Finding::new(&CALENDAR_TITLE, entry.place.opening(), "this entry has no title").hint("add `\"title\": …`")
    });
    let neighbours = definition.previous.iter().chain(&definition.next);
    entries.iter().copied().chain(neighbours).filter_map(of_entry).chain(untitled).collect()
}

fn of_entry(entry: &Placed<CalendarEntry>) -> Option<Finding> {
    let place = entry.title.as_ref().map_or(entry.place.opening(), |title| title.place);
    let (place, message, hint) = match (&entry.date, &entry.start) {
        (Some(_), None) | (None, Some(_)) => return None,
        (None, None) if entry.state == Some(EntryState::ToBeConfirmed) => return None,
        // Its own definition has the date; if it cannot be read, that was reported.
        (None, None) if entry.pack.is_some() => return None,
        (Some(date), Some(_)) => (date.place, "this entry has a `date` and a `start`", "keep one of the two"),
        (None, None) => (
            place,
            "this entry has no date",
            "add `\"date\": …`; a month or a year is enough; or `\"state\": \"to-be-confirmed\"`",
        ),
    };
    Some(Finding::new(&CALENDAR_DATE, place, message).hint(hint))
}
