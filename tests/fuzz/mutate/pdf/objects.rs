//! A PDF as a list of objects, read leniently and written plainly.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use super::tokens;
use crate::fuzz::dice::Dice;

/// An object as it is written, without its head and its end.
#[derive(Clone)]
pub(super) struct Object {
    pub(super) number: u32,
    pub(super) body: Vec<u8>,
    pub(super) stream: Option<Vec<u8>>,
}

/// A file.
#[derive(Clone)]
pub(super) struct Pdf {
    pub(super) objects: Vec<Object>,
    /// The dictionary, without its size and what led to former ones.
    pub(super) trailer: Vec<u8>,
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|part| part == wanted)
}

impl Pdf {
    /// Reads a file that lies open: with a trailer, and without streams of objects.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let trailer = bytes.windows(7).rposition(|part| part == b"trailer")?;
        let end = trailer + find(&bytes[trailer..], b"startxref")?;
        let mut trailer = Object { number: 0, body: bytes[trailer + 7..end].trim_ascii().to_vec(), stream: None };
        [&b"/Size"[..], b"/Prev", b"/XRefStm"].into_iter().for_each(|key| trailer.without(key));
        let mut objects = Vec::new();
        let mut from = 0;
        while let Some(at) = find(&bytes[from..], b" obj").map(|at| from + at) {
            let head = bytes[..at].iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).map_or(0, |at| at + 1);
            let number =
                std::str::from_utf8(&bytes[head..at]).ok().and_then(|head| head.split(' ').next()?.parse().ok());
            let Some(end) = find(&bytes[at..], b"endobj").map(|end| at + end) else { break };
            let body = &bytes[at + 4..end];
            from = end + 6;
            let Some(number) = number else { continue };
            let (body, stream) = match find(body, b"stream") {
                Some(start) => {
                    // What is between may look like an end.
                    let data = at + 4 + start + 6;
                    let data =
                        data + bytes[data..].iter().take(2).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
                    let length = find(&bytes[data..], b"endstream").unwrap_or(bytes.len() - data);
                    from = (data + length).min(bytes.len());
                    (&body[..start], Some(bytes[data..data + length].to_vec()))
                }
                None => (body, None),
            };
            let mut object = Object { number, body: body.trim_ascii().to_vec(), stream };
            if object.stream.is_some() {
                object.without(b"/Length");
            }
            objects.push(object);
            if objects.len() > 60_000 {
                break;
            }
        }
        trailer.body.starts_with(b"<<").then_some(Self { objects, trailer: trailer.body })
    }

    /// Writes it with a table, in which seldom something is wrong; sometimes as two revisions.
    pub(super) fn written(&self, dice: &mut Dice) -> Vec<u8> {
        let mut file = b"%PDF-1.7\n".to_vec();
        let split = if dice.once_in(20) { dice.below(self.objects.len()) } else { self.objects.len() };
        let previous = self.section(&mut file, &self.objects[..split], "", dice);
        if split < self.objects.len() {
            let entry = format!("/Prev {previous}");
            self.section(&mut file, &self.objects[split..], &entry, dice);
        }
        file
    }

    fn section(&self, file: &mut Vec<u8>, objects: &[Object], entry: &str, dice: &mut Dice) -> usize {
        let mut table = String::from("xref\n0 1\n0000000000 65535 f \n");
        let size = objects.iter().map(|object| object.number).max().unwrap_or_default().saturating_add(1);
        let lies = dice.once_in(20);
        for object in objects {
            let place = if lies && dice.once_in(4) { dice.below(file.len()) } else { file.len() };
            table.push_str(&format!("{} 1\n{place:010} 00000 n \n", object.number));
            object.write(file);
        }
        let start = file.len();
        file.extend(table.bytes());
        file.extend(b"trailer\n<<");
        file.extend(format!("/Size {size} {entry} ").bytes());
        file.extend(self.trailer.get(2..).unwrap_or(b">>"));
        file.extend(format!("\nstartxref\n{start}\n%%EOF\n").bytes());
        start
    }

    /// Writes it with all that may be in a stream of objects, and a stream in place of the table (ISO 32000-1, 7.5.7, 7.5.8).
    pub(super) fn in_streams(&self, dice: &mut Dice) -> Vec<u8> {
        let mut file = b"%PDF-1.7\n".to_vec();
        let size = self.objects.iter().map(|object| object.number).max().unwrap_or_default().saturating_add(3);
        let (container, table) = (size - 2, size - 1);
        let mut entries = vec![(0, [0, 0, 0xffff])];
        let (mut head, mut inside, mut count) = (String::new(), Vec::new(), 0);
        let at_one_place = dice.once_in(6);
        for object in &self.objects {
            if object.stream.is_some() || (dice.once_in(10)) {
                entries.push((object.number, [1, file.len(), 0]));
                object.write(&mut file);
                continue;
            }
            let offset = if at_one_place { 0 } else { inside.len() };
            head.push_str(&format!("{} {offset} ", object.number));
            inside.extend(&object.body);
            inside.push(b' ');
            entries.push((object.number, [2, usize::try_from(container).unwrap(), count]));
            count += 1;
        }
        let first = if dice.once_in(10) { dice.below(1 << 20) } else { head.len() };
        let lie = if dice.once_in(10) { dice.below(1 << 30) } else { count };
        let mut stream = head.into_bytes();
        stream.extend(inside);
        let body = format!("<</Type/ObjStm/N {lie}/First {first}/Filter/FlateDecode>>").into_bytes();
        entries.push((container, [1, file.len(), 0]));
        Object { number: container, body, stream: Some(deflated(&stream)) }.write(&mut file);
        let start = file.len();
        entries.push((table, [1, start, 0]));
        entries.sort_by_key(|(number, _)| *number);
        let index: String = entries.iter().map(|(number, _)| format!("{number} 1 ")).collect();
        let rows: Vec<u8> = entries
            .iter()
            .flat_map(|(_, [kind, place, more])| {
                let mut row = vec![u8::try_from(*kind).unwrap()];
                row.extend(u32::try_from(*place).unwrap().to_be_bytes());
                row.extend(u16::try_from(*more & 0xffff).unwrap().to_be_bytes());
                row
            })
            .collect();
        let widths = if dice.once_in(10) { "[0 8 8]" } else { "[1 4 2]" };
        let mut body = format!("<</Type/XRef/Size {size}/W {widths}/Index [{index}]/Filter/FlateDecode ").into_bytes();
        body.extend(self.trailer.get(2..).unwrap_or(b">>"));
        Object { number: table, body, stream: Some(deflated(&rows)) }.write(&mut file);
        file.extend(format!("startxref\n{start}\n%%EOF\n").bytes());
        file
    }
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

