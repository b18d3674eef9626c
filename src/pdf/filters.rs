//! Undoing the filters of a stream (ISO 32000-1, 7.4) within bounds.
//!
//! lopdf bounds what its filters give, but not its predictors: `/Columns 100000000000` has it reserve and fill a row of
//! that many bytes, and arrays of parameters are ignored. So lopdf's filters are used one by one, without parameters, and the
//! predictors are our own.

use lopdf::{Dictionary, Document, Object, Stream};

use super::budget::Budget;
use super::{Excess, Refusal};

/// The content of a stream.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Plain {
    /// All of it.
    Whole(Vec<u8>),
    /// Up to where it is broken.
    Broken(Vec<u8>),
    /// It is compressed like pictures, or in an unknown way.
    Picture,
}

/// The most filters on one stream; two are common.
const MOST_FILTERS: usize = 8;

/// Decodes a stream: undoes its filters.
///
/// # Errors
///
/// More comes out than the budget has left.
pub(crate) fn plain(document: &Document, stream: &Stream, budget: &mut Budget) -> Result<Plain, Refusal> {
    let filters = listed(document, &stream.dict, [b"Filter".as_slice(), b"F"]);
    let parameters = listed(document, &stream.dict, [b"DecodeParms".as_slice(), b"DP"]);
    if filters.len() > MOST_FILTERS {
        return Err(Refusal::TooComplex(Excess::Unpacked));
    }
    let mut bytes = stream.content.clone();
    let mut is_whole = true;
    for (index, filter) in filters.iter().enumerate() {
        let parameters = parameters.get(index).and_then(|object| object.as_dict().ok());
        match undo(filter.as_name().unwrap_or_default(), bytes, parameters, budget)? {
            Plain::Whole(plain) => bytes = plain,
            Plain::Broken(plain) => (bytes, is_whole) = (plain, false),
            Plain::Picture => return Ok(Plain::Picture),
        }
    }
    if filters.is_empty() {
        budget.unpack(bytes.len())?;
    }
    Ok(if is_whole { Plain::Whole(bytes) } else { Plain::Broken(bytes) })
}

/// One value, or an array of them, each looked up.
fn listed<'a>(document: &'a Document, dictionary: &'a Dictionary, keys: [&[u8]; 2]) -> Vec<&'a Object> {
    let look_up = |object: &'a Object| document.dereference(object).map_or(&Object::Null, |(_, object)| object);
    // `F` is short for `Filter` in inline images alone; in a stream it names a file, and is no name or array of names.
    let Some(object) = keys.iter().find_map(|key| dictionary.get(key).ok()).map(look_up) else { return Vec::new() };
    match object {
        Object::Array(items) => items.iter().map(look_up).collect(),
        Object::Name(_) | Object::Dictionary(_) => vec![object],
        _ => Vec::new(),
    }
}

fn undo(filter: &[u8], bytes: Vec<u8>, parameters: Option<&Dictionary>, budget: &mut Budget) -> Result<Plain, Refusal> {
    let (plain, is_whole) = match filter {
        b"FlateDecode" | b"Fl" => inflate(&bytes, budget.room())?,
        b"LZWDecode" | b"LZW" => by_lopdf("LZWDecode", bytes, parameters, budget.room())?,
        b"ASCII85Decode" | b"A85" => by_lopdf("ASCII85Decode", bytes, None, budget.room())?,
        b"ASCIIHexDecode" | b"AHx" => by_lopdf("ASCIIHexDecode", bytes, None, budget.room())?,
        b"RunLengthDecode" | b"RL" => by_lopdf("RunLengthDecode", bytes, None, budget.room())?,
        // With the document opened, nothing is left for it to do.
        b"Crypt" => return Ok(Plain::Whole(bytes)),
        _ => return Ok(Plain::Picture),
    };
    budget.unpack(plain.len())?;
    let plain = match (filter, parameters) {
        (b"FlateDecode" | b"Fl" | b"LZWDecode" | b"LZW", Some(parameters)) => predicted(plain, parameters),
        _ => Some(plain),
    };
    Ok(match plain {
        Some(plain) if is_whole => Plain::Whole(plain),
        Some(plain) => Plain::Broken(plain),
        None => Plain::Broken(Vec::new()),
    })
}

