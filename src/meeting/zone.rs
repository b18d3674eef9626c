//! Time zones, and what their clocks show.
//!
//! Time zone data is compiled in (the IANA database shipped by jiff), so that the same definition
//! means the same instants on every machine.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use jiff::tz::{AmbiguousOffset, Offset, TimeZone, TimeZoneDatabase};
use jiff::{Timestamp, civil};

use super::LocalTime;
use super::written::written_as_string;

static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);
static UTC: Zone = Zone(TimeZone::UTC);

/// A time zone by its IANA name: `Europe/Paris`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone(pub TimeZone);

/// The number of times that a local time occurs in a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Once, as nearly all times.
    Once,
    /// Never: they are put forward over it. They show these two at the instants that it would have been by the clocks
    /// after the change and before it.
    Never(LocalTime, LocalTime),
    /// Twice: they are put back over it.
    Twice,
}

impl Zone {
    /// The zone in which instants are computed if a definition states none.
    pub fn utc() -> &'static Self {
        &UTC
    }

    /// The instant at which clocks of this zone show `local`. An hour that the clocks skip moves
    /// forward, one that they repeat means the first: as RFC 5545 has it.
    pub fn instant(&self, local: LocalTime) -> Option<Timestamp> {
        self.0.to_ambiguous_timestamp(local.0).compatible().ok()
    }

    /// Returns how often `local` occurs in this zone.
    pub fn shows(&self, local: LocalTime) -> Shown {
        let at = |offset: Offset| offset.to_timestamp(local.0).map(|instant| LocalTime(self.0.to_datetime(instant)));
        match self.0.to_ambiguous_timestamp(local.0).offset() {
            AmbiguousOffset::Unambiguous { .. } => Shown::Once,
            AmbiguousOffset::Fold { .. } => Shown::Twice,
            AmbiguousOffset::Gap { before, after } => match (at(after), at(before)) {
                (Ok(earlier), Ok(later)) => Shown::Never(earlier, later),
                _ => Shown::Once,
            },
        }
    }

    /// The time in UTC at which clocks of this zone show `local` for the second time, if they do.
    pub fn second(&self, local: LocalTime) -> Option<LocalTime> {
        let ambiguous = self.0.to_ambiguous_timestamp(local.0);
        let again = ambiguous.is_ambiguous().then(|| ambiguous.later().ok()).flatten()?;
        Some(LocalTime(TimeZone::UTC.to_datetime(again)))
    }

    /// The local time of this zone at an instant.
    pub fn moment(&self, instant: Timestamp) -> Moment {
        let local = self.0.to_datetime(instant);
        Moment {
            local,
            zone: Some(self.clone()),
            abbreviation: self.0.to_offset_info(instant).abbreviation().to_owned(),
            offset: self.offset_minutes(instant),
            twice: self.shows(LocalTime(local)) == Shown::Twice,
        }
    }

    /// Its name in the IANA database.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// The offset of this zone from UTC at an instant, in minutes; positive if its clocks are ahead.
    pub fn offset_minutes(&self, instant: Timestamp) -> i64 {
        i64::from(self.0.to_offset(instant).seconds()) / 60
    }

    /// Names of all zones there are.
    pub fn names() -> impl Iterator<Item = String> {
        ZONES.available().map(|name| name.to_string())
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Zone {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        ZONES.get(text).map(Self).map_err(|_| "not a time zone")
    }
}

/// The local time of a zone at an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// Date and time.
    pub local: civil::DateTime,
    /// The zone; none where it is not to be printed.
    pub zone: Option<Zone>,
    /// The zone's abbreviation at that instant, from the zone database: `EST`. Zones without one
    /// have their offset: `+03`.
    pub abbreviation: String,
    /// The offset from UTC in minutes; positive if the clocks are ahead.
    pub offset: i64,
    /// True if the clocks show this time twice, since they are put back over it.
    pub twice: bool,
}

impl Moment {
    /// The local time at an instant in a zone; without a zone that of UTC, and no zone is printed.
    pub fn at(instant: Timestamp, zone: Option<&Zone>) -> Self {
        zone.map_or_else(|| UTC.moment(instant).without_zone(), |zone| zone.moment(instant))
    }

    /// The same moment, without a zone to be printed.
    #[must_use]
    pub fn without_zone(self) -> Self {
        Self { zone: None, ..self }
    }
}

written_as_string!(Zone, {
    "description": "A time zone, by a place in it (`Europe/Paris`); abbreviations such as EST are derived.",
    "type": "string",
    "format": "time-zone",
    "examples": ["America/New_York", "Europe/Paris", "Africa/Nairobi", "UTC"],
});
