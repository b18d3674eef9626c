//! Pictures made of pixels, once their size is known.

use std::io::Cursor;

use image::{ImageFormat, ImageReader};

use super::fault::pixels;
use super::{Facts, Fault};

/// Unpacks a picture of bounded size, to see whether it is whole.
pub(super) fn decode(content: &[u8], format: ImageFormat) -> Result<(), Fault> {
    let decoded = ImageReader::with_format(Cursor::new(content), format).decode();
    decoded.map(|_| ()).map_err(|_| Fault::damaged())
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
            Ok(Facts { pixels: pixels(width, height)? })
        }
        _ => Err(Fault::otherwise()),
    }
}
