//! Where the objects of a file are, as the file itself says: cross-reference tables (ISO 32000-1, 7.5.4), streams (7.5.8)
//! and the chain of them through the revisions.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object};

use super::budget::Budget;
use super::filters::{Plain, plain};
use super::lexer::{Lexer, Token, is_white, whole_number};
use super::numbers::HIGHEST;
use super::object::{find_last, object_at};
use super::value::value;
use super::{Excess, Refusal};

/// Where an object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// It was deleted, or never used.
    Free,
    /// At this offset in the file, with this generation.
    At(usize, u16),
    /// In the object stream of this number.
    Packed(u32),
}

/// Where the objects of a file are, and its trailer.
#[derive(Debug, Default)]
pub(crate) struct Xref {
    /// By number of object. The newest revision counts.
    pub(crate) places: BTreeMap<u32, Place>,
    /// The trailer of the newest revision.
    pub(crate) trailer: Dictionary,
    /// Where the newest section stands.
    pub(crate) start: usize,
    /// True if any part of it is a stream.
    pub(crate) has_streams: bool,
}

/// The maximum number of revisions, or parts of a revision, that are followed.
const MOST_SECTIONS: usize = 1_024;

/// The cross-reference table that the file states; none if it cannot be read.
pub(crate) fn stated(bytes: &[u8], budget: &mut Budget) -> Result<Option<Xref>, Refusal> {
    let Some(start) = start(bytes, budget)? else { return Ok(None) };
    let mut xref = Xref { start, ..Xref::default() };
    let mut open = vec![start];
    let mut seen = BTreeSet::new();
    while let Some(at) = open.pop() {
        if !seen.insert(at) {
            budget.forgive()?;
            continue;
        }
        if seen.len() > MOST_SECTIONS {
            return Err(Refusal::TooComplex(Excess::Revisions));
        }
        let Some(section) = section(bytes, at, &mut xref, budget)? else { return Ok(None) };
        // In a hybrid file the stream goes before the earlier revisions (7.5.8.4). Old readers do not know of it.
        if section.has(b"XRefStm") {
            budget.forgive()?;
        }
        open.extend([b"Prev".as_slice(), b"XRefStm"].iter().filter_map(|key| offset(&section, key)));
        if xref.trailer.is_empty() {
            xref.trailer = section;
        }
    }
    Ok(Some(xref))
}

fn offset(section: &Dictionary, key: &[u8]) -> Option<usize> {
    let object = section.get(key).ok()?;
    let number = object.as_i64().or_else(|_| object.as_float().map(|number| number as i64)).ok()?;
    usize::try_from(number).ok()
}

/// The number after the last `startxref`. Up to two kilobytes of other bytes may follow it, but some readers search for it only
/// in the last kilobyte.
fn start(bytes: &[u8], budget: &Budget) -> Result<Option<usize>, Refusal> {
    const KEYWORD: &[u8] = b"startxref";
    let tail = bytes.len().saturating_sub(2_048);
    let Some(at) = find_last(bytes.get(tail..).unwrap_or_default(), KEYWORD) else { return Ok(None) };
    let mut lexer = Lexer::new(bytes, tail + at + KEYWORD.len());
    let offset = lexer.integer().and_then(|offset| usize::try_from(offset).ok());
    if lexer.rest().len() > 1_000 || !lexer.rest().trim_ascii_start().starts_with(b"%%EOF") {
        budget.forgive()?;
    }
    Ok(offset.filter(|offset| *offset < bytes.len()))
}

/// Reads the section at an offset, and returns its trailer. Entries that are already known are kept.
fn section(bytes: &[u8], at: usize, xref: &mut Xref, budget: &mut Budget) -> Result<Option<Dictionary>, Refusal> {
    let blanks = bytes.get(at..).unwrap_or_default().iter().take(32).take_while(|byte| is_white(**byte)).count();
    let mut lexer = Lexer::new(bytes, at + blanks);
    if blanks > 0 {
        budget.forgive()?;
    }
    let mut entries = Entries { places: &mut xref.places, own: BTreeSet::new() };
    if lexer.rest().starts_with(b"xref") {
        lexer.at += b"xref".len();
        return table(lexer, &mut entries, budget);
    }
    xref.has_streams = true;
    let Some(found) = object_at(bytes, at, &|_| None, budget)? else { return Ok(None) };
    match found.object {
        Some(Object::Stream(stream)) => {
            let known = Document::new();
            let rows = match plain(&known, &stream, budget)? {
                Plain::Whole(rows) => rows,
                Plain::Broken(rows) => {
                    budget.forgive()?;
                    rows
                }
                Plain::Picture => return Ok(None),
            };
            let is_read = rows_of(&rows, &stream.dict, &mut entries, budget)?;
            Ok(is_read.map(|()| stream.dict))
        }
        _ => Ok(None),
    }
}

