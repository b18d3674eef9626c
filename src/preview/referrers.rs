//! What refers to an object, in all packs: asked for before it is removed, or gets another id.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::form::Form;
use super::form_label::Names;
use crate::build::{self, Referring, Refusal};
use crate::read::REGISTRY;
use crate::workspace::{PackAddress, Workspace};

/// The most places that are listed.
const LISTED: usize = 30;

/// The places that refer to what is in an object, and those that follow if it gets another id.
///
/// # Errors
/// If the file is none of the pack, or cannot be read.
pub(super) fn referrers(
    workspace: &Workspace,
    pack: &PackAddress,
    of: (&str, &str),
    packs: &[PackAddress],
) -> Result<Json, Refusal> {
    let following = build::following_anywhere(workspace, pack, of, packs)?;
    let mut files: Vec<&str> = following.iter().map(|place| place.path.as_str()).collect();
    files.dedup();
    let places = build::referring_anywhere(workspace, pack, of, packs)?;
    let listed = &places[..places.len().min(LISTED)];
    let mut known = Known { workspace, own: pack, packs, files: BTreeMap::new() };
    let listed: Vec<Json> = listed.iter().map(|place| known.place(place)).collect();
    Ok(json!({ "following": { "places": following.len(), "files": files }, "places": listed, "count": places.len() }))
}

/// Files that were read, by their paths.
struct Known<'w> {
    workspace: &'w Workspace,
    own: &'w PackAddress,
    packs: &'w [PackAddress],
    files: BTreeMap<String, Json>,
}

impl Known<'_> {
    fn place(&mut self, place: &Referring) -> Json {
        let path = place.path.as_str();
        let is_other = ![REGISTRY, self.own.definition().as_str()].contains(&path);
        let pack = self.packs.iter().find(|pack| is_other && pack.definition() == path);
        let of = pack.unwrap_or(self.own).clone();
        for path in [path, REGISTRY] {
            if !self.files.contains_key(path) {
                let text = build::text_of_any(self.workspace, &of, path).unwrap_or_default();
                self.files.insert(path.to_owned(), serde_json::from_str(&text).unwrap_or_default());
            }
        }
        let (file, registry) = (&self.files[path], &self.files[REGISTRY]);
        let language = file["languages"][0].as_str().unwrap_or("en");
        let names = Names::of((self.workspace, &of), [file, registry].into_iter(), language);
        let object = Form::of((path, file), &place.pointer, None, &names);
        let label = object.and_then(|form| form.own_label());
        json!({ "pack": pack.map(|pack| &pack.id), "file": path, "pointer": place.pointer, "id": place.id, "label": label })
    }
}
