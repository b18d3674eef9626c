//! PNG (ISO/IEC 15948): a signature, and chunks of which each says how long it is.

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::fault::pixels;
use super::{Facts, Fault, raster};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// The most that a colour profile may have when it is unpacked, in bytes. Those of presses have 2 million.
const PROFILE: u64 = 4 << 20;
/// The same for all texts together.
const TEXTS: u64 = 1 << 20;
/// The most chunks: a picture of 64 MB in usual pieces of 8 KB has 8,000.
const CHUNKS: usize = 65_536;

pub(super) fn inspect(content: &[u8]) -> Result<Facts, Fault> {
    let facts = measure(content)?;
    raster::decode(content, image::ImageFormat::Png)?;
    Ok(facts)
}

/// The same, without unpacking its pixels.
pub(super) fn measure(content: &[u8]) -> Result<Facts, Fault> {
    let chunks = content.strip_prefix(SIGNATURE).ok_or_else(Fault::otherwise)?;
    let facts = Facts { pixels: size(chunks)? };
    packed_parts(chunks)?;
    Ok(facts)
}

/// The size that the first chunk states.
fn size(chunks: &[u8]) -> Result<u64, Fault> {
    let number = |at: usize| Some(u32::from_be_bytes(chunks.get(at..at + 4)?.try_into().ok()?));
    let is_header = chunks.get(4..8) == Some(b"IHDR");
    let (width, height) = number(8).zip(number(12)).filter(|_| is_header).ok_or_else(Fault::damaged)?;
    pixels(width, height)
}

/// Checks compressed parts, besides the pixels, against their limits.
fn packed_parts(mut chunks: &[u8]) -> Result<(), Fault> {
    let (mut number, mut texts) = (0, TEXTS);
    while let [a, b, c, d, kind @ ..] = chunks {
        let length = usize::try_from(u32::from_be_bytes([*a, *b, *c, *d])).unwrap_or(usize::MAX);
        let Some((kind, data)) = kind.split_at_checked(4) else { break };
        let content = &data[..length.min(data.len())];
        match kind {
            b"iCCP" => {
                unpacked(behind_name(content, 1), PROFILE)
                    .ok_or_else(|| Fault::too_much("has a colour profile of more than 4 MB when it is unpacked"))?;
            }
            b"zTXt" | b"iTXt" => {
                // An international text says whether it is packed; two more names follow.
                let packed = if kind == b"zTXt" { behind_name(content, 1) } else { behind_names(content) };
                let length = unpacked(packed, texts);
                texts -= length.ok_or_else(|| Fault::too_much("has texts of more than 1 MB when they are unpacked"))?;
            }
            _ => {}
        }
        number += 1;
        if number > CHUNKS {
            return Err(Fault::too_much("is made of more than 65,536 parts"));
        }
        chunks = data.get(length.saturating_add(4)..).unwrap_or_default();
    }
    Ok(())
}

/// The bytes after a name, its end and so many bytes.
fn behind_name(content: &[u8], skipped: usize) -> &[u8] {
    let end = content.iter().position(|byte| *byte == 0).unwrap_or(content.len());
    content.get(end + 1 + skipped..).unwrap_or_default()
}

/// The text of an `iTXt` if it is packed.
fn behind_names(content: &[u8]) -> &[u8] {
    match behind_name(content, 0) {
        [1, _, rest @ ..] => behind_name(behind_name(rest, 0), 0),
        _ => &[],
    }
}

/// The length of something when it is unpacked, as far as that is possible; none if that is more than `most`.
fn unpacked(packed: &[u8], most: u64) -> Option<u64> {
    let mut unpacked = ZlibDecoder::new(packed).take(most + 1);
    let (mut part, mut length) = ([0; 8192], 0);
    while let Ok(more @ 1..) = unpacked.read(&mut part) {
        length += more as u64;
    }
    (length <= most).then_some(length)
}
