//! Later meetings say what became of an action, by its id (`follow_up`): where they do, and how they follow when it gets another one.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::apply::Rules;
use super::asked::Change;
use super::referring::Referring;
use crate::build::approve::Refusal;
use crate::build::edit::StringIn;
use crate::build::held::{is_open, read as read_text};
use crate::finding::{Finding, Sources};
use crate::meeting::Meant;
use crate::read;
use crate::workspace::{PackAddress, Workspace};
use crate::write::Origins;

/// A later definition that names actions which get other ids.
pub(super) struct Later {
    pub(super) pack: PackAddress,
    /// The text of its file as it was read.
    text: String,
    /// Where it names one, and what it will say there.
    places: Vec<(String, String)>,
}

impl Later {
    /// Its text, in which the new ids stand.
    pub(super) fn followed(&self, path: &str, text: &str) -> Result<String, Refusal> {
        if text != self.text {
            return Err(Refusal::of_pack(format!("`{path}` is being changed by somebody else"), "try again"));
        }
        self.places.iter().try_fold(text.to_owned(), |text, (pointer, value)| {
            Ok(StringIn::find(path, &text, pointer)?.with(&text, value))
        })
    }
}

/// The later definitions that name actions of a pack which a set of changes gives other ids; `seen` is the text that the changes are of.
///
/// # Errors
/// If one of them cannot be read, or is signed.
pub(super) fn later(
    workspace: &Workspace,
    pack: &PackAddress,
    seen: &str,
    changes: &[Change],
    packs: &[PackAddress],
) -> Result<Vec<Later>, Refusal> {
    let renamed = renamed(&pack.definition(), seen, changes);
    let mut found = Vec::new();
    for other in packs.iter().filter(|other| !renamed.is_empty() && is_beside(pack, other)) {
        let ids = |id: &str| renamed.get(id).cloned();
        let places = match named_in(workspace, pack, other, &ids)? {
            Named::Places(places) if places.is_empty() => continue,
            Named::Places(places) => places,
            Named::Unknown => {
                let hint = "nothing was written; correct that file, or the meetings before it, first";
                let path = other.definition();
                return Err(Refusal::of_pack(format!("`{path}` may name the action, and cannot be read now"), hint));
            }
        };
        if !is_open(workspace, other) {
            let hint = "nothing was written; leave the id as it is, since what is signed cannot follow";
            return Err(Refusal::of_pack(format!("the pack `{}` names the action, and is signed", other.id), hint));
        }
        let text = read_text(workspace, &other.definition())?;
        let places = places.into_iter().map(|(place, value)| (place.pointer, value)).collect();
        found.push(Later { pack: other.clone(), text, places });
    }
    Ok(found)
}

/// The places in later definitions that name actions of a pack with certain ids.
pub(super) fn naming(
    workspace: &Workspace,
    pack: &PackAddress,
    ids: &[String],
    packs: &[PackAddress],
) -> Result<Vec<Referring>, Refusal> {
    let mut found = Vec::new();
    for other in packs.iter().filter(|other| !ids.is_empty() && is_beside(pack, other)) {
        let same = |id: &str| ids.iter().find(|one| *one == id).cloned();
        // Of a definition that cannot be read nobody knows what it names: its findings say what is wrong with it.
        if let Named::Places(places) = named_in(workspace, pack, other, &same)? {
            found.extend(places.into_iter().map(|(place, _)| place));
        }
    }
    Ok(found)
}

/// The actions that a set of changes gives other ids: the former id of each, and the new one. What has no id of its own has that of
/// its item or decision, with a number.
pub(super) fn renamed(path: &str, seen: &str, changes: &[Change]) -> BTreeMap<String, String> {
    let rules = Rules::of(path);
    let mut after = changes.iter().filter(|change| change.gives_id());
    let after = after.try_fold(seen.to_owned(), |text, change| rules.apply(&text, change));
    let all = |text: &str| serde_json::from_str(text).map(|file: Json| actions(&file)).unwrap_or_default();
    let (before, after) = (all(seen), all(&after.unwrap_or_default()));
    let pairs = before.into_iter().zip(after).map(|((old, _), (new, _))| (old, new));
    pairs.filter(|(old, new)| old != new).collect()
}

/// The actions of a definition, each with the id by which later meetings name it, and where it stands.
pub(super) fn actions(file: &Json) -> Vec<(String, String)> {
    let mut all = Actions { counts: BTreeMap::new(), found: Vec::new() };
    for (at, decision) in entries(&file["decisions"]) {
        all.list(decision, &decision["actions"], &format!("/decisions/{at}/actions"));
    }
    all.items(&file["agenda"], "/agenda");
    all.found
}

fn entries(list: &Json) -> impl Iterator<Item = (usize, &Json)> {
    list.as_array().into_iter().flatten().enumerate()
}

struct Actions<'f> {
    /// The number of actions of each item and decision.
    counts: BTreeMap<&'f str, usize>,
    found: Vec<(String, String)>,
}

