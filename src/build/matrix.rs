//! The matrix of comments: the table that a secretariat makes of what reviewers sent back, with the responses to it.
//!
//! One document is made of all remarks, and written in each format. Responses are typed in `responses.json` beside the definition,
//! by the ids of remarks, which stay over rounds.

use std::collections::BTreeSet;
use std::sync::Arc;

use unicode_width::UnicodeWidthChar;

use super::approve::Refusal;
use super::audiences::meeting_for;
use super::comments::{Commented, Commenting, Reading, ReviewedFile, comments, comments_and};
use super::matrix_rows::{EditionText, about, rows};
use super::responses::{Entry, with_entries};
use super::since::said;
use crate::comments::{Values, several_audiences};
use crate::compose::{self, RegisterWords, compose};
use crate::document::{Composition, Document};
use crate::edition::{CommentMatrix, KeptPlaces, MatrixRow};
use crate::finding::{Finding, Sources, choice, has_errors};
use crate::meeting::{Language, Meeting};
use crate::typeset::{self, Fault, Fonts, KeptSources};
use crate::workspace::{Held, PackAddress, Workspace, hold};
use crate::write::{self, Origins};
use crate::{bundle, read, register};

/// How often a matrix is laid out again without the characters that no font has.
const ROUNDS: usize = 3;
/// The shape that makes the pages of all documents.
const HOUSE: &str = "shape/house.typ";
/// On screens the table is wider than text is good to read.
const WIDE_PAGE: &str = "\n@media screen { body { max-width: 78rem; } }\n";

choice! {
    /// A format of the matrix, by the ending of its file.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum MatrixFormat {
        /// Pages: PDF/A-2a and PDF/UA-1.
        Pdf = "pdf",
        /// A page for browsers.
        Html = "html",
        /// A Word file.
        Docx = "docx",
        /// A workbook.
        Xlsx = "xlsx",
    }
}

/// The matrix of comments that was made.
#[derive(Debug, Default)]
pub struct Matrix {
    /// Its files, each with its format; none if it could not be made.
    pub files: Vec<(MatrixFormat, Vec<u8>)>,
    /// The number of entries without a response.
    pub unanswered: usize,
    /// The path of the file of responses, if it was written.
    pub responses: Option<String>,
    /// Why it could not be made.
    pub refusal: Option<Refusal>,
    /// What is wrong with responses, templates or fonts.
    pub findings: Vec<Finding>,
    /// The texts that the findings' places point into.
    pub sources: Sources,
}

/// Reads files of reviewers as [`comments()`](super::comments()) does, and makes the matrix of all that is in them in these formats. Adds
/// entries for new remarks to the file of responses.
pub fn comment_matrix(
    workspace: &Workspace,
    pack: &PackAddress,
    files: Vec<ReviewedFile>,
    asked: &Commenting,
    formats: &[MatrixFormat],
) -> (Commented, Matrix) {
    let make = |reading: &Reading<'_>| {
        let mut making = Making { reading, made: Matrix { sources: reading.sources.clone(), ..Matrix::default() } };
        if let Err(refusal) = making.make_files(formats) {
            making.made.files.clear();
            making.made.refusal = Some(refusal);
        }
        making.made
    };
    if asked.apply.is_none() {
        return comments_and((workspace, pack), files, asked, make);
    }
    // The table shows the definition as it is after changes were written.
    let commented = comments(workspace, pack, files.clone(), asked);
    let only_read = Commenting { is_named: asked.is_named, ..Commenting::default() };
    (commented, comments_and((workspace, pack), files, &only_read, make).1)
}

struct Making<'a, 'r> {
    reading: &'a Reading<'r>,
    made: Matrix,
}

