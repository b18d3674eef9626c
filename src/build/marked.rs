//! Marks in documents beside what changed since a pack was last sent out: bars, and the minutes with all words that came and went.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::changes::{IssuedPack, Said, Tree};
use crate::document::{Changed, Composition, Document, DocumentKind, Node, has_changed};
use crate::edition::ChangesSince;
use crate::finding::{Finding, Sources};
use crate::meeting::{Language, Meeting};
use crate::workspace::Files;
use crate::{changes, compose, write};

/// What an edition says, with the texts that it is made of.
pub(super) fn traced_said(composition: &Composition) -> Said {
    let documents = composition.documents.iter().map(changes::traced).collect();
    let traced = Composition { documents, ..composition.clone() };
    changes::read_traced_page(&String::from_utf8_lossy(&write::html(&traced).bytes))
}

fn tree<'a>(said: &'a Said, kind: &DocumentKind) -> Option<&'a Tree> {
    said.documents.iter().find(|tree| tree.name == kind.name())
}

/// Marks in each document what changed, for bars in the margin. Minutes have none once adopted.
pub(super) fn set_bars(meeting: &Meeting, composition: &mut Composition, now: &Said, since: &ChangesSince) {
    let is_adopted = !meeting.definition.status().is_draft();
    for document in composition.documents.iter_mut().filter(|document| !(document.kind.is_record() && is_adopted)) {
        let marked = since.changes.marked.get(document.kind.name());
        if let (Some(marked), Some(tree)) = (marked, tree(now, &document.kind)) {
            changes::set_bars(&mut document.content, tree, marked);
        }
    }
}

/// The minutes with all that changed in them; nothing if nothing did, or they were not sent out.
pub(super) fn redline(
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
    if content == minutes.content || !has_changed(&content, &[Changed::Added, Changed::Removed]) {
        return Ok(None);
    }
    let is_head = |node: &Node| ["masthead", "document-title"].iter().any(|name| node.named(name).is_some());
    content.retain(|node| !is_head(node));
    let mut redline = compose::since(&DocumentKind::Redline, of, since.clone(), files, sources)?;
    redline.content.extend(content);
    Ok(Some(redline))
}
