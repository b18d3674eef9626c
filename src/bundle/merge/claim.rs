//! The standards that a PDF says it meets (ISO 19005-2, 6.6.4; ISO 14289-1, 5).

use std::ops::Range;

use lopdf::xref::XrefEntry;
use lopdf::{Document, Object};

use super::Error;

/// How much of PDF/A-2 is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::bundle) enum ArchivalLevel {
    /// PDF/A-2a: it looks the same for ever, its text can be read out, and its structure is there.
    A2a,
    /// PDF/A-2u: it looks the same for ever, and its text can be searched and copied.
    A2u,
    /// PDF/A-2b: it looks the same for ever.
    A2b,
}

impl ArchivalLevel {
    fn letter(self) -> &'static str {
        match self {
            Self::A2a => "A",
            Self::A2u => "U",
            Self::A2b => "B",
        }
    }
}

/// Rewrites what the XMP metadata of a PDF claim, and no other byte: `level` of PDF/A-2, and whether PDF/UA-1 is met.
/// A claim can be lowered or taken back; what was not claimed cannot be claimed afterwards.
///
/// # Errors
/// If the PDF cannot be read, its metadata are packed, or something is to be claimed that was not.
pub(in crate::bundle) fn claim(mut pdf: Vec<u8>, level: Option<ArchivalLevel>, ua: bool) -> Result<Vec<u8>, Error> {
    let metadata = metadata(&pdf).ok_or(Error::Metadata)?;
    let claims = [
        ("pdfaid:part", level.map(|_| "2")),
        ("pdfaid:conformance", level.map(ArchivalLevel::letter)),
        ("pdfuaid:part", ua.then_some("1")),
    ];
    for (property, value) in claims {
        state(&mut pdf[metadata.clone()], property, value)?;
    }
    Ok(pdf)
}

/// Longer than the dictionary of any metadata, in bytes.
const DICTIONARY: usize = 1024;

/// Where the metadata lie in the file.
fn metadata(pdf: &[u8]) -> Option<Range<usize>> {
    let document = Document::load_mem(pdf).ok()?;
    let id = document.catalog().ok()?.get(b"Metadata").and_then(Object::as_reference).ok()?;
    let stream =
        document.get_object(id).and_then(Object::as_stream).ok().filter(|stream| !stream.dict.has(b"Filter"))?;
    let XrefEntry::Normal { offset, .. } = document.reference_table.get(id.0)? else { return None };
    let object = usize::try_from(*offset).ok()?;
    // The content begins at most a dictionary after the object does.
    let end = object.checked_add(DICTIONARY)?.checked_add(stream.content.len())?.min(pdf.len());
    let start = object + find(pdf.get(object..end)?, &stream.content)?;
    Some(start..start + stream.content.len())
}

/// States a property anew, or puts spaces in its place: the packet stays as long as it is.
fn state(packet: &mut [u8], property: &str, value: Option<&str>) -> Result<(), Error> {
    let open = format!("<{property}>");
    let close = format!("</{property}>");
    let Some(start) = find(packet, open.as_bytes()) else {
        return if value.is_none() { Ok(()) } else { Err(Error::Metadata) };
    };
    let inner = start + open.len();
    let length = find(&packet[inner..], close.as_bytes()).ok_or(Error::Metadata)?;
    match value {
        Some(value) if value.len() == length => packet[inner..inner + length].copy_from_slice(value.as_bytes()),
        Some(_) => return Err(Error::Metadata),
        None => packet[start..inner + length + close.len()].fill(b' '),
    }
    Ok(())
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}
