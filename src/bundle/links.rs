//! Links between the PDFs of a pack, and fields for signatures in them; what else is changed in the engine's bytes.

use std::fmt;
use std::ops::Range;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::{fields, marks, merge, splice};
use crate::edition::{Pdf, kept_field};

/// Why a document could not be linked; neither happens with what the engine writes.
#[derive(Debug)]
pub enum Error {
    /// Its objects do not lie where the engine puts them.
    Layout,
    /// It cannot be read back.
    Pdf(lopdf::Error),
    /// Outside PDFs cannot be merged in.
    Merge(merge::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Layout => f.write_str("the file is not laid out as expected"),
            Self::Pdf(error) => error.fmt(f),
            Self::Merge(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {}

impl From<merge::Error> for Error {
    fn from(error: merge::Error) -> Self {
        Self::Merge(error)
    }
}

impl From<lopdf::Error> for Error {
    fn from(error: lopdf::Error) -> Self {
        Self::Pdf(error)
    }
}

/// Turns relative web addresses of other documents of the pack into remote go-to actions, and links that keep the place of
/// a signature into fields. Everything else stays as the engine wrote it.
///
/// # Errors
/// If a document is not what the engine writes.
pub fn link(pdfs: Vec<Pdf>) -> Result<Vec<Pdf>, Error> {
    let paths: Vec<String> = pdfs.iter().map(|pdf| pdf.plan.path.clone()).collect();
    pdfs.into_par_iter().map(|pdf| link_one(pdf, &paths)).collect()
}

fn link_one(mut pdf: Pdf, paths: &[String]) -> Result<Pdf, Error> {
    let table = splice::Table::read(&pdf.bytes).ok_or(Error::Layout)?;
    let links: Vec<WebLink<'_>> = table.objects().filter_map(|at| WebLink::at(&pdf.bytes, at)).collect();
    let keeps_places = links.iter().any(|link| kept_field(link.address).is_some());
    let actions = links.iter().filter_map(|link| Some((link.action.clone(), remote_action(link.address, paths)?)));
    let edits: Vec<(Range<usize>, String)> = actions.chain(marks::empty_labels(&pdf.bytes, &table)).collect();
    if !edits.is_empty() {
        pdf.bytes = table.splice(&pdf.bytes, &edits);
    }
    if keeps_places {
        fields::make(&mut pdf.bytes)?;
    }
    Ok(pdf)
}

/// A link annotation to a web address, as the engine writes it.
struct WebLink<'a> {
    address: &'a str,
    /// Where its action lies, from `<<` to `>>`.
    action: Range<usize>,
}

impl<'a> WebLink<'a> {
    /// What the annotation's dictionary begins with: no text can come before its action.
    const ANNOTATION: &'static [u8] = b"<</Type/Annot/Subtype/Link/";
    const ACTION: &'static str = "<</Type/Action/S/URI/URI";

    /// The link that the object at this place is, if it is one.
    fn at(pdf: &'a [u8], at: usize) -> Option<Self> {
        // `17 0 obj`, and its dictionary on the next line.
        let object = pdf.get(at..)?;
        let begin = at + object.iter().take(32).position(|byte| *byte == b'\n')? + 1;
        let dictionary = pdf.get(begin..)?.strip_prefix(Self::ANNOTATION)?;
        let text = begin + Self::ANNOTATION.len() + dictionary.iter().position(|byte| *byte == b'(')?;
        let start = text.checked_sub(Self::ACTION.len())?;
        if !pdf[start..text].eq(Self::ACTION.as_bytes()) {
            return None;
        }
        // Addresses of ours need no escapes; others are not ours.
        let end = text + 1 + pdf[text + 1..].iter().position(|byte| matches!(byte, b'(' | b')' | b'\\'))?;
        let is_whole = pdf[end..].starts_with(b")>>");
        let address = std::str::from_utf8(&pdf[text + 1..end]).ok()?;
        is_whole.then_some(Self { address, action: start..end + 3 })
    }
}

/// The remote go-to action for an address `other.pdf#destination`.
fn remote_action(address: &str, paths: &[String]) -> Option<String> {
    let (path, destination) = address.split_once('#')?;
    let is_ours = paths.iter().any(|known| known == path);
    is_ours.then(|| format!("<</Type/Action/S/GoToR/F<</Type/Filespec/F({path})/UF({path})>>/D({destination})>>"))
}
