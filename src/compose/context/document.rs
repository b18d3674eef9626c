//! The context of templates: the documents of a pack.

use std::sync::Arc;

use minijinja::{Value, context};

use super::pieces::{optional_rich, optional_words};
use crate::compose::filled::of_label;
use crate::compose::scene::Scene;
use crate::compose::value::{sourced, words};
use crate::document::{DocumentKind, Format};
use crate::meeting::{Date, HeadPart, Masthead, Reissue, ReissueKind, Text};

/// The label of languages that name themselves otherwise in a head.
const IN_MASTHEAD: &str = "language-in-masthead";

/// All documents of the pack. Minutes see themselves and where those who took part are listed, if elsewhere: what they
/// print is what their approvals cover, see [`Content`](crate::meeting::Content).
pub(super) fn documents(scene: &Arc<Scene>) -> Vec<Value> {
    if !scene.is_for_minutes() {
        return scene.documents.iter().map(|one| document(scene, one)).collect();
    }
    let seen = scene.documents.iter().filter_map(|one| match one {
        DocumentKind::Minutes => Some(document(scene, one)),
        DocumentKind::Attendance => {
            Some(context! { kind => one.name(), path => one.path(Format::Pdf), name => name(scene, one) })
        }
        _ => None,
    });
    seen.collect()
}

pub(super) fn document(scene: &Arc<Scene>, document: &DocumentKind) -> Value {
    let paper = scene.meeting.paper(document.name());
    context! {
        kind => document.name(),
        is_record => document.is_record(),
        path => document.path(Format::Pdf),
        name => name(scene, document),
        title => scene.document_title(document),
        masthead => masthead(scene, document.name()),
        contents => paper.is_some_and(|paper| paper.contents),
        introduction => optional_rich(scene, paper.and_then(|paper| paper.introduction.as_ref())),
    }
}

fn name(scene: &Scene, document: &DocumentKind) -> Value {
    let (title, name) =
        (scene.meeting.paper(document.name()).and_then(|paper| paper.title.as_ref()), scene.document_name(document));
    title.map_or_else(|| of_label(&format!("document-{}", document.name()), name), |title| words(scene, title))
}

/// The head of a document: its own lines before those of all documents.
fn masthead(scene: &Scene, document: &str) -> Value {
    let own = scene.meeting.paper(document).and_then(|paper| paper.masthead.as_ref());
    let shared = scene.meeting.definition.masthead.as_ref();
    let stated = |of: fn(&Masthead) -> &Option<Text>| {
        own.and_then(|own| of(own).as_ref()).or_else(|| shared.and_then(|shared| of(shared).as_ref()))
    };
    let text = |of| optional_words(scene, stated(of));
    let filed = || scene.meeting.filing_heads(document);
    let original = stated(|masthead| &masthead.original).map(|original| scene.words(original));
    let date = filed().find_map(|head| head.date);
    // Its own head is beside its name, that of all documents beside the title of the meeting.
    let is_own = own.is_some_and(|head| head.date.is_some());
    let paper = scene.meeting.paper(document).filter(|_| is_own);
    let beside = paper.map_or(scene.meeting.definition.title.place, |paper| paper.document.place);
    let reissue = scene.meeting.reissue_of(document);
    // A day after that of the text that it replaces is that of the new one. Where none is stated, none is made up.
    let is_day =
        date.is_some_and(|date| reissue.is_some_and(|reissue| date.date().first_day() > reissue.replaces.last_day()));
    let say = |label: &str, day: Date| scene.labels.say(label, [("date", scene.date(day).as_str().into())]);
    let is_in = |label: &str| {
        let own = scene.labels.find_with(label, []);
        own.zip(original).is_some_and(|(own, original)| own.to_lowercase() == original.to_lowercase())
    };
    let own_language = if scene.labels.find_with(IN_MASTHEAD, []).is_some() { IN_MASTHEAD } else { "language-own" };
    let is_translated = original.is_some() && !is_in("language-own") && !is_in(IN_MASTHEAD);
    let values = context! {
        revision => reissue.map(Reissue::suffix),
        reissued => reissue.zip(date).filter(|_| is_day).map(|(reissue, date)| say(on_a_day(reissue.kind), date.date())),
        replaces => reissue.filter(|_| !is_day).map(|reissue| say(of_a_text(reissue.kind), reissue.replaces)),
        symbol => optional_words(scene, filed().find_map(|head| head.symbol.as_ref())),
        distribution => text(|masthead| &masthead.distribution),
        date => date.filter(|_| !is_day).map(|date| scene.date(date.date())),
        original => text(|masthead| &masthead.original),
        // The language is said of what is not in the original's.
        is_translated,
        language => is_translated.then(|| scene.say(own_language, [], None)),
        session => text(|masthead| &masthead.session),
        lines => [own, shared].into_iter().flatten().find(|one| !one.lines.is_empty()).map_or_else(Vec::new, |one| {
            one.lines.iter().map(|line| words(scene, line)).collect()
        }),
        agenda_item => text(|masthead| &masthead.agenda_item),
        job_number => optional_words(scene, filed().find_map(|head| head.job_number.as_ref())),
        order => head_order([own, shared].into_iter().flatten().find(|one| !one.order.is_empty())),
    };
    sourced(values, beside, &[("date", "masthead/date"), ("reissued", "masthead/date")])
}

/// The label that says on which day a document was sent out again.
fn on_a_day(kind: ReissueKind) -> &'static str {
    match kind {
        ReissueKind::Revision => "reissued-on",
        ReissueKind::Addendum => "addendum-on",
        ReissueKind::Corrigendum => "corrigendum-on",
    }
}

/// The label that says what a document does to the text that was sent out before.
fn of_a_text(kind: ReissueKind) -> &'static str {
    match kind {
        ReissueKind::Revision => "reissue-replaces",
        ReissueKind::Addendum => "addendum-to",
        ReissueKind::Corrigendum => "corrigendum-to",
    }
}

/// The parts of a head by name, in their order.
pub(super) fn head_order(masthead: Option<&Masthead>) -> Vec<&'static str> {
    let stated = masthead.map_or(&[][..], |masthead| &masthead.order);
    HeadPart::ordered(stated).into_iter().map(HeadPart::name).collect()
}
