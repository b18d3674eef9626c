//! Writing a zip that is the same for the same contents.

use std::fmt;
use std::io::{Cursor, Read, Write};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::workspace::is_device;

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

/// A file as stored in a zip.
#[derive(Debug, Clone)]
pub(super) struct Compressed {
    pub(super) bytes: Vec<u8>,
    /// A zip of this file alone, from which the finished one takes it over as it is.
    alone: Vec<u8>,
}

impl Compressed {
    /// A file that is alone in a zip.
    fn new(alone: Vec<u8>) -> Result<Self, Error> {
        let mut bytes = Vec::new();
        let mut archive = ZipArchive::new(Cursor::new(&alone))?;
        archive.by_index_raw(0)?.read_to_end(&mut bytes).map_err(zip::result::ZipError::from)?;
        Ok(Self { bytes, alone })
    }

    /// A file of another zip, as it is.
    pub(super) fn of(archive: &[u8], name: &str) -> Result<Self, Error> {
        let mut archive = ZipArchive::new(Cursor::new(archive))?;
        let at = archive.index_for_name(name).ok_or_else(|| Error::Name(name.to_owned()))?;
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.raw_copy_file(archive.by_index_raw(at)?)?;
        Self::new(writer.finish()?.into_inner())
    }
}

/// A zip of files, in the order given.
pub(super) fn zip(parts: Vec<Compressed>) -> Result<Vec<u8>, Error> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for part in parts {
        writer.raw_copy_file(ZipArchive::new(Cursor::new(part.alone))?.by_index_raw(0)?)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// Files, each compressed, in parallel.
pub(super) fn compressed(contents: &[(&str, &[u8])]) -> Result<Vec<Compressed>, Error> {
    contents.par_iter().map(|(name, content)| alone(name, content, CompressionMethod::Deflated)).collect()
}

/// A file that is stored uncompressed.
pub(super) fn stored(name: &str, content: &[u8]) -> Result<Compressed, Error> {
    alone(name, content, CompressionMethod::Stored)
}

fn alone(name: &str, content: &[u8], method: CompressionMethod) -> Result<Compressed, Error> {
    if !is_portable(name) {
        return Err(Error::Name(name.to_owned()));
    }
    let options = SimpleFileOptions::default()
        .compression_method(method)
        .compression_level((method == CompressionMethod::Deflated).then_some(LEVEL))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file(name, options)?;
    writer.write_all(content).map_err(zip::result::ZipError::from)?;
    Compressed::new(writer.finish()?.into_inner())
}

/// ASCII letters, digits, `-`, `_` and `.`, in folders by `/`, none of them hidden or upwards, and none that Windows cannot
/// hold.
pub(super) fn is_portable(name: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let is_plain = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.ends_with('.') && !is_device(part);
    name.split('/').all(|part| is_plain(part) && part.chars().all(allowed))
}
