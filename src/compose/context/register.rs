//! The context of templates: what a series of meetings asked for, decided, and who was there.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::value::merge_maps;
use minijinja::{Value, context};

use super::decisions::{action, actions, short_text};
use super::pieces::{anchor, link, optional_words};
use crate::compose::pictures::Pictures;
use crate::compose::scene::Scene;
use crate::compose::value::words;
use crate::meeting::{Action, Decision, Form, Id, Listing, Presence};

/// All meetings of the series, this one last. A part that is not asked for is empty.
pub(super) fn register(scene: &Arc<Scene>) -> Value {
    let asked = scene.meeting.listings();
    // What became of actions this meeting knows itself.
    let needs_others = asked.iter().any(|one| *one != Listing::Actions);
    let earlier = if needs_others { scene.meeting.earlier_meetings() } else { &[] };
    let earlier = earlier
        .iter()
        .map(|meeting| Arc::new(Scene::new(meeting, &scene.language, &scene.labels, &[], Pictures::default())));
    let meetings: Vec<Arc<Scene>> = earlier.chain([Arc::clone(scene)]).collect();
    let when = |listing: Listing, values: &dyn Fn() -> Vec<Value>| match asked.contains(&listing) {
        true => values(),
        false => Vec::new(),
    };
    context! {
        actions => when(Listing::Actions, &|| all_actions(scene)),
        decisions => when(Listing::Decisions, &|| all_decisions(&meetings)),
        attendance => when(Listing::Attendance, &|| attendance(&meetings)),
    }
}

/// Actions of earlier meetings as they stand now, then those of this one; first what is left to be done.
fn all_actions(scene: &Arc<Scene>) -> Vec<Value> {
    let (definition, series) = (&scene.meeting.definition, &scene.meeting.series);
    let carried = definition.items().into_iter().flat_map(|(item, _)| &item.earlier_actions);
    let mut now: BTreeMap<String, &Action> = BTreeMap::new();
    let mut typed: Vec<&Action> = Vec::new();
    for action in carried {
        match &action.made {
            Some(made) => drop(now.insert(made.name(), action)),
            None => typed.push(action),
        }
    }
    // An audience that does not get what this meeting says of an action does not get the action.
    let is_left = |is_closed: bool| is_closed || !scene.meeting.is_part();
    let before = series.actions().filter_map(|(_, one)| match now.get(&one.made.name()) {
        Some(action) => Some(*action),
        None => is_left(one.closed.is_some()).then_some(&one.action),
    });
    let earlier = before.chain(typed).map(|one| action(scene, one));
    let all: Vec<Value> = earlier.chain(actions(scene)).collect();
    let is_open = |value: &&Value| {
        let status = value.get_attr("status").ok();
        status.is_some_and(|status| !matches!(status.as_str(), Some("done" | "dropped")))
    };
    let (open, closed): (Vec<&Value>, Vec<&Value>) = all.iter().partition(is_open);
    open.into_iter().chain(closed).cloned().collect()
}

fn all_decisions(meetings: &[Arc<Scene>]) -> Vec<Value> {
    let last = meetings.len().saturating_sub(1);
    let of_meeting = |(at, scene): (usize, &Arc<Scene>)| -> Vec<Value> {
        let row = |one: &Decision| {
            merge_maps([
                decision(scene, one),
                context! {
                    link => (at == last).then(|| link(scene, &one.id)).flatten(),
                    anchor => (at == last).then(|| anchor(scene, &one.id)).flatten(),
                },
            ])
        };
        scene.meeting.definition.decisions.iter().map(row).collect()
    };
    meetings.iter().enumerate().flat_map(of_meeting).collect()
}

fn decision(scene: &Arc<Scene>, decision: &Decision) -> Value {
    let definition = &scene.meeting.definition;
    context! {
        number => scene.number_of_decision(decision.id.as_str()),
        title => optional_words(scene, decision.title.as_ref()),
        text => decision.title.is_none().then(|| short_text(scene, decision)),
        outcome => super::result(scene, decision).map(|words| words.to_string()),
        meeting => words(scene, &definition.title),
        date => scene.date(decision.date.unwrap_or(definition.time.date())),
    }
}

/// Everybody who is listed at one of the meetings, with how often they were there or not.
fn attendance(meetings: &[Arc<Scene>]) -> Vec<Value> {
    let mut order: Vec<String> = Vec::new();
    let mut all: BTreeMap<String, (Value, Option<String>, [usize; 4])> = BTreeMap::new();
    for scene in meetings {
        let Some(attendance) = &scene.meeting.definition.attendance else { continue };
        let called = |id: &Id| -> Value { scene.called(id.as_str(), Form::Plain).into() };
        let represent = attendance.representatives.iter().flat_map(|one| {
            let entity = scene.called(one.entity.as_str(), Form::Plain);
            one.people.iter().map(move |person| (person, entity.clone()))
        });
        let represent = represent
            .map(|(person, entity)| (person.as_str().to_owned(), called(person), Some(entity), Presence::Present));
        let others = attendance.participants.iter().filter_map(|one| {
            let name = one.who.as_ref().map(|who| called(who)).or_else(|| optional_words(scene, one.name.as_ref()))?;
            let key = one.who.as_ref().map_or_else(|| name.to_string(), |who| who.as_str().to_owned());
            let entity = super::entity_of(scene, one).map(|entity| scene.called(entity.as_str(), Form::Plain));
            let entity = one.affiliation.as_ref().map(|own| scene.words(own).to_owned()).or(entity);
            Some((key, name, entity, one.presence))
        });
        for (key, name, entity, presence) in represent.chain(others) {
            let known = all.entry(key.clone()).or_insert_with(|| {
                order.push(key);
                (name.clone(), entity.clone(), [0; 4])
            });
            (known.0, known.1) = (name, entity);
            known.2[presence as usize] += 1;
        }
    }
    let row = |key: String| {
        let (name, entity, [present, excused, absent, by_proxy]) = all.remove(&key)?;
        let count = |count: usize| (count > 0).then_some(count);
        Some(context! {
            name,
            entity,
            present => count(present),
            excused => count(excused),
            absent => count(absent),
            by_proxy => count(by_proxy),
        })
    };
    order.into_iter().filter_map(row).collect()
}
