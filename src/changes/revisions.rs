//! What a document is that changed since it was first sent out, and how many there were of its kind.
//!
//! Its own words count, and those of the head that all documents have, not how it is filed: a new date or symbol is no new text. All
//! languages are counted together, since all editions of a document have the same symbol.
//!
//! A revision is a text of its own: addenda and corrigenda to it are counted from 1. What a document was when it was sent out is
//! what its symbol said then, whatever would be derived now.

use std::collections::BTreeMap;

use super::extent::Extent;
use super::issues::{IssuedFile, Issues};
use super::said::{ANNEXES, Said};
use crate::edition::OutsidePdf;
use crate::meeting::{Reissue, ReissueKind, read_suffix};

/// The documents under one symbol, and how it is determined what they are.
pub struct Filed<'a> {
    /// Returns whether a document, by its name, is one of them.
    pub is_filed: &'a dyn Fn(&str) -> bool,
    /// The kind stated as `reissued_as`.
    pub stated: Option<ReissueKind>,
    /// True if the kind is derived from what changed; else everything is a revision.
    pub by_kind: bool,
    /// Returns whether what would follow the symbol makes one that another document has.
    pub is_taken: &'a dyn Fn(ReissueKind, u32, u32) -> bool,
}

/// Documents that changed after they were sent out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reissued {
    /// What they are.
    pub reissue: Reissue,
    /// What happened to them, if they were not sent out since.
    pub extent: Option<Extent>,
    /// The number that they would have if another document did not have that symbol, if they were not sent out since.
    pub taken: Option<u32>,
}

/// The most symbols of other documents that are skipped.
const TAKEN: u32 = 1000;

/// How many there were of each kind: of the others since the last revision.
#[derive(Default)]
struct Count {
    revisions: u32,
    addenda: u32,
    corrigenda: u32,
}

impl Count {
    /// Returns number and revision of another one: the first whose symbol no other document has.
    fn next(&mut self, kind: ReissueKind, is_taken: &dyn Fn(ReissueKind, u32, u32) -> bool) -> (u32, u32) {
        let first = self.of(kind).saturating_add(1);
        let is_free = |number: &u32| !is_taken(kind, *number, self.revisions);
        let number = (first..first.saturating_add(TAKEN)).find(is_free).unwrap_or(first);
        self.set(kind, number, self.revisions);
        (number, self.revisions)
    }

    /// Kind, number and revision of what was sent out: as its symbol said; if it said nothing, as they are counted.
    fn sent(
        &mut self,
        printed: Option<(ReissueKind, u32, u32)>,
        derived: ReissueKind,
        is_taken: &dyn Fn(ReissueKind, u32, u32) -> bool,
    ) -> (ReissueKind, u32, u32) {
        match printed {
            Some((kind, number, revision)) => {
                self.set(kind, number, revision);
                (kind, number, revision)
            }
            None => {
                let (number, revision) = self.next(derived, is_taken);
                (derived, number, revision)
            }
        }
    }

    fn of(&self, kind: ReissueKind) -> u32 {
        match kind {
            ReissueKind::Revision => self.revisions,
            ReissueKind::Addendum => self.addenda,
            ReissueKind::Corrigendum => self.corrigenda,
        }
    }

    fn set(&mut self, kind: ReissueKind, number: u32, revision: u32) {
        match kind {
            ReissueKind::Revision => *self = Self { revisions: number, ..Self::default() },
            ReissueKind::Addendum => (self.addenda, self.revisions) = (number, revision),
            ReissueKind::Corrigendum => (self.corrigenda, self.revisions) = (number, revision),
        }
    }
}

/// A state of the documents: what editions and files said, and the day on which they were sent out.
type State<'a> = (&'a str, &'a [Said], &'a [IssuedFile]);

impl Issues {
    /// What the documents under a symbol are now. `now` is what all editions of an audience say, with the PDFs of annexes. A
    /// document that was never sent out is no reissue.
    pub fn reissued(
        &self,
        audience: Option<&str>,
        (now, files): (&[Said], &[(OutsidePdf, Vec<u8>)]),
        filed: &Filed<'_>,
    ) -> Option<Reissued> {
        let issues: Vec<_> = self.of(audience).collect();
        let files_now = match issues.first() {
            Some((_, last)) if (filed.is_filed)(ANNEXES) => IssuedFile::now(files, &last.files),
            _ => Vec::new(),
        };
        let sent = issues.iter().rev().map(|(issue, pack)| (issue.date.as_str(), &*pack.editions, &*pack.files));
        let mut chain =
            Chain { filed, before: BTreeMap::new(), pages: None, lengths: BTreeMap::new(), count: Count::default() };
        let (mut last, mut found, mut taken) = ("", None, None);
        for state in sent {
            let printed = filed.printed(state.1);
            if let Some(extent) = chain.step(state, filed.by_kind && printed.is_none()) {
                found = Some((chain.count.sent(printed, filed.derived(extent), filed.is_taken), last));
            }
            last = if filed.is_there(state.1) { state.0 } else { last };
        }
        let extent = chain.step(("", now, &files_now), filed.by_kind || filed.stated.is_some());
        if let Some(extent) = extent {
            let kind = filed.stated.unwrap_or_else(|| filed.derived(extent));
            let first = chain.count.of(kind).saturating_add(1);
            let (number, revision) = chain.count.next(kind, filed.is_taken);
            taken = (number != first).then_some(first);
            found = Some(((kind, number, revision), last));
        }
        let ((kind, number, revision), replaces) = found?;
        let replaces = replaces.parse().ok()?;
        Some(Reissued { reissue: Reissue { kind, number, revision, replaces }, extent, taken })
    }
}

