//! The context of templates: the minutes.

use std::sync::Arc;

use minijinja::{Value, context};

use super::pieces::{of_label, optional_rich, riches};
use crate::compose::scene::Scene;
use crate::compose::value::{rich, sourced};
use crate::meeting::{Attendance, Background, OpeningPlace, Section};

pub(super) fn minutes(scene: &Arc<Scene>) -> Value {
    let definition = &scene.meeting.definition;
    let attendance = definition.attendance.as_ref();
    // Where the roll is called among the proceedings, the meeting was opened before.
    let opens_late = scene.style.opening == Some(OpeningPlace::AfterAttendance)
        && attendance.is_some_and(Attendance::lists_somebody)
        && !definition.calls_roll();
    context! {
        opening => optional_rich(scene, definition.opening.as_ref().filter(|_| !opens_late)),
        opening_after_attendance => optional_rich(scene, definition.opening.as_ref().filter(|_| opens_late)),
        attendance_summary => optional_rich(scene, attendance.and_then(|attendance| attendance.summary.as_ref())),
        sections => scene.meeting.sections().into_iter().map(|section| self::section(scene, section)).collect::<Vec<_>>(),
        background => definition.background.as_ref().map(|background| self::background(scene, background)),
        closing => optional_rich(scene, definition.closing.as_ref()),
    }
}

fn section(scene: &Scene, section: Section) -> Value {
    context! {
        id => section.name(),
        anchor => scene.anchor_at_home(section.name()),
        number => scene.section_number(section),
        title => of_label(scene, &format!("section-{}", section.name())),
    }
}

fn background(scene: &Arc<Scene>, background: &Background) -> Value {
    let slot = &scene.meeting.definition.time;
    let date = scene.dates_of(slot);
    let moved = slot.moved_from.map(|from| {
        let from = scene.date(from);
        scene.labels.say("moved-sentence", [("from", from.into()), ("date", date.into())])
    });
    let values = context! {
        text => rich(scene, &background.text),
        moved,
        heads_introduction => optional_rich(scene, background.heads.as_ref().map(|heads| &heads.introduction)),
        heads => background.heads.as_ref().map_or_else(Vec::new, |heads| riches(scene, &heads.list)),
        request => optional_rich(scene, background.request.as_ref()),
    };
    sourced(values, scene.meeting.definition.title.place, &[("moved", "time/moved_from")])
}
