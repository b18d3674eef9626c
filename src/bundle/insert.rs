//! Outside PDFs in the places that a document keeps for them, and what it can claim then.

use super::Error;
use super::merge::{Outside, OutsidePage, claim, merge};
use super::prove::{failure_words, proofs};
use crate::edition::{Insertion, Missed, Pdf};
use crate::pdf::{Limits, Proof, Standard, exact};

/// Puts outside PDFs into the document that keeps places for them.
///
/// # Errors
/// If the document is not as the engine writes it, or a PDF changed after it was inspected.
pub fn insert(pdf: Pdf, insertions: &[Insertion]) -> Result<Pdf, Error> {
    let outside: Vec<Outside<'_>> = insertions.iter().map(outside).collect();
    Ok(Pdf { bytes: merge(pdf.bytes, &outside)?, ..pdf })
}

fn outside(insertion: &Insertion) -> Outside<'_> {
    let pages = insertion.pdf.pages.iter().zip(&insertion.descriptions);
    Outside {
        opened: &insertion.pdf.opened,
        file: insertion.pdf.is_ours.then_some(insertion.pdf.path.as_str()),
        title: &insertion.title,
        language: insertion.pdf.language.as_deref(),
        prefix_of_labels: &insertion.before_labels,
        pages: pages.map(|(page, alternative)| OutsidePage { index: page.index, alternative }).collect(),
    }
}

/// Makes a document that contains outside PDFs claim what it meets: the second validator checks each standard on the returned
/// bytes. What it would have met otherwise, it says with the reason. Nothing may change the document after that.
///
/// Pages without tags are enclosed in a way that validators accept. Screen readers still cannot read them, so the standards
/// that require it are not claimed. Nor is any standard claimed if a page cannot be read completely, since the validator passes
/// over what it cannot read. `parts` are the documents that it is made of, with their own claims: it claims no more than they do,
/// since merging leaves out of a page what cannot be read.
///
/// # Errors
/// If the document is not what the merge writes.
pub fn claimed(mut pdf: Pdf, insertions: &[Insertion], parts: &[Pdf]) -> Result<Pdf, Error> {
    let mut missed: Vec<Missed> = Vec::new();
    let mut claims: Vec<Standard> = vec![Standard::Ua1, Standard::A2a];
    // Each time something is not met, less is claimed, and that is proved anew: the claim is in the bytes.
    let opened = exact(&pdf.bytes, &Limits::ours())?;
    loop {
        claim(&mut pdf.bytes, &opened.document, &claims)?;
        let refuted = claims.iter().find_map(|standard| Some((*standard, obstacle(insertions, *standard)?)));
        let proved = || {
            proofs(&opened, &pdf.bytes, &claims)
                .into_iter()
                .find_map(|(standard, proof)| Some((standard, refutation(proof)?)))
        };
        let of_parts = || {
            let mut missed = parts.iter().flat_map(|part| &part.missed);
            missed.find_map(|one| {
                let standard = claims.iter().find(|claim| claim.name() == one.standard)?;
                Some((*standard, one.because.clone()))
            })
        };
        let Some((standard, because)) = refuted.or_else(proved).or_else(of_parts) else { break };
        missed.push(Missed { standard: standard.name(), because });
        claims =
            claims.iter().filter_map(|claim| if *claim == standard { lower(standard) } else { Some(*claim) }).collect();
    }
    let standards = Standard::ALL.iter().filter(|standard| claims.contains(standard)).map(|standard| standard.name());
    Ok(Pdf { standards: standards.collect(), missed, ..pdf })
}

/// The standard that is claimed in place of one that is not met.
fn lower(standard: Standard) -> Option<Standard> {
    match standard {
        Standard::A2a => Some(Standard::A2u),
        Standard::A2u => Some(Standard::A2b),
        Standard::A2b | Standard::Ua1 => None,
    }
}

/// The reason why a standard is not claimed, according to the validator.
fn refutation(proof: Proof) -> Option<String> {
    match proof {
        Proof::Met => None,
        Proof::Broken(failures) => Some(failure_words(&failures)),
        Proof::Unknown(why) => Some(format!("it cannot be determined: {why}")),
    }
}

/// The reason why a standard is not met, whatever the validator says.
fn obstacle(insertions: &[Insertion], standard: Standard) -> Option<String> {
    let broken =
        insertions.iter().find(|one| !one.pdf.is_whole).map(|one| format!("`{}` cannot be read whole", one.pdf.path));
    let untagged =
        insertions.iter().find(|one| !one.pdf.is_tagged).map(|one| format!("`{}` has no tags", one.pdf.path));
    broken.or(untagged.filter(|_| matches!(standard, Standard::A2a | Standard::Ua1)))
}
