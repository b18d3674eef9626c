//! Checking signatures with public keys: RSA, ECDSA on P-256, P-384 and P-521, and Ed25519.

use der::asn1::BitString;
use der::{Any, Decode, Encode, Sequence};
use rsa::pkcs1::DecodeRsaPublicKey;
use signature::hazmat::PrehashVerifier;
use spki::{AlgorithmIdentifierOwned, DecodePublicKey, SubjectPublicKeyInfoOwned};

use super::algorithm::{Method, Pss};
use super::certificate::Certificate;
use super::hash::Hash;
use super::strength::{RSA, RSA_PSS};

/// The result of checking a signature with a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// The key signed this.
    Holds,
    /// The key did not, or what it signed was something else.
    Broken,
    /// The algorithm or the kind of key is unknown, so it cannot be determined.
    Unknown,
}

impl Proof {
    fn of(holds: bool) -> Self {
        if holds { Self::Holds } else { Self::Broken }
    }
}

/// The public half of a key.
enum PublicKey {
    /// A key of RSA, and what its signatures have to be if it is for RSA-PSS alone.
    Rsa(rsa::PublicKey, Use),
    P256(p256::ecdsa::VerifyingKey),
    P384(p384::ecdsa::VerifyingKey),
    P521(p521::ecdsa::VerifyingKey),
    Ed25519(ed25519_dalek::VerifyingKey),
}

/// The use of a key of RSA (RFC 4055, 1.2).
enum Use {
    Any,
    Pss(Option<Pss>),
}

impl PublicKey {
    /// The key of a certificate; `None` if it is of a kind that is not known here.
    fn of(certificate: &Certificate) -> Option<Self> {
        let der = certificate.public_key();
        let info = SubjectPublicKeyInfoOwned::from_der(&der).ok()?;
        let bits = info.subject_public_key.as_bytes()?;
        let rsa = || rsa::PublicKey::from_pkcs1_der(bits).ok();
        Some(match info.algorithm.oid.to_string().as_str() {
            RSA => Self::Rsa(rsa()?, Use::Any),
            RSA_PSS => {
                let only = match &info.algorithm.parameters {
                    Some(_) => Some(Pss::of(&info.algorithm)?),
                    None => None,
                };
                Self::Rsa(rsa()?, Use::Pss(only))
            }
            "1.2.840.10045.2.1" => match curve(&info.algorithm)?.as_str() {
                "1.2.840.10045.3.1.7" => Self::P256(p256::ecdsa::VerifyingKey::from_public_key_der(&der).ok()?),
                "1.3.132.0.34" => Self::P384(p384::ecdsa::VerifyingKey::from_public_key_der(&der).ok()?),
                "1.3.132.0.35" => Self::P521(p521::ecdsa::VerifyingKey::from_public_key_der(&der).ok()?),
                _ => return None,
            },
            "1.3.101.112" => Self::Ed25519(ed25519_dalek::VerifyingKey::from_bytes(bits.try_into().ok()?).ok()?),
            _ => return None,
        })
    }

    fn has_signed(&self, method: Method, message: &[u8], signature: &[u8]) -> bool {
        let digest = method.hash().map(|hash| hash.digest(&[message])).unwrap_or_default();
        match (self, method) {
            (Self::Rsa(key, Use::Any), Method::RsaPkcs1(hash)) => pkcs1(key, hash, &digest, signature),
            (Self::Rsa(key, Use::Any | Use::Pss(None)), Method::RsaPss(stated)) => pss(key, stated, &digest, signature),
            (Self::Rsa(key, Use::Pss(Some(only))), Method::RsaPss(stated)) => {
                stated.hash == only.hash && stated.salt >= only.salt && pss(key, stated, &digest, signature)
            }
            (Self::P256(key), Method::Ecdsa(_)) => {
                let signature = p256::ecdsa::Signature::from_der(signature);
                signature.is_ok_and(|signature| key.verify_prehash(&digest, &signature).is_ok())
            }
            (Self::P384(key), Method::Ecdsa(_)) => {
                let signature = p384::ecdsa::Signature::from_der(signature);
                signature.is_ok_and(|signature| key.verify_prehash(&digest, &signature).is_ok())
            }
            (Self::P521(key), Method::Ecdsa(_)) => {
                // As a number a digest is the same with zeros before it; the library takes none that is much shorter.
                let digest = [vec![0; 66 - digest.len()], digest].concat();
                let signature = p521::ecdsa::Signature::from_der(signature);
                signature.is_ok_and(|signature| key.verify_prehash(&digest, &signature).is_ok())
            }
            (Self::Ed25519(key), Method::Ed25519) => {
                let signature = ed25519_dalek::Signature::from_slice(signature);
                signature.is_ok_and(|signature| key.verify_strict(message, &signature).is_ok())
            }
            _ => false,
        }
    }
}

