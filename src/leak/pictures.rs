//! Texts that picture files contain as metadata.

use std::io::Read;

use super::within::{Piece, Sink, Within};

/// The most bytes of a compressed text, when it is unpacked.
const MOST: u64 = 4 << 20;

/// The texts of a PNG (chunks `tEXt`, `zTXt`, `iTXt`, `eXIf`).
pub(super) fn png(bytes: &[u8], sink: &mut Sink<'_>) {
    let mut rest = bytes.get(8..).unwrap_or_default();
    while let Some((head, behind)) = rest.split_first_chunk::<8>() {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let data = behind.get(..length).unwrap_or(behind);
        match &head[4..] {
            b"tEXt" => text(&data.iter().map(|byte| char::from(*byte)).collect::<String>(), sink),
            b"eXIf" => loose(data, sink),
            b"zTXt" | b"iTXt" => {
                text(&String::from_utf8_lossy(data), sink);
                // The compressed text begins after the keyword and some flags: at the first byte from which it can be unpacked.
                let starts = data.iter().enumerate().filter(|(_, byte)| **byte == 0x78).map(|(at, _)| at);
                for start in starts.take(64) {
                    let mut plain = Vec::new();
                    let packed = data.get(start..).unwrap_or_default();
                    let _ = flate2::read::ZlibDecoder::new(packed).take(MOST).read_to_end(&mut plain);
                    if plain.len() > 1 {
                        text(&String::from_utf8_lossy(&plain), sink);
                        break;
                    }
                }
            }
            _ => {}
        }
        rest = behind.get(length.saturating_add(4)..).unwrap_or_default();
    }
}

/// The texts of a JPEG: comments, Exif, XMP, IPTC.
pub(super) fn jpeg(bytes: &[u8], sink: &mut Sink<'_>) {
    let mut at = 2;
    while let Some([0xff, kind, high, low]) = bytes.get(at..at + 4) {
        let length = usize::from(u16::from_be_bytes([*high, *low])).max(2);
        let data = bytes.get(at + 4..(at + 2 + length).min(bytes.len())).unwrap_or_default();
        match kind {
            0xfe | 0xe1..=0xe2 | 0xed => loose(data, sink),
            0xda => break,
            _ => {}
        }
        at += 2 + length;
    }
}

fn text(text: &str, sink: &mut Sink<'_>) {
    if text.contains("<x:xmpmeta") || text.contains("<rdf:RDF") {
        super::markup::pieces(text, Within::Metadata, sink);
    } else {
        sink(Within::Metadata, Piece::Words(text));
    }
}

/// Gives texts that are between bytes of another kind.
fn loose(data: &[u8], sink: &mut Sink<'_>) {
    if let Some(start) = data.windows(5).position(|part| part == b"<?xpa" || part == b"<x:xm") {
        return text(&String::from_utf8_lossy(data.get(start..).unwrap_or_default()), sink);
    }
    let mut texts = String::new();
    // Exif also has texts with two bytes a character.
    let plain: Vec<u8> = data.iter().copied().filter(|byte| *byte != 0).collect();
    for bytes in [data, &plain] {
        let lossy = String::from_utf8_lossy(bytes);
        let parts = lossy.split(|c: char| c.is_control() || c == char::REPLACEMENT_CHARACTER);
        for part in parts.filter(|part| part.chars().count() >= 4) {
            texts.push_str(part);
            texts.push('\n');
        }
    }
    sink(Within::Metadata, Piece::Words(&texts));
}
