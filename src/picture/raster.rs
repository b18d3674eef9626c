//! Pictures made of pixels, once their size is known.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::{ImageFormat, ImageReader};

use super::fault::pixels;
use super::{Facts, Fault};

/// Unpacks a picture of bounded size, to see whether it is whole. Libraries stumble over some that are not (png 0.18 over a
/// palette that ends within a colour).
pub(super) fn decode(content: &[u8], format: ImageFormat) -> Result<(), Fault> {
    let decode = || ImageReader::with_format(Cursor::new(content), format).decode().is_ok();
    match catch_unwind(AssertUnwindSafe(decode)) {
        Ok(true) => Ok(()),
        Ok(false) | Err(_) => Err(Fault::damaged()),
    }
}

/// Looks at a picture inside another, of a kind that its first bytes tell.
pub(super) fn inside(content: &[u8]) -> Result<Facts, Fault> {
    match image::guess_format(content) {
        Ok(ImageFormat::Png) => super::png::inspect(content),
        Ok(ImageFormat::Jpeg) => super::jpeg::inspect(content),
        // Neither holds anything packed beside its pixels.
        Ok(format @ (ImageFormat::Gif | ImageFormat::WebP)) => {
            let size = ImageReader::with_format(Cursor::new(content), format).into_dimensions();
            let (width, height) = size.map_err(|_| Fault::damaged())?;
            let facts = Facts { pixels: pixels(width, height)? };
            decode(content, format)?;
            Ok(facts)
        }
        _ => Err(Fault::otherwise()),
    }
}
