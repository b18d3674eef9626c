//! Certificates (X.509, RFC 5280).

use der::asn1::ObjectIdentifier;
use der::{Decode, Encode};
use jiff::Timestamp;
use x509_cert::ext::pkix::name::DirectoryString;
use x509_cert::ext::pkix::{
    AuthorityKeyIdentifier, BasicConstraints, ExtendedKeyUsage, KeyUsage, SubjectKeyIdentifier,
};
use x509_cert::name::Name;

use super::algorithm::Method;
use super::naming::{is_name, is_name_of};
use super::problem::Problem;
use super::{pem, strength};

/// A certificate, with its bytes as they were.
#[derive(Debug, Clone)]
pub struct Certificate {
    bytes: Vec<u8>,
    parsed: x509_cert::Certificate,
    /// The names of who it is of and who issued it, in DER: chains are built by them.
    names: (Vec<u8>, Vec<u8>),
}

/// The purpose of a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Signing documents.
    Signatures,
    /// Time stamps.
    TimeStamps,
}

/// The one use that certificates of time-stamping authorities have (RFC 3161, 2.3).
const TIME_STAMPING: &str = "1.3.6.1.5.5.7.3.8";
/// The use of web servers (RFC 5280, 4.2.1.12).
const SERVERS: &str = "1.3.6.1.5.5.7.3.1";
/// The use of those who log in to servers (same), which the certificates of people have; and those of many web servers.
const CLIENTS: &str = "1.3.6.1.5.5.7.3.2";
/// Uses that documents are signed under: any (RFC 5280), documents (RFC 9336, which allows applications to take others),
/// e-mail (RFC 5280), Adobe's for authentic documents and Microsoft's for documents, which came before RFC 9336.
const DOCUMENTS: [&str; 5] =
    ["2.5.29.37.0", "1.3.6.1.5.5.7.3.36", "1.3.6.1.5.5.7.3.4", "1.2.840.113583.1.1.5", "1.3.6.1.4.1.311.10.3.12"];

impl PartialEq for Certificate {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl Certificate {
    /// Reads one from DER.
    ///
    /// # Errors
    /// If it is none.
    pub fn from_der(bytes: &[u8]) -> Result<Self, Problem> {
        let parsed = x509_cert::Certificate::from_der(bytes)
            .map_err(|_| Problem::new("this is not a readable certificate", "give a certificate in DER or PEM"))?;
        let content = parsed.tbs_certificate();
        let name = |name: &Name| name.to_der().unwrap_or_default();
        let names = (name(content.subject()), name(content.issuer()));
        Ok(Self { bytes: bytes.to_vec(), parsed, names })
    }

    /// Reads all of a file, PEM or DER.
    ///
    /// # Errors
    /// If there is none in it.
    pub fn read_all(file: &[u8]) -> Result<Vec<Self>, Problem> {
        let blocks = pem::blocks(file);
        if blocks.is_empty() {
            return Ok(vec![Self::from_der(file)?]);
        }
        let blocks = blocks.iter().filter(|(label, _)| label == "CERTIFICATE");
        let decoded = blocks.filter_map(|(_, block)| der::pem::decode_vec(block.as_bytes()).ok());
        let all: Result<Vec<Self>, Problem> = decoded.map(|(_, content)| Self::from_der(&content)).collect();
        match all?.as_slice() {
            [] => Err(Problem::new("there is no certificate in this file", "give the file that contains it")),
            all => Ok(all.to_vec()),
        }
    }

    /// Its bytes in DER.
    pub fn as_der(&self) -> &[u8] {
        &self.bytes
    }

    pub(super) fn parsed(&self) -> &x509_cert::Certificate {
        &self.parsed
    }

    /// The subject: the name of the person, else all that it says.
    pub fn subject(&self) -> String {
        called(self.parsed.tbs_certificate().subject())
    }

    /// The issuer.
    pub fn issuer(&self) -> String {
        called(self.parsed.tbs_certificate().issuer())
    }

    pub(super) fn subject_der(&self) -> &[u8] {
        &self.names.0
    }

    pub(super) fn issuer_der(&self) -> &[u8] {
        &self.names.1
    }

    /// Returns whether it states its own subject as its issuer: then nobody else vouches for it.
    pub fn is_self_issued(&self) -> bool {
        self.names.0 == self.names.1
    }

