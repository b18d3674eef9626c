//! Events on their way into a file for calendar programs.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A file for calendar programs, before it is written.
#[derive(Debug, Clone)]
pub struct CalendarFile {
    /// Where it goes in the edition's folder: `meeting.ics`.
    pub path: String,
    /// The title, as in the manifest.
    pub title: String,
    /// The language as a BCP 47 tag.
    pub language: String,
    /// The events, in order.
    pub events: Vec<CalendarEvent>,
}

impl CalendarFile {
    /// The name of the file without its ending: `meeting`.
    pub fn stem(&self) -> &str {
        self.path.strip_suffix(".ics").unwrap_or(&self.path)
    }
}

/// An event.
#[derive(Debug, Clone)]
pub struct CalendarEvent {
    /// The name by which calendar programs find the event that they have already. No other event of anybody has it.
    pub uid: String,
    /// The number by which they know which of two states of an event is the later one; it never falls.
    pub sequence: usize,
    /// The instant at which the event was in this state; it decides between states of the same number.
    pub stamp: Timestamp,
    /// Whether it takes place.
    pub state: EventState,
    /// The title.
    pub summary: String,
    /// Text about it, in lines; empty if there is none.
    pub description: String,
    /// The place; empty if it is open.
    pub location: String,
    /// Its page on the web.
    pub url: Option<String>,
    /// The time.
    pub time: EventTime,
}

/// Whether an event takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventState {
    /// It is not sure yet.
    Tentative,
    /// It does.
    Confirmed,
    /// It does not.
    Cancelled,
}

/// The time of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventTime {
    /// Whole days.
    Days {
        /// The first.
        first: Date,
        /// The last, which may be the same.
        last: Date,
    },
    /// From an instant on.
    Clock {
        /// The start.
        start: Timestamp,
        /// The end, if it is known.
        end: Option<Timestamp>,
        /// The zone in which it is stated. Without one, the clocks of whoever reads it count: they show what those of UTC
        /// show at these instants.
        zone: Option<TimeZone>,
    },
}
