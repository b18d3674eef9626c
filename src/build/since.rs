//! What changed since a pack was last sent out: a document, the first of the next pack.

use std::sync::Arc;

use super::codes::BAD_ISSUES;
use crate::changes::{Issues, read_page};
use crate::document::{Composition, Document};
use crate::edition::{ChangesSince, OutsidePdf};
use crate::finding::{Finding, Sources, Spot};
use crate::meeting::{Language, Meeting};
use crate::workspace::{Files, PackAddress};
use crate::{compose, write};

/// The PDFs of annexes with their bytes.
pub(super) fn annex_files(files: &dyn Files, outside: &[OutsidePdf]) -> Vec<(OutsidePdf, Vec<u8>)> {
    let read = |pdf: &OutsidePdf| Some((pdf.clone(), files.read(&pdf.path).ok().flatten()?));
    outside.iter().filter_map(read).collect()
}

/// The document of what changed in an edition since its audience last got it; nothing if it says the same. The record is no input
/// that a manifest states, since it grows when the pack is sent out: so a pack that was sent out is built again as it was, byte for byte.
///
/// # Errors
/// The record cannot be read, or templates cannot be run.
pub(super) fn document(
    pack: &PackAddress,
    (meeting, language): (&Arc<Meeting>, &Language),
    composition: &Composition,
    outside: &[OutsidePdf],
    files: &dyn Files,
    sources: &mut Sources,
) -> Result<Option<Document>, Vec<Finding>> {
    let path = pack.issues();
    let Some(bytes) = files.read(&path).ok().flatten() else { return Ok(None) };
    let Some(issues) = Issues::read(&bytes) else {
        let finding = Finding::new(&BAD_ISSUES, Spot::File(path), "this is no record of issues");
        return Err(vec![finding.hint("restore the file from your repository")]);
    };
    let annexes = annex_files(files, outside);
    let Some(since) = changes_since(meeting, &issues, composition, &annexes) else { return Ok(None) };
    compose::changes(meeting, language, since, files, sources).map(Some)
}

fn changes_since(
    meeting: &Meeting,
    issues: &Issues,
    composition: &Composition,
    annexes: &[(OutsidePdf, Vec<u8>)],
) -> Option<ChangesSince> {
    let page = write::html(composition);
    let now = read_page(&String::from_utf8_lossy(&page.bytes));
    // A state that was sent out goes on to say what it said then: what had changed since the one before.
    let (issue, mut changes) = issues.of(meeting.audience.as_deref()).find_map(|(issue, pack)| {
        let changes = pack.changes(&now, annexes).filter(|changes| !changes.is_empty())?;
        Some((issue, changes))
    })?;
    // What is no longer there has no place to lead to.
    let places = compose::places(&composition.documents);
    for change in &mut changes.changes {
        change.anchor = change.anchor.take().filter(|anchor| places.contains(anchor));
    }
    Some(ChangesSince { number: issue.number, date: issue.date.clone(), changes })
}
