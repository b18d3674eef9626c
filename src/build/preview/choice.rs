//! What is looked at, and what can be.

use serde::{Deserialize, Serialize};

/// The edition, the audience and the changes that are looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Choice {
    /// The language as a BCP 47 tag; the first of the pack if it is not stated, or not one of the pack.
    pub language: Option<String>,
    /// The audience; the first of the pack, which gets everything, if it is not stated.
    pub audience: Option<String>,
    /// The issue since which all that changed is marked; if it is not stated, changes are shown as in the pack itself.
    pub since: Option<u32>,
}

/// A pack as it was once sent out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentIssue {
    /// Its number, from 1.
    pub number: u32,
    /// The day on which it was sent, as an ISO date.
    pub date: String,
}
