//! A file takes the place of another, and of no other than that.

use std::io;
use std::path::Path;

use tempfile::NamedTempFile;

/// Puts a file with `content` in the place of one that is known to have been `former` a moment ago, with its rights. False if
/// somebody else wrote there in this moment: then nothing is done.
pub(super) fn replace(path: &Path, beside: NamedTempFile, former: &[u8], content: &[u8]) -> io::Result<bool> {
    if let Ok(there) = path.metadata() {
        // Whoever may not set them still writes.
        drop(beside.as_file().set_permissions(there.permissions()));
    }
    match swapped(&beside, path) {
        Some(swapped) => swapped.map(|()| is_former(path, &beside, former, content)),
        None => beside.persist(path).map(|_| true).map_err(|error| error.error),
    }
}

/// After files changed places, looks whether the one that was replaced is the one that was meant. If not, it goes back.
#[cfg(target_os = "linux")]
fn is_former(path: &Path, beside: &NamedTempFile, former: &[u8], content: &[u8]) -> bool {
    let is = |content: &[u8]| super::plain::holds(beside.path(), content);
    if is(former) {
        return true;
    }
    let back = || drop(swapped(beside, path));
    back();
    if !is(content) {
        // One that was saved meanwhile is newer than both.
        back();
    }
    false
}

#[cfg(not(target_os = "linux"))]
fn is_former(_: &Path, _: &NamedTempFile, _: &[u8], _: &[u8]) -> bool {
    true
}

/// Has two files change places, in one step; `None` if the file system cannot do that.
#[cfg(target_os = "linux")]
fn swapped(beside: &NamedTempFile, path: &Path) -> Option<io::Result<()>> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, beside.path(), CWD, path, RenameFlags::EXCHANGE) {
        Ok(()) => Some(Ok(())),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP | Errno::NOENT) => None,
        Err(error) => Some(Err(error.into())),
    }
}

#[cfg(not(target_os = "linux"))]
fn swapped(_: &NamedTempFile, _: &Path) -> Option<io::Result<()>> {
    None
}
