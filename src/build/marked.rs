//! Marks in documents beside what changed since a pack was last sent out: bars, and the minutes with all words that came and went.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::changes::{IssuedPack, Said, Tree};
use crate::compare::{Fate, Piece, letters};
use crate::document::{
    CHANGE as PLACE, Changed, Composition, Document, DocumentKind, Element, Node, Run, Value, each_run, has_changed,
};
use crate::edition::{Change, ChangesSince, EditionChanges, What, kept_page};
use crate::finding::{Finding, Sources};
use crate::meeting::{Language, Meeting};
use crate::workspace::Files;
use crate::{changes, compose, write};

/// What an edition says, with the texts that it is made of.
pub(super) fn traced_said(composition: &Composition) -> Said {
    let mut traced = composition.clone();
    traced.documents.iter_mut().for_each(changes::trace);
    changes::read_traced_page(&String::from_utf8_lossy(&write::html(&traced).bytes))
}

fn tree<'a>(said: &'a Said, kind: &DocumentKind) -> Option<&'a Tree> {
    said.documents.iter().find(|tree| tree.name == kind.name())
}

/// Marks in each document what changed, for bars in the margin; in records only `with_records`.
pub(super) fn set_bars(composition: &mut Composition, now: &Said, since: &ChangesSince, with_records: bool) {
    let head = now.documents.iter().find(|tree| tree.name.is_empty());
    let of_head = since.changes.marked.get("").into_iter().flat_map(|marked| &marked.blocks);
    let lines: BTreeSet<String> = of_head.filter_map(|at| Some(letters(&head?.blocks.get(*at)?.text))).collect();
    for document in composition.documents.iter_mut().filter(|document| with_records || !document.kind.is_record()) {
        for line in lines_of_head(&mut document.content) {
            if lines.contains(&letters(&words_of(line))) {
                let mark = |run: &mut Run, _| run.changed = Some(Changed::Beside);
                each_run(&mut line.content, &mut { mark });
            }
        }
        for (sheet, change) in changed_sheets(document, &since.changes) {
            if change.what != What::Removed {
                sheet.attributes.insert("changed".into(), Value::Flag(true));
            }
        }
        let marked = since.changes.marked.get(document.kind.name());
        if let (Some(marked), Some(tree)) = (marked, tree(now, &document.kind)) {
            changes::set_bars(&mut document.content, tree, marked);
        }
    }
}

/// The lines of the head of a document that all documents have.
fn lines_of_head(content: &mut [Node]) -> impl Iterator<Item = &mut Element> {
    let heads = elements(content).filter(|element| element.name == "masthead");
    let lines = heads.flat_map(|head| elements(&mut head.content));
    lines.filter(|line| matches!(line.name.as_ref(), "session" | "title" | "head-line"))
}

fn elements(nodes: &mut [Node]) -> impl Iterator<Item = &mut Element> {
    nodes.iter_mut().filter_map(|node| match node {
        Node::Element(element) => Some(element),
        Node::Run(_) => None,
    })
}

fn words_of(element: &Element) -> String {
    let mut words = String::new();
    each_run(&mut element.content.clone(), &mut |run, is_attribute| {
        if !is_attribute {
            words.push_str(&run.text);
        }
    });
    words
}

/// The sheets of outside files of which a page changed. Where an annex has several files, it is not certain which it is.
fn changed_sheets<'a, 'c>(
    document: &'a mut Document,
    changes: &'c EditionChanges,
) -> Vec<(&'a mut Element, &'c Change)> {
    let mut pages: BTreeMap<(&str, usize), &Change> = BTreeMap::new();
    for change in changes.changes.iter().filter(|change| change.document == document.kind.name()) {
        if let (Some(anchor), Some(page)) = (&change.anchor, change.page.and_then(|page| page.after)) {
            pages.insert((anchor.as_str(), page), change);
        }
    }
    let mut sheets = Vec::new();
    for annex in elements(&mut document.content).filter(|element| element.name == "annex") {
        let Some(anchor) = annex.name_of("anchor").map(str::to_owned) else { continue };
        let place = |node: &Node| kept_page(node.named("outside-page")?.name_of("address")?);
        let files: BTreeSet<usize> = annex.content.iter().filter_map(place).map(|kept| kept.file).collect();
        for node in annex.content.iter_mut().filter(|_| files.len() == 1) {
            let change = place(node).and_then(|kept| pages.get(&(anchor.as_str(), kept.page + 1)));
            if let (Some(change), Node::Element(sheet)) = (change, node) {
                sheets.push((sheet, *change));
            }
        }
    }
    sheets
}

/// The name of a place at which something changed: it begins as all places of its document do.
fn place_name(kind: &DocumentKind, number: usize) -> String {
    format!("{}{PLACE}{}", kind.name(), number + 1)
}

/// Returns whether a change says that something under a heading of its own is gone with it: what stands there now is another thing.
fn is_gone_whole(change: &Change) -> bool {
    let begins = |before: &String| !change.item.is_empty() && before.starts_with(&change.item);
    change.what == What::Removed && change.before.as_ref().is_some_and(begins)
}

