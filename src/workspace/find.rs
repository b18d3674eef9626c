//! Which folder is the workspace, and which packs are in it.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use glob::{MatchOptions, Pattern};
use serde::{Deserialize, Serialize};

use super::Disk;
use super::names::{Misnamed, NameFault, name_fault};
use super::plain::{SIGNED, is_there, words};

/// The folder of a workspace whose folders are its packs.
const PACKS: &str = "packs";
/// The file that makes a folder a pack.
const DEFINITION: &str = "meeting.json";

/// A folder with `packs/`, perhaps `templates/` and `fonts/`.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// Its absolute path.
    pub root: PathBuf,
    /// The prefix that messages put before a path in the workspace, so that it can be opened from where the user is: empty, or
    /// ending in `/`.
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
        self.file(DEFINITION)
    }

    /// Its approvals, relative to the workspace's root.
    pub fn approvals(&self) -> String {
        self.file("approvals.json")
    }

    /// What was sent out of it, relative to the workspace's root.
    pub fn issues(&self) -> String {
        self.file("issues.json")
    }

    /// What is answered to comments on it, relative to the workspace's root.
    pub fn responses(&self) -> String {
        self.file("responses.json")
    }

    /// The pack as it was signed, which is delivered as it is; relative to the workspace's root.
    pub fn signed(&self) -> String {
        self.file(SIGNED)
    }

    /// Where the schema of a file in its folder is, seen from there: packs in `packs` share theirs.
    pub fn schema(&self, of: &str) -> String {
        let above = if self.folder.starts_with("packs/") { "../" } else { "" };
        format!("{above}{of}.schema.json")
    }

    /// A file in its folder, relative to the workspace's root.
    pub fn file(&self, name: &str) -> String {
        if self.folder.is_empty() { name.to_owned() } else { format!("{}/{name}", self.folder) }
    }
}

/// The packs that were found.
#[derive(Debug, Clone)]
pub struct Found {
    /// The workspace.
    pub workspace: Workspace,
    /// The packs that were meant, each once.
    pub packs: Vec<PackAddress>,
    /// Folders that would be packs if their names were allowed; only if packs were not named one by one.
    pub misnamed: Vec<Misnamed>,
}

/// The reason why a pack or workspace was not found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FindError {
    /// No folder by that path, and no pack by that name in the workspace; the names there are.
    NoSuchPack {
        /// The typed name.
        typed: String,
        /// Packs of the workspace.
        known: Vec<String>,
    },
    /// The folder is there, but no `meeting.json` in it.
    NoDefinition(String),
    /// Neither here nor above is a folder `packs`.
    NoWorkspace,
    /// The folder `packs` cannot be looked into; the system's own words.
    Unreadable(String, String),
    /// Packs of one command are in two workspaces.
    TwoWorkspaces(String, String),
    /// Packs of one call would go into the same zip; their folders.
    OneZip(String, String),
    /// The name of the pack's folder cannot be the name of a zip.
    BadName(Misnamed),
}

impl Workspace {
    /// Finds the workspace and the packs meant by `typed` (paths of folders or of definitions, or
    /// names of packs), seen from the folder `here`. Nothing typed means every pack.
    ///
    /// # Errors
    /// If something that was typed is not a pack, or there is no workspace. All errors are returned.
    pub fn find(here: &Path, typed: &[String]) -> Result<Found, Vec<FindError>> {
        let here = here.canonicalize().unwrap_or_else(|_| here.to_path_buf());
        if typed.is_empty() {
            let root = above_with_packs(&here).ok_or_else(|| vec![FindError::NoWorkspace])?;
            let workspace = Self::at(root, &here);
            let Listed { packs, misnamed } = workspace.listed().map_err(|error| vec![error])?;
            return Ok(Found { workspace, packs, misnamed });
        }
        let mut folders = Vec::new();
        let (mut misnamed, mut errors) = (Vec::new(), Vec::new());
        for word in typed {
            if let Some((matching, others)) = matching(&here, word) {
                folders.extend(matching);
                misnamed.extend(others.into_iter().filter(|one| !misnamed.contains(one)).collect::<Vec<_>>());
                continue;
            }
            match pack_folder(&here, word) {
                Ok(found) => folders.push(found),
                Err(error) => errors.push(error),
            }
        }
        let first = folders.first().map(|(root, _)| root.clone());
        let Some(root) = first.or_else(|| above_with_packs(&here).filter(|_| errors.is_empty())) else {
            return Err(errors);
        };
        let workspace = Self::at(root.clone(), &here);
        let mut addresses = Addresses { root: &root, names: OnceCell::new(), ids: BTreeMap::new(), packs: Vec::new() };
        for (other, folder) in folders {
            if other != root {
                let (a, b) = (root.display().to_string(), other.display().to_string());
                errors.push(FindError::TwoWorkspaces(a, b));
            }
            errors.extend(addresses.take(&folder).err());
        }
        if errors.is_empty() { Ok(Found { workspace, packs: addresses.packs, misnamed }) } else { Err(errors) }
    }

