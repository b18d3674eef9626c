//! The ids that texts can refer to.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::form_label::Names;
use crate::build;
use crate::meeting::{Index, Target};
use crate::read::REGISTRY;
use crate::workspace::{PackAddress, Workspace};

/// The keys of objects whose keys are ids.
const BY_ID: [&str; 4] = ["people", "entities", "bodies", "documents"];

/// All ids of a pack, each with what it is, and what that is called; none if the definition cannot be read.
pub(super) fn ids(workspace: &Workspace, pack: &PackAddress) -> Value {
    let Some(meeting) = build::definition(workspace, pack) else { return json!([]) };
    let (index, _) = Index::of(&meeting);
    let file = |path: &str| serde_json::from_str(&build::text_of_any(workspace, pack, path).ok()?).ok();
    let files: Vec<Value> = [pack.definition(), REGISTRY.to_owned()].iter().filter_map(|path| file(path)).collect();
    let language = meeting.definition.languages.first().map_or("en", |language| language.value.as_str());
    let names = Names::of(files.iter(), language);
    let mut called = BTreeMap::new();
    files.iter().for_each(|file| collect(file, &names, language, &mut called));
    index.ids(|_| true).map(|id| json!([id, index.get(id).map(name), called.get(id)])).collect()
}

/// Collects what is called by ids in a value: the first of an id counts.
fn collect(value: &Value, names: &Names, language: &str, called: &mut BTreeMap<String, String>) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| collect(one, names, language, called)),
        Value::Object(all) => {
            for (key, one) in all {
                if BY_ID.contains(&key.as_str()) {
                    let entries = one.as_object().into_iter().flatten();
                    entries.for_each(|(id, entry)| {
                        called.entry(id.clone()).or_insert_with(|| names.label(entry, language));
                    });
                }
                collect(one, names, language, called);
            }
            if let Some(id) = value["id"].as_str() {
                called.entry(id.to_owned()).or_insert_with(|| names.label(value, language));
            }
        }
        _ => {}
    }
}

fn name(target: &Target) -> &'static str {
    match target {
        Target::Item(_) => "item",
        Target::Annex(_) => "annex",
        Target::Decision(_) => "decision",
        Target::Document => "document",
        Target::Session(_) => "session",
        Target::Deadline => "deadline",
        Target::Person => "person",
        Target::Entity => "entity",
        Target::Body => "body",
        Target::Section(_) => "section of the minutes",
    }
}
