//! What changed since a pack was last sent out: a document, the first of the next pack.

use std::sync::Arc;

use super::codes::BAD_ISSUES;
use crate::changes::{IssuedPack, Issues, Said, leave_out_withheld, read_page};
use crate::document::{Composition, Document};
use crate::edition::{ChangesSince, OutsidePdf};
use crate::finding::{Finding, Sources, Spot};
use crate::meeting::{Language, Meeting};
use crate::workspace::{Files, PackAddress};
use crate::{compose, leak, write};

/// The PDFs of annexes with their bytes.
pub(super) fn annex_files(files: &dyn Files, outside: &[OutsidePdf]) -> Vec<(OutsidePdf, Vec<u8>)> {
    let read = |pdf: &OutsidePdf| Some((pdf.clone(), files.read(&pdf.path).ok().flatten()?));
    outside.iter().filter_map(read).collect()
}

/// What an audience does not get, to leave it out of what it once had.
#[derive(Default)]
pub(super) struct Withheld {
    pub(super) secrets: Vec<leak::Secret>,
    /// Words that it gets.
    pub(super) open: Vec<String>,
}

/// What an edition says, as it is held against others.
pub(super) fn said(composition: &Composition) -> Said {
    read_page(&String::from_utf8_lossy(&write::html(composition).bytes))
}

/// The document of what changed in an edition since its audience last got it; nothing if it says the same. The record is no input
/// that a manifest states, since it grows when the pack is sent out: so a pack that was sent out is built again as it was, byte for byte.
/// `whole` is all that is said in this language, for an audience that gets a part of it.
///
/// # Errors
/// The record cannot be read, or templates cannot be run.
pub(super) fn document(
    pack: &PackAddress,
    (meeting, language): (&Arc<Meeting>, &Language),
    composition: &Composition,
    outside: &[OutsidePdf],
    (whole, withheld): (Option<&Said>, &Withheld),
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
    let now = said(composition);
    let Some(mut since) = changes_since(meeting, &issues, &now, (whole, withheld), &annexes) else { return Ok(None) };
    // What is no longer there has no place to lead to.
    let places = compose::places(&composition.documents);
    for change in &mut since.changes.changes {
        change.anchor = change.anchor.take().filter(|anchor| places.contains(anchor));
    }
    compose::changes(meeting, language, since, files, sources).map(Some)
}

fn changes_since(
    meeting: &Meeting,
    issues: &Issues,
    now: &Said,
    (whole, withheld): (Option<&Said>, &Withheld),
    annexes: &[(OutsidePdf, Vec<u8>)],
) -> Option<ChangesSince> {
    // A state that was sent out goes on to say what it said then: what had changed since the one before.
    let (issue, pack, mut changes) = issues.of(meeting.audience.as_deref()).find_map(|(issue, pack)| {
        let changes = pack.changes(now, annexes);
        (!changes.is_empty()).then_some((issue, pack, changes))
    })?;
    if meeting.is_part() {
        let first = meeting.first_audience();
        let of_first = issue.packs.iter().find(|other| other.audience.as_deref() == first);
        let lost = |pack| whole.map(|whole| IssuedPack::changes(pack, whole, &[]));
        let of_all: Vec<_> = [Some(pack), of_first].into_iter().flatten().filter_map(lost).collect();
        let open = leak::Open { texts: withheld.open.iter().map(String::as_str).collect() };
        leave_out_withheld(&mut changes, &of_all, |texts| leak::telling(texts, &withheld.secrets, &open));
    }
    let since = ChangesSince { number: issue.number, date: issue.date.clone(), changes };
    Some(since).filter(|since| !since.changes.is_empty())
}
