//! The digest of their content that minutes carry.

use lopdf::{Document, Object};

/// The digest of their content that minutes carry as a keyword (in the document information dictionary; PDF/A has the
/// metadata say the same). `None` if they carry none.
pub(super) fn carried_content(document: &Document) -> Option<String> {
    let information = document.trailer.get(b"Info").and_then(Object::as_reference).ok()?;
    let keywords = document.get_dictionary(information).and_then(|information| information.get(b"Keywords")).ok()?;
    let keywords = lopdf::decode_text_string(keywords).ok()?;
    keywords.split([',', ' ']).find(|word| word.starts_with("sha256:")).map(str::to_owned)
}
