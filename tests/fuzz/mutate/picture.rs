//! Changes of PNG (chunks with checksums that are right again) and JPEG (segments).

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::bytes;
use crate::fuzz::dice::Dice;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Changes one place.
pub(in crate::fuzz) fn change(input: &mut Vec<u8>, others: &[Vec<u8>], dice: &mut Dice) {
    if dice.once_in(8) {
        return bytes::change(input, others, dice);
    }
    match input.get(..8) {
        Some(SIGNATURE) => png(input, dice),
        Some([0xff, 0xd8, ..]) => jpeg(input, dice),
        _ => bytes::change(input, others, dice),
    }
}

fn png(input: &mut Vec<u8>, dice: &mut Dice) {
    let mut chunks = chunks(input);
    if chunks.is_empty() {
        return;
    }
    let at = dice.below(chunks.len());
    match dice.below(8) {
        0 => drop(chunks.remove(at)),
        1 => {
            let copy = chunks[at].clone();
            chunks.splice(at..at, std::iter::repeat_n(copy.clone(), dice.copies(3000, copy.1.len())));
        }
        2 => {
            let field = dice.below(chunks[0].1.len().max(1));
            bytes::number(&mut chunks[0].1, field, dice);
        }
        3 => {
            let mut content = b"x\0\0".to_vec();
            content.extend(packed(dice.times(100_000_000)));
            let name = dice.one_of(&[b"iCCP", b"zTXt", b"iTXt"]);
            chunks.insert(1.min(chunks.len()), (*name, content));
        }
        4 => {
            let name = dice.one_of(&[
                b"iCCP", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"eXIf", b"acTL", b"fcTL", b"fdAT", b"IDAT",
                b"IEND", b"bKGD", b"sBIT", b"cICP",
            ]);
            let content = (0..dice.times(2000)).map(|_| dice.byte()).collect();
            chunks.insert(at, (*name, content));
        }
        5 => {
            let data = packed(dice.times(100_000_000));
            chunks.retain(|(name, _)| name != b"IDAT");
            let end = chunks.len().saturating_sub(1);
            chunks.insert(end, (*b"IDAT", data));
        }
        _ => {
            let donors = [chunks[at].1.clone()];
            bytes::change(&mut chunks[at].1, &donors, dice);
        }
    }
    let mut file = SIGNATURE.to_vec();
    for (name, content) in &chunks {
        file.extend(u32::try_from(content.len()).unwrap().to_be_bytes());
        file.extend(name);
        file.extend(content);
        let mut crc = flate2::Crc::new();
        crc.update(name);
        crc.update(content);
        file.extend(crc.sum().to_be_bytes());
    }
    *input = file;
}

fn chunks(file: &[u8]) -> Vec<([u8; 4], Vec<u8>)> {
    let mut rest = &file[SIGNATURE.len()..];
    let mut chunks = Vec::new();
    while let Some((head, behind)) = rest.split_at_checked(8) {
        let length = usize::try_from(u32::from_be_bytes(head[..4].try_into().unwrap())).unwrap();
        let Some((content, behind)) = behind.split_at_checked(length) else { break };
        chunks.push((head[4..].try_into().unwrap(), content.to_vec()));
        rest = behind.get(4..).unwrap_or_default();
    }
    chunks
}

fn packed(length: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(6));
    let block = vec![0; 1 << 16];
    (0..length.div_ceil(block.len())).for_each(|_| encoder.write_all(&block).unwrap());
    encoder.finish().unwrap()
}

/// The numbers of one segment, which begins with 0xff.
fn jpeg(input: &mut Vec<u8>, dice: &mut Dice) {
    let marks: Vec<usize> =
        input.windows(2).enumerate().filter(|(_, pair)| pair[0] == 0xff && pair[1] >= 0xc0).map(|(at, _)| at).collect();
    let at = marks[dice.below(marks.len())];
    match dice.below(5) {
        0 => {
            input[at + 1] = *dice
                .one_of(&[&0xc0, &0xc1, &0xc2, &0xc4, &0xc9, &0xd8, &0xd9, &0xda, &0xdb, &0xdd, &0xe1, &0xe2, &0xee])
        }
        1 => {
            let end = (at + 2 + dice.below(300)).min(input.len());
            let piece = input[at..end].repeat(dice.times(500));
            input.splice(at..at, piece);
        }
        2 => drop(input.drain(at..(at + 2 + dice.below(300)).min(input.len()))),
        _ => {
            let place = (at + 2 + dice.below(20)).min(input.len() - 1);
            bytes::number(input, place, dice);
        }
    }
}
