//! The rules that clock times in several zones agree, and that unusual differences between zones are reported.

use std::collections::{BTreeMap, BTreeSet};

use super::passage::Passage;
use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Place};
use crate::meeting::{LocalTime, Part, Slot, Zone};

pub(super) const RULE: Rule =
    Rule { codes: &[&UNUSUAL_GAP, &ZONE_ABBREVIATION, &TIMES_DISAGREE, &ZONE_MISSING], check };

const UNUSUAL_GAP: Code = Code::warning(
    "unusual-gap",
    "On this day the difference between two of the zones is an hour more or less than usual, because they change their \
     clocks on different dates: North America in March and November, Europe in March and October. The times are \
     right; but people who rely on the usual difference will come an hour late or early. Inform them, or choose another week.",
)
.of(Group::Consistency);
const ZONE_ABBREVIATION: Code = Code::warning(
    "zone-abbreviation",
    "The typed abbreviation of a zone is not valid on the day of the meeting: EST in July, when it is EDT. \
     Not reported in a sentence with a number that is no time, which may be of another day: if yours is, write its date. \
     Abbreviations in the masthead are derived.",
)
.of(Group::Contradiction);
const TIMES_DISAGREE: Code = Code::error(
    "times-disagree",
    "Two clock times typed with their zones are not the same instant on the day of the meeting.",
)
.of(Group::Contradiction);

const ZONE_MISSING: Code =
    Code::error("zone-missing", "A time is to be shown in other zones, but its own `zone` is not stated.")
        .of(Group::Completeness);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let slot = &subject.meeting.definition.time;
    let zones: Vec<&Zone> = slot.zone.iter().chain(&slot.shown_in).map(|zone| &zone.value).collect();
    let zones = once(zones);
    let mut gaps = Gaps::default();
    let mut findings = without_zone(slot).into_iter().collect::<Vec<_>>();
    // The same of another session of the meeting is no news.
    let mut reported = BTreeSet::new();
    for sitting in subject.meeting.definition.sittings() {
        let own = sitting.slot.zone.as_ref().map(|zone| &zone.value);
        let start = sitting.slot.local_start();
        let unusual = start.and_then(|start| gaps.unusual(start, own, &zones, sitting.slot.start.place));
        findings.extend(unusual.filter(|finding| reported.insert(finding.message.clone())));
    }
    for calendar in subject.meeting.definition.annexes.iter().filter_map(|annex| annex.calendar.as_ref()) {
        for entry in &calendar.entries {
            let Some(start) = &entry.start else { continue };
            let own = entry.zone.as_ref().or(calendar.zone.as_ref()).map(|zone| &zone.value);
            findings.extend(gaps.unusual(start.value, own, &zones, start.place));
        }
    }
    let noon = || LocalTime(slot.first_day().at(12, 0, 0, 0));
    let start = slot.local_start().unwrap_or_else(noon);
    let mut known: BTreeMap<String, Known> = BTreeMap::new();
    for one in zones.iter().flat_map(|zone| Known::of(zone, start, start.0.year())) {
        known.entry(one.abbreviation.clone()).or_insert(one);
    }
    // What is said in the meeting, or stands in annexes, may speak of other days.
    let of_the_day = |passage: &&Passage<'_>| !matches!(passage.part, Part::Proceedings(_) | Part::Annex(_));
    let passages = subject.passages.iter().filter(of_the_day);
    findings.extend(passages.flat_map(|passage| typed_times(subject, passage, &known)));
    findings
}

/// Zones to show a time in, and none that it is stated in.
fn without_zone(slot: &Slot) -> Option<Finding> {
    let first = slot.shown_in.first().filter(|_| slot.zone.is_none())?;
    Some(
        Finding::new(
            &ZONE_MISSING,
            first.place,
            "times are to be shown in other zones, but their own zone is not stated",
        )
        .hint("add `\"zone\": …` beside `start`"),
    )
}

/// Each zone once, in the order in which they are first named.
fn once(zones: Vec<&Zone>) -> Vec<&Zone> {
    let mut seen = BTreeSet::new();
    zones.into_iter().filter(|zone| seen.insert(zone.name().to_owned())).collect()
}

/// The difference between two zones on a day and the usual one, if it is unusual.
type UnusualGap = Option<(i64, i64)>;

/// Differences that were computed: many sessions may be on one day, and shown in many zones.
#[derive(Default)]
struct Gaps {
    /// By both zones, over a year.
    years: BTreeMap<(String, String, i16), Vec<i64>>,
    days: BTreeMap<(String, String, jiff::civil::DateTime), UnusualGap>,
}

impl Gaps {
    /// Returns whether one of the zones is that day at another distance from the first than on most days of the year.
    fn unusual(&mut self, start: LocalTime, own: Option<&Zone>, zones: &[&Zone], place: Place) -> Option<Finding> {
        let mut shown = own.into_iter().chain(zones.iter().copied());
        let first = shown.next()?;
        for other in shown.filter(|zone| *zone != first) {
            let Some((gap, usual)) = self.between(first, other, start) else { continue };
            let hours = |minutes: i64| format!("{}", minutes.abs() as f64 / 60.0);
            return Some(
                Finding::new(
                    &UNUSUAL_GAP,
                    place,
                    format!(
                        "on this day {} and {} are {} hours apart, not {} as usual",
                        first.name(),
                        other.name(),
                        hours(gap),
                        hours(usual)
                    ),
                )
                .hint("inform the people who are invited, or choose another week"),
            );
        }
        None
    }

