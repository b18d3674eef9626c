//! Pieces that several parts of what templates see have in common.

use std::sync::Arc;

use minijinja::{Value, context};

use crate::compose::filled::{derived, from, recast};
use crate::compose::scene::Scene;
use crate::compose::value::{capital_of_role, rich, sourced, words};
use crate::finding::{Place, Placed};
use crate::meeting::{Amount, Clock, EntryState, Form, Id, Language, Prose, Purpose, Role, Slot, Text};

/// "Cancelled"; `none` if it stands. `place` is in what has the slot as its `time`.
pub(super) fn meeting_state(scene: &Scene, slot: &Slot, place: Place) -> Option<Value> {
    let open = slot.state != EntryState::Confirmed;
    open.then(|| chosen(scene, &format!("meeting-{}", slot.state.name()), place, "time/state"))
}

/// "Rapporteur: Ana Silva".
pub(super) fn role(scene: &Scene, role: &Role) -> Value {
    context! {
        role => recast(&words(scene, &role.role), capital_of_role),
        names => listed(scene, &role.who),
    }
}

pub(super) fn amounts(scene: &Scene, amounts: &[Amount]) -> Vec<Value> {
    let amount = |amount: &Amount| {
        context! {
            title => optional_words(scene, amount.title.as_ref()),
            sum => derived(scene.money(&amount.sum), amount.sum.place, ""),
        }
    };
    amounts.iter().map(amount).collect()
}

/// Documents of an item: the name of each, the destination of its link, and its purpose.
pub(super) fn related<'a>(
    scene: &Scene,
    papers: impl IntoIterator<Item = (&'a Placed<Id>, Option<Purpose>)>,
) -> Vec<Value> {
    let document = |(id, purpose): (&Placed<Id>, Option<Purpose>)| {
        let called = scene.called(id.as_str(), Form::Plain);
        let title = scene.called(id.as_str(), Form::Title);
        let anchor = link(scene, id);
        let values = context! {
            title => (title != called).then_some(title),
            text => called,
            url => scene.url(id.as_str()).filter(|_| anchor.is_none()),
            anchor,
            purpose => purpose.map(|purpose| of_label(scene, &format!("purpose-{}", purpose.name()))),
        };
        sourced(values, id.place, &[("title", ""), ("text", "")])
    };
    papers.into_iter().map(document).collect()
}

/// A label that is filled with nothing.
pub(super) fn of_label(scene: &Scene, name: &str) -> Value {
    scene.say(name, [], None)
}

/// A label that is filled with nothing, and that a value chooses: see [`from`].
pub(super) fn chosen(scene: &Scene, name: &str, place: Place, keys: &str) -> Value {
    scene.say(name, [], Some(from(place, keys)))
}

/// "Ilze Brands Kehris, ASG, OHCHR"; an entity by its abbreviation.
pub(super) fn speaker(scene: &Scene, id: &Id) -> String {
    let person = scene.meeting.registry.people.get(id.as_str());
    // A rank stands after the name.
    let form = if person.is_some_and(|person| person.rank.is_none()) { scene.introduced_form(id) } else { Form::Plain };
    let name = scene.called(id.as_str(), form);
    let rank = person.and_then(|person| person.rank_abbreviation.as_ref().or(person.rank.as_ref()));
    let rank = rank.map(|rank| scene.words(rank).to_owned());
    let entity = person.and_then(|person| person.entity.as_ref());
    let entity = entity.map(|entity| scene.called(entity.as_str(), Form::Plain));
    let parts: Vec<String> = std::iter::once(name).chain(rank).chain(entity).collect();
    parts.join(&scene.labels.say("details-separator", []))
}

pub(super) fn optional_words(scene: &Scene, text: Option<&Text>) -> Option<Value> {
    text.map(|text| words(scene, text))
}

pub(super) fn optional_rich(scene: &Arc<Scene>, prose: Option<&Prose>) -> Option<Value> {
    prose.map(|prose| rich(scene, prose))
}

pub(super) fn riches(scene: &Arc<Scene>, prose: &[Prose]) -> Vec<Value> {
    prose.iter().map(|prose| rich(scene, prose)).collect()
}

/// Several by their short names, joined; `none` if there is nobody.
pub(super) fn together(scene: &Scene, ids: &[Placed<Id>], form: Form) -> Option<Value> {
    let names = ids.iter().map(|id| derived(scene.called(id.as_str(), form), id.place, ""));
    scene.list(&names.collect::<Vec<_>>())
}

/// Several in the form of lists, joined; `none` if there is nobody.
pub(super) fn listed(scene: &Scene, ids: &[Placed<Id>]) -> Option<Value> {
    let names = ids.iter().map(|id| derived(scene.called(id.as_str(), scene.listed_form(id)), id.place, ""));
    scene.list(&names.collect::<Vec<_>>())
}

/// The anchor of something in the document being composed.
pub(super) fn anchor(scene: &Scene, id: &Id) -> Option<String> {
    scene.anchor_here(id.as_str())
}

/// The anchor to which links to something lead: in this document, or else in the document to which it belongs.
pub(super) fn link(scene: &Scene, id: &Id) -> Option<String> {
    scene.anchor_here(id.as_str()).or_else(|| scene.anchor_at_home(id.as_str()))
}

/// A clock time: "10:15"; `place` is in what has it as `key`.
pub(super) fn clock_at(scene: &Scene, clock: Option<Clock>, place: Place, key: &str) -> Option<Value> {
    self::clock(scene, clock).map(|clock| derived(clock, place, key))
}

/// A clock time: "10:15".
pub(super) fn clock(scene: &Scene, clock: Option<Clock>) -> Option<String> {
    clock.map(|clock| scene.time(clock.0))
}

/// The name of a language here: "English".
pub(super) fn name_of(scene: &Scene, language: &Language) -> String {
    let named = scene.labels.find_with(&format!("language-{}", language.general()), []);
    named.unwrap_or_else(|| language.as_str().to_owned())
}
