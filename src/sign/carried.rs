//! What minutes say of what they say.

use lopdf::Object;

use super::pdf::load;

/// The digest of their content that minutes carry as a keyword (in the document information dictionary; PDF/A has the
/// metadata say the same). `None` if they carry none or cannot be read.
pub fn carried_content(file: &[u8]) -> Option<String> {
    let document = load(file)?;
    let information = document.trailer.get(b"Info").and_then(Object::as_reference).ok()?;
    let keywords = document.get_dictionary(information).and_then(|information| information.get(b"Keywords")).ok()?;
    let keywords = lopdf::decode_text_string(keywords).ok()?;
    keywords.split([',', ' ']).find(|word| word.starts_with("sha256:")).map(str::to_owned)
}
