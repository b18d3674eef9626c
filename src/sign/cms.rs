//! Signatures as CMS holds them (RFC 5652), with the attributes of CAdES (ETSI EN 319 122-1) that PAdES asks for.
//!
//! The signed content is elsewhere: in a PDF, or in the manifest. Only one form is written, and a signature is compared with
//! what would be written for it: every byte is determined.

use der::asn1::{GeneralizedTime, OctetString, SetOfVec, UtcTime};
use der::oid::ObjectIdentifier;
use der::{Any, DateTime, Decode, Encode, Sequence, Tag, Tagged, ValueOrd};
use jiff::Timestamp;
use spki::AlgorithmIdentifierOwned;
use x509_cert::attr::Attribute;
use x509_cert::name::Name;
use x509_cert::serial_number::SerialNumber;

use super::algorithm::Method;
use super::certificate::Certificate;
use super::chain::{CERTIFICATES, ways};
use super::hash::Hash;
use super::key::Key;
use super::problem::Problem;
use super::public::{self, Proof};

const DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
const SIGNING_TIME: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.5");
const SIGNING_CERTIFICATE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");
const TIME_STAMP: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.14");

#[derive(Sequence)]
pub(super) struct ContentInfo {
    pub(super) content_type: ObjectIdentifier,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT")]
    pub(super) content: Any,
}

#[derive(Sequence)]
pub(super) struct SignedData {
    pub(super) version: u8,
    pub(super) digest_algorithms: SetOfVec<AlgorithmIdentifierOwned>,
    pub(super) content: EncapsulatedContent,
    #[asn1(context_specific = "0", tag_mode = "IMPLICIT", optional = "true")]
    pub(super) certificates: Option<SetOfVec<Any>>,
    #[asn1(context_specific = "1", tag_mode = "IMPLICIT", optional = "true")]
    pub(super) revocations: Option<SetOfVec<Any>>,
    pub(super) signers: SetOfVec<SignerInfo>,
}

#[derive(Sequence)]
pub(super) struct EncapsulatedContent {
    pub(super) content_type: ObjectIdentifier,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT", optional = "true")]
    pub(super) content: Option<OctetString>,
}

#[derive(Clone, Sequence, ValueOrd)]
pub(super) struct SignerInfo {
    version: u8,
    /// Issuer and serial number of the certificate, or what time-stamping authorities use in their place.
    signer: Any,
    digest_algorithm: AlgorithmIdentifierOwned,
    #[asn1(context_specific = "0", tag_mode = "IMPLICIT", optional = "true")]
    signed: Option<SetOfVec<Attribute>>,
    algorithm: AlgorithmIdentifierOwned,
    signature: OctetString,
    #[asn1(context_specific = "1", tag_mode = "IMPLICIT", optional = "true")]
    unsigned: Option<SetOfVec<Attribute>>,
}

#[derive(Sequence)]
struct IssuerAndSerial {
    issuer: Name,
    serial: SerialNumber,
}

/// `SigningCertificateV2` (RFC 5035): the digests of the certificates that belong to a signature.
#[derive(Sequence)]
struct SigningCertificate {
    certificates: Vec<CertificateDigest>,
}

#[derive(Sequence)]
struct CertificateDigest {
    // The algorithm is SHA-256 where none is stated.
    #[asn1(optional = "true")]
    algorithm: Option<AlgorithmIdentifierOwned>,
    digest: OctetString,
    #[asn1(optional = "true")]
    issuer: Option<Any>,
}

/// The content to sign, and what goes with it.
pub(super) struct Signing<'a> {
    /// The signed content, in parts.
    pub(super) message: &'a [&'a [u8]],
    /// The time, if the signature itself states it. In a PDF it is stated beside the signature.
    pub(super) at: Option<Timestamp>,
}

/// A signature of which the signed half is made, and a time stamp may be added.
pub(super) struct Made {
    info: SignerInfo,
    hash: Hash,
    certificates: Vec<Any>,
}