/// Leads each change to its place: to that of its own, or to one that its document gets there.
pub(super) fn set_places(composition: &mut Composition, now: &Said, changes: &mut EditionChanges) {
    let mut wanted: BTreeMap<usize, String> = BTreeMap::new();
    for document in &mut composition.documents {
        let mut names: BTreeMap<usize, String> = BTreeMap::new();
        let of_it = |change: &Change| {
            change.document == document.kind.name()
                && !change.is_running
                && !change.is_at_anchor
                && !is_gone_whole(change)
        };
        for (number, change) in changes.changes.iter().enumerate().filter(|(_, change)| of_it(change)) {
            if let Some(block) = change.block {
                let name = names.entry(block).or_insert_with(|| place_name(&document.kind, number));
                wanted.insert(number, name.clone());
            }
        }
        if let Some(tree) = tree(now, &document.kind) {
            changes::set_places(&mut document.content, tree, &names);
        }
        let kind = document.kind.clone();
        for (sheet, change) in changed_sheets(document, changes) {
            let Some(number) = changes.changes.iter().position(|other| std::ptr::eq(other, change)) else { continue };
            let name = sheet.name_of("anchor").map_or_else(|| place_name(&kind, number), str::to_owned);
            sheet.attributes.insert("anchor".into(), Value::Name(name.clone()));
            wanted.insert(number, name);
        }
    }
    let places = compose::places(&composition.documents);
    for (number, change) in changes.changes.iter_mut().enumerate() {
        match wanted.remove(&number).filter(|name| places.contains(name)) {
            Some(name) => (change.anchor, change.is_at_anchor) = (Some(name), true),
            // What is no longer there has no place to lead to.
            None if is_gone_whole(change) => change.anchor = None,
            None => change.anchor = change.anchor.take().filter(|anchor| places.contains(anchor)),
        }
    }
}

/// Shows in the head of a document how the lines that all documents have differ from the earlier ones.
fn mark_head(content: &mut [Node], changes: &EditionChanges) {
    let of_head = || changes.changes.iter().filter(|change| change.document.is_empty());
    for line in lines_of_head(content) {
        let words = letters(&words_of(line));
        let is_its = |change: &&Change| change.after.as_deref().is_some_and(|after| letters(after) == words);
        let Some(change) = of_head().find(is_its) else { continue };
        let run = |text: &str, changed: Option<Changed>| Node::Run(Run { changed, ..Run::of(text) });
        let whole = [(&change.before, Changed::Removed), (&change.after, Changed::Added)];
        let whole = whole.into_iter().filter_map(|(text, changed)| Some(run(text.as_deref()?, Some(changed))));
        line.content = match change.words.is_empty() {
            true => whole.collect(),
            false => {
                let runs = |piece: &Piece| match piece.fate {
                    Fate::Removed => {
                        let gap = if is_word(&piece.text) { " " } else { "" };
                        let parts: Vec<_> = changes::removed_parts(&format!("{}{gap}", piece.text)).collect();
                        parts.iter().map(|(changed, text)| run(text, *changed)).collect()
                    }
                    Fate::Added => vec![run(&piece.text, Some(Changed::Added))],
                    Fate::Kept => vec![run(&piece.text, None)],
                };
                change.words.iter().flat_map(runs).collect()
            }
        };
    }
}

/// Returns whether a text ends with a word that runs into the next one.
fn is_word(text: &str) -> bool {
    text.ends_with(|c: char| c.is_alphanumeric() && c < '\u{2e80}')
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
    let before = former.edition(now);
    let trees = before.as_ref().and_then(|before| Some((tree(before, &kind)?, tree(now, &kind)?)));
    let (Some(minutes), Some((before, now))) = (minutes, trees) else { return Ok(None) };
    let mut content = minutes.content.clone();
    // Of what an audience once had only that is shown which the list of changes shows, too.
    let shown: BTreeSet<&str> = since.changes.changes.iter().filter_map(|change| change.before.as_deref()).collect();
    let notes = compose::words_of(of.0, &["redline-moved-from", "redline-moved-to"], files, sources)?;
    let notes = notes.into_iter().find(|(language, _)| language == of.1).map(|(_, notes)| notes).unwrap_or_default();
    let may_show = |words: &str| !of.0.is_part() || shown.contains(words);
    changes::redline(&mut content, (before, now), &notes, may_show);
    if content == minutes.content || !has_changed(&content, &[Changed::Added, Changed::Removed]) {
        return Ok(None);
    }
    let is_head = |node: &Node| ["masthead", "document-title"].iter().any(|name| node.named(name).is_some());
    content.retain(|node| !is_head(node));
    let mut redline = compose::since(&DocumentKind::Redline, of, since.clone(), files, sources)?;
    mark_head(&mut redline.content, &since.changes);
    redline.content.extend(content);
    Ok(Some(redline))
}
