//! Numbers of annexes and pages that stay as they were sent out, where the body wants it.
//!
//! Each audience counts by what it got. What cannot be read of the record is told when the documents are made.

use super::since::annex_files;
use crate::changes::{self, Issues};
use crate::edition::{KeptPages, OutsidePdf, Project};
use crate::meeting::{Language, Meeting, SentAnnex};
use crate::workspace::{Files, PackAddress};
use crate::write;

/// Returns whether the body wants numbers to stay.
pub(super) fn is_wanted(meeting: &Meeting) -> bool {
    meeting.style().stable_pages == Some(true)
}

/// The audience by whose packs it is counted: all that a definition says is what the first one gets.
fn audience(meeting: &Meeting) -> Option<&str> {
    meeting.audience.as_deref().or_else(|| meeting.first_audience())
}

fn sent_out(pack: &PackAddress, meeting: &Meeting, files: &dyn Files) -> Option<Issues> {
    let record = || files.read(&pack.issues()).ok().flatten();
    is_wanted(meeting).then(record).flatten().and_then(|bytes| Issues::read(&bytes))
}

/// Keeps the numbers of annexes. `whole` is the meeting that it is cut from.
pub(super) fn keep_numbers(pack: &PackAddress, meeting: &mut Meeting, whole: Option<&Meeting>, files: &dyn Files) {
    let Some(issues) = sent_out(pack, meeting, files) else { return };
    let audience = audience(meeting).map(str::to_owned);
    let mut sent: Vec<&[SentAnnex]> = issues.of(audience.as_deref()).map(|(_, pack)| pack.annexes.as_slice()).collect();
    sent.reverse();
    meeting.keep_numbers(sent.into_iter(), whole);
}

/// Has the pages of an edition keep their numbers. `parts` are the places in its documents that begin pages.
pub(super) fn keep_pages(
    pack: &PackAddress,
    (meeting, language): (&Meeting, &Language),
    parts: Vec<(String, Vec<String>)>,
    outside: &[OutsidePdf],
    project: &mut Project,
    files: &dyn Files,
) {
    let issues = sent_out(pack, meeting, files).unwrap_or_default();
    let annexes = if issues.issues.is_empty() { Vec::new() } else { annex_files(files, outside) };
    let documents = changes::keep(&issues, (audience(meeting), language.as_str()), parts, &annexes);
    let words = project.number_words.clone();
    write::keep_pages(project, &KeptPages { documents, words });
}
