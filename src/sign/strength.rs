//! The strength of keys.

use der::Decode;
use rsa::pkcs1::RsaPublicKeyRef;
use spki::SubjectPublicKeyInfoOwned;

/// Keys of RSA, for any use and for RSA-PSS alone (RFC 4055, 1.2), as they are named in certificates.
pub(super) const RSA: &str = "1.2.840.113549.1.1.1";
pub(super) const RSA_PSS: &str = "1.2.840.113549.1.1.10";

/// The length in bits of an RSA key that is too short. Below 2048 bits signatures can be forged with effort (NIST SP 800-131A,
/// 3).
pub(super) fn too_short(public_key: &[u8]) -> Option<usize> {
    let info = SubjectPublicKeyInfoOwned::from_der(public_key).ok()?;
    let is_rsa = [RSA, RSA_PSS].contains(&info.algorithm.oid.to_string().as_str());
    let key = RsaPublicKeyRef::from_der(info.subject_public_key.as_bytes().filter(|_| is_rsa)?).ok()?;
    let modulus = key.modulus.as_bytes();
    let leading = modulus.first().map_or(0, |byte| byte.leading_zeros() as usize);
    let bits = modulus.len() * 8 - leading;
    (bits < 2048).then_some(bits)
}
