//! JPEG (ITU-T T.81): segments of which each says how long it is, and scans of pixels between them.

use super::fault::pixels;
use super::{Facts, Fault, raster};

const SIGNATURE: &[u8] = b"\xff\xd8\xff";
/// The most scans: each goes over all pixels. Pictures that appear bit by bit have about ten.
const SCANS: usize = 64;

pub(super) fn inspect(content: &[u8]) -> Result<Facts, Fault> {
    let facts = measure(content)?;
    raster::decode(content, image::ImageFormat::Jpeg)?;
    Ok(facts)
}

/// The same, without unpacking its pixels.
pub(super) fn measure(content: &[u8]) -> Result<Facts, Fault> {
    if !content.starts_with(SIGNATURE) {
        return Err(Fault::otherwise());
    }
    let mut facts = Facts::default();
    let mut scans = 0;
    for (kind, segment) in Segments(&content[2..]) {
        match kind {
            // The frame: precision, height, width, number of colours (B.2.2).
            0xc0..=0xcf if !matches!(kind, 0xc4 | 0xc8 | 0xcc) => {
                let [_, h1, h2, w1, w2, colours, ..] = *segment else { return Err(Fault::damaged()) };
                let size = |high, low| u32::from(u16::from_be_bytes([high, low]));
                facts.pixels = facts.pixels.max(pixels(size(w1, w2), size(h1, h2))?);
                if colours == 4 {
                    return Err(Fault::colours_of_print());
                }
            }
            0xda => scans += 1,
            _ => {}
        }
        if scans > SCANS {
            return Err(Fault::too_much(format!("has more than {SCANS} scans")));
        }
    }
    Ok(facts)
}

/// Kinds and contents of the segments of a file, up to its end or to where it is damaged.
struct Segments<'a>(&'a [u8]);

impl<'a> Iterator for Segments<'a> {
    type Item = (u8, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            // Between segments are pixels, in which a marker is followed by a zero or a number of a restart.
            let at = self.0.iter().position(|byte| *byte == 0xff)?;
            let (kind, rest) = self.0[at + 1..].split_first()?;
            self.0 = if *kind == 0xff { &self.0[at + 1..] } else { rest };
            match kind {
                0x00 | 0x01 | 0xd0..=0xd8 | 0xff => {}
                0xd9 => return None,
                _ => {
                    let [high, low, ..] = *rest else { return None };
                    let length = usize::from(u16::from_be_bytes([high, low])).max(2).min(rest.len());
                    self.0 = &rest[length..];
                    return Some((*kind, &rest[2..length]));
                }
            }
        }
    }
}
