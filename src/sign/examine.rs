//! What signatures say, and whether they hold.

use jiff::Timestamp;
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::certificate::Certificate;
use super::cms::{self, Read};
use super::pdf::fields;
use super::public::is_issued_by;
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

    /// The time that counts: of the authority if there is one, else by the signature's own word.
    pub fn time(&self) -> Option<Timestamp> {
        match self.read.as_ref().and_then(|read| read.stamp.as_ref()) {
            Some(Stamped::At(at, _)) => Some(*at),
            _ => self.at,
        }
    }

    /// Whether one of `trusted` is in the chain or vouches for its last certificate, and every certificate was valid
    /// when the signature was made.
    pub fn is_trusted(&self, trusted: &[Certificate]) -> bool {
        let Some(read) = &self.read else { return false };
        let valid = |certificate: &Certificate| self.time().is_some_and(|at| certificate.is_valid_at(at));
        leads_to(&read.chain, trusted) && read.chain.iter().all(valid)
    }
}

/// Whether a chain of certificates leads to one that is trusted.
pub fn leads_to(chain: &[Certificate], trusted: &[Certificate]) -> bool {
    let Some(last) = chain.last() else { return false };
    chain.iter().any(|certificate| trusted.contains(certificate))
        || trusted.iter().any(|authority| is_issued_by(last, authority))
}

/// All signatures of a PDF, and the names of fields that are not signed. `None` if the file cannot be read.
pub fn examine_pdf(file: &[u8]) -> Option<(Vec<Signature>, Vec<String>)> {
    let document = Document::load_mem(file).ok()?;
    let (mut signed, mut open) = (Vec::new(), Vec::new());
    for (_, field) in fields(&document) {
        let name = text(field, b"T").unwrap_or_default();
        let value = field.get(b"V").ok().and_then(|value| document.dereference(value).ok()?.1.as_dict().ok());
        match value {
            Some(value) => signed.push(examine(file, &document, name, value)),
            None => open.push(name),
        }
    }
    signed.sort_by_key(|signature| signature.1);
    Some((signed.into_iter().map(|(signature, _)| signature).collect(), open))
}

/// A signature, and where what it covers ends.
fn examine(file: &[u8], document: &Document, field: String, value: &Dictionary) -> (Signature, usize) {
    let covered = Covered::of(file, value);
    let read = covered.as_ref().and_then(|covered| cms::read(&covered.signature));
    let known = covered.as_ref().zip(read).map(|(covered, read)| known(read, &covered.message(file)));
    let end = covered.as_ref().map_or(0, |covered| covered.end);
    let later = match end {
        end if end == file.len() => Later::Nothing,
        0 => Later::Changes,
        end if only_signed_since(&file[..end], document) => Later::Signatures,
        _ => Later::Changes,
    };
    let at = text(value, b"M").and_then(|text| time(&text));
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

/// Whether a file, since it was `before`, was only signed: nothing that was there is otherwise but fields that were open
/// and the flags of the form.
fn only_signed_since(before: &[u8], now: &Document) -> bool {
    let Ok(before) = Document::load_mem(before) else { return false };
    let same = |key: &[u8]| before.trailer.get(key).ok() == now.trailer.get(key).ok();
    let form = before.catalog().ok().and_then(|catalog| catalog.get(b"AcroForm").ok()?.as_reference().ok());
    let open: Vec<ObjectId> =
        fields(&before).into_iter().filter(|(_, field)| !field.has(b"V")).map(|(id, _)| id).collect();
    let same_but =
        |a: &Object, b: Option<&Object>, keys: &[&[u8]]| match (a.as_dict(), b.and_then(|b| b.as_dict().ok())) {
            (Ok(a), Some(b)) => {
                let without = |of: &Dictionary| {
                    let mut of = of.clone();
                    keys.iter().for_each(|key| drop(of.remove(key)));
                    of
                };
                without(a) == without(b)
            }
            _ => false,
        };
    same(b"Root")
        && same(b"Info")
        && before.objects.iter().all(|(id, object)| {
            let other = now.objects.get(id);
            other == Some(object)
                || (open.contains(id) && same_but(object, other, &[b"V", b"AP", b"M", b"F"]))
                || (form == Some(*id) && same_but(object, other, &[b"SigFlags"]))
        })
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
