//! Stable names of the kinds of findings.

use serde::{Deserialize, Serialize};

use super::choices::choice;

choice! {
    /// The severity of a finding.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
    pub enum Severity {
        /// Nothing is built.
        Error = "error",
        /// The pack is built, and the finding is reported.
        Warning = "warning",
    }
}

choice! {
    /// The subject of a kind of finding. Groups can be allowed or denied as a whole.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Group {
        /// Files that cannot be read, set or written as they are.
        Form = "form",
        /// Two statements that cannot both be true.
        Contradiction = "contradiction",
        /// Something that has to be there and is not, or leads nowhere.
        Completeness = "completeness",
        /// The same thing is named or written in several ways.
        Consistency = "consistency",
        /// Wording and typography that could be better.
        Style = "style",
    }
}

/// A kind of finding. Each module declares the codes it can give and lists them in its `CODES`.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// The stable name, kebab-case: `dangling-reference`.
    pub name: &'static str,
    /// Its severity.
    pub severity: Severity,
    /// The subject.
    pub group: Group,
    /// Why it is reported and what to do: a paragraph for people who see it for the first time.
    pub explain: &'static str,
}

impl Code {
    /// A kind that stops the build.
    pub const fn error(name: &'static str, explain: &'static str) -> Self {
        Self { name, severity: Severity::Error, group: Group::Form, explain }
    }

    /// A kind of finding that does not prevent a build.
    pub const fn warning(name: &'static str, explain: &'static str) -> Self {
        Self { name, severity: Severity::Warning, group: Group::Form, explain }
    }

    /// Returns the code in a group.
    #[must_use]
    pub const fn of(self, group: Group) -> Self {
        Self { group, ..self }
    }
}
