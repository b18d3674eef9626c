//! The second opinion on standards, by the crate `page_validation`, which shares no code with the
//! engine. It costs about as much as typesetting, so it is asked for and not always there.

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

fn disproof(pdf: &Pdf, standard: &str, profile: ValidationProfile, path: &str) -> Option<Finding> {
    let broken = match validate_pdf_bytes(&pdf.bytes, &ValidationOptions::default().profile(profile)) {
        Ok(report) if report.is_compliant => return None,
        Ok(report) => {
            let failures: Vec<String> = report.failures.iter().map(ToString::to_string).collect();
            failures.join("; ")
        }
        Err(error) => error.to_string(),
    };
    let message = format!("`{}` does not meet {standard}: {broken}", pdf.plan.path);
    Some(Finding::new(&STANDARD_BROKEN, Spot::File(path.to_owned()), message).hint("please report this as a bug"))
}
