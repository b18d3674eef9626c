//! A change as other bytes of a string of a JSON file, and nothing else.

use std::ops::Range;

use crate::finding::{Place, Sources};

/// Bytes of a string that are replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// The place of the string in its file, with its quotation marks.
    pub place: Place,
    /// The bytes of the string, decoded.
    pub range: Range<usize>,
    /// What takes their place, as Markdown.
    pub by: String,
}

/// The text of a file after replacements; other bytes stay as they are. Replacements that overlap are left out, all but the first.
pub fn written(sources: &Sources, text: &str, replacements: &[Replacement]) -> String {
    let mut raw: Vec<(Range<usize>, String)> = replacements
        .iter()
        .map(|one| (sources.within_string(one.place, one.range.clone()).range(), in_json(&one.by)))
        .collect();
    raw.sort_by_key(|(range, _)| (range.start, range.end));
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for (range, by) in raw {
        if range.start < at {
            continue;
        }
        out.push_str(&text[at..range.start]);
        out.push_str(&by);
        at = range.end;
    }
    out.push_str(&text[at..]);
    out
}

/// A text as a part of a JSON string.
fn in_json(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    quoted.get(1..quoted.len() - 1).unwrap_or_default().to_owned()
}
