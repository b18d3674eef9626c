//! What was built before, and what of.
//!
//! An entry says of a pack which inputs it was made of ([`Key`]) and the digest of its zip; the zip lies beside it under
//! that digest. An entry is written after its zip, both whole or not at all, so that whoever is stopped in between, or
//! runs at the same time, loses nothing. What does not fit its digest counts as not there.
//!
//! It refuses to hold a pack of which something was found that only a build finds: that is found again each time.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::inputs::Shared;
use crate::pack::digest;
use crate::workspace::{Files, PackAddress, folder_names, read_file, remove_file, write_quickly};

/// Everything that the bytes of a pack depend on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// The version of this program, with a digest of its sources.
    pub tool: String,
    /// What was asked for besides the pack: `proved` if the standards were proved.
    pub request: Vec<String>,
    /// Digests of all inputs by their paths: files, entries of the registry, and what was looked for and not there.
    pub inputs: BTreeMap<String, String>,
}

/// A pack that was built.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) key: Key,
    /// The digest of the registry as a whole: rules look at all of it.
    pub(super) registry: String,
    /// Whether nothing at all was found.
    pub(super) is_silent: bool,
    /// The digest of the zip.
    pub(super) zip: String,
    /// The documents: language, path, pages.
    pub(super) documents: Vec<(String, String, usize)>,
}

/// A folder of entries.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Cache {
    folder: PathBuf,
}

/// The version of this program and a digest of its sources, as keys have it.
pub(super) fn tool() -> String {
    concat!(env!("CARGO_PKG_VERSION"), "+", env!("PACKWRIGHT_SOURCES")).to_owned()
}

impl Cache {
    /// The cache in a folder, which is made when the first entry is.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    fn entry_path(&self, pack: &PackAddress) -> PathBuf {
        self.folder.join(format!("{}-{}.json", pack.id, &digest(pack.folder.as_bytes())[..8]))
    }

    fn zip_path(&self, digest: &str) -> PathBuf {
        self.folder.join(format!("{digest}.zip"))
    }

    /// The entry of a pack, if there is one that can be read.
    pub(super) fn entry(&self, pack: &PackAddress) -> Option<Entry> {
        serde_json::from_slice(&read_file(&self.entry_path(pack)).ok()?).ok()
    }

    /// The zip of an entry, if it is there and whole.
    pub(super) fn zip(&self, entry: &Entry) -> Option<Vec<u8>> {
        let zip = read_file(&self.zip_path(&entry.zip)).ok()?;
        (digest(&zip) == entry.zip).then_some(zip)
    }

    /// Keeps a pack. That it cannot be kept is no harm: it is built again.
    pub(super) fn keep(&self, pack: &PackAddress, entry: &Entry, zip: &[u8]) {
        let text = serde_json::to_vec_pretty(entry).unwrap_or_default();
        let ignored = self.folder.join(".gitignore");
        if !ignored.exists() {
            // Caches do not belong into a repository.
            drop(write_quickly(&ignored, b"*\n"));
        }
        if write_quickly(&self.zip_path(&entry.zip), zip).is_ok() {
            drop(write_quickly(&self.entry_path(pack), &text));
        }
    }

    /// Removes everything; says how many files that were.
    pub fn clear(&self) -> usize {
        self.own_files().into_iter().filter(|name| remove_file(&self.folder.join(name))).count()
    }

    /// Removes entries of packs that are no more, and zips that no entry has; says how many files that were.
    pub fn prune(&self, packs: &[PackAddress]) -> usize {
        let entries: Vec<PathBuf> = packs.iter().map(|pack| self.entry_path(pack)).collect();
        let zips: Vec<PathBuf> =
            packs.iter().filter_map(|pack| self.entry(pack)).map(|entry| self.zip_path(&entry.zip)).collect();
        let idle = self.own_files().into_iter().map(|name| self.folder.join(name));
        idle.filter(|path| !entries.contains(path) && !zips.contains(path)).filter(|path| remove_file(path)).count()
    }

    /// Names of the files that are entries or zips of ours, and of those that were not finished.
    fn own_files(&self) -> Vec<String> {
        let is_ours = |name: &String| {
            let name = name.as_str();
            name.starts_with(".packwright-") || name.ends_with(".json") || (name.len() == 68 && name.ends_with(".zip"))
        };
        folder_names(&self.folder).into_iter().filter(is_ours).collect()
    }
}

/// Why a pack is built and not taken from the cache: nothing if it can be taken.
pub(super) fn changes(entry: Option<&Entry>, key: &Wanted<'_>) -> Vec<String> {
    let Some(entry) = entry else { return vec!["it is not in the cache".to_owned()] };
    let mut changes = Vec::new();
    if entry.key.tool != tool() {
        changes.push(format!("packwright is {} and was {}", tool(), entry.key.tool));
    }
    if entry.key.request != key.request {
        changes.push("it was asked for otherwise".to_owned());
    }
    for (path, digest) in &entry.key.inputs {
        let now = key.shared.now(key.files, path);
        if now != *digest {
            let what = match (digest.as_str(), now.as_str()) {
                (super::inputs::NONE, _) => "is new",
                (_, super::inputs::NONE) => "is gone",
                _ => "changed",
            };
            changes.push(format!("`{path}` {what}"));
        }
    }
    changes
}

/// What an entry is held against.
pub(super) struct Wanted<'a> {
    pub(super) request: &'a [String],
    pub(super) shared: &'a Shared,
    pub(super) files: &'a dyn Files,
}

/// The digest of a zip that lies where it is to go.
pub(super) fn digest_of(path: &Path) -> Option<String> {
    read_file(path).ok().map(|zip| digest(&zip))
}
