//! The one door through which files are read: plain files only, within a limit, and as they were when they were opened.
//!
//! A process that opens a named pipe waits until somebody writes into it, and one that reads a device may read for ever. So the
//! kind of file is checked before it is opened, and checked again when it is open.

use std::fmt;
use std::fs::{File, FileType, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// The largest file of a workspace that is read, in bytes.
pub const LIMIT: u64 = 64 * 1024 * 1024;
/// The maximum size, in bytes, of a file that is read as a pack, and of one that is written: it may contain many files of the
/// size of [`LIMIT`].
pub const PACK_LIMIT: u64 = 512 * 1024 * 1024;
/// The name of a signed pack in the folder of the pack: it may be as large as any pack.
pub(super) const SIGNED: &str = "signed.zip";
/// The number of bytes of a file that are compared at once.
const PIECE: usize = 64 * 1024;
/// The maximum number of names in a folder of a workspace that is searched (templates, labels, fonts).
pub const NAMES: usize = 4096;

/// The reason why an existing file was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// The path leads out of the workspace, directly or through a link.
    Outside,
    /// The file has more bytes than this limit.
    TooLarge(u64),
    /// It is not a regular file.
    NotAFile(Kind),
    /// A folder is expected there, and it is none.
    NotAFolder,
    /// It is a folder with too many names.
    TooMany,
    /// Its length changed after it was opened.
    Changing,
    /// The system refused; its own words.
    System(String),
}

/// Something that is in the place of a regular file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A folder.
    Folder,
    /// A pipe with a name (FIFO).
    Pipe,
    /// A socket.
    Socket,
    /// A device: a terminal, `/dev/zero`.
    Device,
    /// A link to something that is not there.
    DeadLink,
    /// Anything else that a system may have.
    Other,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Outside => f.write_str("it is outside the workspace"),
            Self::TooLarge(limit) => write!(f, "it is larger than {} MiB", limit / (1024 * 1024)),
            Self::NotAFile(kind) => write!(f, "it is {}, and not a file", kind.name()),
            Self::NotAFolder => f.write_str("it is not a folder"),
            Self::TooMany => write!(f, "it has more than {NAMES} files"),
            Self::Changing => f.write_str("its length changes while it is read"),
            Self::System(words) => f.write_str(words),
        }
    }
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Folder => "a folder",
            Self::Pipe => "a named pipe",
            Self::Socket => "a socket",
            Self::Device => "a device",
            Self::DeadLink => "a link to nothing",
            Self::Other => "something special",
        }
    }

    #[cfg(unix)]
    fn of(kind: FileType) -> Self {
        use std::os::unix::fs::FileTypeExt;
        match () {
            () if kind.is_dir() => Self::Folder,
            () if kind.is_fifo() => Self::Pipe,
            () if kind.is_socket() => Self::Socket,
            () if kind.is_char_device() || kind.is_block_device() => Self::Device,
            () => Self::Other,
        }
    }

    #[cfg(not(unix))]
    fn of(kind: FileType) -> Self {
        if kind.is_dir() { Self::Folder } else { Self::Other }
    }
}

/// The system's message, without its number.
pub fn words(error: &io::Error) -> String {
    error.to_string().split(" (os error").next().unwrap_or_default().to_owned()
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        Self::System(words(&error))
    }
}

/// Returns whether an error says that nothing is there.
pub(super) fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// Returns whether anything has this name: a link to nothing has, and so has something that may not be read.
pub fn is_there(path: &Path) -> bool {
    path.symlink_metadata().map_or_else(|error| !is_absent(&error), |_| true)
}

/// A file that was named on the command line, in any folder.
///
/// # Errors
/// The reason why it cannot be read, in words.
pub fn read_file(path: &Path) -> Result<Vec<u8>, String> {
    match read_plain(path, PACK_LIMIT) {
        Ok(content) => content.ok_or_else(|| "there is no such file".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

/// The content of the file where a pack is written or kept; `None` if there is none.
///
/// # Errors
/// If something is there that cannot be read.
pub fn former(path: &Path) -> Result<Option<Vec<u8>>, ReadError> {
    read_plain(path, PACK_LIMIT)
}

/// The content of a plain file; `None` if nothing is there.
pub(super) fn read_plain(path: &Path, limit: u64) -> Result<Option<Vec<u8>>, ReadError> {
    open(path)?.map(|file| content(&file, limit)).transpose()
}

/// Returns whether a plain file has this content and no other: it is compared as it is read, and never held whole.
pub(super) fn holds(path: &Path, content: &[u8]) -> bool {
    let Ok(Some(mut file)) = open(path) else { return false };
    if !file.metadata().is_ok_and(|there| there.is_file() && there.len() == content.len() as u64) {
        return false;
    }
    let (mut rest, mut piece) = (content, [0; PIECE]);
    while let Ok(length) = file.read(&mut piece) {
        match rest.strip_prefix(&piece[..length]) {
            Some(_) if length == 0 => return rest.is_empty(),
            Some(behind) => rest = behind,
            None => return false,
        }
    }
    false
}

fn open(path: &Path) -> Result<Option<File>, ReadError> {
    let Some(before) = look(path)? else { return Ok(None) };
    match options().read(true).open(path) {
        Ok(file) => Ok(Some(file)),
        Err(error) if is_absent(&error) => Ok(None),
        Err(error) => {
            // Some systems refuse to open what is no file in words that do not say so.
            must_be_plain(&before)?;
            Err(error.into())
        }
    }
}

/// The metadata of the regular file at a path; `None` if nothing is there.
pub(super) fn look(path: &Path) -> Result<Option<Metadata>, ReadError> {
    match path.metadata() {
        Ok(there) => must_be_plain(&there).map(|()| Some(there)),
        Err(error) if is_absent(&error) && is_there(path) => Err(ReadError::NotAFile(Kind::DeadLink)),
        Err(error) if is_absent(&error) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Refuses what is no plain file.
pub(super) fn must_be_plain(there: &Metadata) -> Result<(), ReadError> {
    if there.is_file() { Ok(()) } else { Err(ReadError::NotAFile(Kind::of(there.file_type()))) }
}

/// The options with which files are opened: without waiting, in case something else has taken their place.
pub(super) fn options() -> OpenOptions {
    #[allow(unused_mut, reason = "other systems have no such flag")]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NONBLOCK | libc::O_NOCTTY);
    options
}

fn content(file: &File, limit: u64) -> Result<Vec<u8>, ReadError> {
    let there = file.metadata()?;
    must_be_plain(&there)?;
    let length = there.len();
    if length > limit {
        return Err(ReadError::TooLarge(limit));
    }
    let mut content = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    // One byte more shows that there is more than was said: somebody writes to it, or the system makes it up as it is read.
    file.take(length + 1).read_to_end(&mut content)?;
    if content.len() as u64 == length { Ok(content) } else { Err(ReadError::Changing) }
}