/// The curve that a key of ECDSA names.
fn curve(algorithm: &AlgorithmIdentifierOwned) -> Option<String> {
    let named: der::oid::ObjectIdentifier = algorithm.parameters.as_ref()?.decode_as().ok()?;
    Some(named.to_string())
}

fn pkcs1(key: &rsa::PublicKey, hash: Hash, digest: &[u8], signature: &[u8]) -> bool {
    use rsa::pkcs1v15::{Signature, VerifyingKey};
    let (key, Ok(signature)) = (key.clone(), Signature::try_from(signature)) else { return false };
    match hash {
        Hash::Sha256 => VerifyingKey::<sha2::Sha256>::new(key).verify_prehash(digest, &signature).is_ok(),
        Hash::Sha384 => VerifyingKey::<sha2::Sha384>::new(key).verify_prehash(digest, &signature).is_ok(),
        Hash::Sha512 => VerifyingKey::<sha2::Sha512>::new(key).verify_prehash(digest, &signature).is_ok(),
    }
}

fn pss(key: &rsa::PublicKey, stated: Pss, digest: &[u8], signature: &[u8]) -> bool {
    use rsa::pss::{Signature, VerifyingKey};
    let (key, Ok(signature)) = (key.clone(), Signature::try_from(signature)) else { return false };
    let Ok(salt) = usize::try_from(stated.salt) else { return false };
    let done = match stated.hash {
        Hash::Sha256 => VerifyingKey::<sha2::Sha256>::new_with_salt_len(key, salt).verify_prehash(digest, &signature),
        Hash::Sha384 => VerifyingKey::<sha2::Sha384>::new_with_salt_len(key, salt).verify_prehash(digest, &signature),
        Hash::Sha512 => VerifyingKey::<sha2::Sha512>::new_with_salt_len(key, salt).verify_prehash(digest, &signature),
    };
    done.is_ok()
}

/// Returns whether `signature` is one of `message` by the key of a certificate. Without a method, this cannot be determined.
pub(super) fn has_signed(certificate: &Certificate, method: Option<Method>, message: &[u8], signature: &[u8]) -> Proof {
    match (PublicKey::of(certificate), method) {
        (Some(key), Some(method)) => Proof::of(key.has_signed(method, message, signature)),
        _ => Proof::Unknown,
    }
}

/// A certificate in its three parts.
#[derive(Sequence)]
struct Raw {
    content: Any,
    _algorithm: Any,
    _signature: BitString,
}

/// Returns whether the signature on a certificate is by the key of another, or its own.
pub(super) fn is_signed_by(certificate: &Certificate, issuer: &Certificate) -> Proof {
    let parsed = certificate.parsed();
    // The signature is on the bytes as they are, not on what they would be if written anew.
    let Ok(raw) = Raw::from_der(certificate.as_der()) else { return Proof::Broken };
    let (Ok(content), Some(signature)) = (raw.content.to_der(), parsed.signature().as_bytes()) else {
        return Proof::Broken;
    };
    has_signed(issuer, Method::of(parsed.signature_algorithm(), None), &content, signature)
}
