//! The one place that writes files.
//!
//! Files that others may replace as well are locked ([`hold`]) from before they are read until after they are replaced, and are
//! replaced only if they have not changed in between. Only regular files are ever replaced.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::lock::{self, Lock};
use super::plain::{self, PACK_LIMIT, ReadError, former, look};
use super::replace;
use super::write_error::{Why, WriteError};

/// A locked file: no other process of this program replaces it meanwhile.
#[derive(Debug)]
pub struct Held {
    path: PathBuf,
    former: Option<Vec<u8>>,
    _lock: Arc<Lock>,
}

/// Holds a file that is there or is to be, and reads it. Waits while somebody else holds it, ten seconds at most.
///
/// # Errors
/// If somebody holds it for longer, if what is there is no plain file or cannot be read, or no file can be made there.
pub fn hold(path: &Path) -> Result<Held, WriteError> {
    let lock = lock::place_of(path).map_err(|error| WriteError::system(path, &error))?;
    held(path, Arc::new(Lock::take(lock, path)?))
}

/// Holds two files, as [`hold`] does. Whoever holds two takes them in the order of their paths, so that two processes
/// never wait for each other.
///
/// # Errors
/// As [`hold`].
pub fn hold_both(paths: [&Path; 2]) -> Result<[Held; 2], WriteError> {
    let lock = |path: &Path| lock::place_of(path).map_err(|error| WriteError::system(path, &error));
    let locks = [lock(paths[0])?, lock(paths[1])?];
    let take = |at: usize| Lock::take(locks[at].clone(), paths[at]).map(Arc::new);
    let [first, second] = match locks[0].cmp_path(&locks[1]) {
        std::cmp::Ordering::Less => [take(0)?, take(1)?],
        std::cmp::Ordering::Equal => {
            let both = take(0)?;
            [Arc::clone(&both), both]
        }
        std::cmp::Ordering::Greater => {
            let second = take(1)?;
            [take(0)?, second]
        }
    };
    Ok([held(paths[0], first)?, held(paths[1], second)?])
}

fn held(path: &Path, lock: Arc<Lock>) -> Result<Held, WriteError> {
    let former = former(path).map_err(|why| WriteError::in_the_way(path, why))?;
    Ok(Held { path: path.to_path_buf(), former, _lock: lock })
}

impl Held {
    /// The content when it was first held; `None` if there was none.
    pub fn former(&self) -> Option<&[u8]> {
        self.former.as_deref()
    }

    /// Writes a file completely or not at all: it is written beside its place, flushed, then renamed.
    ///
    /// # Errors
    /// If what is there is not what was read any more, if the content is larger than what is read ([`PACK_LIMIT`]), or
    /// whatever the system says: no space, no right.
    pub fn replace(self, content: &[u8]) -> Result<(), WriteError> {
        if content.len() as u64 > PACK_LIMIT {
            return Err(WriteError::new(&self.path, Why::TooLarge(content.len())));
        }
        let beside = beside(&self.path, content, true).map_err(|error| WriteError::system(&self.path, &error))?;
        // Only now, since other programs know nothing of the lock: writing took some milliseconds.
        match former(&self.path) {
            Ok(now) if now == self.former => {}
            // It is another name of what was written already.
            Ok(Some(now)) if now == content => return Ok(()),
            Ok(_) | Err(ReadError::Changing) => return Err(WriteError::new(&self.path, Why::Changed)),
            Err(why) => return Err(WriteError::in_the_way(&self.path, why)),
        }
        match &self.former {
            Some(former) => replace::replace(&self.path, beside, former, content),
            None => beside.persist_noclobber(&self.path).map(|_| true).map_err(|error| error.error),
        }
        .map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => WriteError::new(&self.path, Why::Changed),
            _ => WriteError::system(&self.path, &error),
        })
        .and_then(|is_replaced| if is_replaced { Ok(()) } else { Err(WriteError::new(&self.path, Why::Changed)) })
    }
}

/// Writes a file whole or not at all, over one of the same name if there is one.
///
/// # Errors
/// As [`hold`] and [`Held::replace`].
pub fn write_whole(path: &Path, content: &[u8]) -> Result<(), WriteError> {
    hold(path)?.replace(content)
}

/// Writes a file whole or not at all, and only if nothing is there.
///
/// # Errors
/// If something is there, or what the system says.
pub(super) fn write_new(path: &Path, content: &[u8]) -> Result<(), WriteError> {
    let beside = beside(path, content, true).map_err(|error| WriteError::system(path, &error))?;
    beside.persist_noclobber(path).map(drop).map_err(|error| match error.error.kind() {
        io::ErrorKind::AlreadyExists => WriteError::new(path, Why::Exists),
        _ => WriteError::system(path, &error.error),
    })
}

/// Writes a file that can be made again, completely or not at all, whatever is at its place. It waits neither for other
/// processes nor until the file is on the disk.
///
/// # Errors
/// If what is there is no plain file, or what the system says.
pub fn write_quickly(path: &Path, content: &[u8]) -> Result<(), WriteError> {
    look(path).map_err(|why| WriteError::in_the_way(path, why))?;
    let beside = beside(path, content, false).map_err(|error| WriteError::system(path, &error))?;
    beside.persist(path).map(drop).map_err(|error| WriteError::system(path, &error.error))
}

/// A file with the content that is to be renamed.
fn beside(path: &Path, content: &[u8], surely: bool) -> io::Result<tempfile::NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut beside = tempfile::Builder::new().prefix(".packwright-").tempfile_in(folder)?;
    beside.write_all(content)?;
    if surely {
        beside.as_file().sync_all()?;
    }
    readable_by_all(beside.as_file())?;
    Ok(beside)
}

/// Writes a text to a file, or adds it to what is there.
///
/// # Errors
/// As [`write_whole`].
pub fn append_or_write(path: &Path, text: &str, append: bool) -> Result<(), WriteError> {
    if !append {
        return write_whole(path, text.as_bytes());
    }
    look(path).map_err(|why| WriteError::in_the_way(path, why))?;
    let file = plain::options().append(true).create(true).open(path);
    let written = file.and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| WriteError::system(path, &error))
}

/// A folder for temporary files; it is removed with the value.
///
/// # Errors
/// The error of the system.
pub fn scratch_folder() -> io::Result<tempfile::TempDir> {
    tempfile::Builder::new().prefix("packwright-").tempdir()
}

/// Names of the files directly in a folder of any place, sorted.
pub fn folder_names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<String> = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.sort();
    names
}

/// Removes a file; returns whether it no longer exists.
pub fn remove_file(path: &Path) -> bool {
    std::fs::remove_file(path).is_ok()
}

/// Temporary files are private; a finished pack is for handing on.
#[cfg(unix)]
fn readable_by_all(file: &std::fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_file: &std::fs::File) -> io::Result<()> {
    Ok(())
}
