//! All local times that a definition states.

use jiff::{SignedDuration, civil};

use super::{CalendarEntry, Clock, Date, Definition, LocalTime, Sitting, Slot, When, Zone};
use crate::finding::{Place, Placed};

/// A local time that a definition states.
#[derive(Debug, Clone, Copy)]
pub struct StatedTime<'a> {
    /// The time.
    pub time: LocalTime,
    /// The zone in which it is stated, if there is one.
    pub zone: Option<&'a Zone>,
    /// The place where it is written.
    pub place: Place,
}

impl Definition {
    /// All local times that it states: of the meeting, its sessions and their items, of calendars, of the meetings
    /// before and after, of the history and the silence procedure.
    pub fn stated_times(&self) -> Vec<StatedTime<'_>> {
        let mut all = Vec::new();
        for slot in self.slots() {
            let zone = slot.own_zone(&self.time);
            all.extend([Some(&slot.start), slot.until.as_ref()].into_iter().flatten().filter_map(|at| when(at, zone)));
        }
        for sitting in self.sittings() {
            let zone = sitting.slot.own_zone(&self.time);
            all.extend(sitting.entries.iter().filter_map(|entry| {
                Some(StatedTime { time: entry.stated?, zone, place: entry.item.start.as_ref()?.place })
            }));
        }
        for (entry, zone) in self.dated_entries() {
            let start = entry.start.as_ref();
            all.extend(start.map(|start| StatedTime { time: start.value, zone, place: start.place }));
        }
        let zone = self.time.own_zone(&self.time);
        all.extend(self.history.iter().filter_map(|step| when(&step.on, zone)));
        if let Some(silence) = &self.silence {
            let zone = silence.own_zone(&self.time);
            let deadline = &silence.deadline;
            all.push(StatedTime { time: deadline.value, zone, place: deadline.place });
            all.extend(when(&silence.circulated, zone));
            for objection in &silence.objections {
                all.extend(when(&objection.at, zone));
                all.extend(objection.resolution.as_ref().and_then(|resolution| when(&resolution.on, zone)));
            }
        }
        all
    }

    /// The times of day that minutes state, of events and of those who came or left, where the day that they are of is known.
    pub fn recorded_times(&self) -> Vec<StatedTime<'_>> {
        let mut all = Vec::new();
        let sittings = self.sittings();
        for sitting in &sittings {
            let zone = sitting.slot.own_zone(&self.time);
            let Some(mut days) = Days::of(sitting, &self.time) else { continue };
            let events = sitting.entries.iter().flat_map(|entry| &entry.item.proceedings);
            all.extend(events.filter_map(|event| {
                Some(StatedTime { time: days.local(event.at?), zone, place: event.place.opening() })
            }));
        }
        let only = sittings.first().filter(|_| self.sessions.is_empty());
        for one in self.attendance.iter().filter(|_| only.is_some()).flat_map(|attendance| &attendance.participants) {
            let Some(mut days) = only.and_then(|sitting| Days::of(sitting, &self.time)) else { continue };
            let zone = self.time.own_zone(&self.time);
            let clocks = [one.from, one.until].into_iter().flatten();
            all.extend(clocks.map(|at| StatedTime { time: days.local(at), zone, place: one.place.opening() }));
        }
        all
    }

    /// The slots of the meeting and its sessions.
    pub fn slots(&self) -> impl Iterator<Item = &Slot> {
        std::iter::once(&self.time).chain(self.sessions.iter().map(|session| &session.time))
    }

    /// Entries of calendars and the meetings before and after, each with the zone in which its start is stated.
    pub fn dated_entries(&self) -> impl Iterator<Item = (&CalendarEntry, Option<&Zone>)> {
        let own = self.time.own_zone(&self.time);
        let calendars = self.annexes.iter().filter_map(|annex| annex.calendar.as_ref());
        let entries = calendars.flat_map(|calendar| {
            calendar.entries.iter().map(|entry| (&entry.value, entry.zone.as_ref().or(calendar.zone.as_ref())))
        });
        let neighbours = self.previous.iter().chain(&self.next).map(|entry| (&entry.value, entry.zone.as_ref()));
        entries.chain(neighbours).map(move |(entry, zone)| (entry, zone.map(|zone| &zone.value).or(own)))
    }
}

fn when<'a>(at: &Placed<When>, zone: Option<&'a Zone>) -> Option<StatedTime<'a>> {
    match at.value {
        When::Time(time) => Some(StatedTime { time, zone, place: at.place }),
        When::Date(_) => None,
    }
}

/// The days of clock times that follow each other in a sitting.
struct Days {
    /// The last time, or what is known of the start.
    last: civil::DateTime,
}

impl Days {
    /// Of a sitting on one day, or over one midnight; of others the days of clock times are not known.
    fn of(sitting: &Sitting<'_>, meeting: &Slot) -> Option<Self> {
        let slot = sitting.slot;
        let is_short = |(start, end): (jiff::Timestamp, jiff::Timestamp)| {
            end.duration_since(start) < SignedDuration::from_hours(24)
        };
        let is_known = slot.is_of_one_day() || slot.starts(meeting).zip(slot.ends(meeting)).is_some_and(is_short);
        let Date::Day(day) = slot.date() else { return None };
        let last = slot.local_start().map_or(day.at(0, 0, 0, 0), |start| start.0);
        is_known.then_some(Self { last })
    }

    /// The local time of the next clock time: twelve hours or more back is the next day.
    fn local(&mut self, at: Clock) -> LocalTime {
        let same_day = self.last.date().to_datetime(at.0);
        let is_next_day = self.last.duration_since(same_day) >= SignedDuration::from_hours(12);
        let next_day = self.last.date().tomorrow().ok().filter(|_| is_next_day).map(|day| day.to_datetime(at.0));
        self.last = next_day.unwrap_or(same_day);
        LocalTime(self.last)
    }
}
