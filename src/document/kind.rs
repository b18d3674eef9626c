//! Which documents there are, and in which formats.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};

/// A document of a pack, by the name that its template, its files and its labels share.
///
/// ```
/// use packwright::document::{DocumentKind, Format};
///
/// assert_eq!(DocumentKind::named("minutes"), DocumentKind::Minutes);
/// assert_eq!(DocumentKind::named("press-release").path(Format::Text), "press-release.txt");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum DocumentKind {
    /// The items that the meeting will take up.
    Agenda,
    /// The agenda, with the text about each item for the meeting.
    AnnotatedAgenda,
    /// The items by day and time.
    Timetable,
    /// The list of participants.
    Attendance,
    /// The annexes, one after the other.
    Annexes,
    /// The record of what happened and what was decided.
    Minutes,
    /// The decisions alone.
    Decisions,
    /// The resolutions, each in its full form.
    Resolutions,
    /// Decisions and actions on a page.
    Summary,
    /// Actions and decisions of all meetings of a series.
    Register,
    /// All others in one.
    Complete,
    /// What changed since the pack was last sent out.
    Changes,
    /// The minutes with all words that were added and removed since they were last sent out.
    Redline,
    /// What reviewers said of the documents, with the responses.
    Comments,
    /// A document of the workspace's own.
    Own(Arc<str>),
}

impl DocumentKind {
    /// The documents that the program can make.
    pub const OURS: [Self; 14] = [
        Self::Agenda,
        Self::AnnotatedAgenda,
        Self::Timetable,
        Self::Attendance,
        Self::Annexes,
        Self::Minutes,
        Self::Decisions,
        Self::Resolutions,
        Self::Summary,
        Self::Register,
        Self::Complete,
        Self::Changes,
        Self::Redline,
        Self::Comments,
    ];

    /// The document of a name; one that is not ours is the workspace's own.
    pub fn named(name: &str) -> Self {
        Self::OURS.into_iter().find(|ours| ours.name() == name).unwrap_or_else(|| Self::Own(name.into()))
    }

    /// Its name in definitions, templates, files and labels.
    pub fn name(&self) -> &str {
        match self {
            Self::Agenda => "agenda",
            Self::AnnotatedAgenda => "annotated-agenda",
            Self::Timetable => "timetable",
            Self::Attendance => "attendance",
            Self::Annexes => "annexes",
            Self::Minutes => "minutes",
            Self::Decisions => "decisions",
            Self::Resolutions => "resolutions",
            Self::Summary => "summary",
            Self::Register => "register",
            Self::Complete => "complete",
            Self::Changes => "changes",
            Self::Redline => "redline",
            Self::Comments => "comments",
            Self::Own(name) => name,
        }
    }

    /// Its file in the pack.
    pub fn path(&self, format: Format) -> String {
        format!("{}.{}", self.name(), format.ending())
    }

    /// Returns true if the program makes it, and not a template of the workspace.
    pub fn is_ours(&self) -> bool {
        !matches!(self, Self::Own(_))
    }

    /// Returns true if it goes out before the meeting: it is no draft any more once the meeting is convened. What several are
    /// put together in has parts that say themselves whether they are.
    pub fn is_invitation(&self) -> bool {
        matches!(
            self,
            Self::Agenda
                | Self::AnnotatedAgenda
                | Self::Timetable
                | Self::Annexes
                | Self::Register
                | Self::Complete
                | Self::Changes
                | Self::Comments
        )
    }

    /// Returns true if it is adopted by the meeting.
    pub fn is_record(&self) -> bool {
        matches!(self, Self::Minutes | Self::Decisions | Self::Summary)
    }
}

impl Serialize for DocumentKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// A format that documents are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Pages: PDF/A-2a and PDF/UA-1.
    Pdf,
    /// A part of the page for browsers.
    Html,
    /// Plain text in UTF-8, wrapped.
    Text,
    /// A Word file, for comment.
    Docx,
}

impl Format {
    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Text => "txt",
            Self::Docx => "docx",
        }
    }
}
