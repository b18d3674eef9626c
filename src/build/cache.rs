//! Packs that were built before, and their inputs.
//!
//! An entry states the inputs from which a pack was made ([`Key`]) and the digest of its zip; the zip is beside it, named by
//! that digest. An entry is written after its zip, both completely or not at all, so that a process that is stopped in between,
//! or runs at the same time, loses nothing: no entry depends on what it replaces. What does not fit its digest counts as not
//! there.
//!
//! An entry is trusted only if it has a code over all that it says (HMAC-SHA-256, RFC 2104), names every input that any
//! pack has, and its zip contains the same names. Without a key everybody can compute that code: it shows damage and changes by
//! hand, but not forgeries. With a key (`--cache-key-file`) only those who have it are trusted.
//!
//! Registers are kept beside them (`listed`).
//!
//! It refuses to hold a pack of which something was found that only a build finds: that is found again each time.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use hmac::{Hmac, KeyInit, Mac};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use super::inputs::{FOLDERS, NONE, Shared};
use crate::pack::{Manifest, digest};
use crate::workspace::{
    Files, Kind, PackAddress, ReadError, folder_names, former, is_of_pack, is_there, remove_file, write_quickly,
};

/// By this file others know a folder that can be made again (bford.info/cachedir), and we ours.
const TAG: &str = "CACHEDIR.TAG";
const TAG_TEXT: &str = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of packwright.\n";
/// Caches do not belong into a repository.
const IGNORED: (&str, &str) = (".gitignore", "*\n");
/// The ending of the names of entries.
const ENTRY: &str = ".entry.json";
/// The ending of the names of registers.
const REGISTER: &str = ".register.json";

/// Everything that the bytes of a pack depend on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// The version of this program, with a digest of its sources.
    pub tool: String,
    /// Options of the request: `proved` if the standards were proved.
    pub request: Vec<String>,
    /// Digests of all inputs by their paths: files, entries of the registry, and what was looked for and not there.
    pub inputs: BTreeMap<String, String>,
}

/// A pack that was built.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub(super) pack: PackAddress,
    pub(super) key: Key,
    /// The digest of the registry as a whole: rules look at all of it.
    pub(super) registry: String,
    /// True if nothing at all was found.
    pub(super) is_silent: bool,
    pub(super) zip: String,
    /// The documents: language, path, pages.
    pub(super) documents: Vec<(String, String, usize)>,
}

/// An entry as it is written.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored<T> {
    entry: T,
    /// The code over the entry, in hexadecimal.
    code: String,
}

impl Entry {
    /// Returns whether it is of that pack and names everything that any pack depends on.
    fn is_of(&self, pack: &PackAddress) -> bool {
        let looked_for = looked_for(pack);
        let named =
            std::iter::once(pack.definition()).chain(looked_for).all(|path| self.key.inputs.contains_key(&path));
        named && self.pack == *pack && self.key.inputs[&pack.definition()] != NONE
    }

    /// Returns whether a pack's own manifest states the same name and the same inputs.
    pub(super) fn says(&self, manifest: &Manifest) -> bool {
        // What was sent out is no input that a manifest states.
        let issues = self.pack.issues();
        let is_stated = |path: &str| path != issues && !FOLDERS.contains(&path);
        let made_of = self.key.inputs.iter().filter(|(path, digest)| *digest != NONE && is_stated(path));
        let stated = manifest.inputs.iter().map(|input| (&input.path, &input.sha256));
        manifest.pack == self.pack.id && made_of.eq(stated)
    }
}

/// Files that every build of a pack looks for; they are inputs even if they do not exist.
pub(super) fn looked_for(pack: &PackAddress) -> Vec<String> {
    let own = [pack.approvals(), pack.signed(), pack.issues()];
    own.into_iter().chain(FOLDERS.map(str::to_owned)).collect()
}

/// A folder of entries.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Cache {
    folder: PathBuf,
    key: Secret,
}

/// A secret that only those know whose entries are trusted; empty if everybody's are.
#[derive(Clone, Default, Serialize, Deserialize)]
struct Secret(Vec<u8>);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_empty() { "none" } else { "secret" })
    }
}

/// A file of a cache that cannot be read.
#[derive(Debug)]
pub(super) struct Unusable {
    pub(super) path: PathBuf,
    pub(super) why: ReadError,
}

/// The folder has no sign that it is a cache.
#[derive(Debug)]
pub struct NoCache;

/// The version of this program and a digest of its sources, as keys have it.
pub(super) fn tool() -> String {
    concat!(env!("CARGO_PKG_VERSION"), "+", env!("PACKWRIGHT_SOURCES")).to_owned()
}

