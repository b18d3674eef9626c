//! Numbers of annexes and pages that stay as they were sent out, where the body wants it.
//!
//! Each audience counts by what it got.

use super::since::annex_files;
use crate::changes::{self, Issues};
use crate::edition::{KeptPages, OutsidePdf, Project};
use crate::meeting::{Language, Meeting, SentAnnex};
use crate::workspace::Files;
use crate::write;

/// Returns whether the body wants numbers to stay.
pub(super) fn is_wanted(meeting: &Meeting) -> bool {
    meeting.style().stable_pages == Some(true)
}

/// The audience by whose packs it is counted: all that a definition says is what the first one gets.
fn audience(meeting: &Meeting) -> Option<&str> {
    meeting.audience.as_deref().or_else(|| meeting.first_audience())
}

/// Keeps the numbers of annexes. `whole` is the meeting that it is cut from.
pub(super) fn keep_numbers(issues: &Issues, meeting: &mut Meeting, whole: Option<&Meeting>) {
    let audience = audience(meeting).map(str::to_owned);
    let mut sent: Vec<&[SentAnnex]> = issues.of(audience.as_deref()).map(|(_, pack)| pack.annexes.as_slice()).collect();
    sent.reverse();
    meeting.keep_numbers(sent.into_iter(), whole);
}

/// Has the pages of an edition keep their numbers. `parts` are the places in its documents that begin pages.
pub(super) fn keep_pages(
    issues: &Issues,
    (meeting, language): (&Meeting, &Language),
    parts: Vec<(String, Vec<String>)>,
    outside: &[OutsidePdf],
    project: &mut Project,
    files: &dyn Files,
) {
    let annexes = if issues.issues.is_empty() { Vec::new() } else { annex_files(files, outside) };
    let documents = changes::keep(issues, (audience(meeting), language.as_str()), parts, &annexes);
    let words = project.number_words.clone();
    write::keep_pages(project, &KeptPages { documents, words });
}
