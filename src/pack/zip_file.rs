//! Writing a zip that is the same for the same contents.

use std::fmt;
use std::io::{Cursor, Write};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// Tagged PDFs shrink to a fifth at this level; higher ones take three times as long for 1 % more.
const LEVEL: i64 = 6;

/// Why a zip could not be made.
#[derive(Debug)]
pub enum Error {
    /// A name that is absolute, leads upwards, or has characters that some system cannot hold.
    Name(String),
    /// The library's own words.
    Zip(zip::result::ZipError),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => write!(f, "`{name}` cannot be the name of a file in a zip"),
            Self::Zip(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {}

impl From<zip::result::ZipError> for Error {
    fn from(error: zip::result::ZipError) -> Self {
        Self::Zip(error)
    }
}

/// A zip of `contents`, in the order given. Each file is compressed into a zip of its own first, in
/// parallel; the finished zip takes them over as they are.
pub(super) fn zip(contents: &[(&str, &[u8])]) -> Result<Vec<u8>, Error> {
    let compressed: Result<Vec<Vec<u8>>, Error> =
        contents.par_iter().map(|(name, content)| compressed(name, content)).collect();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for one in compressed? {
        writer.raw_copy_file(ZipArchive::new(Cursor::new(one))?.by_index_raw(0)?)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// A zip of one file.
fn compressed(name: &str, content: &[u8]) -> Result<Vec<u8>, Error> {
    if !is_portable(name) {
        return Err(Error::Name(name.to_owned()));
    }
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(LEVEL))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file(name, options)?;
    writer.write_all(content).map_err(zip::result::ZipError::from)?;
    Ok(writer.finish()?.into_inner())
}

/// ASCII letters, digits, `-`, `_` and `.`, in folders by `/`, none of them hidden or upwards.
fn is_portable(name: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    name.split('/').all(|part| !part.is_empty() && !part.starts_with('.') && part.chars().all(allowed))
}
