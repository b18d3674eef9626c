//! Of several processes one at a time replaces a file.
//!
//! The lock is a file beside it with a hidden name, locked by the system: when its process ends, in whatever way, the system
//! releases it. It is removed while it is held, so that no file is left; a process that waited for it, and gets the removed
//! file, looks for the file that is there now. If a file system has no locks, writing continues without them: replaced files
//! are still compared (`write`).

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::plain::{ReadError, is_there, look, must_be_plain, options, read_plain, words};
use super::write_error::{Why, WriteError};

/// The number of attempts to get a lock, and the time between them: ten seconds in all.
const TRIES: u32 = 400;
const PAUSE: Duration = Duration::from_millis(25);

/// Longer names are cut: then two files may have one lock, which does no harm.
const NAME: usize = 200;

/// A lock that is held.
#[derive(Debug)]
pub(super) struct Lock {
    place: Place,
    file: Option<File>,
}

/// The place of the lock on a file.
#[derive(Debug, Clone)]
pub(super) struct Place {
    path: PathBuf,
    /// The folder, if it was made for the lock: it is removed if the file is not written.
    made: Option<PathBuf>,
}

impl Place {
    /// The order in which locks are taken.
    pub(super) fn cmp_path(&self, other: &Self) -> std::cmp::Ordering {
        self.path.cmp(&other.path)
    }
}

/// Finds it. The folder is made, and its path is free of links: one file has one lock.
pub(super) fn place_of(target: &Path) -> io::Result<Place> {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let is_new = !is_there(folder);
    std::fs::create_dir_all(folder)?;
    let folder = folder.canonicalize()?;
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    // Some file systems take names that differ in case for one.
    let mut name: String = name.to_lowercase();
    name.truncate(name.floor_char_boundary(NAME));
    Ok(Place { path: folder.join(format!(".{name}.lock")), made: is_new.then_some(folder) })
}

impl Lock {
    /// Waits for the lock at a path.
    pub(super) fn take(place: Place, target: &Path) -> Result<Self, WriteError> {
        let failed = |why: Why| WriteError::new(target, why);
        let path = place.path.clone();
        for _ in 0..TRIES {
            let Some(file) = open(&path).map_err(failed)? else {
                std::thread::sleep(PAUSE);
                continue;
            };
            match file.try_lock() {
                Ok(()) if is_at(&file, &path) => {
                    if !sign(&file) {
                        return Err(failed(Why::InTheWay(path, ReadError::System("it is not a lock".to_owned()))));
                    }
                    return Ok(Self { place, file: Some(file) });
                }
                // It was removed when it was let go.
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
                Err(TryLockError::Error(error)) if has_no_locks(&error) => return Ok(Self { place, file: Some(file) }),
                Err(TryLockError::Error(error)) => return Err(failed(Why::System(words(&error)))),
            }
        }
        Err(failed(Why::Busy(holder(&path))))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if cfg!(windows) {
            // There it cannot be removed while it is open, by anybody.
            self.file = None;
        }
        drop(std::fs::remove_file(&self.place.path));
        if let Some(folder) = &self.place.made {
            // Unless something is in it by now.
            drop(std::fs::remove_dir(folder));
        }
    }
}

/// Opens the file of a lock; `None` if it was made or removed in the meantime.
fn open(path: &Path) -> Result<Option<File>, Why> {
    let opened = prepared().write(true).create(true).open(path);
    let file = match opened {
        Ok(file) => file,
        // Somebody else's: it can be locked all the same.
        Err(error) if error.kind() == ErrorKind::PermissionDenied => match prepared().open(path) {
            Ok(file) => file,
            Err(again) if again.kind() == ErrorKind::NotFound && may_write(path) => return Ok(None),
            Err(_) => return Err(Why::System(words(&error))),
        },
        Err(error) => match look(path) {
            Err(why) => return Err(Why::InTheWay(path.to_path_buf(), why)),
            Ok(_) => return Err(Why::System(words(&error))),
        },
    };
    let there = file.metadata().map_err(|error| Why::System(words(&error)))?;
    must_be_plain(&there).map_err(|why| Why::InTheWay(path.to_path_buf(), why))?;
    Ok(Some(file))
}

/// Returns whether files can be made in the folder of a lock.
fn may_write(path: &Path) -> bool {
    let folder = path.parent().unwrap_or(Path::new("."));
    tempfile::Builder::new().prefix(".packwright-").tempfile_in(folder).is_ok()
}

#[cfg(unix)]
fn prepared() -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    let mut prepared = options();
    // A link might lead to somebody's file.
    prepared.read(true).custom_flags(libc::O_NONBLOCK | libc::O_NOCTTY | libc::O_NOFOLLOW);
    prepared
}

#[cfg(windows)]
fn prepared() -> OpenOptions {
    use std::os::windows::fs::OpenOptionsExt;
    let mut prepared = options();
    // Others may read and write, and not remove it: then the file that is locked is the one at its path.
    prepared.read(true).share_mode(3);
    prepared
}

#[cfg(not(any(unix, windows)))]
fn prepared() -> OpenOptions {
    let mut prepared = options();
    prepared.read(true);
    prepared
}

/// Returns whether a file is the one at a path now.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let number = |there: io::Result<std::fs::Metadata>| there.ok().map(|there| (there.dev(), there.ino()));
    let ours = number(file.metadata());
    ours.is_some() && ours == number(path.symlink_metadata())
}

#[cfg(not(unix))]
fn is_at(_file: &File, _path: &Path) -> bool {
    true
}

/// Returns whether a file system says that it has no locks.
fn has_no_locks(error: &io::Error) -> bool {
    #[cfg(unix)]
    if error.raw_os_error() == Some(libc::ENOLCK) {
        return true;
    }
    error.kind() == ErrorKind::Unsupported
}

/// Writes into a lock who holds it, for those who wait; `false` if it is something else, which is left as it is.
fn sign(mut file: &File) -> bool {
    let mut former = String::new();
    let is_text = file.take(100).read_to_string(&mut former).is_ok();
    let is_lock = is_text && (former.is_empty() || number(&former).is_some());
    if is_lock {
        let begun = file.set_len(0).and_then(|()| file.rewind());
        drop(begun.and_then(|()| writeln!(file, "process {}", std::process::id())));
    }
    is_lock
}

fn holder(path: &Path) -> String {
    let text = read_plain(path, 100).ok().flatten().unwrap_or_default();
    let number = std::str::from_utf8(&text).ok().and_then(number);
    number.map_or_else(|| "another process".to_owned(), |number| format!("process {number}"))
}

/// The number of the process that a lock states.
fn number(text: &str) -> Option<u32> {
    text.trim().strip_prefix("process ")?.parse().ok()
}
