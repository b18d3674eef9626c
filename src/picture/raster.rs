//! Pictures made of pixels, once their size is known.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::{ImageFormat, ImageReader};

use super::Fault;

/// Unpacks a picture of bounded size, to see whether it is whole. Libraries stumble over some that are not (png 0.18 over a
/// palette that ends within a colour).
pub(super) fn decode(content: &[u8], format: ImageFormat) -> Result<(), Fault> {
    let decode = || ImageReader::with_format(Cursor::new(content), format).decode().is_ok();
    match catch_unwind(AssertUnwindSafe(decode)) {
        Ok(true) => Ok(()),
        Ok(false) | Err(_) => Err(Fault::damaged()),
    }
}
