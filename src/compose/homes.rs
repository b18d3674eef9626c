//! Which documents show what, so that links can lead there.

use super::whereabouts::Whereabouts;
use crate::document::DocumentKind;
use crate::meeting::Target;

/// Returns true if the template of a document sets an anchor at a thing.
pub(super) fn shows(document: &DocumentKind, whereabouts: &Whereabouts, id: &str, target: &Target) -> bool {
    use DocumentKind::{Agenda, Annexes, AnnotatedAgenda, Attendance, Decisions, Minutes, Resolutions, Timetable};
    match (document, target) {
        // A break is printed where the agenda is, and in minutes by item only if something happened in it.
        (AnnotatedAgenda | Minutes, Target::Item(numbers)) if numbers.is_empty() => {
            !whereabouts.is_break(id) || (*document == Minutes && whereabouts.has_sections)
        }
        (Agenda | AnnotatedAgenda | Minutes, Target::Item(_))
        | (Annexes, Target::Annex(_))
        | (Minutes, Target::Section(_))
        | (Minutes | Decisions, Target::Decision(_))
        | (Timetable, Target::Session(_)) => true,
        (Resolutions, Target::Decision(_)) => whereabouts.is_resolution(id),
        (Attendance, Target::Person | Target::Entity) => whereabouts.is_represented(id) || whereabouts.participates(id),
        // Where the list of participants has a document of its own, minutes do not repeat it.
        (Minutes, Target::Person | Target::Entity) => {
            whereabouts.is_represented(id) || (!whereabouts.lists_apart && whereabouts.participates(id))
        }
        _ => false,
    }
}

/// The documents to which a thing belongs; the first of them that a pack has is used.
pub(super) fn homes(target: &Target) -> &'static [DocumentKind] {
    use DocumentKind::{Agenda, Annexes, AnnotatedAgenda, Decisions, Minutes, Resolutions, Timetable};
    match target {
        Target::Item(_) => &[Agenda, AnnotatedAgenda, Minutes],
        Target::Annex(_) => &[Annexes],
        Target::Decision(_) => &[Minutes, Decisions, Resolutions],
        Target::Section(_) => &[Minutes],
        Target::Session(_) => &[Timetable],
        Target::Person | Target::Entity | Target::Body | Target::Document | Target::Deadline => &[],
    }
}