impl Cache {
    /// The least bytes that a key has.
    pub const KEY: usize = 16;

    /// The cache in a folder, which is made when the first entry is.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, key: Secret::default() }
    }

    /// Sets the key: only those who have it can then use the entries.
    #[must_use]
    pub fn with_key(self, key: Vec<u8>) -> Self {
        Self { key: Secret(key), ..self }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The reason why there can be no cache in the folder, if so: a folder that is marked as a cache is left out of backups and
    /// repositories with all that is in it, so nothing else may be.
    pub fn fault(&self) -> Option<String> {
        match former(&self.folder) {
            Ok(None) => None,
            Err(ReadError::NotAFile(Kind::Folder)) if self.is_marked() => None,
            Err(ReadError::NotAFile(Kind::Folder)) => {
                let others = folder_names(&self.folder).into_iter();
                let other = others.filter(|name| !is_own(name) && name != TAG && name != IGNORED.0).min()?;
                Some(format!("the folder is of other files, such as `{other}`"))
            }
            Ok(Some(_)) | Err(ReadError::NotAFile(_)) => Some(ReadError::NotAFolder.to_string()),
            Err(why) => Some(why.to_string()),
        }
    }

    /// Returns whether the folder says that it is a cache of ours.
    fn is_marked(&self) -> bool {
        read(&self.folder.join(TAG)).ok().flatten().is_some_and(|tag| tag == TAG_TEXT.as_bytes())
    }

    fn entry_path(&self, pack: &PackAddress) -> PathBuf {
        self.folder.join(format!("{}-{}{ENTRY}", pack.id, &digest(pack.folder.as_bytes())[..8]))
    }

    fn zip_path(&self, digest: &str) -> PathBuf {
        self.folder.join(format!("{digest}.zip"))
    }

    pub(super) fn register_path(&self, digest: &str) -> PathBuf {
        self.folder.join(format!("{digest}{REGISTER}"))
    }

    /// The code over an entry.
    fn code(&self, entry: &impl Serialize) -> String {
        let text = serde_json::to_vec(entry).unwrap_or_default();
        let mut code = Hmac::<Sha256>::new_from_slice(&self.key.0).expect("a key of any length will do");
        code.update(&text);
        hex::encode(code.finalize().into_bytes())
    }

    /// The entry of a pack, if there is one that is trusted.
    ///
    /// # Errors
    /// If something else is in its place: only this program should put anything there.
    pub(super) fn entry(&self, pack: &PackAddress) -> Result<Option<Entry>, Unusable> {
        let entry: Option<Entry> = self.trusted(&self.entry_path(pack))?;
        Ok(entry.filter(|entry| entry.is_of(pack)))
    }

    /// What a file of the cache holds, if whoever wrote it is trusted.
    pub(super) fn trusted<T: Serialize + DeserializeOwned>(&self, path: &Path) -> Result<Option<T>, Unusable> {
        let stored = stored::<T>(path)?;
        Ok(stored.filter(|stored| is_same(&self.code(&stored.entry), &stored.code)).map(|stored| stored.entry))
    }

    /// The zip of an entry, if it is there, whole, and says the same.
    ///
    /// # Errors
    /// As [`Cache::entry`].
    pub(super) fn zip(&self, entry: &Entry) -> Result<Option<Vec<u8>>, Unusable> {
        // What an entry says is no path.
        if !is_digest(&entry.zip) {
            return Ok(None);
        }
        let zip = read(&self.zip_path(&entry.zip))?.filter(|zip| digest(zip) == entry.zip);
        Ok(zip.filter(|zip| {
            let opening = crate::pack::open(zip);
            opening.faults.is_empty() && opening.opened.is_some_and(|opened| entry.says(&opened.manifest))
        }))
    }

    /// Keeps a pack. That it cannot be kept is no harm: it is built again.
    pub(super) fn keep(&self, entry: Entry, zip: &[u8]) {
        let path = self.entry_path(&entry.pack);
        let zip_path = self.zip_path(&entry.zip);
        self.mark();
        if write_quickly(&zip_path, zip).is_ok() {
            self.write(&path, entry);
        }
    }

    pub(super) fn write(&self, path: &Path, entry: impl Serialize) {
        let text = serde_json::to_vec_pretty(&Stored { code: self.code(&entry), entry }).unwrap_or_default();
        drop(write_quickly(path, &text));
    }

    /// Makes the folder a cache.
    pub(super) fn mark(&self) {
        for (name, text) in [(TAG, TAG_TEXT), IGNORED] {
            let path = self.folder.join(name);
            if !is_there(&path) {
                drop(write_quickly(&path, text.as_bytes()));
            }
        }
    }

    /// Removes all entries and zips; says how many files that were.
    ///
    /// # Errors
    /// If the folder is no cache of ours.
    pub fn clear(&self) -> Result<usize, NoCache> {
        let own = self.own_files()?;
        Ok(own.into_iter().filter(|name| remove_file(&self.folder.join(name))).count())
    }

    /// Removes entries of packs that no longer exist, zips without an entry, and registers, since most are of what was once;
    /// returns the number of removed files.
    ///
    /// # Errors
    /// If the folder is no cache of ours.
    pub fn prune(&self, packs: &[PackAddress]) -> Result<usize, NoCache> {
        let own = self.own_files()?;
        let entries: Vec<PathBuf> = packs.iter().map(|pack| self.entry_path(pack)).collect();
        // Whoever's key it is: what others trust is of use to them.
        let written = entries.iter().filter_map(|path| stored::<Entry>(path).ok().flatten());
        let zips: Vec<PathBuf> = written.map(|written| self.zip_path(&written.entry.zip)).collect();
        let idle = own.into_iter().map(|name| self.folder.join(name));
        let idle = idle.filter(|path| !entries.contains(path) && !zips.contains(path));
        Ok(idle.filter(|path| remove_file(path)).count())
    }

    /// Names of the files that are our entries or zips, and of unfinished ones.
    fn own_files(&self) -> Result<Vec<String>, NoCache> {
        if !is_there(&self.folder) {
            return Ok(Vec::new());
        }
        if !self.is_marked() {
            return Err(NoCache);
        }
        Ok(folder_names(&self.folder).into_iter().filter(|name| is_own(name)).collect())
    }
}

