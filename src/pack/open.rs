//! Opening a pack that comes from anywhere, and holding it against its manifest.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use zip::{CompressionMethod, ZipArchive};

use super::fault::Fault;
use super::layout::{self, Entry};
use super::manifest::{MANIFEST, Manifest, SEAL, digest};
use super::zip_file::{Compressed, Error, is_portable};

/// The most files that a zip may hold to be opened.
const FILES: usize = 2000;
/// The most bytes that all files together may have.
const BYTES: u64 = 512 * 1024 * 1024;

/// The most bytes that one compressed byte can become (deflate: 258 for two bits).
const EXPANSION: u64 = 1032;

/// The most bytes that a manifest may have: those of packs have some 500 for each file. It is rewritten for each seal.
const MANIFEST_BYTES: usize = 16 * 1024 * 1024;

/// A pack that was opened.
#[derive(Debug)]
pub struct Opened {
    /// The pack's own manifest.
    pub manifest: Manifest,
    /// The bytes of the manifest in the zip, which the seal covers.
    pub manifest_bytes: Vec<u8>,
    /// The seal, if there is one.
    pub seal: Option<Vec<u8>>,
    /// The files that are there, by their paths; the manifest and the seal are not among them.
    pub files: BTreeMap<String, Vec<u8>>,
    archive: Vec<u8>,
}

impl Opened {
    /// A file as stored in the zip.
    pub(super) fn part(&self, path: &str) -> Result<Compressed, Error> {
        Compressed::of(&self.archive, path)
    }
}

/// The result of opening a zip.
#[derive(Debug)]
pub struct Opening {
    /// The pack, if it has a manifest that can be read; whatever else is wrong.
    pub opened: Option<Opened>,
    /// Everything that is wrong with the zip, in no particular order; nothing if it is, byte for byte, as it was written.
    pub faults: Vec<Fault>,
}

/// Opens a zip. Nothing is unpacked beyond the limits, and no statement of the zip about itself is trusted.
pub fn open(archive: &[u8]) -> Opening {
    let refused = |fault| Opening { opened: None, faults: vec![fault] };
    match number_of_files(archive) {
        None => return refused(Fault::NotAZip),
        Some(number) if number > FILES => return refused(Fault::TooLarge),
        Some(_) => {}
    }
    let Ok(mut zip) = ZipArchive::new(Cursor::new(archive)) else { return refused(Fault::NotAZip) };
    if zip.len() > FILES {
        return refused(Fault::TooLarge);
    }
    let raw_left = archive.len() as u64;
    let mut unpacking = Unpacking { raw_left, found: Vec::new(), faults: Vec::new(), total: 0 };
    for at in 0..zip.len() {
        if unpacking.one(&mut zip, at).is_none() {
            return refused(Fault::TooLarge);
        }
    }
    unpacking.finish(archive, zip.len())
}

/// Reads the manifest of a zip without reading its other files; `None` if it is not a pack. Nothing in it is verified: see
/// [`open`].
pub fn manifest(archive: &[u8]) -> Option<Manifest> {
    if number_of_files(archive)? > FILES {
        return None;
    }
    let mut zip = ZipArchive::new(Cursor::new(archive)).ok()?;
    let mut content = Vec::new();
    zip.by_name(MANIFEST).ok()?.take(MANIFEST_BYTES as u64).read_to_end(&mut content).ok()?;
    Manifest::read(&content).ok()
}

/// The number of files in a zip according to the record at its end. Without that record it is not a zip; a zip in ZIP64 format
/// is not a pack.
pub fn number_of_files(archive: &[u8]) -> Option<usize> {
    // A comment of up to 65,535 bytes may follow; then the layout is wrong, and the number still counts.
    let tail = &archive[archive.len().saturating_sub(22 + 0xffff)..];
    let at = tail.windows(4).rposition(|part| part == b"PK\x05\x06")?;
    let number = tail.get(at + 10..at + 12)?;
    Some(usize::from(u16::from_le_bytes([number[0], number[1]])))
}

/// A file as it was found.
struct FileInZip {
    name: String,
    is_stored: bool,
    crc: u32,
    /// The size that the zip states.
    size: u64,
    raw: Vec<u8>,
    /// Unpacked; `None` if that failed.
    content: Option<Vec<u8>>,
}

struct Unpacking {
    /// The number of bytes of the zip that no file has taken up yet.
    raw_left: u64,
    found: Vec<FileInZip>,
    faults: Vec<Fault>,
    total: u64,
}

