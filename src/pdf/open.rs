//! The whole of opening a file.

use std::collections::BTreeMap;

use lopdf::xref::XrefType;
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::budget::Budget;
use super::lexer::Lexer;
use super::numbers::close_up;
use super::object::{find, find_last, header, object_at};
use super::packed::{unpack, unpack_all};
use super::protection::{Protection, unprotect};
use super::restrain::restrain;
use super::scan::{Scan, scan};
use super::settle::settle;
use super::xref::{Place, Xref, stated};
use super::{Damage, Limits, Refusal, guarded};

/// A file that was opened: its objects, unpacked and decrypted, within the limits. Object streams and cross-reference streams
/// are not among them. What its streams hold is as hostile as before.
#[derive(Debug, Clone)]
pub struct Opened {
    pub(crate) document: Document,
    /// The length of the file in bytes.
    pub(crate) length: usize,
    /// True if its own word about where its objects are was wrong.
    pub(crate) is_repaired: bool,
    /// Its protection, if it had one.
    pub(crate) protection: Option<Protection>,
}

/// The objects of a file as they stand in it.
#[derive(Default)]
struct Raw {
    objects: BTreeMap<ObjectId, Object>,
    trailer: Dictionary,
    /// By number of object, the number of the object stream that it is packed in; nothing if that is not known.
    packed: Option<BTreeMap<u32, u32>>,
    is_repaired: bool,
    is_torn: bool,
    /// True if the length of a stream is written elsewhere.
    is_measured_elsewhere: bool,
    /// Where the newest cross-reference section stands, and the highest number in all of them.
    start: usize,
    highest: u32,
    has_xref_streams: bool,
}

impl Opened {
    /// Opens an outside file. Damage is repaired as far as possible.
    ///
    /// # Errors
    /// The file is not a PDF, is truncated, damaged or protected by a password, or exceeds the limits.
    pub fn open(bytes: &[u8], limits: &Limits) -> Result<Self, Refusal> {
        guarded(|| {
            let (version, body) = body(bytes, limits)?;
            let mut budget = Budget::new(limits, body.len());
            let raw = match by_its_word(body, &mut budget)? {
                Some(raw) if !(raw.is_torn && is_cut(body)) => raw,
                _ if is_cut(body) => return Err(Refusal::Truncated),
                _ => by_scan(body, &mut budget)?.ok_or(Refusal::Damaged(Damage::NoCatalog))?,
            };
            let mut opened = opened(raw, version, &mut budget)?;
            opened.length = bytes.len();
            let document = &mut opened.document;
            for object in document.objects.values_mut() {
                restrain(object);
            }
            close_up(document);
            settle(document);
            Ok(opened)
        })
    }

    /// Its objects.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Its objects, and nothing else of it.
    pub(crate) fn into_document(self) -> Document {
        self.document
    }

    /// A new budget for reading it, less what opening it took.
    pub(crate) fn budget(&self, limits: &Limits) -> Budget {
        Budget::new(limits, self.length)
    }
}

/// A file of which every reader sees the same: ours, or one that was signed.
#[derive(Debug)]
pub(crate) struct Exact {
    /// Its objects, and the state from which an update of the file continues.
    pub(crate) document: Document,
    /// True if it is laid out as we write: cross-reference tables alone, nothing packed, each length where its stream is.
    pub(crate) is_plain: bool,
}

/// Opens a file that needs no repair.
///
/// # Errors
/// If anything departs from the standard, or the file exceeds the limits.
pub(crate) fn exact(bytes: &[u8], limits: &Limits) -> Result<Exact, Refusal> {
    guarded(|| {
        let (version, body) = body(bytes, limits)?;
        let mut budget = Budget::exact(limits, body.len());
        if body.len() < bytes.len() {
            budget.forgive()?;
        }
        let raw = by_its_word(body, &mut budget)?.ok_or(Refusal::Damaged(Damage::NoCatalog))?;
        let (start, highest) = (raw.start, raw.highest);
        let is_plain = !raw.has_xref_streams && !raw.is_measured_elsewhere && !raw.objects.values().any(is_shell);
        let Opened { mut document, protection, .. } = opened(raw, version, &mut budget)?;
        if protection.is_some() || document.objects.values_mut().any(restrain) {
            budget.forgive()?;
        }
        (document.xref_start, document.max_id) = (start, highest);
        Ok(Exact { document, is_plain })
    })
}

fn is_shell(object: &Object) -> bool {
    object.as_stream().is_ok_and(|stream| stream.dict.has_type(b"ObjStm") || stream.dict.has_type(b"XRef"))
}

/// The version, and the bytes from the header on, from where all places are counted. Other bytes may stand before it.
fn body<'a>(bytes: &'a [u8], limits: &Limits) -> Result<(String, &'a [u8]), Refusal> {
    const HEADER: &[u8] = b"%PDF-";
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if bytes.len() > limits.bytes {
        return Err(Refusal::TooManyBytes { bytes: bytes.len(), limit: limits.bytes });
    }
    let reach = bytes.get(..1_024 + HEADER.len()).unwrap_or(bytes);
    let body = find(reach, HEADER).and_then(|start| bytes.get(start..)).ok_or(Refusal::NotPdf)?;
    let version = body.get(HEADER.len()..).unwrap_or_default().iter().take(3);
    let is_version = |byte: &&u8| byte.is_ascii_digit() || **byte == b'.';
    Ok((version.take_while(is_version).map(|byte| char::from(*byte)).collect(), body))
}

