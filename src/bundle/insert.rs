//! Outside PDFs in the places that the annex bundle keeps for them, and what it can claim then.

use super::merge::{ArchivalLevel, Outside, OutsidePage, claim, merge};
use super::{Error, prove};
use crate::edition::{Insertion, Missed, Pdf, outside_page};

/// What PDF/A-2 levels a document is held against, the highest first.
const LEVELS: [(&str, ArchivalLevel); 3] =
    [("PDF/A-2a", ArchivalLevel::A2a), ("PDF/A-2u", ArchivalLevel::A2u), ("PDF/A-2b", ArchivalLevel::A2b)];
const ACCESSIBLE: &str = "PDF/UA-1";

/// Puts outside PDFs into the document that keeps places for them. It then claims only what it meets here and now, by the
/// second validator; what it would have met otherwise, it says with the reason.
///
/// # Errors
/// If the document is not what the engine writes, or a PDF cannot be read, which was looked at before.
pub fn insert(mut pdfs: Vec<Pdf>, insertions: &[Insertion]) -> Result<Vec<Pdf>, Error> {
    let first = outside_page(0, insertions.first().and_then(|one| one.pdf.pages.first()).map_or(0, |page| page.index));
    let holds = |pdf: &Pdf| pdf.bytes.windows(first.len()).any(|part| part == first.as_bytes());
    let Some(at) = pdfs.iter().position(|pdf| !insertions.is_empty() && holds(pdf)) else { return Ok(pdfs) };
    let pdf = pdfs.remove(at);
    pdfs.insert(at, insert_into(pdf, insertions)?);
    Ok(pdfs)
}

fn insert_into(pdf: Pdf, insertions: &[Insertion]) -> Result<Pdf, Error> {
    let outside: Vec<Outside<'_>> = insertions.iter().map(outside).collect();
    let merged = merge(pdf.bytes, &outside)?;
    let untagged = insertions.iter().find(|insertion| !insertion.pdf.is_tagged);
    lowered(Pdf { bytes: merged.bytes, ..pdf }, untagged)
}

fn outside(insertion: &Insertion) -> Outside<'_> {
    let pages = insertion.pdf.pages.iter().zip(&insertion.descriptions);
    Outside {
        bytes: &insertion.pdf.bytes,
        title: &insertion.title,
        language: insertion.pdf.language.as_deref(),
        prefix_of_labels: &insertion.before_labels,
        pages: pages.map(|(page, alternative)| OutsidePage { index: page.index, alternative }).collect(),
    }
}

/// Lowers the claims of a document to what holds. Pages without tags are enclosed in a way that validators accept; nobody
/// is told what is on them all the same, so the standards that ask for it are not claimed.
fn lowered(pdf: Pdf, untagged: Option<&Insertion>) -> Result<Pdf, Error> {
    let no_tags = untagged.map(|one| format!("`{}` has no tags", one.pdf.path));
    let broken = |bytes: &[u8], standard: &str| prove::broken_standards(bytes, &[standard]).pop().map(|(_, why)| why);
    let mut missed = Vec::new();
    let mut bytes = pdf.bytes;
    let accessible = no_tags.clone().or_else(|| broken(&bytes, ACCESSIBLE));
    let is_accessible = accessible.is_none();
    missed.extend(accessible.map(|because| Missed { standard: ACCESSIBLE, because }));
    let mut level = None;
    for (standard, candidate) in LEVELS {
        let tags = no_tags.clone().filter(|_| candidate == ArchivalLevel::A2a);
        bytes = claim(bytes, Some(candidate), is_accessible)?;
        match tags.or_else(|| broken(&bytes, standard)) {
            None => {
                level = Some((standard, candidate));
                break;
            }
            Some(because) => missed.push(Missed { standard, because }),
        }
    }
    let bytes = claim(bytes, level.map(|(_, candidate)| candidate), is_accessible)?;
    let standards = level.into_iter().map(|(standard, _)| standard).chain(is_accessible.then_some(ACCESSIBLE));
    Ok(Pdf { standards: standards.collect(), missed, bytes, ..pdf })
}
