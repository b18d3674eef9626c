//! Pages that are only looked at: an edition up to its layout.

use std::sync::Arc;

use super::stable;
use super::work::Work;
use crate::compose::Composed;
use crate::document::Composition;
use crate::edition::{OutsidePdf, Project};
use crate::meeting::{Language, Meeting};
use crate::typeset::{self, Fonts, KeptSources, LaidOutDocument};
use crate::write;

impl Work<'_> {
    /// An edition as source of pages to be looked at, and what it says; nothing if it has errors.
    pub(super) fn drafted(&mut self, meeting: &Arc<Meeting>, language: &Language) -> Option<(Project, Composition)> {
        let Composed { composition, kept, .. } = self.told(meeting, language)?;
        let parts = stable::is_wanted(meeting).then(|| write::parts(&composition));
        let mut project = write::typst(&composition, kept);
        self.keep_pages((meeting, language), parts, &mut project);
        Some((project, composition))
    }

    /// Lays out an edition, to be looked at.
    pub(super) fn lay_out(
        &mut self,
        project: &Project,
        fonts: &Fonts,
        kept: &mut KeptSources,
    ) -> Option<Vec<LaidOutDocument>> {
        let laid_out = typeset::lay_out(project, fonts, kept);
        self.record(laid_out.findings);
        self.unset.extend(laid_out.unset);
        laid_out.documents
    }

    /// Reads a meeting that was read before, with these outside PDFs.
    pub(super) fn meeting_with(&mut self, outside: Vec<OutsidePdf>) -> Option<Meeting> {
        let mut meeting = self.read().meeting?;
        self.keep_numbers(&mut meeting, None);
        self.outside = outside;
        Some(meeting)
    }
}
