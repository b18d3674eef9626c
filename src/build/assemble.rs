//! A pack is put together: its editions in all formats, typeset, linked, with outside PDFs in their places.

use std::sync::Arc;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::facts::{facts, inputs};
use super::inputs::Shared;
use super::work::{Assembled, Work};
use super::written::WantedFormats;
use super::{Request, codes};
use crate::document::DocumentKind;
use crate::edition::{Insertion, OutsidePdf, Page, Pdf, Project};
use crate::finding::{Finding, Spot, has_errors};
use crate::meeting::{Language, Meeting};
use crate::pack::{Contents, Input, Manifest};
use crate::typeset::{Fonts, KeptSources};
use crate::{bundle, compose, pack, preflight, typeset, write};

impl Work<'_> {
    /// All editions, put together.
    pub(super) fn assemble<'f>(
        &mut self,
        meeting: &Arc<Meeting>,
        fonts: &(dyn Fn() -> &'f Fonts + Sync),
        shared: &Shared,
        request: &Request,
    ) -> Option<Assembled> {
        if !self.has_fonts(fonts()) {
            return None;
        }
        let meeting = &self.reissued(meeting);
        (self.since.has_changes, self.since.limit) = (false, None);
        let mut contents = Contents::default();
        for language in meeting.definition.editions() {
            if let Some((pdfs, pages, front)) = self.edition(meeting, &language, fonts, request) {
                contents.pdfs.extend(pdfs);
                contents.pages.extend(pages);
                contents.front = contents.front.or(front);
            }
        }
        self.tell_unset(meeting);
        if self.is_too_much || has_errors(&self.findings) {
            return None;
        }
        self.tell_unchanged(meeting);
        self.tell_limit(meeting);
        contents.originals = std::mem::take(&mut self.originals);
        if request.prove {
            let shown = self.pack.definition();
            let proofs: Vec<Finding> =
                contents.pdfs.par_iter().flat_map_iter(|pdf| bundle::prove(pdf, &shown)).collect();
            self.record(proofs);
            if has_errors(&self.findings) {
                return None;
            }
        }
        let more = shared.entries_of(meeting).into_iter().chain(self.enclosures.iter().cloned());
        let manifest = Manifest {
            extract_of: self.extract_of.clone(),
            instead: self.instead.clone(),
            ..facts(meeting, &contents, inputs(&self.sources, fonts(), more, &contents))
        };
        let inputs = manifest.inputs.clone();
        match pack::pack(manifest, &contents) {
            Ok(packed) => {
                let pdfs = contents.pdfs.iter();
                let documents = pdfs.map(|pdf| (pdf.language.clone(), pdf.plan.path.clone(), pdf.pages));
                Some(Assembled { bytes: packed.bytes, documents: documents.collect(), inputs })
            }
            Err(error) => {
                let message = format!("the pack cannot be put together: {error}");
                self.fail(&codes::PACK_FAILED, message, "please report this as a bug");
                None
            }
        }
    }

    /// Reports that nothing changed since the issue that was asked for.
    pub(super) fn tell_unchanged(&mut self, meeting: &Meeting) {
        if let Some(issue) = self.since.asked.filter(|_| !self.since.has_changes) {
            let since = format!("since issue {issue} of `{}`", self.pack.id);
            let issues = self.issues().ok().flatten().unwrap_or_default();
            let first = issues.of(meeting.audience.as_deref()).map(|(issue, _)| issue.number).last();
            let (message, hint) = match &meeting.audience {
                Some(name) if first.is_none_or(|first| first > issue) => {
                    let hint = first.map(|first| {
                        format!("what changed for `{name}` is listed since issue {first}: `--since {first}`")
                    });
                    (
                        format!("`{name}` had nothing of `{}` when issue {issue} was sent out", self.pack.id),
                        hint.unwrap_or_else(|| "no issue was sent to it yet".to_owned()),
                    )
                }
                None => (format!("nothing has changed {since}"), "the pack has no list of changes".to_owned()),
                Some(name) => (
                    format!("for `{name}`, nothing has changed {since}"),
                    "the pack has no list of changes; one never says what an audience no longer gets".to_owned(),
                ),
            };
            let finding = Finding::new(&codes::NOTHING_SINCE, Spot::File(self.pack.definition()), message);
            self.record(vec![finding.hint(hint)]);
        }
    }

    /// Reports that a list of changes does not have all of them.
    fn tell_limit(&mut self, meeting: &Meeting) {
        let Some((listed, all)) = self.since.limit else { return };
        let of = meeting.audience.as_ref().map_or(String::new(), |name| format!(" for `{name}`"));
        let message = format!("the list of changes{of} has the {listed} most important of {all} changes");
        let finding = Finding::new(&codes::LONG_LIST, Spot::File(self.pack.definition()), message);
        self.record(vec![finding.hint("`packwright changes` lists them all")]);
    }

    fn edition<'f>(
        &mut self,
        meeting: &Arc<Meeting>,
        language: &Language,
        fonts: &(dyn Fn() -> &'f Fonts + Sync),
        request: &Request,
    ) -> Option<(Vec<Pdf>, Vec<Page>, Option<Page>)> {
        // All formats are written before the engine takes its memory.
        let (project, pages, front) =
            self.composed(meeting, language, WantedFormats { text: request.text, docx: request.docx })?;
        self.enclosures.extend(project.files.values().map(|file| Input::new(&file.path, &file.content)));
        let typeset = self.typeset(&project, fonts())?;
        if meeting.is_part() {
            self.made.extend(pages.iter().map(|page| (page.path.clone(), page.bytes.clone())));
            self.keep_made(&typeset);
        }
        let wants_all = request.merged || meeting.documents().contains(&DocumentKind::Complete);
        let lengths: Option<Vec<(String, usize)>> =
            wants_all.then(|| typeset.iter().map(|pdf| (pdf.plan.path.clone(), pdf.pages)).collect());
        let linked = self.bundled(bundle::link(typeset))?;
        let mut pdfs = self.inserted(linked, &project, |pdf, outside| bundle::claimed(pdf, outside, &[]))?;
        if let Some(lengths) = lengths {
            let complete = self.complete(meeting, language, (&pdfs, &lengths), &project, fonts)?;
            pdfs.push(complete);
        }
        Some((pdfs, pages, front))
    }

    fn keep_made(&mut self, pdfs: &[Pdf]) {
        self.made.extend(pdfs.iter().map(|pdf| (pdf.plan.path.clone(), pdf.bytes.clone())));
    }

    /// Puts outside PDFs into the document that keeps places for them; `last` is what is done with it then.
    fn inserted(
        &mut self,
        mut pdfs: Vec<Pdf>,
        project: &Project,
        last: impl FnOnce(Pdf, &[Insertion]) -> Result<Pdf, bundle::Error>,
    ) -> Option<Vec<Pdf>> {
        let holder = pdfs.iter().position(|pdf| pdf.plan.path == project.holder);
        if let Some(at) = holder.filter(|_| !project.insertions.is_empty()) {
            let pdf = pdfs.remove(at);
            let whole = bundle::insert(pdf, &project.insertions).and_then(|pdf| last(pdf, &project.insertions));
            pdfs.insert(at, self.bundled(whole)?);
        }
        Some(pdfs)
    }

    /// One PDF of all documents, of so many pages each. They are laid out again, without links, with the numbers of their pages
    /// in it. These depend on the length of its cover, which is known only after it is made. It claims no more than they do.
    fn complete<'f>(
        &mut self,
        meeting: &Arc<Meeting>,
        language: &Language,
        (parts, lengths): (&[Pdf], &[(String, usize)]),
        of: &Project,
        fonts: &(dyn Fn() -> &'f Fonts + Sync),
    ) -> Option<Pdf> {
        const ROUNDS: usize = 3;
        let all: usize = lengths.iter().map(|(_, pages)| pages).sum();
        let mut cover = 1;
        for round in 1..=ROUNDS {
            let starts = lengths.iter().scan(cover + 1, |next, (path, pages)| {
                let start = *next;
                *next += pages;
                Some((path.as_str(), start))
            });
            let apart =
                typeset::typeset(&write::typst_of_parts(of, starts, cover + all), fonts(), &mut KeptSources::default())
                    .pdfs?;
            if meeting.is_part() {
                self.keep_made(&apart);
            }
            let apart = self.bundled(bundle::mend(apart))?;
            let apart = self.inserted(apart, of, |pdf, _| Ok(pdf))?;
            let (whole, project) = self.put_together(meeting, language, &apart, of, fonts)?;
            let pages = whole.iter().map(|pdf| pdf.pages).sum::<usize>();
            if pages == cover + all || round == ROUNDS {
                return self.inserted(whole, &project, |pdf, outside| bundle::claimed(pdf, outside, parts))?.pop();
            }
            cover = pages.saturating_sub(all);
        }
        None
    }

    /// The document that puts others together, before they are in it.
    fn put_together<'f>(
        &mut self,
        meeting: &Arc<Meeting>,
        language: &Language,
        apart: &[Pdf],
        of: &Project,
        fonts: &(dyn Fn() -> &'f Fonts + Sync),
    ) -> Option<(Vec<Pdf>, Project)> {
        let within = |pdf: &Pdf| if pdf.plan.path == of.holder { of.insertions.as_slice() } else { &[] };
        let parts: Result<Vec<OutsidePdf>, _> = apart.iter().map(|pdf| preflight::part(pdf, within(pdf))).collect();
        let parts = match parts {
            Ok(parts) => parts,
            Err(refusal) => {
                let message = format!("the documents cannot be merged into one: {refusal}");
                self.fail(&codes::PACK_FAILED, message, "build without `--merged`");
                return None;
            }
        };
        let composing = compose::complete(meeting, language, &parts, &self.workspace.files, &mut self.sources);
        self.record(composing.findings);
        let composed = composing.composed?;
        let project = write::typst(&composed.composition, composed.kept);
        let typeset = self.typeset(&project, fonts())?;
        Some((self.bundled(bundle::mend(typeset))?, project))
    }

    /// The result of bundling; a failure is a fault of the program.
    fn bundled<T>(&mut self, result: Result<T, bundle::Error>) -> Option<T> {
        match result {
            Ok(done) => Some(done),
            Err(error) => {
                let message = format!("the documents cannot be linked: {error}");
                self.fail(&codes::PACK_FAILED, message, "please report this as a bug");
                None
            }
        }
    }
}
