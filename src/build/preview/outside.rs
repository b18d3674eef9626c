//! Pages that keep the place of a page of an outside PDF.

use std::sync::Arc;

use serde::Serialize;

use crate::edition::Insertion;
use crate::meeting::Meeting;
use crate::typeset::LaidOutPage;

/// A page of an outside PDF, whose place a page keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OutsideSheet {
    /// Where its annex stands in the definition: a JSON pointer.
    pub pointer: String,
    /// The title of the file, or of its annex.
    pub title: String,
    /// The words for the page: "Annex 2, page 3 of 10".
    pub words: String,
    /// The path of the file in the workspace.
    pub file: String,
    /// The number of the page in the file, from 1.
    pub page: usize,
}

/// The outside PDFs of an edition.
#[derive(Debug)]
pub(super) struct OutsideFiles {
    insertions: Vec<Insertion>,
    /// Where the annex of each stands in the definition.
    pointers: Vec<String>,
}

impl OutsideFiles {
    /// Those of an edition; `whole` is the meeting as its definition states it.
    pub(super) fn of(insertions: Vec<Insertion>, whole: &Meeting) -> Self {
        let pointer = |insertion: &Insertion| {
            let at = whole.definition.annexes.iter().position(|annex| annex.id.as_str() == insertion.pdf.annex);
            at.map(|at| format!("/annexes/{at}")).unwrap_or_default()
        };
        let pointers = insertions.iter().map(pointer).collect();
        Self { insertions, pointers }
    }

    /// What a page keeps the place of, if it does.
    pub(super) fn on(&self, page: &LaidOutPage) -> Option<Arc<OutsideSheet>> {
        let kept = page.kept_page()?;
        let insertion = self.insertions.get(kept.file)?;
        let of_file = insertion.pdf.pages.get(kept.page)?;
        Some(Arc::new(OutsideSheet {
            pointer: self.pointers.get(kept.file)?.clone(),
            title: insertion.title.clone(),
            words: insertion.descriptions.get(kept.page).cloned().unwrap_or_default(),
            file: insertion.pdf.path.clone(),
            page: of_file.index + 1,
        }))
    }
}
