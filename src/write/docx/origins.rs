//! The values of JSON files that texts of documents come from.

use std::collections::BTreeMap;

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, parse_to_ast};

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
    /// Strings by the offset of their first byte.
    strings: BTreeMap<u32, Origin>,
}

/// A string of a JSON file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The offset after its last byte.
    pub end: u32,
    /// Where it stands: a JSON pointer (RFC 6901).
    pub pointer: String,
    /// The string, decoded.
    pub value: String,
}

impl Origins {
    /// The strings of all JSON files of a workspace among these sources.
    pub fn of(sources: &Sources) -> Self {
        let mut files = BTreeMap::new();
        for (number, path, text) in sources.numbered().filter(|(_, path, _)| path.ends_with(".json")) {
            let mut strings = BTreeMap::new();
            if let Ok(parsed) = parse_to_ast(text, &CollectOptions::default(), &STRICT_JSON)
                && let Some(value) = parsed.value
            {
                collect(&value, &mut String::new(), &mut strings);
            }
            files.insert(number, File { path: path.to_owned(), strings });
        }
        Self { files }
    }

    /// All strings, each with the path of its file and its place.
    pub fn strings(&self) -> impl Iterator<Item = (&str, Place, &Origin)> {
        self.files.iter().flat_map(|(number, file)| {
            let place = |(start, origin): (&u32, &Origin)| Place { file: *number, start: *start, end: origin.end };
            file.strings.iter().map(move |(start, origin)| (file.path.as_str(), place((start, origin)), origin))
        })
    }

    /// The string that holds a place: its file, the offset of its first byte, and the string.
    pub(super) fn at(&self, place: Place) -> Option<(&str, u32, &Origin)> {
        let file = self.files.get(&place.file)?;
        let (start, origin) = file.strings.range(..=place.start).next_back()?;
        (place.start < origin.end).then_some((file.path.as_str(), *start, origin))
    }
}

/// Collects the strings in a value; files with more levels than the stack holds are refused when they are read.
fn collect(value: &Value<'_>, pointer: &mut String, strings: &mut BTreeMap<u32, Origin>) {
    let length = pointer.len();
    match value {
        Value::StringLit(string) => {
            let range = string.range();
            let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            let origin = Origin { end: offset(range.end), pointer: pointer.clone(), value: string.value.to_string() };
            strings.insert(offset(range.start), origin);
        }
        Value::Array(array) => {
            for (at, element) in array.elements.iter().enumerate() {
                pointer.push_str(&format!("/{at}"));
                collect(element, pointer, strings);
                pointer.truncate(length);
            }
        }
        Value::Object(object) => {
            for property in &object.properties {
                let name = property.name.as_str().replace('~', "~0").replace('/', "~1");
                pointer.push_str(&format!("/{name}"));
                collect(&property.value, pointer, strings);
                pointer.truncate(length);
            }
        }
        _ => {}
    }
}
