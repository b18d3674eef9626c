//! The events of an edition, for calendar programs: the sittings of the meeting, and the entries of its calendars.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::scene::Scene;
use crate::document::DocumentKind;
use crate::edition::{CalendarEvent, CalendarFile, EventState, EventTime};
use crate::meeting::{
    Annex, Calendar, CalendarEntry, Date, Definition, EntryState, Form, LocalTime, Sitting, Slot, Status, Text, Venue,
    Zone,
};

/// The calendar files of an edition: `meeting.ics` and `calendar.ics`.
pub(super) fn calendars(scene: &Arc<Scene>) -> Vec<CalendarFile> {
    meeting(scene).into_iter().chain(calendar(scene)).collect()
}

/// The sittings of a meeting that is convened, if a clock time is stated for it or for one of them: nobody's calendar gets
/// what is still a draft, or a day that is kept free for an hour.
fn meeting(scene: &Arc<Scene>) -> Option<CalendarFile> {
    let definition = &scene.meeting.definition;
    let sittings = definition.sittings();
    let slots = || std::iter::once(&definition.time).chain(sittings.iter().map(|sitting| sitting.slot));
    let is_timed = slots().any(|slot| slot.local_start().is_some());
    if definition.status() < Status::Convened || !is_timed {
        return None;
    }
    let events = sittings.iter().filter_map(|sitting| self::sitting(scene, sitting)).collect();
    file(scene, "meeting.ics", scene.pack_title(), events)
}

fn sitting(scene: &Scene, sitting: &Sitting<'_>) -> Option<CalendarEvent> {
    let definition = &scene.meeting.definition;
    let Sitting { session, slot, .. } = *sitting;
    let id = session.map(|session| session.id.as_str());
    let state = combined(slot.state, definition.time.state);
    let moved_from = slot.moved_from.or(definition.time.moved_from);
    Some(CalendarEvent {
        uid: uid(scene, &["meeting", &scene.meeting.id, id.unwrap_or_default()]),
        // A later issue counts for more than whatever a meeting's state can be in an earlier one.
        sequence: 4 * issues(definition) + weight(state, moved_from),
        stamp: stamp(definition),
        state: event_state(state),
        summary: with_remark(scene, title(scene, id), state),
        description: description(scene, sitting, state, moved_from),
        location: location(scene, session.and_then(|session| session.venue.as_ref())),
        url: definition
            .links
            .iter()
            .map(|link| link.url.as_str())
            .find(|url| url.starts_with("http"))
            .map(str::to_owned),
        time: time_of(slot, &definition.time)?,
    })
}

/// "Network: Meeting (Senior Level), Opening plenary".
fn title(scene: &Scene, session: Option<&str>) -> String {
    let definition = &scene.meeting.definition;
    let body = scene.called(definition.body.as_str(), Form::Short);
    let session = session.map(|id| scene.called(id, Form::Plain));
    let title = joined(scene, [Some(scene.words(&definition.title).to_owned()), session]);
    scene.labels.say("label-with-title", [("label", body.into()), ("title", title.into())])
}

/// Whether it takes place, its items with their numbers, and the links of the meeting.
fn description(scene: &Scene, sitting: &Sitting<'_>, state: EntryState, moved_from: Option<Date>) -> String {
    let definition = &scene.meeting.definition;
    let is_closed = definition.closed || sitting.session.is_some_and(|session| session.closed);
    let said = (state != EntryState::Confirmed).then(|| scene.labels.say(&format!("meeting-{}", state.name()), []));
    let head =
        said.into_iter().chain(moved(scene, moved_from)).chain(is_closed.then(|| scene.labels.say("closed", [])));
    let items = sitting.items().map(|entry| {
        let (mark, title) = (scene.mark_of_item(entry.item.id.as_str()), scene.words(&entry.item.title));
        format!("{mark} {title}").trim_start().to_owned()
    });
    let links = definition.links.iter().map(|link| {
        let title = scene.words(&link.title);
        scene.labels.say("link-with-address", [("title", title.into()), ("url", link.url.as_str().into())])
    });
    let parts: [Vec<String>; 3] = [head.collect(), items.collect(), links.collect()];
    let parts = parts.iter().filter(|lines| !lines.is_empty()).map(|lines| lines.join("\n"));
    parts.collect::<Vec<_>>().join("\n\n")
}

/// Place and platform; what a session does not state is the meeting's.
fn location(scene: &Scene, of_session: Option<&Venue>) -> String {
    let venues = || of_session.into_iter().chain(&scene.meeting.definition.venue);
    let stated = |of: fn(&Venue) -> Option<&Text>| venues().find_map(of).map(|text| scene.words(text).to_owned());
    joined(scene, [stated(|venue| venue.place.as_ref()), stated(|venue| venue.platform.as_ref())])
}

