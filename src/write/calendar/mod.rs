//! Calendar files: iCalendar (RFC 5545), which all calendar programs read.
//!
//! Written here and not by the crate `icalendar` (0.17), which cannot write a time zone: it gives every component that has
//! none a `DTSTAMP` from the clock and a random `UID`, also a `VTIMEZONE` and the parts of one, where RFC 5545 (3.6.5) allows
//! neither; and components of other kinds than its own can be made only by its parser.
//!
//! There is no `METHOD`, and no `ORGANIZER`: a file with a method is a message of an organizer (RFC 5546, 3.2.1), who is known
//! by an address for mail, and a definition states none. So the file is what a calendar program imports, and asks nobody for
//! an answer.

mod lines;
mod zones;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::edition::{CalendarEvent, CalendarFile, EventState, EventTime, Page};
use lines::{Lines, clock};
use zones::Zones;

/// Writes a file for calendar programs.
pub fn calendar(file: &CalendarFile) -> Page {
    let mut zones = Zones::default();
    let mut events = Lines::default();
    file.events.iter().for_each(|event| self::event(event, &mut zones, &mut events));
    let mut lines = Lines::default();
    lines.plain("BEGIN", "VCALENDAR");
    lines.plain("VERSION", "2.0");
    lines.plain("PRODID", "-//packwright//packwright//EN");
    zones.write(&mut lines);
    lines.append(events);
    lines.plain("END", "VCALENDAR");
    Page {
        path: file.path.clone(),
        title: file.title.clone(),
        language: file.language.clone(),
        bytes: lines.into_bytes(),
    }
}

fn event(event: &CalendarEvent, zones: &mut Zones, lines: &mut Lines) {
    lines.plain("BEGIN", "VEVENT");
    lines.plain("UID", &event.uid);
    lines.plain("DTSTAMP", &in_utc(event.stamp));
    lines.plain("SEQUENCE", &event.sequence.to_string());
    match &event.time {
        EventTime::Days { first, last } => {
            lines.plain("DTSTART;VALUE=DATE", &day(*first));
            // The first day on which it is over; the calendar ends with the year 9999.
            if let Ok(over) = last.tomorrow() {
                lines.plain("DTEND;VALUE=DATE", &day(over));
            }
        }
        EventTime::Clock { start, end, zone } => {
            moment("DTSTART", *start, zone.as_ref(), zones, lines);
            if let Some(end) = end {
                moment("DTEND", *end, zone.as_ref(), zones, lines);
            }
        }
    }
    lines.plain(
        "STATUS",
        match event.state {
            EventState::Tentative => "TENTATIVE",
            EventState::Confirmed => "CONFIRMED",
            EventState::Cancelled => "CANCELLED",
        },
    );
    if event.state == EventState::Cancelled {
        // Nobody is busy then, also for programs that do not look at the status.
        lines.plain("TRANSP", "TRANSPARENT");
    }
    lines.text("SUMMARY", &event.summary);
    lines.text("DESCRIPTION", &event.description);
    lines.text("LOCATION", &event.location);
    if let Some(url) = &event.url {
        lines.plain("URL", url);
    }
    lines.plain("END", "VEVENT");
}

/// Writes a time by the clocks of its zone. One that they show twice is written in UTC: by its local time, the first of the
/// two would be meant (RFC 5545, 3.3.5), and not every program knows that.
fn moment(name: &str, instant: Timestamp, zone: Option<&TimeZone>, zones: &mut Zones, lines: &mut Lines) {
    let Some(zone) = zone else { return lines.plain(name, &clock(TimeZone::UTC.to_datetime(instant))) };
    let local = zone.to_datetime(instant);
    match zone.iana_name().filter(|name| *name != "UTC" && !zone.to_ambiguous_timestamp(local).is_ambiguous()) {
        Some(zone_name) => {
            zones.add(zone_name, zone, instant);
            lines.plain(&format!("{name};TZID={zone_name}"), &clock(local));
        }
        None => lines.plain(name, &in_utc(instant)),
    }
}

fn day(date: Date) -> String {
    date.strftime("%Y%m%d").to_string()
}

fn in_utc(instant: Timestamp) -> String {
    format!("{}Z", clock(TimeZone::UTC.to_datetime(instant)))
}
