//! Packs that name the one before them, as far as that can be seen from outside: where several packs follow the same one, the
//! series of each leaves out the others.

use std::collections::{BTreeMap, BTreeSet};

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;

use super::{codes, json};
use crate::finding::{Finding, Place, Sources};
use crate::workspace::{Files, PackAddress, is_of_pack};

/// What a definition says of its place in a series.
struct Link {
    previous: String,
    body: String,
    start: String,
    /// Where the previous pack is named.
    range: std::ops::Range<usize>,
}

/// Reads what a definition says of its place in a series, if it names a pack.
fn link(text: &str) -> Option<Link> {
    let tree = json::parse(text)?;
    let find = |value: &Value<'_>, key: &str| match value {
        Value::Object(object) => {
            let found = object.properties.iter().find(|one| one.name.as_str() == key).map(|one| &one.value);
            found.map(|value| (json::plain(value), value.start()..value.end()))
        }
        _ => None,
    };
    let Value::Object(object) = &tree else { return None };
    let previous = object.properties.iter().find(|one| one.name.as_str() == "previous")?;
    let (pack, range) = find(&previous.value, "pack")?;
    let text = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let body = find(&tree, "body").map(|(body, _)| text(body)).unwrap_or_default();
    let start = find(&tree, "time").map(|(time, _)| text(time["start"].clone())).unwrap_or_default();
    Some(Link { previous: pack.as_str()?.to_owned(), body, start, range })
}

/// The pack that a definition names as the one before it.
pub(super) fn previous_of(files: &dyn Files, pack: &PackAddress) -> Option<String> {
    Some(link(&definition(files, pack)?)?.previous)
}

/// The text of a definition, if it can name a pack before it.
fn definition(files: &dyn Files, pack: &PackAddress) -> Option<String> {
    let text = String::from_utf8(files.read(&pack.definition()).ok()??).ok()?;
    text.contains("\"previous\"").then(|| text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// What a pack says of its series, the pack, and its definition.
type Follower = (Link, PackAddress, String);

/// Packs among `packs` that follow one that an earlier meeting of the same body follows, too.
pub fn forks(files: &dyn Files, packs: &[PackAddress], sources: &mut Sources) -> Vec<(PackAddress, Finding)> {
    // Most packs follow none, and then the others need not be read.
    if packs.iter().all(|pack| previous_of(files, pack).is_none()) {
        return Vec::new();
    }
    let asked: BTreeSet<&str> = packs.iter().map(|pack| pack.folder.as_str()).collect();
    let parent = |pack: &PackAddress| pack.folder.rsplit_once('/').map(|(parent, _)| parent.to_owned());
    let folders: BTreeSet<String> = packs.iter().filter_map(parent).collect();
    // By folder, body and the pack that they follow.
    let mut followers: BTreeMap<(String, String, String), Vec<Follower>> = BTreeMap::new();
    for folder in folders {
        for id in files.list(&folder).unwrap_or_default().into_iter().filter(|id| is_of_pack(id)) {
            let pack = PackAddress { folder: format!("{folder}/{id}"), id };
            let Some(text) = definition(files, &pack) else { continue };
            let Some(link) = link(&text) else { continue };
            let key = (folder.clone(), link.body.clone(), link.previous.clone());
            followers.entry(key).or_default().push((link, pack, text));
        }
    }
    let mut findings = Vec::new();
    for ((_, _, previous), mut all) in followers.into_iter().filter(|(_, all)| all.len() > 1) {
        all.sort_by(|(one, a, _), (other, b, _)| (&one.start, &a.id).cmp(&(&other.start, &b.id)));
        let mut place = |(link, pack, text): &Follower| {
            Place::new(sources.add(pack.definition(), text.clone(), true), link.range.clone())
        };
        let first = &all[0].1.id;
        let is_asked = |(_, pack, _): &&Follower| asked.contains(pack.folder.as_str());
        let later: Vec<_> = all[1..].iter().filter(is_asked).collect();
        let there = if later.is_empty() { continue } else { place(&all[0]) };
        for one in later {
            let message = format!("both `{}` and `{first}` name `{previous}` as the previous meeting", one.1.id);
            let finding = Finding::new(&codes::FORKED_SERIES, place(one), message)
                .hint(format!("name the meeting right before this one: `{first}`, or one after it"))
                .related(there, "the earlier one");
            findings.push((one.1.clone(), finding));
        }
    }
    findings
}