impl Object {
    fn write(&self, file: &mut Vec<u8>) {
        file.extend(format!("{} 0 obj\n", self.number).bytes());
        match &self.stream {
            None => file.extend(&self.body),
            Some(stream) => {
                let states = find(&self.body, b"/Length ").is_some();
                if let (false, Some(rest)) = (states, self.body.strip_prefix(b"<<")) {
                    file.extend(format!("<</Length {} ", stream.len()).bytes());
                    file.extend(rest);
                } else {
                    file.extend(&self.body);
                }
                file.extend(b"\nstream\n");
                file.extend(stream);
                file.extend(b"\nendstream");
            }
        }
        file.extend(b"\nendobj\n");
    }

    /// How many bytes it has, about.
    pub(super) fn size(&self) -> usize {
        self.body.len() + self.stream.as_ref().map_or(0, Vec::len)
    }

    /// Puts something in the place of one token of a kind.
    pub(super) fn replace(&mut self, dice: &mut Dice, is_meant: impl Fn(&[u8]) -> bool, new: &str) {
        let tokens: Vec<_> =
            tokens(&self.body).into_iter().filter(|token| is_meant(&self.body[token.clone()])).collect();
        if !tokens.is_empty() {
            let token = tokens[dice.below(tokens.len())].clone();
            self.body.splice(token, format!(" {new} ").into_bytes());
        }
    }

    /// Puts something between two tokens: mostly at the beginning, where entries are.
    pub(super) fn insert(&mut self, dice: &mut Dice, new: &str) {
        let tokens = tokens(&self.body);
        let at = if dice.once_in(3) { dice.below(tokens.len()) } else { 0 };
        if let Some(token) = tokens.get(at) {
            self.body.splice(token.end..token.end, new.bytes());
        }
    }

    /// Takes away an entry, if its value is plain.
    pub(super) fn without(&mut self, key: &[u8]) {
        let tokens = tokens(&self.body);
        let Some(at) = tokens.iter().position(|token| self.body[token.clone()] == *key) else { return };
        let Some(value) = tokens.get(at + 1) else { return };
        let opens = |token: &[u8]| matches!(token, b"[" | b"<<");
        let closes = |token: &[u8]| matches!(token, b"]" | b">>");
        let (mut depth, mut last) = (0_usize, value.end);
        for token in &tokens[at + 1..] {
            let text = &self.body[token.clone()];
            depth = if opens(text) {
                depth + 1
            } else if closes(text) {
                depth.saturating_sub(1)
            } else {
                depth
            };
            last = token.end;
            if depth == 0 {
                break;
            }
        }
        self.body.drain(tokens[at].start..last);
    }

    /// What is in its stream, if that is packed in the usual way or not at all.
    pub(super) fn unpacked(&self) -> Option<Vec<u8>> {
        let stream = self.stream.as_ref()?;
        if find(&self.body, b"/Filter").is_none() {
            return Some(stream.clone());
        }
        if find(&self.body, b"/Predictor").is_some() || find(&self.body, b"FlateDecode").is_none() {
            return None;
        }
        let mut content = Vec::new();
        ZlibDecoder::new(stream.as_slice()).take(1 << 20).read_to_end(&mut content).ok()?;
        Some(content)
    }
}
