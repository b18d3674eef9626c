//! The outside world: files come in and go out here, and nowhere else.
//!
//! A [`Workspace`] is a folder with `packs/` and perhaps its own `templates/` and `fonts/`. Stages
//! see it only through the trait [`Files`]; tests hand over a map instead.
//!
//! It refuses to read anything outside its root (also through `..` or links), to read files over
//! [`LIMIT`], to reach a network but for a time stamp that was asked for, and to leave a half-written file behind.

mod clock;
mod disk;
mod embedded;
mod find;
mod network;
mod start;
mod write;

use std::collections::BTreeMap;
use std::fmt;

pub use clock::now;
pub use disk::Disk;
pub use embedded::{EMBEDDED_FONTS, EMBEDDED_SCRIPT_FONTS, EMBEDDED_TEMPLATES, EXAMPLES, embedded};
pub use find::{FindError, PackAddress, Workspace};
pub use network::ask_for_time_stamp;
pub use start::{StartError, start};
pub use write::{append_or_write, folder_names, former, read_file, remove_file, write_quickly, write_whole};

/// The largest file that is read, in bytes.
pub const LIMIT: u64 = 64 * 1024 * 1024;

/// Reads files of a workspace by paths relative to its root, with `/` between folders.
pub trait Files: Sync {
    /// The content of a file, `None` if there is none.
    ///
    /// # Errors
    /// If the file is there but may not or can not be read.
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, ReadError>;

    /// Names of the files directly in a folder, sorted; none if there is no such folder.
    fn list(&self, folder: &str) -> Vec<String>;
}

/// Why a file that is there was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// The path leads out of the workspace, by itself or through a link.
    Outside,
    /// The file is larger than [`LIMIT`].
    TooLarge,
    /// The system refused; its own words.
    System(String),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Outside => f.write_str("it lies outside the workspace"),
            Self::TooLarge => write!(f, "it is larger than {} MiB", LIMIT / (1024 * 1024)),
            Self::System(words) => f.write_str(words),
        }
    }
}

impl Files for BTreeMap<String, Vec<u8>> {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, ReadError> {
        Ok(self.get(path).cloned())
    }

    fn list(&self, folder: &str) -> Vec<String> {
        self.keys()
            .filter_map(|path| path.strip_prefix(folder)?.strip_prefix('/'))
            .filter(|name| !name.contains('/'))
            .map(str::to_owned)
            .collect()
    }
}

/// A file by this name from the workspace or, failing that, from the program itself; and whether
/// it is the workspace's own. A copy of the program's file is none: it makes no difference.
///
/// # Errors
/// As [`Files::read`]; an unreadable file of the workspace is not passed over.
pub fn own_or_embedded(files: &dyn Files, path: &str) -> Result<Option<(Vec<u8>, bool)>, ReadError> {
    let ours = embedded(path);
    Ok(match files.read(path)? {
        Some(own) => {
            let differs = ours.is_none_or(|ours| ours != own);
            Some((own, differs))
        }
        None => ours.map(|ours| (ours.to_vec(), false)),
    })
}
