//! The strings of JSON, even if the JSON is not valid.

use super::within::{Piece, Sink, Within};

/// Gives the keys, the values (both with escapes decoded), and what is between strings.
pub(super) fn pieces(text: &str, within: Within, sink: &mut Sink<'_>) {
    let (mut keys, mut values, mut others) = (String::new(), String::new(), String::new());
    let mut rest = text;
    while let Some(start) = rest.find('"') {
        others.push_str(rest.get(..start).unwrap_or_default());
        let behind = rest.get(start + 1..).unwrap_or_default();
        let (string, length) = string(behind);
        rest = behind.get(length..).unwrap_or_default();
        let into = if rest.trim_start().starts_with(':') { &mut keys } else { &mut values };
        into.push_str(&string);
        into.push_str(" ; ");
    }
    others.push_str(rest);
    sink(within, Piece::Fabric(others.as_bytes()));
    sink(within, Piece::Code(&keys));
    sink(within, Piece::Words(&values));
}

/// A string up to its closing quotation mark, and its length in bytes, including that mark.
fn string(text: &str) -> (String, usize) {
    let mut units: Vec<u16> = Vec::new();
    let mut characters = text.char_indices();
    let mut buffer = [0; 2];
    while let Some((at, c)) = characters.next() {
        match c {
            '"' => return (String::from_utf16_lossy(&units), at + 1),
            '\\' => match characters.next() {
                Some((_, 'n' | 'r')) => units.push(10),
                Some((_, 't' | 'b' | 'f')) => units.push(32),
                Some((at, 'u')) => {
                    let digits =
                        text.get(at + 1..at + 5).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
                    if let Some(unit) = digits.and_then(|digits| u16::from_str_radix(digits, 16).ok()) {
                        units.push(unit);
                        characters.nth(3);
                    }
                }
                Some((_, c)) => units.extend_from_slice(c.encode_utf16(&mut buffer)),
                None => {}
            },
            c => units.extend_from_slice(c.encode_utf16(&mut buffer)),
        }
    }
    (String::from_utf16_lossy(&units), text.len())
}
