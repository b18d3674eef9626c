//! Marks of audiences that mean nothing, in words.

use super::passages::Fault;
use crate::finding::{Finding, Place};
use crate::read::codes::BAD_PASSAGE;

/// The finding for a fault of a mark.
pub(in crate::read) fn to_finding(place: Place, fault: Fault) -> Finding {
    let (message, hint) = match fault {
        Fault::EndsNothing => (
            "this mark ends no passage",
            "write `::: members` on a line of its own before the passage, or remove the mark",
        ),
        Fault::NeverEnded => ("this passage is never ended", "write `:::` on a line of its own after the passage"),
        Fault::Nested => (
            "this passage begins inside another one",
            "end the other one first with `:::`; a passage is for one audience and those before it",
        ),
        Fault::Indented => (
            "this mark stands inside a list or a quotation",
            "write it at the beginning of a line, around the whole list or quotation",
        ),
        Fault::Stray => (
            "this mark stands where it withholds nothing",
            "write it in prose, on a line of its own; a short text is withheld as a key: `\"for\": { \"title\": \"members\" }`",
        ),
        Fault::Alike => (
            "this looks like a mark of an audience, and withholds nothing",
            "write three plain colons: `::: members` before the passage and `:::` after it",
        ),
        Fault::NoSuchKey => (
            "no object of this kind has such a key",
            "write a key as it stands in the object; `vote.names` is `names` under `vote`, and in lists each entry says `for` itself",
        ),
        Fault::Needed => (
            "this key cannot be withheld by itself: it is always needed, or others depend on it",
            "withhold the whole object",
        ),
    };
    Finding::new(&BAD_PASSAGE, place, message).hint(hint)
}
