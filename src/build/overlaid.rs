//! The files of a workspace, one of them with other content: how it would be after a change.

use crate::workspace::{Files, ReadError};

/// Files, of which one has other content.
pub(super) struct Overlaid<'a> {
    pub(super) files: &'a dyn Files,
    pub(super) path: &'a str,
    pub(super) content: &'a [u8],
}

impl Files for Overlaid<'_> {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, ReadError> {
        if path == self.path { Ok(Some(self.content.to_vec())) } else { self.files.read(path) }
    }

    fn length(&self, path: &str) -> Option<u64> {
        if path == self.path { Some(self.content.len() as u64) } else { self.files.length(path) }
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, ReadError> {
        self.files.list(folder)
    }
}
