//! The second opinion on standards (see `pdf::Provable`). It takes about as long as typesetting, so it is optional.

use lopdf::{Document, Object};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::{STANDARD_BROKEN, STANDARD_UNPROVED};
use crate::edition::Pdf;
use crate::finding::{Finding, Spot};
use crate::pdf::{Exact, Failure, Limits, Proof, Provable, Refusal, Standard, exact};

/// Validates the standards that a document claims: one finding for each standard that it does not meet, or for which that
/// cannot be determined. `path` is the path of the pack, for the message.
pub fn prove(pdf: &Pdf, path: &str) -> Vec<Finding> {
    prove_file(&pdf.bytes, &pdf.standards, &pdf.plan.path, &Spot::File(path.to_owned()))
}

/// The same for a file by its name; `spot` is the place of the pack.
pub fn prove_file(bytes: &[u8], claimed: &[impl AsRef<str>], name: &str, spot: &Spot) -> Vec<Finding> {
    let finding = |(standard, proof): (Standard, Proof)| {
        let standard = standard.name();
        Some(match proof {
            Proof::Met => return None,
            Proof::Broken(failures) => {
                let message = format!("`{name}` does not meet {standard}: {}", failure_words(&failures));
                Finding::new(&STANDARD_BROKEN, spot.clone(), message).hint("please report this as a bug")
            }
            Proof::Unknown(why) => {
                let message = format!("it cannot be determined whether `{name}` meets {standard}: {why}");
                Finding::new(&STANDARD_UNPROVED, spot.clone(), message)
                    .hint("build without `--prove`, or with fewer pages")
            }
        })
    };
    hold_against(bytes, claimed).into_iter().filter_map(finding).collect()
}

/// The validator's result for each of the standards that a PDF claims. Other standards are ignored.
pub fn hold_against(bytes: &[u8], claimed: &[impl AsRef<str>]) -> Vec<(Standard, Proof)> {
    let is_claimed = |standard: &Standard| claimed.iter().any(|claim| claim.as_ref() == standard.name());
    let claimed: Vec<Standard> = Standard::ALL.into_iter().filter(is_claimed).collect();
    if claimed.is_empty() {
        return Vec::new();
    }
    let same = |proof: Proof| claimed.iter().map(|standard| (*standard, proof.clone())).collect();
    match exact(bytes, &Limits::of_packs()) {
        Ok(exact) => proofs(&exact, bytes, &claimed),
        Err(refusal @ (Refusal::TooComplex(_) | Refusal::TooManyBytes { .. })) => {
            same(Proof::Unknown(refusal.to_string()))
        }
        // All of the standards ask for a sound file (ISO 32000-1).
        Err(refusal) => {
            same(Proof::Broken(vec![Failure { rule: "ISO 32000-1".to_owned(), message: refusal.to_string() }]))
        }
    }
}

/// The same for a file that was opened.
pub(super) fn proofs(exact: &Exact, bytes: &[u8], standards: &[Standard]) -> Vec<(Standard, Proof)> {
    let provable = if exact.is_plain {
        Provable::new(&exact.document, bytes.to_vec(), &Limits::ours())
    } else {
        Err("it is compressed in a way that the validator may not read correctly".to_owned())
    };
    let proof = |standard: &Standard| match &provable {
        Err(why) => Proof::Unknown(why.clone()),
        Ok(provable) => match provable.hold_against(*standard) {
            Proof::Broken(failures) => provable.as_far_as_read(really(failures, &exact.document, bytes)),
            proof => proof,
        },
    };
    standards.par_iter().map(|standard| (*standard, proof(standard))).collect()
}

/// The number of broken rules that a finding names.
const FIRST: usize = 5;

/// The first rules that are broken, and how many more.
pub fn failure_words(failures: &[Failure]) -> String {
    let first: Vec<String> = failures.iter().take(FIRST).map(ToString::to_string).collect();
    match failures.len().saturating_sub(FIRST) {
        0 => first.join("; "),
        more => format!("{}; and {more} more", first.join("; ")),
    }
}

/// Removes failures that the validator (0.12) reports incorrectly.
fn really(failures: Vec<Failure>, document: &Document, bytes: &[u8]) -> Proof {
    let is_mistaken = |failure: &Failure| match failure.rule.as_str() {
        STREAM_LENGTH => is_length_mistaken(document, bytes),
        SIGNED_RANGE => is_range_mistaken(document, bytes),
        _ => false,
    };
    let failures: Vec<Failure> = failures.into_iter().filter(|failure| !is_mistaken(failure)).collect();
    if failures.is_empty() { Proof::Met } else { Proof::Broken(failures) }
}

/// A stream has another length than stated.
const STREAM_LENGTH: &str = "ISO 19005-2:2011:6.1.7.1:1";

/// The validator looks for the line end before `endstream` backwards, and takes the last byte of a stream that is a carriage
/// return for a part of it. About one stream in 256 ends so. The lengths are right if every stream, read by its stated
/// length, is followed by a line feed and the keyword.
fn is_length_mistaken(document: &Document, bytes: &[u8]) -> bool {
    let streams = document.objects.values().filter_map(|object| object.as_stream().ok());
    let mut odd = streams.filter(|stream| stream.content.ends_with(b"\r")).peekable();
    odd.peek().is_some()
        && odd.all(|stream| {
            let end = stream.start_position.map_or(bytes.len(), |start| start + stream.content.len());
            bytes.get(end..).is_some_and(|behind| behind.starts_with(b"\nendstream"))
        })
}

/// A signature does not cover the whole file.
const SIGNED_RANGE: &str = "ISO 19005-2:2011:6.4.3:1";

/// ISO 19005-2, 6.4.3, has a signature cover the file as it is when it is signed. The validator holds every signature
/// against the file as it is now, so that no file could be signed twice. They are right if each covers all up to the end of a
/// revision, and the last one all there is.
fn is_range_mistaken(document: &Document, bytes: &[u8]) -> bool {
    let ranges = document.objects.values().filter_map(|object| object.as_dict().ok()?.get(b"ByteRange").ok());
    let end = |range: &Object| -> Option<usize> {
        let numbers = range.as_array().ok()?;
        let number = |at: usize| usize::try_from(numbers.get(at)?.as_i64().ok()?).ok();
        number(2)?.checked_add(number(3)?)
    };
    let ends: Option<Vec<usize>> = ranges.map(end).collect();
    ends.is_some_and(|ends| {
        let closes = |end: usize| bytes.get(..end).is_some_and(|part| part.trim_ascii_end().ends_with(b"%%EOF"));
        ends.contains(&bytes.len()) && ends.iter().all(|end| closes(*end))
    })
}
