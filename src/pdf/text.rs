//! Names and strings as people read them.

use lopdf::{Document, Object};

use super::look_up::resolved;

/// The most characters that are shown of anything; it goes into messages.
const MOST: usize = 200;

/// A text string (ISO 32000-1, 7.9.2.2), cut where it is very long, without control characters and blanks around it.
pub(crate) fn text(document: &Document, object: &Object) -> Option<String> {
    Some(plain_text(document, object)?.trim().to_owned())
}

/// The same, including blanks around it.
pub(super) fn plain_text(document: &Document, object: &Object) -> Option<String> {
    Some(visible(&whole_text(document, object)?))
}

/// All that a text string says.
pub(crate) fn whole_text(document: &Document, object: &Object) -> Option<String> {
    let object = resolved(document, object);
    let bytes = object.as_str().ok()?;
    Some(match bytes {
        [0xfe, 0xff, rest @ ..] => utf_16(rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]))),
        // Not in the standard, and found all the same.
        [0xff, 0xfe, rest @ ..] => utf_16(rest.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]))),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        // lopdf drops the ends of lines.
        _ => bytes.split_inclusive(|byte| matches!(byte, b'\r' | b'\n')).map(of_line).collect(),
    })
}

/// A line in the encoding of documents (ISO 32000-1, annex D), with its end.
fn of_line(line: &[u8]) -> String {
    let end: String =
        line.last().filter(|last| matches!(last, b'\r' | b'\n')).map(|last| char::from(*last)).into_iter().collect();
    let text = line.strip_suffix(end.as_bytes()).unwrap_or(line);
    let decoded = lopdf::decode_text_string(&Object::string_literal(text));
    decoded.unwrap_or_else(|_| String::from_utf8_lossy(text).into_owned()) + &end
}

fn utf_16(units: impl Iterator<Item = u16>) -> String {
    char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// A name as people read it.
pub(crate) fn shown_name(bytes: &[u8]) -> String {
    shown(&String::from_utf8_lossy(bytes))
}

/// Cut and without control characters.
pub(crate) fn shown(text: &str) -> String {
    visible(text.trim()).trim().to_owned()
}

fn visible(text: &str) -> String {
    text.chars().filter(|character| !character.is_control()).take(MOST).collect()
}
