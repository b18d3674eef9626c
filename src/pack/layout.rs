//! The bytes of a zip around its files, as this program writes them (PKWARE APPNOTE 6.3, 4.3): one fixed time and mode,
//! no extra fields, no comments. Only used to compare: what is written, `zip_file` writes.

/// A file as stored in a zip.
pub(super) struct Entry<'a> {
    pub(super) name: &'a str,
    pub(super) is_stored: bool,
    pub(super) crc: u32,
    pub(super) size: u32,
    pub(super) bytes: &'a [u8],
}

/// The zip that holds these files and nothing else.
pub(super) fn zip(entries: &[Entry<'_>]) -> Option<Vec<u8>> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for entry in entries {
        let offset = u32::try_from(bytes.len()).ok()?;
        let common = common(entry)?;
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&common);
        bytes.extend(entry.name.as_bytes());
        bytes.extend(entry.bytes);
        directory.extend(b"PK\x01\x02");
        // Made on Unix, by the version that it takes to unpack.
        directory.extend([if entry.is_stored { 10 } else { 20 }, 3]);
        directory.extend(&common);
        // No comment, one volume, no attributes of DOS, mode 0644 of a plain file.
        directory.extend([0; 6]);
        directory.extend((0o100_644_u32 << 16).to_le_bytes());
        directory.extend(offset.to_le_bytes());
        directory.extend(entry.name.as_bytes());
    }
    let start = u32::try_from(bytes.len()).ok()?;
    let number = u16::try_from(entries.len()).ok()?.to_le_bytes();
    bytes.extend(&directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([number, number].concat());
    bytes.extend(u32::try_from(directory.len()).ok()?.to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend([0, 0]);
    Some(bytes)
}

/// The fields that are both before a file and in the directory.
fn common(entry: &Entry<'_>) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (version, method): (u16, u16) = if entry.is_stored { (10, 0) } else { (20, 8) };
    bytes.extend(version.to_le_bytes());
    bytes.extend([0, 0]);
    bytes.extend(method.to_le_bytes());
    // 1 January 1980, 0:00.
    bytes.extend([0, 0, 0x21, 0]);
    bytes.extend(entry.crc.to_le_bytes());
    bytes.extend(u32::try_from(entry.bytes.len()).ok()?.to_le_bytes());
    bytes.extend(entry.size.to_le_bytes());
    bytes.extend(u16::try_from(entry.name.len()).ok()?.to_le_bytes());
    bytes.extend([0, 0]);
    Some(bytes)
}
