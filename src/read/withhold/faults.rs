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
        Fault::Empty => (
            "this passage is empty: what stands on the line of its mark is what the others read",
            "write what is withheld on lines of its own, between this line and `:::`",
        ),
        Fault::InTable => (
            "this passage begins or ends between two rows of a table: nobody would get a whole table",
            "write two tables, one of them between the marks",
        ),
        Fault::InsteadAlone => (
            "`instead` stands here without `for`: nothing is withheld",
            "say who gets the whole, `\"for\": \"members\"`, or remove `instead`",
        ),
        Fault::InsteadOfKeys => (
            "`instead` stands beside a `for` that names keys: nobody would read it",
            "`instead` takes the place of the whole object: write `\"for\": \"members\"`, or remove `instead`",
        ),
        Fault::InsteadBlank => (
            "`instead` says nothing",
            "write what others read, or remove it: then they read words such as \"Confidential item\"",
        ),
        Fault::Nested => (
            "this passage begins inside another one",
            "a passage ends with `:::` alone, and is for one audience and those before it: end the other one first",
        ),
        Fault::Indented => (
            "this mark stands after the sign of a list or a quotation, or too far to the right",
            "write it on a line of its own, with at most three spaces before it",
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
