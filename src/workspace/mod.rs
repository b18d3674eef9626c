//! The outside world: files come in and go out here, and nowhere else.
//!
//! A [`Workspace`] is a folder with `packs/` and perhaps its own `templates/` and `fonts/`. Stages
//! see it only through the trait [`Files`]; tests hand over a map instead.
//!
//! It refuses to read anything outside its root (also through `..` or links), to read anything that is not a regular file or is
//! larger than [`LIMIT`], to replace a file that somebody else replaced in the meantime, to reach a network except for a
//! requested time stamp, and to leave half-written files.

mod clock;
mod disk;
mod embedded;
mod find;
mod inside;
mod json;
mod lock;
mod names;
mod network;
mod plain;
mod replace;
mod stamp;
mod start;
mod write;
mod write_error;

use std::collections::BTreeMap;

pub use clock::now;
pub use disk::Disk;
pub use embedded::{EMBEDDED_FONTS, EMBEDDED_SCRIPT_FONTS, EMBEDDED_TEMPLATES, EXAMPLES, Example, embedded};
pub use find::{FindError, Found, Misplaced, PackAddress, Workspace, fault_of_folder};
pub use json::{STRICT_JSON, json_fault};
pub use names::{Misnamed, NameFault, is_device, is_of_pack};
pub use network::ask_for_time_stamp;
pub use plain::{Kind, LIMIT, NAMES, PACK_LIMIT, ReadError, former, is_there, read_file, words};
pub use stamp::Stamp;
pub use start::{Beginning, Schema, StartError, Started, start};
pub use write::{
    Held, append_or_write, folder_names, hold, hold_both, remove_file, scratch_folder, write_quickly, write_whole,
};
pub use write_error::WriteError;

/// Reads files of a workspace by paths relative to its root, with `/` between folders. What is in a signed pack has its path there
/// after that of the pack: `packs/q1/signed.zip#minutes.pdf`.
pub trait Files: Sync {
    /// The content of a file, `None` if there is none.
    ///
    /// # Errors
    /// If the file is there but may not or can not be read.
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, ReadError>;

    /// Returns whether a file has this content and no other.
    fn holds(&self, path: &str, content: &[u8]) -> bool {
        self.read(path).is_ok_and(|there| there.as_deref() == Some(content))
    }

    /// The length of a file in bytes, without reading it; `None` if there is none that could be read.
    fn length(&self, path: &str) -> Option<u64>;

    /// Names of the files directly in a folder, sorted; none if there is no such folder.
    ///
    /// # Errors
    /// If the folder is there but may not or can not be looked into, is none, or has more than [`NAMES`].
    fn list(&self, folder: &str) -> Result<Vec<String>, ReadError>;
}

impl Files for BTreeMap<String, Vec<u8>> {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, ReadError> {
        Ok(self.get(path).cloned())
    }

    fn length(&self, path: &str) -> Option<u64> {
        self.get(path).map(|content| content.len() as u64)
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, ReadError> {
        let inside = self.keys().filter_map(|path| path.strip_prefix(folder)?.strip_prefix('/'));
        Ok(inside.filter(|name| !name.contains('/')).map(str::to_owned).collect())
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
