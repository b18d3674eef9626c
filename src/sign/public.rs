//! Checking signatures with public keys.

use der::asn1::BitString;
use der::{Any, Decode, Encode, Sequence};
use signature::hazmat::PrehashVerifier;
use spki::{DecodePublicKey, SubjectPublicKeyInfoRef};

use super::certificate::Certificate;
use super::hash::Hash;

/// Whether `signature` is one of `message` by the key of a certificate. RSA (PKCS#1 v1.5), ECDSA on P-256 and P-384.
pub(super) fn has_signed(certificate: &Certificate, hash: Hash, message: &[u8], signature: &[u8]) -> bool {
    let key = certificate.public_key();
    let digest = hash.digest(&[message]);
    let Ok(info) = SubjectPublicKeyInfoRef::from_der(&key) else { return false };
    match info.algorithm.oid.to_string().as_str() {
        "1.2.840.113549.1.1.1" => {
            let Ok(key) = rsa::PublicKey::from_public_key_der(&key) else { return false };
            let Ok(signature) = rsa::pkcs1v15::Signature::try_from(signature) else { return false };
            match hash {
                Hash::Sha256 => {
                    rsa::pkcs1v15::VerifyingKey::<sha2::Sha256>::new(key).verify_prehash(&digest, &signature).is_ok()
                }
                Hash::Sha384 => {
                    rsa::pkcs1v15::VerifyingKey::<sha2::Sha384>::new(key).verify_prehash(&digest, &signature).is_ok()
                }
                Hash::Sha512 => {
                    rsa::pkcs1v15::VerifyingKey::<sha2::Sha512>::new(key).verify_prehash(&digest, &signature).is_ok()
                }
            }
        }
        "1.2.840.10045.2.1" => {
            let by_p256 = || {
                let key = p256::ecdsa::VerifyingKey::from_public_key_der(&key).ok()?;
                let signature = p256::ecdsa::Signature::from_der(signature).ok()?;
                Some(key.verify_prehash(&digest, &signature).is_ok())
            };
            let by_p384 = || {
                let key = p384::ecdsa::VerifyingKey::from_public_key_der(&key).ok()?;
                let signature = p384::ecdsa::Signature::from_der(signature).ok()?;
                Some(key.verify_prehash(&digest, &signature).is_ok())
            };
            by_p256().or_else(by_p384).unwrap_or(false)
        }
        _ => false,
    }
}

/// Whether a key is one that still counts: RSA of 2048 bits or more, ECDSA.
pub(super) fn is_strong(certificate: &Certificate) -> bool {
    use rsa::traits::PublicKeyParts;
    match rsa::PublicKey::from_public_key_der(&certificate.public_key()) {
        Ok(key) => key.n().bit_width_vartime() >= 2048,
        Err(_) => true,
    }
}

/// A certificate in its three parts.
#[derive(Sequence)]
struct Raw {
    content: Any,
    _algorithm: Any,
    _signature: BitString,
}

/// Whether `issuer` vouches for a certificate: by name, by right, and by signature.
pub(super) fn is_issued_by(certificate: &Certificate, issuer: &Certificate) -> bool {
    let (parsed, vouching) = (certificate.parsed(), issuer.parsed());
    let by_name = parsed.tbs_certificate().issuer() == vouching.tbs_certificate().subject();
    if !by_name || certificate == issuer || !issuer.is_authority() {
        return false;
    }
    is_signed_by(certificate, issuer)
}

/// Whether the signature on a certificate is by the key of another, or its own.
pub(super) fn is_signed_by(certificate: &Certificate, issuer: &Certificate) -> bool {
    let parsed = certificate.parsed();
    let Some(hash) = Hash::of_signature(parsed.signature_algorithm().oid) else { return false };
    // The signature is on the bytes as they are, not on what they would be if written anew.
    let Ok(raw) = Raw::from_der(certificate.as_der()) else { return false };
    let (Ok(content), Some(signature)) = (raw.content.to_der(), parsed.signature().as_bytes()) else { return false };
    has_signed(issuer, hash, &content, signature)
}