/// Returns whether a name is of a form that only the cache gives.
fn is_own(name: &str) -> bool {
    let is_entry = |name: &str| {
        let stem = name.strip_suffix(ENTRY).and_then(|stem| stem.rsplit_once('-'));
        stem.is_some_and(|(id, number)| is_of_pack(id) && number.len() == 8 && is_hexadecimal(number))
    };
    let is_zip = |name: &str| name.strip_suffix(".zip").is_some_and(is_digest);
    let is_unfinished = |name: &str| name.strip_prefix(".packwright-").is_some_and(|rest| rest.len() == 6);
    let is_register = name.strip_suffix(REGISTER).is_some_and(is_digest);
    is_entry(name) || is_register || is_zip(name) || is_unfinished(name)
}

fn is_hexadecimal(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn is_digest(text: &str) -> bool {
    text.len() == 64 && is_hexadecimal(text)
}

/// Compares codes in the same time wherever they differ.
fn is_same(one: &str, other: &str) -> bool {
    let differences = one.bytes().zip(other.bytes()).fold(0, |all, (one, other)| all | (one ^ other));
    one.len() == other.len() && differences == 0
}

/// What a file of the cache holds.
fn stored<T: DeserializeOwned>(path: &Path) -> Result<Option<Stored<T>>, Unusable> {
    let text = read(path)?;
    Ok(text.and_then(|text| serde_json::from_slice(&text).ok()))
}

/// A file of the cache.
fn read(path: &Path) -> Result<Option<Vec<u8>>, Unusable> {
    match former(path) {
        // A file that is written while it is read is not there yet; what is too large is not ours.
        Err(ReadError::Changing | ReadError::TooLarge(_)) => Ok(None),
        Err(why) => Err(Unusable { path: path.to_path_buf(), why }),
        Ok(content) => Ok(content),
    }
}

/// The reason why a pack is built and not taken from the cache; none if it can be taken.
pub(super) fn changes(entry: Option<&Entry>, key: &Wanted<'_>) -> Vec<String> {
    let Some(entry) = entry else { return vec!["it is not in the cache".to_owned()] };
    let mut changes = Vec::new();
    if entry.key.tool != tool() {
        changes.push(format!("packwright is {} and was {}", tool(), entry.key.tool));
    }
    if entry.key.request != key.request {
        changes.push("it was built with other options".to_owned());
    }
    for (path, digest) in &entry.key.inputs {
        let now = key.shared.now(key.files, path);
        if now != *digest {
            let what = match (digest.as_str(), now.as_str()) {
                (NONE, _) => "is new",
                (_, NONE) => "is gone",
                _ => "changed",
            };
            changes.push(format!("`{path}` {what}"));
        }
    }
    changes
}

/// The things that an entry is compared with.
pub(super) struct Wanted<'a> {
    pub(super) request: &'a [String],
    pub(super) shared: &'a Shared,
    pub(super) files: &'a dyn Files,
}
