//! Files inside a signed pack of the workspace.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::plain::{LIMIT, ReadError, SIGNED};

/// The parts of a path like `packs/q1/signed.zip#minutes.pdf`: that of the zip, and that of a file in it.
pub(super) fn parts(path: &str) -> Option<(&str, &str)> {
    let (zip, inside) = path.split_once('#')?;
    (zip.rsplit('/').next() == Some(SIGNED)).then_some((zip, inside))
}

/// A file of a zip, of which nothing else is read.
pub(super) fn read(zip: Vec<u8>, path: &str) -> Result<Option<Vec<u8>>, ReadError> {
    let damaged = |_| ReadError::System("the zip around it is damaged".to_owned());
    let mut zip = ZipArchive::new(Cursor::new(zip)).map_err(damaged)?;
    let file = match zip.by_name(path) {
        Ok(file) => file,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(why) => return Err(damaged(why)),
    };
    let mut content = Vec::new();
    file.take(LIMIT + 1).read_to_end(&mut content).map_err(|why| damaged(ZipError::Io(why)))?;
    if u64::try_from(content.len()).unwrap_or(u64::MAX) > LIMIT {
        Err(ReadError::TooLarge(LIMIT))
    } else {
        Ok(Some(content))
    }
}