impl Making<'_, '_> {
    fn make_files(&mut self, formats: &[MatrixFormat]) -> Result<(), Refusal> {
        let work = self.reading.work;
        if let Some(mixed) = self.mixed_audiences() {
            self.made.findings.push(mixed);
            return Ok(());
        }
        let language = self.reading.files.first().map(|file| Language::new(&file.map().language));
        let is_empty = self.reading.located.is_empty() && self.reading.done.is_empty();
        let (Some(language), false) = (language, is_empty) else { return Ok(()) };
        let hint = "`packwright check` says what is wrong";
        let meeting = self.reading.meeting.ok_or_else(|| Refusal::of_pack("the definition cannot be read", hint))?;
        let audience = self.reading.files.first().and_then(|file| file.map().audience());
        let files = &work.workspace.files;
        let meeting = meeting_for(meeting, audience, work.pack, files, &mut self.made.sources)
            .ok_or_else(|| Refusal::of_pack("the definition has no longer the audience of these files", hint))?;
        // From before it is read: others add to it before or after.
        let held = hold(&work.workspace.root.join(work.pack.responses()))?;
        let (responses, findings) = read::responses(&work.workspace.files, work.pack, &mut self.made.sources);
        let is_wrong = has_errors(&findings);
        self.made.findings.extend(findings);
        if is_wrong {
            let message = format!("`{}` has errors", work.pack.responses());
            return Err(Refusal::of_pack(message, "correct it: responses in it would be left out"));
        }
        let editions = self.texts_of_editions(&meeting)?;
        let matrix = rows(self.reading, &editions, &responses);
        let base = editions.into_iter().find(|edition| edition.language == language.as_str());
        let base =
            base.ok_or_else(|| Refusal::of_pack(format!("there is no edition `{}`", language.as_str()), hint))?;
        let (composition, pdf) = self.laid_out((&meeting, &language), &base, &matrix, formats)?;
        for format in formats {
            let file = match format {
                MatrixFormat::Pdf => pdf.clone(),
                MatrixFormat::Html => write::html(&composition).bytes,
                MatrixFormat::Docx => write::docx(&composition, &composition.documents[0], &Origins::default()),
                MatrixFormat::Xlsx => self.workbook(language.clone(), &matrix)?,
            };
            self.made.files.push((*format, file));
        }
        let is_open = |row: &&MatrixRow| row.response.is_empty() && row.state.is_none();
        self.made.unanswered = matrix.groups.iter().flat_map(|group| &group.rows).filter(is_open).count();
        self.keep_entries(held, &matrix)
    }

    /// The finding about files for different audiences.
    fn mixed_audiences(&self) -> Option<Finding> {
        let maps = self.reading.files.iter().map(Values::map);
        let mut all = self.reading.names.iter().zip(maps).filter_map(|(name, map)| Some((name, map.audience()?)));
        let (_, first) = all.next()?;
        let (name, other) = all.find(|(_, audience)| *audience != first)?;
        Some(several_audiences(name, (other, first)))
    }

    /// The editions that the files were made from.
    fn texts_of_editions(&mut self, meeting: &Arc<Meeting>) -> Result<Vec<EditionText>, Refusal> {
        let work = self.reading.work;
        let mut editions: Vec<EditionText> = Vec::new();
        for map in self.reading.files.iter().map(Values::map) {
            if editions.iter().any(|edition| edition.language == map.language) {
                continue;
            }
            let language = Language::new(&map.language);
            let files = &work.workspace.files;
            let composing = compose(meeting, &language, &work.outside, files, &mut self.made.sources);
            self.made.findings.extend(composing.findings.into_iter().filter(Finding::is_error));
            let composed = composing.composed.ok_or_else(unmade)?;
            let (composition, origins) = (composed.composition, self.reading.origins);
            let maps = composition.documents.iter().map(|document| write::word_map(&composition, document, origins));
            let (maps, said) = (maps.collect(), said(&composition));
            editions.push(EditionText { language: map.language.clone(), composition, said, maps });
        }
        Ok(editions)
    }

