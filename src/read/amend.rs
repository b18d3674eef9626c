//! Mends a tree that breaks its schema, so that the rest can be read and checked in the same run: values that do not fit are
//! taken out, misspelt keys get the name that was meant, and what must be there is made up.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jsonc_parser::ast::{BooleanLit, NumberLit, Object, ObjectProp, ObjectPropName, StringLit, Value};
use jsonc_parser::common::{Range, Ranged};
use serde_json::Value as Json;

use super::doubts::{Doubts, MADE_UP, UNSAID};
use crate::finding::FileNumber;

/// The parts that have to be amended.
#[derive(Debug, Default)]
pub(super) struct Amendments {
    /// Starts of values that are taken out.
    pub(super) left_out: BTreeSet<usize>,
    /// The names that keys get, by where they start.
    pub(super) renamed: BTreeMap<usize, String>,
    /// The values that are inserted, by the start of their object.
    pub(super) made_up: BTreeMap<usize, BTreeMap<String, Json>>,
}

impl Amendments {
    pub(super) fn is_empty(&self) -> bool {
        self.left_out.is_empty() && self.renamed.is_empty() && self.made_up.is_empty()
    }

    /// Amends a tree, and records the parts that are no longer reliable.
    pub(super) fn apply(&self, value: &mut Value<'_>, file: FileNumber, doubts: &mut Doubts) {
        match value {
            Value::Array(array) => {
                array.elements.retain(|element| {
                    let stays = !self.left_out.contains(&element.start());
                    if !stays {
                        doubts.gone(array.range.start, "", element);
                    }
                    stays
                });
                array.elements.iter_mut().for_each(|element| self.apply(element, file, doubts));
            }
            Value::Object(object) => self.object(object, file, doubts),
            _ => {}
        }
    }

    /// Returns whether entries of a list are taken out.
    fn takes_from(&self, value: &Value<'_>) -> bool {
        let Value::Array(array) = value else { return false };
        array.elements.iter().any(|element| self.left_out.contains(&element.start()))
    }

    fn object(&self, object: &mut Object<'_>, file: FileNumber, doubts: &mut Doubts) {
        let (start, before) = (object.range.start, object.properties.len());
        let mut is_doubtful = false;
        object.properties.retain(|property| {
            let stays = !self.left_out.contains(&property.value.start());
            if !stays {
                doubts.gone(start, property.name.as_str(), &property.value);
            }
            stays
        });
        for property in &mut object.properties {
            if let Some(name) = self.renamed.get(&property.name.start()) {
                let range = Range { start: property.name.start(), end: property.name.end() };
                doubts.gives(property.name.as_str());
                doubts.misforms(start, property.name.as_str());
                property.name = ObjectPropName::String(StringLit { range, value: Cow::Owned(name.clone()) });
                doubts.renamed.insert(property.value.start());
                is_doubtful = true;
            }
        }
        is_doubtful |= object.properties.len() < before;
        for property in object.properties.iter().filter(|property| self.takes_from(&property.value)) {
            doubts.loses(property.name.as_str());
            is_doubtful = true;
        }
        object.properties.iter_mut().for_each(|property| self.apply(&mut property.value, file, doubts));
        if let Some(made_up) = self.made_up.get(&start) {
            is_doubtful = true;
            // The bracket that closes the object is the start of nothing else.
            let range = Range { start: object.range.end.saturating_sub(1), end: object.range.end };
            doubts.made_up(file, range.start);
            for key in made_up.keys() {
                doubts.loses(key);
                doubts.is_without_id |= key == "id";
            }
            object.properties.extend(made_up.iter().map(|(name, value)| ObjectProp {
                range,
                name: ObjectPropName::String(StringLit { range, value: Cow::Owned(name.clone()) }),
                value: tree_of(value, range),
            }));
        }
        if is_doubtful {
            doubts.object(object, file);
        }
    }
}

fn tree_of<'a>(value: &Json, range: Range) -> Value<'a> {
    match value {
        Json::Bool(value) => Value::BooleanLit(BooleanLit { range, value: *value }),
        Json::Number(number) => {
            Value::NumberLit(NumberLit { range, value: if number.as_u64() == Some(0) { "0" } else { "1" } })
        }
        Json::Array(array) => Value::Array(jsonc_parser::ast::Array {
            range,
            elements: array.iter().map(|value| tree_of(value, range)).collect(),
        }),
        Json::Object(_) => Value::Object(Object { range, properties: Vec::new() }),
        Json::String(text) => Value::StringLit(StringLit { range, value: Cow::Owned(text.clone()) }),
        Json::Null => Value::NullKeyword(jsonc_parser::ast::NullKeyword { range }),
    }
}

/// A neutral value that fits a schema; and whether it is a day or a time, with which others are compared.
pub(super) fn stand_in(root: &Json, node: &Json, number: usize) -> (Json, bool) {
    if let Some(path) = node["$ref"].as_str() {
        return root
            .pointer(path.trim_start_matches('#'))
            .map_or((Json::Null, false), |node| stand_in(root, node, number));
    }
    if let Some(first) = ["anyOf", "oneOf"].iter().find_map(|key| node[key].get(0)) {
        return stand_in(root, first, number);
    }
    if let Some(word) = node.get("const").or_else(|| node["enum"].get(0)) {
        return (word.clone(), false);
    }
    let format = node["format"].as_str().unwrap_or_default();
    let value = match node["type"].as_str() {
        Some("string") if format == "id" => format!("{MADE_UP}{number}").into(),
        Some("string") if format == "date-as-known" => "2023".into(),
        Some("string") => {
            node["examples"].get(0).filter(|_| !format.is_empty()).cloned().unwrap_or_else(|| UNSAID.into())
        }
        Some("integer" | "number") => node.get("minimum").cloned().unwrap_or_else(|| 0.into()),
        Some("boolean") => false.into(),
        Some("array") if node.get("minItems").is_some() => vec![stand_in(root, &node["items"], number).0].into(),
        Some("array") => Json::Array(Vec::new()),
        Some("object") => Json::Object(serde_json::Map::new()),
        _ => Json::Null,
    };
    (value, matches!(format, "when" | "date-as-known" | "local-time" | "instant"))
}
