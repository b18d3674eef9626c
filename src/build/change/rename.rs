//! Another id for something: where it is given, and wherever something refers to it.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::asked::Change;
use super::pointer::steps_of;
use super::referring::{BY_ID, own_id, references};
use super::tree::Tree;
use crate::build::approve::Refusal;
use crate::build::edit::StringIn;
use crate::build::held::{is_open, read};
use crate::finding::Sources;
use crate::meeting::{Index, Markdown};
use crate::read::REGISTRY;
use crate::workspace::{PackAddress, Workspace};

/// An id that becomes another one.
#[derive(Debug, Clone)]
pub(super) struct Renamed {
    old: String,
    new: String,
    /// The list of the registry that it is in: `people`. Empty for what only one pack has.
    list: String,
}

impl Renamed {
    /// The ids that a set of changes gives anew; `seen` is the file that the changes are of.
    pub(super) fn all(path: &str, seen: &str, changes: &[Change]) -> Vec<Self> {
        let Ok(file) = serde_json::from_str::<Json>(seen) else { return Vec::new() };
        let renamed = changes.iter().filter_map(|change| match change {
            Change::Rename { pointer, to } => {
                let list = if path == REGISTRY { pointer.split('/').nth(1)? } else { "" };
                Some(Self { old: own_id(&file, pointer)?.to_owned(), new: to.clone(), list: list.to_owned() })
            }
            _ => None,
        });
        renamed.filter(|one| one.old != one.new).collect()
    }

    /// The text of a file in which everything that refers to the old id refers to the new one.
    pub(super) fn followed(&self, path: &str, text: &str) -> Result<String, Refusal> {
        if !text.contains(&self.old) {
            return Ok(text.to_owned());
        }
        let Ok(file) = serde_json::from_str::<Json>(text) else { return Err(not_json(path)) };
        if path != REGISTRY && !self.list.is_empty() && file[&self.list].get(&self.old).is_some() {
            // This pack has an entry of its own under the id.
            return Ok(text.to_owned());
        }
        with_references(path, text, &file, self)
    }

    /// Refuses an id that something in a pack has.
    pub(super) fn refuse_if_taken(&self, workspace: &Workspace, pack: &PackAddress) -> Result<(), Refusal> {
        let meeting = crate::read::read(&workspace.files, pack, &mut Sources::new("")).meeting;
        let taken = meeting.is_some_and(|meeting| Index::of(&meeting).0.get(&self.new).is_some());
        match taken {
            true => Err(Refusal::of_pack(
                format!("the id `{}` is taken in the pack `{}`", self.new, pack.id),
                "nothing was written; choose another id",
            )),
            false => Ok(()),
        }
    }
}

/// The packs whose definitions refer to an entry of the registry that gets another id, in the order of their names.
///
/// # Errors
/// If one of them cannot be read, is signed, or has something with the new id.
pub(super) fn followers(
    workspace: &Workspace,
    packs: &[PackAddress],
    renamed: &[Renamed],
) -> Result<Vec<PackAddress>, Refusal> {
    let mut followers = Vec::new();
    for pack in packs.iter().filter(|_| renamed.iter().any(|one| !one.list.is_empty())) {
        let path = pack.definition();
        let before = read(workspace, &path)?;
        renamed.iter().try_for_each(|one| one.refuse_if_taken(workspace, pack))?;
        let after = renamed.iter().try_fold(before.clone(), |text, one| one.followed(&path, &text))?;
        if after == before {
            continue;
        }
        if !is_open(workspace, pack) {
            let hint = "nothing was written; leave the id as it is, since what is signed cannot follow";
            return Err(Refusal::of_pack(format!("the pack `{}` refers to it, and is signed", pack.id), hint));
        }
        followers.push(pack.clone());
    }
    Ok(followers)
}

fn with_references(path: &str, text: &str, file: &Json, renamed: &Renamed) -> Result<String, Refusal> {
    let Renamed { old, new, list } = renamed;
    let found = references((path, file), old, list == "documents");
    let places: BTreeSet<String> = found.into_iter().map(|place| place.pointer).collect();
    places.into_iter().try_fold(text.to_owned(), |text, pointer| {
        let (holder, _) = pointer.rsplit_once('/').unwrap_or_default();
        if holder.ends_with(BY_ID) {
            let renamed = Tree::parse(&text).and_then(|tree| tree.with_name(&steps_of(holder), old, new));
            return renamed.ok_or_else(|| not_json(path));
        }
        let value = file.pointer(&pointer).and_then(Json::as_str).unwrap_or_default();
        let value = if value == old { new.clone() } else { in_prose(value, old, new) };
        Ok(StringIn::find(path, &text, &pointer)?.with(&text, &value))
    })
}

/// A text in which `@old` is `@new`, whatever form it has.
fn in_prose(text: &str, old: &str, new: &str) -> String {
    let references = Markdown::parse(text).references;
    let mut ranges: Vec<usize> =
        references.into_iter().filter(|one| one.id == old).map(|one| one.range.start + 1).collect();
    ranges.sort_unstable();
    ranges.dedup();
    let mut text = text.to_owned();
    for start in ranges.into_iter().rev() {
        if text.get(start..start + old.len()) == Some(old) {
            text.replace_range(start..start + old.len(), new);
        }
    }
    text
}

fn not_json(path: &str) -> Refusal {
    Refusal::of_pack(
        format!("`{path}` is not valid JSON now, so what refers to the id there cannot follow"),
        "nothing was written; correct that file first",
    )
}
