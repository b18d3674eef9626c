//! The numbers of pages of a pack that was sent out, as its record has them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::document::StableNumber;
use crate::edition::{EditionChanges, OutsidePdf, PagesOfPart};
use crate::pack::{File, Opened};

/// The numbers of the pages of a document that was sent out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IssuedPages {
    /// The language of the edition as a BCP 47 tag.
    pub language: String,
    /// The name of the document.
    pub document: String,
    /// Its parts that begin pages.
    pub parts: Vec<PagesOfPart>,
}

impl IssuedPages {
    /// The number of a page, by its place from 1.
    fn number(&self, page: usize) -> Option<&StableNumber> {
        self.parts.iter().rev().find_map(|part| part.pages.0.get(page.checked_sub(part.from)?))
    }
}

/// The numbers of pages that a pack keeps.
pub(super) fn numbered(opened: &Opened) -> Vec<IssuedPages> {
    let of = |file: &File| {
        let name = file.path.rsplit('/').next().and_then(|name| name.strip_suffix(".pdf"))?;
        let (language, parts) = (file.language.clone(), file.parts.clone());
        Some(IssuedPages { language, document: name.to_owned(), parts }).filter(|pages| !pages.parts.is_empty())
    };
    opened.manifest.files.iter().filter_map(of).collect()
}

/// The pages that are taken of a file of so many; none if it is all of them.
pub(super) fn taken(pdf: &OutsidePdf, count: usize) -> Vec<usize> {
    let taken: Vec<usize> = pdf.pages.iter().map(|page| page.index).collect();
    if taken.iter().copied().eq(0..count) { Vec::new() } else { taken }
}

/// Says of pages on which something stood, and stands, how they are numbered.
pub(super) fn name_pages(changes: &mut EditionChanges, old: &[IssuedPages], new: &[IssuedPages]) {
    for change in &mut changes.changes {
        let is_its = |pages: &&IssuedPages| pages.language == changes.language && pages.document == change.document;
        let named = |numbered: &[IssuedPages], page: Option<usize>| {
            let number = numbered.iter().find(is_its).and_then(|pages| pages.number(page?));
            number.filter(|number| page != number.counted() || number.times > 1).cloned()
        };
        (change.old_number, change.new_number) = (named(old, change.old_page), named(new, change.new_page));
    }
}
