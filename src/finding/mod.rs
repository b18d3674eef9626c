//! Findings: what is wrong, where, and what to do about it.
//!
//! A [`Finding`] is the one way this program speaks about bad input: it has a stable [`Code`], a
//! [`Spot`] in a file, a message that says what is and a hint that says what to do. This module also
//! knows how findings look on a terminal ([`show()`]).
//!
//! It refuses to know what a meeting is, to print, and to stop at the first problem.

mod choices;
mod code;
mod hidden;
mod near;
mod place;
mod placed;
mod reported;
mod show;
mod standards;
mod tables;
mod words;

pub(crate) use choices::choice;
pub use code::{Code, Group, Severity};
pub use hidden::{
    OF_SOFT_HYPHEN, SOFT_HYPHEN, foreign_blank, invisible, is_right_to_left, name_of_invisible, shows_nothing,
    with_hidden_named,
};
pub use near::{NearMisses, hint_for_missing_file, near_miss, plain_letters, similarity, without_stroke};
pub use place::{FileNumber, Location, Place, Sources};
pub use placed::Placed;
pub use reported::{ReportedFinding, ReportedPlace};
pub use show::show;
pub use standards::{NOT_ACCESSIBLE, NOT_ARCHIVAL};
pub use words::{all_of, count, did_you_mean, ordinal_ending, quoted_and, quoted_list, quoted_some, there_are};

use serde::{Deserialize, Serialize};

use words::shortened;

/// The place to which a finding belongs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Spot {
    /// A range of a file's text, shown with a caret.
    Text(Place),
    /// A file of the workspace as a whole, by its path: it is missing, unreadable or not text.
    File(String),
}

impl From<Place> for Spot {
    fn from(place: Place) -> Self {
        Self::Text(place)
    }
}

/// One thing that is wrong or doubtful in what the user gave us.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Finding {
    /// The stable code, with its group and explanation. Whoever sends a finding to another process sends its name beside it.
    #[serde(skip, default = "any_code")]
    pub code: &'static Code,
    /// The severity of this finding: that of its code, unless the pack or the user says otherwise.
    pub severity: Severity,
    /// Its place.
    pub spot: Spot,
    /// The problem: lower case, no full stop, the user's text in backticks.
    pub message: String,
    /// More on what is, a line each: what changed, word by word.
    pub notes: Vec<String>,
    /// A suggestion what to do, in the same form.
    pub hint: Option<String>,
    /// Other places that belong to it, each with a few words.
    pub related: Vec<(Place, String)>,
}

fn any_code() -> &'static Code {
    &NOT_ARCHIVAL
}

impl Finding {
    /// A finding of `code` at `spot`.
    pub fn new(code: &'static Code, spot: impl Into<Spot>, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity,
            spot: spot.into(),
            message: shortened(message.into()),
            notes: Vec::new(),
            hint: None,
            related: Vec::new(),
        }
    }

    /// Adds what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(shortened(hint.into()));
        self
    }

    /// Adds more on what is.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(shortened(note.into()));
        self
    }

    /// Adds another place that belongs to it.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, shortened(label.into())));
        self
    }

    /// Returns whether nothing may be built while this stands.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Returns whether any of `findings` is an error.
pub fn has_errors(findings: &[Finding]) -> bool {
    findings.iter().any(Finding::is_error)
}
