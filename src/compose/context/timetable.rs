//! The context of templates: the timetable: days, sittings, items with their clock times.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp, civil};
use minijinja::{Value, context};

use super::pieces::{chosen, listed, meeting_state, optional_rich, optional_words, role, together};
use crate::compose::scene::Scene;
use crate::compose::value::{sourced, words};
use crate::meeting::{Date, Entry, Form, Moment, Sitting, Slot};

/// The days of the meeting in order, each with its sittings.
pub(super) fn timetable(scene: &Arc<Scene>) -> Vec<Value> {
    let mut days: Vec<(Date, Vec<Value>)> = Vec::new();
    let mut positions: BTreeMap<String, usize> = BTreeMap::new();
    for sitting in scene.meeting.definition.sittings() {
        let date = sitting.slot.date();
        let shown = self::sitting(scene, &sitting);
        let at = *positions.entry(date.to_string()).or_insert(days.len());
        match days.get_mut(at) {
            Some((_, sittings)) => sittings.push(shown),
            None => days.push((date, vec![shown])),
        }
    }
    let day = |(date, sittings): (Date, Vec<Value>)| {
        let values = context! {
            date => scene.date(date),
            weekday => weekday(scene, date),
            sittings,
        };
        sourced(values, scene.meeting.definition.title.place, &[("date", "time"), ("weekday", "time")])
    };
    days.into_iter().map(day).collect()
}

pub(super) fn sitting(scene: &Arc<Scene>, sitting: &Sitting<'_>) -> Value {
    let session = sitting.session;
    let venue = session.and_then(|session| session.venue.as_ref());
    let id = session.map(|session| session.id.as_str());
    let mut clocks = Clocks::of(scene, sitting.slot);
    let place = session.map_or(scene.meeting.definition.title.place, |session| session.id.place);
    let closed = session.is_some_and(|session| session.closed);
    let values = context! {
        id,
        anchor => id.and_then(|id| scene.anchor_here(id)),
        title => id.map(|id| scene.called(id, Form::Plain)),
        date => scene.date(sitting.slot.date()),
        weekday => weekday(scene, sitting.slot.date()),
        times => scene.times_of(sitting.slot),
        place => optional_words(scene, venue.and_then(|venue| venue.place.as_ref())),
        platform => optional_words(scene, venue.and_then(|venue| venue.platform.as_ref())),
        closed,
        closed_text => closed.then(|| chosen(scene, "closed", place, "closed")),
        chairs => session.and_then(|session| listed(scene, &session.chairs)),
        text => optional_rich(scene, session.and_then(|session| session.text.as_ref()).filter(|_| !scene.is_for_minutes())),
        state_text => meeting_state(scene, sitting.slot, place),
        zones => clocks.names(),
        entries => sitting.entries.iter().map(|one| entry(scene, &mut clocks, one)).collect::<Vec<_>>(),
    };
    sourced(values, place, &SOURCES)
}

/// The keys of a session, or of the meeting, that the words of a sitting come from.
const SOURCES: [(&str, &str); 5] =
    [("title", "title"), ("date", "time"), ("weekday", "time"), ("times", "time"), ("zones", "time")];

/// The day of the week, of what is known to the day.
fn weekday(scene: &Scene, date: Date) -> Option<String> {
    match date {
        Date::Day(day) => Some(scene.weekday(day)),
        _ => None,
    }
}

/// The clock times of a sitting, item by item: the zone is repeated if it differs from that of the sitting's start, and the
/// date if it changes.
pub(super) struct Clocks<'a> {
    scene: &'a Scene,
    /// For each zone the moment at which the sitting starts, and the day that was last shown.
    zones: Vec<(Moment, civil::Date)>,
}

impl<'a> Clocks<'a> {
    pub(super) fn of(scene: &'a Scene, slot: &Slot) -> Self {
        let zones = scene.shown_moments(slot).into_iter().map(|(start, _)| (start, slot.first_day()));
        Self { scene, zones: zones.collect() }
    }

    /// The same, only in the zone in which the sitting is stated.
    pub(super) fn of_own_zone(scene: &'a Scene, slot: &Slot) -> Self {
        let mut clocks = Self::of(scene, slot);
        clocks.zones.truncate(1);
        clocks
    }

    /// Names of the zones, if there are several.
    fn names(&self) -> Vec<String> {
        let names = self.zones.iter().filter_map(|(start, _)| self.scene.zone_name(start)).collect::<Vec<_>>();
        Some(names).filter(|names| names.len() > 1).unwrap_or_default()
    }

    /// When an item begins and ends, in each zone that is shown, and the day on which it begins where that changes:
    /// "23:30–0:30". The next day is not stated for an end, because the items after it are on that day.
    pub(super) fn times(&mut self, start: Option<Timestamp>, end: Option<Timestamp>) -> Vec<(String, Option<Date>)> {
        let Some(start) = start else { return Vec::new() };
        // What takes no time, such as a closing, has no end.
        let end = end.filter(|end| *end != start);
        let soon = end.is_some_and(|end| end.duration_since(start) < SignedDuration::from_hours(24));
        let scene = self.scene;
        let shown = self.zones.iter_mut().map(|(first, day)| {
            let moment = |instant| Moment::at(instant, first.zone.as_ref());
            let usual = |moment: &Moment| moment.offset == first.offset && !moment.twice;
            let (mut start, mut end) = (moment(start), end.map(moment));
            if usual(&start) && end.as_ref().is_none_or(usual) {
                (start, end) = (start.without_zone(), end.map(Moment::without_zone));
            }
            let begins = start.local.date();
            let end = end.map(|end| match soon {
                true => Moment { local: begins.to_datetime(end.local.time()), ..end },
                false => end,
            });
            let changed = std::mem::replace(day, begins) != begins;
            (scene.range(begins, &start, end.as_ref()), changed.then_some(Date::Day(begins)))
        });
        shown.collect()
    }
}

fn entry(scene: &Scene, clocks: &mut Clocks<'_>, entry: &Entry<'_>) -> Value {
    let item = entry.item;
    let id = item.id.as_str();
    let times = clocks.times(entry.start, entry.end);
    let values = context! {
        id,
        is_break => item.is_break,
        mark => scene.mark_of_item(id),
        inside => entry.inside,
        stage => optional_words(scene, item.stage.as_ref()),
        roles => item.roles.iter().map(|one| role(scene, one)).collect::<Vec<_>>(),
        title => words(scene, &item.title),
        link => scene.anchor_at_home(id),
        times => times.iter().map(|(times, _)| times.clone()).collect::<Vec<_>>(),
        dates => times.iter().map(|(_, date)| date.map(|date| scene.date(date))).collect::<Vec<_>>(),
        minutes => item.minutes.as_ref().map(|minutes| minutes.value),
        lead => together(scene, &item.lead, Form::Short),
        speakers => listed(scene, &item.speakers),
        purpose_text => item.purpose.map(|purpose| chosen(scene, &format!("purpose-{}", purpose.name()), item.id.place, "purpose")),
        closed => item.closed,
        closed_text => item.closed.then(|| chosen(scene, "closed", item.id.place, "closed")),
    };
    sourced(values, item.id.place, &[("mark", "number"), ("times", "start minutes"), ("dates", "start minutes")])
}