impl Unpacking {
    /// Takes in a file; `None` if it is too much.
    fn one(&mut self, zip: &mut ZipArchive<Cursor<&[u8]>>, at: usize) -> Option<()> {
        let mut raw = Vec::new();
        let Ok(entry) = zip.by_index_raw(at) else {
            self.faults.push(Fault::Damaged(format!("file {}", at + 1)));
            return Some(());
        };
        let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
        let (crc, size, method) = (entry.crc32(), entry.size(), entry.compression());
        if entry.is_symlink() {
            self.faults.push(Fault::IsLink(name.clone()));
        }
        let mut entry = entry.take(self.raw_left + 1);
        let is_whole = entry.read_to_end(&mut raw).is_ok();
        drop(entry);
        // Files that lie in each other would make much of little.
        self.raw_left = self.raw_left.checked_sub(u64::try_from(raw.len()).ok()?)?;
        if !is_portable(&name) {
            self.faults.push(Fault::Name(name.chars().filter(|c| !c.is_control()).take(100).collect()));
        }
        // Room for what it states, at most what its bytes can become: a vector that grows takes up to three times as much.
        let (left, can_become) = (BYTES - self.total, raw.len() as u64 * EXPANSION);
        let mut content = Vec::with_capacity(usize::try_from(size.min(left).min(can_become)).ok()?);
        let unpacked = zip.by_index(at).ok().and_then(|entry| entry.take(left + 1).read_to_end(&mut content).ok());
        self.total += u64::try_from(content.len()).ok()?;
        if self.total > BYTES {
            return None;
        }
        if unpacked.is_none() || !is_whole {
            self.faults.push(Fault::Damaged(name.clone()));
        }
        let content = unpacked.map(|_| content);
        let is_stored = method == CompressionMethod::Stored;
        self.found.push(FileInZip { name, is_stored, crc, size, raw, content });
        Some(())
    }

    fn finish(mut self, archive: &[u8], number: usize) -> Opening {
        let mut names = BTreeSet::new();
        for found in &self.found {
            if !names.insert(found.name.to_lowercase()) {
                self.faults.push(Fault::Duplicate(found.name.clone()));
            }
        }
        // That a file cannot even be found was told, and is the cause.
        if self.found.len() == number && !self.is_laid_out_as_written(archive) {
            self.faults.push(Fault::Layout);
        }
        let content =
            |name: &str| self.found.iter().find(|found| found.name == name).and_then(|one| one.content.clone());
        let (manifest_bytes, seal) = (content(MANIFEST), content(SEAL));
        let Some(manifest_bytes) = manifest_bytes else {
            self.faults.push(Fault::NoManifest);
            return Opening { opened: None, faults: self.faults };
        };
        if manifest_bytes.len() > MANIFEST_BYTES {
            self.faults.push(Fault::TooLarge);
            return Opening { opened: None, faults: self.faults };
        }
        let manifest = match Manifest::read(&manifest_bytes) {
            Ok(manifest) => manifest,
            Err(fault) => {
                self.faults.push(fault);
                return Opening { opened: None, faults: self.faults };
            }
        };
        if manifest.to_json().as_bytes() != manifest_bytes {
            self.faults.push(Fault::BadManifest);
        }
        self.against(&manifest);
        let files = self.found.into_iter().filter(|found| ![MANIFEST, SEAL].contains(&found.name.as_str()));
        let files = files.filter_map(|found| Some((found.name, found.content?))).collect();
        let opened = Opened { manifest, manifest_bytes, seal, files, archive: archive.to_vec() };
        Opening { opened: Some(opened), faults: self.faults }
    }

    /// Returns whether the zip is, byte for byte, what its files would be written as.
    fn is_laid_out_as_written(&self, archive: &[u8]) -> bool {
        let entries = self.found.iter().map(|found| {
            // A file that is damaged is told as such: around it all may be as it was.
            let size = found.content.as_ref().map_or(found.size, |content| content.len() as u64);
            let size = u32::try_from(size).ok()?;
            // What is compressed and what is not is fixed, too.
            let should_be_stored = [MANIFEST, SEAL].contains(&found.name.as_str());
            (found.is_stored == should_be_stored).then_some(Entry {
                name: &found.name,
                is_stored: found.is_stored,
                crc: found.crc,
                size,
                bytes: &found.raw,
            })
        });
        let entries: Option<Vec<Entry<'_>>> = entries.collect();
        entries.and_then(|entries| layout::zip(&entries)).is_some_and(|again| again == archive)
    }

    /// Holds the files against the manifest.
    fn against(&mut self, manifest: &Manifest) {
        let there: Vec<&FileInZip> =
            self.found.iter().filter(|found| ![MANIFEST, SEAL].contains(&found.name.as_str())).collect();
        let listed = |name: &str| manifest.files.iter().find(|file| file.path == name);
        let mut added: Vec<&FileInZip> = there.iter().copied().filter(|found| listed(&found.name).is_none()).collect();
        let mut faults = Vec::new();
        for file in &manifest.files {
            let Some(found) = there.iter().find(|found| found.name == file.path) else {
                let same =
                    |other: &&FileInZip| other.content.as_ref().is_some_and(|content| digest(content) == file.sha256);
                match added.iter().position(same) {
                    Some(at) => faults.push(Fault::Renamed(file.path.clone(), added.remove(at).name.clone())),
                    None => faults.push(Fault::Missing(file.path.clone())),
                }
                continue;
            };
            let Some(content) = &found.content else { continue };
            if content.len() != file.size || digest(content) != file.sha256 {
                faults.push(Fault::Changed(file.path.clone()));
            } else if digest(&found.raw) != file.compressed_sha256 {
                faults.push(Fault::Recompressed(file.path.clone()));
            }
        }
        faults.extend(added.iter().map(|found| Fault::Added(found.name.clone())));
        let own = [MANIFEST, SEAL].into_iter().filter(|name| self.found.iter().any(|found| found.name == *name));
        let order: Vec<&str> = manifest.files.iter().map(|file| file.path.as_str()).chain(own).collect();
        let actual: Vec<&str> = self.found.iter().map(|found| found.name.as_str()).collect();
        if faults.is_empty() && order != actual {
            faults.push(Fault::Order);
        }
        self.faults.extend(faults);
    }
}
