//! Pictures inside others.

use std::io::Cursor;

use image::{ImageFormat, ImageReader};

use super::fault::pixels;
use super::{Facts, Fault, jpeg, png, raster};

/// Inspects a picture inside another; its first bytes show its kind.
pub(super) fn inspect(content: &[u8]) -> Result<Facts, Fault> {
    match image::guess_format(content) {
        Ok(ImageFormat::Png) => png::inspect(content),
        Ok(ImageFormat::Jpeg) => jpeg::inspect(content),
        // Neither holds anything packed beside its pixels.
        Ok(format @ (ImageFormat::Gif | ImageFormat::WebP)) => {
            let size = ImageReader::with_format(Cursor::new(content), format).into_dimensions();
            let (width, height) = size.map_err(|_| Fault::damaged())?;
            let facts = Facts { pixels: pixels(width, height)? };
            raster::decode(content, format)?;
            Ok(facts)
        }
        _ => Err(Fault::otherwise()),
    }
}