/// The entries of the calendars that are printed, if their days are known.
fn calendar(scene: &Arc<Scene>) -> Option<CalendarFile> {
    if !scene.documents.contains(&DocumentKind::Annexes) {
        return None;
    }
    let (mut events, mut seen, mut title) = (Vec::new(), BTreeMap::new(), None);
    for annex in &scene.meeting.definition.annexes {
        let Some(calendar) = &annex.calendar else { continue };
        let inside = scene.inside(annex.language.as_ref());
        title = title.or_else(|| scene.meeting.annex_title(annex).map(|title| said(&inside, title)));
        events.extend(calendar.entries.iter().filter_map(|one| entry(&inside, annex, calendar, one, &mut seen)));
    }
    file(scene, "calendar.ics", title.unwrap_or_default(), events)
}

/// An entry. `seen` counts those of the same title and month.
fn entry(
    scene: &Scene,
    annex: &Annex,
    calendar: &Calendar,
    entry: &CalendarEntry,
    seen: &mut BTreeMap<(String, String), usize>,
) -> Option<CalendarEvent> {
    let definition = &scene.meeting.definition;
    let title = entry.title.as_ref()?;
    let date = entry.date.as_ref().map(|date| date.value);
    let date = entry.start.as_ref().map(|start| Date::Day(start.0.date())).or(date)?;
    let own = title.text_in(&definition.first_edition()).value.clone();
    let planned = month(entry.moved_from.unwrap_or(date));
    let number = seen.entry((own.clone(), planned.clone())).or_default();
    *number += 1;
    // What is a draft cannot be sure.
    let is_draft = definition.status() < Status::Convened || scene.meeting.is_draft(annex);
    let state = entry.state.unwrap_or_default();
    let state = if is_draft { combined(state, EntryState::ToBeConfirmed) } else { state };
    let details =
        |texts: [&Option<Text>; 2]| joined(scene, texts.map(|text| text.as_ref().map(|text| said(scene, text))));
    let host = entry.host.as_ref().map(|host| scene.labels.say("host", [("host", said(scene, host).into())]));
    let body = scene.called(definition.body.as_str(), Form::Full);
    let details = [body, details([&entry.level, &entry.held_with])].into_iter().chain(host);
    let lines = moved(scene, entry.moved_from).into_iter().chain(details);
    let remote = entry.remote.then(|| scene.labels.say("remote", []));
    Some(CalendarEvent {
        uid: uid(scene, &["calendar", &own, &planned, &number.to_string()]),
        // The calendars of later packs have the same events, and no pack knows how many were before it: between states of one
        // weight the date decides.
        sequence: weight(state, entry.moved_from),
        stamp: stamp(definition),
        state: event_state(state),
        summary: with_remark(scene, said(scene, title), entry.state.unwrap_or_default()),
        description: lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"),
        location: joined(scene, [entry.place.as_ref().map(|place| said(scene, place)), remote]),
        url: entry.url.as_ref().map(|url| url.as_str().to_owned()),
        time: time_of_entry(entry, calendar, &definition.time)?,
    })
}

fn file(scene: &Scene, path: &str, title: String, events: Vec<CalendarEvent>) -> Option<CalendarFile> {
    let language = scene.language.as_str().to_owned();
    (!events.is_empty()).then(|| CalendarFile { path: path.to_owned(), title, language, events })
}

/// When a meeting or session is; nothing if only its month or year is known.
fn time_of(slot: &Slot, meeting: &Slot) -> Option<EventTime> {
    let zone = slot.own_zone(meeting);
    let last = slot.until.as_ref().map(|until| until.value.date());
    match (slot.starts(meeting), slot.date()) {
        (Some(start), _) => Some(from(start, slot.ends(meeting).or_else(|| end_of(last?, zone)), zone)),
        (None, Date::Day(first)) => {
            Some(EventTime::Days { first, last: last.map_or(first, Date::last_day).max(first) })
        }
        _ => None,
    }
}

fn time_of_entry(entry: &CalendarEntry, calendar: &Calendar, meeting: &Slot) -> Option<EventTime> {
    if let Some(start) = &entry.start {
        let zone = entry.zone.as_ref().or(calendar.zone.as_ref()).or(meeting.zone.as_ref()).map(|zone| &zone.value);
        let instant = zone.unwrap_or(Zone::utc()).instant(start.value)?;
        return Some(from(instant, entry.until.and_then(|until| end_of(until, zone)), zone));
    }
    let Date::Day(first) = entry.date.as_ref()?.value else { return None };
    Some(EventTime::Days { first, last: entry.until.map_or(first, Date::last_day).max(first) })
}