/// The entries of a section on their way to those of the file.
struct Entries<'a> {
    places: &'a mut BTreeMap<u32, Place>,
    /// Numbers in the section itself, if no fault is tolerated: readers differ in which of two entries they use.
    own: BTreeSet<u32>,
}

impl Entries<'_> {
    /// Records where an object is, unless a newer revision has recorded it.
    fn keep(&mut self, number: i64, place: Place, budget: &mut Budget) -> Result<(), Refusal> {
        budget.value()?;
        let Some(number) = u32::try_from(number).ok().filter(|number| *number <= HIGHEST) else {
            return budget.forgive();
        };
        if budget.is_exact && !self.own.insert(number) {
            budget.forgive()?;
        }
        self.places.entry(number).or_insert(place);
        Ok(())
    }
}

/// Reads a table and the trailer after it.
fn table(mut lexer: Lexer<'_>, entries: &mut Entries<'_>, budget: &mut Budget) -> Result<Option<Dictionary>, Refusal> {
    let start = lexer.at;
    loop {
        match lexer.token() {
            Token::Number(first) => {
                let (Some(first), Some(count)) = (whole_number(first), lexer.integer()) else { return Ok(None) };
                subsection(&mut lexer, first, count, entries, budget)?;
            }
            Token::Word(b"trailer") => break,
            _ => return Ok(None),
        }
    }
    let trailer = value(&mut lexer, budget)?;
    budget.read(lexer.at - start)?;
    Ok(trailer.and_then(|trailer| trailer.as_dict().ok().cloned()))
}

/// The entries of a subsection; it ends early where no entry follows, whatever count it states.
fn subsection(
    lexer: &mut Lexer<'_>,
    first: i64,
    count: i64,
    entries: &mut Entries<'_>,
    budget: &mut Budget,
) -> Result<(), Refusal> {
    for index in 0..count {
        let mut ahead = *lexer;
        let (Some(offset), Some(generation)) = (ahead.integer(), ahead.integer()) else { return budget.forgive() };
        let place = match ahead.token() {
            Token::Word(b"n") => at(offset, generation),
            Token::Word(b"f") => Place::Free,
            _ => return budget.forgive(),
        };
        *lexer = ahead;
        entries.keep(first.saturating_add(index), place, budget)?;
    }
    Ok(())
}

/// A place that is nowhere stands for numbers that are none.
fn at(offset: impl TryInto<usize>, generation: impl TryInto<u16>) -> Place {
    Place::At(offset.try_into().unwrap_or(usize::MAX), generation.try_into().unwrap_or(u16::MAX))
}

/// The rows of a cross-reference stream (7.5.8.2 and 7.5.8.3). Nothing if their widths make no sense.
fn rows_of(
    rows: &[u8],
    dictionary: &Dictionary,
    entries: &mut Entries<'_>,
    budget: &mut Budget,
) -> Result<Option<()>, Refusal> {
    let numbers = |key: &[u8]| -> Option<Vec<i64>> {
        dictionary.get(key).ok()?.as_array().ok()?.iter().map(|number| number.as_i64().ok()).collect()
    };
    let widths: Option<Vec<usize>> = numbers(b"W").and_then(|widths| {
        widths.iter().map(|width| usize::try_from(*width).ok().filter(|width| *width <= 8)).collect()
    });
    let Some([kind, second, third]) = widths.as_deref().and_then(|widths| widths.first_chunk::<3>()).copied() else {
        return Ok(None);
    };
    if second == 0 {
        return Ok(None);
    }
    let size = dictionary.get(b"Size").and_then(Object::as_i64).unwrap_or(i64::from(HIGHEST));
    let index = numbers(b"Index").unwrap_or_else(|| vec![0, size]);
    let mut rows = rows.chunks_exact(kind + second + third);
    let stated = index.chunks_exact(2).map(|part| part[1]).fold(0_i64, i64::saturating_add);
    if usize::try_from(stated) != Ok(rows.len()) {
        budget.forgive()?;
    }
    for part in index.chunks_exact(2) {
        for (offset, row) in (0..part[1]).zip(rows.by_ref()) {
            let (kind_field, rest) = row.split_at(kind);
            let (second_field, third_field) = (number(&rest[..second]), number(&rest[second..]));
            // Without a first field all are in use; what is of an unknown kind counts as null (7.5.8.3).
            let place = match if kind == 0 { 1 } else { number(kind_field) } {
                1 => at(second_field, third_field),
                2 => u32::try_from(second_field).map_or(Place::Free, Place::Packed),
                _ => Place::Free,
            };
            entries.keep(part[0].saturating_add(offset), place, budget)?;
        }
    }
    Ok(Some(()))
}

/// A number of up to eight bytes, the highest first.
fn number(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
}
