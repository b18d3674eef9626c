//! The context of templates: the timetable: days, sittings, items with their clock times.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::{Value, context};

use super::pieces::{meeting_state, optional_rich, optional_words, role, together};
use crate::compose::scene::Scene;
use crate::compose::value::words;
use crate::meeting::{Date, Entry, Form, Sitting};

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
        context! {
            date => scene.date(date),
            weekday => weekday(scene, date),
            sittings,
        }
    };
    days.into_iter().map(day).collect()
}

pub(super) fn sitting(scene: &Arc<Scene>, sitting: &Sitting<'_>) -> Value {
    let session = sitting.session;
    let venue = session.and_then(|session| session.venue.as_ref());
    let id = session.map(|session| session.id.as_str());
    context! {
        id,
        anchor => id.and_then(|id| scene.anchor_here(id)),
        title => id.map(|id| scene.called(id, Form::Plain)),
        date => scene.date(sitting.slot.date()),
        weekday => weekday(scene, sitting.slot.date()),
        times => scene.times_of(sitting.slot),
        place => optional_words(scene, venue.and_then(|venue| venue.place.as_ref())),
        platform => optional_words(scene, venue.and_then(|venue| venue.platform.as_ref())),
        closed => session.is_some_and(|session| session.closed),
        chairs => session.and_then(|session| together(scene, &session.chairs, scene.plain_form())),
        text => optional_rich(scene, session.and_then(|session| session.text.as_ref()).filter(|_| !scene.is_for_minutes())),
        state_text => meeting_state(scene, sitting.slot),
        zones => zones(scene, sitting),
        entries => sitting.entries.iter().map(|one| entry(scene, sitting, one)).collect::<Vec<_>>(),
    }
}

/// The day of the week, of what is known to the day.
fn weekday(scene: &Scene, date: Date) -> Option<String> {
    match date {
        Date::Day(day) => Some(scene.weekday(day)),
        _ => None,
    }
}

/// Abbreviations of the zones in which times are shown, if there are several.
fn zones(scene: &Scene, sitting: &Sitting<'_>) -> Vec<String> {
    let zones = sitting.slot.start_in_zones(&scene.meeting.definition.time);
    let zones = zones.into_iter().map(|start| start.abbreviation);
    Some(zones.collect::<Vec<_>>()).filter(|zones| zones.len() > 1).unwrap_or_default()
}

fn entry(scene: &Scene, sitting: &Sitting<'_>, entry: &Entry<'_>) -> Value {
    let item = entry.item;
    let id = item.id.as_str();
    context! {
        id,
        is_break => item.is_break,
        mark => scene.mark_of_item(id),
        inside => entry.inside,
        stage => optional_words(scene, item.stage.as_ref()),
        roles => item.roles.iter().map(|one| role(scene, one)).collect::<Vec<_>>(),
        title => words(scene, &item.title),
        link => scene.anchor_at_home(id),
        times => times(scene, sitting, entry),
        minutes => item.minutes.as_ref().map(|minutes| minutes.value),
        lead => together(scene, &item.lead, Form::Short),
        speakers => together(scene, &item.speakers, scene.plain_form()),
        purpose_text => item.purpose.map(|purpose| scene.labels.say(&format!("purpose-{}", purpose.name()), [])),
        closed => item.closed,
    }
}

/// When an item begins and ends, in each zone that is shown: "10:00–10:40".
fn times(scene: &Scene, sitting: &Sitting<'_>, entry: &Entry<'_>) -> Vec<String> {
    let Some(start) = entry.start else { return Vec::new() };
    let range = |start: jiff::civil::DateTime, end: Option<jiff::civil::DateTime>| {
        let begins = scene.time(start.time());
        match end {
            Some(end) => scene
                .labels
                .say("time-range-without-zone", [("start", begins.into()), ("end", scene.time(end.time()).into())]),
            None => begins,
        }
    };
    let zones = sitting.slot.zones(&scene.meeting.definition.time);
    let Some(stated) = zones.first() else {
        return vec![range(start.0, entry.end.map(|end| end.0))];
    };
    let instants = (stated.instant(start), entry.end.and_then(|end| stated.instant(end)));
    let shown = zones.iter().filter_map(|zone| {
        let local = |instant| zone.moment(instant).local;
        Some(range(local(instants.0?), instants.1.map(local)))
    });
    shown.collect()
}