    /// The document of the matrix, alone in its edition, and its pages if they are wanted. Characters that no font has are named.
    fn laid_out(
        &mut self,
        of: (&Arc<Meeting>, &Language),
        base: &EditionText,
        matrix: &CommentMatrix,
        formats: &[MatrixFormat],
    ) -> Result<(Composition, Vec<u8>), Refusal> {
        let files = &self.reading.work.workspace.files;
        let mut shown = matrix.clone();
        shown.map_texts(&breakable);
        let mut fonts = None;
        for round in 1..=ROUNDS {
            let document = compose::comment_matrix(of, shown.clone(), files, &mut self.made.sources);
            let composition = match document {
                Ok(document) => alone(&base.composition, document),
                Err(findings) => {
                    self.made.findings.extend(findings);
                    return Err(unmade());
                }
            };
            if !formats.contains(&MatrixFormat::Pdf) {
                return Ok((composition, Vec::new()));
            }
            let fonts = fonts.get_or_insert_with(|| Fonts::load(files).0);
            let typesetting = typeset::typeset(
                &write::typst(&composition, KeptPlaces::default()),
                fonts,
                &mut KeptSources::default(),
            );
            let unset: BTreeSet<String> = typesetting
                .unset
                .iter()
                .filter(|one| one.fault == Fault::NoGlyph)
                .map(|one| one.text.clone())
                .collect();
            if !unset.is_empty() && round < ROUNDS {
                shown.map_texts(&|text| named(text, &unset));
                continue;
            }
            self.made.findings.extend(typesetting.findings.into_iter().filter(Finding::is_error));
            self.made.findings.extend(typeset::to_findings(&typesetting.unset));
            let pdfs = typesetting.pdfs.ok_or_else(unmade)?;
            let fault = |error: bundle::Error| {
                Refusal::of_pack(format!("the pages cannot be finished: {error}"), "please report this as a bug")
            };
            let pdf = bundle::link(pdfs).map_err(fault)?.pop().ok_or_else(unmade)?;
            return Ok((composition, pdf.bytes));
        }
        Err(unmade())
    }

    fn workbook(&self, language: Language, matrix: &CommentMatrix) -> Result<Vec<u8>, Refusal> {
        let workspace = self.reading.work.workspace;
        let words = RegisterWords::load(language, &workspace.files, &workspace.prefix).map_err(|_| unmade())?;
        let made = register::xlsx(&[words.comments(matrix)], words.is_right_to_left());
        made.map_err(|why| {
            Refusal::of_pack(format!("no workbook can be made: {why}"), "name another format: `--matrix out.pdf`")
        })
    }

    /// Adds an entry for each new remark to the file of responses.
    fn keep_entries(&mut self, held: Held, matrix: &CommentMatrix) -> Result<(), Refusal> {
        let pack = self.reading.work.pack;
        let entry = |row: &MatrixRow| Entry { id: row.id.clone(), about: about(row) };
        let entries: Vec<Entry> = matrix.groups.iter().flat_map(|group| &group.rows).map(entry).collect();
        let former = held.former().map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        if let Some(text) = with_entries(former.as_deref(), &pack.schema("responses"), &entries) {
            held.replace(text.as_bytes())?;
            self.made.responses = Some(pack.responses());
        }
        Ok(())
    }
}

fn unmade() -> Refusal {
    Refusal::of_pack("the matrix cannot be made", "correct the errors above")
}

/// An edition with this document alone: without links to others.
fn alone(of: &Composition, mut document: Document) -> Composition {
    let mut composition = of.clone();
    // Shapes of a workspace may know only pages that stand.
    document.running.is_wide &= composition.shapes.get(HOUSE).is_none_or(|shape| !shape.own);
    composition.cover.content = composition.names_of_meeting();
    composition.frame.title.clone_from(&document.title);
    composition.frame.contents.clear();
    composition.frame.calendars.clear();
    composition.frame.foot.clear();
    composition.frame.notes = vec![String::new()];
    composition.editions.clear();
    composition.style.push_str(WIDE_PAGE);
    composition.documents = vec![document];
    composition
}

/// A text without characters that nobody sees, and with places at which lines can end in words that fit no column.
fn breakable(text: &str) -> String {
    const LONGEST: usize = 22;
    const PART: usize = 16;
    let mut shown = String::with_capacity(text.len());
    for word in text.split_inclusive(|c: char| c.is_whitespace() || c == '-') {
        let is_long =
            word.chars().count() > LONGEST && word.chars().filter(|c| u32::from(*c) < 0x2e80).count() > LONGEST;
        for (at, c) in word.chars().enumerate() {
            if is_long && at > 0 && at % PART == 0 {
                shown.push('\u{200b}');
            }
            shown.push(c);
        }
    }
    shown
}

/// A text in which characters that no font has are named: `[U+1F600]`.
fn named(text: &str, unset: &BTreeSet<String>) -> String {
    let name = |c: char| match c.width() {
        None | Some(0) => String::new(),
        Some(_) => format!("[U+{:04X}]", u32::from(c)),
    };
    let is_unset = |c: char| unset.iter().any(|piece| piece.contains(c));
    text.chars().map(|c| if is_unset(c) { name(c) } else { c.to_string() }).collect()
}
