//! When a meeting is, and its sittings.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp, civil};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, EntryState, Id, LocalTime, Moment, Prose, Text, When, Zone};
use crate::finding::Placed;

const MINUTES_OF_A_DAY: u32 = 24 * 60;

/// The time of a meeting or a session: one stretch of time, shown in as many zones as needed.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Slot {
    /// The start: a day and time in local time of `zone`, or only a day, month or year.
    pub start: Placed<When>,
    /// The end, or the last day. Either this or `minutes`, or neither.
    #[serde(default)]
    #[schemars(title = "End")]
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
    /// Whether it takes place as stated.
    #[serde(default)]
    #[schemars(title = "Certainty")]
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

    /// The zone in which it is stated: its own, or that of the `meeting`.
    pub fn own_zone<'a>(&'a self, meeting: &'a Self) -> Option<&'a Zone> {
        self.zone.as_ref().or(meeting.zone.as_ref()).map(|zone| &zone.value)
    }

    /// The zone in which its instants are computed: UTC if none is stated, because then only lengths matter.
    pub(super) fn reckoned_in<'a>(&'a self, meeting: &'a Self) -> &'a Zone {
        self.own_zone(meeting).unwrap_or(Zone::utc())
    }

    /// The instant at which it starts, if that is known to the minute.
    pub fn starts(&self, meeting: &Self) -> Option<Timestamp> {
        self.local_start().and_then(|start| self.reckoned_in(meeting).instant(start))
    }

    /// The instant at which it ends, if start and end are known to the minute: as many minutes later as it lasts, also
    /// where clocks are changed in between.
    pub fn ends(&self, meeting: &Self) -> Option<Timestamp> {
        let start = self.starts(meeting)?;
        match (&self.minutes, self.until.as_ref().map(|until| until.value)) {
            (Some(minutes), _) => start.checked_add(SignedDuration::from_mins(i64::from(minutes.value))).ok(),
            (None, Some(When::Time(end))) => self.reckoned_in(meeting).instant(end),
            _ => None,
        }
    }

    /// The length in minutes: stated, or from start to end if both are on one day.
    pub fn length(&self, meeting: &Self) -> Option<u32> {
        if let Some(minutes) = &self.minutes {
            return Some(minutes.value);
        }
        let (start, end) = (self.starts(meeting)?, self.ends(meeting)?);
        let one_day = self.until.as_ref().is_some_and(|until| until.value.date() == self.date());
        one_day.then(|| u32::try_from(end.duration_since(start).as_mins()).ok()).flatten()
    }

    /// The first day, month or year.
    pub fn date(&self) -> Date {
        self.start.value.date()
    }

    /// The last day, if it is another than the first.
    pub fn last_date(&self) -> Option<Date> {
        let last = match &self.until {
            Some(until) => until.value.date(),
            None => Date::Day(self.reckoned_in(self).0.to_datetime(self.ends(self)?).date()),
        };
        (last != self.date()).then_some(last)
    }

    /// The day on which it ends.
    pub fn ends_on(&self) -> Date {
        self.last_date().unwrap_or(self.date())
    }

    /// Returns whether it is on one day. One that continues after midnight and lasts less than a day still is, if it states its
    /// length.
    pub fn is_of_one_day(&self) -> bool {
        self.last_date().is_none() || self.minutes.as_ref().is_some_and(|minutes| minutes.value < MINUTES_OF_A_DAY)
    }

    /// The first day it can mean.
    pub fn first_day(&self) -> civil::Date {
        self.date().first_day()
    }

    /// The zones in which it is shown, the one in which it is stated first. What it does not state is taken from the
    /// `meeting`; empty if neither states a zone.
    pub fn zones<'a>(&'a self, meeting: &'a Self) -> Vec<&'a Zone> {
        let Some(zone) = self.own_zone(meeting) else { return Vec::new() };
        let others = if self.shown_in.is_empty() { &meeting.shown_in } else { &self.shown_in };
        let mut seen = BTreeSet::new();
        let zones = std::iter::once(zone).chain(others.iter().map(|zone| &zone.value));
        zones.filter(|zone| seen.insert(zone.name())).collect()
    }

    /// Its start and its end, if that is known to the minute, by the clocks of each of its [`Slot::zones`]; where it has
    /// none, once and without a zone. Empty if the start is not known to the minute, or is outside the range of the calendar.
    pub fn moments(&self, meeting: &Self) -> Vec<(Moment, Option<Moment>)> {
        let Some(start) = self.starts(meeting) else { return Vec::new() };
        let end = self.ends(meeting);
        let both = |zone| (Moment::at(start, zone), end.map(|end| Moment::at(end, zone)));
        let zones = self.zones(meeting);
        if zones.is_empty() { vec![both(None)] } else { zones.into_iter().map(|zone| both(Some(zone))).collect() }
    }
}

/// A sitting of a meeting that has several: items say by `session` when they are taken up.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Session {
    /// Its id, for items and `@id`.
    pub id: Placed<Id>,
    /// Its title: "Opening plenary". Without it, sessions are numbered.
    #[serde(default)]
    pub title: Option<Text>,
    /// Its time.
    pub time: Slot,
    /// Its place, if it differs from that of the meeting.
    #[serde(default)]
    pub venue: Option<Venue>,
    /// True if it is held in private.
    #[serde(default)]
    pub closed: bool,
    /// Ids of those who chair it, if others than the meeting's.
    #[serde(default)]
    pub chairs: Vec<Placed<Id>>,
    /// Information about it.
    #[serde(default)]
    pub text: Option<Prose>,
}

/// The venue of a meeting: a place, a platform, or both.
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
