//! The steps by which the minutes came about, with the silence procedure and its objections, in the order of time.

use std::sync::Arc;

use jiff::Timestamp;
use minijinja::{Value, context};

use super::pieces::speaker;
use crate::compose::filled::derived;
use crate::compose::scene::Scene;
use crate::compose::value::rich;
use crate::finding::Place;
use crate::meeting::{Prose, Silence, When, Zone};

/// One entry for each step and objection; empty where the body does not print them.
pub(super) fn history(scene: &Arc<Scene>) -> Vec<Value> {
    if !scene.style.history.unwrap_or_default() {
        return Vec::new();
    }
    let definition = &scene.meeting.definition;
    let mut entries: Vec<(Timestamp, Value)> = Vec::new();
    let zone = definition.time.own_zone(&definition.time);
    for step in &definition.history {
        let words = scene.labels.say(&format!("step-{}", step.status.name()), []);
        entries.push(entry(scene, (step.on.value, step.on.place), zone, words, step.note.as_ref()));
    }
    if let Some(silence) = &definition.silence {
        entries.extend(of_silence(scene, silence));
    }
    entries.sort_by_key(|(at, _)| *at);
    entries.into_iter().map(|(_, entry)| entry).collect()
}

fn of_silence(scene: &Arc<Scene>, silence: &Silence) -> Vec<(Timestamp, Value)> {
    let definition = &scene.meeting.definition;
    let zone = silence.own_zone(&definition.time);
    let mut entries = Vec::new();
    let is_stated = definition.history.iter().any(|step| step.status.name() == "circulated");
    if !is_stated {
        let words = scene.labels.say("step-circulated", []);
        entries.push(entry(scene, (silence.circulated.value, silence.circulated.place), zone, words, None));
    }
    for objection in &silence.objections {
        let words = scene.labels.say("step-objection", [("who", speaker(scene, &objection.by).into())]);
        entries.push(entry(scene, (objection.at.value, objection.at.place), zone, words, Some(&objection.text)));
        if let Some(resolution) = &objection.resolution {
            let words = scene.labels.say("step-resolved", [("who", speaker(scene, &objection.by).into())]);
            entries.push(entry(scene, (resolution.on.value, resolution.on.place), zone, words, Some(&resolution.text)));
        }
    }
    let words = scene.labels.say("step-silence-over", []);
    entries.push(entry(scene, (When::Time(silence.deadline.value), silence.deadline.place), zone, words, None));
    entries
}

fn entry(
    scene: &Arc<Scene>,
    (on, place): (When, Place),
    zone: Option<&Zone>,
    words: String,
    note: Option<&Prose>,
) -> (Timestamp, Value) {
    let value = context! {
        date => derived(moment(scene, on, zone), place, ""),
        words => derived(words, place, "status by"),
        note => note.map(|note| rich(scene, note)),
    };
    (zone.unwrap_or(Zone::utc()).instant(on.begins()).unwrap_or_default(), value)
}

/// "27 February 2023, 17:00 (EST)".
fn moment(scene: &Scene, on: When, zone: Option<&Zone>) -> String {
    let date = scene.date(on.date());
    match on {
        When::Time(local) => scene.date_and_times(date, scene.local_time(local, zone)),
        When::Date(_) => date,
    }
}