    /// The identifier of its key, if it states one (RFC 5280, 4.2.1.2).
    pub(super) fn own_key(&self) -> Option<Vec<u8>> {
        let found = self.parsed.tbs_certificate().get_extension::<SubjectKeyIdentifier>();
        found.ok().flatten().map(|(_, identifier)| identifier.0.as_bytes().to_vec())
    }

    /// The identifier of the key that it was issued with, if it states one (RFC 5280, 4.2.1.1).
    pub(super) fn key_of_issuer(&self) -> Option<Vec<u8>> {
        let found = self.parsed.tbs_certificate().get_extension::<AuthorityKeyIdentifier>();
        Some(found.ok().flatten()?.1.key_identifier?.as_bytes().to_vec())
    }

    /// Itself as PEM (RFC 7468).
    pub fn to_pem(&self) -> String {
        der::pem::encode_string("CERTIFICATE", der::pem::LineEnding::LF, &self.bytes).unwrap_or_default()
    }

    /// Its serial number, in hexadecimal, byte by byte: a long one can be broken over lines.
    pub fn serial(&self) -> String {
        let bytes = self.parsed.tbs_certificate().serial_number().as_bytes();
        bytes.iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(" ")
    }

    /// The public key with its algorithm, in DER.
    pub(super) fn public_key(&self) -> Vec<u8> {
        self.parsed.tbs_certificate().subject_public_key_info().to_der().unwrap_or_default()
    }

    /// From when and until when it is valid.
    pub fn validity(&self) -> (Timestamp, Timestamp) {
        let validity = self.parsed.tbs_certificate().validity();
        let at = |time: x509_cert::time::Time| {
            let seconds = i64::try_from(time.to_unix_duration().as_secs()).unwrap_or(i64::MAX);
            Timestamp::from_second(seconds).unwrap_or(Timestamp::MAX)
        };
        (at(validity.not_before), at(validity.not_after))
    }

    /// Returns whether it is valid at a time.
    pub fn is_valid_at(&self, at: Timestamp) -> bool {
        let (from, until) = self.validity();
        from <= at && at <= until
    }

    /// Returns whether its key is meant for signatures: it states this use, or no use at all (RFC 5280, 4.2.1.3 and 4.2.1.12).
    /// A certificate for web servers is not, even if it also allows client authentication.
    pub fn is_for_signatures(&self) -> bool {
        let by_key = match self.parsed.tbs_certificate().get_extension::<KeyUsage>() {
            Ok(Some((_, usage))) => usage.digital_signature() || usage.non_repudiation(),
            Ok(None) => true,
            Err(_) => false,
        };
        by_key
            && self.uses().is_some_and(|uses| {
                uses.is_empty()
                    || has_one(&uses, &DOCUMENTS)
                    || has_one(&uses, &[CLIENTS]) && !has_one(&uses, &[SERVERS])
            })
    }

    /// Returns whether it may vouch for certificates of a purpose: the extended usage of an authority, if it states
    /// one, limits those whom it vouches for, as browsers and readers of documents have it.
    pub(super) fn may_vouch_for(&self, purpose: Purpose) -> bool {
        let Some(uses) = self.uses() else { return false };
        let wanted: &[&str] = match purpose {
            Purpose::Signatures => &[CLIENTS],
            Purpose::TimeStamps => &[TIME_STAMPING],
        };
        uses.is_empty() || has_one(&uses, wanted) || has_one(&uses, &DOCUMENTS)
    }

    /// The uses that it states; empty if it states none, `None` if they cannot be read.
    fn uses(&self) -> Option<Vec<String>> {
        let stated = self.parsed.tbs_certificate().get_extension::<ExtendedKeyUsage>().ok()?;
        Some(stated.map(|(_, usage)| usage.0.iter().map(ToString::to_string).collect()).unwrap_or_default())
    }

    pub(super) fn is_signed_in_a_known_way(&self) -> bool {
        Method::of(self.parsed.signature_algorithm(), None).is_some()
    }

    /// The length of its key in bits, if it is an RSA key that is too short.
    pub fn too_short_key(&self) -> Option<usize> {
        strength::too_short(&self.public_key())
    }

