//! An opened file in few bytes, to be worked with later: among lopdf's objects a number takes 120 bytes, and a meeting may
//! have hundreds of annexes, of which a few are merged at a time.
//!
//! A hostile file can do harm only when it is opened. These bytes were written by this program, are kept in memory, and are
//! read back one value after the other: nothing is searched or repaired.

use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat};

use super::Opened;

/// An opened file in few bytes.
#[derive(Debug)]
pub struct Condensed {
    /// All objects, each after its number.
    objects: Vec<u8>,
    /// The file without them.
    pub(crate) rest: Opened,
}

/// The byte that begins each kind of value.
mod kind {
    pub(super) const NULL: u8 = 0;
    pub(super) const FALSE: u8 = 1;
    pub(super) const TRUE: u8 = 2;
    pub(super) const INTEGER: u8 = 3;
    pub(super) const REAL: u8 = 4;
    pub(super) const NAME: u8 = 5;
    pub(super) const LITERAL: u8 = 6;
    pub(super) const HEXADECIMAL: u8 = 7;
    pub(super) const ARRAY: u8 = 8;
    pub(super) const DICTIONARY: u8 = 9;
    pub(super) const STREAM: u8 = 10;
    pub(super) const REFERENCE: u8 = 11;
}

impl Opened {
    /// The file in a condensed form.
    pub fn condensed(mut self) -> Condensed {
        let mut objects = Writer(Vec::with_capacity(self.length));
        for (id, object) in std::mem::take(&mut self.document.objects) {
            objects.id(id);
            objects.value(&object);
        }
        objects.0.shrink_to_fit();
        Condensed { objects: objects.0, rest: self }
    }
}

impl Condensed {
    /// The file as it was opened.
    pub fn opened(&self) -> Opened {
        let mut opened = self.rest.clone();
        let mut objects = Reader(&self.objects);
        opened.document.objects = std::iter::from_fn(|| Some((objects.id()?, objects.value()?))).collect();
        opened
    }
}

struct Writer(Vec<u8>);

impl Writer {
    /// Seven bits a byte, the lowest first; the last byte is below 128.
    fn number(&mut self, mut number: u64) {
        while number >= 128 {
            self.0.push(number as u8 | 128);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    fn id(&mut self, (number, generation): ObjectId) {
        self.number(number.into());
        self.number(generation.into());
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.0.extend_from_slice(bytes);
    }

    /// Recurses by the depth of values, which is bounded.
    fn value(&mut self, object: &Object) {
        match object {
            Object::Null => self.0.push(kind::NULL),
            Object::Boolean(false) => self.0.push(kind::FALSE),
            Object::Boolean(true) => self.0.push(kind::TRUE),
            Object::Integer(number) => {
                self.0.push(kind::INTEGER);
                // The sign comes last, so that small numbers below zero are short, too.
                self.number(((number << 1) ^ (number >> 63)) as u64);
            }
            Object::Real(number) => {
                self.0.push(kind::REAL);
                self.0.extend_from_slice(&number.to_le_bytes());
            }
            Object::Name(name) => self.text(kind::NAME, name),
            Object::String(text, StringFormat::Literal) => self.text(kind::LITERAL, text),
            Object::String(text, StringFormat::Hexadecimal) => self.text(kind::HEXADECIMAL, text),
            Object::Array(items) => {
                self.0.push(kind::ARRAY);
                self.number(items.len() as u64);
                items.iter().for_each(|item| self.value(item));
            }
            Object::Dictionary(entries) => {
                self.0.push(kind::DICTIONARY);
                self.entries(entries);
            }
            Object::Stream(stream) => {
                self.0.push(kind::STREAM);
                self.entries(&stream.dict);
                self.bytes(&stream.content);
            }
            Object::Reference(id) => {
                self.0.push(kind::REFERENCE);
                self.id(*id);
            }
        }
    }

    fn text(&mut self, kind: u8, text: &[u8]) {
        self.0.push(kind);
        self.bytes(text);
    }

    fn entries(&mut self, entries: &Dictionary) {
        self.number(entries.len() as u64);
        for (key, value) in entries {
            self.bytes(key);
            self.value(value);
        }
    }
}

/// The bytes that are still to be read. At the end, nothing is returned.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn take(&mut self, length: usize) -> Option<&[u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u64> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let [byte] = *self.take(1)?.first_chunk()?;
            number |= u64::from(byte & 127) << shift;
            shift += 7;
            if byte < 128 {
                return Some(number);
            }
        }
    }

    fn length(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    fn id(&mut self) -> Option<ObjectId> {
        Some((u32::try_from(self.number()?).ok()?, u16::try_from(self.number()?).ok()?))
    }

    fn bytes(&mut self) -> Option<Vec<u8>> {
        let length = self.length()?;
        self.take(length).map(<[u8]>::to_vec)
    }

    fn value(&mut self) -> Option<Object> {
        let [kind] = *self.take(1)?.first_chunk()?;
        Some(match kind {
            kind::FALSE => Object::Boolean(false),
            kind::TRUE => Object::Boolean(true),
            kind::INTEGER => {
                let number = self.number()?;
                Object::Integer((number >> 1) as i64 ^ -((number & 1) as i64))
            }
            kind::REAL => Object::Real(f32::from_le_bytes(*self.take(4)?.first_chunk()?)),
            kind::NAME => Object::Name(self.bytes()?),
            kind::LITERAL => Object::String(self.bytes()?, StringFormat::Literal),
            kind::HEXADECIMAL => Object::String(self.bytes()?, StringFormat::Hexadecimal),
            kind::ARRAY => {
                let length = self.length()?;
                let mut items = Vec::with_capacity(length.min(self.0.len()));
                for _ in 0..length {
                    items.push(self.value()?);
                }
                Object::Array(items)
            }
            kind::DICTIONARY => Object::Dictionary(self.entries()?),
            kind::STREAM => {
                let entries = self.entries()?;
                Object::Stream(Stream::new(entries, self.bytes()?))
            }
            kind::REFERENCE => Object::Reference(self.id()?),
            _ => Object::Null,
        })
    }

    fn entries(&mut self) -> Option<Dictionary> {
        let length = self.length()?;
        (0..length).map(|_| Some((self.bytes()?, self.value()?))).collect()
    }
}
