//! How often a document was changed since it was first sent out.
//!
//! Its own words count, and those of the head that all documents have, not how it is filed: a new date or symbol is no new text. What
//! is the same in all languages is counted over all of them, since all editions of a document have the same symbol.

use std::collections::BTreeMap;

use super::annexes;
use super::issues::{IssuedFile, Issues};
use super::said::Said;
use crate::edition::OutsidePdf;
use crate::pack::digest;

/// A document that was changed after it was sent out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// The number of issues in which it was another than before.
    pub number: u32,
    /// The day on which the text that it replaces was sent out: 2026-03-05.
    pub replaces: String,
}

/// The document that shows the PDFs of annexes.
const ANNEXES: &str = "annexes";

impl Issues {
    /// How often what is filed under one symbol was changed: documents by their names. `now` is what all editions of an audience
    /// say now, with the PDFs of annexes. A document that was never sent out is not changed.
    pub fn revision(
        &self,
        audience: Option<&str>,
        (now, files): (&[Said], &[(OutsidePdf, Vec<u8>)]),
        is_filed: &dyn Fn(&str) -> bool,
    ) -> Option<Revision> {
        let issues: Vec<_> = self.of(audience).collect();
        let files_now = match issues.first() {
            Some((_, last)) if is_filed(ANNEXES) => drawn(files, &last.files),
            _ => Vec::new(),
        };
        let sent = issues.iter().rev().map(|(issue, pack)| (issue.date.as_str(), &*pack.editions, &*pack.files));
        let mut before: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let (mut number, mut replaces, mut last) = (0, "", "");
        for (date, editions, files) in sent.chain([("", now, &*files_now)]) {
            let mut states: Vec<_> =
                editions.iter().filter_map(|said| Some((said.language.as_str(), words(said, is_filed)?))).collect();
            if states.is_empty() {
                continue;
            }
            let has_annexes = |said: &Said| said.documents.iter().any(|tree| tree.name == ANNEXES);
            if is_filed(ANNEXES) && editions.iter().any(has_annexes) {
                states.push(("", pages(files)));
            }
            let mut is_other = false;
            for (language, state) in states {
                let former = before.insert(language, state);
                is_other |= former.is_some_and(|former| Some(&former) != before.get(language));
            }
            if is_other {
                number += 1;
                replaces = last;
            }
            last = date;
        }
        (number > 0).then(|| Revision { number, replaces: replaces.to_owned() })
    }
}

/// The words of the documents under a symbol, and of the head of all; none if the edition has no such document.
fn words<'a>(said: &'a Said, is_filed: &dyn Fn(&str) -> bool) -> Option<Vec<&'a str>> {
    let is_of_it = |name: &str| !name.is_empty() && is_filed(name);
    if !said.documents.iter().any(|tree| is_of_it(&tree.name)) {
        return None;
    }
    let mut all = Vec::new();
    for tree in said.documents.iter().filter(|tree| tree.name.is_empty() || is_of_it(&tree.name)) {
        all.extend([tree.name.as_str(), &tree.title]);
        for block in tree.blocks.iter().filter(|block| !block.is_filing && !block.is_repeated) {
            all.extend([block.mark.as_str(), &block.clock, block.whole()]);
        }
    }
    Some(all)
}

/// What the pages of files draw.
fn pages(files: &[IssuedFile]) -> Vec<&str> {
    files
        .iter()
        .flat_map(|file| std::iter::once(file.annex.as_str()).chain(file.pages.iter().map(String::as_str)))
        .collect()
}

/// PDFs as they are now; those that were sent out last are not drawn again.
fn drawn(files: &[(OutsidePdf, Vec<u8>)], known: &[IssuedFile]) -> Vec<IssuedFile> {
    let drawn = |(pdf, bytes): &(OutsidePdf, Vec<u8>)| {
        let sha256 = digest(bytes);
        let same = known.iter().find(|file| file.sha256 == sha256);
        let pages = same.map_or_else(|| annexes::drawn_pages(bytes), |file| file.pages.clone());
        IssuedFile { annex: pdf.annex.clone(), at: pdf.at, sha256, pages }
    };
    files.iter().map(drawn).collect()
}
