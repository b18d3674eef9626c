//! What templates see of the agenda.

use std::sync::Arc;

use minijinja::{Value, context};

use super::decisions::{action, decided_under, decision};
use super::{amounts, anchor, clock, optional_rich, optional_words, related, riches, role, speaker, together};
use crate::finding::Placed;
use crate::meeting::{Event, Form, Item, Remark, What};
use crate::render::scene::Scene;
use crate::render::value::{rich, words};

/// All items, sections among them, parents before their children.
pub(super) fn agenda(scene: &Arc<Scene>) -> Value {
    let items = scene.meeting.definition.items();
    items.into_iter().map(|(item, depth)| self::item(scene, item, depth)).collect()
}

fn item(scene: &Arc<Scene>, item: &Item, depth: usize) -> Value {
    let numbers = scene.index.numbers(item.id.as_str());
    let lead = together(scene, &item.lead, Form::Short);
    let endorsements = item.for_endorsement.len();
    context! {
        id => item.id.as_str(),
        anchor => anchor(scene, &item.id),
        footnote => optional_rich(scene, item.footnote.as_ref()),
        section => item.section,
        consent => item.consent,
        is_break => item.is_break,
        purpose => item.purpose.map(|purpose| purpose.name()),
        purpose_text => item.purpose.map(|purpose| scene.labels.say(&format!("purpose-{}", purpose.name()), [])),
        stage => optional_words(scene, item.stage.as_ref()),
        closed => item.closed,
        session => item.session.as_ref().map(|session| scene.called(session.as_str(), Form::Plain)),
        start => clock(scene, item.start.as_ref().map(|start| start.value)),
        depth,
        number => scene.number_of_item(item.id.as_str()),
        mark => scene.mark_of_item(item.id.as_str()),
        inside => numbers.len().saturating_sub(1),
        title => words(scene, &item.title),
        minutes => item.minutes.as_ref().map(|minutes| minutes.value),
        duration => duration(scene, item.minutes.as_ref()).filter(|_| item.as_issued.is_none()),
        lead => match &item.as_issued {
            Some(text) => Some(behind_a_title(scene.words(text))),
            None => lead.map(|names| scene.labels.say("facilitated-by", [("names", names.into())])),
        },
        speakers => item.speakers.iter().map(|id| speaker(scene, id)).collect::<Vec<_>>(),
        roles => item.roles.iter().map(|one| role(scene, one)).collect::<Vec<_>>(),
        documents => related(scene, &item.documents),
        text => optional_rich(scene, item.text.as_ref()),
        annotation => optional_rich(scene, item.annotation.as_ref()),
        amounts => amounts(scene, &item.amounts),
        questions => riches(scene, &item.questions),
        for_endorsement => item.for_endorsement.iter().enumerate().map(|(at, prose)| context! {
            text => rich(scene, prose),
            ending => scene.labels.say(if at + 1 == endorsements { "list-end" } else { "list-continues" }, []),
        }).collect::<Vec<_>>(),
        remarks => item.remarks.iter().map(|remark| self::remark(scene, remark)).collect::<Vec<_>>(),
        note => optional_rich(scene, item.note.as_ref()),
        proceedings => item.proceedings.iter().map(|one| event(scene, one)).collect::<Vec<_>>(),
        decisions => decided_under(scene, item),
        earlier_actions => item.earlier_actions.iter().map(|one| action(scene, one)).collect::<Vec<_>>(),
        actions => item.actions.iter().map(|one| action(scene, one)).collect::<Vec<_>>(),
        disposition => item.disposition.map(|disposition| disposition.name()),
        result => match (&item.result, item.disposition) {
            (Some(words), _) => Some(scene.words(words).to_owned()),
            (None, Some(disposition)) => {
                Some(scene.labels.say(&format!("item-{}", disposition.name()), []))
            }
            (None, None) => None,
        },
    }
}

/// Words typed behind a title: with a space before them unless they begin with a mark.
fn behind_a_title(words: &str) -> String {
    let mark = words.starts_with([',', ':', ';', '.']);
    if mark { words.to_owned() } else { format!(" {words}") }
}

fn remark(scene: &Scene, remark: &Remark) -> Value {
    let speaker = scene.called(remark.by.as_str(), Form::Full);
    let text = match &remark.capacity {
        Some(capacity) => scene
            .labels
            .say("remarks-in-capacity", [("speaker", speaker.into()), ("capacity", scene.words(capacity).into())]),
        None => scene.labels.say("remarks", [("speaker", speaker.into())]),
    };
    context! {
        text,
        capacity => optional_words(scene, remark.capacity.as_ref()),
        duration => duration(scene, remark.minutes.as_ref()),
    }
}

/// "(20 minutes)".
fn duration(scene: &Scene, minutes: Option<&Placed<u32>>) -> Option<String> {
    minutes.map(|minutes| scene.labels.say("duration", [("minutes", (minutes.value as usize).into())]))
}

/// Something that happened: `line` is the sentence for it, if it is not told by its text alone.
fn event(scene: &Arc<Scene>, event: &Event) -> Value {
    let decisions = &scene.meeting.definition.decisions;
    let taken = event.decision.as_ref().and_then(|id| decisions.iter().find(|decision| decision.id.value == id.value));
    let at = clock(scene, event.at);
    let who = together(scene, &event.who, Form::Plain);
    let line = (event.what != What::Said).then(|| {
        let happened = scene.labels.say(
            &format!("event-{}", event.what.name()),
            [("who", who.clone().unwrap_or_default().into()), ("count", event.who.len().into())],
        );
        match &at {
            Some(at) => scene.labels.say("event-at", [("event", happened.into()), ("time", at.into())]),
            None => scene.labels.say("event", [("event", happened.into())]),
        }
    });
    context! {
        what => event.what.name(),
        at,
        who,
        line,
        text => optional_rich(scene, event.text.as_ref()),
        decision => taken.map(|taken| decision(scene, taken)),
    }
}
