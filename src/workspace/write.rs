//! The one place that writes files.

use std::io::{self, Write};
use std::path::Path;

/// Writes a file whole or not at all: beside its place, flushed, then renamed. A former file of the
/// same name stays untouched until then.
///
/// # Errors
/// Whatever the system says: no such folder can be made, no space, no right.
pub fn write_whole(path: &Path, content: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut beside = tempfile::Builder::new().prefix(".packwright-").tempfile_in(folder)?;
    beside.write_all(content)?;
    beside.as_file().sync_all()?;
    readable_by_all(beside.as_file())?;
    beside.persist(path).map_err(|error| error.error)?;
    Ok(())
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
