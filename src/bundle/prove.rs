//! The second opinion on standards, by the crate `page_validation`, which shares no code with the
//! engine. It costs about as much as typesetting, so it is asked for and not always there.

use lopdf::{Document, Object};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

use super::STANDARD_BROKEN;
use crate::edition::Pdf;
use crate::finding::{Finding, Spot};

/// What a document claims to meet and, by the validator, does not: one finding a standard. `path` is
/// where the pack lies, for the message.
pub fn prove(pdf: &Pdf, path: &str) -> Vec<Finding> {
    prove_file(&pdf.bytes, &pdf.standards, &pdf.plan.path, &Spot::File(path.to_owned()))
}

/// The same of a file by its name; `spot` is where the pack lies.
pub fn prove_file(bytes: &[u8], claimed: &[impl AsRef<str>], name: &str, spot: &Spot) -> Vec<Finding> {
    let told = broken_standards(bytes, claimed).into_iter().map(|(standard, why)| {
        let message = format!("`{name}` does not meet {standard}: {why}");
        Finding::new(&STANDARD_BROKEN, spot.clone(), message).hint("please report this as a bug")
    });
    told.collect()
}

/// Those of the `claimed` standards that a PDF does not meet, each with the reasons.
pub fn broken_standards(bytes: &[u8], claimed: &[impl AsRef<str>]) -> Vec<(String, String)> {
    let profiles = [
        ("PDF/A-2a", ValidationProfile::PdfA2a),
        ("PDF/A-2u", ValidationProfile::PdfA2u),
        ("PDF/A-2b", ValidationProfile::PdfA2b),
        ("PDF/UA-1", ValidationProfile::PdfUa1),
    ];
    let claimed = profiles.into_iter().filter(|(name, _)| claimed.iter().any(|claim| claim.as_ref() == *name));
    claimed.filter_map(|(name, profile)| Some((name.to_owned(), disproof(bytes, profile)?))).collect()
}

/// How the validator begins when it finds a stream of another length than stated.
const STREAM_LENGTH: &str = "[ISO 19005-2:2011:6.1.7.1:1]";

/// The validator (0.12) looks for the line end before `endstream` backwards, and takes the last byte of a stream that
/// is a carriage return for a part of it. About one stream in 256 ends so. The lengths are right if every stream, read
/// by its stated length, is followed by a line feed and the keyword.
fn is_length_mistaken(bytes: &[u8]) -> bool {
    let Ok(document) = Document::load_mem(bytes) else { return false };
    let streams = document.objects.values().filter_map(|object| object.as_stream().ok());
    let ends = |content: &[u8]| [content, b"\nendstream"].concat();
    let mut odd = streams.filter(|stream| stream.content.ends_with(b"\r")).peekable();
    odd.peek().is_some()
        && odd.all(|stream| {
            let expected = ends(&stream.content);
            let stated = stream.dict.get(b"Length").and_then(Object::as_i64).unwrap_or(-1);
            usize::try_from(stated) == Ok(stream.content.len())
                && bytes.windows(expected.len()).any(|part| part == expected)
        })
}

/// How the validator begins when a signature does not cover the whole file.
const SIGNED_RANGE: &str = "[ISO 19005-2:2011:6.4.3:1]";

/// ISO 19005-2, 6.4.3, has a signature cover the file as it is when it is signed. The validator (0.12) holds every
/// signature against the file as it is now, so that no file could be signed twice. They are right if each covers all up
/// to the end of a revision, and the last one all there is.
fn is_range_mistaken(bytes: &[u8]) -> bool {
    let Ok(document) = Document::load_mem(bytes) else { return false };
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

/// Whether the validator takes for a fault what is none.
fn is_mistaken(failure: &str, bytes: &[u8]) -> bool {
    match failure {
        _ if failure.starts_with(STREAM_LENGTH) => is_length_mistaken(bytes),
        _ if failure.starts_with(SIGNED_RANGE) => is_range_mistaken(bytes),
        _ => false,
    }
}

/// Why a PDF does not meet a standard, if it does not.
fn disproof(bytes: &[u8], profile: ValidationProfile) -> Option<String> {
    match validate_pdf_bytes(bytes, &ValidationOptions::default().profile(profile)) {
        Ok(report) if report.is_compliant => None,
        Ok(report) => {
            let failures = report.failures.iter().map(ToString::to_string);
            let failures: Vec<String> = failures.filter(|failure| !is_mistaken(failure, bytes)).collect();
            (!failures.is_empty()).then(|| failures.join("; "))
        }
        Err(error) => Some(error.to_string()),
    }
}
