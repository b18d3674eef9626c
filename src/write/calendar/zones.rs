//! Time zones of a calendar file (RFC 5545, 3.6.5), from the zone data that the program carries.

use std::collections::BTreeMap;

use jiff::tz::{Dst, Offset, TimeZone};
use jiff::{Span, Timestamp};

use super::lines::{Lines, clock};

/// The beginning of a zone that never changed its clocks, by its clocks: as early as programs of Microsoft begin, and earlier
/// than any meeting.
const ALWAYS: &str = "16010101T000000";

/// The zones that events name, each with the changes of clocks around them.
#[derive(Debug, Default)]
pub(super) struct Zones(BTreeMap<String, BTreeMap<Option<Timestamp>, Observance>>);

/// What clocks show from a change on.
#[derive(Debug)]
struct Observance {
    /// The beginning, by the clocks before the change.
    start: String,
    from: Offset,
    to: Offset,
    is_summer: bool,
}

impl Zones {
    /// Adds a zone, for an event at an instant. Of its changes, the last one before the event and the first one after it are
    /// written: so what clocks show then is stated, also for years for which no rule holds, and the file does not grow with
    /// the time between its events.
    pub(super) fn add(&mut self, name: &str, zone: &TimeZone, instant: Timestamp) {
        let observances = self.0.entry(name.to_owned()).or_default();
        // A change at the instant itself has happened.
        let before = instant.checked_add(Span::new().seconds(1)).ok().and_then(|next| zone.preceding(next).next());
        let after = zone.following(instant).next();
        if before.is_none() {
            let offset = zone.to_offset(instant);
            let always = Observance { start: ALWAYS.to_owned(), from: offset, to: offset, is_summer: false };
            observances.entry(None).or_insert(always);
        }
        for change in before.into_iter().chain(after) {
            let at = change.timestamp();
            observances.entry(Some(at)).or_insert_with(|| {
                let earlier = at.checked_sub(Span::new().seconds(1)).unwrap_or(at);
                let from = zone.to_offset(earlier);
                let start = clock(from.to_datetime(at));
                Observance { start, from, to: change.offset(), is_summer: change.dst() == Dst::Yes }
            });
        }
    }

    /// Writes all zones, in the order of their names.
    pub(super) fn write(&self, lines: &mut Lines) {
        for (name, observances) in &self.0 {
            lines.plain("BEGIN", "VTIMEZONE");
            lines.plain("TZID", name);
            for Observance { start, from, to, is_summer } in observances.values() {
                let kind = if *is_summer { "DAYLIGHT" } else { "STANDARD" };
                lines.plain("BEGIN", kind);
                lines.plain("DTSTART", start);
                lines.plain("TZOFFSETFROM", &written(*from));
                lines.plain("TZOFFSETTO", &written(*to));
                lines.plain("END", kind);
            }
            lines.plain("END", "VTIMEZONE");
        }
    }
}

/// `+0530`; with seconds where a zone had some, before it had hours in common with others.
fn written(offset: Offset) -> String {
    let sign = if offset.is_negative() { '-' } else { '+' };
    let seconds = offset.seconds().unsigned_abs();
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let rest = if rest == 0 { String::new() } else { format!("{rest:02}") };
    format!("{sign}{hours:02}{minutes:02}{rest}")
}
