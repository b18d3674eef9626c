//! Numbers of annexes and pages that stay as they were sent out, where the body wants it.
//!
//! Each audience counts by what it got.

use super::codes::NO_NUMBERS_KEPT;
use super::since::annex_files;
use crate::changes::{self, Issues};
use crate::edition::{KeptPages, OutsidePdf, Project};
use crate::finding::{Finding, Spot};
use crate::meeting::{Language, Meeting, SentAnnex};
use crate::workspace::{Files, PackAddress};
use crate::write;

/// Returns whether the body wants numbers to stay.
pub(super) fn is_wanted(meeting: &Meeting) -> bool {
    meeting.style().stable_pages == Some(true)
}

/// The audience whose packs set the numbers: all that a definition says is what the first one gets.
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
    let (words, unused) = (project.number_words.clone(), project.unused_words.clone());
    write::keep_pages(project, &KeptPages { documents, words, unused });
}

/// Has the pages of files keep the numbers in the file that are stamped on them.
pub(super) fn keep_sheets(issues: &Issues, meeting: &Meeting, outside: &mut [OutsidePdf], files: &dyn Files) {
    let all = annex_files(files, outside);
    for (pdf, bytes) in &all {
        let is_last = !all.iter().any(|(other, _)| other.annex == pdf.annex && other.at > pdf.at);
        let numbers = changes::sheet_numbers(issues, audience(meeting), (pdf, bytes), is_last);
        if let Some(own) = outside.iter_mut().find(|own| own.annex == pdf.annex && own.at == pdf.at) {
            own.numbers = numbers;
        }
    }
}

/// Reports that the last issue has no numbers that could stay.
pub(super) fn without_numbers(pack: &PackAddress, issues: &Issues, meeting: &Meeting) -> Option<Finding> {
    let (last, sent) = issues.of(audience(meeting)).next()?;
    let has_annexes = sent.editions.iter().flat_map(|said| &said.documents).any(|tree| tree.name == "annexes");
    let message =
        format!("issue {} has no numbers to keep: it was recorded before `stable_pages` was stated", last.number);
    let finding = Finding::new(&NO_NUMBERS_KEPT, Spot::File(pack.definition()), message);
    (has_annexes && sent.annexes.is_empty())
        .then(|| finding.hint("from the next issue on, numbers of annexes and pages stay the same"))
}
