//! Time stamps of an authority (RFC 3161): that a signature was there at a time.

use der::asn1::{GeneralizedTime, OctetString};
use der::oid::ObjectIdentifier;
use der::{Any, Decode, Encode, Sequence};
use jiff::Timestamp;
use spki::AlgorithmIdentifierOwned;

use super::certificate::Certificate;
use super::cms;
use super::hash::Hash;
use super::problem::Problem;
use super::public::Proof;

const TIME_STAMP_INFO: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");

#[derive(Sequence)]
struct Request {
    version: u8,
    imprint: Imprint,
    /// True if the authority is to send its certificate.
    certificate: bool,
}

#[derive(Sequence)]
struct Imprint {
    algorithm: AlgorithmIdentifierOwned,
    digest: OctetString,
}

#[derive(Sequence)]
struct Response {
    status: Status,
    #[asn1(optional = "true")]
    token: Option<Any>,
}

#[derive(Sequence)]
struct Status {
    status: u8,
    #[asn1(optional = "true")]
    words: Option<Vec<String>>,
    #[asn1(optional = "true")]
    failure: Option<der::asn1::BitString>,
}

/// The beginning of what a token says (RFC 3161, 2.4.2); what follows is of no use here.
struct Info {
    imprint: Imprint,
    at: Timestamp,
}

impl Info {
    fn from_der(bytes: &[u8]) -> Option<Self> {
        let fields: Vec<Any> = fields(bytes)?;
        let [version, _policy, imprint, _serial, at, ..] = fields.as_slice() else { return None };
        version.decode_as::<u8>().ok().filter(|version| *version == 1)?;
        // Fractions of a second are cut off: GeneralizedTime in DER may have them, and the library reads none.
        let text = std::str::from_utf8(at.value()).ok()?;
        let whole = text.split('.').next()?.trim_end_matches('Z').to_owned() + "Z";
        let at =
            GeneralizedTime::from_der(&[&[0x18, u8::try_from(whole.len()).ok()?], whole.as_bytes()].concat()).ok()?;
        let at = Timestamp::from_second(i64::try_from(at.to_unix_duration().as_secs()).ok()?).ok()?;
        Some(Self { imprint: imprint.decode_as().ok()?, at })
    }
}

/// The values of a sequence, whatever they are.
fn fields(bytes: &[u8]) -> Option<Vec<Any>> {
    let sequence = Any::from_der(bytes).ok()?;
    let mut rest = sequence.value();
    let mut fields = Vec::new();
    while !rest.is_empty() {
        let (field, behind) = Any::from_der_partial(rest).ok()?;
        fields.push(field);
        rest = behind;
    }
    Some(fields)
}

/// The content of a time stamp.
#[derive(Debug)]
pub enum Stamped {
    /// The signature existed at this time, according to an authority, from which these ways go up.
    At(Timestamp, Vec<Vec<Certificate>>),
    /// The stamp is for something else, or was changed.
    Broken,
    /// The algorithm of the stamp is unknown.
    Unknown,
}

/// Returns the request to an authority: a stamp on the value of a signature.
pub(super) fn request(value: &[u8]) -> Result<Vec<u8>, Problem> {
    let make = || -> der::Result<Vec<u8>> {
        let algorithm = AlgorithmIdentifierOwned { oid: Hash::Sha256.oid(), parameters: Some(Any::null()) };
        let imprint = Imprint { algorithm, digest: OctetString::new(Hash::Sha256.digest(&[value]))? };
        Request { version: 1, imprint, certificate: true }.to_der()
    };
    make().map_err(Problem::fault)
}

/// The token of an authority's answer, if it is one for this value.
pub(super) fn token(answer: &[u8], value: &[u8]) -> Result<Vec<u8>, Problem> {
    let refused = |why: &str| {
        Problem::new(
            format!("the time-stamping authority gave no time stamp: {why}"),
            "try again, or another authority",
        )
    };
    let response = Response::from_der(answer).map_err(|_| refused("its answer cannot be read"))?;
    let Some(token) = response.token.filter(|_| response.status.status <= 1) else {
        let words = response.status.words.unwrap_or_default().join(" ");
        let words: String = words.chars().filter(|c| !c.is_control()).take(200).collect();
        return Err(refused(if words.is_empty() { "it refused" } else { &words }));
    };
    let token = token.to_der().map_err(|_| refused("its answer cannot be read"))?;
    match read(&token, value) {
        Stamped::At(..) => Ok(token),
        Stamped::Broken => Err(refused("its time stamp is for something else, or is not valid")),
        Stamped::Unknown => Err(refused("the algorithm of its signature is unknown")),
    }
}

/// Reads a time stamp on the value of a signature.
pub(super) fn read(token: &[u8], value: &[u8]) -> Stamped {
    read_strictly(token, value).unwrap_or(Stamped::Broken)
}

/// `None` if it is no time stamp that can be read, or not one by an authority for time stamps.
fn read_strictly(token: &[u8], value: &[u8]) -> Option<Stamped> {
    let read = cms::read(token)?;
    let content = read.content.as_ref().filter(|_| read.content_type == TIME_STAMP_INFO)?;
    read.ways.first()?.first().filter(|authority| authority.is_for_time_stamps())?;
    let info = Info::from_der(content)?;
    Some(match (read.holds(&[content]), Hash::of(info.imprint.algorithm.oid)) {
        (Proof::Broken, _) => Stamped::Broken,
        (Proof::Holds, Some(hash)) if hash.digest(&[value]) == info.imprint.digest.as_bytes() => {
            Stamped::At(info.at, read.ways)
        }
        (_, Some(hash)) if hash.digest(&[value]) != info.imprint.digest.as_bytes() => Stamped::Broken,
        _ => Stamped::Unknown,
    })
}
