//! Where files refer to a part that is to be removed, or to an id that becomes another one.

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
        let list = pointer.split('/').nth(1).unwrap_or_default();
        let ids = search.ids;
        for (path, other) in others {
            // A pack that has an entry of its own under an id refers to that.
            let ids = ids.iter().copied().filter(|id| other[list].get(id).is_none()).collect();
            search = Search { path, part: "", ids, found: search.found };
            search.value(other, Shape::of_file(path), "", "");
        }
    }
    search.found
}

/// The id of an object: the one that it states, or the one under which it stands.
pub fn own_id<'f>(file: &'f Json, pointer: &'f str) -> Option<&'f str> {
    let object = file.pointer(pointer).filter(|object| object.is_object())?;
    object.get("id").and_then(Json::as_str).or_else(|| Some(pointer.rsplit_once('/')?.1))
}

/// The places of a file that refer to an id, in its order; `is_document` if it is that of a registered document, which lends its title
/// to an annex of the same id.
pub(super) fn references(file: (&str, &Json), id: &str, is_document: bool) -> Vec<Referring> {
    let mut search = Search { path: file.0, part: "", ids: BTreeSet::from([id]), found: Vec::new() };
    search.value(file.1, Shape::of_file(file.0), "", "");
    let annexes = file.1["annexes"].as_array().into_iter().flatten().enumerate();
    for (at, _) in annexes.filter(|(_, annex)| is_document && annex["id"] == id) {
        let pointer = format!("/annexes/{at}/id");
        search.found.push(Referring { path: file.0.to_owned(), pointer, id: id.to_owned() });
    }
    search.found
}

/// The key of an object whose keys are ids.
pub(super) const BY_ID: &str = "purposes";

/// Keys whose ids are given there, or are of something else: of audiences, papers, sets of templates and earlier actions.
const OTHERS: [&str; 5] = ["id", "audiences", "document", "templates", "action"];

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
                if key == BY_ID {
                    let named = all.keys().filter(|id| self.ids.contains(id.as_str()));
                    let path = self.path;
                    self.found.extend(named.map(|id| Referring {
                        path: path.to_owned(),
                        pointer: format!("{pointer}/{id}"),
                        id: id.clone(),
                    }));
                }
                let is_audience = |key: &str, value: &Json| key == "for" && !value.is_array();
                for (key, value) in all.iter().filter(|(key, value)| !is_audience(key, value)) {
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
            Kind::Word { format: "id" } if !OTHERS.contains(&key) => vec![text.to_owned()],
            Kind::Text { is_prose: true } if text.contains('@') => {
                Markdown::parse(text).references.into_iter().map(|reference| reference.id).collect()
            }
            _ => Vec::new(),
        };
        let named = named.into_iter().filter(|id| self.ids.contains(id.as_str()));
        self.found.extend(named.map(|id| Referring { path: self.path.to_owned(), pointer: pointer.to_owned(), id }));
    }
}
