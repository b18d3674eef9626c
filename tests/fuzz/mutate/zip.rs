//! Changes of zips: fields of the file and of the directory, names, methods, contents with digests that are right again.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use packwright::pack::digest;

use super::bytes;
use crate::fuzz::dice::Dice;

/// A file in a zip, with what is said of it (PKWARE APPNOTE 6.3, 4.3).
#[derive(Clone)]
pub(in crate::fuzz) struct Entry {
    pub(in crate::fuzz) name: Vec<u8>,
    version: u16,
    flags: u16,
    method: u16,
    crc: u32,
    /// Sizes before and in the directory, where they are not those that are right.
    packed: Option<u32>,
    size: u32,
    offset: Option<u32>,
    mode: u32,
    extra: Vec<u8>,
    comment: Vec<u8>,
    data: Vec<u8>,
    /// What the directory says in place of the name.
    other_name: Option<Vec<u8>>,
}

/// A zip, and what its end says.
#[derive(Clone, Default)]
pub(in crate::fuzz) struct Zip {
    pub(in crate::fuzz) entries: Vec<Entry>,
    before: Vec<u8>,
    comment: Vec<u8>,
    count: Option<u16>,
    start: Option<u32>,
}

const NAMES: &[&[u8]] = &[
    b"",
    b".",
    b"..",
    b"../x",
    b"/etc/x",
    b"a/../b",
    b"a\\b",
    b"C:x",
    b"con",
    b"nul.pdf",
    b"a\0b",
    b"a\nb",
    b"\xff\xfe",
    b"\xe2\x80\xaefdp.x",
    b"minutes.pdf",
    b"MINUTES.pdf",
    b"manifest.json",
    b"manifest.json.p7s",
    b"agenda.pdf",
    b"fr/minutes.pdf",
    b"a/",
    b"x",
    b"index.html",
    b" ",
    b"annexes/a.pdf",
];

/// Changes one place.
pub(in crate::fuzz) fn change(input: &mut Vec<u8>, others: &[Vec<u8>], dice: &mut Dice) {
    let parsed = Zip::read(input).filter(|zip| !zip.entries.is_empty() && !dice.once_in(10));
    let Some(mut zip) = parsed else { return bytes::change(input, others, dice) };
    zip.change(others, dice);
    *input = zip.written();
}

impl Zip {
    /// A zip of files as this program writes it: deflated, but for the manifest and its seal.
    pub(in crate::fuzz) fn of(files: &[(&str, &[u8])]) -> Self {
        let entry = |(name, content): &(&str, &[u8])| {
            let is_stored = name.starts_with("manifest.json");
            let mut entry = Entry {
                name: name.as_bytes().to_vec(),
                version: if is_stored { 10 } else { 20 },
                flags: 0,
                method: if is_stored { 0 } else { 8 },
                crc: 0,
                packed: None,
                size: 0,
                offset: None,
                mode: 0o100_644 << 16,
                extra: Vec::new(),
                comment: Vec::new(),
                data: Vec::new(),
                other_name: None,
            };
            entry.set(content);
            entry
        };
        Self { entries: files.iter().map(entry).collect(), ..Self::default() }
    }