    /// The pack that is meant if none is named: the one whose folder is `here`, or contains `here`.
    pub fn pack_around(here: &Path) -> Option<String> {
        let here = here.canonicalize().ok()?;
        let root = above_with_packs(&here).unwrap_or_else(|| here.parent().unwrap_or(&here).to_path_buf());
        let mut inside = here.ancestors().take_while(|folder| **folder != root);
        let levels = inside.position(|folder| is_there(&folder.join(DEFINITION)))?;
        Some(if levels == 0 { ".".to_owned() } else { vec![".."; levels].join("/") })
    }

    /// The folder for zips if none is named: `out` of the workspace if the user is in it, else `out` of the present folder.
    pub fn out(&self) -> PathBuf {
        let is_inside = self.prefix.split_terminator('/').all(|part| part == "..");
        PathBuf::from(if is_inside { format!("{}out", self.prefix) } else { "out".to_owned() })
    }

    fn at(root: PathBuf, here: &Path) -> Self {
        Self { prefix: prefix(&root, here), files: Disk::new(root.clone()), root }
    }

    /// The folders of `packs/` with a `meeting.json`, sorted by name.
    fn listed(&self) -> Result<Listed, FindError> {
        let folder = self.root.join(PACKS);
        let unreadable =
            |error: std::io::Error| FindError::Unreadable(format!("{}{PACKS}", self.prefix), words(&error));
        let mut names = folder_names(&folder).map_err(unreadable)?;
        // Whatever `meeting.json` is there, it was meant to be a definition, and a link that leads nowhere to be a pack: reading
        // says what it is.
        names.retain(|name| is_there(&folder.join(name).join(DEFINITION)) || is_dead_pack(&folder.join(name)));
        let names: Vec<String> = names.iter().map(|name| name.to_string_lossy().into_owned()).collect();
        let mut listed = Listed { packs: Vec::new(), misnamed: Vec::new() };
        let mut by_case: BTreeMap<String, Vec<&String>> = BTreeMap::new();
        for name in &names {
            by_case.entry(name.to_lowercase()).or_default().push(name);
        }
        if folder.join(PACKS).is_dir() && is_packs(&folder) {
            for name in folder_names(&folder.join(PACKS)).unwrap_or_default() {
                if is_there(&folder.join(PACKS).join(&name).join(DEFINITION)) {
                    let path = format!("{PACKS}/{PACKS}/{}", name.to_string_lossy());
                    listed.misnamed.push(Misnamed::new(&path, NameFault::Deep, None));
                }
            }
        }
        for name in &names {
            let path = format!("{PACKS}/{name}");
            let other = by_case[&name.to_lowercase()].iter().find(|other| **other != name);
            let fault = name_fault(name).or(other.map(|_| NameFault::Case));
            match fault {
                None => listed.packs.push(PackAddress { folder: path, id: name.clone() }),
                Some(fault) => {
                    let other = other.map(|other| format!("{PACKS}/{other}"));
                    listed.misnamed.push(Misnamed::new(&path, fault, other.as_deref()));
                }
            }
        }
        Ok(listed)
    }
}

/// A workspace's root, and the folder of a pack in it.
type InWorkspace = (PathBuf, PathBuf);

/// The entries of `packs/`.
struct Listed {
    packs: Vec<PackAddress>,
    misnamed: Vec<Misnamed>,
}

