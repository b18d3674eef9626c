//! Verifies a pack: for a recipient, on any machine, without a network; and for this program itself, before a pack is signed or
//! delivered.
//!
//! A zip is compared with its manifest, byte for byte; the minutes with their signatures; the manifest with what each signer
//! vouched for and with all seals; each PDF with the standards that it claims; and all of it with the definition, if there is
//! one. Everything that is wrong is reported at once.
//!
//! It refuses to trust anything that a zip says about itself, to call right what it cannot determine, and to write.
//! `.github/SECURITY.md` says what it promises and what it does not.

mod approvals;
mod case;
mod defined;
mod extracts;
mod papers;
mod report;
mod seals;
mod signatures;
mod texts;
mod trust;

use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

pub use case::VerifyOptions;
pub use defined::{approvals_of, contents_of, procedures_of, signatories_of};
pub use extracts::{compare, first_seal, is_extract};
pub use report::{Check, Report, State, Subject};

use crate::bundle;
use crate::finding::count;
use crate::pack::{self, File, Opened, Opening};
use crate::pdf::{Proof, Standard};
use crate::sign;
use case::{Case, Minutes};

/// Examines a pack.
pub fn verify(zip: &[u8], options: &VerifyOptions<'_>) -> Report {
    examine(&pack::open(zip), options)
}

/// Examines a pack that is open already.
pub fn examine(opening: &Opening, options: &VerifyOptions<'_>) -> Report {
    let mut report = Report::default();
    for fault in &opening.faults {
        report.add(Subject::Archive, State::Wrong, fault.name(), fault.to_string());
    }
    let Some(opened) = &opening.opened else { return report };
    report.of = Some((opened.manifest.pack.clone(), opened.manifest.title.clone(), opened.manifest.status.clone()));
    if opening.faults.is_empty() {
        let words = format!("unchanged since it was built: {}", count(opened.manifest.files.len(), "document"));
        report.add(Subject::Archive, State::Right, "as-made", words);
    }
    let minutes = read_minutes(opened, &mut report);
    let case = Case { opened, options, binding: opened.manifest.binding(), minutes };
    signatures::check(&case, &mut report);
    seals::check(&case, &mut report);
    approvals::check(&case, &mut report);
    if let Some(meeting) = options.definition {
        defined::check(&case, meeting, &mut report);
    }
    if !options.without_standards {
        standards(opened, &mut report);
    }
    report
}

/// Returns the content of a file if it is the one that the manifest lists; if not, that was reported, and nothing else
/// is worth reporting.
fn unchanged<'a>(opened: &'a Opened, file: &File) -> Option<&'a [u8]> {
    let content = opened.files.get(&file.path)?;
    (pack::digest(content) == file.sha256).then_some(content)
}

fn read_minutes<'a>(opened: &'a Opened, report: &mut Report) -> Vec<Minutes<'a>> {
    let mut all = Vec::new();
    for language in opened.manifest.content.keys() {
        if !opened.manifest.minutes().any(|file| file.language == *language) {
            let words = format!("there are no minutes in the language `{language}`");
            report.add(Subject::Signatures, State::Wrong, "no-minutes", words);
        }
    }
    for file in opened.manifest.minutes() {
        let Some(content) = unchanged(opened, file) else {
            // That the file is missing or damaged was reported of the zip.
            let words = format!("`{}` is not as it was, so its signatures are not looked at", file.path);
            report.add(Subject::Signatures, State::Open, "not-examined", words);
            continue;
        };
        let unsigned = file.unsigned.as_ref().map_or(file.size, |state| state.size);
        // What comes from anywhere may bring a library down; that is a finding, and not the end.
        match catch_unwind(AssertUnwindSafe(|| sign::examine_pdf(content, unsigned))).ok().flatten() {
            Some(examined) => all.push(Minutes { file, content, examined }),
            None => {
                let words = format!("`{}` cannot be read", file.path);
                report.add(Subject::Signatures, State::Wrong, "unreadable", words);
            }
        }
    }
    all
}

/// The standards that each document claims, by an independent validator.
fn standards(opened: &Opened, report: &mut Report) {
    let proved: Vec<(&File, Vec<(Standard, Proof)>)> = opened
        .manifest
        .files
        .par_iter()
        .filter_map(|file| {
            let content = unchanged(opened, file)?;
            Some((file, bundle::hold_against(content, &file.standards)))
        })
        .collect();
    for (file, proofs) in &proved {
        let mut met = Vec::new();
        for standard in &file.standards {
            let unknown = Proof::Unknown("it is not known here".to_owned());
            let proof = proofs.iter().find(|(one, _)| one.name() == standard).map_or(&unknown, |(_, proof)| proof);
            let (state, name, words) = match proof {
                Proof::Met => {
                    met.push(standard.as_str());
                    continue;
                }
                Proof::Broken(failures) => {
                    let words =
                        format!("`{}` does not meet {standard}: {}", file.path, bundle::failure_words(failures));
                    (State::Wrong, "standard-broken", words)
                }
                Proof::Unknown(why) => {
                    let words = format!("it cannot be determined whether `{}` meets {standard}: {why}", file.path);
                    (State::Open, "standard-unproved", words)
                }
            };
            report.add(Subject::Standards, state, name, words);
        }
        if !met.is_empty() {
            let words = format!("`{}` meets {}", file.path, met.join(" and "));
            report.add(Subject::Standards, State::Right, "standard-met", words);
        }
    }
}
