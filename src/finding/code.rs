//! Stable names of the kinds of findings.

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is built.
    Error,
    /// Built all the same, and told.
    Warning,
}

/// A kind of finding. Each room declares the codes it can give and lists them in its `CODES`.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// The stable name, kebab-case: `dangling-reference`.
    pub name: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// Why it is told and how to mend it, a paragraph for somebody who meets it the first time.
    pub explain: &'static str,
}

impl Code {
    /// A kind that stops the build.
    pub const fn error(name: &'static str, explain: &'static str) -> Self {
        Self { name, severity: Severity::Error, explain }
    }

    /// A kind that is told without stopping the build.
    pub const fn warning(name: &'static str, explain: &'static str) -> Self {
        Self { name, severity: Severity::Warning, explain }
    }
}
