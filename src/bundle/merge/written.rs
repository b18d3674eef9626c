//! A PDF as it is written: object by object, so that what is finished need not be kept as objects.
//!
//! The file is laid out as the engine does it: one cross-reference table of one section, at the end (ISO 32000-1, 7.5).

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use lopdf::{Dictionary, Object, StringFormat};
use sha2::{Digest, Sha256};

/// The entries of a trailer that belong to the file from which it was read (ISO 32000-1, tables 15 and 17).
const OF_THE_FILE: [&[u8]; 9] =
    [b"Prev", b"XRefStm", b"Type", b"W", b"Index", b"Filter", b"DecodeParms", b"Length", b"Size"];

/// The largest number that all PDF readers accept, whatever its kind.
const LARGEST: f32 = 2_147_483_000.0;

/// The file so far.
#[derive(Debug)]
pub(super) struct OutputFile {
    bytes: Vec<u8>,
    /// The offset of each object, by its number.
    offsets: BTreeMap<u32, usize>,
    /// Numbers up to this one are those of the file that it is made from; the ones referred to are kept in mind.
    last: u32,
    pub(super) referred: BTreeSet<u32>,
}

impl OutputFile {
    pub(super) fn new(version: &str, last: u32, length: usize) -> Self {
        let mut bytes = Vec::with_capacity(length + length / 8);
        bytes.extend_from_slice(b"%PDF-");
        bytes.extend_from_slice(version.as_bytes());
        // Four bytes above 127 say that the file is binary (ISO 32000-1, 7.5.2).
        bytes.extend_from_slice(b"\n%\xe2\xe3\xcf\xd3\n\n");
        Self { bytes, offsets: BTreeMap::new(), last, referred: BTreeSet::new() }
    }

    /// Writes an object under its number, of generation 0.
    pub(super) fn object(&mut self, number: u32, object: &Object) {
        self.offsets.insert(number, self.bytes.len());
        self.text(format_args!("{number} 0 obj\n"));
        match object {
            Object::Stream(stream) => {
                self.dictionary(&stream.dict);
                self.bytes.extend_from_slice(b"\nstream\n");
                self.bytes.extend_from_slice(&stream.content);
                self.bytes.extend_from_slice(b"\nendstream");
            }
            other => self.value(other),
        }
        self.bytes.extend_from_slice(b"\nendobj\n\n");
    }

    /// A digest of all that was written so far.
    pub(super) fn digest(&self) -> Object {
        let digest = Sha256::digest(&self.bytes);
        Object::String(digest[..16].to_vec(), StringFormat::Hexadecimal)
    }

    /// Writes the table and the trailer.
    pub(super) fn finish(mut self, trailer: &Dictionary) -> Vec<u8> {
        let start = self.bytes.len();
        let size = self.offsets.last_key_value().map_or(1, |(number, _)| number.saturating_add(1));
        self.text(format_args!("xref\n0 {size}\n"));
        for number in 0..size {
            match self.offsets.get(&number).copied() {
                Some(offset) => self.text(format_args!("{offset:010} 00000 n \n")),
                None => self.bytes.extend_from_slice(b"0000000000 65535 f \n"),
            }
        }
        let mut trailer = trailer.clone();
        OF_THE_FILE.iter().for_each(|key| {
            trailer.remove(key);
        });
        trailer.set("Size", i64::from(size));
        self.bytes.extend_from_slice(b"trailer\n");
        self.value(&trailer.into());
        self.text(format_args!("\nstartxref\n{start}\n%%EOF"));
        self.bytes
    }

    fn text(&mut self, text: std::fmt::Arguments<'_>) {
        // Memory takes whatever is written.
        let _ = self.bytes.write_fmt(text);
    }

    /// The reader limits how deeply objects are nested.
    fn value(&mut self, object: &Object) {
        match object {
            Object::Null => self.bytes.extend_from_slice(b"null"),
            Object::Boolean(value) => self.text(format_args!("{value}")),
            Object::Integer(value) => self.text(format_args!("{value}")),
            // Without a point it is read as an integer, which larger ones are not (ISO 32000-1, annex C).
            Object::Real(value) if value.is_finite() => self.text(format_args!("{}", value.clamp(-LARGEST, LARGEST))),
            Object::Real(_) => self.bytes.push(b'0'),
            Object::Name(name) => self.name(name),
            Object::String(text, StringFormat::Literal) => self.literal(text),
            Object::String(text, StringFormat::Hexadecimal) => self.hexadecimal(text),
            Object::Array(items) => {
                self.bytes.push(b'[');
                for (at, item) in items.iter().enumerate() {
                    self.bytes.extend_from_slice(if at > 0 { b" " } else { b"" });
                    self.value(item);
                }
                self.bytes.push(b']');
            }
            Object::Dictionary(dictionary) => self.dictionary(dictionary),
            // Streams are objects by themselves (ISO 32000-1, 7.3.8.1).
            Object::Stream(_) => self.bytes.extend_from_slice(b"null"),
            Object::Reference((number, generation)) => {
                if *number <= self.last {
                    self.referred.insert(*number);
                }
                self.text(format_args!("{number} {generation} R"));
            }
        }
    }

    fn dictionary(&mut self, dictionary: &Dictionary) {
        self.bytes.extend_from_slice(b"<<");
        for (key, value) in dictionary {
            self.name(key);
            let is_delimited = matches!(
                value,
                Object::Name(_) | Object::String(..) | Object::Array(_) | Object::Dictionary(_) | Object::Stream(_)
            );
            self.bytes.extend_from_slice(if is_delimited { b"" } else { b" " });
            self.value(value);
        }
        self.bytes.extend_from_slice(b">>");
    }

    /// Writes a name. Bytes that are not regular characters are written by their number (ISO 32000-1, 7.3.5).
    fn name(&mut self, name: &[u8]) {
        self.bytes.push(b'/');
        for byte in name {
            if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(byte) {
                self.bytes.push(*byte);
            } else {
                self.text(format_args!("#{byte:02X}"));
            }
        }
    }

    /// Brackets are escaped, and a carriage return, which would be read as a line feed (ISO 32000-1, 7.3.4.2).
    fn literal(&mut self, text: &[u8]) {
        self.bytes.push(b'(');
        for byte in text {
            match byte {
                b'(' | b')' | b'\\' => self.bytes.extend_from_slice(&[b'\\', *byte]),
                b'\r' => self.bytes.extend_from_slice(b"\\r"),
                _ => self.bytes.push(*byte),
            }
        }
        self.bytes.push(b')');
    }

    fn hexadecimal(&mut self, text: &[u8]) {
        self.bytes.push(b'<');
        self.bytes.extend(hex::encode(text).bytes());
        self.bytes.push(b'>');
    }
}