/// Signs: the digest of the message, and with it the certificates, so that neither can be exchanged.
pub(super) fn sign(key: &Key, signing: &Signing<'_>) -> Result<Made, Problem> {
    let hash = key.hash();
    let signed = signed_attributes(key, signing).map_err(Problem::fault)?;
    // What is signed is the set as such, not as it lies in the structure (RFC 5652, 5.4).
    let message = signed.to_der().map_err(Problem::fault)?;
    let signature = key.sign(&message)?;
    make(key, hash, signed, signature).map_err(Problem::fault)
}

/// Signs a message beside which the signature will be: the seal of a pack, on its manifest. The signature states the time.
///
/// # Errors
/// Only by a fault of this program.
pub fn sign_detached(message: &[u8], key: &Key, at: Timestamp) -> Result<Vec<u8>, Problem> {
    sign(key, &Signing { message: &[message], at: Some(at) })?.finish()
}

fn make(key: &Key, hash: Hash, signed: SetOfVec<Attribute>, signature: Vec<u8>) -> der::Result<Made> {
    let (oid, with_null) = key.algorithm();
    let info = SignerInfo {
        version: 1,
        signer: Any::encode_from(&identity(key.certificate()))?,
        digest_algorithm: AlgorithmIdentifierOwned { oid: hash.oid(), parameters: None },
        signed: Some(signed),
        algorithm: AlgorithmIdentifierOwned { oid, parameters: with_null.then(Any::null) },
        signature: OctetString::new(signature)?,
        unsigned: None,
    };
    let certificates = key.certificates().into_iter().map(|certificate| Any::from_der(certificate.as_der()));
    Ok(Made { info, hash, certificates: certificates.collect::<der::Result<_>>()? })
}

impl Made {
    /// The value of the signature, which a time stamp is made of.
    pub(super) fn value(&self) -> &[u8] {
        self.info.signature.as_bytes()
    }

    /// Adds a time stamp (RFC 3161, appendix A).
    pub(super) fn stamp(&mut self, token: &[u8]) -> Result<(), Problem> {
        let attribute = || -> der::Result<_> {
            let values = SetOfVec::try_from(vec![Any::from_der(token)?])?;
            SetOfVec::try_from(vec![Attribute { oid: TIME_STAMP, values }])
        };
        self.info.unsigned = Some(attribute().map_err(Problem::fault)?);
        Ok(())
    }

    /// The signature in DER.
    pub(super) fn finish(self) -> Result<Vec<u8>, Problem> {
        write(self.info, self.hash, self.certificates).map_err(Problem::fault)
    }
}

fn write(info: SignerInfo, hash: Hash, certificates: Vec<Any>) -> der::Result<Vec<u8>> {
    let data = SignedData {
        version: 1,
        digest_algorithms: SetOfVec::try_from(vec![AlgorithmIdentifierOwned { oid: hash.oid(), parameters: None }])?,
        content: EncapsulatedContent { content_type: DATA, content: None },
        certificates: Some(SetOfVec::try_from(certificates)?),
        revocations: None,
        signers: SetOfVec::try_from(vec![info])?,
    };
    ContentInfo { content_type: SIGNED_DATA, content: Any::encode_from(&data)? }.to_der()
}

fn identity(certificate: &Certificate) -> IssuerAndSerial {
    let content = certificate.parsed().tbs_certificate();
    IssuerAndSerial { issuer: content.issuer().clone(), serial: content.serial_number().clone() }
}

fn signed_attributes(key: &Key, signing: &Signing<'_>) -> der::Result<SetOfVec<Attribute>> {
    let one =
        |oid, value: Any| -> der::Result<Attribute> { Ok(Attribute { oid, values: SetOfVec::try_from(vec![value])? }) };
    let digest = OctetString::new(key.hash().digest(signing.message))?;
    let certificates = key.certificates().into_iter().map(|certificate| {
        let digest = OctetString::new(Hash::Sha256.digest(&[certificate.as_der()]))?;
        Ok(CertificateDigest { algorithm: None, digest, issuer: None })
    });
    let certificates = SigningCertificate { certificates: certificates.collect::<der::Result<_>>()? };
    let mut all = vec![
        one(CONTENT_TYPE, Any::encode_from(&DATA)?)?,
        one(MESSAGE_DIGEST, Any::encode_from(&digest)?)?,
        one(SIGNING_CERTIFICATE, Any::encode_from(&certificates)?)?,
    ];
    if let Some(at) = signing.at {
        all.push(one(SIGNING_TIME, time(at)?)?);
    }
    SetOfVec::try_from(all)
}