/// The states of documents under a symbol, one after the other.
struct Chain<'a, 'f> {
    filed: &'f Filed<'f>,
    /// What each edition said last.
    before: BTreeMap<&'a str, &'a Said>,
    /// What the pages of files drew last.
    pages: Option<Vec<&'a str>>,
    /// How many pages each file had last, by its annex and its place there.
    lengths: BTreeMap<(&'a str, usize), usize>,
    count: Count,
}

impl Filed<'_> {
    fn counts(&self, name: &str) -> bool {
        name.is_empty() || (self.is_filed)(name)
    }

    /// Returns whether any edition has any of the documents.
    fn is_there(&self, editions: &[Said]) -> bool {
        editions.iter().any(|said| self.has_any(said))
    }

    fn has_any(&self, said: &Said) -> bool {
        said.documents.iter().any(|tree| !tree.name.is_empty() && (self.is_filed)(&tree.name))
    }

    /// What documents are to which this happened.
    fn derived(&self, extent: Extent) -> ReissueKind {
        if self.by_kind { extent.kind() } else { ReissueKind::Revision }
    }

    /// Kind, number and revision that the symbol was sent out with.
    fn printed(&self, editions: &[Said]) -> Option<(ReissueKind, u32, u32)> {
        let trees = editions.iter().flat_map(|said| &said.documents);
        trees.filter(|tree| (self.is_filed)(&tree.name)).find_map(|tree| read_suffix(&tree.reissue))
    }

    /// The words of the documents, and of the head of all.
    fn words<'s>(&self, said: &'s Said) -> Vec<&'s str> {
        let mut all = Vec::new();
        let counts = |name: &str| self.counts(name);
        let things = said.things(&counts);
        for tree in said.documents.iter().filter(|tree| counts(&tree.name)) {
            all.extend([tree.name.as_str(), &tree.title]);
            for block in tree.blocks.iter().filter(|block| !block.is_filing && !block.repeats(&things)) {
                all.extend([block.mark.as_str(), &block.clock, block.whole()]);
            }
        }
        all
    }
}

impl<'a> Chain<'a, '_> {
    /// Goes on to a state; returns what happened to the documents, if they say something else: no details unless they are asked for.
    fn step(&mut self, (_, editions, files): State<'a>, is_asked: bool) -> Option<Extent> {
        let filed = self.filed;
        if !filed.is_there(editions) {
            return None;
        }
        let lengths = files.iter().map(|file| ((file.annex.as_str(), file.at), file.length())).collect();
        let former = std::mem::replace(&mut self.lengths, lengths);
        let lengths = former.iter().filter_map(|(file, before)| Some((*before, *self.lengths.get(file)?)));
        let lengths: Vec<(usize, usize)> = lengths.filter(|(before, now)| before != now).collect();
        let mut changed: Option<Extent> = None;
        for said in editions.iter().filter(|said| filed.has_any(said)) {
            let former = self.before.insert(&said.language, said);
            let is_other = |former: &&Said| filed.words(former) != filed.words(said);
            if let Some(former) = former.filter(is_other) {
                let of = || Extent::of(former, said, &lengths, &|name| filed.counts(name));
                let extent = if is_asked { of() } else { Extent::default() };
                changed = Some(changed.unwrap_or_default().and(extent));
            }
        }
        let has_annexes = |said: &Said| said.documents.iter().any(|tree| tree.name == ANNEXES);
        if (filed.is_filed)(ANNEXES) && editions.iter().any(has_annexes) {
            let now = pages(files);
            if let Some(former) = self.pages.replace(now.clone()).filter(|former| *former != now) {
                changed = Some(changed.unwrap_or_default().and(Extent::of_pages(&former, &now)));
            }
        }
        changed
    }
}

/// What the pages of files draw.
fn pages(files: &[IssuedFile]) -> Vec<&str> {
    files
        .iter()
        .flat_map(|file| std::iter::once(file.annex.as_str()).chain(file.pages.iter().map(String::as_str)))
        .collect()
}
