//! Inspects files of annexes before they are used.
//!
//! [`examine_annexes`] determines for every file of a meeting whether it can be merged, and what an officer should know about it;
//! [`inspect_pdf`] and `standards` do so for one file. What keeps a file from PDF/A and PDF/UA is found by the crate
//! `page_validation`, on a copy that is written as the annex bundle would hold it.
//!
//! Before a file is inspected, hidden content is removed, and what PDF readers draw by themselves gets an appearance: so it is
//! merged as it is displayed (`settle`).
//!
//! It refuses to change a file on the disk, to know templates, and to give back a PDF that was not read within the limits.

mod codes;
mod facts;
mod findings;
mod inspect;
mod layers;
mod note;
mod settle;
mod standards;
mod supply;
mod tagging;
mod wrapper;

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

pub use codes::CODES;
pub use facts::PageFacts;
pub use inspect::{Preflight, inspect_pdf};
pub use note::{Note, Pages, Remark, Remarks, Verdict};
pub use standards::standards;
pub use tagging::Tagging;

use crate::edition::{Insertion, Original, OutsidePage, OutsidePdf, Pdf};
use crate::finding::{Finding, Place, hint_for_missing_file};
use crate::meeting::{Annex, AnnexFile, AnnexLimits, FileKind, FilePath, Meeting, PREVIOUS_MINUTES_PDF};
use crate::pdf::{Limits, Opened, Refusal};
use crate::workspace::Files;

/// The result of examining the files of a meeting.
#[derive(Debug, Default)]
pub struct Examined {
    /// The PDFs that can be merged.
    pub pdfs: Vec<OutsidePdf>,
    /// All files that are there, as they are.
    pub originals: Vec<Original>,
    /// The findings, in no particular order.
    pub findings: Vec<Finding>,
}

/// Looks through all files of the annexes of a meeting.
pub fn examine_annexes(meeting: &Meeting, limits: AnnexLimits, files: &dyn Files) -> Examined {
    let annexes = meeting.definition.annexes.iter();
    let all: Vec<(&Annex, usize, &AnnexFile)> =
        annexes.flat_map(|annex| annex.files.iter().enumerate().map(move |(at, file)| (annex, at, file))).collect();
    let looks = Looks { meeting, limits, files };
    let paths: Vec<&str> = all.iter().map(|(.., file)| file.file.value.as_str()).collect();
    let parts: Vec<Examined> = all.into_par_iter().map(|(annex, at, file)| looks.file(annex, at, file)).collect();
    let mut examined = Examined::default();
    // A file that is stated several times is in the zip once, and what is wrong with it is told once.
    let (mut names, mut told) = (BTreeSet::new(), BTreeSet::new());
    for (path, part) in paths.into_iter().zip(parts) {
        examined.pdfs.extend(part.pdfs);
        examined.originals.extend(part.originals.into_iter().filter(|original| names.insert(original.path.clone())));
        let is_new = |finding: &Finding| told.insert((path, finding.code.name, finding.message.clone()));
        examined.findings.extend(part.findings.into_iter().filter(is_new));
    }
    examined
}

/// A PDF of ours as a part of another. `insertions` are the outside PDFs that were put into it.
///
/// # Errors
/// If it cannot be read, or is larger than the limits allow.
pub fn part(pdf: &Pdf, insertions: &[Insertion]) -> Result<OutsidePdf, Refusal> {
    let limits = Limits { pages: usize::MAX, ..Limits::default() };
    let mut opened = Opened::open(&pdf.bytes, &limits)?;
    let looked = inspect_pdf(&mut opened, None, &limits)?;
    Ok(OutsidePdf {
        numbers: Vec::new(),
        annex: pdf.plan.path.clone(),
        at: 0,
        path: pdf.plan.path.clone(),
        is_ours: true,
        pages: looked.pages.iter().map(page_of).collect(),
        language: Some(pdf.language.clone()),
        is_tagged: insertions.iter().all(|insertion| insertion.pdf.is_tagged),
        is_whole: insertions.iter().all(|insertion| insertion.pdf.is_whole),
        opened: Arc::new(opened.condensed()),
        has_original: false,
    })
}

fn page_of(page: &PageFacts) -> OutsidePage {
    OutsidePage { index: page.number - 1, width: f64::from(page.width_pt), height: f64::from(page.height_pt) }
}

struct Looks<'a> {
    meeting: &'a Meeting,
    limits: AnnexLimits,
    files: &'a dyn Files,
}