/// A time as CMS states it: two digits of the year until 2049 (RFC 5652, 11.3).
fn time(at: Timestamp) -> der::Result<Any> {
    let since = std::time::Duration::from_secs(u64::try_from(at.as_second()).unwrap_or_default());
    match UtcTime::from_unix_duration(since) {
        Ok(time) => Any::encode_from(&time),
        Err(_) => Any::encode_from(&GeneralizedTime::from_unix_duration(since)?),
    }
}

/// A signature that was read.
#[derive(Debug)]
pub(super) struct Read {
    /// The ways up from the signer's certificate, as far as those that vouch for it are there.
    pub(super) ways: Vec<Vec<Certificate>>,
    /// The time that it states itself.
    pub(super) at: Option<Timestamp>,
    /// A time stamp, in DER.
    pub(super) stamp: Option<Vec<u8>>,
    /// The value of the signature.
    pub(super) value: Vec<u8>,
    /// The algorithm of the digest, if it is known.
    hash: Option<Hash>,
    digest: Vec<u8>,
    /// The result of checking that signed attributes, certificates and key fit together.
    fits: Proof,
    /// The encapsulated content.
    pub(super) content: Option<Vec<u8>>,
    pub(super) content_type: ObjectIdentifier,
}

impl Read {
    /// Returns whether it is a signature of this message, and nothing of it was changed.
    pub(super) fn holds(&self, message: &[&[u8]]) -> Proof {
        match self.hash {
            Some(hash) if hash.digest(message) != self.digest => Proof::Broken,
            Some(_) => self.fits,
            None if self.fits == Proof::Broken => Proof::Broken,
            None => Proof::Unknown,
        }
    }
}

/// Reads a signature; `None` if it is none that can be read.
pub(super) fn read(bytes: &[u8]) -> Option<Read> {
    let info = ContentInfo::from_der(bytes).ok().filter(|info| info.content_type == SIGNED_DATA)?;
    let data: SignedData = info.content.decode_as().ok()?;
    let [signer] = data.signers.as_slice() else { return None };
    let hash = Hash::of(signer.digest_algorithm.oid);
    if data.certificates.as_ref().is_some_and(|all| all.len() > CERTIFICATES) {
        return None;
    }
    let found: Vec<Certificate> = data
        .certificates
        .iter()
        .flat_map(SetOfVec::iter)
        .filter_map(|any| Certificate::from_der(&any.to_der().ok()?).ok())
        .collect();
    let signed = signer.signed.as_ref()?;
    let digest: OctetString = attribute(signed, MESSAGE_DIGEST)?.decode_as().ok()?;
    let own = found.iter().find(|certificate| is_named(signer, certificate))?.clone();
    let of_type = data.content.content_type == content_type(signed).unwrap_or(DATA);
    let message = signed.to_der().ok()?;
    let fits = match of_type && names_its_certificates(signed, &own) {
        true => public::has_signed(&own, Method::of(&signer.algorithm, hash), &message, signer.signature.as_bytes()),
        false => Proof::Broken,
    };
    Some(Read {
        ways: ways(own, &found),
        at: attribute(signed, SIGNING_TIME).and_then(|value| read_time(&value)),
        stamp: signer.unsigned.as_ref().and_then(|set| attribute(set, TIME_STAMP)).and_then(|any| any.to_der().ok()),
        value: signer.signature.as_bytes().to_vec(),
        hash,
        digest: digest.as_bytes().to_vec(),
        fits,
        content: data.content.content.map(|content| content.as_bytes().to_vec()),
        content_type: data.content.content_type,
    })
}

