//! What the validator says of a file that is going to be merged.

use lopdf::{Dictionary, Document, Object};
use page_validation::{SafetyLimits, ValidationFailure, ValidationOptions, ValidationProfile, validate_pdf_bytes};

use super::examine::examine;
use super::note::{Note, Verdict};
use super::wrapper::wrap;
use crate::pdf::{Damage, Excess, Refusal};
use crate::pdf::{Limits, document, guarded};

/// How many rules are told.
const FIRST: usize = 5;

/// The stack of the validator, which recurses through tags and forms by the depth they have.
const STACK: usize = 256 << 20;

/// What on the pages keeps a pack from PDF/A-2a and PDF/UA-1 (5 ms a page, and at most as much as the limits allow).
///
/// The validator sees the file as it is when merged: opened, without protection and packing, written anew, and with what a
/// pack says for its pages. So what is only wrong with how the file is written, which a merge mends, is not told.
///
/// # Errors
///
/// The file cannot be merged.
pub fn standards(bytes: &[u8], limits: &Limits) -> Result<Vec<Note>, Refusal> {
    let effort = Limits { operators: limits.operators.min(limits.validated_operators), ..limits.clone() };
    match examine(bytes, None, &effort) {
        Err(Refusal::TooComplex(Excess::Operators)) => {
            return Ok(unfinished("there is too much on the pages to validate it"));
        }
        Err(refusal) => return Err(refusal),
        Ok(_) => {}
    }
    let mut document = document(bytes, limits)?;
    if roles_cost_too_much(&document) {
        return Ok(unfinished("there are too many kinds of tags to validate them"));
    }
    let bytes = guarded(|| {
        let mut bytes = Vec::new();
        wrap(&mut document);
        document.save_to(&mut bytes).map_err(|error| Refusal::Damaged(Damage::Unforeseen(error.to_string())))?;
        Ok(bytes)
    })?;
    drop(document);
    let archival = verdicts(&bytes, ValidationProfile::PdfA2a, limits)?;
    let accessible = verdicts(&bytes, ValidationProfile::PdfUa1, limits)?;
    let notes = [archival.map(Note::NotArchival), accessible.map(Note::NotAccessible)];
    Ok(notes.into_iter().flatten().collect())
}

/// The verdicts on a file that is not given to the validator. It is not known what is wrong with it, so nothing may be
/// promised.
fn unfinished(why: &str) -> Vec<Note> {
    let verdict = |profile| unknown(profile, why.to_owned());
    vec![Note::NotArchival(verdict(ValidationProfile::PdfA2a)), Note::NotAccessible(verdict(ValidationProfile::PdfUa1))]
}

fn unknown(profile: ValidationProfile, why: String) -> Verdict {
    Verdict { standard: lowest(profile), first_rules: vec![("validator".to_owned(), why)], count: None }
}

/// The validator follows the role of each tag through the role map (ISO 32000-1, 14.7.3) as long as that leads on, so that
/// a chain of 20,000 roles for as many tags takes it minutes.
fn roles_cost_too_much(document: &Document) -> bool {
    /// About ten seconds.
    const MOST: usize = 20_000_000;
    let root = document.catalog().and_then(|catalog| document.get_dict_in_dict(catalog, b"StructTreeRoot"));
    let roles = root.and_then(|root| document.get_dict_in_dict(root, b"RoleMap")).map_or(0, Dictionary::len);
    let is_tag = |object: &&Object| object.as_dict().is_ok_and(|entries| entries.has(b"S") && entries.has(b"P"));
    roles.saturating_mul(document.objects.values().filter(is_tag).count()) > MOST
}

/// What is not met of a profile, if anything.
fn verdicts(bytes: &[u8], profile: ValidationProfile, limits: &Limits) -> Result<Option<Verdict>, Refusal> {
    let safety = SafetyLimits::default()
        .with_max_input_size(u64::MAX)
        .with_max_decoded_stream_size(limits.stream)
        .with_max_total_decoded_content_size(limits.unpacked)
        .with_max_object_count(limits.values);
    let options = ValidationOptions::default().profile(profile).limits(safety);
    let told = on_own_stack(|| match validate_pdf_bytes(bytes, &options) {
        Ok(report) => Ok(report.failures),
        Err(error) => Err(error.to_string()),
    })?;
    Ok(match told {
        Ok(failures) => verdict(&failures, profile),
        Err(why) => Some(unknown(profile, why)),
    })
}

fn lowest(profile: ValidationProfile) -> &'static str {
    if profile == ValidationProfile::PdfUa1 { "PDF/UA-1" } else { "PDF/A-2b" }
}

/// Runs on a stack that is large enough for whatever depth the bounds on values leave. It is that of a pool, and not of a
/// plain thread: whoever waits for one may be what it waits for, since the validator's reader works in parallel.
fn on_own_stack<T: Send>(work: impl FnOnce() -> T + Send) -> Result<T, Refusal> {
    guarded(|| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build();
        let pool = pool.map_err(|error| Refusal::Damaged(Damage::Unforeseen(error.to_string())))?;
        Ok(pool.install(work))
    })
}

/// The verdict on the failures that remain when those that the pack mends are left out.
fn verdict(failures: &[ValidationFailure], profile: ValidationProfile) -> Option<Verdict> {
    let kept: Vec<_> = failures.iter().filter(|failure| !is_of_pack(failure)).collect();
    if kept.is_empty() {
        return None;
    }
    let first_rules = kept.iter().take(FIRST).map(|failure| (failure.rule_id.clone(), failure.message.clone()));
    let levels = kept.iter().map(|failure| level(clause(failure))).min();
    let standard =
        if profile == ValidationProfile::PdfUa1 { "PDF/UA-1" } else { levels.map_or("PDF/A-2b", Level::name) };
    Some(Verdict { standard, first_rules: first_rules.collect(), count: Some(kept.len()) })
}

/// The levels of ISO 19005-2, each with all that the former asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    B,
    U,
    A,
}

impl Level {
    fn name(self) -> &'static str {
        match self {
            Self::B => "PDF/A-2b",
            Self::U => "PDF/A-2u",
            Self::A => "PDF/A-2a",
        }
    }
}

/// The clause in `ISO 19005-2:2011:6.2.11.7.2:1`, the third part.
fn clause(failure: &ValidationFailure) -> &str {
    failure.rule_id.split(':').nth(2).unwrap_or_default()
}

/// The lowest level that asks what a clause says: 6.2.11.7.2 is for levels U and A, 6.2.11.7.3 and 6.7 for A.
fn level(clause: &str) -> Level {
    match clause {
        "6.2.11.7.2" => Level::U,
        "6.2.11.7.3" => Level::A,
        _ if clause.starts_with("6.7") => Level::A,
        _ => Level::B,
    }
}

/// Whether a rule is met by the pack, however the file is: how bytes are written (header, trailer, cross-references, the
/// frame of objects, and where streams end, which the validator (0.12) gets wrong for those that end with a carriage
/// return); that there is a tree of tags, as a pack always has one, while what of the pages is not in it is another rule;
/// and what signatures cover, as none outlives a merge and there is a note of that.
fn is_of_pack(failure: &ValidationFailure) -> bool {
    const RULES: [&str; 4] = [":6.1.7.1:1", ":6.1.7.1:2", ":6.7.3.3:1", ":7.1:11"];
    matches!(clause(failure), "6.1.2" | "6.1.3" | "6.1.4" | "6.1.9" | "6.4.3")
        || RULES.iter().any(|rule| failure.rule_id.ends_with(rule))
}
