//! The ids that texts can refer to.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::form_label::Names;
use crate::build;
use crate::meeting::{Index, Target};
use crate::read::{Kind, REGISTRY, Shape};
use crate::workspace::{PackAddress, Workspace};

/// All ids of a pack, each with what it is, and what that is called in an edition; none if the definition cannot be read.
pub(super) fn ids(workspace: &Workspace, pack: &PackAddress, edition: Option<&str>) -> Value {
    let Some(meeting) = build::definition(workspace, pack) else { return json!([]) };
    let (index, _) = Index::of(&meeting);
    let file = |path: &str| serde_json::from_str(&build::text_of_any(workspace, pack, path).ok()?).ok();
    let paths = [pack.definition(), REGISTRY.to_owned()];
    let files: Vec<(&str, Value)> = paths.iter().filter_map(|path| Some((path.as_str(), file(path)?))).collect();
    let first = || meeting.definition.languages.first().map_or("en", |language| language.value.as_str());
    let language = edition.unwrap_or_else(first);
    let names = Names::of((workspace, pack), files.iter().map(|(_, file)| file), language);
    let mut called = BTreeMap::new();
    let mut calling = Calling { names: &names, called: &mut called };
    files.iter().for_each(|(path, file)| calling.collect(file, Some(Shape::of_file(path))));
    index.ids(|_| true).map(|id| json!([id, index.get(id).map(name), called.get(id)])).collect()
}

/// What is called by ids.
struct Calling<'c> {
    names: &'c Names<'c>,
    called: &'c mut BTreeMap<String, String>,
}

impl Calling<'_> {
    /// Collects what is called by ids in a value: the first of an id counts.
    fn collect(&mut self, value: &Value, shape: Option<Shape>) {
        match value {
            Value::Array(all) => all.iter().for_each(|one| self.collect(one, shape.and_then(Shape::entry))),
            Value::Object(all) => {
                let has_ids = shape.is_some_and(|shape| shape.kind() == Kind::ById);
                for (key, one) in all {
                    let inner = shape.and_then(|shape| shape.key(key));
                    if has_ids {
                        self.add(key, one, inner);
                    }
                    self.collect(one, inner);
                }
                if let Some(id) = value["id"].as_str() {
                    self.add(id, value, shape);
                }
            }
            _ => {}
        }
    }

    fn add(&mut self, id: &str, value: &Value, shape: Option<Shape>) {
        if !self.called.contains_key(id) {
            self.called.insert(id.to_owned(), self.names.label(value, shape));
        }
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