/// Returns whether a signature is, byte for byte, one that this program writes, or would with a key of a kind that it only
/// verifies.
pub(super) fn is_as_written(bytes: &[u8]) -> bool {
    let again = || -> Option<Vec<u8>> {
        let info = ContentInfo::from_der(bytes).ok()?;
        let data: SignedData = info.content.decode_as().ok()?;
        let [signer] = data.signers.as_slice() else { return None };
        let hash = Hash::of(signer.digest_algorithm.oid)?;
        let certificates: Vec<Any> = data.certificates?.iter().cloned().collect();
        if certificates.len() > CERTIFICATES {
            return None;
        }
        let known = |signed: &SetOfVec<Attribute>| {
            signed
                .iter()
                .all(|one| [CONTENT_TYPE, MESSAGE_DIGEST, SIGNING_CERTIFICATE, SIGNING_TIME].contains(&one.oid))
        };
        let named = signer.signed.as_ref().is_some_and(|signed| known(signed) && names_all(signed, &certificates));
        let whole = named && signer.version == 1 && signer.digest_algorithm.parameters.is_none();
        let method = Method::of(&signer.algorithm, None)?;
        let parameters = signer.algorithm.parameters.as_ref();
        let fits = match method {
            Method::RsaPkcs1(_) => parameters == Some(&Any::null()),
            // They were read, and are verified with the signature.
            Method::RsaPss(_) => parameters.is_some(),
            Method::Ecdsa(_) | Method::Ed25519 => parameters.is_none(),
        };
        let same_hash = method.hash().is_none_or(|own| own == hash);
        (whole && fits && same_hash).then(|| write(signer.clone(), hash, certificates).ok())?
    };
    again().is_some_and(|again| again == bytes)
}

/// Returns whether exactly these certificates are named by the signed attributes.
fn names_all(signed: &SetOfVec<Attribute>, certificates: &[Any]) -> bool {
    let Some(named) = attribute(signed, SIGNING_CERTIFICATE) else { return false };
    let Ok(named) = named.decode_as::<SigningCertificate>() else { return false };
    let digests: Vec<&[u8]> = named.certificates.iter().map(|one| one.digest.as_bytes()).collect();
    digests.len() == certificates.len()
        && certificates
            .iter()
            .all(|any| any.to_der().is_ok_and(|bytes| digests.contains(&Hash::Sha256.digest(&[&bytes]).as_slice())))
}

/// Returns whether the signed attributes name the signer's certificate, in the form of RFC 5035; the older form of
/// time-stamping authorities names it by SHA-1, which proves nothing and is ignored.
fn names_its_certificates(signed: &SetOfVec<Attribute>, own: &Certificate) -> bool {
    let Some(value) = attribute(signed, SIGNING_CERTIFICATE) else { return true };
    let Ok(named) = value.decode_as::<SigningCertificate>() else { return false };
    named.certificates.first().is_some_and(|first| {
        let hash = match &first.algorithm {
            Some(algorithm) => Hash::of(algorithm.oid),
            None => Some(Hash::Sha256),
        };
        hash.is_some_and(|hash| hash.digest(&[own.as_der()]) == first.digest.as_bytes())
    })
}

fn is_named(signer: &SignerInfo, certificate: &Certificate) -> bool {
    if signer.signer.tag() != Tag::Sequence {
        // By the identifier of the key, which time-stamping authorities may use: then there is one certificate to it.
        return !certificate.is_authority();
    }
    Any::encode_from(&identity(certificate)).is_ok_and(|own| own == signer.signer)
}

fn attribute(set: &SetOfVec<Attribute>, oid: ObjectIdentifier) -> Option<Any> {
    let mut found = set.iter().filter(|attribute| attribute.oid == oid);
    let (Some(one), None) = (found.next(), found.next()) else { return None };
    match one.values.as_slice() {
        [value] => Some(value.clone()),
        _ => None,
    }
}

fn content_type(signed: &SetOfVec<Attribute>) -> Option<ObjectIdentifier> {
    attribute(signed, CONTENT_TYPE)?.decode_as().ok()
}

pub(super) fn read_time(value: &Any) -> Option<Timestamp> {
    let time: DateTime = match value.tag() {
        Tag::UtcTime => value.decode_as::<UtcTime>().ok()?.to_date_time(),
        _ => value.decode_as::<GeneralizedTime>().ok()?.to_date_time(),
    };
    Timestamp::from_second(i64::try_from(time.unix_duration().as_secs()).ok()?).ok()
}