impl<'f> Actions<'f> {
    fn items(&mut self, list: &'f Json, pointer: &str) {
        for (at, item) in entries(list) {
            let here = format!("{pointer}/{at}");
            for (number, event) in entries(&item["proceedings"]).filter(|(_, event)| event["action"].is_object()) {
                self.one(item, &event["action"], format!("{here}/proceedings/{number}/action"));
            }
            self.list(item, &item["actions"], &format!("{here}/actions"));
            self.items(&item["items"], &format!("{here}/items"));
        }
    }

    fn list(&mut self, of: &'f Json, list: &'f Json, pointer: &str) {
        entries(list).for_each(|(at, action)| self.one(of, action, format!("{pointer}/{at}")));
    }

    fn one(&mut self, of: &'f Json, action: &'f Json, pointer: String) {
        let of = of["id"].as_str().unwrap_or_default();
        let count = self.counts.entry(of).or_default();
        *count += 1;
        let id = action["id"].as_str().map_or_else(|| format!("{of}-{count}"), str::to_owned);
        self.found.push((id, pointer));
    }
}

/// Returns true for another pack in the same folder: series lie in one.
fn is_beside(pack: &PackAddress, other: &PackAddress) -> bool {
    let parent = |pack: &PackAddress| pack.folder.rsplit_once('/').map(|(parent, _)| parent.to_owned());
    pack.id != other.id && parent(pack) == parent(other)
}

/// The places in a definition that name actions.
enum Named {
    /// They are known; each with the value that it is to have.
    Places(Vec<(Referring, String)>),
    /// It names something of the kind, and cannot be read, or what was before it cannot.
    Unknown,
}

/// Where a definition names actions of an earlier pack; `value_of` gives what is to stand in the place of an id, for those that matter.
fn named_in(
    workspace: &Workspace,
    pack: &PackAddress,
    other: &PackAddress,
    value_of: &dyn Fn(&str) -> Option<String>,
) -> Result<Named, Refusal> {
    let path = other.definition();
    let Ok(text) = read_text(workspace, &path) else { return Ok(Named::Places(Vec::new())) };
    let prefix = format!("{}/", pack.id);
    let bare = |id: &str| id.strip_prefix(&prefix).unwrap_or(id).to_owned();
    let is_named = |file: &Json| {
        let mut stated = Vec::new();
        follow_ups(&file["agenda"], &mut stated);
        stated.iter().any(|id| value_of(&bare(id)).is_some())
    };
    if !text.contains("follow_up") {
        return Ok(Named::Places(Vec::new()));
    }
    match serde_json::from_str::<Json>(&text) {
        Ok(file) if is_named(&file) => {}
        Ok(_) => return Ok(Named::Places(Vec::new())),
        Err(_) => return Ok(Named::Unknown),
    }
    let mut sources = Sources::new("");
    let found = read::read(&workspace.files, other, &mut sources);
    let is_fault = |finding: &Finding| finding.is_error() && read::is_of_format(finding.code);
    let is_whole = !found.findings.iter().any(is_fault);
    let Some(meeting) = found.meeting.filter(|_| is_whole) else { return Ok(Named::Unknown) };
    let before = meeting.definition.previous.as_ref().and_then(|previous| previous.pack.as_ref());
    if before.is_some() && meeting.series.earlier.is_empty() {
        return Ok(Named::Unknown);
    }
    let origins = Origins::of(&sources);
    let mut places = Vec::new();
    for follow_up in meeting.definition.follow_ups() {
        let place = follow_up.action.place;
        let (Meant::Open(at) | Meant::Closed(at)) = meeting.series.meant(&follow_up.action) else { continue };
        let name = meeting.series.action(at).made.name();
        let Some(id) = name.strip_prefix(&prefix) else { continue };
        let Some(new) = value_of(id) else { continue };
        if new != id && meeting.series.meant(&new) != Meant::Nothing {
            let hint = "nothing was written; choose another id";
            return Err(Refusal::of_pack(
                format!("the id `{new}` is that of another action before `{}`", other.id),
                hint,
            ));
        }
        let Some((.., origin)) = origins.at(place) else { continue };
        // Where it was named with its pack, it still is.
        let value = if follow_up.action.contains('/') { format!("{prefix}{new}") } else { new };
        let place = Referring { path: path.clone(), pointer: origin.pointer.clone(), id: id.to_owned() };
        places.push((place, value));
    }
    places.sort_by(|(one, _), (other, _)| one.pointer.cmp(&other.pointer));
    Ok(Named::Places(places))
}

/// Collects the ids that follow-ups of items name.
fn follow_ups<'f>(items: &'f Json, found: &mut Vec<&'f str>) {
    for (_, item) in entries(items) {
        found.extend(entries(&item["follow_up"]).filter_map(|(_, one)| one["action"].as_str()));
        follow_ups(&item["items"], found);
    }
}
