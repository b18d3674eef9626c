//! What refers to something, in all packs: an entry of the registry is for all of them, and later meetings name actions of earlier ones.

use serde_json::Value as Json;

use super::asked::Change;
use super::follow_ups::{actions, naming, renamed};
use super::referring::{Referring, own_id, references, referring};
use crate::build::approve::Refusal;
use crate::build::edit::text_of_any;
use crate::read::REGISTRY;
use crate::workspace::{PackAddress, Workspace};

/// The places in all packs that refer to ids which are given in a part of a file: as [`referring`], and where later meetings name its
/// actions.
///
/// # Errors
/// If the file is none of the pack, or cannot be read.
pub fn referring_anywhere(
    workspace: &Workspace,
    pack: &PackAddress,
    (path, pointer): (&str, &str),
    packs: &[PackAddress],
) -> Result<Vec<Referring>, Refusal> {
    let file = json_of(workspace, pack, path).unwrap_or_default();
    if path == REGISTRY {
        let others = definitions(workspace, packs);
        let others: Vec<(&str, &Json)> = others.iter().map(|(path, other)| (path.as_str(), other)).collect();
        return Ok(referring((path, &file), pointer, &others));
    }
    let is_within =
        |place: &str| place.strip_prefix(pointer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let own = actions(&file).into_iter().filter(|(_, place)| is_within(place)).map(|(id, _)| id).collect::<Vec<_>>();
    let mut found = referring((path, &file), pointer, &[]);
    found.extend(naming(workspace, pack, &own, packs)?);
    Ok(found)
}

/// The places in all packs that follow if an object gets another id.
///
/// # Errors
/// As [`referring_anywhere`].
pub fn following_anywhere(
    workspace: &Workspace,
    pack: &PackAddress,
    (path, pointer): (&str, &str),
    packs: &[PackAddress],
) -> Result<Vec<Referring>, Refusal> {
    let text = text_of_any(workspace, pack, path)?;
    let file: Json = serde_json::from_str(&text).unwrap_or_default();
    let Some(id) = own_id(&file, pointer) else { return Ok(Vec::new()) };
    let list = pointer.split('/').nth(1).unwrap_or_default();
    let is_document = path == REGISTRY && list == "documents";
    let mut found = references((path, &file), id, is_document);
    if path == REGISTRY {
        let others = definitions(workspace, packs).into_iter().filter(|(_, other)| other[list].get(id).is_none());
        found.extend(others.flat_map(|(path, other)| references((&path, &other), id, is_document)));
    } else {
        // What has no id of its own gets one; any other does.
        let changes = [Change::Set { pointer: format!("{pointer}/id"), value: Json::from(format!("{id}-")) }];
        let own: Vec<String> = renamed(path, &text, &changes).into_keys().collect();
        found.extend(naming(workspace, pack, &own, packs)?);
    }
    Ok(found)
}

/// The definitions of packs, each with its path, but those that are not JSON.
fn definitions(workspace: &Workspace, packs: &[PackAddress]) -> Vec<(String, Json)> {
    let read = |pack: &PackAddress| Some((pack.definition(), json_of(workspace, pack, &pack.definition())?));
    packs.iter().filter_map(read).collect()
}

fn json_of(workspace: &Workspace, pack: &PackAddress, path: &str) -> Option<Json> {
    serde_json::from_str(&text_of_any(workspace, pack, path).ok()?).ok()
}