    fn between(&mut self, first: &Zone, other: &Zone, start: LocalTime) -> UnusualGap {
        let (from, to) = (first.name().to_owned(), other.name().to_owned());
        if let Some(known) = self.days.get(&(from.clone(), to.clone(), start.0)) {
            return *known;
        }
        let year = start.0.year();
        let gaps = self.years.entry((from.clone(), to.clone(), year)).or_insert_with(|| {
            let days = (1..=12).flat_map(|month| [4, 11, 18, 25].map(|day| (month, day)));
            let noon = |(month, day)| LocalTime(jiff::civil::date(year, month, day).at(12, 0, 0, 0));
            days.filter_map(|day| gap_on(first, other, noon(day))).collect()
        });
        let times = |gap: i64| gaps.iter().filter(|other| **other == gap).count();
        // A gap that holds for less than a fifth of the year is the exception.
        let unusual = gap_on(first, other, start).filter(|gap| times(*gap) * 5 < gaps.len());
        let found = unusual.and_then(|gap| Some((gap, gaps.iter().copied().max_by_key(|gap| times(*gap))?)));
        self.days.insert((from, to, start.0), found);
        found
    }
}

/// Minutes between two zones' clocks when those of the first show `local`.
fn gap_on(first: &Zone, other: &Zone, local: LocalTime) -> Option<i64> {
    let instant = first.instant(local)?;
    Some(other.offset_minutes(instant) - first.offset_minutes(instant))
}

/// An abbreviation of a zone of the meeting: whether it holds on the day, and how far it is from UTC.
struct Known {
    abbreviation: String,
    holds: bool,
    offset: i64,
    right: String,
}

impl Known {
    fn of(zone: &Zone, start: LocalTime, year: i16) -> Vec<Self> {
        let Some(instant) = zone.instant(start) else { return Vec::new() };
        let now = zone.moment(instant).abbreviation;
        let mut seen = BTreeSet::new();
        let months = (1..=12).filter_map(|month| {
            let local = LocalTime(jiff::civil::date(year, month, 15).at(12, 0, 0, 0));
            let instant = zone.instant(local)?;
            let offset = zone.offset_minutes(instant);
            Some((zone.moment(instant).abbreviation, offset))
        });
        months
            .filter(|(abbreviation, _)| {
                abbreviation.chars().all(char::is_alphabetic) && seen.insert(abbreviation.clone())
            })
            .map(|(abbreviation, offset)| Self { holds: abbreviation == now, abbreviation, offset, right: now.clone() })
            .collect()
    }
}

fn typed_times(subject: &Subject<'_>, passage: &Passage<'_>, known: &BTreeMap<String, Known>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut instants: Vec<(usize, i64)> = Vec::new();
    for at in 0..passage.len() {
        let Some(zone) = known.get(passage.word(at)) else { continue };
        let Some(first) = time_before(passage, at) else { continue };
        let place = passage.place(passage.range(at, at), subject.sources);
        if !zone.holds && names_a_day(passage, at) {
            continue;
        }
        if !zone.holds {
            let message = format!("`{}` is not in force on the day of the meeting", zone.abbreviation);
            findings.push(
                Finding::new(&ZONE_ABBREVIATION, place, message).hint(format!("on that day it is `{}`", zone.right)),
            );
            continue;
        }
        instants.push((at, first - zone.offset));
    }
    for pair in instants.windows(2) {
        if one_moment(passage, pair[0].0, pair[1].0) && (pair[0].1 - pair[1].1).rem_euclid(1440) != 0 {
            let place = passage.place(passage.range(pair[1].0, pair[1].0), subject.sources);
            findings.push(
                Finding::new(&TIMES_DISAGREE, place, "this time and the one before it are not the same instant")
                    .hint("remove the typed times: the masthead derives them"),
            );
        }
    }
    findings
}

/// Returns whether a number that is no time stands in the sentence of a zone: it may be of another day, as in "closes on 2 July at
/// 18:00 CEST".
fn names_a_day(passage: &Passage<'_>, zone: usize) -> bool {
    const ENDS: [char; 4] = ['.', ';', '!', '?'];
    let first = passage.start_of_sentence(zone, &ENDS, 40);
    let last = (zone..passage.len()).take(40).find(|at| passage.after(*at).contains(ENDS)).unwrap_or(passage.len() - 1);
    let is_of_time = |at: usize| at > 0 && passage.before(at) == ":" || passage.after(at) == ":";
    (first..=last).any(|at| passage.word(at).starts_with(|c: char| c.is_ascii_digit()) && !is_of_time(at))
}

/// Returns whether two times are given as the same moment: "8:00 (EST) / 14:00 (CET)", and not "from 8:00 EST until 16:00 CET".
fn one_moment(passage: &Passage<'_>, first: usize, second: usize) -> bool {
    const JOIN: [&str; 4] = ["or", "which", "is", "being"];
    let mut between = (first + 1..second).map(|at| passage.word(at));
    between.all(|word| word.chars().all(|c| c.is_ascii_digit()) || JOIN.contains(&word))
}

/// Minutes of the day of the time typed before a zone: "14:00 CET", "14:00-15:00 (CET)"; of a range the start.
fn time_before(passage: &Passage<'_>, zone: usize) -> Option<i64> {
    let time_ending_at = |minute: usize| {
        let hour: i64 = passage.word(minute.checked_sub(1)?).parse().ok().filter(|hour| (0..24).contains(hour))?;
        let minutes: i64 = passage.word(minute).parse().ok().filter(|minutes| (0..60).contains(minutes))?;
        (passage.after(minute - 1) == ":").then_some(hour * 60 + minutes)
    };
    let last = zone.checked_sub(1)?;
    let end = time_ending_at(last).filter(|_| passage.after(last).trim_matches([' ', '(']).is_empty())?;
    let range = last >= 3 && passage.after(last - 2).trim_matches(['-', '–', ' ']).is_empty();
    Some(if range { time_ending_at(last - 2).unwrap_or(end) } else { end })
}