/// Returns whether the mark that ends a file is missing near its end.
fn is_cut(bytes: &[u8]) -> bool {
    let tail = bytes.len().saturating_sub(2_048);
    find_last(bytes.get(tail..).unwrap_or_default(), b"%%EOF").is_none()
}

/// The objects where the file says they are; those that are not there, where a scan finds them. Nothing if the file does
/// not say, or leads to no catalog.
fn by_its_word(bytes: &[u8], budget: &mut Budget) -> Result<Option<Raw>, Refusal> {
    let Some(xref) = stated(bytes, budget)? else { return Ok(None) };
    let mut raw = Raw {
        trailer: xref.trailer.clone(),
        packed: Some(packed_places(&xref)),
        start: xref.start,
        highest: xref.places.last_key_value().map_or(0, |(number, _)| *number),
        has_xref_streams: xref.has_streams,
        ..Raw::default()
    };
    let length_of = |id: ObjectId| match xref.places.get(&id.0) {
        Some(Place::At(at, _)) => number_at(bytes, *at, id.0),
        _ => None,
    };
    let mut missed = Vec::new();
    for (number, place) in &xref.places {
        let Place::At(at, generation) = place else { continue };
        let kept = keep(bytes, *at, *number, &length_of, &mut raw, budget)?;
        if kept != Some(*generation) {
            budget.forgive()?;
        }
        if kept.is_none() {
            missed.push(*number);
        }
    }
    find_missed(bytes, &missed, &mut raw, budget)?;
    let root = raw.trailer.get(b"Root").and_then(Object::as_reference);
    let is_packed = |number: u32| matches!(xref.places.get(&number), Some(Place::Packed(_)));
    Ok(root.is_ok_and(|root| raw.objects.contains_key(&root) || is_packed(root.0)).then_some(raw))
}

fn packed_places(xref: &Xref) -> BTreeMap<u32, u32> {
    let packed = xref.places.iter().filter_map(|(number, place)| match place {
        Place::Packed(container) => Some((*number, *container)),
        _ => None,
    });
    packed.collect()
}

/// Keeps the object of this number if it stands at `at`; its generation.
fn keep(
    bytes: &[u8],
    at: usize,
    number: u32,
    length_of: &dyn Fn(ObjectId) -> Option<i64>,
    raw: &mut Raw,
    budget: &mut Budget,
) -> Result<Option<u16>, Refusal> {
    let Some(found) = object_at(bytes, at, length_of, budget)?.filter(|found| found.id.0 == number) else {
        return Ok(None);
    };
    raw.is_torn |= found.is_torn;
    raw.is_measured_elsewhere |= found.is_measured_elsewhere;
    if let Some(object) = found.object {
        raw.objects.insert(found.id, object);
    }
    Ok(Some(found.id.1))
}

/// Looks for the objects that are not where the file says. Those that are nowhere count as null (7.3.10).
fn find_missed(bytes: &[u8], missed: &[u32], raw: &mut Raw, budget: &mut Budget) -> Result<(), Refusal> {
    if missed.is_empty() {
        return Ok(());
    }
    let scan = scan(bytes, budget)?;
    for number in missed {
        if let Some(at) = scan.places.get(number) {
            raw.is_repaired |=
                keep(bytes, *at, *number, &|id| scanned_number(bytes, &scan, id), raw, budget)?.is_some();
        }
    }
    Ok(())
}

fn scanned_number(bytes: &[u8], scan: &Scan, id: ObjectId) -> Option<i64> {
    scan.places.get(&id.0).and_then(|at| number_at(bytes, *at, id.0))
}

/// The whole number that is the object at `at`; it reads no further.
pub(super) fn number_at(bytes: &[u8], at: usize, number: u32) -> Option<i64> {
    let mut lexer = Lexer::new(bytes, at);
    let id = header(&mut lexer)?;
    let value = lexer.integer()?;
    (id.0 == number).then_some(value)
}

/// All objects that can be found.
fn by_scan(bytes: &[u8], budget: &mut Budget) -> Result<Option<Raw>, Refusal> {
    let scan = scan(bytes, budget)?;
    let mut raw = Raw { is_repaired: true, ..Raw::default() };
    for (number, at) in &scan.places {
        keep(bytes, *at, *number, &|id| scanned_number(bytes, &scan, id), &mut raw, budget)?;
    }
    let Some(trailer) = scan.trailer(bytes, &raw.objects, budget)? else { return Ok(None) };
    raw.trailer = trailer;
    Ok(Some(raw))
}

/// Unprotects and unpacks.
fn opened(raw: Raw, version: String, budget: &mut Budget) -> Result<Opened, Refusal> {
    let mut document = Document::new();
    document.version = version;
    document.objects = raw.objects;
    document.trailer = raw.trailer;
    let protection = unprotect(&mut document)?;
    match &raw.packed {
        Some(packed) => unpack(&mut document, packed, budget)?,
        None => unpack_all(&mut document, budget)?,
    }
    document.objects.retain(|_, object| !is_shell(object));
    // lopdf then writes it with a table, as it is simplest.
    document.reference_table.cross_reference_type = XrefType::CrossReferenceTable;
    for key in [b"Prev".as_slice(), b"XRefStm", b"Type", b"W", b"Index", b"Length", b"Filter", b"DecodeParms"] {
        document.trailer.remove(key);
    }
    Ok(Opened { document, length: 0, is_repaired: raw.is_repaired, protection })
}
