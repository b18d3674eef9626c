//! The zip: documents and their manifest, and the seal on it.
//!
//! The same documents give the same bytes, always: names sorted, one fixed time, one way to compress. So a zip can be
//! held against what its parts would be written as, byte for byte (module `open`).
//!
//! It refuses to know meetings, templates and the engine, to put in a name that a zip should not hold, and to take from
//! a zip more than the limits allow, whatever the zip says of itself.

mod fault;
mod layout;
mod manifest;
mod open;
mod zip_file;

use std::collections::BTreeMap;

pub use fault::Fault;
pub use manifest::{Approved, Facts, File, Input, MANIFEST, Manifest, Signatory, Tool, digest};
pub use open::{Opened, Opening, open};
pub use zip_file::Error;

use crate::edition::Pdf;
use zip_file::{Compressed, compressed, stored};

/// The name of the seal in the zip: a signature (CMS) on the manifest.
pub const SEAL: &str = "manifest.json.p7s";

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
    let contents: Vec<(&str, &[u8])> = files.iter().map(|(path, pdf)| (path.as_str(), pdf.bytes.as_slice())).collect();
    let parts = compressed(&contents)?;
    let entries = files.iter().zip(&parts).map(|((path, pdf), part)| File {
        path: path.clone(),
        title: pdf.plan.title.clone(),
        language: pdf.language.clone(),
        pages: pdf.pages,
        size: pdf.bytes.len(),
        sha256: digest(&pdf.bytes),
        compressed_sha256: digest(&part.bytes),
        standards: pdf.standards.iter().map(|name| (*name).to_owned()).collect(),
    });
    let manifest = Manifest::new(facts, entries.collect());
    finish(parts, &manifest, None)
}

/// Puts other files in the place of some of a pack's, and a seal on its manifest. `seal` makes it of the manifest's bytes.
///
/// # Errors
/// What `seal` gives, or that the zip cannot be written.
pub fn seal<E: From<Error>>(
    opened: &Opened,
    changed: &BTreeMap<String, Vec<u8>>,
    seal: impl FnOnce(&[u8]) -> Result<Vec<u8>, E>,
) -> Result<Pack, E> {
    let mut manifest = opened.manifest.clone();
    let mut parts = Vec::new();
    for entry in &mut manifest.files {
        let part = match changed.get(&entry.path) {
            Some(content) => {
                let part = compressed(&[(entry.path.as_str(), content.as_slice())])?.remove(0);
                entry.size = content.len();
                entry.sha256 = digest(content);
                entry.compressed_sha256 = digest(&part.bytes);
                part
            }
            None => opened.part(&entry.path)?,
        };
        parts.push(part);
    }
    let signature = seal(manifest.to_json().as_bytes())?;
    Ok(finish(parts, &manifest, Some(&signature))?)
}

fn finish(mut parts: Vec<Compressed>, manifest: &Manifest, seal: Option<&[u8]>) -> Result<Pack, Error> {
    parts.push(stored(MANIFEST, manifest.to_json().as_bytes())?);
    if let Some(seal) = seal {
        parts.push(stored(SEAL, seal)?);
    }
    Ok(Pack { bytes: zip_file::zip(parts)? })
}
