//! Strings, names and streams of objects, by the purpose of each.

use std::collections::HashSet;
use std::sync::LazyLock;

use lopdf::{Dictionary, Document, Object, Stream};

use crate::leak::within::{Piece, Sink, Within};
use crate::leak::{markup, pictures};
use crate::pdf::{Budget, Plain, plain, whole_text};

/// Keys whose strings are written by programs, or are not text.
static OF_PROGRAMS: LazyLock<HashSet<&[u8]>> = LazyLock::new(|| {
    b"Producer Creator CreationDate ModDate M Lang Registry Ordering DA DS ID OutputConditionIdentifier OutputCondition \
    RegistryName Cert ByteRange CheckSum O U OE UE Perms Panose CharSet Trapped Version PTEX.Fullbanner LastModified \
    Headers Info NM"
        .split(|byte| *byte == b' ')
        .collect()
});

/// Gives the strings, names and streams of objects.
pub(super) fn pieces<'a>(objects: impl Iterator<Item = &'a Object>, budget: &mut Budget, sink: &mut Sink<'_>) {
    let mut walk = Walk { budget, names: Vec::new() };
    for object in objects {
        walk.object(object, Around { within: Within::String, is_text: true, key: b"" }, sink);
    }
    sink(Within::Name, Piece::Fabric(&walk.names));
}

/// The context of a value: the part of the file, and the key under which it is.
#[derive(Clone, Copy)]
struct Around<'a> {
    within: Within,
    is_text: bool,
    key: &'a [u8],
}

struct Walk<'b> {
    budget: &'b mut Budget,
    /// All names, each on a line.
    names: Vec<u8>,
}

impl Walk<'_> {
    /// Recurses by the depth of values, which is bounded.
    fn object(&mut self, object: &Object, around: Around<'_>, sink: &mut Sink<'_>) {
        match object {
            Object::String(bytes, _) => string(object, bytes, around, sink),
            Object::Name(name) => self.name(name),
            Object::Array(items) => items.iter().for_each(|item| self.object(item, around, sink)),
            Object::Dictionary(dictionary) => self.dictionary(dictionary, around, sink),
            Object::Stream(stream) => {
                self.dictionary(&stream.dict, around, sink);
                self.stream(stream, sink);
            }
            _ => {}
        }
    }

    fn name(&mut self, name: &[u8]) {
        self.names.extend_from_slice(name);
        self.names.push(b'\n');
    }

    fn dictionary(&mut self, dictionary: &Dictionary, outer: Around<'_>, sink: &mut Sink<'_>) {
        let kind = kind(dictionary);
        for (key, value) in dictionary {
            self.name(key);
            let is_text = !OF_PROGRAMS.contains(key.as_slice());
            let own = within(dictionary, kind, key);
            let is_plain = own == Within::String;
            let around = Around { within: if is_plain { outer.within } else { own }, is_text, key };
            // In older files, named destinations are the keys of a dictionary.
            if matches!(value, Object::Array(_) | Object::Dictionary(_) | Object::Reference(_))
                && !is_known(key)
                && let Ok(name) = std::str::from_utf8(key)
            {
                sink(Within::Destination, Piece::Code(name));
            }
            self.object(value, around, sink);
        }
    }

    fn stream(&mut self, stream: &Stream, sink: &mut Sink<'_>) {
        if stream.dict.has_type(b"ObjStm") || stream.dict.has_type(b"XRef") {
            return;
        }
        let bytes = match plain(&Document::new(), stream, self.budget) {
            Ok(Plain::Whole(bytes) | Plain::Broken(bytes)) => bytes,
            Ok(Plain::Picture) => {
                if stream.content.starts_with(b"\xff\xd8\xff") {
                    pictures::jpeg(&stream.content, sink);
                }
                return;
            }
            Err(_) => return sink(Within::Stream, Piece::Unread),
        };
        let is = |kind: &[u8]| stream.dict.has_type(kind);
        let start = bytes.trim_ascii_start();
        if is(b"Metadata") || bytes.windows(9).take(4_096).any(|part| part == b"<rdf:RDF " || part == b"x:xmpmeta") {
            markup::pieces(&String::from_utf8_lossy(&bytes), Within::Metadata, sink);
        } else if is(b"EmbeddedFile") || stream.dict.get(b"Params").is_ok() {
            sink(Within::Attachment, Piece::File("x", &bytes));
        } else if start.starts_with(b"<") && std::str::from_utf8(&bytes).is_ok() {
            markup::pieces(&String::from_utf8_lossy(&bytes), Within::Form, sink);
        }
        if !stream.dict.has_type(b"XObject") || stream.dict.get(b"Width").is_err() {
            let is_content = bytes
                .windows(3)
                .any(|part| matches!(part, b"BT\n" | b"BT " | b"BT\r" | b" Tj" | b" TJ" | b"]TJ" | b")Tj"));
            sink(Within::Stream, if is_content { Piece::Remains(&bytes) } else { Piece::Fabric(&bytes) });
        }
    }
}

