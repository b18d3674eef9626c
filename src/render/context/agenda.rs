//! What templates see of the agenda.

use std::sync::Arc;

use minijinja::{Value, context};

use super::{anchor, optional_rich, optional_words, riches, speaker, together};
use crate::finding::Placed;
use crate::meeting::{Form, Item, Remark};
use crate::render::scene::Scene;
use crate::render::value::words;

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
        section => item.section,
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
        text => optional_rich(scene, item.text.as_ref()),
        questions => riches(scene, &item.questions),
        for_endorsement => item.for_endorsement.iter().enumerate().map(|(at, prose)| context! {
            text => crate::render::value::rich(scene, prose),
            ending => scene.labels.say(if at + 1 == endorsements { "list-end" } else { "list-continues" }, []),
        }).collect::<Vec<_>>(),
        remarks => item.remarks.iter().map(|remark| self::remark(scene, remark)).collect::<Vec<_>>(),
        note => optional_rich(scene, item.note.as_ref()),
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
