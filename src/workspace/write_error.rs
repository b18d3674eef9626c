//! Why a file was not written, and what to do then.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::plain::{PACK_LIMIT, ReadError, is_there, words};

/// A file was not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteError {
    path: PathBuf,
    why: Why,
}

/// The reason why a file was not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Why {
    /// Somebody else has been at it for longer than is waited.
    Busy(String),
    /// It changed after it was read.
    Changed,
    /// There is something that is not replaced.
    InTheWay(PathBuf, ReadError),
    /// There is a file already, and it was to be a new one.
    Exists,
    /// Nobody could read it again: it has this many bytes.
    TooLarge(usize),
    /// A file lies where a folder is to be.
    NoFolder(PathBuf),
    /// The folder cannot be made in this one; the system's own words.
    NothingMade(PathBuf, String),
    /// The system refused; its own words.
    System(String),
}

impl WriteError {
    pub(super) fn new(path: &Path, why: Why) -> Self {
        Self { path: path.to_path_buf(), why }
    }

    pub(super) fn system(path: &Path, error: &io::Error) -> Self {
        let nearest = path.ancestors().skip(1).find(|folder| folder.as_os_str().is_empty() || is_there(folder));
        Self::new(
            path,
            match nearest {
                Some(file) if !file.as_os_str().is_empty() && !file.is_dir() => Why::NoFolder(file.to_path_buf()),
                Some(folder) if path.parent() != Some(folder) => {
                    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
                    Why::NothingMade(folder.to_path_buf(), words(error))
                }
                _ => Why::System(words(error)),
            },
        )
    }

    pub(super) fn in_the_way(path: &Path, why: ReadError) -> Self {
        Self::new(path, Why::InTheWay(path.to_path_buf(), why))
    }

    /// Returns whether there is such a file already.
    pub fn exists(&self) -> bool {
        self.why == Why::Exists
    }

    /// The hint; `otherwise` is used if it needs another place or more space.
    pub fn hint(&self, otherwise: &str) -> String {
        match &self.why {
            Why::Busy(_) => "try again when that process is done; if it hangs, stop it".to_owned(),
            Why::Changed => "try again, after you have looked at the new content".to_owned(),
            Why::InTheWay(path, _) => format!("remove `{}`, or {otherwise}", path.display()),
            Why::TooLarge(_) => "remove large annexes, or divide it into several packs".to_owned(),
            Why::Exists | Why::NoFolder(_) | Why::NothingMade(..) | Why::System(_) => otherwise.to_owned(),
        }
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.why {
            Why::Busy(holder) => {
                write!(f, "`{path}` cannot be written: {holder} has been working on it for more than 10 seconds")
            }
            Why::Changed => write!(f, "`{path}` was changed by somebody else in the meantime, and is not overwritten"),
            Why::InTheWay(there, why) if *there == self.path => write!(f, "`{path}` cannot be written: {why}"),
            Why::InTheWay(there, why) => {
                write!(f, "`{path}` cannot be written: `{}` is in the way: {why}", there.display())
            }
            Why::Exists => write!(f, "`{path}` exists already"),
            Why::TooLarge(length) => write!(
                f,
                "`{path}` is not written: it would have {} MiB, and files of more than {} MiB are not read",
                length.div_ceil(1 << 20),
                PACK_LIMIT >> 20
            ),
            Why::NoFolder(file) => write!(f, "`{path}` cannot be written: `{}` is not a folder", file.display()),
            Why::NothingMade(folder, words) => {
                write!(f, "`{path}` cannot be written: no folder can be made in `{}`: {words}", folder.display())
            }
            Why::System(words) => write!(f, "`{path}` cannot be written: {words}"),
        }
    }
}

impl std::error::Error for WriteError {}
