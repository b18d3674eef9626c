//! The zip: documents and their manifest, and the seal on it.
//!
//! The same documents give the same bytes, always: names sorted, one fixed time, one way to compress. So a zip can be compared,
//! byte for byte, with what this program would write for its parts (module `open`).
//!
//! It refuses to know meetings, templates and the engine, to write a name that a zip should not contain, and to unpack more
//! than the limits allow, whatever sizes the zip states.

mod fault;
mod layout;
mod manifest;
mod open;
mod zip_file;

use std::collections::BTreeMap;

pub use fault::Fault;
pub use manifest::{Approved, File, Input, MANIFEST, Manifest, Missed, SEAL, Seal, Signatory, State, Tool, digest};
pub use open::{Opened, Opening, manifest, number_of_files, open};
pub use zip_file::Error;

use crate::edition::{Original, Page, Pdf};
use zip_file::{Compressed, compressed, stored};

/// A finished pack.
#[derive(Debug)]
pub struct Pack {
    /// The zip file.
    pub bytes: Vec<u8>,
}

/// The content of a pack, besides its manifest.
#[derive(Debug, Default)]
pub struct Contents {
    /// The documents of all editions.
    pub pdfs: Vec<Pdf>,
    /// The page for browsers of each edition.
    pub pages: Vec<Page>,
    /// The page that leads to those of all editions, where there are several.
    pub front: Option<Page>,
    /// Files from which annexes are made, unchanged.
    pub originals: Vec<Original>,
}

/// A file on its way into a zip.
struct Part<'a> {
    path: String,
    title: &'a str,
    language: &'a str,
    pages: Option<usize>,
    standards: &'a [&'static str],
    missed: &'a [crate::edition::Missed],
    numbered: &'a [crate::edition::PagesOfPart],
    bytes: &'a [u8],
}

impl Contents {
    /// All files. With one language they are at the top level, with several in a folder for each.
    fn parts(&self) -> Vec<Part<'_>> {
        let several = self.pdfs.iter().any(|pdf| pdf.language != self.pdfs[0].language);
        let path = |language: &str, path: &str| match several {
            true => format!("{language}/{path}"),
            false => path.to_owned(),
        };
        let pdfs = self.pdfs.iter().map(|pdf| Part {
            path: path(&pdf.language, &pdf.plan.path),
            title: &pdf.plan.title,
            language: &pdf.language,
            pages: Some(pdf.pages),
            standards: &pdf.standards,
            missed: &pdf.missed,
            numbered: &pdf.numbered.parts,
            bytes: &pdf.bytes,
        });
        let pages = self.pages.iter().map(|page| (page, path(&page.language, &page.path)));
        let front = self.front.iter().map(|page| (page, page.path.clone()));
        let pages = pages.chain(front).map(|(page, path)| Part {
            path,
            title: &page.title,
            language: &page.language,
            pages: None,
            standards: &[],
            missed: &[],
            numbered: &[],
            bytes: &page.bytes,
        });
        let originals = self.originals.iter().map(|original| Part {
            path: original.path.clone(),
            title: &original.title,
            language: &original.language,
            pages: original.pages,
            standards: &[],
            missed: &[],
            numbered: &[],
            bytes: &original.bytes,
        });
        let mut parts: Vec<Part<'_>> = pdfs.chain(pages).chain(originals).collect();
        parts.sort_by(|a, b| a.path.cmp(&b.path));
        parts
    }
}

/// Packs documents and pages with their manifest, which states everything but the files.
///
/// # Errors
/// If a name is not one for a zip, or the zip cannot be written.
pub fn pack(manifest: Manifest, contents: &Contents) -> Result<Pack, Error> {
    let files = contents.parts();
    let raw: Vec<(&str, &[u8])> = files.iter().map(|part| (part.path.as_str(), part.bytes)).collect();
    let parts = compressed(&raw)?;
    let entries = files.iter().zip(&parts).map(|(file, part)| File {
        path: file.path.clone(),
        title: file.title.to_owned(),
        language: file.language.to_owned(),
        pages: file.pages,
        size: file.bytes.len(),
        sha256: digest(file.bytes),
        compressed_sha256: digest(&part.bytes),
        parts: file.numbered.to_vec(),
        unsigned: None,
        standards: file.standards.iter().map(|name| (*name).to_owned()).collect(),
        missed: file
            .missed
            .iter()
            .map(|one| Missed { standard: one.standard.to_owned(), because: one.because.clone() })
            .collect(),
    });
    let manifest = Manifest { files: entries.collect(), ..manifest };
    finish(parts, &manifest, None)
}

/// Puts signed minutes in the place of those of a pack, and a seal on its manifest. `seal` makes it of the manifest's
/// bytes. A seal that is there already is kept in the manifest, so that the new one vouches for it.
///
/// # Errors
/// The error of `seal`, or that the zip cannot be written.
pub fn seal<E: From<Error>>(
    opened: &Opened,
    signed: &BTreeMap<String, Vec<u8>>,
    seal: impl FnOnce(&[u8]) -> Result<Vec<u8>, E>,
) -> Result<Pack, E> {
    let mut manifest = opened.manifest.clone();
    if let Some(former) = &opened.seal {
        let minutes = manifest.minutes().map(|file| (file.path.clone(), file.state())).collect();
        manifest.seals.push(Seal::new(minutes, former));
    }
    let mut parts = Vec::new();
    for entry in &mut manifest.files {
        let part = match signed.get(&entry.path) {
            Some(content) => {
                let part = compressed(&[(entry.path.as_str(), content.as_slice())])?.remove(0);
                let before = entry.state();
                entry.unsigned.get_or_insert(before);
                entry.put(State {
                    size: content.len(),
                    sha256: digest(content),
                    compressed_sha256: digest(&part.bytes),
                });
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
