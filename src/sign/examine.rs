//! Examines signatures: what they say, and whether they hold.

use jiff::Timestamp;
use lopdf::{Dictionary, Document, Object};

use super::certificate::{Certificate, Purpose};
use super::chain::{Trust, trust};
use super::cms::{self, Read};
use super::document::fields;
use super::pdf::BINDING;
use super::public::Proof;
use super::revision::Revision;
use super::timestamp::{self, Stamped};

/// The signatures of a PDF.
#[derive(Debug)]
pub struct Examined {
    /// All signatures, in the order in which they were given.
    pub signatures: Vec<Signature>,
    /// The names of fields that are not signed.
    pub open: Vec<String>,
    /// The digest of what minutes say, which they carry.
    pub content: Option<String>,
    /// True if the file is the unsigned one, and what followed signs it and does nothing else.
    pub only_signed: bool,
}

/// The most objects that are read of all revisions of a file together. Minutes of a thousand pages have some 30,000, and few sign them.
const OBJECTS: usize = 2_000_000;

/// A signature as it was found.
#[derive(Debug)]
pub struct Signature {
    /// The name of its field in a PDF, which is the id of the signer.
    pub field: Option<String>,
    /// The time of the signature, according to the signer's clock.
    pub at: Option<Timestamp>,
    /// The digest of everything else that its signer vouches for.
    pub binding: Option<String>,
    /// The number of bytes of the file that it covers, except its own place in them; 0 if that cannot be determined.
    pub end: usize,
    /// Its content; `None` if it cannot be read.
    pub read: Option<Known>,
    /// Changes of the file after it was signed.
    pub later: Later,
}

/// The content of a signature that can be read.
#[derive(Debug)]
pub struct Known {
    /// The result of checking it: what was signed is what is there.
    pub proof: Proof,
    /// The ways up from the signer's certificate to those that vouch for it.
    pub ways: Vec<Vec<Certificate>>,
    /// The time stamp of an authority.
    pub stamp: Option<Stamped>,
}

/// Changes of a file after it was signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Later {
    /// Nothing: the signature covers the whole file.
    Nothing,
    /// Others have signed, and nothing else was changed.
    Signatures,
    /// Something else was added: what is shown may not be what was signed.
    Changes,
}

impl Signature {
    /// The certificate of the signer.
    pub fn certificate(&self) -> Option<&Certificate> {
        self.read.as_ref()?.ways.first()?.first()
    }

    /// The time that counts: of an authority that is trusted, else according to the signer's clock.
    pub fn time(&self, trusted: &[Certificate]) -> Option<Timestamp> {
        self.stamped(trusted).or(self.at)
    }

    /// The time that an authority states that is trusted.
    pub fn stamped(&self, trusted: &[Certificate]) -> Option<Timestamp> {
        match self.read.as_ref()?.stamp.as_ref()? {
            Stamped::At(at, ways) if trust(ways, trusted, *at, Purpose::TimeStamps) == Trust::Yes => Some(*at),
            _ => None,
        }
    }

    /// Returns whether the signer's certificate is trusted, as it was when the signature was made.
    pub fn trust(&self, trusted: &[Certificate]) -> Trust {
        let Some(read) = &self.read else { return Trust::No };
        self.time(trusted).map_or(Trust::No, |at| trust(&read.ways, trusted, at, Purpose::Signatures))
    }
}

/// All signatures of a PDF that had `unsigned` bytes before anybody signed it. `None` if the file cannot be read.
pub fn examine_pdf(file: &[u8], unsigned: usize) -> Option<Examined> {
    let whole = Revision::read(file, file.len())?;
    let (mut signatures, mut open) = (Vec::new(), Vec::new());
    for (_, field) in fields(&whole.document)? {
        let name = text(field, b"T").unwrap_or_default();
        let value = field.get(b"V").ok().and_then(|value| whole.document.dereference(value).ok()?.1.as_dict().ok());
        match value {
            Some(value) => signatures.push(examine(file, name, value)),
            None => open.push(name),
        }
    }
    let content = carried_content(&whole.document);
    signatures.sort_by_key(|signature| signature.end);
    let only_signed = follow(file, whole, unsigned, &mut signatures);
    Some(Examined { signatures, open, content, only_signed })
}

/// Finds out what followed each signature, from the end of the file to its beginning; says whether nothing but signatures
/// follows the unsigned file.
fn follow(file: &[u8], whole: Revision<'_>, unsigned: usize, signatures: &mut [Signature]) -> bool {
    // From each signature on only other signatures may follow, up to the end of the file.
    let mut later = match signatures.last() {
        Some(last) if last.end == file.len() && whole.is_exact => Later::Nothing,
        Some(_) => Later::Changes,
        None => return unsigned == file.len(),
    };
    let (mut now, mut objects) = (Some(whole), 0);
    for at in (0..signatures.len()).rev() {
        if signatures[at].end == 0 {
            later = Later::Changes;
        }
        signatures[at].later = later;
        let start = if at == 0 { unsigned } else { signatures[at - 1].end };
        let is_read = later != Later::Changes && objects <= OBJECTS;
        let former = is_read.then(|| Revision::read(file, start)).flatten();
        objects += former.as_ref().map_or(0, |former| former.document.objects.len());
        let only_signed = now.zip(former.as_ref()).is_some_and(|(now, former)| now.only_signs(former));
        later = if only_signed { Later::Signatures } else { Later::Changes };
        now = former;
    }
    later != Later::Changes
}

/// The digest of their content that minutes carry as a keyword (in the document information dictionary; PDF/A has the
/// metadata say the same). `None` if they carry none.
fn carried_content(document: &Document) -> Option<String> {
    let information = document.trailer.get(b"Info").and_then(Object::as_reference).ok()?;
    let keywords = document.get_dictionary(information).and_then(|information| information.get(b"Keywords")).ok()?;
    let keywords = lopdf::decode_text_string(keywords).ok()?;
    keywords.split([',', ' ']).find(|word| word.starts_with("sha256:")).map(str::to_owned)
}

/// A signature, and what it covers; what followed is not known yet.
fn examine(file: &[u8], field: String, value: &Dictionary) -> Signature {
    let covered = Covered::of(file, value);
    let read = covered.as_ref().and_then(|covered| cms::read(&covered.signature));
    let known = covered.as_ref().zip(read).map(|(covered, read)| known(read, &covered.message(file)));
    Signature {
        field: Some(field),
        at: text(value, b"M").and_then(|text| time(&text)),
        binding: text(value, BINDING.as_bytes()),
        end: covered.as_ref().map_or(0, |covered| covered.end),
        read: known,
        later: Later::Changes,
    }
}

fn known(read: Read, message: &[&[u8]]) -> Known {
    let proof = read.holds(message);
    let stamp = read.stamp.as_ref().map(|token| timestamp::read(token, &read.value));
    Known { proof, ways: read.ways, stamp }
}

/// The bytes that a signature in a PDF covers: all of the file up to an end, but for the place in which it stands
/// itself.
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
        let contents = hex::decode(place).ok()?;
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

/// The length of a value in DER, including its header.
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

/// Examines a signature that lies beside what it signs; `None` if it is not, byte for byte, one that this program writes.
pub fn examine_detached(message: &[u8], signature: &[u8]) -> Option<Signature> {
    let read = cms::read(signature).filter(|_| cms::is_as_written(signature))?;
    let (at, known) = (read.at, known(read, &[message]));
    let end = message.len();
    Some(Signature { field: None, at, binding: None, end, read: Some(known), later: Later::Nothing })
}
