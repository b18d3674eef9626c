//! Where a definition refers to a part of it that is to be removed.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use crate::meeting::Markdown;
use crate::read::{Kind, Shape};

/// A place that refers to something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referring {
    /// The path of its file in the workspace.
    pub path: String,
    /// Where it stands: a JSON pointer.
    pub pointer: String,
    /// The id that it names.
    pub id: String,
}

/// The places that refer to ids which are given in a part of a file, outside of that part: in the order of the file, and then in
/// that of `others`. Files are named by their paths; `pointer` is where the part stands.
pub fn referring(file: (&str, &Json), pointer: &str, others: &[(&str, &Json)]) -> Vec<Referring> {
    let shape = Shape::of_file(file.0);
    let Some((around, step)) = pointer.rsplit_once('/') else { return Vec::new() };
    let mut search = Search { path: file.0, part: pointer, ids: BTreeSet::new(), found: Vec::new() };
    if let (Some(part), Some(own)) = (file.1.pointer(pointer), shape.at(pointer)) {
        let is_by_id = shape.at(around).is_some_and(|around| around.kind() == Kind::ById);
        search.ids.extend(is_by_id.then_some(step));
        search.collect(part, own);
    }
    if !search.ids.is_empty() {
        search.value(file.1, shape, "", "");
        for (path, other) in others {
            search = Search { path, part: "", ..search };
            search.value(other, Shape::of_file(path), "", "");
        }
    }
    search.found
}

struct Search<'f> {
    path: &'f str,
    part: &'f str,
    ids: BTreeSet<&'f str>,
    found: Vec<Referring>,
}

impl<'f> Search<'f> {
    /// Collects the ids that are given in a value.
    fn collect(&mut self, value: &'f Json, shape: Shape) {
        match value {
            Json::Array(all) => {
                all.iter().filter_map(|one| Some((one, shape.entry()?))).for_each(|(one, of)| self.collect(one, of))
            }
            Json::Object(all) => {
                self.ids.extend(value.get("id").and_then(Json::as_str));
                let has_ids = shape.kind() == Kind::ById;
                for (key, value) in all {
                    self.ids.extend(has_ids.then_some(key.as_str()));
                    if let Some(shape) = shape.key(key) {
                        self.collect(value, shape);
                    }
                }
            }
            _ => {}
        }
    }

    /// Looks through a value; `key` is the one that it, or its list, is the value of.
    fn value(&mut self, value: &Json, shape: Shape, key: &str, pointer: &str) {
        if pointer == self.part && !pointer.is_empty() {
            return;
        }
        match value {
            Json::Array(all) => {
                for (at, one) in all.iter().enumerate() {
                    if let Some(shape) = shape.entry() {
                        self.value(one, shape, key, &format!("{pointer}/{at}"));
                    }
                }
            }
            Json::Object(all) => {
                let is_prose = shape.kind() == Kind::Text { is_prose: true };
                for (key, value) in all {
                    let inner = if is_prose { Some(shape) } else { shape.key(key) };
                    if let Some(inner) = inner {
                        let key = key.replace('~', "~0").replace('/', "~1");
                        self.value(value, inner, &key, &format!("{pointer}/{key}"));
                    }
                }
            }
            Json::String(text) => self.text(text, shape, key, pointer),
            _ => {}
        }
    }

    fn text(&mut self, text: &str, shape: Shape, key: &str, pointer: &str) {
        let named: Vec<String> = match shape.kind() {
            Kind::Word { format: "id" } if key != "id" => vec![text.to_owned()],
            Kind::Text { is_prose: true } if text.contains('@') => {
                Markdown::parse(text).references.into_iter().map(|reference| reference.id).collect()
            }
            _ => Vec::new(),
        };
        let named = named.into_iter().filter(|id| self.ids.contains(id.as_str()));
        self.found.extend(named.map(|id| Referring { path: self.path.to_owned(), pointer: pointer.to_owned(), id }));
    }
}
