//! The values of JSON files that texts of documents come from.
//!
//! A text is written in a string. Derived words come from any value: a number, a list of ids, an object whose place in a list gives
//! it its number.

use std::collections::BTreeMap;

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, parse_to_ast};

use crate::document::DerivedFrom;
use crate::finding::{FileNumber, Place, Sources};
use crate::workspace::STRICT_JSON;

/// The values of the JSON files of a pack, by their places. Without any, no text has an origin.
#[derive(Debug, Default)]
pub struct Origins {
    files: BTreeMap<FileNumber, File>,
}

#[derive(Debug)]
struct File {
    path: String,
    /// Values by the offset of their first byte.
    values: BTreeMap<u32, Origin>,
    /// The offsets of values by their pointers.
    pointers: BTreeMap<String, u32>,
}

/// A value of a JSON file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The offset after its last byte.
    pub end: u32,
    /// Where it stands: a JSON pointer (RFC 6901).
    pub pointer: String,
    /// The same with the ids of objects in the place of their positions, each after `#`: `/agenda/#budget/text`.
    pub id_path: String,
    /// A string decoded, another value as it is written.
    pub value: String,
    /// True if it is a string.
    pub is_string: bool,
}

/// Where a value stands: as a JSON pointer, and with ids.
#[derive(Debug, Clone, Default)]
struct Path {
    pointer: String,
    id_path: String,
}

impl Path {
    /// The path of a part of the value; `id` is what it is called by in the path with ids.
    fn within(&self, step: &str, id: &str) -> Self {
        Self { pointer: format!("{}/{step}", self.pointer), id_path: format!("{}/{id}", self.id_path) }
    }
}

impl Origins {
    /// The values of all JSON files of a workspace among these sources.
    pub fn of(sources: &Sources) -> Self {
        let mut files = BTreeMap::new();
        for (number, path, text) in sources.numbered().filter(|(_, path, _)| path.ends_with(".json")) {
            let mut values = BTreeMap::new();
            if let Ok(parsed) = parse_to_ast(text, &CollectOptions::default(), &STRICT_JSON)
                && let Some(value) = parsed.value
            {
                collect(&value, Path::default(), text, &mut values);
            }
            let pointers = values.iter().map(|(start, origin): (&u32, &Origin)| (origin.pointer.clone(), *start));
            files.insert(number, File { path: path.to_owned(), pointers: pointers.collect(), values });
        }
        Self { files }
    }

    /// All values, each with the path of its file and its place.
    pub fn values(&self) -> impl Iterator<Item = (&str, Place, &Origin)> {
        self.files.iter().flat_map(|(number, file)| {
            let place = |(start, origin): (&u32, &Origin)| Place { file: *number, start: *start, end: origin.end };
            file.values.iter().map(move |(start, origin)| (file.path.as_str(), place((start, origin)), origin))
        })
    }

    /// All strings, likewise.
    pub fn strings(&self) -> impl Iterator<Item = (&str, Place, &Origin)> {
        self.values().filter(|(_, _, origin)| origin.is_string)
    }

    /// The value that holds a place: its file, the offset of its first byte, and the value.
    pub fn at(&self, place: Place) -> Option<(&str, u32, &Origin)> {
        let file = self.files.get(&place.file)?;
        let (start, origin) = file.values.range(..=place.start).next_back()?;
        (place.start < origin.end).then_some((file.path.as_str(), *start, origin))
    }

    /// The value that derived words come from.
    pub fn source(&self, source: &DerivedFrom) -> Option<(&str, u32, &Origin)> {
        let (path, start, origin) = self.at(source.place)?;
        if source.keys.is_empty() {
            return Some((path, start, origin));
        }
        let file = self.files.get(&source.place.file)?;
        let value = |pointer: &str| {
            let start = *file.pointers.get(pointer)?;
            Some((file.path.as_str(), start, file.values.get(&start)?))
        };
        // The object around the value that is known: texts by language, and entries of lists, are within its keys.
        let mut object = origin.pointer.as_str();
        loop {
            for key in source.keys.split(' ') {
                if let Some(found) = value(&format!("{object}/{key}")) {
                    // A list of one is its entry.
                    let is_single = value(&format!("{}/1", found.2.pointer)).is_none();
                    let only = is_single.then(|| value(&format!("{}/0", found.2.pointer))).flatten();
                    return Some(only.filter(|(_, _, origin)| origin.is_string).unwrap_or(found));
                }
            }
            let found = value(object)?;
            if is_in_list(object) && !found.2.is_string {
                return Some(found);
            }
            object = object.rsplit_once('/')?.0;
        }
    }
}

/// Returns whether a pointer is that of an entry of a list.
fn is_in_list(pointer: &str) -> bool {
    let last = pointer.rsplit('/').next().unwrap_or_default();
    !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit())
}

/// Collects a value and those in it; files with more levels than the stack holds are refused when they are read.
fn collect(value: &Value<'_>, path: Path, text: &str, values: &mut BTreeMap<u32, Origin>) {
    let range = value.range();
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    match value {
        Value::Array(array) => {
            for (at, element) in array.elements.iter().enumerate() {
                let step = at.to_string();
                let id = id_of(element).map(|id| format!("#{id}"));
                collect(element, path.within(&step, id.as_ref().unwrap_or(&step)), text, values);
            }
        }
        Value::Object(object) => {
            for property in &object.properties {
                let name = property.name.as_str().replace('~', "~0").replace('/', "~1");
                collect(&property.value, path.within(&name, &name), text, values);
            }
        }
        _ => {}
    }
    let (written, is_string) = match value {
        Value::StringLit(string) => (string.value.to_string(), true),
        Value::Array(_) | Value::Object(_) => (String::new(), false),
        _ => (text[range.start..range.end].to_owned(), false),
    };
    let Path { pointer, id_path } = path;
    values.insert(offset(range.start), Origin { end: offset(range.end), pointer, id_path, value: written, is_string });
}

/// The `id` of an object.
fn id_of(value: &Value<'_>) -> Option<String> {
    let Value::Object(object) = value else { return None };
    match &object.properties.iter().find(|property| property.name.as_str() == "id")?.value {
        Value::StringLit(id) => Some(id.value.replace('~', "~0").replace('/', "~1")),
        _ => None,
    }
}
