//! The documents that print a text.

use crate::document::DocumentKind;
use crate::meeting::{Meeting, MinutesOrder};

/// A set of documents, those that print something or those of a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrintedIn(u16);

impl PrintedIn {
    /// No document.
    pub const NOTHING: Self = Self(0);
    /// The agenda.
    pub const AGENDA: Self = Self(1);
    /// The annotated agenda.
    pub const ANNOTATED_AGENDA: Self = Self(2);
    /// The timetable.
    pub const TIMETABLE: Self = Self(4);
    /// The list of participants.
    pub const ATTENDANCE: Self = Self(8);
    /// The annexes.
    pub const ANNEXES: Self = Self(16);
    /// Minutes.
    pub const MINUTES: Self = Self(32);
    /// Minutes that put decisions first, and repeat the agenda.
    pub const SECTIONS: Self = Self(64);
    /// The decisions.
    pub const DECISIONS: Self = Self(128);
    /// The summary.
    pub const SUMMARY: Self = Self(256);
    /// The resolutions.
    pub const RESOLUTIONS: Self = Self(512);
    /// The register.
    pub const REGISTER: Self = Self(1024);
    /// Every document, the page for browsers, or whatever names it: entries of the registry, words for labels.
    pub const ANYTHING: Self = Self(u16::MAX);

    const KINDS: [(Self, DocumentKind); 10] = [
        (Self::AGENDA, DocumentKind::Agenda),
        (Self::ANNOTATED_AGENDA, DocumentKind::AnnotatedAgenda),
        (Self::TIMETABLE, DocumentKind::Timetable),
        (Self::ATTENDANCE, DocumentKind::Attendance),
        (Self::ANNEXES, DocumentKind::Annexes),
        (Self::MINUTES, DocumentKind::Minutes),
        (Self::DECISIONS, DocumentKind::Decisions),
        (Self::SUMMARY, DocumentKind::Summary),
        (Self::RESOLUTIONS, DocumentKind::Resolutions),
        (Self::REGISTER, DocumentKind::Register),
    ];

    /// These and others.
    #[must_use]
    pub const fn or(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// These if something is so, else none.
    #[must_use]
    pub const fn when(self, is_so: bool) -> Self {
        if is_so { self } else { Self::NOTHING }
    }

    /// Returns whether one of these is among others.
    pub fn meets(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// The names of these in `pack`.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Self::KINDS.iter().filter(move |(one, _)| one.meets(self)).map(|(_, kind)| kind.name())
    }

    /// The documents that a pack has now or will have; none if it has documents of the workspace's own, which may print anything.
    pub fn of(meeting: &Meeting) -> Option<Self> {
        let kinds = meeting.listed_documents();
        let known = |kind: &DocumentKind| Self::KINDS.iter().find(|(_, one)| one == kind).map(|(one, _)| *one);
        let all = kinds.iter().try_fold(Self::NOTHING, |all, kind| Some(all.or(known(kind)?)))?;
        let is_in_sections = all.meets(Self::MINUTES) && meeting.style().order() == MinutesOrder::DecisionsFirst;
        Some(all.or(Self::SECTIONS.when(is_in_sections)))
    }
}
