//! Zones are places: an abbreviation or a fixed distance from UTC knows no summer time.

use std::collections::BTreeSet;

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Placed};
use crate::meeting::{Definition, LocalTime, Slot, Zone};

pub(super) const RULE: Rule = Rule { codes: &[&ZONE_WITHOUT_PLACE], check };

const ZONE_WITHOUT_PLACE: Code = Code::warning(
    "zone-without-place",
    "A zone is named by an abbreviation (EST, GMT) or by an offset from UTC (Etc/GMT+5, which is five hours behind \
     it). The places that use it in winter have summer time on this day, so their clocks show another time. Name the \
     zone by a place, such as America/New_York, or use UTC.",
)
.of(Group::Consistency);

/// Names that are no places, the place whose clocks people think of, and one there without summer time, if there is any.
const ABBREVIATIONS: [(&str, &str, &str); 11] = [
    ("EST", "America/New_York", "America/Panama"),
    ("EST5EDT", "America/New_York", "America/Panama"),
    ("CST6CDT", "America/Chicago", "America/Costa_Rica"),
    ("MST", "America/Denver", "America/Phoenix"),
    ("MST7MDT", "America/Denver", "America/Phoenix"),
    ("PST8PDT", "America/Los_Angeles", ""),
    ("CET", "Europe/Brussels", "Africa/Algiers"),
    ("MET", "Europe/Brussels", "Africa/Algiers"),
    ("EET", "Europe/Athens", "Africa/Tripoli"),
    ("WET", "Europe/Lisbon", ""),
    ("GMT", "Europe/London", "UTC"),
];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut reported = BTreeSet::new();
    let used = used(&subject.meeting.definition).into_iter();
    used.filter_map(|(zone, time)| of_zone(zone, time))
        .filter(|finding| reported.insert(finding.spot.clone()))
        .collect()
}

/// Zones with a time that is stated or shown in them; noon where no time is stated.
fn used(definition: &Definition) -> Vec<(&Placed<Zone>, LocalTime)> {
    let noon = |slot: &Slot| LocalTime(slot.first_day().at(12, 0, 0, 0));
    let start = |slot: &Slot| slot.local_start().unwrap_or_else(|| noon(slot));
    let mut used = Vec::new();
    for slot in definition.slots() {
        used.extend(slot.zone.iter().chain(&slot.shown_in).map(|zone| (zone, start(slot))));
        // Sessions and calendars have the zones of the meeting, on other days.
        let meeting = &definition.time;
        used.extend(meeting.zone.iter().chain(&meeting.shown_in).map(|zone| (zone, start(slot))));
    }
    let calendars = definition.annexes.iter().filter_map(|annex| annex.calendar.as_ref());
    for calendar in calendars {
        used.extend(
            calendar.entries.iter().filter_map(|entry| {
                Some((entry.zone.as_ref().or(calendar.zone.as_ref())?, entry.start.as_ref()?.value))
            }),
        );
    }
    let neighbours = definition.previous.iter().chain(&definition.next);
    used.extend(neighbours.filter_map(|entry| Some((entry.zone.as_ref()?, entry.start.as_ref()?.value))));
    let silence = definition.silence.as_ref();
    used.extend(silence.and_then(|silence| Some((silence.zone.as_ref()?, silence.deadline.value))));
    used
}

fn of_zone(zone: &Placed<Zone>, time: LocalTime) -> Option<Finding> {
    let name = zone.name();
    let known = ABBREVIATIONS.iter().find(|(abbreviation, ..)| *abbreviation == name);
    let (message, hint) = match known {
        Some((_, place, fixed)) => {
            let instant = zone.instant(time)?;
            let there: Zone = place.parse().ok()?;
            let (here, there) = (zone.moment(instant), there.moment(instant));
            if here.offset == there.offset && here.abbreviation == name {
                return None;
            }
            let message = match here.offset == there.offset {
                true => format!("`{name}` is not a place; on this day its clocks show {}", here.abbreviation),
                false => format!("`{name}` has no summer time, but {place} has it on this day"),
            };
            let hint = match *fixed {
                "" => format!("name a place: `{place}`"),
                fixed => format!("name a place: `{place}`, or `{fixed}` if you mean a zone without summer time"),
            };
            (message, hint)
        }
        None if name.starts_with("Etc/GMT") && !name.ends_with("GMT") && !name.ends_with('0') => {
            let hours = zone.offset_minutes(zone.instant(time)?) / 60;
            let side = if hours < 0 { "behind" } else { "ahead of" };
            let message = format!("`{name}` is {} hours {side} UTC, and has no summer time", hours.abs());
            (message, "name a place, such as `America/New_York`".to_owned())
        }
        None => return None,
    };
    Some(Finding::new(&ZONE_WITHOUT_PLACE, zone.place, message).hint(hint))
}
