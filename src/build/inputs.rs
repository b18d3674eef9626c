//! The inputs of packs, as they are now: files of the workspace, and entries of its registry.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::meeting::Meeting;
use crate::pack::{Input, digest};
use crate::read::REGISTRY;
use crate::workspace::{Files, Kind, ReadError, embedded};

/// The digest of what is not there.
pub(super) const NONE: &str = "none";

/// The digest of an unreadable file: no pack can be made from it, so no pack counts as unchanged.
const UNREADABLE: &str = "unreadable";

/// Folders of which every file may change every pack.
pub(super) const FOLDERS: [&str; 2] = ["templates", "fonts"];
/// Folders inside them, and inside those of sets of templates.
const DEPTH: usize = 4;

/// Inputs that all packs of a workspace share, read once a run.
#[derive(Debug)]
pub(super) struct Shared {
    /// Digests of `templates` and `fonts`, each as a whole; made when a cache first asks.
    folders: OnceLock<BTreeMap<String, String>>,
    /// Digests of the registry's entries: `people/ana`.
    entries: BTreeMap<String, String>,
    /// The digest of the registry as a whole.
    pub(super) registry: String,
}

impl Shared {
    pub(super) fn read(files: &dyn Files) -> Self {
        let text = files.read(REGISTRY);
        let registry = of_file(&text);
        let text = text.ok().flatten();
        let parsed: serde_json::Value = text.and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default();
        let mut entries = BTreeMap::new();
        for (kind, all) in parsed.as_object().into_iter().flatten() {
            for (id, entry) in all.as_object().into_iter().flatten() {
                entries.insert(format!("{kind}/{id}"), digest(entry.to_string().as_bytes()));
            }
        }
        Self { folders: OnceLock::new(), entries, registry }
    }

    /// Digests of the folders, which are read when they are first asked for.
    pub(super) fn look(&self, files: &dyn Files) -> &BTreeMap<String, String> {
        let digests = || FOLDERS.map(|folder| (folder.to_owned(), of_folder(files, folder))).into();
        self.folders.get_or_init(digests)
    }

    /// The digest that an input has now: a file by its path, an entry as `packs/registry.json#people/ana`, a folder by its
    /// name; [`NONE`] if it is not there.
    pub(super) fn now(&self, files: &dyn Files, path: &str) -> String {
        if FOLDERS.contains(&path) {
            return self.look(files).get(path).cloned().unwrap_or_default();
        }
        if let Some(entry) = path.strip_prefix(REGISTRY).and_then(|rest| rest.strip_prefix('#')) {
            return self.entries.get(entry).cloned().unwrap_or_else(|| NONE.to_owned());
        }
        of_file(&files.read(path))
    }

    /// The registry's entries that a meeting takes from it.
    pub(super) fn entries_of(&self, meeting: &Meeting) -> Vec<Input> {
        let definition = &meeting.definition;
        let own = |entry: &str| match entry.split_once('/') {
            Some(("people", id)) => definition.people.get(id).is_some(),
            Some(("entities", id)) => definition.entities.get(id).is_some(),
            Some(("bodies", id)) => definition.bodies.get(id).is_some(),
            Some((_, id)) => definition.documents.get(id).is_some(),
            None => true,
        };
        let shared = meeting.named_entries().into_iter().filter(|entry| !own(entry));
        let inputs = shared.filter_map(|entry| {
            let sha256 = self.entries.get(&entry)?.clone();
            Some(Input { path: format!("{REGISTRY}#{entry}"), sha256 })
        });
        inputs.collect()
    }

    /// Titles of annexes that the registry does not have: an entry of that id would lend its symbol to the annex. (Any other
    /// new entry of an id that a definition has is a clash, which checking finds.)
    pub(super) fn missing_of(&self, meeting: &Meeting) -> Vec<String> {
        let ids = meeting.definition.annexes.iter().map(|annex| format!("documents/{}", annex.id.as_str()));
        ids.filter(|entry| !self.entries.contains_key(entry)).map(|entry| format!("{REGISTRY}#{entry}")).collect()
    }
}

fn of_file(read: &Result<Option<Vec<u8>>, ReadError>) -> String {
    match read {
        Ok(Some(content)) => digest(content),
        Ok(None) => NONE.to_owned(),
        Err(_) => UNREADABLE.to_owned(),
    }
}

fn of_folder(files: &dyn Files, folder: &str) -> String {
    fn walk(files: &dyn Files, folder: &str, depth: usize, digests: &mut String) {
        let Ok(names) = files.list(folder) else { return digests.push_str(&format!("{folder}\0{UNREADABLE}\n")) };
        for name in names {
            let path = format!("{folder}/{name}");
            match files.read(&path) {
                // Ours is as quickly compared as read; the version of the program is in the key.
                Ok(Some(content)) if embedded(&path) == Some(&content) => digests.push_str(&format!("{path}\0ours\n")),
                Err(ReadError::NotAFile(Kind::Folder)) if depth > 0 => walk(files, &path, depth - 1, digests),
                Err(ReadError::NotAFile(Kind::Folder)) => {}
                read => digests.push_str(&format!("{path}\0{}\n", of_file(&read))),
            }
        }
    }
    let mut digests = String::new();
    walk(files, folder, DEPTH, &mut digests);
    if digests.is_empty() { NONE.to_owned() } else { digest(digests.as_bytes()) }
}
