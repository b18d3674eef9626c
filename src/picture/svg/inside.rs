//! Pictures inside an SVG: `data:image/png;base64,…`.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use percent_encoding::percent_decode_str;

use super::super::{Facts, Fault, embedded};

/// The maximum depth of pictures within pictures.
const DEPTH: usize = 2;

/// The result of looking at a picture inside another; nothing if its address leads elsewhere.
pub(super) type Inside = Option<Result<Facts, Fault>>;

/// Inspects the picture in an address of an SVG, at a depth of nested pictures. `svg` inspects it if it is another SVG.
pub(super) fn inspect(address: &str, depth: usize, svg: impl FnOnce(&[u8], usize) -> Result<Facts, Fault>) -> Inside {
    let (about, data) = address.trim_start().strip_prefix("data:")?.split_once(',')?;
    let Some(content) = content(about, data) else { return Some(Err(Fault::damaged())) };
    Some(match (embedded::inspect(&content), depth < DEPTH) {
        (Ok(facts), _) => Ok(facts),
        (Err(fault), _) if fault != Fault::otherwise() => Err(fault),
        (Err(_), true) => svg(&content, depth + 1),
        (Err(_), false) => Err(Fault::too_complex("has pictures nested more than two deep")),
    })
}

fn content(about: &str, data: &str) -> Option<Vec<u8>> {
    let plain: Vec<u8> = percent_decode_str(data).collect();
    if !about.trim_end().to_ascii_lowercase().ends_with("base64") {
        return Some(plain);
    }
    let letters: Vec<u8> = plain.into_iter().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    GeneralPurpose::new(&STANDARD, config).decode(letters).ok()
}
