//! The seals: each signer seals the manifest. The last seal is beside it, the earlier ones are in it. So there is one seal for each
//! signature, by the same certificate, on the minutes as that signer left them.

use super::case::{Case, Minutes, day_and_time};
use super::{Report, State, Subject};
use crate::finding::count;
use crate::pack;
use crate::sign::{self, Proof, Signature};

pub(super) fn check(case: &Case<'_>, report: &mut Report) {
    let manifest = &case.opened.manifest;
    let mut add = |state, name, words: String| report.add(Subject::Seal, state, name, words);
    let Some(last) = &case.opened.seal else {
        let has_signatures = case.minutes.iter().any(|minutes| !minutes.examined.signatures.is_empty());
        let is_signed = has_signatures || manifest.minutes().any(|file| file.unsigned.is_some());
        // Without the seal, what the manifest says is anybody's word.
        return match is_signed || !manifest.seals.is_empty() {
            true => add(
                State::Wrong,
                "not-sealed",
                "the minutes are signed, but the seal was removed: everything else could be from anybody".to_owned(),
            ),
            false => {
                add(State::Open, "not-sealed", "the pack is not sealed: nothing says who made it".to_owned());
            }
        };
    };
    for (number, former) in manifest.seals.iter().enumerate() {
        let bytes = manifest.at_seal(number).unwrap_or_default();
        match sound(&bytes, &former.bytes()) {
            Some(seal) => {
                report.add(Subject::Seal, State::Right, "sealed", sealed(&seal));
                let state = |minutes: &Minutes<'_>| {
                    former.minutes.get(&minutes.file.path).map(|state| (state.size, state.sha256.clone()))
                };
                fits(case, number, &seal, state, report);
            }
            None => {
                let words =
                    "the seal of an earlier signer is not valid: the seal or the sealed content was changed".to_owned();
                report.add(Subject::Seal, State::Wrong, "earlier-seal-broken", words);
            }
        }
    }
    match sound(&case.opened.manifest_bytes, last) {
        Some(seal) => {
            report.add(Subject::Seal, State::Right, "sealed", sealed(&seal));
            let state = |minutes: &Minutes<'_>| Some((minutes.file.size, minutes.file.sha256.clone()));
            fits(case, manifest.seals.len(), &seal, state, report);
        }
        None => {
            let words = "the seal is not valid: the manifest or the seal was changed".to_owned();
            report.add(Subject::Seal, State::Wrong, "broken", words);
        }
    }
    counts(case, report);
}

/// A seal that holds.
fn sound(manifest: &[u8], seal: &[u8]) -> Option<Signature> {
    let seal = sign::examine_detached(manifest, seal)?;
    seal.read.as_ref().is_some_and(|read| read.proof == Proof::Holds).then_some(seal)
}

/// The time of the first readable seal, according to the clock of its signer.
pub(super) fn first_at(case: &Case<'_>) -> Option<jiff::Timestamp> {
    let manifest = &case.opened.manifest;
    let first = manifest.seals.first().map(pack::Seal::bytes).or_else(|| case.opened.seal.clone())?;
    sign::examine_detached(&[], &first)?.at
}

fn owner(seal: &Signature) -> String {
    seal.certificate().map(sign::Certificate::subject).unwrap_or_default()
}

fn sealed(seal: &Signature) -> String {
    let when = seal.at.map(|at| format!(" on {}", day_and_time(at))).unwrap_or_default();
    format!("{} sealed the pack{when}", owner(seal))
}

/// Checks whether a seal is by the same signer as the signature of the same number, on the minutes as that person signed them.
fn fits(
    case: &Case<'_>,
    number: usize,
    seal: &Signature,
    state: impl Fn(&Minutes<'_>) -> Option<(usize, String)>,
    report: &mut Report,
) {
    if !case.has_all_minutes() {
        return;
    }
    let owner = owner(seal);
    let of_number = |minutes: &Minutes<'_>| {
        minutes.examined.signatures.get(number).is_some_and(|one| one.certificate() == seal.certificate())
    };
    if case.minutes.is_empty() || !case.minutes.iter().all(of_number) {
        let words = format!("{owner} sealed the pack, but did not sign the minutes with that certificate");
        return report.add(Subject::Seal, State::Wrong, "sealed-by-another", words);
    }
    for minutes in &case.minutes {
        let end = minutes.examined.signatures.get(number).map_or(0, |one| one.end);
        let signed = minutes.content.get(..end).map(|signed| (end, pack::digest(signed)));
        if signed != state(minutes) {
            let words = format!("`{}` is not the file that {owner} signed and sealed", minutes.file.path);
            report.add(Subject::Seal, State::Wrong, "sealed-otherwise", words);
        }
    }
}

/// Checks whether there is a seal for each signature.
fn counts(case: &Case<'_>, report: &mut Report) {
    let seals = case.opened.manifest.seals.len() + 1;
    for minutes in &case.minutes {
        let signatures = minutes.examined.signatures.len();
        if signatures != seals {
            let words = format!(
                "`{}` has {}, but the pack has {}: every signer seals the pack, so a seal was removed",
                minutes.file.path,
                count(signatures, "signature"),
                count(seals, "seal")
            );
            report.add(Subject::Seal, State::Wrong, "seals-and-signatures", words);
        }
    }
}
