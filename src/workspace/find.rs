//! Which folder is the workspace, and which packs are in it.

use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{Disk, Files};

/// A folder with `packs/`, perhaps `templates/` and `fonts/`.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// Its absolute path.
    pub root: PathBuf,
    /// What messages put before a path in the workspace, so that it can be opened from where the
    /// user is: empty, or ending in `/`.
    pub prefix: String,
    /// Its files.
    pub files: Disk,
}

/// A pack in a workspace.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PackAddress {
    /// The name of its folder, which names the zip.
    pub id: String,
    /// Its folder, relative to the workspace's root.
    pub folder: String,
}

impl PackAddress {
    /// The definition, relative to the workspace's root.
    pub fn definition(&self) -> String {
        self.file("meeting.json")
    }

    /// Its approvals, relative to the workspace's root.
    pub fn approvals(&self) -> String {
        self.file("approvals.json")
    }

    /// A file in its folder, relative to the workspace's root.
    pub fn file(&self, name: &str) -> String {
        if self.folder.is_empty() { name.to_owned() } else { format!("{}/{name}", self.folder) }
    }
}

/// Why a pack or workspace was not found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FindError {
    /// No folder by that path, and no pack by that name in the workspace; the names there are.
    NoSuchPack {
        /// What was typed.
        typed: String,
        /// Packs of the workspace.
        known: Vec<String>,
    },
    /// The folder is there, but no `meeting.json` in it.
    NoDefinition(String),
    /// Neither here nor above is a folder `packs`.
    NoWorkspace,
    /// Packs of one call lie in two workspaces.
    TwoWorkspaces(String, String),
    /// The name of the pack's folder cannot be the name of a zip.
    BadName(String),
}

impl Workspace {
    /// Finds the workspace and the packs meant by `typed` (paths of folders or of definitions, or
    /// names of packs), seen from the folder `here`. Nothing typed means every pack.
    ///
    /// # Errors
    /// If anything typed is no pack, or there is no workspace; all that is wrong is told.
    pub fn find(here: &Path, typed: &[String]) -> Result<(Self, Vec<PackAddress>), Vec<FindError>> {
        let here = here.canonicalize().unwrap_or_else(|_| here.to_path_buf());
        if typed.is_empty() {
            let root = above_with_packs(&here).ok_or_else(|| vec![FindError::NoWorkspace])?;
            let workspace = Self::at(root, &here);
            let packs = workspace.packs();
            return Ok((workspace, packs));
        }
        let mut folders = Vec::new();
        let mut errors = Vec::new();
        for word in typed {
            if let Some(matching) = matching(&here, word) {
                folders.extend(matching);
                continue;
            }
            match pack_folder(&here, word) {
                Ok(found) => folders.push(found),
                Err(error) => errors.push(error),
            }
        }
        let Some((root, _)) = folders.first().cloned() else {
            return Err(errors);
        };
        let workspace = Self::at(root.clone(), &here);
        let mut packs = Vec::new();
        for (other, folder) in folders {
            if other != root {
                let (a, b) = (root.display().to_string(), other.display().to_string());
                errors.push(FindError::TwoWorkspaces(a, b));
            }
            match address(&root, &folder) {
                Ok(pack) if packs.contains(&pack) => {}
                Ok(pack) => packs.push(pack),
                Err(error) => errors.push(error),
            }
        }
        if errors.is_empty() { Ok((workspace, packs)) } else { Err(errors) }
    }

    fn at(root: PathBuf, here: &Path) -> Self {
        Self { prefix: prefix(&root, here), files: Disk::new(root.clone()), root }
    }

    /// Every pack: the folders of `packs/` with a `meeting.json`, sorted by name.
    pub fn packs(&self) -> Vec<PackAddress> {
        self.files
            .list("packs")
            .into_iter()
            .map(|id| PackAddress { folder: format!("packs/{id}"), id })
            .filter(|pack| self.root.join(pack.definition()).is_file())
            .collect()
    }
}

/// Workspace root and folders of the packs whose name or folder a pattern fits; `None` if it is no pattern, is the name of a
/// folder, or nothing fits.
fn matching(here: &Path, typed: &str) -> Option<Vec<(PathBuf, PathBuf)>> {
    if !typed.contains(['*', '?', '[']) || here.join(typed).is_dir() {
        return None;
    }
    let pattern = glob::Pattern::new(typed.trim_end_matches('/')).ok()?;
    let root = above_with_packs(here)?;
    let packs = Workspace::at(root.clone(), here).packs().into_iter();
    let fitting = packs.filter(|pack| pattern.matches(&pack.id) || pattern.matches(&pack.folder));
    let folders: Vec<_> = fitting.map(|pack| (root.clone(), root.join(pack.folder))).collect();
    (!folders.is_empty()).then_some(folders)
}

/// The nearest folder, from `here` upwards, that holds a folder `packs`.
fn above_with_packs(here: &Path) -> Option<PathBuf> {
    here.ancestors().find(|folder| folder.join("packs").is_dir()).map(Path::to_path_buf)
}

/// Workspace root and pack folder for what was typed. A pack that lies in no workspace is its own.
fn pack_folder(here: &Path, typed: &str) -> Result<(PathBuf, PathBuf), FindError> {
    let mut path = here.join(typed);
    if path.is_file() && path.file_name().is_some_and(|name| name == "meeting.json") {
        path.pop();
    }
    let by_name = above_with_packs(here).map(|root| root.join("packs").join(typed));
    let plain_name = Path::new(typed).components().count() == 1;
    let folder = if path.is_dir() {
        path
    } else {
        by_name
            .filter(|folder| plain_name && folder.is_dir())
            .ok_or_else(|| FindError::NoSuchPack { typed: typed.to_owned(), known: known_packs(here) })?
    };
    if !folder.join("meeting.json").is_file() {
        return Err(FindError::NoDefinition(typed.to_owned()));
    }
    let folder = folder.canonicalize().map_err(|_| FindError::NoDefinition(typed.to_owned()))?;
    let root = above_with_packs(&folder).unwrap_or_else(|| folder.clone());
    Ok((root, folder))
}

fn known_packs(here: &Path) -> Vec<String> {
    above_with_packs(here)
        .map(|root| Workspace::at(root, here).packs())
        .unwrap_or_default()
        .into_iter()
        .map(|pack| pack.id)
        .collect()
}

/// Whether a folder's name can be the name of a pack.
pub(super) fn is_pack_name(id: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    !id.is_empty() && !id.starts_with('.') && id.chars().all(allowed)
}

/// A pack's name becomes a file name that is the same on every system.
fn address(root: &Path, folder: &Path) -> Result<PackAddress, FindError> {
    let id = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if !is_pack_name(&id) {
        return Err(FindError::BadName(id));
    }
    let relative = folder.strip_prefix(root).unwrap_or(folder);
    let parts: Vec<String> =
        relative.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    Ok(PackAddress { id, folder: parts.join("/") })
}

/// How to get from `here` to `root` in a path that messages show.
fn prefix(root: &Path, here: &Path) -> String {
    if let Ok(below) = here.strip_prefix(root) {
        return "../".repeat(below.components().count());
    }
    let shown = root.strip_prefix(here).unwrap_or(root);
    let mut words: Vec<String> = shown
        .components()
        .filter(|part| !matches!(part, Component::RootDir))
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    if shown.is_absolute() {
        words.insert(0, String::new());
    }
    words.push(String::new());
    words.join("/")
}
