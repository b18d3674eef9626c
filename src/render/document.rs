//! The documents of a pack.

use super::whereabouts::Whereabouts;
use crate::meeting::{Meeting, Paper, Target};

/// What puts all documents into one.
pub const COMPLETE: &str = "complete";

/// The documents that the program can make.
pub(super) const OURS: [&str; 10] = [
    "agenda",
    "annotated-agenda",
    "timetable",
    "attendance",
    "annexes",
    "minutes",
    "decisions",
    "resolutions",
    "summary",
    COMPLETE,
];

/// A document of a pack, by the name that its template, its file and its labels share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Document(String);

impl Document {
    /// The documents that a meeting's pack has; what puts them all into one is made of them.
    pub(super) fn of(meeting: &Meeting) -> Vec<Self> {
        let names = meeting.documents().into_iter().filter(|name| *name != COMPLETE);
        names.map(|name| Self(name.to_owned())).collect()
    }

    /// What puts all others into one.
    pub(super) fn complete() -> Self {
        Self(COMPLETE.to_owned())
    }

    /// The document of a name.
    pub(super) fn named(name: &str) -> Self {
        Self(name.to_owned())
    }

    /// Its name, in templates and labels.
    pub(super) fn name(&self) -> &str {
        &self.0
    }

    /// Whether it is one of the program's.
    pub(super) fn is_ours(&self) -> bool {
        OURS.contains(&self.name())
    }

    /// Its file in the zip.
    pub(super) fn path(&self) -> String {
        format!("{}.pdf", self.0)
    }

    /// Its sheet in the Typst project.
    pub(super) fn sheet(&self) -> String {
        format!("{}.typ", self.0)
    }

    /// What the definition says of it.
    pub(super) fn paper<'a>(&self, meeting: &'a Meeting) -> Option<&'a Paper> {
        meeting.paper(&self.0)
    }

    /// Whether its template sets an anchor at a thing, so that links can lead there.
    pub(super) fn shows(&self, whereabouts: &Whereabouts, id: &str, target: &Target) -> bool {
        match (self.name(), target) {
            // A break is printed where the agenda is, and in minutes by item only if something happened in it.
            ("annotated-agenda" | "minutes", Target::Item(numbers)) if numbers.is_empty() => {
                !whereabouts.is_break(id) || (self.name() == "minutes" && whereabouts.has_sections)
            }
            ("agenda" | "annotated-agenda" | "minutes", Target::Item(_))
            | ("annexes", Target::Annex(_))
            | ("minutes", Target::Section(_))
            | ("minutes" | "decisions", Target::Decision(_))
            | ("timetable", Target::Session(_)) => true,
            ("resolutions", Target::Decision(_)) => whereabouts.is_resolution(id),
            ("attendance", Target::Person | Target::Entity) => {
                whereabouts.is_represented(id) || whereabouts.participates(id)
            }
            ("minutes", Target::Person | Target::Entity) => {
                // Where the list of participants has a document of its own, minutes do not repeat it.
                whereabouts.is_represented(id) || (!whereabouts.lists_apart && whereabouts.participates(id))
            }
            _ => false,
        }
    }

    /// The documents in which a thing is at home, the first that a pack has before the others.
    pub(super) fn homes(target: &Target) -> &'static [&'static str] {
        match target {
            Target::Item(_) => &["agenda", "annotated-agenda", "minutes"],
            Target::Annex(_) => &["annexes"],
            Target::Decision(_) => &["minutes", "decisions", "resolutions"],
            Target::Section(_) => &["minutes"],
            Target::Session(_) => &["timetable"],
            Target::Person | Target::Entity | Target::Body | Target::Document | Target::Deadline => &[],
        }
    }
}
