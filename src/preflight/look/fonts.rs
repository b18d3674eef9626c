//! Whether a font is in the file (ISO 32000-1, 9.9).

use lopdf::{Dictionary, Document, Object};

use super::text::name;

/// The name of a font if its program is not in the file. A font of type 3 is drawn by its own content streams.
pub(crate) fn missing_font(document: &Document, font: &Dictionary) -> Option<String> {
    let kind = font.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
    if kind == b"Type3" {
        return None;
    }
    let described = if kind == b"Type0" { descendant(document, font).unwrap_or(font) } else { font };
    let descriptor = entry(document, described, b"FontDescriptor").and_then(|descriptor| descriptor.as_dict().ok());
    let programs = [b"FontFile".as_slice(), b"FontFile2", b"FontFile3"];
    let is_program = |descriptor: &Dictionary, key: &[u8]| {
        entry(document, descriptor, key).is_some_and(|program| program.as_stream().is_ok())
    };
    if descriptor.is_some_and(|descriptor| programs.iter().any(|key| is_program(descriptor, key))) {
        return None;
    }
    let base = entry(document, font, b"BaseFont").and_then(|base| base.as_name().ok()).unwrap_or(b"unnamed");
    Some(without_tag(&name(base)).to_owned())
}

fn descendant<'a>(document: &'a Document, font: &'a Dictionary) -> Option<&'a Dictionary> {
    let descendants = entry(document, font, b"DescendantFonts")?.as_array().ok()?;
    document.dereference(descendants.first()?).ok()?.1.as_dict().ok()
}

fn entry<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    document.dereference(dictionary.get(key).ok()?).ok().map(|(_, object)| object)
}

/// `ABCDEF+Calibri` is a subset of Calibri (9.6.4).
fn without_tag(name: &str) -> &str {
    match name.split_once('+') {
        Some((tag, rest)) if tag.len() == 6 && tag.bytes().all(|byte| byte.is_ascii_uppercase()) => rest,
        _ => name,
    }
}