fn string(object: &Object, bytes: &[u8], around: Around<'_>, sink: &mut Sink<'_>) {
    let is_binary =
        |text: &str| text.chars().filter(|c| c.is_control() && !c.is_whitespace()).count() * 8 > bytes.len();
    let Some(text) = whole_text(&Document::new(), object) else { return };
    if !around.is_text || is_binary(&text) {
        sink(around.within, Piece::Fabric(text.as_bytes()));
        return sink(around.within, Piece::Fabric(bytes));
    }
    if around.key == b"URI" || text.contains("%") {
        let plain = percent_encoding::percent_decode_str(&text).decode_utf8_lossy().into_owned();
        sink(around.within, Piece::Words(&plain));
    }
    sink(around.within, Piece::Words(&text));
    // Many programs write UTF-8 without saying so.
    if let (false, Ok(plain)) = (bytes.is_ascii(), std::str::from_utf8(bytes)) {
        sink(around.within, Piece::Words(plain));
    }
}

/// The purpose of a dictionary.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Element,
    Outline,
    Label,
    Layer,
    Annotation,
    Field,
    File,
    Info,
    Tree,
    Other,
}

fn kind(dictionary: &Dictionary) -> Of {
    let has = |key: &[u8]| dictionary.get(key).is_ok();
    let is = |kind: &[u8]| dictionary.has_type(kind);
    let style = dictionary.get(b"S").and_then(Object::as_name).unwrap_or_default();
    if is(b"StructElem") || has(b"S") && has(b"P") && has(b"K") {
        Of::Element
    } else if is(b"OCG") {
        Of::Layer
    } else if has(b"EF") || is(b"Filespec") || is(b"F") {
        Of::File
    } else if has(b"FT") || (has(b"T") && (has(b"Kids") || has(b"V"))) {
        Of::Field
    } else if is(b"Annot") || has(b"Rect") && has(b"Subtype") {
        Of::Annotation
    } else if has(b"Title") && has(b"Parent") {
        Of::Outline
    } else if is(b"PageLabel") || matches!(style, b"D" | b"R" | b"r" | b"A" | b"a") || has(b"St") {
        Of::Label
    } else if has(b"Producer") || has(b"Author") || has(b"Title") || has(b"Keywords") || has(b"CreationDate") {
        Of::Info
    } else if has(b"Names") && !has(b"Type") || has(b"Limits") {
        Of::Tree
    } else {
        Of::Other
    }
}

fn within(dictionary: &Dictionary, of: Of, key: &[u8]) -> Within {
    match (of, key) {
        (_, b"Alt" | b"ActualText" | b"E") | (Of::Element, _) => Within::Structure,
        (Of::Outline, b"Title") => Within::Outline,
        (_, b"URI" | b"JS" | b"F") if of != Of::File => Within::Link,
        (_, b"Dest" | b"D") => Within::Destination,
        (Of::Label, b"P") | (_, b"PageLabels") => Within::Label,
        (Of::Layer, _) => Within::Layer,
        (Of::File, _) => Within::Attachment,
        (Of::Field, _) => Within::Form,
        (Of::Annotation, _) => Within::Annotation,
        (Of::Info, _) => Within::Metadata,
        (Of::Tree, _) => {
            let named = dictionary.get(b"Names").and_then(Object::as_array);
            let is_file = |object: &Object| object.as_dict().is_ok_and(|value| value.get(b"EF").is_ok());
            if named.is_ok_and(|named| named.iter().any(is_file)) { Within::Attachment } else { Within::Destination }
        }
        (Of::Label, _) | (Of::Outline, _) | (Of::Other, _) => Within::String,
    }
}

/// Returns whether a key is one that the standard or a resource has: one or two words of plain letters, or letters and a number.
fn is_known(key: &[u8]) -> bool {
    let letters = key.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    key.len() < 4 || letters == key.len() && key.first().is_some_and(u8::is_ascii_uppercase) || letters < 4
}
