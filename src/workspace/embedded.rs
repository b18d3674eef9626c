//! The house style and fonts that the program carries along, so that one binary works in any folder.
pub const EMBEDDED_TEMPLATES: &[(&str, &[u8])] = &[];
pub const EMBEDDED_FONTS: &[(&str, &[u8])] = &[];
pub fn embedded(path: &str) -> Option<&'static [u8]> { None }
