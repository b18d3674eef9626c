//! Tags of a file.

/// The state of a file's tags (ISO 32000-1, 14.8).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tagging {
    /// There is a tree of tags, and the file says that it is to be relied on.
    Tagged,
    /// There is one of the two.
    Half,
    /// There is neither.
    Untagged,
}
