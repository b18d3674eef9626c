//! Chains of certificates: from a signer to the authorities that vouch for the signer, and whether one of these is trusted (RFC
//! 5280, 6.1).
//!
//! Certificates come from anywhere, and thousands of them may have the same name. So they are looked up by the name of their
//! subject, first those with the requested key, and at most [`CHECKS`] signatures are checked.

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

    /// The issuer of a certificate, by name and by signature; [`is_sound`] determines whether it was allowed to. If there is
    /// none, the result for those who have the name: nothing, that none of them issued it, or that it cannot be determined.
    fn of(&mut self, certificate: &Certificate) -> Result<&'a Certificate, Option<Proof>> {
        let Some(named) = self.by_subject.get(certificate.issuer_der()) else { return Err(None) };
        let key = certificate.key_of_issuer();
        let is_asked_for = |one: &&&Certificate| key.is_some() && one.own_key() == key;
        let others = named.iter().filter(|one| !is_asked_for(one));
        let mut said = Proof::Broken;
        for one in named.iter().filter(is_asked_for).chain(others).filter(|one| **one != certificate) {
            if self.checks == CHECKS {
                return Err(Some(Proof::Unknown));
            }
            self.checks += 1;
            match is_signed_by(certificate, one) {
                Proof::Holds => return Ok(one),
                Proof::Unknown => said = Proof::Unknown,
                Proof::Broken => {}
            }
        }
        Err(Some(said))
    }
}

/// A certificate, followed by each one that vouches for the one before it, as far as they are among `others`.
pub(super) fn chain(own: Certificate, others: &[Certificate]) -> Vec<Certificate> {
    let mut issuers = Issuers::new(others);
    let mut chain = vec![own];
    while let Ok(issuer) = issuers.of(&chain[chain.len() - 1]) {
        if chain.contains(issuer) {
            break;
        }
        chain.push(issuer.clone());
    }
    chain
}

/// Returns whether a chain of certificates leads to a trusted one, and all certificates between are sound and were valid at a time.
pub fn trust(chain: &[Certificate], trusted: &[Certificate], at: Timestamp, purpose: Purpose) -> Trust {
    let mut anchors = Issuers::new(trusted);
    let (mut is_led, mut is_claimed, mut unknown, mut demanded) = (false, false, None, None);
    for (place, certificate) in chain.iter().enumerate() {
        let way = &chain[..=place];
        let own = trusted.contains(certificate).then_some(way.to_vec());
        let found =
            own.map_or_else(|| anchors.of(certificate).map(|anchor| [way, std::slice::from_ref(anchor)].concat()), Ok);
        match found {
            Ok(way) if is_sound(&way, at, purpose) => match way.iter().find_map(demand) {
                Some(demand) => demanded = Some(demand),
                None => return Trust::Yes,
            },
            Ok(_) => is_led = true,
            Err(Some(Proof::Unknown)) => unknown = Some(certificate.subject()),
            Err(Some(_)) => is_claimed = place + 1 == chain.len(),
            Err(None) => {}
        }
    }
    if let Some(demanded) = demanded {
        return demanded;
    }
    let Some(last) = chain.last() else { return Trust::No };
    match unknown {
        _ if is_led => Trust::No,
        Some(name) => Trust::Unknown(name),
        // It says that it was issued by somebody who is trusted, and was not; or it leads to somebody else.
        None if is_claimed || last.is_self_issued() || !is_sound(chain, at, purpose) => Trust::No,
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
