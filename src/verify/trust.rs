//! Checks whether the certificate of a signer can be relied on, and who says that it is theirs.

use super::case::{Case, day_and_time};
use super::{Report, State, Subject};
use crate::sign::{Certificate, Proof, Signature, Trust, missing_issuer};

/// Checks the certificate of a signature. Only if each is vouched for does somebody vouch for the pack.
pub(super) fn check(case: &Case<'_>, signature: &Signature, report: &mut Report) {
    let Some(certificate) = signature.certificate() else { return };
    let holds = signature.read.as_ref().is_some_and(|read| read.proof == Proof::Holds);
    let trusted = &case.options.trusted;
    report.vouch(holds && signature.trust(trusted) == Trust::Yes);
    if let Some((name, words)) = fault(certificate, signature, trusted) {
        return report.add(Subject::Signatures, State::Wrong, name, words);
    }
    let (state, name, words) = match trusted.is_empty() {
        true => not_asked(signature, certificate),
        false => match signature.trust(trusted) {
            Trust::No if is_one_more(case, certificate) => one_more(certificate),
            trust => asked(trust, certificate, trusted),
        },
    };
    report.add(Subject::Signatures, state, name, words);
}

/// The reason why a certificate cannot be used to sign, whoever vouches for it.
fn fault(certificate: &Certificate, signature: &Signature, trusted: &[Certificate]) -> Option<(&'static str, String)> {
    let name = certificate.subject();
    if let Some(at) = signature.time(trusted).filter(|at| !certificate.is_valid_at(*at)) {
        let words = format!("the certificate of {name} was not valid on {}", day_and_time(at));
        return Some(("certificate-not-valid", words));
    }
    if !certificate.is_for_signatures() {
        let words = format!("the certificate of {name} is not meant for signatures (key usage)");
        return Some(("certificate-not-for-signatures", words));
    }
    let bits = certificate.too_short_key()?;
    let words = format!("the key of {name} has {bits} bits: it is too weak (2048 bits are the minimum)");
    Some(("weak-key", words))
}

fn not_asked(signature: &Signature, certificate: &Certificate) -> (State, &'static str, String) {
    let (name, issuer) = (certificate.subject(), certificate.issuer());
    let whose = match certificate.is_self_issued() {
        true => format!("the certificate of {name} is self-signed"),
        false => format!("the certificate of {name} is issued by {issuer}"),
    };
    let missing = signature.read.as_ref().and_then(|read| missing_issuer(&read.ways));
    let missing = missing.map(|(of, by)| missing_words(&of, &by));
    let whose = match missing {
        Some(missing) if missing.starts_with(&whose) => missing,
        Some(missing) => format!("{whose}; {missing}"),
        None => whose,
    };
    let words = format!("{whose}; state with `--trust` whom you trust");
    (State::Open, "not-asked-whom-to-trust", words)
}

/// Returns whether a certificate is a self-signed one beside others that are trusted, of which it may be one more. It is not if
/// one of the same name is trusted: then it is in the place of that.
fn is_one_more(case: &Case<'_>, certificate: &Certificate) -> bool {
    let trusted = &case.options.trusted;
    let signatures = case.minutes.iter().flat_map(|minutes| &minutes.examined.signatures);
    let is_trusted = |signature: &Signature| {
        let holds = signature.read.as_ref().is_some_and(|read| read.proof == Proof::Holds);
        holds && signature.binding.as_ref() == Some(&case.binding) && signature.trust(trusted) == Trust::Yes
    };
    certificate.is_self_issued()
        && trusted.iter().all(|other| other.subject() != certificate.subject())
        && signatures.into_iter().any(is_trusted)
}

fn one_more(certificate: &Certificate) -> (State, &'static str, String) {
    let words = format!(
        "the certificate of {} is self-signed, and none that you named; if you know that it is theirs, name it by another \
         `--trust`",
        certificate.subject()
    );
    (State::Open, "not-named", words)
}

fn asked(trust: Trust, certificate: &Certificate, trusted: &[Certificate]) -> (State, &'static str, String) {
    let (name, issuer) = (certificate.subject(), certificate.issuer());
    let (code, why) = match trust {
        Trust::Yes if trusted.contains(certificate) => {
            return (State::Right, "trusted", format!("the certificate of {name} is one that you trust directly"));
        }
        Trust::Yes => {
            return (State::Right, "trusted", format!("the certificate of {name} is vouched for by {issuer}"));
        }
        Trust::No => {
            return (State::Wrong, "not-trusted", format!("nobody you trust vouches for the certificate of {name}"));
        }
        Trust::Missing(of, by) => ("issuer-missing", missing_words(&of, &by)),
        Trust::Unknown(of) => {
            ("unknown-algorithm", format!("the certificate of {of} is signed with an unknown algorithm"))
        }
        Trust::Demands(of, what) => {
            ("unknown-demand", format!("the certificate of {of} has a limit that is not known here ({what})"))
        }
    };
    let words =
        format!("it cannot be determined whether anybody you trust vouches for the certificate of {name}: {why}");
    (State::Open, code, words)
}

fn missing_words(of: &str, by: &str) -> String {
    format!("the certificate of {of} is issued by {by}, whose certificate is not in the signature")
}