fn from(start: Timestamp, end: Option<Timestamp>, zone: Option<&Zone>) -> EventTime {
    EventTime::Clock { start, end: end.filter(|end| *end > start), zone: zone.map(|zone| zone.0.clone()) }
}

/// The end of a last day whose hour is not known. A conference of three days would be a moment without it.
fn end_of(last: Date, zone: Option<&Zone>) -> Option<Timestamp> {
    let over = LocalTime(last.last_day().tomorrow().ok()?.at(0, 0, 0, 0));
    zone.unwrap_or(Zone::utc()).instant(over)
}

/// The state of what is part of something else: the less sure of both.
fn combined(own: EntryState, around: EntryState) -> EntryState {
    let doubt = |state: &EntryState| match state {
        EntryState::Confirmed => 0,
        EntryState::Moved => 1,
        EntryState::ToBeConfirmed => 2,
        EntryState::Cancelled | EntryState::NotHeld => 3,
    };
    if doubt(&around) > doubt(&own) { around } else { own }
}

fn event_state(state: EntryState) -> EventState {
    match state {
        EntryState::Confirmed | EntryState::Moved => EventState::Confirmed,
        EntryState::ToBeConfirmed => EventState::Tentative,
        EntryState::Cancelled | EntryState::NotHeld => EventState::Cancelled,
    }
}

/// How far a state is on the way that meetings take: open, confirmed, moved, cancelled.
fn weight(state: EntryState, moved_from: Option<Date>) -> usize {
    match state {
        EntryState::ToBeConfirmed => 0,
        EntryState::Confirmed if moved_from.is_none() => 1,
        EntryState::Confirmed | EntryState::Moved => 2,
        EntryState::Cancelled | EntryState::NotHeld => 3,
    }
}

/// The number of times that papers were sent out, as far as the definition tells: by the steps of `history`, of which a change
/// to a meeting that is convened is one more, `convened` again; without these, by the status.
fn issues(definition: &Definition) -> usize {
    let sent = definition.history.iter().filter(|step| step.status.value >= Status::Convened).count();
    sent.max(definition.status() as usize)
}

/// The last step, or else the start of the meeting: nothing else in a definition says when it was written, and no build looks
/// at the clock.
fn stamp(definition: &Definition) -> Timestamp {
    let slot = &definition.time;
    let last = definition.history.last().map_or(slot.start.value, |step| step.on.value);
    slot.own_zone(slot).unwrap_or(Zone::utc()).instant(last.begins()).unwrap_or_default()
}

/// A name that is the same in all editions, and stays as long as `parts` and the body do: for a sitting the ids of pack and
/// session, for an entry its title, the month for which it was planned first, and its number among those of the same month. So
/// neither is doubled when it is moved, nor entries when the next pack has those that are left. The name of the body is in it,
/// because one secretary may work for several boards, each of which is `board` in its workspace.
fn uid(scene: &Scene, parts: &[&str]) -> String {
    let definition = &scene.meeting.definition;
    let first = definition.first_edition();
    let body = scene.meeting.registry.bodies.get(definition.body.as_str());
    let names = body.map(|body| [Some(&body.name), body.organization.as_ref()]).into_iter().flatten().flatten();
    let names = names.map(|name| name.text_in(&first).value.as_str());
    let mut digest = Sha256::new();
    for part in std::iter::once(definition.body.as_str()).chain(parts.iter().copied()).chain(names) {
        digest.update(part);
        digest.update([0]);
    }
    hex::encode(&digest.finalize()[..16])
}

/// The month of a date, or the year if that is all that is known.
fn month(date: Date) -> String {
    match date {
        Date::Day(day) => Date::Month(day.year(), day.month()).to_string(),
        other => other.to_string(),
    }
}

/// "Third meeting (cancelled)": programs show the state of an event in ways of their own, or not at all.
fn with_remark(scene: &Scene, text: String, state: EntryState) -> String {
    if event_state(state) == EventState::Confirmed {
        return text;
    }
    let remark = scene.labels.say(&format!("remark-{}", state.name()), []);
    scene.labels.say("with-remark", [("text", text.into()), ("remark", remark.into())])
}

/// "Originally scheduled for 8 May 2026".
fn moved(scene: &Scene, from: Option<Date>) -> Option<String> {
    from.map(|date| scene.labels.say("moved-from-line", [("date", scene.date(date).into())]))
}

fn joined<const N: usize>(scene: &Scene, parts: [Option<String>; N]) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(&scene.labels.say("details-separator", []))
}

/// A text in the language of the edition, or that of the annex.
fn said(scene: &Scene, text: &Text) -> String {
    scene.text(text).0.value.clone()
}
