//! Links between the PDFs of a pack, and fields for signatures in them; what else is changed in the engine's bytes.

use std::ops::Range;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::{Error, fields, labels, marks, splice};
use crate::edition::{Pdf, kept_field};

/// Turns relative web addresses of other documents of the pack into remote go-to actions, and links that keep the place of
/// a signature into fields. Everything else is kept as the engine wrote it.
///
/// # Errors
/// If a document is not what the engine writes.
pub fn link(pdfs: Vec<Pdf>) -> Result<Vec<Pdf>, Error> {
    let paths: Vec<String> = pdfs.iter().map(|pdf| pdf.plan.path.clone()).collect();
    pdfs.into_par_iter().map(|pdf| link_one(pdf, &paths)).collect()
}

/// Leaves out what the engine cannot be kept from writing (see `marks`), and changes nothing else.
///
/// # Errors
/// If a document is not what the engine writes.
pub fn mend(pdfs: Vec<Pdf>) -> Result<Vec<Pdf>, Error> {
    let mend_one = |mut pdf: Pdf| {
        let table = splice::Table::read(&pdf.bytes).ok_or(Error::Layout)?;
        let edits = mended(&pdf.bytes, &table);
        if !edits.is_empty() {
            pdf.bytes = table.splice(&pdf.bytes, &edits);
        }
        Ok(pdf)
    };
    pdfs.into_par_iter().map(mend_one).collect()
}

/// The edits of tags.
fn mended(pdf: &[u8], table: &splice::Table) -> Vec<(Range<usize>, String)> {
    marks::empty_labels(pdf, table).chain(marks::revisions(pdf, table)).collect()
}

fn link_one(mut pdf: Pdf, paths: &[String]) -> Result<Pdf, Error> {
    let table = splice::Table::read(&pdf.bytes).ok_or(Error::Layout)?;
    let links: Vec<WebLink<'_>> = table.objects().filter_map(|at| WebLink::at(&pdf.bytes, at)).collect();
    let keeps_places = links.iter().any(|link| kept_field(link.address).is_some());
    let actions = links.iter().filter_map(|link| Some((link.action.clone(), remote_action(link.address, paths)?)));
    let labels = labels::of_pages(&pdf.bytes, &table, &pdf.numbered.labels);
    let edits: Vec<(Range<usize>, String)> = actions.chain(mended(&pdf.bytes, &table)).chain(labels).collect();
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
    /// The range of its action, from `<<` to `>>`.
    action: Range<usize>,
}

impl<'a> WebLink<'a> {
    /// The beginning of the annotation's dictionary: no text can come before its action.
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
