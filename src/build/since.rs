//! What changed since a pack was last sent out: a document, the first of the next pack.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::codes::BAD_ISSUES;
use crate::changes::{IssuedPack, Issues, Said, Tree, leave_out_withheld, read_page};
use crate::document::{Composition, Document, DocumentKind, Node};
use crate::edition::{ChangesSince, OutsidePdf};
use crate::finding::{Finding, Sources, Spot};
use crate::meeting::{Language, Meeting};
use crate::workspace::{Files, PackAddress};
use crate::{changes, compose, leak, write};

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

/// Puts what changed in an edition since its audience last got it into the edition: the document of changes before all others, the
/// minutes with changes marked where the pack names them, and bars beside what changed where the body wants them. The record is no
/// input that a manifest states, since it grows when the pack is sent out: so a pack that was sent out is built again as it was,
/// byte for byte. `whole` is all that is said in this language, for an audience that gets a part of it.
///
/// # Errors
/// The record cannot be read, or templates cannot be run.
pub(super) fn show_changes(
    pack: &PackAddress,
    of: (&Arc<Meeting>, &Language),
    composition: &mut Composition,
    outside: &[OutsidePdf],
    (whole, withheld): (Option<&Said>, &Withheld),
    files: &dyn Files,
    sources: &mut Sources,
) -> Result<(), Vec<Finding>> {
    let meeting = of.0;
    let path = pack.issues();
    let Some(bytes) = files.read(&path).ok().flatten() else { return Ok(()) };
    let Some(issues) = Issues::read(&bytes) else {
        let finding = Finding::new(&BAD_ISSUES, Spot::File(path), "this is no record of issues");
        return Err(vec![finding.hint("restore the file from your repository")]);
    };
    let has_bars = meeting.style().change_bars == Some(true);
    let has_redline = meeting.listed_documents().contains(&DocumentKind::Redline);
    let now = if has_bars || has_redline { traced_said(composition) } else { said(composition) };
    let annexes = annex_files(files, outside);
    let Some((former, mut since)) = changes_since(meeting, &issues, &now, (whole, withheld), &annexes) else {
        return Ok(());
    };
    let redline = match has_redline {
        true => redline(of, composition, (former, &now), &since, files, sources)?,
        false => None,
    };
    if has_bars {
        set_bars(meeting, composition, &now, &since);
    }
    // What is no longer there has no place to lead to.
    let places = compose::places(&composition.documents);
    for change in &mut since.changes.changes {
        change.anchor = change.anchor.take().filter(|anchor| places.contains(anchor));
    }
    let list = compose::since(&DocumentKind::Changes, of, since, files, sources)?;
    composition.insert(0, list);
    if let Some(redline) = redline {
        let minutes = composition.documents.iter().position(|document| document.kind == DocumentKind::Minutes);
        composition.insert(minutes.map_or(1, |at| at + 1), redline);
    }
    Ok(())
}

/// What an edition says, with the texts that it is made of.
fn traced_said(composition: &Composition) -> Said {
    let documents = composition.documents.iter().map(changes::traced).collect();
    let traced = Composition { documents, ..composition.clone() };
    changes::read_traced_page(&String::from_utf8_lossy(&write::html(&traced).bytes))
}

fn tree<'a>(said: &'a Said, kind: &DocumentKind) -> Option<&'a Tree> {
    said.documents.iter().find(|tree| tree.name == kind.name())
}

/// Marks in each document what changed, for bars in the margin. Records have none once they are adopted.
fn set_bars(meeting: &Meeting, composition: &mut Composition, now: &Said, since: &ChangesSince) {
    let is_adopted = !meeting.definition.status().is_draft();
    for document in composition.documents.iter_mut().filter(|document| !(document.kind.is_record() && is_adopted)) {
        let marked = since.changes.marked.get(document.kind.name());
        if let (Some(marked), Some(tree)) = (marked, tree(now, &document.kind)) {
            changes::set_bars(&mut document.content, tree, marked);
        }
    }
}

/// The minutes with all that changed in them; nothing if nothing did, or they were not sent out.
fn redline(
    of: (&Arc<Meeting>, &Language),
    composition: &Composition,
    (former, now): (&IssuedPack, &Said),
    since: &ChangesSince,
    files: &dyn Files,
    sources: &mut Sources,
) -> Result<Option<Document>, Vec<Finding>> {
    let kind = DocumentKind::Minutes;
    let minutes = composition.documents.iter().find(|document| document.kind == kind);
    let before = former.editions.iter().find(|said| said.language == now.language);
    let trees = before.and_then(|before| Some((tree(before, &kind)?, tree(now, &kind)?)));
    let (Some(minutes), Some((before, now))) = (minutes, trees) else { return Ok(None) };
    let mut content = minutes.content.clone();
    // Of what an audience once had only that is shown which the list of changes shows, too.
    let shown: BTreeSet<&str> = since.changes.changes.iter().filter_map(|change| change.before.as_deref()).collect();
    changes::redline(&mut content, before, now, |words| !of.0.is_part() || shown.contains(words));
    if content == minutes.content || !changes::is_marked(&content) {
        return Ok(None);
    }
    let is_head = |node: &Node| ["masthead", "document-title"].iter().any(|name| node.named(name).is_some());
    content.retain(|node| !is_head(node));
    let mut redline = compose::since(&DocumentKind::Redline, of, since.clone(), files, sources)?;
    redline.content.extend(content);
    Ok(Some(redline))
}

fn changes_since<'a>(
    meeting: &'a Meeting,
    issues: &'a Issues,
    now: &Said,
    (whole, withheld): (Option<&Said>, &Withheld),
    annexes: &[(OutsidePdf, Vec<u8>)],
) -> Option<(&'a IssuedPack, ChangesSince)> {
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
    Some((pack, since)).filter(|(_, since)| !since.changes.is_empty())
}
