//! Pictures inside an SVG: `data:image/png;base64,…`.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use percent_encoding::percent_decode_str;

use super::super::{Facts, Fault, raster};

/// How deep pictures may lie in pictures.
const DEPTH: usize = 2;

/// What is known of the picture that an address holds; nothing if the address leads elsewhere.
pub(super) fn look_at(address: &str, depth: usize) -> Option<Result<Facts, Fault>> {
    let (about, data) = address.trim_start().strip_prefix("data:")?.split_once(',')?;
    let Some(content) = content(about, data) else { return Some(Err(Fault::damaged())) };
    Some(match (raster::inside(&content), depth < DEPTH) {
        (Ok(facts), _) => Ok(facts),
        (Err(fault), _) if fault != Fault::otherwise() => Err(fault),
        (Err(_), true) => super::at_depth(&content, depth + 1),
        (Err(_), false) => Err(Fault::too_complex("has pictures within pictures within pictures")),
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
