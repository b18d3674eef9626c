//! Fonts that are in the file, or not (ISO 32000-1, 9.9).

use lopdf::{Dictionary, Document};

use crate::pdf::{array, dictionary, entry, name, resolved, shown_name};

/// The name of a font if its program is not in the file. A font of type 3 is drawn by its own content streams.
pub(crate) fn missing_font(document: &Document, font: &Dictionary) -> Option<String> {
    let kind = name(document, font, b"Subtype").unwrap_or_default();
    if kind == b"Type3" {
        return None;
    }
    let described = if kind == b"Type0" { descendant(document, font).unwrap_or(font) } else { font };
    let descriptor = dictionary(document, described, b"FontDescriptor");
    let programs = [b"FontFile".as_slice(), b"FontFile2", b"FontFile3"];
    let is_program = |descriptor: &Dictionary, key: &[u8]| {
        entry(document, descriptor, key).is_some_and(|program| program.as_stream().is_ok())
    };
    if descriptor.is_some_and(|descriptor| programs.iter().any(|key| is_program(descriptor, key))) {
        return None;
    }
    let base = name(document, font, b"BaseFont").unwrap_or(b"unnamed");
    Some(without_tag(&shown_name(base)).to_owned())
}

fn descendant<'a>(document: &'a Document, font: &'a Dictionary) -> Option<&'a Dictionary> {
    resolved(document, array(document, font, b"DescendantFonts")?.first()?).as_dict().ok()
}

/// `ABCDEF+Calibri` is a subset of Calibri (9.6.4).
fn without_tag(name: &str) -> &str {
    match name.split_once('+') {
        Some((tag, rest)) if tag.len() == 6 && tag.bytes().all(|byte| byte.is_ascii_uppercase()) => rest,
        _ => name,
    }
}
