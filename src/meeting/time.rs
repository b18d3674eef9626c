//! When a meeting is, and its sittings.

use std::collections::BTreeSet;

use jiff::{SignedDuration, civil};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, EntryState, Id, LocalTime, Moment, Prose, Text, When, Zone};
use crate::finding::Placed;

/// When a meeting or a session is: one stretch of time, shown in as many zones as needed.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Slot {
    /// The start: a day and time in local time of `zone`, or only a day, month or year.
    pub start: Placed<When>,
    /// The end, or the last day. Either this or `minutes`, or neither.
    #[serde(default)]
    pub until: Option<Placed<When>>,
    /// The length, in minutes.
    #[serde(default)]
    #[schemars(range(min = 1, max = 10080))]
    pub minutes: Option<Placed<u32>>,
    /// The zone of `start` and `until`. Without it times are printed without a zone; a session without one has the
    /// meeting's.
    #[serde(default)]
    pub zone: Option<Placed<Zone>>,
    /// Other zones in which the time is shown as well.
    #[serde(default)]
    #[schemars(length(max = 24))]
    pub shown_in: Vec<Placed<Zone>>,
    /// The date first planned, if the meeting was moved.
    #[serde(default)]
    pub moved_from: Option<Date>,
    /// Whether it stands.
    #[serde(default)]
    pub state: EntryState,
}

impl Slot {
    /// The start, if it is known to the minute.
    pub fn local_start(&self) -> Option<LocalTime> {
        match self.start.value {
            When::Time(time) => Some(time),
            When::Date(_) => None,
        }
    }

    /// The end, if start and end are known to the minute.
    pub fn local_end(&self) -> Option<LocalTime> {
        let start = self.local_start()?;
        match (self.until.as_ref().map(|until| until.value), &self.minutes) {
            (Some(When::Time(end)), _) => Some(end),
            (_, Some(minutes)) => {
                start.0.checked_add(SignedDuration::from_mins(i64::from(minutes.value))).ok().map(LocalTime)
            }
            _ => None,
        }
    }

    /// The length in minutes of the clock: stated, or between start and end of one day.
    pub fn length(&self) -> Option<u32> {
        if let Some(minutes) = &self.minutes {
            return Some(minutes.value);
        }
        let (start, end) = (self.local_start()?, self.local_end()?);
        let minutes = start.0.duration_until(end.0).as_mins();
        (start.0.date() == end.0.date()).then(|| u32::try_from(minutes).ok()).flatten()
    }

    /// The first day, month or year.
    pub fn date(&self) -> Date {
        self.start.value.date()
    }

    /// The last day, if it is another than the first.
    pub fn last_date(&self) -> Option<Date> {
        let last = match (&self.until, self.local_end()) {
            (Some(until), _) => until.value.date(),
            (None, Some(end)) => Date::Day(end.0.date()),
            (None, None) => return None,
        };
        (last != self.date()).then_some(last)
    }

    /// The first day it can mean.
    pub fn first_day(&self) -> civil::Date {
        self.date().first_day()
    }

    /// The zones in which it is shown, the one in which it is stated first. What it does not state is taken from the
    /// `meeting`; empty if neither states a zone.
    pub fn zones<'a>(&'a self, meeting: &'a Self) -> Vec<&'a Zone> {
        let Some(zone) = self.zone.as_ref().or(meeting.zone.as_ref()) else { return Vec::new() };
        let others = if self.shown_in.is_empty() { &meeting.shown_in } else { &self.shown_in };
        let mut seen = BTreeSet::new();
        let zones = std::iter::once(zone).chain(others).map(|zone| &zone.value);
        zones.filter(|zone| seen.insert(zone.name())).collect()
    }

    /// The start in each of its [`Slot::zones`]. Empty as [`Slot::in_zones`] is, but the end need not be known.
    pub fn start_in_zones(&self, meeting: &Self) -> Vec<Moment> {
        let zones = self.zones(meeting);
        let start = self.local_start().zip(zones.first()).and_then(|(start, zone)| zone.instant(start));
        start.map_or_else(Vec::new, |start| zones.iter().map(|zone| zone.moment(start)).collect())
    }

    /// Start and end in each of its [`Slot::zones`]. Empty if start and end are not known to the minute, no zone is
    /// stated, or they lie outside what the calendar can hold.
    pub fn in_zones(&self, meeting: &Self) -> Vec<(Moment, Moment)> {
        let zones = self.zones(meeting);
        let Some(zone) = zones.first() else { return Vec::new() };
        let start = self.local_start().and_then(|start| zone.instant(start));
        let length = self.minutes.as_ref().map(|minutes| SignedDuration::from_mins(i64::from(minutes.value)));
        let end = match length {
            Some(length) => start.and_then(|start| start.checked_add(length).ok()),
            None => self.local_end().and_then(|end| zone.instant(end)),
        };
        let (Some(start), Some(end)) = (start, end) else { return Vec::new() };
        zones.iter().map(|zone| (zone.moment(start), zone.moment(end))).collect()
    }
}

/// A sitting of a meeting that has several: items say by `session` when they are taken up.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Session {
    /// How items and `@id` refer to it.
    pub id: Placed<Id>,
    /// What it is called: "Opening plenary". Without it sessions are numbered.
    #[serde(default)]
    pub title: Option<Text>,
    /// When it is.
    pub time: Slot,
    /// Where it is, if elsewhere than the meeting.
    #[serde(default)]
    pub venue: Option<Venue>,
    /// Whether it is held in private.
    #[serde(default)]
    pub closed: bool,
    /// Ids of those who chair it, if others than the meeting's.
    #[serde(default)]
    pub chairs: Vec<Placed<Id>>,
    /// What is to be known of it.
    #[serde(default)]
    pub text: Option<Prose>,
}

/// Where a meeting is: a place, a platform, or both.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Venue {
    /// Rooms, building, city.
    #[serde(default)]
    pub place: Option<Text>,
    /// The platform of a remote meeting: "MS Teams".
    #[serde(default)]
    pub platform: Option<Text>,
}
