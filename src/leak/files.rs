//! A file by its kind, and the files inside it.

use std::io::{Cursor, Read};

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::within::{Piece, Sink, Within};
use super::{calendar, json, markup, pdf, pictures};

/// The largest file, in bytes, that is searched completely.
pub(super) const MOST: usize = 512 << 20;
/// How deep files inside files are searched.
const DEPTH: usize = 3;
/// The most files inside one, in all depths.
const FILES: usize = 5_000;

/// A file inside another that is still to be searched.
struct Inner {
    name: String,
    bytes: Vec<u8>,
    /// The part of the outer file in which it was found.
    within: Option<Within>,
    depth: usize,
}

/// Gives all pieces of a file and of the files inside it.
pub(super) fn pieces(name: &str, bytes: &[u8], sink: &mut Sink<'_>) {
    let mut open = vec![];
    let (mut count, mut total) = (0, 0);
    one(name, bytes, None, 0, &mut open, sink);
    while let Some(inner) = open.pop() {
        count += 1;
        total += inner.bytes.len();
        if count > FILES || total > MOST || inner.depth > DEPTH {
            sink(inner.within.unwrap_or(Within::Attachment), Piece::Fabric(&inner.bytes));
            sink(Within::Attachment, Piece::Unread);
            continue;
        }
        one(&inner.name, &inner.bytes, inner.within, inner.depth, &mut open, sink);
    }
}

fn one(name: &str, bytes: &[u8], around: Option<Within>, depth: usize, open: &mut Vec<Inner>, sink: &mut Sink<'_>) {
    by_kind(name, bytes, &mut |within, piece| match piece {
        Piece::File(inner, bytes) => {
            let within = around.unwrap_or(within);
            open.push(Inner { name: inner.to_owned(), bytes: bytes.to_vec(), within: Some(within), depth: depth + 1 });
        }
        piece => sink(around.unwrap_or(within), piece),
    });
}

fn by_kind(name: &str, bytes: &[u8], sink: &mut Sink<'_>) {
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let head = bytes.get(..1_024).unwrap_or(bytes);
    if head.windows(5).any(|window| window == b"%PDF-") {
        return pdf::pieces(bytes, sink);
    }
    let text = text(bytes);
    if text.is_none() {
        sink(Within::Bytes, Piece::Fabric(bytes));
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        pictures::png(bytes, sink);
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        pictures::jpeg(bytes, sink);
    } else if bytes.starts_with(b"PK\x03\x04") {
        zipped(bytes, sink);
    } else if let Some(text) = text {
        of_text(name, &ending, &text, sink);
    }
}

fn of_text(name: &str, ending: &str, text: &str, sink: &mut Sink<'_>) {
    let start = text.trim_start();
    if ending == "json" {
        let is_manifest = name == "manifest.json";
        json::pieces(text, if is_manifest { Within::Manifest } else { Within::Json }, sink);
    } else if ending == "ics" || start.starts_with("BEGIN:VCALENDAR") {
        calendar::pieces(text, sink);
    } else if start.starts_with('<') || matches!(ending, "html" | "htm" | "xhtml" | "xml" | "svg" | "rdf" | "xmp") {
        markup::pieces(text, Within::Text, sink);
    } else {
        sink(Within::Text, Piece::Words(text));
    }
    if let Some(plain) = without_percent(text) {
        sink(Within::Markup, Piece::Code(&plain));
    }
    data_addresses(text, sink);
}

/// Decodes UTF-8 or UTF-16; `None` if the bytes are not text.
fn text(bytes: &[u8]) -> Option<String> {
    let wide = |of: fn([u8; 2]) -> u16| -> String {
        let units: Vec<u16> =
            bytes.get(2..).unwrap_or_default().chunks_exact(2).map(|pair| of([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xfe, 0xff, ..] => Some(wide(u16::from_be_bytes)),
        [0xff, 0xfe, ..] => Some(wide(u16::from_le_bytes)),
        _ => {
            let odd = bytes.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31)).count();
            if odd * 50 > bytes.len() {
                return None;
            }
            // In a text in an older encoding, single bytes are not valid UTF-8.
            let text = String::from_utf8_lossy(bytes);
            let lost = text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
            Some(if lost == 0 { text.into_owned() } else { bytes.iter().map(|byte| char::from(*byte)).collect() })
        }
    }
}

/// The text with percent encoding (`%41`) decoded, if it has any.
fn without_percent(text: &str) -> Option<String> {
    let plain = percent_encoding::percent_decode_str(text);
    match std::borrow::Cow::from(plain) {
        std::borrow::Cow::Borrowed(_) => None,
        std::borrow::Cow::Owned(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
    }
}

/// The files in `data:` addresses.
fn data_addresses(text: &str, sink: &mut Sink<'_>) {
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    let engine = GeneralPurpose::new(&STANDARD, config);
    let mut rest = text;
    while let Some(at) = rest.find("data:") {
        rest = rest.get(at + 5..).unwrap_or_default();
        // The comma has to be near, so that each address is read only once.
        let Some(comma) = rest.bytes().take(200).position(|byte| byte == b',') else { continue };
        let (head, behind) = rest.split_at(comma);
        let end = behind.find(['"', '\'', ')', '<', '>']).unwrap_or(behind.len());
        let (data, behind) = behind.split_at(end);
        rest = behind;
        let data = percent_encoding::percent_decode_str(data.trim_start_matches(','));
        let bytes = if head.ends_with("base64") {
            let is_data = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
            let data: Vec<u8> = data.filter(|byte| !byte.is_ascii_whitespace()).take_while(is_data).collect();
            engine.decode(data).ok()
        } else {
            Some(data.collect())
        };
        let name = match head {
            head if head.contains("json") => "x.json",
            head if head.contains("xml") || head.contains("html") => "x.xml",
            _ => "x",
        };
        sink(Within::DataAddress, bytes.as_ref().map_or(Piece::Unread, |bytes| Piece::File(name, bytes)));
    }
}

/// Gives the files of a zip inside the pack, such as a document of a word processor.
fn zipped(bytes: &[u8], sink: &mut Sink<'_>) {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return };
    sink(Within::ZipComment, Piece::Words(&String::from_utf8_lossy(archive.comment())));
    let mut left = MOST as u64;
    for number in 0..archive.len().min(FILES) {
        let Ok(mut file) = archive.by_index(number) else {
            sink(Within::Attachment, Piece::Unread);
            continue;
        };
        let name = String::from_utf8_lossy(file.name_raw()).into_owned();
        let mut content = Vec::new();
        let _ = file.by_ref().take(left).read_to_end(&mut content);
        left = left.saturating_sub(content.len() as u64);
        sink(Within::FileName, Piece::Code(&name));
        sink(Within::Text, Piece::File(&name, &content));
    }
}
