//! Pages as they will be, without a PDF: for whoever looks at them while writing.
//!
//! The compile is that of [`typeset`](super::typeset()); its frames are kept. A page is drawn and its words are looked up when
//! somebody asks for them.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;
use typst::comemo;
use typst::layout::Frame;
use typst::syntax::{DiagSpan, DiagSpanKind, FileId, Source, Span};
use typst::utils::hash128;
use typst_bundle::{Bundle, BundleDocument};
use typst_svg::SvgOptions;

use super::compile::{Compiled, compile, document_at};
use super::complaint;
use super::fonts::Fonts;
use super::frames::{self, PieceOfText, Seen};
use super::kept::KeptSources;
use super::svg::with_joined_letters;
use super::unset::Unset;
use super::world::EditionWorld;
use crate::edition::{KeptPage, Project, kept_page};
use crate::finding::Finding;

/// The result of laying out: the documents if everything went well, and all findings.
#[derive(Debug)]
pub struct LaidOut {
    /// The documents, in the order of the project's plans; none if there are errors.
    pub documents: Option<Vec<LaidOutDocument>>,
    /// The findings, except `unset`.
    pub findings: Vec<Finding>,
    /// Texts that cannot be printed as they are; with any there are no documents.
    pub unset: Vec<Unset>,
}

/// A document whose pages are laid out.
#[derive(Debug, Clone)]
pub struct LaidOutDocument {
    /// The path that it will have as a PDF: `agenda.pdf`.
    pub path: String,
    /// Its pages.
    pub pages: Vec<LaidOutPage>,
}

/// A page that is laid out. It is cheap to clone.
#[derive(Debug, Clone)]
pub struct LaidOutPage {
    /// Its width in points.
    pub width: f64,
    /// Its height in points.
    pub height: f64,
    /// A digest of what is seen on it: pages that look the same have the same.
    pub digest: u128,
    document: Arc<BundleDocument>,
    sources: Arc<HashMap<FileId, Source>>,
    at: usize,
}

/// An upright rectangle on a page: in points, from the left and the top.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Area {
    /// Its left edge.
    pub left: f64,
    /// Its upper edge.
    pub top: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

/// A word, or the part of one that comes from one text of a source, where it stands on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct PrintedWord {
    /// The word.
    pub text: String,
    /// True if it continues the word before it.
    pub goes_on: bool,
    /// Where it stands.
    pub area: Area,
    /// The path of the source that prints it, and the range of the literal there; none if the engine adds it by itself.
    pub source: Option<(String, Range<usize>)>,
    /// Where its first letter is in the text of that literal, in bytes.
    pub offset: usize,
}

/// Lays out all documents of an edition.
pub fn lay_out(project: &Project, fonts: &Fonts, kept: &mut KeptSources) -> LaidOut {
    let world = EditionWorld::new(project, fonts, kept);
    let Compiled { bundle, mut findings, mut unset } = compile(&world, project);
    let documents = bundle.and_then(|bundle| {
        let (mut documents, mut missing) = (Vec::new(), Vec::new());
        for plan in &project.plans {
            match document(&bundle, &plan.path, world.sources()) {
                Some(document) => documents.push(document),
                None => missing.push(complaint::document_missing(&plan.path)),
            }
        }
        findings.extend(complaint::findings(&world, project, &missing));
        let frames = documents.iter().flat_map(|one| &one.pages).filter_map(LaidOutPage::frame);
        unset.extend(complaint::no_glyphs(&world, project, frames.flat_map(frames::without_glyphs)));
        Some(documents).filter(|_| missing.is_empty())
    });
    LaidOut { documents: documents.filter(|_| unset.is_empty()), findings, unset }
}

/// Removes what the engine keeps of layouts that are older than this number of calls.
pub fn forget(age: usize) {
    comemo::evict(age);
}

fn document(bundle: &Bundle, path: &str, sources: &Arc<HashMap<FileId, Source>>) -> Option<LaidOutDocument> {
    let document = Arc::new(document_at(bundle, path)?.clone());
    let BundleDocument::Paged(paged, _) = &*document else { return None };
    let pages = paged.pages().iter().enumerate().map(|(at, page)| LaidOutPage {
        width: page.frame.width().to_pt(),
        height: page.frame.height().to_pt(),
        digest: hash128(&(&page.fill, Seen(&page.frame))),
        document: Arc::clone(&document),
        sources: Arc::clone(sources),
        at,
    });
    let pages = pages.collect();
    Some(LaidOutDocument { path: path.to_owned(), pages })
}

impl LaidOutPage {
    fn frame(&self) -> Option<&Frame> {
        let BundleDocument::Paged(document, _) = &*self.document else { return None };
        Some(&document.pages().get(self.at)?.frame)
    }

    /// The page as an SVG, of its size in points.
    pub fn svg(&self) -> String {
        let BundleDocument::Paged(document, _) = &*self.document else { return String::new() };
        with_joined_letters(typst_svg::svg(&document.pages()[self.at], &SvgOptions::default()))
    }

    /// The page of an outside PDF that it keeps the place of, if it does.
    pub fn kept_page(&self) -> Option<KeptPage> {
        frames::addresses(self.frame()?).into_iter().find_map(kept_page)
    }

    /// The words on the page, in the order in which they are set.
    pub fn words(&self) -> Vec<PrintedWord> {
        let Some(frame) = self.frame() else { return Vec::new() };
        let word = |piece: PieceOfText| {
            let (start, end) = piece.corners;
            let (width, height) = ((end.x - start.x).to_pt(), (end.y - start.y).to_pt());
            PrintedWord {
                goes_on: piece.goes_on,
                area: Area { left: start.x.to_pt(), top: start.y.to_pt(), width, height },
                source: self.source(piece.span),
                offset: piece.offset,
                text: piece.text,
            }
        };
        frames::pieces(frame).into_iter().map(word).collect()
    }

    /// Path and range of what the engine knows by a number.
    fn source(&self, span: Span) -> Option<(String, Range<usize>)> {
        let id = span.id()?;
        let range = match DiagSpan::from(span).get() {
            DiagSpanKind::Number { num, sub_range, .. } => self.sources.get(&id)?.range(num, sub_range)?,
            DiagSpanKind::Range { range, .. } => range,
            DiagSpanKind::Detached => return None,
        };
        Some((id.vpath().get_without_slash().to_owned(), range))
    }
}
