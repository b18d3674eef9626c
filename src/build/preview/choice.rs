//! What is looked at.

/// The edition and the audience that are looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// The language as a BCP 47 tag; the first of the pack if it is not stated, or not one of the pack.
    pub language: Option<String>,
    /// The audience; the first of the pack, which gets everything, if it is not stated.
    pub audience: Option<String>,
}