impl Looks<'_> {
    fn file(&self, annex: &Annex, at: usize, file: &AnnexFile) -> Examined {
        let mut examined = Examined::default();
        match file.kind() {
            FileKind::Pdf => self.pdf(annex, at, file, &mut examined),
            FileKind::Picture => self.picture(annex, at, file, &mut examined),
            FileKind::Other => examined.findings.push(findings::of_other_kind(file)),
        }
        if let Some(source) = &file.source {
            match self.read(&source.value, source.place) {
                Ok(bytes) => examined.originals.push(self.original(annex, at, file, &source.value, None, bytes)),
                Err(finding) => examined.findings.push(*finding),
            }
        }
        examined
    }

    fn pdf(&self, annex: &Annex, at: usize, file: &AnnexFile, examined: &mut Examined) {
        let bytes = match self.read(&file.file.value, file.file.place) {
            Ok(bytes) => bytes,
            Err(finding) => return examined.findings.push(*finding),
        };
        let limits = self.limits();
        let pages = file.pages.as_ref().map(|pages| &pages.value);
        let looked = Opened::open(&bytes, &limits).and_then(|mut opened| {
            let looked = inspect_pdf(&mut opened, pages, &limits)?;
            let broken = standards(&opened, &limits)?;
            Ok((opened, looked, broken))
        });
        let (opened, looked, broken) = match looked {
            Ok(looked) => looked,
            Err(refusal) => return examined.findings.push(findings::of_refusal(file, &refusal)),
        };
        let notes: Vec<Note> = looked.notes.iter().cloned().chain(broken).collect();
        examined.findings.extend(findings::of_notes(file, &notes, self.states_language(annex, file)));
        let stated = file.language.as_ref().or(annex.language.as_ref()).map(|language| language.as_str().to_owned());
        let original = self.original(annex, at, file, &file.file.value, Some(looked.total), bytes);
        examined.pdfs.push(OutsidePdf {
            numbers: Vec::new(),
            annex: annex.id.as_str().to_owned(),
            at,
            path: original.from.clone(),
            is_ours: false,
            opened: Arc::new(opened.condensed()),
            pages: looked.pages.iter().map(page_of).collect(),
            language: stated.or(looked.language),
            is_tagged: looked.tagging == Tagging::Tagged,
            is_whole: !looked.notes.iter().any(|note| matches!(note, Note::Garbled(_))),
            has_original: true,
        });
        examined.originals.push(original);
    }

    /// Takes in a picture. That it is what its name says is checked where it is shown.
    fn picture(&self, annex: &Annex, at: usize, file: &AnnexFile, examined: &mut Examined) {
        if file.alt.is_none() {
            examined.findings.push(findings::of_picture(file));
        }
        if let Ok(bytes) = self.read(&file.file.value, file.file.place) {
            examined.originals.push(self.original(annex, at, file, &file.file.value, None, bytes));
        }
    }

    fn states_language(&self, annex: &Annex, file: &AnnexFile) -> bool {
        file.language.is_some() || annex.language.is_some()
    }

    fn limits(&self) -> Limits {
        let count = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        Limits {
            bytes: count(self.limits.annex_megabytes).saturating_mul(1 << 20),
            pages: count(self.limits.annex_pages),
            ..Limits::default()
        }
    }

    fn read(&self, file: &FilePath, place: Place) -> Result<Arc<Vec<u8>>, Box<Finding>> {
        let path = self.meeting.path_of(file.as_str());
        match self.files.read(&path) {
            Ok(Some(bytes)) => Ok(Arc::new(bytes)),
            Ok(None) if file.as_str() == PREVIOUS_MINUTES_PDF && self.meeting.series.last_held().is_some() => {
                Err(Box::new(findings::of_unsigned(place, &path)))
            }
            Ok(None) => {
                let list = |folder: &str| self.files.list(folder).unwrap_or_default();
                let hint = hint_for_missing_file(&self.meeting.folder, file.as_str(), list, findings::PUT_IT_THERE);
                Err(Box::new(findings::of_missing(file, place, hint)))
            }
            Err(error) => Err(Box::new(findings::of_unreadable(file, place, &error.to_string()))),
        }
    }

    fn original(
        &self,
        annex: &Annex,
        at: usize,
        stated: &AnnexFile,
        file: &FilePath,
        pages: Option<usize>,
        bytes: Arc<Vec<u8>>,
    ) -> Original {
        let first = self.meeting.definition.first_edition();
        let language = stated.language.as_ref().or(annex.language.as_ref()).unwrap_or(&first);
        let title = stated.title.as_ref().or_else(|| self.meeting.annex_title(annex));
        Original {
            path: annex.name_in_zip(at, file),
            from: self.meeting.path_of(file.as_str()),
            title: title.map_or_else(|| annex.id.as_str().to_owned(), |title| title.text_in(language).value.clone()),
            language: language.as_str().to_owned(),
            pages,
            bytes,
        }
    }
}
