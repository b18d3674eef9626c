//! Findings for marks of audiences that are wrong.

use super::passages::Fault;
use crate::finding::{Finding, Place};
use crate::read::codes::BAD_PASSAGE;

pub(in crate::read) fn to_finding(place: Place, fault: Fault) -> Finding {
    let (message, hint) = match fault {
        Fault::EndsNothing => (
            "no passage begins before this mark that it could end",
            "write `::: members` on a line of its own before the passage, or remove the mark",
        ),
        Fault::NeverEnded => ("this passage has no end", "write `:::` on a line of its own after the passage"),
        Fault::Empty => (
            "this passage is empty: the words on the line of its mark are what the others read",
            "write what is withheld on lines of its own, between this line and `:::`",
        ),
        Fault::InTable => (
            "this passage begins or ends between two rows of a table: nobody would get a whole table",
            "write two tables, one of them between the marks",
        ),
        Fault::InsteadAlone => (
            "`instead` has no `for` beside it, so nothing is withheld",
            "state who gets the whole object, `\"for\": \"members\"`, or remove `instead`",
        ),
        Fault::InsteadOfKeys => (
            "`instead` replaces a whole object, but the `for` beside it withholds only keys",
            "withhold the whole object, `\"for\": \"members\"`, or remove `instead`",
        ),
        Fault::Nested => (
            "this passage begins inside another one",
            "end the first passage before this one begins: write `:::` on a line of its own, with nothing after it",
        ),
        Fault::Indented => (
            "this mark comes after the marker of a list or a quotation, or is indented too far",
            "write it on a line of its own, with at most three spaces before it",
        ),
        Fault::Stray => (
            "a mark withholds nothing at this place",
            "write it in prose, on a line of its own; a short text is withheld as a key: `\"for\": { \"title\": \"members\" }`",
        ),
        Fault::Alike => (
            "this looks like a mark of an audience, but withholds nothing",
            "write three plain colons: `::: members` before the passage and `:::` after it",
        ),
        Fault::NoSuchKey => (
            "no object of this kind has such a key",
            "write a key of this object; `vote.names` is `names` inside `vote`; to withhold an entry of a list, write `for` in the entry",
        ),
        Fault::Needed => (
            "this key cannot be withheld by itself: it is always needed, or others depend on it",
            "withhold the whole object",
        ),
    };
    Finding::new(&BAD_PASSAGE, place, message).hint(hint)
}
