//! Cases made large: each list, each set of entries and each text of a case, repeated.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use serde_json::{Map, Value};

use super::Growing;
use super::stages::Case;

/// Sets whose keys are ids.
const SETS: [&str; 4] = ["people", "entities", "bodies", "documents"];
/// Keys of texts that are Markdown, and may be of any length.
const TEXTS: [&str; 14] = [
    "text",
    "summary",
    "opening",
    "closing",
    "note",
    "annotation",
    "introduction",
    "objective",
    "outcome",
    "request",
    "footnote",
    "certification",
    "remark",
    "title",
];

/// Where something is that can be repeated, and in which file.
#[derive(Clone)]
struct Spot {
    in_registry: bool,
    pointer: String,
}

/// Everything that can be repeated in any case.
pub(super) fn all(repository: &Path) -> Vec<Growing> {
    let mut grown = Vec::new();
    let mut kinds = BTreeSet::new();
    for (name, folder) in folders(repository) {
        let Some(definition) = json(&folder.join("meeting.json")).or_else(|| json(&folder)) else { continue };
        let registry = json(&folder.join("registry.json")).or_else(|| json(&repository.join("packs/registry.json")));
        let approvals = json(&folder.join("approvals.json"));
        let base = Rc::new(Case { definition, registry, approvals, raw: None });
        for spot in spots(&base) {
            // The examples are large; of each kind of list one of them is enough.
            let kind = kind(&spot.pointer);
            if !folder.starts_with(repository.join("tests/cases/findings")) && !kinds.insert(kind) {
                continue;
            }
            let base = Rc::clone(&base);
            let name = format!("{name}{}", spot.pointer);
            grown.push(Growing { name, make: Box::new(move |size| repeated(&base, &spot, size)) });
        }
    }
    grown
}

fn folders(repository: &Path) -> Vec<(String, PathBuf)> {
    let cases = repository.join("tests/cases");
    let mut folders = vec![cases.join("everything.json"), cases.join("any-meeting.json")];
    for parent in [cases.join("findings"), repository.join("packs")] {
        let mut inside: Vec<PathBuf> = std::fs::read_dir(parent)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.is_dir())
            .collect();
        inside.sort();
        folders.extend(inside);
    }
    folders.into_iter().map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), path)).collect()
}

fn json(path: &Path) -> Option<Value> {
    serde_json::from_slice(&std::fs::read(path).ok()?).ok()
}

/// A pointer without its numbers.
fn kind(pointer: &str) -> String {
    pointer.split('/').filter(|step| step.parse::<usize>().is_err()).collect::<Vec<_>>().join("/")
}

fn spots(case: &Case) -> Vec<Spot> {
    let mut spots = Vec::new();
    let mut kinds = BTreeSet::new();
    let mut take = |value: &Value, in_registry: bool| {
        let mut found = Vec::new();
        walk(value, String::new(), "", &mut found);
        for pointer in found {
            if kinds.insert((in_registry, kind(&pointer))) {
                spots.push(Spot { in_registry, pointer });
            }
        }
    };
    take(&case.definition, false);
    if let Some(registry) = &case.registry {
        take(registry, true);
    }
    spots
}

fn walk(value: &Value, pointer: String, key: &str, found: &mut Vec<String>) {
    match value {
        Value::Array(list) if !list.is_empty() => {
            found.push(pointer.clone());
            list.iter().enumerate().for_each(|(at, value)| walk(value, format!("{pointer}/{at}"), "", found));
        }
        Value::Object(object) => {
            if SETS.contains(&key) && !object.is_empty() {
                found.push(pointer.clone());
            }
            object.iter().for_each(|(key, value)| walk(value, format!("{pointer}/{key}"), key, found));
        }
        Value::String(text) if TEXTS.contains(&key) && text.len() > 10 => found.push(pointer),
        _ => {}
    }
}

/// The most bytes that a list grows to: of large elements there are fewer, at all sizes.
const MOST: usize = 12 << 20;
/// The largest size that is asked for.
const LARGEST: usize = 8000;

fn repeated(base: &Case, spot: &Spot, size: usize) -> Case {
    let mut case = Case {
        definition: base.definition.clone(),
        registry: base.registry.clone(),
        approvals: base.approvals.clone(),
        raw: None,
    };
    let root = match &mut case.registry {
        Some(registry) if spot.in_registry => registry,
        _ => &mut case.definition,
    };
    let Some(place) = root.pointer_mut(&spot.pointer) else { return case };
    let elements = place.as_array().map_or(1, Vec::len).max(place.as_object().map_or(1, Map::len)).max(1);
    let size = size / (place.to_string().len() / elements * LARGEST).div_ceil(MOST).max(1);
    match place {
        Value::Array(list) => {
            let grown = (0..size).map(|number| fresh(&list[number % list.len()], number / list.len()));
            *place = Value::Array(grown.collect());
        }
        Value::Object(set) => {
            let entries: Vec<(&String, &Value)> = set.iter().collect();
            let grown = (0..size).map(|number| {
                let (key, value) = entries[number % entries.len()];
                (id(key, number / entries.len()), value.clone())
            });
            *place = Value::Object(grown.collect::<Map<String, Value>>());
        }
        Value::String(text) => *place = Value::String(vec![text.as_str(); size].join("\n\n")),
        _ => {}
    }
    case
}

fn id(id: &str, number: usize) -> String {
    if number == 0 { id.to_owned() } else { format!("{id}-{number}") }
}

/// An element with ids of its own. Where it is an id itself, every other one is another, which nothing has.
fn fresh(value: &Value, number: usize) -> Value {
    match value {
        Value::Object(object) => {
            let fresh = object.iter().map(|(key, value)| match (key.as_str(), value) {
                ("id", Value::String(text)) => (key.clone(), id(text, number).into()),
                (_, Value::String(_)) => (key.clone(), value.clone()),
                _ => (key.clone(), fresh(value, number)),
            });
            Value::Object(fresh.collect())
        }
        Value::Array(list) => Value::Array(list.iter().map(|value| kept(value, number)).collect()),
        Value::String(text) if number % 2 == 1 && is_id(text) => id(text, number).into(),
        other => other.clone(),
    }
}

/// What lies in lists of an element keeps the ids that it names.
fn kept(value: &Value, number: usize) -> Value {
    if value.is_string() { value.clone() } else { fresh(value, number) }
}

fn is_id(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}
