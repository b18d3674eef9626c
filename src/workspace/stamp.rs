//! What a file system says about a file, without reading it.

use std::fs::Metadata;
use std::path::Path;
use std::time::SystemTime;

/// The state of a file or folder as its file system records it: whatever changes it, or replaces it, changes this, except within the
/// same tick of the file system's clock (some milliseconds).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// True for a folder, whose stamp changes when names in it are added, removed or replaced.
    pub is_folder: bool,
    length: u64,
    modified: Option<SystemTime>,
    /// Device, number and time of the last change of anything about it, where the system has them.
    identity: [i64; 4],
}

impl Stamp {
    /// The stamp of what is at a path now; links are followed. `None` if nothing is there.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let there = path.metadata().ok()?;
        let modified = there.modified().ok();
        Some(Self { is_folder: there.is_dir(), length: there.len(), modified, identity: identity(&there) })
    }
}

#[cfg(unix)]
fn identity(there: &Metadata) -> [i64; 4] {
    use std::os::unix::fs::MetadataExt;
    [there.dev().cast_signed(), there.ino().cast_signed(), there.ctime(), there.ctime_nsec()]
}

#[cfg(not(unix))]
fn identity(_there: &Metadata) -> [i64; 4] {
    [0; 4]
}
