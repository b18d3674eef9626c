//! What signatures say, and whether they hold.

use jiff::Timestamp;
use lopdf::Dictionary;

use super::certificate::Certificate;
use super::cms::{self, Read};
use super::pdf::{fields, load_any};
use super::public::is_issued_by;
use super::revision::only_signs;
use super::timestamp;

/// A signature as it was found.
#[derive(Debug)]
pub struct Signature {
    /// The name of its field in a PDF, which is the id of the signer.
    pub field: Option<String>,
    /// The signer's name, as stated beside the signature.
    pub name: Option<String>,
    /// When it was made, by its own word.
    pub at: Option<Timestamp>,
    /// What can be said of it; `None` if it cannot be read.
    pub read: Option<Known>,
    /// What was done to the file after it was signed.
    pub later: Later,
}

/// What a signature that can be read says.
#[derive(Debug)]
pub struct Known {
    /// Whether it holds: what was signed is what is there.
    pub holds: bool,
    /// The signer's certificate first, each vouched for by the next.
    pub chain: Vec<Certificate>,
    /// The time stamp of an authority.
    pub stamp: Option<Stamped>,
}

/// What a time stamp says.
#[derive(Debug)]
pub enum Stamped {
    /// It was there at this time, says this authority.
    At(Timestamp, Vec<Certificate>),
    /// The stamp is for something else, or was changed.
    Broken,
}

/// What was done to a file after it was signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Later {
    /// Nothing: the signature covers the whole file.
    Nothing,
    /// Others have signed, and nothing else was done.
    Signatures,
    /// Something else was added: what is shown may not be what was signed.
    Changes,
}

impl Signature {
    /// Whether it holds, for what is in the file now.
    pub fn is_valid(&self) -> bool {
        let read = self.read.as_ref();
        let stamped = read.is_some_and(|read| !matches!(read.stamp, Some(Stamped::Broken)));
        read.is_some_and(|read| read.holds) && stamped && self.later != Later::Changes
    }

    /// The time that counts: of an authority whose word is taken, else by the signature's own word.
    pub fn time(&self, trusted: &[Certificate]) -> Option<Timestamp> {
        match self.read.as_ref().and_then(|read| read.stamp.as_ref()) {
            Some(Stamped::At(at, chain)) if leads_to(chain, trusted, *at) => Some(*at),
            _ => self.at,
        }
    }

    /// Whether one of `trusted` is in the chain or vouches for its last certificate, and every certificate was valid
    /// when the signature was made.
    pub fn is_trusted(&self, trusted: &[Certificate]) -> bool {
        let Some(read) = &self.read else { return false };
        self.time(trusted).is_some_and(|at| leads_to(&read.chain, trusted, at))
    }
}

/// Whether a chain of certificates leads to one that is trusted, and all were valid at a time.
pub fn leads_to(chain: &[Certificate], trusted: &[Certificate], at: Timestamp) -> bool {
    let Some(last) = chain.last() else { return false };
    let anchor = trusted.iter().find(|authority| is_issued_by(last, authority));
    let depth = |certificate: usize| certificate.saturating_sub(1);
    let sound = chain.iter().enumerate().all(|(place, certificate)| {
        certificate.is_valid_at(at) && certificate.is_sound() && certificate.may_stand_above(depth(place))
    });
    let is_trusted = chain.iter().any(|certificate| trusted.contains(certificate));
    let by_anchor = anchor.is_some_and(|anchor| {
        anchor.is_valid_at(at) && anchor.is_sound() && anchor.may_stand_above(depth(chain.len()))
    });
    sound && (is_trusted || by_anchor)
}

/// All signatures of a PDF in the order in which they were given, and the names of fields that are not signed. `None` if the
/// file cannot be read.
pub fn examine_pdf(file: &[u8]) -> Option<(Vec<Signature>, Vec<String>)> {
    let (document, is_exact) = load_any(file)?;
    let (mut signed, mut open) = (Vec::new(), Vec::new());
    for (_, field) in fields(&document)? {
        let name = text(field, b"T").unwrap_or_default();
        let value = field.get(b"V").ok().and_then(|value| document.dereference(value).ok()?.1.as_dict().ok());
        match value {
            Some(value) => signed.push(examine(file, name, value)),
            None => open.push(name),
        }
    }
    signed.sort_by_key(|(_, end)| *end);
    let ends: Vec<usize> = signed.iter().map(|(_, end)| *end).collect();
    // From each signature on only other signatures may follow, up to the end of the file.
    let covers_all = is_exact && ends.last() == Some(&file.len());
    let mut later = if covers_all { Later::Nothing } else { Later::Changes };
    for at in (0..signed.len()).rev() {
        if ends[at] == 0 {
            later = Later::Changes;
        }
        signed[at].0.later = later;
        if at > 0 {
            let only_signed = later != Later::Changes && only_signs(file, ends[at - 1], ends[at]);
            later = if only_signed { Later::Signatures } else { Later::Changes };
        }
    }
    Some((signed.into_iter().map(|(signature, _)| signature).collect(), open))
}

