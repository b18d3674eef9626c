//! Ways to sign, by the identifiers that certificates and CMS give them.

use der::Sequence;
use spki::AlgorithmIdentifierOwned;

use super::hash::Hash;

/// A way to sign that is known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    /// RSA with the padding of PKCS#1 v1.5 (RFC 8017, 8.2).
    RsaPkcs1(Hash),
    /// RSA with probabilistic padding (RFC 8017, 8.1), whose mask is made with the same digest.
    RsaPss(Pss),
    /// ECDSA (FIPS 186-5).
    Ecdsa(Hash),
    /// EdDSA on Curve25519 (RFC 8032), of the message itself.
    Ed25519,
}

/// The parameters of RSA-PSS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pss {
    pub(super) hash: Hash,
    /// The length of the salt in bytes; of a key: the least.
    pub(super) salt: u32,
}

impl Method {
    /// The way that an identifier names (RFC 5754, RFC 4055, RFC 5758, RFC 8419). Some name no digest: then it is the one
    /// stated beside them. `None` if it is unknown, or uses a digest that is not accepted, such as SHA-1.
    pub(super) fn of(algorithm: &AlgorithmIdentifierOwned, digest: Option<Hash>) -> Option<Self> {
        Some(match algorithm.oid.to_string().as_str() {
            "1.2.840.113549.1.1.1" => Self::RsaPkcs1(digest?),
            "1.2.840.113549.1.1.11" => Self::RsaPkcs1(Hash::Sha256),
            "1.2.840.113549.1.1.12" => Self::RsaPkcs1(Hash::Sha384),
            "1.2.840.113549.1.1.13" => Self::RsaPkcs1(Hash::Sha512),
            "1.2.840.113549.1.1.10" => Self::RsaPss(Pss::of(algorithm)?),
            "1.2.840.10045.2.1" => Self::Ecdsa(digest?),
            "1.2.840.10045.4.3.2" => Self::Ecdsa(Hash::Sha256),
            "1.2.840.10045.4.3.3" => Self::Ecdsa(Hash::Sha384),
            "1.2.840.10045.4.3.4" => Self::Ecdsa(Hash::Sha512),
            "1.3.101.112" => Self::Ed25519,
            _ => return None,
        })
    }

    /// The digest that it uses, if it uses one of the message.
    pub(super) fn hash(self) -> Option<Hash> {
        match self {
            Self::RsaPkcs1(hash) | Self::RsaPss(Pss { hash, .. }) | Self::Ecdsa(hash) => Some(hash),
            Self::Ed25519 => None,
        }
    }
}

/// `RSASSA-PSS-params` (RFC 4055, 3.1). What is not stated has a default that uses SHA-1, which is not taken.
#[derive(Sequence)]
struct Parameters {
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT", optional = "true")]
    hash: Option<AlgorithmIdentifierOwned>,
    #[asn1(context_specific = "1", tag_mode = "EXPLICIT", optional = "true")]
    mask: Option<AlgorithmIdentifierOwned>,
    #[asn1(context_specific = "2", tag_mode = "EXPLICIT", optional = "true")]
    salt: Option<u32>,
    #[asn1(context_specific = "3", tag_mode = "EXPLICIT", optional = "true")]
    trailer: Option<u32>,
}

impl Pss {
    /// Returns the method that an identifier states, if it is known here.
    pub(super) fn of(algorithm: &AlgorithmIdentifierOwned) -> Option<Self> {
        const MASK: &str = "1.2.840.113549.1.1.8";
        let stated: Parameters = algorithm.parameters.as_ref()?.decode_as().ok()?;
        let hash = Hash::of(stated.hash?.oid)?;
        let mask = stated.mask.filter(|mask| mask.oid.to_string() == MASK)?;
        let of_mask: AlgorithmIdentifierOwned = mask.parameters?.decode_as().ok()?;
        let same = Hash::of(of_mask.oid) == Some(hash) && stated.trailer.is_none_or(|trailer| trailer == 1);
        same.then_some(Self { hash, salt: stated.salt.unwrap_or(20) })
    }
}
