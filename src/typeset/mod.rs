//! From Typst source to PDFs: the engine, and everything that is particular to it.
//!
//! One compile makes all documents of an edition, so that links and page numbers across them are
//! resolved in one pass. Upstream marks this (bundle export) as experimental: every use of it is in
//! this module. Each PDF is written to PDF/A-2a (ISO 19005-2, level A) and PDF/UA-1 (ISO 14289-1),
//! which the engine enforces: what breaks them is an error with its place.
//!
//! It refuses to know meetings, JSON and the template engine, to read any file that is not in the
//! project or a font, to look at the clock, and to show the engine's own words.

mod codes;
mod compile;
mod complaint;
mod font_file;
mod fonts;
mod frames;
mod headings;
mod kept;
mod layout;
mod numbered;
mod overflow;
mod svg;
mod unset;
mod words;
mod world;

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use typst::comemo::{self, Track};
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst::model::{DocumentInfo, LateLinkResolver};
use typst::syntax::VirtualPath;
use typst_bundle::{Bundle, BundleDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

pub use codes::CODES;
pub use fonts::Fonts;
pub use kept::KeptSources;
pub use layout::{Area, LaidOut, LaidOutDocument, LaidOutPage, PrintedWord, forget, lay_out};
pub use svg::with_joined_letters;
pub use unset::{Fault, Unset, to_findings};

use crate::edition::{Pdf, Plan, Project};
use crate::finding::Finding;
use compile::{Compiled, compile, document_at};
use world::EditionWorld;

/// The standards that every PDF has to meet.
pub const STANDARDS: [&str; 2] = ["PDF/A-2a", "PDF/UA-1"];

/// The number of evictions after which unused entries of the engine's cache are removed. The cache is evicted after each
/// edition: less often would be quicker with several threads, which wait for it, but would let memory grow, because the engine
/// keeps a table for each thing that it tracked in between, at the largest size that it ever had.
const CACHE_AGE: usize = 1;

/// The result of typesetting: the documents if everything went well, and all findings.
#[derive(Debug)]
pub struct Typesetting {
    /// The documents, in the order of the project's plans; none if there are errors.
    pub pdfs: Option<Vec<Pdf>>,
    /// The findings, except `unset`.
    pub findings: Vec<Finding>,
    /// Texts that cannot be printed as they are; with any there are no documents.
    pub unset: Vec<Unset>,
}

/// Typesets all documents of an edition. What was laid out of the kept sources before is not laid out again.
pub fn typeset(project: &Project, fonts: &Fonts, kept: &mut KeptSources) -> Typesetting {
    let world = EditionWorld::new(project, fonts, kept);
    let Compiled { bundle, mut findings, mut unset } = compile(&world, project);
    let pdfs = bundle.and_then(|bundle| match write(&bundle, project) {
        Ok(pdfs) => Some(pdfs),
        Err(errors) => {
            findings.extend(complaint::findings(&world, project, &errors));
            unset.extend(complaint::without_glyphs(&world, project, &errors));
            None
        }
    });
    comemo::evict(CACHE_AGE);
    Typesetting { pdfs: pdfs.filter(|_| unset.is_empty()), findings, unset }
}

/// Writes all documents; their errors are collected.
fn write(bundle: &Bundle, project: &Project) -> Result<Vec<Pdf>, Vec<SourceDiagnostic>> {
    let written: Vec<Result<Pdf, Vec<SourceDiagnostic>>> =
        project.plans.as_slice().into_par_iter().map(|plan| write_document(bundle, plan, &project.language)).collect();
    let (mut pdfs, mut errors) = (Vec::new(), Vec::new());
    for result in written {
        match result {
            Ok(pdf) => pdfs.push(pdf),
            Err(more) => errors.extend(more),
        }
    }
    if errors.is_empty() { Ok(pdfs) } else { Err(errors) }
}

fn write_document(bundle: &Bundle, plan: &Plan, language: &str) -> Result<Pdf, Vec<SourceDiagnostic>> {
    let path = VirtualPath::new(&plan.path).expect("the paths of documents are plain file names");
    let Some(BundleDocument::Paged(document, extras)) = document_at(bundle, &plan.path) else {
        return Err(vec![complaint::document_missing(&plan.path)]);
    };
    let mut document = document.clone();
    say_of_itself(document.info_mut(), plan);
    let options = PdfOptions {
        ident: Smart::Custom(plan.ident.clone()),
        creator: Smart::Custom(Some(format!("packwright {}", env!("CARGO_PKG_VERSION")))),
        timestamp: None,
        page_ranges: None,
        standards: PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
            .expect("PDF/A-2a and PDF/UA-1 go together"),
        tagged: true,
        pretty: false,
    };
    let links = LateLinkResolver::new(Some(&path), bundle.introspector.as_ref());
    let bytes = typst_pdf::pdf_in_bundle(&document, &options, &extras.anchors, links.track()).map_err(|errors| {
        let mut errors = errors.to_vec();
        headings::lead_back(&mut errors, document.introspector().as_ref());
        errors
    })?;
    Ok(Pdf {
        plan: plan.clone(),
        language: language.to_owned(),
        pages: document.pages().len(),
        numbered: numbered::numbered(
            document.introspector().as_ref(),
            plan.path.rsplit_once('.').map_or(plan.path.as_str(), |(name, _)| name),
        ),
        standards: STANDARDS.to_vec(),
        missed: Vec::new(),
        bytes,
    })
}

/// Puts into a document what it says of itself.
fn say_of_itself(info: &mut DocumentInfo, plan: &Plan) {
    let (year, month, day) = plan.date;
    info.title = Some(plan.title.as_str().into());
    info.author = vec![plan.author.as_str().into()];
    info.keywords = plan.digest.iter().map(|digest| digest.as_str().into()).collect();
    info.date = Smart::Custom(Datetime::from_ymd(year.into(), month.unsigned_abs(), day.unsigned_abs()));
}
