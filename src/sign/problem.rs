//! Why something cannot be signed.

use std::fmt;

/// A problem, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The problem: lower case, no full stop.
    pub message: String,
    /// A suggestion what to do about it.
    pub hint: String,
}

impl Problem {
    pub(super) fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: hint.into() }
    }

    /// Something that cannot be, unless there is a fault in this program or in what it reads.
    pub(super) fn fault(what: impl fmt::Display) -> Self {
        Self::new(format!("the signature cannot be made: {what}"), "please report this as a bug")
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Problem {}
