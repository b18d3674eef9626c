//! Files of a workspace on disk.

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

use super::{Files, LIMIT, ReadError};

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

    fn resolve(&self, path: &str) -> Result<Option<PathBuf>, ReadError> {
        let plain = Path::new(path).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        if !plain || path.contains('\\') {
            return Err(ReadError::Outside);
        }
        match self.root.join(path).canonicalize() {
            Ok(real) if real.starts_with(&self.root) => Ok(Some(real)),
            Ok(_) => Err(ReadError::Outside),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
            Err(error) => Err(ReadError::System(error.to_string())),
        }
    }
}

impl Files for Disk {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(real) = self.resolve(path)? else {
            return Ok(None);
        };
        let system = |error: std::io::Error| ReadError::System(error.to_string());
        let file = fs::File::open(real).map_err(system)?;
        let length = file.metadata().map_err(system)?.len();
        let mut content = Vec::with_capacity(usize::try_from(length.min(LIMIT)).unwrap_or_default());
        file.take(LIMIT + 1).read_to_end(&mut content).map_err(system)?;
        if content.len() as u64 > LIMIT {
            return Err(ReadError::TooLarge);
        }
        Ok(Some(content))
    }

    fn list(&self, folder: &str) -> Vec<String> {
        let Ok(Some(real)) = self.resolve(folder) else {
            return Vec::new();
        };
        let mut names: Vec<String> = fs::read_dir(real)
            .into_iter()
            .flatten()
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .collect();
        names.sort();
        names
    }
}
