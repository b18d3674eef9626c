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
    let profiles = [("PDF/A-2a", ValidationProfile::PdfA2a), ("PDF/UA-1", ValidationProfile::PdfUa1)];
    let claimed = profiles.into_iter().filter(|(name, _)| pdf.standards.contains(name));
    claimed.filter_map(|(name, profile)| disproof(pdf, name, profile, path)).collect()
}

/// How the validator begins when it finds a stream of another length than stated.
const STREAM_LENGTH: &str = "[ISO 19005-2:2011:6.1.7.1:1]";

/// The validator (0.12) looks for the line end before `endstream` backwards, and takes the last byte of a stream that
/// is a carriage return for a part of it. About one stream in 256 ends so. The lengths are right if every stream, read
/// by its stated length, is followed by a line feed and the keyword.
fn is_mistaken(failure: &str, bytes: &[u8]) -> bool {
    if !failure.starts_with(STREAM_LENGTH) {
        return false;
    }
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

fn disproof(pdf: &Pdf, standard: &str, profile: ValidationProfile, path: &str) -> Option<Finding> {
    let broken = match validate_pdf_bytes(&pdf.bytes, &ValidationOptions::default().profile(profile)) {
        Ok(report) if report.is_compliant => return None,
        Ok(report) => {
            let failures = report.failures.iter().map(ToString::to_string);
            let failures: Vec<String> = failures.filter(|failure| !is_mistaken(failure, &pdf.bytes)).collect();
            if failures.is_empty() {
                return None;
            }
            failures.join("; ")
        }
        Err(error) => error.to_string(),
    };
    let message = format!("`{}` does not meet {standard}: {broken}", pdf.plan.path);
    Some(Finding::new(&STANDARD_BROKEN, Spot::File(path.to_owned()), message).hint("please report this as a bug"))
}