/// The reason why a folder cannot be a pack: its name, or that of another folder beside it in `packs/`. The folder need not
/// exist.
pub fn fault_of_folder(folder: &Path) -> Option<Misnamed> {
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let packs = folder.parent().filter(|parent| parent.file_name().is_some_and(|name| name == PACKS));
    let shown = if packs.is_some() { format!("{PACKS}/{name}") } else { name.clone() };
    if let Some(fault) = name_fault(&name) {
        return Some(Misnamed::new(&shown, fault, None));
    }
    let packs = packs?;
    let other = in_other_case(packs, &names_in(packs), &name)?;
    Some(Misnamed::new(&shown, NameFault::Case, Some(&format!("{PACKS}/{other}"))))
}

/// The pack in a folder whose name is the same in other case.
fn in_other_case(packs: &Path, names: &[String], id: &str) -> Option<String> {
    let same = |name: &&String| name.eq_ignore_ascii_case(id) && *name != id;
    names.iter().filter(same).find(|name| is_there(&packs.join(name).join(DEFINITION))).cloned()
}

/// Names in `packs/` that can be those of packs, among others.
fn names_in(packs: &Path) -> Vec<String> {
    let names = folder_names(packs).unwrap_or_default();
    names.into_iter().filter_map(|name| name.into_string().ok()).collect()
}

/// Packs of one call.
struct Addresses<'a> {
    root: &'a Path,
    /// Names of all entries of `packs/`.
    names: OnceCell<Vec<String>>,
    /// Folders by the names of their zips, as on systems that do not distinguish upper and lower case.
    ids: BTreeMap<String, String>,
    packs: Vec<PackAddress>,
}

impl Addresses<'_> {
    fn take(&mut self, folder: &Path) -> Result<(), FindError> {
        let id = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let relative = folder.strip_prefix(self.root).unwrap_or(folder);
        let parts: Vec<String> =
            relative.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
        let path = parts.join("/");
        let shown = if path.is_empty() { id.clone() } else { path.clone() };
        if let Some(fault) = name_fault(&id) {
            return Err(FindError::BadName(Misnamed::new(&shown, fault, None)));
        }
        let packs = self.root.join(PACKS);
        if folder.parent() == Some(&packs)
            && let Some(other) = in_other_case(&packs, self.names.get_or_init(|| names_in(&packs)), &id)
        {
            let other = format!("{PACKS}/{other}");
            return Err(FindError::BadName(Misnamed::new(&shown, NameFault::Case, Some(&other))));
        }
        match self.ids.insert(id.to_ascii_lowercase(), path.clone()) {
            Some(same) if same == path => return Ok(()),
            Some(other) => return Err(FindError::OneZip(other, path)),
            None => {}
        }
        self.packs.push(PackAddress { id, folder: path });
        Ok(())
    }
}

/// Returns whether this was a link to a pack.
fn is_dead_pack(path: &Path) -> bool {
    path.extension().is_none() && path.is_symlink() && !path.exists()
}

/// Names of all entries of a folder, sorted.
fn folder_names(folder: &Path) -> std::io::Result<Vec<std::ffi::OsString>> {
    let names: std::io::Result<Vec<_>> = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name())).collect();
    let mut names = names?;
    names.sort();
    Ok(names)
}

/// Workspace root and folders of the packs whose names a pattern fits, or whose paths if it begins with `packs/`, and of those
/// that cannot be packs; `None` if it is no pattern, is the name of a folder, or nothing fits.
fn matching(here: &Path, typed: &str) -> Option<(Vec<InWorkspace>, Vec<Misnamed>)> {
    /// `*` stands for a part of one name.
    const WITHIN_A_NAME: MatchOptions =
        MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: false };
    if !typed.contains(['*', '?', '[']) || here.join(typed).is_dir() {
        return None;
    }
    let typed = typed.trim_end_matches('/');
    let is_path = typed.starts_with("packs/");
    let pattern = Pattern::new(typed).ok()?;
    let root = above_with_packs(here)?;
    let Listed { packs, mut misnamed } = Workspace::at(root.clone(), here).listed().ok()?;
    let fits = |folder: &str| {
        let name = if is_path { folder } else { folder.rsplit('/').next().unwrap_or(folder) };
        pattern.matches_with(name, WITHIN_A_NAME)
    };
    let fitting = packs.into_iter().filter(|pack| fits(&pack.folder));
    let folders: Vec<_> = fitting.map(|pack| (root.clone(), root.join(pack.folder))).collect();
    misnamed.retain(|one| fits(&one.folder));
    (!folders.is_empty() || !misnamed.is_empty()).then_some((folders, misnamed))
}

