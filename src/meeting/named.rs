//! Which entries of the registry a definition names.

use std::collections::BTreeSet;

use serde_json::Value;

use super::by_language::Variant;
use super::{Id, Markdown, Meeting, Prose, Registry, Text};
use crate::finding::Placed;

impl Meeting {
    /// Entries of the registry that the definition names, by ids and in prose of all languages, and those that these name
    /// in turn: `people/ana`, sorted. Nothing else of a registry can reach a document.
    pub fn named_entries(&self) -> Vec<String> {
        let own = self.named_here();
        if !self.has_register() {
            return own;
        }
        let earlier = self.earlier_meetings().iter();
        let all: BTreeSet<String> = earlier.flat_map(|meeting| meeting.named_here()).chain(own).collect();
        all.into_iter().collect()
    }

    fn named_here(&self) -> Vec<String> {
        let trees = self.trees();
        let mut open = Vec::new();
        named_in(&trees.definition, &mut open);
        let mut seen = BTreeSet::new();
        let mut entries = BTreeSet::new();
        while let Some(id) = open.pop() {
            if !seen.insert(id.clone()) {
                continue;
            }
            for (kind, all) in &trees.registry {
                if let Some(entry) = all.get(&id) {
                    entries.insert(format!("{kind}/{id}"));
                    named_in(entry, &mut open);
                }
            }
        }
        entries.into_iter().collect()
    }

    /// The texts of entries of the registry, each named like `people/ana`.
    pub fn texts_of_entries<'a>(&'a self, entries: impl Iterator<Item = &'a str>) -> Vec<Placed<String>> {
        let mut texts = Vec::new();
        self.trees_of(entries).for_each(|entry| texts_in(entry, &mut texts));
        texts
    }

    /// The same, and all else that entries say: addresses, dates, words of the format.
    pub fn strings_of_entries<'a>(&'a self, entries: impl Iterator<Item = &'a str>) -> Vec<String> {
        fn strings(value: &Value, all: &mut Vec<String>) {
            match value {
                Value::String(text) => all.push(text.clone()),
                Value::Array(list) => list.iter().for_each(|value| strings(value, all)),
                Value::Object(object) => object.values().for_each(|value| strings(value, all)),
                _ => {}
            }
        }
        let mut all = Vec::new();
        self.trees_of(entries).for_each(|entry| strings(entry, &mut all));
        all
    }

    /// Entries of the registry, serialized.
    fn trees_of<'a>(&'a self, entries: impl Iterator<Item = &'a str>) -> impl Iterator<Item = &'a Value> {
        let registry = &self.trees().registry;
        entries
            .filter_map(|entry| entry.split_once('/'))
            .filter_map(|(kind, id)| registry.iter().find(|(one, _)| *one == kind).and_then(|(_, all)| all.get(id)))
    }

    /// The registry without what is named nowhere.
    pub fn named_registry(&self) -> Registry {
        self.registry_of(&self.named_entries().into_iter().collect())
    }

    /// The registry with these entries only, each named like `people/ana`.
    pub fn registry_of(&self, entries: &BTreeSet<String>) -> Registry {
        let Registry { schema, people, entities, bodies, documents } = self.registry.clone();
        let is_named = |kind: &str, id: &str| entries.contains(&format!("{kind}/{id}"));
        Registry {
            schema,
            people: people.only(|id| is_named("people", id)),
            entities: entities.only(|id| is_named("entities", id)),
            bodies: bodies.only(|id| is_named("bodies", id)),
            documents: documents.only(|id| is_named("documents", id)),
        }
    }
}

/// Ids in a serialized part of the model.
fn named_in(value: &Value, ids: &mut Vec<String>) {
    match value {
        Value::Array(list) => list.iter().for_each(|value| named_in(value, ids)),
        Value::Object(object) => {
            if let Some(id) = object.get(Id::MARK).and_then(Value::as_str) {
                ids.push(id.to_owned());
            } else if let Some(variants) = object.get(Prose::MARK) {
                let variants: Vec<Variant> = serde_json::from_value(variants.clone()).unwrap_or_default();
                let references = variants.iter().flat_map(|variant| Markdown::parse(&variant.text).references);
                ids.extend(references.map(|reference| reference.id));
            } else if object.get(Text::MARK).is_none() {
                object.values().for_each(|value| named_in(value, ids));
            }
        }
        _ => {}
    }
}

/// Texts in a serialized part of the model.
fn texts_in(value: &Value, texts: &mut Vec<Placed<String>>) {
    match value {
        Value::Array(list) => list.iter().for_each(|value| texts_in(value, texts)),
        Value::Object(object) => {
            if let Some(variants) = object.get(Prose::MARK).or_else(|| object.get(Text::MARK)) {
                let variants: Vec<Variant> = serde_json::from_value(variants.clone()).unwrap_or_default();
                texts.extend(variants.into_iter().map(Variant::placed));
            } else {
                object.values().for_each(|value| texts_in(value, texts));
            }
        }
        _ => {}
    }
}
