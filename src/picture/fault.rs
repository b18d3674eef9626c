//! Reasons why a picture cannot be shown.

use super::PIXELS;

/// The reason why a picture cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The reason, as words after the name of the picture.
    pub what: String,
    /// The hint.
    pub hint: &'static str,
}

/// The hint for an SVG that needs too much time or memory.
const FLATTEN: &str = "save it simpler, or as PNG";

impl Fault {
    pub(super) fn otherwise() -> Self {
        Self {
            what: "is not of the kind that its name says".to_owned(),
            hint: "save it as PNG, JPEG or SVG, with the ending of its kind",
        }
    }

    pub(super) fn damaged() -> Self {
        Self { what: "is damaged".to_owned(), hint: "save it again, or ask for another copy" }
    }

    pub(super) fn too_many_pixels() -> Self {
        Self { what: "has too many pixels".to_owned(), hint: "save it smaller: a page shows no more than 20 million" }
    }

    pub(super) fn colours_of_print() -> Self {
        Self {
            what: "has print colours (CMYK), which PDF/A does not allow".to_owned(),
            hint: "save it with screen colours (RGB)",
        }
    }

    /// A part besides the picture itself that is too large when it is unpacked, or occurs too often.
    pub(super) fn too_much(what: impl Into<String>) -> Self {
        Self { what: what.into(), hint: "save it again, without data that are not part of the picture" }
    }

    /// An SVG that takes too much to draw.
    pub(super) fn too_complex(what: impl Into<String>) -> Self {
        Self { what: what.into(), hint: FLATTEN }
    }

    /// An SVG that shows what is not in it.
    pub(super) fn linked() -> Self {
        Self {
            what: "shows another file, which is not shown".to_owned(),
            hint: "put everything into the picture itself",
        }
    }
}

/// The number of pixels of a picture of this size, if that is not too many.
pub(super) fn pixels(width: u32, height: u32) -> Result<u64, Fault> {
    let pixels = u64::from(width) * u64::from(height);
    if pixels > PIXELS { Err(Fault::too_many_pixels()) } else { Ok(pixels) }
}
