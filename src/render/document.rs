//! The documents of a pack.

use crate::meeting::Meeting;

/// A document of a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum DocumentKind {
    Agenda,
    Annexes,
    Minutes,
}

impl DocumentKind {
    /// The documents that a meeting's pack has.
    pub(super) fn of(meeting: &Meeting) -> Vec<Self> {
        let definition = &meeting.definition;
        let annexes = (!definition.annexes.is_empty()).then_some(Self::Annexes);
        let minutes = definition.has_minutes().then_some(Self::Minutes);
        std::iter::once(Self::Agenda).chain(annexes).chain(minutes).collect()
    }

    /// Its name, in templates and labels.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Agenda => "agenda",
            Self::Annexes => "annexes",
            Self::Minutes => "minutes",
        }
    }

    /// Its file in the zip.
    pub(super) fn path(self) -> &'static str {
        match self {
            Self::Agenda => "agenda.pdf",
            Self::Annexes => "annexes.pdf",
            Self::Minutes => "minutes.pdf",
        }
    }

    /// Its sheet in the Typst project.
    pub(super) fn sheet(self) -> &'static str {
        match self {
            Self::Agenda => "agenda.typ",
            Self::Annexes => "annexes.typ",
            Self::Minutes => "minutes.typ",
        }
    }
}
