//! The standards that a PDF says it meets (ISO 19005-2, 6.6.4; ISO 14289-1, 5).

use std::ops::Range;

use lopdf::Document;

use super::Error;
use crate::pdf::{Standard, catalog_entry};

/// Rewrites what the XMP metadata of a PDF claim, and no other byte: one level of PDF/A-2 at the most, and PDF/UA-1. A claim
/// can be lowered or taken back; what was not claimed cannot be claimed afterwards.
///
/// # Errors
/// If the metadata are packed, or something is to be claimed that was not.
pub(in crate::bundle) fn claim(pdf: &mut [u8], document: &Document, claims: &[Standard]) -> Result<(), Error> {
    let metadata = metadata(document).filter(|range| range.end <= pdf.len()).ok_or(Error::Metadata)?;
    let letter = claims.iter().find_map(|standard| match standard {
        Standard::A2a => Some("A"),
        Standard::A2u => Some("U"),
        Standard::A2b => Some("B"),
        Standard::Ua1 => None,
    });
    let properties = [
        ("pdfaid:part", letter.map(|_| "2")),
        ("pdfaid:conformance", letter),
        ("pdfuaid:part", claims.contains(&Standard::Ua1).then_some("1")),
    ];
    for (property, value) in properties {
        state(&mut pdf[metadata.clone()], property, value)?;
    }
    Ok(())
}

/// The range of the metadata in the file.
fn metadata(document: &Document) -> Option<Range<usize>> {
    let stream = catalog_entry(document, b"Metadata")?.as_stream().ok().filter(|stream| !stream.dict.has(b"Filter"))?;
    let start = stream.start_position?;
    Some(start..start.checked_add(stream.content.len())?)
}

/// Replaces the value of a property, or the property by spaces: the packet keeps its length.
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