/// Inflates zlib data, and returns whether they end as they should. Many files have no checksum; what came out before data are
/// broken or cut is used, as all PDF readers do.
fn inflate(bytes: &[u8], room: usize) -> Result<(Vec<u8>, bool), Refusal> {
    let mut plain = Vec::new();
    let mut unpack = flate2::Decompress::new(true);
    loop {
        // Text comes out ten times as long; what is not written to takes no memory.
        plain.reserve(bytes.len().saturating_mul(12).clamp(1 << 12, 1 << 20));
        let (before, taken) = (plain.len(), usize::try_from(unpack.total_in()).unwrap_or(usize::MAX));
        let rest = bytes.get(taken..).unwrap_or_default();
        let state = unpack.decompress_vec(rest, &mut plain, flate2::FlushDecompress::None);
        if plain.len() > room {
            return Err(Refusal::TooComplex(Excess::Unpacked));
        }
        match state {
            Ok(flate2::Status::StreamEnd) => return Ok((plain, true)),
            Err(_) => return Ok((plain, false)),
            // Nothing more comes: the checksum is missing, or the data are cut.
            Ok(_) if plain.len() == before && unpack.total_in() == taken as u64 => {
                let is_whole = rest.is_empty() && ends(bytes, plain.len());
                return Ok((plain, is_whole));
            }
            Ok(_) => {}
        }
    }
}

/// Returns whether zlib data of a length have their last block, without regard to the checksum after it.
fn ends(bytes: &[u8], length: usize) -> bool {
    let mut plain = Vec::with_capacity(length + 1);
    let blocks = bytes.get(2..).unwrap_or_default();
    let state = flate2::Decompress::new(false).decompress_vec(blocks, &mut plain, flate2::FlushDecompress::Finish);
    matches!(state, Ok(flate2::Status::StreamEnd))
}

/// The output of one of lopdf's filters, without predictors.
fn by_lopdf(
    filter: &str,
    bytes: Vec<u8>,
    parameters: Option<&Dictionary>,
    room: usize,
) -> Result<(Vec<u8>, bool), Refusal> {
    let mut dictionary = Dictionary::new();
    dictionary.set("Filter", Object::Name(filter.as_bytes().to_vec()));
    if let Some(early) = parameters.and_then(|parameters| parameters.get(b"EarlyChange").ok()) {
        let parameters: Dictionary = [("EarlyChange", early.clone())].into_iter().collect();
        dictionary.set("DecodeParms", Object::Dictionary(parameters));
    }
    match Stream::new(dictionary, bytes).decompressed_content_with_limit(room) {
        Ok(plain) => Ok((plain, true)),
        Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => {
            Err(Refusal::TooComplex(Excess::Unpacked))
        }
        Err(_) => Ok((Vec::new(), false)),
    }
}

/// Undoes the PNG predictors (7.4.4.4), the only ones on streams that are read here: cross-reference and object streams
/// and content. A row is never longer than the data.
fn predicted(plain: Vec<u8>, parameters: &Dictionary) -> Option<Vec<u8>> {
    let number = |key: &[u8], default: usize| match parameters.get(key) {
        Ok(object) => object.as_i64().ok().and_then(|number| usize::try_from(number).ok()).filter(|number| *number > 0),
        Err(_) => Some(default),
    };
    if number(b"Predictor", 1)? < 10 {
        return Some(plain);
    }
    let bits = number(b"Colors", 1)?.checked_mul(number(b"BitsPerComponent", 8)?)?;
    let row = bits.checked_mul(number(b"Columns", 1)?)?.div_ceil(8);
    Some(unfiltered_rows(&plain, row.min(plain.len()).max(1), bits.div_ceil(8)))
}

/// Rows of a filter byte and `length` bytes; a byte and the one to its left are `step` bytes apart. The last row may be short.
fn unfiltered_rows(plain: &[u8], length: usize, step: usize) -> Vec<u8> {
    let mut rows: Vec<u8> = Vec::with_capacity(plain.len());
    let mut above = vec![0; length];
    for coded in plain.chunks(length + 1) {
        let Some((kind, coded)) = coded.split_first() else { break };
        let mut row = coded.to_vec();
        for at in 0..row.len() {
            let (left, corner) = match at.checked_sub(step) {
                Some(before) => (row[before], above[before]),
                None => (0, 0),
            };
            row[at] = row[at].wrapping_add(guess(*kind, left, above[at], corner));
        }
        rows.extend_from_slice(&row);
        row.resize(length, 0);
        above = row;
    }
    rows
}

/// The expected value of a byte (PNG, clause 9.2).
fn guess(kind: u8, left: u8, above: u8, corner: u8) -> u8 {
    match kind {
        1 => left,
        2 => above,
        3 => u16::midpoint(u16::from(left), u16::from(above)) as u8,
        4 => {
            let sum = i16::from(left) + i16::from(above) - i16::from(corner);
            let distance = |byte: u8| (sum - i16::from(byte)).abs();
            let nearest = [left, above, corner].into_iter().min_by_key(|byte| distance(*byte));
            nearest.unwrap_or(left)
        }
        _ => 0,
    }
}
