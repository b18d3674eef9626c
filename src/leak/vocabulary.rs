//! Keys, types and operators of file formats, which reveal nothing of a meeting.

use std::collections::HashSet;
use std::sync::LazyLock;

static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| include_str!("vocabulary.txt").split_whitespace().collect());

/// Returns whether a folded word is one of those that formats and programs write into every file.
pub(super) fn is_of_formats(word: &str) -> bool {
    WORDS.contains(word)
}
