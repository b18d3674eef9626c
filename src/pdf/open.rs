//! The whole of opening a file.

use std::collections::BTreeMap;

use lopdf::xref::XrefType;
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::Limits;
use super::budget::Budget;
use super::lexer::Lexer;
use super::numbers::close_up;
use super::object::{find, find_last, header, object_at};
use super::packed::{unpack, unpack_all};
use super::protection::{Protection, unprotect};
use super::restrain::restrain;
use super::scan::{Scan, scan};
use super::xref::{Place, Xref, stated};
use super::{Damage, Refusal};

/// A file that was opened.
#[derive(Debug)]
pub(crate) struct Opened {
    /// Its objects, unpacked and unprotected. Object streams and cross-reference streams are not among them.
    pub(crate) document: Document,
    /// Whether its own word about where its objects are was wrong.
    pub(crate) is_repaired: bool,
    /// How it was protected.
    pub(crate) protection: Option<Protection>,
}

/// The objects of a file as they stand in it.
struct Raw {
    objects: BTreeMap<ObjectId, Object>,
    trailer: Dictionary,
    /// By number of object, the number of the object stream that it is packed in; nothing if that is not known.
    packed: Option<BTreeMap<u32, u32>>,
    is_repaired: bool,
    is_torn: bool,
}

/// Opens a file.
///
/// # Errors
///
/// It is no PDF, cut, damaged, protected by a password, or would cost more than the limits allow.
pub(crate) fn open(bytes: &[u8], limits: &Limits) -> Result<(Opened, Budget), Refusal> {
    let (version, bytes) = body(bytes, limits)?;
    let mut budget = Budget::new(limits, bytes.len());
    let raw = match by_its_word(bytes, &mut budget)? {
        Some(raw) if !(raw.is_torn && is_cut(bytes)) => raw,
        _ if is_cut(bytes) => return Err(Refusal::Truncated),
        _ => by_scan(bytes, &mut budget)?.ok_or(Refusal::Damaged(Damage::NoCatalog))?,
    };
    Ok((opened(raw, version, &mut budget)?, budget))
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

/// Whether the mark that ends a file is missing near its end.
fn is_cut(bytes: &[u8]) -> bool {
    let tail = bytes.len().saturating_sub(2_048);
    find_last(bytes.get(tail..).unwrap_or_default(), b"%%EOF").is_none()
}

/// The objects where the file says they are; those that are not there, where a scan finds them. Nothing if the file does
/// not say, or leads to no catalog.
fn by_its_word(bytes: &[u8], budget: &mut Budget) -> Result<Option<Raw>, Refusal> {
    let Some(xref) = stated(bytes, budget)? else { return Ok(None) };
    let mut raw = Raw {
        objects: BTreeMap::new(),
        trailer: xref.trailer.clone(),
        packed: Some(packed_places(&xref)),
        is_repaired: false,
        is_torn: false,
    };
    let length_of = |id: ObjectId| match xref.places.get(&id.0) {
        Some(Place::At(at)) => number_at(bytes, *at, id.0),
        _ => None,
    };
    let mut missed = Vec::new();
    for (number, place) in &xref.places {
        if let Place::At(at) = place
            && !keep(bytes, *at, *number, &length_of, &mut raw, budget)?
        {
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

/// Keeps the object of this number if it stands at `at`, and says whether it does.
fn keep(
    bytes: &[u8],
    at: usize,
    number: u32,
    length_of: &dyn Fn(ObjectId) -> Option<i64>,
    raw: &mut Raw,
    budget: &mut Budget,
) -> Result<bool, Refusal> {
    let Some(found) = object_at(bytes, at, length_of, budget)?.filter(|found| found.id.0 == number) else {
        return Ok(false);
    };
    raw.is_torn |= found.is_torn;
    if let Some(object) = found.object {
        raw.objects.insert(found.id, object);
    }
    Ok(true)
}

/// Looks for the objects that are not where the file says. Those that are nowhere count as null (7.3.10).
fn find_missed(bytes: &[u8], missed: &[u32], raw: &mut Raw, budget: &mut Budget) -> Result<(), Refusal> {
    if missed.is_empty() {
        return Ok(());
    }
    let scan = scan(bytes, budget)?;
    for number in missed {
        if let Some(at) = scan.places.get(number) {
            raw.is_repaired |= keep(bytes, *at, *number, &|id| scanned_number(bytes, &scan, id), raw, budget)?;
        }
    }
    Ok(())
}

fn scanned_number(bytes: &[u8], scan: &Scan, id: ObjectId) -> Option<i64> {
    scan.places.get(&id.0).and_then(|at| number_at(bytes, *at, id.0))
}

/// The whole number that is the object at `at`; it reads no further.
fn number_at(bytes: &[u8], at: usize, number: u32) -> Option<i64> {
    let mut lexer = Lexer::new(bytes, at);
    let id = header(&mut lexer)?;
    let value = lexer.integer()?;
    (id.0 == number).then_some(value)
}

/// All objects that can be found.
fn by_scan(bytes: &[u8], budget: &mut Budget) -> Result<Option<Raw>, Refusal> {
    let scan = scan(bytes, budget)?;
    let mut raw =
        Raw { objects: BTreeMap::new(), trailer: Dictionary::new(), packed: None, is_repaired: true, is_torn: false };
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
    let is_shell = |object: &Object| {
        object.as_stream().is_ok_and(|stream| stream.dict.has_type(b"ObjStm") || stream.dict.has_type(b"XRef"))
    };
    document.objects.retain(|_, object| !is_shell(object));
    document.objects.values_mut().for_each(restrain);
    close_up(&mut document);
    // lopdf then writes it with a table, as it is simplest.
    document.reference_table.cross_reference_type = XrefType::CrossReferenceTable;
    for key in [b"Prev".as_slice(), b"XRefStm", b"Type", b"W", b"Index", b"Length", b"Filter", b"DecodeParms"] {
        document.trailer.remove(key);
    }
    Ok(Opened { document, is_repaired: raw.is_repaired, protection })
}
