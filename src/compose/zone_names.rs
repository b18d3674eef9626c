//! Names of time zones: an abbreviation that cannot be mistaken for another zone, or else the offset from UTC.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::labels::{Labels, of_zone};
use crate::meeting::{Definition, Meeting, Moment};

/// The possible names of a meeting's zones in a language.
#[derive(Debug)]
pub(super) struct ZoneNames {
    /// Abbreviations that the language uses, with the minutes from UTC that they stand for: IST may be several.
    usual: BTreeSet<(String, i64)>,
    /// Abbreviations by which zones of this meeting mean different times.
    ambiguous: BTreeSet<String>,
    /// True if all who read a time are where it is: the meeting shows one zone, has a place and is followed from nowhere else.
    is_local: bool,
}

impl ZoneNames {
    pub(super) fn of(meeting: &Meeting, labels: &Labels) -> Self {
        let usual = labels.find_with("zone-abbreviations", []).unwrap_or_default();
        let mut offsets: BTreeMap<String, BTreeSet<i64>> = BTreeMap::new();
        let mut zones = BTreeSet::new();
        for moment in shown(&meeting.definition) {
            zones.extend(moment.zone.as_ref().map(|zone| zone.name().to_owned()));
            offsets.entry(moment.abbreviation).or_default().insert(moment.offset);
        }
        let ambiguous = offsets.into_iter().filter(|(_, offsets)| offsets.len() > 1);
        Self {
            is_local: zones.len() == 1 && is_at_a_place(&meeting.definition),
            usual: usual.split_whitespace().filter_map(abbreviation).collect(),
            ambiguous: ambiguous.map(|(abbreviation, _)| abbreviation).collect(),
        }
    }

    /// Returns whether an abbreviation says which time is meant.
    fn is_clear(&self, moment: &Moment) -> bool {
        let usual = self.usual.contains(&(moment.abbreviation.clone(), moment.offset));
        usual && !self.ambiguous.contains(&moment.abbreviation) && !moment.twice
    }

    /// The name of a moment's zone: "EST", "UTC+2"; none if none is to be printed. A place may have a label of its own:
    /// `zone-asia-shanghai`.
    pub(super) fn name(&self, labels: &Labels, moment: &Moment) -> Option<String> {
        let zone = moment.zone.as_ref()?;
        let own = labels.find_with(&of_zone(zone.name()), []).filter(|_| !moment.twice);
        // A distance from UTC that nobody needs is left out.
        if own.is_none() && self.is_local && !self.is_clear(moment) && !moment.twice {
            return None;
        }
        Some(own.unwrap_or_else(|| match self.is_clear(moment) {
            true => moment.abbreviation.clone(),
            false => offset(labels, moment),
        }))
    }

    /// The names of the zone at both ends of a range. If clocks change in between, names that do not show it are replaced by
    /// the offset from UTC, at both ends.
    pub(super) fn names(
        &self,
        labels: &Labels,
        start: &Moment,
        end: Option<&Moment>,
    ) -> (Option<String>, Option<String>) {
        let (from, to) = (self.name(labels, start), end.and_then(|end| self.name(labels, end)));
        let Some(end) = end.filter(|end| end.offset != start.offset && end.zone.is_some()) else { return (from, to) };
        let clear = start.zone.is_none() || (from != to && self.is_clear(start) && self.is_clear(end));
        let exact = |moment: &Moment| moment.zone.is_some().then(|| offset(labels, moment));
        if clear { (from, to) } else { (exact(start), exact(end)) }
    }
}

fn is_at_a_place(definition: &Definition) -> bool {
    let venues = || definition.venue.iter().chain(definition.sessions.iter().filter_map(|one| one.venue.as_ref()));
    let participants = definition.attendance.iter().flat_map(|attendance| &attendance.participants);
    venues().any(|venue| venue.place.is_some())
        && venues().all(|venue| venue.platform.is_none())
        && !participants.into_iter().any(|one| one.remote)
}

/// "UTC+5:30".
fn offset(labels: &Labels, moment: &Moment) -> String {
    let (hours, minutes) = (moment.offset.abs() / 60, moment.offset.abs() % 60);
    let sign = match moment.offset {
        0 => return labels.say("zone-utc", []),
        1.. => "+",
        _ => "\u{2212}",
    };
    let minutes = if minutes == 0 { String::new() } else { format!(":{minutes:02}") };
    labels.say("zone-offset", [("offset", format!("{sign}{hours}{minutes}").into())])
}

/// "IST+5:30" of a label.
fn abbreviation(entry: &str) -> Option<(String, i64)> {
    let at = entry.find(['+', '-']).unwrap_or(entry.len());
    let (name, offset) = entry.split_at(at);
    let distance = offset.trim_start_matches(['+', '-']);
    let (hours, minutes) = distance.split_once(':').unwrap_or((distance, "0"));
    let minutes = match offset.is_empty() {
        true => 0,
        false => hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?,
    };
    Some((name.to_owned(), if offset.starts_with('-') { -minutes } else { minutes }))
}

/// Moments that are shown with a zone: of the meeting, its sessions, calendars, neighbours and the silence procedure.
fn shown(definition: &Definition) -> Vec<Moment> {
    let meeting = &definition.time;
    let mut all: Vec<Moment> = definition
        .slots()
        .flat_map(|slot| slot.moments(meeting))
        .flat_map(|(a, b)| std::iter::once(a).chain(b))
        .collect();
    for (entry, zone) in definition.dated_entries() {
        let instant = entry.start.as_ref().zip(zone).and_then(|(start, zone)| zone.instant(start.value));
        let zones = zone.into_iter().chain(meeting.zones(meeting));
        all.extend(
            instant.into_iter().flat_map(|instant: Timestamp| zones.clone().map(move |zone| zone.moment(instant))),
        );
    }
    let silence = definition.silence.as_ref().and_then(|silence| {
        let zone = silence.own_zone(meeting)?;
        Some(zone.moment(zone.instant(silence.deadline.value)?))
    });
    all.extend(silence);
    all.retain(|moment| moment.zone.is_some());
    all
}
