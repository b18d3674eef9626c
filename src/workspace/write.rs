//! The one place that writes files.

use std::io::{self, Read, Write};
use std::path::Path;

/// Writes a file whole or not at all: beside its place, flushed, then renamed. A former file of the
/// same name stays untouched until then.
///
/// # Errors
/// Whatever the system says: no such folder can be made, no space, no right.
pub fn write_whole(path: &Path, content: &[u8]) -> io::Result<()> {
    write(path, content, true)
}

/// The same for what can be made again: it is not waited for until it is on the disk.
///
/// # Errors
/// As [`write_whole`].
pub fn write_quickly(path: &Path, content: &[u8]) -> io::Result<()> {
    write(path, content, false)
}

fn write(path: &Path, content: &[u8], surely: bool) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut beside = tempfile::Builder::new().prefix(".packwright-").tempfile_in(folder)?;
    beside.write_all(content)?;
    if surely {
        beside.as_file().sync_all()?;
    }
    readable_by_all(beside.as_file())?;
    beside.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Writes a text to a file, or adds it to what is there.
///
/// # Errors
/// What the system says.
pub fn append_or_write(path: &Path, text: &str, append: bool) -> io::Result<()> {
    if !append {
        return write_whole(path, text.as_bytes());
    }
    let mut file = std::fs::OpenOptions::new().append(true).create(true).open(path)?;
    file.write_all(text.as_bytes())
}

/// Names of the files directly in a folder of any place, sorted.
pub fn folder_names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<String> = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.sort();
    names
}

/// Removes a file; says whether it is gone.
pub fn remove_file(path: &Path) -> bool {
    std::fs::remove_file(path).is_ok()
}

/// A file that was named on the command line, wherever it lies.
///
/// # Errors
/// Why it cannot be read, in words.
pub fn read_file(path: &Path) -> Result<Vec<u8>, String> {
    let told = |error: io::Error| error.to_string().split(" (os error").next().unwrap_or_default().to_owned();
    let mut content = Vec::new();
    let file = std::fs::File::open(path).map_err(told)?;
    file.take(super::LIMIT + 1).read_to_end(&mut content).map_err(told)?;
    match content.len() as u64 > super::LIMIT {
        true => Err(super::ReadError::TooLarge.to_string()),
        false => Ok(content),
    }
}

/// What lies where a file is to be written, if anything does that can be read.
pub fn former(path: &Path) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    let file = std::fs::File::open(path).ok()?;
    file.take(super::LIMIT).read_to_end(&mut content).ok()?;
    Some(content)
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
