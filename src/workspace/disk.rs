//! Files of a workspace on disk.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::plain::{Kind, LIMIT, NAMES, PACK_LIMIT, ReadError, SIGNED, holds, is_absent, read_plain};
use super::stamp::Stamp;
use super::{Files, inside};

/// A folder on disk and everything below it, nothing else.
#[derive(Debug, Clone)]
pub struct Disk {
    root: PathBuf,
}

impl Disk {
    /// The folder `root`, which must be absolute and free of links.
    pub fn new(root: PathBuf) -> Self {
        Self { root }
    }

    /// The stamp of a file or folder, by its path in the folder; `None` if nothing is there.
    pub fn stamp(&self, path: &str) -> Option<Stamp> {
        Stamp::of(&self.root.join(path))
    }

    fn resolve(&self, path: &str) -> Result<Option<PathBuf>, ReadError> {
        let plain = Path::new(path).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        if !plain || path.contains('\\') {
            return Err(ReadError::Outside);
        }
        match self.root.join(path).canonicalize() {
            Ok(real) if real.starts_with(&self.root) => Ok(Some(real)),
            Ok(_) => Err(ReadError::Outside),
            Err(error) if is_absent(&error) && self.leads_nowhere(path) => Err(ReadError::NotAFile(Kind::DeadLink)),
            Err(error) if is_absent(&error) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Returns whether a path does not exist because a link in it leads to nothing, or to something without a path:
    /// `/proc/self/fd/0`, a pipe.
    fn leads_nowhere(&self, path: &str) -> bool {
        let on_it = Path::new(path).ancestors().filter(|part| !part.as_os_str().is_empty());
        on_it.map(|part| self.root.join(part)).any(|part| part.is_symlink() && part.canonicalize().is_err())
    }
}

impl Files for Disk {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, ReadError> {
        if let Some((zip, path)) = inside::parts(path) {
            return self.read(zip)?.map_or(Ok(None), |zip| inside::read(zip, path));
        }
        match self.resolve(path)? {
            Some(real) => read_plain(&real, if path.rsplit('/').next() == Some(SIGNED) { PACK_LIMIT } else { LIMIT }),
            None => Ok(None),
        }
    }

    fn holds(&self, path: &str, content: &[u8]) -> bool {
        self.resolve(path).is_ok_and(|real| real.is_some_and(|real| holds(&real, content)))
    }

    fn length(&self, path: &str) -> Option<u64> {
        let metadata = self.resolve(path).ok()??.metadata().ok()?;
        metadata.is_file().then_some(metadata.len())
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, ReadError> {
        let Some(real) = self.resolve(folder)? else { return Ok(Vec::new()) };
        if !real.is_dir() {
            return Err(ReadError::NotAFolder);
        }
        let mut names = Vec::new();
        for entry in fs::read_dir(real)? {
            names.extend(entry?.file_name().into_string());
            if names.len() > NAMES {
                return Err(ReadError::TooMany);
            }
        }
        names.sort();
        Ok(names)
    }
}