/// A signature, and where what it covers ends; what followed is not known yet.
fn examine(file: &[u8], field: String, value: &Dictionary) -> (Signature, usize) {
    let covered = Covered::of(file, value);
    let read = covered.as_ref().and_then(|covered| cms::read(&covered.signature));
    let known = covered.as_ref().zip(read).map(|(covered, read)| known(read, &covered.message(file)));
    let end = covered.as_ref().map_or(0, |covered| covered.end);
    let at = text(value, b"M").and_then(|text| time(&text));
    let later = Later::Changes;
    (Signature { field: Some(field), name: text(value, b"Name"), at, read: known, later }, end)
}

fn known(read: Read, message: &[&[u8]]) -> Known {
    let holds = read.holds(message);
    let stamp = read.stamp.as_ref().map(|token| match timestamp::read(token, &read.value) {
        Some(stamp) => Stamped::At(stamp.at, stamp.chain),
        None => Stamped::Broken,
    });
    Known { holds, chain: read.chain, stamp }
}

/// What a signature in a PDF covers: all of the file up to an end, but for the place in which it stands itself.
struct Covered {
    start: usize,
    behind: usize,
    end: usize,
    signature: Vec<u8>,
}

impl Covered {
    /// By its byte range, if that leaves out the signature's own place and nothing else.
    fn of(file: &[u8], value: &Dictionary) -> Option<Self> {
        let numbers = value.get(b"ByteRange").ok()?.as_array().ok()?;
        let number = |at: usize| usize::try_from(numbers.get(at)?.as_i64().ok()?).ok();
        let [zero, start, behind, length] = [number(0)?, number(1)?, number(2)?, number(3)?];
        let end = behind.checked_add(length)?;
        if zero != 0 || numbers.len() != 4 || start >= behind || end > file.len() {
            return None;
        }
        let place = file.get(start..behind)?.strip_prefix(b"<")?.strip_suffix(b">")?;
        let contents = from_hex(place)?;
        if value.get(b"Contents").ok()?.as_str().ok()? != contents {
            return None;
        }
        let length = der_length(&contents)?;
        let (signature, rest) = contents.split_at_checked(length)?;
        // Behind the signature its place is empty.
        rest.iter().all(|byte| *byte == 0).then(|| Self { start, behind, end, signature: signature.to_vec() })
    }

    fn message<'a>(&self, file: &'a [u8]) -> [&'a [u8]; 2] {
        [&file[..self.start], &file[self.behind..self.end]]
    }
}

fn from_hex(text: &[u8]) -> Option<Vec<u8>> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pairs = text.chunks(2).map(|pair| match pair {
        [high, low] => Some(digit(high)? * 16 + digit(low)?),
        _ => None,
    });
    pairs.collect()
}

/// How long a value in DER is, with its head.
fn der_length(bytes: &[u8]) -> Option<usize> {
    let (first, rest) = (*bytes.get(1)?, bytes.get(2..)?);
    if first < 0x80 {
        return Some(2 + usize::from(first));
    }
    let digits = rest.get(..usize::from(first & 0x7f)).filter(|digits| (1..=4).contains(&digits.len()))?;
    let length = digits.iter().fold(0_usize, |sum, digit| sum << 8 | usize::from(*digit));
    length.checked_add(2 + digits.len())
}

fn text(dictionary: &Dictionary, key: &[u8]) -> Option<String> {
    lopdf::decode_text_string(dictionary.get(key).ok()?).ok()
}

/// A date as PDF writes it, in UTC: `D:20260302140509Z`; with an offset if another program wrote it.
fn time(text: &str) -> Option<Timestamp> {
    let text = text.strip_prefix("D:").unwrap_or(text).replace('\'', "");
    let (digits, offset) = text.split_at_checked(14)?;
    let offset = match offset {
        "" | "Z" | "Z0000" | "Z00" => "+0000".to_owned(),
        offset => offset.to_owned(),
    };
    jiff::fmt::strtime::parse("%Y%m%d%H%M%S%z", format!("{digits}{offset}")).ok()?.to_timestamp().ok()
}

/// Examines a signature that lies beside what it signs. It has to be, byte for byte, one that this program writes.
pub fn examine_detached(message: &[u8], signature: &[u8]) -> Signature {
    let read = cms::read(signature).filter(|_| cms::is_as_written(signature));
    let at = read.as_ref().and_then(|read| read.at);
    let known = read.map(|read| known(read, &[message]));
    Signature { field: None, name: None, at, read: known, later: Later::Nothing }
}