    /// Reads a zip as far as its directory is in order.
    pub(in crate::fuzz) fn read(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).rposition(|part| part == b"PK\x05\x06")?;
        let mut at = usize::try_from(u32_at(bytes, end + 16)?).ok()?;
        let mut zip = Self { comment: bytes.get(end + 22..)?.to_vec(), ..Self::default() };
        while bytes.get(at..at + 4) == Some(b"PK\x01\x02") && zip.entries.len() < 5000 {
            let length = |from: usize| u16_at(bytes, at + from).map(usize::from);
            let (name, extra, comment) = (length(28)?, length(30)?, length(32)?);
            let local = usize::try_from(u32_at(bytes, at + 42)?).ok()?;
            let data = local + 30 + usize::from(u16_at(bytes, local + 26)?) + usize::from(u16_at(bytes, local + 28)?);
            let packed = usize::try_from(u32_at(bytes, at + 20)?).ok()?;
            let part = |from: usize, length: usize| bytes.get(from..from.checked_add(length)?).map(<[u8]>::to_vec);
            zip.entries.push(Entry {
                name: part(at + 46, name)?,
                version: u16_at(bytes, at + 6)?,
                flags: u16_at(bytes, at + 8)?,
                method: u16_at(bytes, at + 10)?,
                crc: u32_at(bytes, at + 16)?,
                packed: None,
                size: u32_at(bytes, at + 24)?,
                offset: None,
                mode: u32_at(bytes, at + 38)?,
                extra: part(at + 46 + name, extra)?,
                comment: part(at + 46 + name + extra, comment)?,
                data: part(data, packed)?,
                other_name: None,
            });
            at += 46 + name + extra + comment;
        }
        Some(zip)
    }

    fn change(&mut self, others: &[Vec<u8>], dice: &mut Dice) {
        let at = dice.below(self.entries.len());
        match dice.below(20) {
            0 => drop(self.entries.remove(at)),
            1 => {
                let copy = self.entries[at].clone();
                self.entries
                    .splice(at..at, std::iter::repeat_n(copy.clone(), dice.copies(2500, copy.data.len() + 100)));
            }
            2 => {
                let to = dice.below(self.entries.len());
                self.entries.swap(at, to);
            }
            3 => self.entries[at].name = name(dice),
            4 => self.entries[at].other_name = Some(name(dice)),
            5 => self.entries[at].method = *dice.one_of(&[&0, &1, &8, &9, &12, &14, &93, &95, &98, &99, &0xffff]),
            6 => self.entries[at].flags = 1 << dice.below(16),
            7 => self.entries[at].size = size(dice),
            8 => self.entries[at].packed = Some(size(dice)),
            9 => self.entries[at].offset = Some(size(dice)),
            10 => self.entries[at].crc ^= 1,
            11 => {
                self.entries[at].mode =
                    *dice.one_of(&[&0, &(0o120_777 << 16), &(0o040_755 << 16), &(0o010_644 << 16), &0xffff_ffff])
            }
            12 => self.entries[at].extra = extra(dice),
            13 => self.entries[at].comment = vec![b'x'; dice.times(60_000)],
            14 => {
                self.comment =
                    if dice.once_in(2) { b"PK\x05\x06".repeat(dice.times(5)) } else { vec![0; dice.times(70_000)] }
            }
            15 => self.count = Some(u16::try_from(size(dice) & 0xffff).unwrap()),
            16 => self.start = Some(size(dice)),
            17 => self.before = vec![0; dice.times(1000)],
            18 => {
                // All of one file's bytes in the other's.
                let inner = self.written();
                self.set(at, &inner);
            }
            _ => {
                let Some(mut content) = self.entries[at].content() else { return };
                match dice.below(4) {
                    0 => content = vec![b' '; dice.times(40_000_000)],
                    1 => content = content.repeat(dice.copies(50, content.len() / 8)),
                    _ => bytes::change(&mut content, others, dice),
                }
                self.set(at, &content);
            }
        }
    }

    /// Another content, which the manifest states then.
    fn set(&mut self, at: usize, content: &[u8]) {
        let former = self.entries[at].clone();
        self.entries[at].set(content);
        let now = self.entries[at].clone();
        let Some(manifest) = self.entries.iter_mut().find(|entry| entry.name == b"manifest.json") else { return };
        let Some(text) = manifest.content().and_then(|content| String::from_utf8(content).ok()) else { return };
        let before = former.content().unwrap_or_default();
        let text = text.replace(&digest(&before), &digest(content));
        let text = text.replace(&digest(&former.data), &digest(&now.data));
        let text = text.replace(&format!("\"size\": {},", before.len()), &format!("\"size\": {},", content.len()));
        manifest.set(text.as_bytes());
    }

    pub(in crate::fuzz) fn written(&self) -> Vec<u8> {
        let (mut bytes, mut directory) = (self.before.clone(), Vec::new());
        for entry in &self.entries {
            let offset = entry.offset.unwrap_or_else(|| number(bytes.len()));
            let common = entry.common();
            bytes.extend(b"PK\x03\x04");
            bytes.extend(&common);
            bytes.extend(short(entry.name.len()));
            bytes.extend(short(entry.extra.len()));
            bytes.extend(&entry.name);
            bytes.extend(&entry.extra);
            bytes.extend(&entry.data);
            let name = entry.other_name.as_ref().unwrap_or(&entry.name);
            directory.extend(b"PK\x01\x02");
            directory.extend([u8::try_from(entry.version & 0xff).unwrap(), 3]);
            directory.extend(&common);
            directory.extend([short(name.len()), short(entry.extra.len()), short(entry.comment.len())].concat());
            directory.extend([0; 4]);
            directory.extend(entry.mode.to_le_bytes());
            directory.extend(offset.to_le_bytes());
            directory.extend(name);
            directory.extend(&entry.extra);
            directory.extend(&entry.comment);
        }
        let start = self.start.unwrap_or_else(|| number(bytes.len()));
        let count = self.count.map_or_else(|| short(self.entries.len()), u16::to_le_bytes);
        bytes.extend(&directory);
        bytes.extend(b"PK\x05\x06\0\0\0\0");
        bytes.extend([count, count].concat());
        bytes.extend(number(directory.len()).to_le_bytes());
        bytes.extend(start.to_le_bytes());
        bytes.extend(short(self.comment.len()));
        bytes.extend(&self.comment);
        bytes
    }
}

