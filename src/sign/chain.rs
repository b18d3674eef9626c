//! Chains of certificates: from a signer to the authorities that vouch for the signer, and whether one of these is trusted (RFC
//! 5280, 6.1).
//!
//! Certificates come from anywhere, and thousands of them may have the same name. So they are looked up by the name of their
//! subject, first those with the requested key, and at most [`CHECKS`] signatures are checked. That bounds the number of ways, too.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::certificate::{Certificate, Purpose};
use super::public::{Proof, is_signed_by};

/// The most signatures on certificates that are checked for one chain. Real chains have two to five certificates, and an
/// authority whose key was renewed has two or three of one name; a check takes up to a millisecond.
const CHECKS: usize = 32;

/// The maximum number of certificates in a signature; real ones have up to five.
pub(super) const CERTIFICATES: usize = 64;

/// The answer whether a certificate is trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trust {
    /// One of them vouches for it, or it is one of them.
    Yes,
    /// Its chain ends elsewhere, or somewhere on the way it does not hold.
    No,
    /// It cannot be determined: the certificate of the first name is issued by that of the second, which is missing.
    Missing(String, String),
    /// It cannot be determined: the algorithm by which this certificate is signed is unknown.
    Unknown(String),
    /// It cannot be determined: the certificate of this name demands something that is not known here, such as limits on names.
    Demands(String, String),
}

/// Certificates that may have issued another, by their names.
struct Issuers<'a> {
    by_subject: BTreeMap<&'a [u8], Vec<&'a Certificate>>,
    checks: usize,
}

impl<'a> Issuers<'a> {
    fn new(certificates: &'a [Certificate]) -> Self {
        let mut by_subject: BTreeMap<&[u8], Vec<&Certificate>> = BTreeMap::new();
        for certificate in certificates {
            by_subject.entry(certificate.subject_der()).or_default().push(certificate);
        }
        Self { by_subject, checks: 0 }
    }

    /// The issuers of a certificate, by name and by signature; [`is_sound`] determines whether they were allowed to. An authority
    /// may have several certificates for one key: others vouch for it, too, or it was renewed. If there is none, the result for
    /// those who have the name: nothing, that none of them issued it, or that it cannot be determined.
    fn of(&mut self, certificate: &Certificate) -> Result<Vec<&'a Certificate>, Option<Proof>> {
        let Some(named) = self.by_subject.get(certificate.issuer_der()) else { return Err(None) };
        let key = certificate.key_of_issuer();
        let named = named.iter().copied().filter(|one| *one != certificate);
        let (asked_for, others): (Vec<_>, Vec<_>) = named.partition(|one| key.is_some() && one.own_key() == key);
        let mut said = Proof::Broken;
        for some in [asked_for, others] {
            let mut issuers = Vec::new();
            for one in some {
                if self.checks == CHECKS {
                    said = Proof::Unknown;
                    break;
                }
                self.checks += 1;
                match is_signed_by(certificate, one) {
                    Proof::Holds => issuers.push(one),
                    Proof::Unknown => said = Proof::Unknown,
                    Proof::Broken => {}
                }
            }
            if !issuers.is_empty() {
                return Ok(issuers);
            }
        }
        Err(Some(said))
    }
}

/// All ways up from a certificate, as far as those that vouch for it and for each other are among `others`.
pub(super) fn ways(own: Certificate, others: &[Certificate]) -> Vec<Vec<Certificate>> {
    let mut issuers = Issuers::new(others);
    let (mut open, mut ways) = (vec![vec![own]], Vec::new());
    while let Some(way) = open.pop() {
        let found = way.last().and_then(|last| issuers.of(last).ok()).unwrap_or_default();
        let above: Vec<_> = found.into_iter().filter(|issuer| !way.contains(issuer)).collect();
        match above.is_empty() {
            true => ways.push(way),
            false => open.extend(above.iter().rev().map(|issuer| [&way[..], std::slice::from_ref(*issuer)].concat())),
        }
    }
    ways
}

/// The last certificate and its issuer, if no way leads to the end: people who trust only a higher authority cannot verify it.
pub fn missing_issuer(ways: &[Vec<Certificate>]) -> Option<(String, String)> {
    let mut ends = ways.iter().filter_map(|way| way.last());
    let end = ends.clone().next().filter(|_| !ends.any(Certificate::is_self_issued))?;
    Some((end.subject(), end.issuer()))
}

/// Returns whether one of the ways of a certificate leads to a trusted one, and all certificates between are sound and were valid
/// at a time.
pub fn trust(ways: &[Vec<Certificate>], trusted: &[Certificate], at: Timestamp, purpose: Purpose) -> Trust {
    let mut anchors = Issuers::new(trusted);
    let mut best = Trust::No;
    for way in ways {
        match trust_by(way, &mut anchors, trusted, at, purpose) {
            Trust::Yes => return Trust::Yes,
            open if best == Trust::No => best = open,
            _ => {}
        }
    }
    best
}

/// Returns whether a way leads to a trusted certificate, one of `trusted` or issued by one of the same ones, `anchors`.
fn trust_by(
    way: &[Certificate],
    anchors: &mut Issuers<'_>,
    trusted: &[Certificate],
    at: Timestamp,
    purpose: Purpose,
) -> Trust {
    let (mut is_led, mut is_claimed, mut unknown, mut demanded) = (false, false, None, None);
    for (place, certificate) in way.iter().enumerate() {
        let begun = &way[..=place];
        let led = match trusted.contains(certificate) {
            true => Ok(vec![begun.to_vec()]),
            false => anchors
                .of(certificate)
                .map(|found| found.into_iter().map(|anchor| [begun, std::slice::from_ref(anchor)].concat()).collect()),
        };
        match led {
            Ok(led) => {
                is_led = true;
                for way in led.iter().filter(|way| is_sound(way, at, purpose)) {
                    match way.iter().find_map(demand) {
                        Some(demand) => demanded = Some(demand),
                        None => return Trust::Yes,
                    }
                }
            }
            Err(Some(Proof::Unknown)) => unknown = Some(certificate.subject()),
            Err(Some(_)) => is_claimed = place + 1 == way.len(),
            Err(None) => {}
        }
    }
    if let Some(demanded) = demanded {
        return demanded;
    }
    let Some(last) = way.last() else { return Trust::No };
    match unknown {
        _ if is_led => Trust::No,
        Some(name) => Trust::Unknown(name),
        // It says that it was issued by somebody who is trusted, and was not; or it leads to somebody else.
        None if is_claimed || last.is_self_issued() || !is_sound(way, at, purpose) => Trust::No,
        None if !last.is_signed_in_a_known_way() => Trust::Unknown(last.subject()),
        None => Trust::Missing(last.subject(), last.issuer()),
    }
}

fn demand(certificate: &Certificate) -> Option<Trust> {
    certificate.unknown_demand().map(|demand| Trust::Demands(certificate.subject(), demand))
}

/// Returns whether each certificate of a chain was valid and strong, and each but the first one of an
/// authority that may vouch for so many and for this purpose.
fn is_sound(way: &[Certificate], at: Timestamp, purpose: Purpose) -> bool {
    way.iter().enumerate().all(|(place, certificate)| {
        let may_issue = place == 0
            || certificate.is_authority()
                && certificate.may_stand_above(place - 1)
                && certificate.may_vouch_for(purpose);
        may_issue && certificate.is_valid_at(at) && certificate.too_short_key().is_none()
    })
}