/// The nearest folder, from `here` upwards, that holds a folder `packs`; but the one above, where that is the `packs` of another
/// workspace itself.
fn above_with_packs(here: &Path) -> Option<PathBuf> {
    let has_packs = |folder: &&Path| folder.join(PACKS).is_dir() && !is_packs(folder);
    here.ancestors().find(has_packs).map(Path::to_path_buf)
}

/// Returns whether a folder is the `packs` of a workspace, and has packs: a repository may have this name, too.
fn is_packs(folder: &Path) -> bool {
    let has_definition = |name: &std::ffi::OsString| is_there(&folder.join(name).join(DEFINITION));
    folder.file_name().is_some_and(|name| name == PACKS)
        && folder.parent().is_some()
        && folder_names(folder).unwrap_or_default().iter().any(has_definition)
}

/// Where a new pack belongs that would lie in another pack, or in a `packs` within `packs`; `None` if it lies well. Both are
/// absolute.
pub(super) fn better_place(folder: &Path) -> Option<Misplaced> {
    let name = folder.file_name()?;
    let mut above = folder.ancestors().skip(1);
    if let Some(pack) = above.clone().find(|above| is_there(&above.join(DEFINITION)) && !above.join(PACKS).is_dir()) {
        return Some(Misplaced { inside: pack.to_path_buf(), better: pack.parent()?.join(name) });
    }
    let packs = above.find(|above| above.ends_with("packs/packs") && above.parent().is_some_and(is_packs))?.parent()?;
    Some(Misplaced { inside: packs.to_path_buf(), better: packs.join(name) })
}

/// A place in which no pack can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misplaced {
    /// The pack, or the folder of packs, that it would lie in.
    pub inside: PathBuf,
    /// Where it belongs.
    pub better: PathBuf,
}

/// A path without `.` and `..`, which need not be there.
pub(super) fn plain_path(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut plain, part| {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(plain.pop()),
            part => plain.push(part),
        }
        plain
    })
}

/// The path that is typed in `here` for a folder or file.
pub(super) fn as_typed(here: &Path, path: &Path) -> PathBuf {
    let common = here.components().zip(path.components()).take_while(|(a, b)| a == b).count();
    let up = here.components().skip(common).map(|_| Component::ParentDir);
    up.chain(path.components().skip(common)).collect()
}

/// Workspace root and pack folder for what was typed. A pack outside any workspace is its own workspace.
fn pack_folder(here: &Path, typed: &str) -> Result<InWorkspace, FindError> {
    let mut path = here.join(typed);
    if path.file_name().is_some_and(|name| name == DEFINITION) && is_there(&path) && !path.join(DEFINITION).exists() {
        path.pop();
    }
    let is_name = Path::new(typed).components().count() == 1;
    let by_name = above_with_packs(here).map(|root| root.join(PACKS).join(typed));
    let by_name = by_name.filter(|folder| is_name && folder.is_dir());
    let is_pack = |folder: &PathBuf| is_there(&folder.join(DEFINITION));
    // Of a folder that is no pack, such as `out`, a pack may have the name.
    let folder = match by_name {
        Some(named) if !path.is_dir() || !is_pack(&path) && is_pack(&named) => named,
        _ if path.is_dir() => path,
        _ => return Err(FindError::NoSuchPack { typed: typed.to_owned(), known: known_packs(here) }),
    };
    if !is_pack(&folder) {
        return Err(FindError::NoDefinition(typed.to_owned()));
    }
    let folder = folder.canonicalize().map_err(|_| FindError::NoDefinition(typed.to_owned()))?;
    let root = above_with_packs(&folder).unwrap_or_else(|| folder.clone());
    Ok((root, folder))
}

fn known_packs(here: &Path) -> Vec<String> {
    let listed = above_with_packs(here).and_then(|root| Workspace::at(root, here).listed().ok());
    listed.map(|listed| listed.packs).unwrap_or_default().into_iter().map(|pack| pack.id).collect()
}

/// The path from `here` to `root`, for messages.
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