impl Entry {
    fn common(&self) -> Vec<u8> {
        let mut bytes = [self.version, self.flags, self.method].map(u16::to_le_bytes).concat();
        bytes.extend([0, 0, 0x21, 0]);
        let packed = self.packed.unwrap_or_else(|| number(self.data.len()));
        bytes.extend([self.crc, packed, self.size].map(u32::to_le_bytes).concat());
        bytes
    }

    /// What is in it, unless it is too much.
    pub(in crate::fuzz) fn content(&self) -> Option<Vec<u8>> {
        match self.method {
            0 => Some(self.data.clone()),
            8 => {
                let mut content = Vec::new();
                DeflateDecoder::new(self.data.as_slice()).take(8 << 20).read_to_end(&mut content).ok()?;
                Some(content)
            }
            _ => None,
        }
    }

    /// Puts another content in, with sizes and checksum.
    pub(in crate::fuzz) fn set(&mut self, content: &[u8]) {
        self.data = match self.method {
            8 => {
                let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(6));
                encoder.write_all(content).unwrap();
                encoder.finish().unwrap()
            }
            _ => content.to_vec(),
        };
        let mut crc = flate2::Crc::new();
        crc.update(content);
        self.crc = crc.sum();
        self.size = number(content.len());
    }

    /// Its digest as it is packed.
    pub(in crate::fuzz) fn packed_digest(&self) -> String {
        digest(&self.data)
    }
}

fn name(dice: &mut Dice) -> Vec<u8> {
    let name = dice.one_of(NAMES);
    if dice.once_in(4) { name.repeat(dice.times(3000)) } else { name.to_vec() }
}

fn size(dice: &mut Dice) -> u32 {
    let small = u32::try_from(dice.below(100_000)).unwrap();
    *dice.one_of(&[&0, &1, &0x7fff_ffff, &0xffff_fffe, &0xffff_ffff, &0x1000_0000, &small, &small])
}

/// Extra fields: of the larger kind of zip, Unicode names, encryption, and none.
fn extra(dice: &mut Dice) -> Vec<u8> {
    let kind: u16 = *dice.one_of(&[&1, &0x7075, &0x6375, &0x9901, &0x5455, &0xd935, &0xffff]);
    let length = dice.below(40);
    let mut field = kind.to_le_bytes().to_vec();
    field.extend(short(if dice.once_in(5) { 0xffff } else { length }));
    field.extend((0..length).map(|_| if dice.once_in(2) { 0xff } else { dice.byte() }));
    field
}

fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn short(length: usize) -> [u8; 2] {
    u16::try_from(length.min(0xffff)).unwrap().to_le_bytes()
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}
