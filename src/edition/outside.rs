//! Outside files on their way into a pack.

use std::sync::Arc;

use crate::document::StableNumber;
use crate::pdf::Condensed;

/// Where a link leads that keeps the place of a page of an outside PDF.
const PAGE: &str = "packwright:outside/";

/// The address of the link that keeps the place of a page: of which file of the edition, and which page of the file, both
/// from 0.
pub fn outside_page(file: usize, page: usize) -> String {
    format!("{PAGE}{file}/{page}")
}

/// The place of a page, as a link says that keeps it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KeptPage {
    /// Of which file of the edition, from 0.
    pub file: usize,
    /// Which page of the file, from 0.
    pub page: usize,
    /// The height of the space at the foot of the sheet for a stamp, for which the page is reduced, in points; none if the
    /// sheet is higher by as much as the stamp needs. The shape adds it to the address.
    pub strip: Option<f32>,
}

/// The page that a link keeps the place of, if it does.
pub fn kept_page(address: &str) -> Option<KeptPage> {
    let (file, page) = address.strip_prefix(PAGE)?.split_once('/')?;
    let (page, strip) = match page.split_once('/') {
        Some((page, strip)) => {
            (page, Some(strip.parse().ok().filter(|strip: &f32| strip.is_finite() && *strip >= 0.0)?))
        }
        None => (page, None),
    };
    Some(KeptPage { file: file.parse().ok()?, page: page.parse().ok()?, strip })
}

/// An outside PDF after inspection, before it is merged.
#[derive(Debug, Clone)]
pub struct OutsidePdf {
    /// The id of its annex.
    pub annex: String,
    /// At which place of the annex's files it is stated.
    pub at: usize,
    /// Its path in the workspace; for a document of ours, in the edition's folder.
    pub path: String,
    /// True if it is a document of ours.
    pub is_ours: bool,
    /// The file as it was opened: that is done once.
    pub opened: Arc<Condensed>,
    /// The pages taken, in order.
    pub pages: Vec<OutsidePage>,
    /// The number of each of these pages in the file, if these stay as they were sent out; else they are counted from 1.
    pub numbers: Vec<StableNumber>,
    /// The language: stated, or else what the file says.
    pub language: Option<String>,
    /// True if it has a structure (ISO 32000-1, 14.7) that can be copied.
    pub is_tagged: bool,
    /// True if all that its pages draw can be read.
    pub is_whole: bool,
    /// True if the file is in the pack as it is, too.
    pub has_original: bool,
}

/// A page of an outside PDF.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OutsidePage {
    /// Which page of the file it is, from 0.
    pub index: usize,
    /// The width at which it is shown, in points.
    pub width: f64,
    /// The height at which it is shown, in points.
    pub height: f64,
}

/// An outside PDF where an edition has it, with the words for it.
#[derive(Debug, Clone)]
pub struct Insertion {
    /// The PDF.
    pub pdf: OutsidePdf,
    /// The title.
    pub title: String,
    /// The text before the file's own labels of its pages (ISO 32000-1, 12.4.2).
    pub before_labels: String,
    /// The description of each page for those who do not see it, where the file itself has none.
    pub descriptions: Vec<String>,
}

/// The places that documents keep for pages of outside PDFs.
#[derive(Debug, Clone, Default)]
pub struct KeptPlaces {
    /// The outside PDFs, by the numbers that [`outside_page`] counts.
    pub insertions: Vec<Insertion>,
    /// The path of the document that keeps the places.
    pub holder: String,
    /// Numbers that are used again, in words: those of [`super::KeptPages`]; none where no numbers of pages are kept.
    pub number_words: Vec<String>,
    /// The words for pages that are no longer used, as in [`super::KeptPages`].
    pub unused_words: Vec<String>,
}

/// A file that goes into the zip as it is.
#[derive(Debug, Clone)]
pub struct Original {
    /// Its path in the zip: `annexes/budget.pdf`.
    pub path: String,
    /// Where it lies in the workspace.
    pub from: String,
    /// The title.
    pub title: String,
    /// The language as a BCP 47 tag.
    pub language: String,
    /// The number of its pages, if it is a PDF.
    pub pages: Option<usize>,
    /// The file.
    pub bytes: Arc<Vec<u8>>,
}
