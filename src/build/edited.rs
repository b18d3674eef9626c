//! What an edit did to a file.

/// What an edit did to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    /// The file, by its path in the workspace.
    pub path: String,
    /// Its text before.
    pub before: String,
    /// Its text after.
    pub after: String,
}
