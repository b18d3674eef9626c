//! The zip: documents and their manifest.
//!
//! The same documents give the same bytes, always: names sorted, one fixed time, one way to compress.
//!
//! It refuses to know meetings, templates and the engine, and to put in a name that a zip should not
//! hold.

mod manifest;
mod zip_file;

pub use manifest::{Facts, Input};
pub use zip_file::Error;

use crate::edition::Pdf;

/// A finished pack.
#[derive(Debug)]
pub struct Pack {
    /// The zip file.
    pub bytes: Vec<u8>,
}

/// Packs documents with their manifest. With one language they lie at the top, with several in a
/// folder each.
///
/// # Errors
/// If a name is not one for a zip, or the zip cannot be written.
pub fn pack(facts: &Facts, pdfs: &[Pdf]) -> Result<Pack, Error> {
    let several = pdfs.iter().any(|pdf| pdf.language != pdfs[0].language);
    let path = |pdf: &Pdf| match several {
        true => format!("{}/{}", pdf.language, pdf.plan.path),
        false => pdf.plan.path.clone(),
    };
    let mut files: Vec<(String, &Pdf)> = pdfs.iter().map(|pdf| (path(pdf), pdf)).collect();
    files.sort_by(|a, b| a.0.cmp(&b.0));
    let manifest = manifest::manifest(facts, &files);
    let contents = files.iter().map(|(path, pdf)| (path.as_str(), pdf.bytes.as_slice()));
    let contents: Vec<(&str, &[u8])> = contents.chain([("manifest.json", manifest.as_bytes())]).collect();
    Ok(Pack { bytes: zip_file::zip(&contents)? })
}
