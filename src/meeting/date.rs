//! Dates and local times as a definition writes them.

use std::fmt;
use std::str::FromStr;

use jiff::tz::TimeZone;
use jiff::{Timestamp, civil};

use super::written::written_as_string;

/// A date as exactly as it is known: `2023`, `2023-02` or `2023-02-08`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Date {
    /// A year.
    Year(i16),
    /// A month of a year.
    Month(i16, i8),
    /// A day.
    Day(civil::Date),
}

impl Date {
    /// The first day it can mean.
    pub fn first_day(self) -> civil::Date {
        match self {
            Self::Year(year) => civil::date(year, 1, 1),
            Self::Month(year, month) => civil::date(year, month, 1),
            Self::Day(day) => day,
        }
    }

    /// The last day it can mean.
    pub fn last_day(self) -> civil::Date {
        match self {
            Self::Year(year) => civil::date(year, 12, 31),
            Self::Month(year, month) => civil::date(year, month, 1).last_of_month(),
            Self::Day(day) => day,
        }
    }
}

impl fmt::Display for Date {
    /// Writes it as in a definition.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(day) => write!(f, "{day}"),
        }
    }
}

impl Date {
    /// Returns whether a day is within it.
    pub fn holds(self, day: civil::Date) -> bool {
        match self {
            Self::Year(year) => day.year() == year,
            Self::Month(year, month) => (day.year(), day.month()) == (year, month),
            Self::Day(own) => own == day,
        }
    }
}

impl FromStr for Date {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WRONG: &str = "not a valid date";
        let digits = |part: &str, width: usize| {
            (part.len() == width && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<i16>().ok())
                .flatten()
                .ok_or(WRONG)
        };
        let parts: Vec<&str> = text.split('-').collect();
        let year = digits(parts[0], 4)?;
        let two = |index: usize| {
            let number = digits(parts[index], 2)?;
            i8::try_from(number).map_err(|_| WRONG)
        };
        match parts.len() {
            1 => Ok(Self::Year(year)),
            2 => match two(1)? {
                month @ 1..=12 => Ok(Self::Month(year, month)),
                _ => Err(WRONG),
            },
            3 => civil::Date::new(year, two(1)?, two(2)?).map(Self::Day).map_err(|_| WRONG),
            _ => Err(WRONG),
        }
    }
}

/// A wall-clock time of a place, to the minute: `2023-02-08T08:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LocalTime(pub civil::DateTime);

impl fmt::Display for LocalTime {
    /// Writes it as in a definition.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.strftime("%Y-%m-%dT%H:%M"))
    }
}

impl FromStr for LocalTime {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WRONG: &str = "not a valid time";
        let (date, time) = text.split_once('T').ok_or(WRONG)?;
        let Ok(Date::Day(day)) = date.parse() else {
            return Err(WRONG);
        };
        let Clock(time) = time.parse().map_err(|_| WRONG)?;
        Ok(Self(day.to_datetime(time)))
    }
}

/// A day and time, or only the day, month or year that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// A date as exactly as it is known.
    Date(Date),
    /// A wall-clock time.
    Time(LocalTime),
}

impl When {
    /// The date, without the time.
    pub fn date(self) -> Date {
        match self {
            Self::Date(date) => date,
            Self::Time(time) => Date::Day(time.0.date()),
        }
    }

    /// The first moment that it can mean.
    pub fn begins(self) -> LocalTime {
        match self {
            Self::Date(date) => LocalTime(date.first_day().at(0, 0, 0, 0)),
            Self::Time(time) => time,
        }
    }
}

impl fmt::Display for When {
    /// Writes it as in a definition.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => date.fmt(f),
            Self::Time(time) => time.fmt(f),
        }
    }
}

impl FromStr for When {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.contains('T') { text.parse().map(Self::Time) } else { text.parse().map(Self::Date) }
    }
}

/// A time of the day, to the minute: `14:30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clock(pub civil::Time);

impl fmt::Display for Clock {
    /// Writes it as in a definition.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.strftime("%H:%M"))
    }
}

impl FromStr for Clock {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WRONG: &str = "not a time of the day";
        let (hour, minute) = text.split_once(':').ok_or(WRONG)?;
        if hour.len() != 2 || minute.len() != 2 {
            return Err(WRONG);
        }
        let number = |part: &str| part.parse::<i8>().map_err(|_| WRONG);
        civil::Time::new(number(hour)?, number(minute)?, 0, 0).map(Self).map_err(|_| WRONG)
    }
}

/// A second of time, in UTC: `2026-03-02T14:05:09Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant(pub Timestamp);

impl Instant {
    /// Returns whether it is over before a date begins anywhere: a day begins earlier in the east than in UTC.
    pub fn is_before(self, date: Date) -> bool {
        self.utc().date().tomorrow().is_ok_and(|next| next < date.first_day())
    }

    /// Date and time of day in UTC.
    pub fn utc(self) -> civil::DateTime {
        TimeZone::UTC.to_datetime(self.0)
    }
}

impl fmt::Display for Instant {
    /// Writes it as in files: RFC 3339.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.strftime("%Y-%m-%dT%H:%M:%SZ"))
    }
}

impl FromStr for Instant {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let instant = text.parse().map(Self).ok().filter(|instant| instant.to_string() == text);
        instant.ok_or_else(|| {
            let day = text.get(..10).and_then(|day| day.parse::<civil::Date>().ok());
            let time = text.get(11..16).and_then(|time| time.parse::<civil::Time>().ok());
            let (day, time) = (day.unwrap_or(civil::date(2026, 3, 30)), time.unwrap_or(civil::time(12, 0, 0, 0)));
            format!("write day and time in UTC, to the second, as in `{day}T{}Z`", time.strftime("%H:%M:%S"))
        })
    }
}

written_as_string!(Date, {
    "description": "A day (2023-02-08), a month (2023-02) or a year (2023).",
    "type": "string",
    "format": "date-as-known",
    "pattern": r"^\d{4}(-\d{2}){0,2}$",
});
written_as_string!(LocalTime, {
    "description": "A local date and time, 24-hour clock, without offset; the zone is a key of its own.",
    "type": "string",
    "format": "local-time",
    "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$",
    "examples": ["2023-02-08T08:00"],
});
written_as_string!(When, {
    "description": "A local date and time (2023-02-08T08:00), a day (2023-02-08), a month (2023-02) or a year (2023).",
    "type": "string",
    "format": "when",
    "pattern": r"^\d{4}(-\d{2}){0,2}(T\d{2}:\d{2})?$",
    "examples": ["2023-02-08T08:00", "2023-02-08"],
});
written_as_string!(Clock, {
    "description": "A time of the day, 24-hour clock.",
    "type": "string",
    "format": "clock",
    "pattern": r"^\d{2}:\d{2}$",
    "examples": ["14:30"],
});
written_as_string!(Instant, {
    "description": "A second of time in UTC (RFC 3339).",
    "type": "string",
    "format": "instant",
    "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$",
    "examples": ["2026-03-02T14:05:09Z"],
});