    /// Returns whether it may vouch for others: as an authority, with a key that is meant for it (RFC 5280, 4.2.1.3 and
    /// 4.2.1.9).
    pub(super) fn is_authority(&self) -> bool {
        let content = self.parsed.tbs_certificate();
        let is_authority =
            matches!(content.get_extension::<BasicConstraints>(), Ok(Some((_, constraints))) if constraints.ca);
        let signs_others = match content.get_extension::<KeyUsage>() {
            Ok(Some((_, usage))) => usage.key_cert_sign(),
            Ok(None) => true,
            Err(_) => false,
        };
        is_authority && signs_others
    }

    /// Returns whether this number of authorities may be between it and a signer. The signer's own certificate is above none.
    pub(super) fn may_stand_above(&self, authorities: usize) -> bool {
        match self.parsed.tbs_certificate().get_extension::<BasicConstraints>() {
            Ok(Some((_, BasicConstraints { path_len_constraint: Some(most), .. }))) => authorities <= usize::from(most),
            Ok(_) => true,
            Err(_) => false,
        }
    }

    /// The identifier of something in it that is demanded and not known here (RFC 5280, 4.2: a critical extension).
    pub(super) fn unknown_demand(&self) -> Option<String> {
        /// Key usage, basic constraints, extended key usage, names, policies, and the identifiers of keys.
        const UNDERSTOOD: [&str; 7] =
            ["2.5.29.15", "2.5.29.19", "2.5.29.37", "2.5.29.17", "2.5.29.32", "2.5.29.14", "2.5.29.35"];
        let extensions = self.parsed.tbs_certificate().extensions().map(Vec::as_slice).unwrap_or_default();
        let mut demands = extensions.iter().filter(|extension| extension.critical).map(|one| one.extn_id.to_string());
        demands.find(|demand| !UNDERSTOOD.contains(&demand.as_str()))
    }

    /// Returns whether it is meant for time stamps and nothing else.
    pub(super) fn is_for_time_stamps(&self) -> bool {
        let usage = self.parsed.tbs_certificate().get_extension::<ExtendedKeyUsage>();
        matches!(usage, Ok(Some((true, usage))) if usage.0.iter().all(|oid| oid.to_string() == TIME_STAMPING))
    }

    /// Returns whether its name is a person's. What else is in the subject, a place or an organization, is nobody's name.
    pub fn names(&self, person: &str) -> bool {
        personal(self.parsed.tbs_certificate().subject()).is_some_and(|own| is_name_of(&shown(&own), person))
    }

    /// Returns whether its name is a person's whose letters were taken apart: UTF-8 that was read as Latin-1, as `openssl req`
    /// does without `-utf8` ("JosÃ©").
    pub fn names_misread(&self, person: &str) -> bool {
        let own = personal(self.parsed.tbs_certificate().subject()).unwrap_or_default();
        let bytes: Option<Vec<u8>> = own.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
        let read = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
        read.is_some_and(|read| !read.is_ascii() && is_name_of(&read, person))
    }
}

fn has_one(uses: &[String], of: &[&str]) -> bool {
    uses.iter().any(|own| of.contains(&own.as_str()))
}

/// The name of the person that a subject is about: the common name, else given name and surname (RFC 5280, 4.1.2.4). An
/// address, or a number such as that of a tax-payer, stands in place of a common name.
fn personal(name: &Name) -> Option<String> {
    let stated = |oid| {
        let stated = name.iter().find(|one| one.oid == ObjectIdentifier::new_unwrap(oid))?;
        // Old authorities write Latin-1, whatever kind of text they state.
        let latin = || stated.value.value().iter().map(|byte| char::from(*byte)).collect();
        Some(DirectoryString::try_from(&stated.value).map_or_else(|_| latin(), |text| text.value().into_owned()))
    };
    let common = stated("2.5.4.3");
    let in_parts = || Some(format!("{} {}", stated("2.5.4.42")?, stated("2.5.4.4")?));
    common.clone().filter(|common| is_name(common)).or_else(in_parts).or(common)
}

fn called(name: &Name) -> String {
    shown(&personal(name).unwrap_or_else(|| name.to_string()))
}

/// What is shown to people of a text: nothing in it moves a cursor or turns the direction of what follows.
fn shown(text: &str) -> String {
    text.chars().filter(|c| is_shown(*c)).take(200).collect()
}

/// Returns whether a character is one that is seen, and changes nothing around it.
pub fn is_shown(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}
