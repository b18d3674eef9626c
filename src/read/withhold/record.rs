//! Records the statements of a definition about audiences, and removes them from the tree.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use jsonc_parser::ast::{Object, ObjectProp, Value};
use jsonc_parser::common::Ranged;
use serde_json::Value as Json;

use super::passages::{Fault, passages, read_by};
use super::{FOR, INSTEAD, Node, is_withholdable};
use crate::finding::{FileNumber, Place, Placed, Sources};
use crate::meeting::{Definition, PREVIOUS_MINUTES, Registry, Withheld, WithheldPart};

/// The recorded statements.
#[derive(Debug, Default)]
pub(in crate::read) struct Recorded {
    /// The parts that not everybody gets.
    pub(in crate::read) parts: Vec<Withheld>,
    /// Marks of passages that are wrong.
    faults: Vec<(Place, Fault)>,
}

impl Recorded {
    /// The marks that are wrong in a definition; some are wrong only if the pack has audiences.
    pub(in crate::read) fn faults(
        &self,
        definition: &Definition,
        registry: &Registry,
    ) -> impl Iterator<Item = (Place, Fault)> {
        let is_for_some = !definition.audiences_by(registry).is_empty();
        self.faults.iter().copied().filter(move |(_, fault)| is_for_some || !fault.is_of_audiences())
    }
}

/// Records for whom the parts of a definition are, and removes these statements, so that the rest can be read as usual.
pub(in crate::read) fn record(tree: &mut Value<'_>, schema: &Json, file: FileNumber, sources: &Sources) -> Recorded {
    let mut recorder = Recorder { file, sources, keys: BTreeMap::new(), recorded: Recorded::default() };
    recorder.value(tree, Node::of(schema), None);
    recorder.recorded
}

struct Recorder<'s> {
    file: FileNumber,
    sources: &'s Sources,
    /// Withheld keys of objects, by the position where their values start.
    keys: BTreeMap<usize, usize>,
    recorded: Recorded,
}

impl Recorder<'_> {
    fn place(&self, of: &impl Ranged) -> Place {
        Place::new(self.file, of.start()..of.end())
    }

    fn push(&mut self, audience: Placed<String>, what: WithheldPart, place: Place, around: Option<usize>) -> usize {
        let part = Withheld { audience, what, place, ids: Vec::new(), around, of_action: None };
        self.recorded.parts.push(part);
        self.recorded.parts.len() - 1
    }

    fn value(&mut self, value: &mut Value<'_>, node: Node<'_>, around: Option<usize>) {
        let around = self.keys.get(&value.start()).copied().or(around);
        let place = self.place(value);
        match value {
            Value::Object(object) => self.object(object, node, around),
            Value::Array(array) => {
                array.elements.iter_mut().for_each(|entry| self.value(entry, node.entry(), around));
            }
            Value::StringLit(text) if node.is_prose() => {
                self.prose(&text.value, place, around);
                if text.value.contains(":::") {
                    text.value = Cow::Owned(read_by(&text.value, |_| true));
                }
            }
            Value::StringLit(text) if node.is_text() => {
                if let Some(at) = text.value.find(":::") {
                    self.recorded.faults.push((self.sources.within_string(place, at..at + 3), Fault::Stray));
                }
            }
            _ => {}
        }
    }

    fn object(&mut self, object: &mut Object<'_>, node: Node<'_>, around: Option<usize>) {
        let mut around = around;
        if is_withholdable(node.name) {
            self.instead(object);
            around = self.mark(object, node, around).or(around);
            object.properties.retain(|property| ![FOR, INSTEAD].contains(&property.name.as_str()));
        }
        self.id(object, node, around);
        for property in &mut object.properties {
            // A text by language has the same type as a single text.
            let is_by_language = node.is_prose() || node.is_text();
            let inner = if is_by_language { node } else { node.key(property.name.as_str()) };
            self.value(&mut property.value, inner, around);
        }
    }

    /// Records an `instead` that replaces nothing.
    fn instead(&mut self, object: &Object<'_>) {
        let Some(instead) = value_of(object, INSTEAD) else { return };
        let fault = match value_of(object, FOR) {
            None => Fault::InsteadAlone,
            Some(Value::Object(_)) => Fault::InsteadOfKeys,
            Some(_) => return,
        };
        self.recorded.faults.push((self.place(instead), fault));
    }

    /// Records for whom an object is, and for whom its keys are.
    fn mark(&mut self, object: &Object<'_>, node: Node<'_>, around: Option<usize>) -> Option<usize> {
        let mark = value_of(object, FOR)?;
        let whole = self.place(object);
        match mark {
            Value::StringLit(name) => {
                let audience = Placed::new(name.value.to_string(), self.place(name));
                let part = self.push(audience, WithheldPart::Object(node.name.to_owned()), whole, around);
                Some(part)
            }
            Value::Object(keys) => {
                for ObjectProp { name: path, value, .. } in &keys.properties {
                    let Value::StringLit(name) = value else { continue };
                    let audience = Placed::new(name.value.to_string(), self.place(name));
                    let path = path.as_str();
                    let steps: Vec<&str> = path.split('.').collect();
                    let found = find(object, &steps);
                    if !is_known(node, &steps) {
                        self.recorded.faults.push((audience.place, Fault::NoSuchKey));
                        continue;
                    }
                    if is_needed(node, &steps) {
                        self.recorded.faults.push((audience.place, Fault::Needed));
                        continue;
                    }
                    let what = WithheldPart::Key { path: path.to_owned(), is_there: found.is_some() };
                    let place = found.map(|value| self.place(value)).unwrap_or(audience.place);
                    let part = self.push(audience, what, place, around);
                    let is_of_action = ["Action", "FollowUp", "Deadline"].contains(&node.name);
                    self.recorded.parts[part].of_action = is_of_action.then_some(whole);
                    self.keys.extend(found.map(|value| (value.start(), part)));
                }
                None
            }
            _ => None,
        }
    }

    /// Records the id of an object in all parts around it. The minutes of a previous meeting that is named by its pack have an id, too.
    fn id(&mut self, object: &Object<'_>, node: Node<'_>, around: Option<usize>) {
        let key = if node.name == "CalendarEntry" { "pack" } else { "id" };
        let Some(Value::StringLit(id)) = value_of(object, key) else { return };
        let name = if key == "id" { id.value.to_string() } else { PREVIOUS_MINUTES.to_owned() };
        let id = Placed::new(name, self.place(id));
        let mut next = around;
        while let Some(at) = next {
            let part = &mut self.recorded.parts[at];
            part.ids.push(id.clone());
            next = part.around;
        }
    }

    fn prose(&mut self, text: &str, place: Place, around: Option<usize>) {
        let (all, faults) = passages(text);
        let within = |range: Range<usize>| self.sources.within_string(place, range);
        let faults: Vec<_> = faults.into_iter().map(|(range, fault)| (within(range), fault)).collect();
        self.recorded.faults.extend(faults);
        for one in all {
            let audience = Placed::new(text[one.audience.clone()].to_owned(), within(one.audience));
            self.push(audience, WithheldPart::Passage, within(one.inside), around);
        }
    }
}

pub(super) fn value_of<'o, 'a>(object: &'o Object<'a>, key: &str) -> Option<&'o Value<'a>> {
    object.properties.iter().find(|property| property.name.as_str() == key).map(|property| &property.value)
}

/// The value at the end of a path of keys.
pub(super) fn find<'o, 'a>(object: &'o Object<'a>, path: &[&str]) -> Option<&'o Value<'a>> {
    let (first, rest) = path.split_first()?;
    let value = value_of(object, first)?;
    if rest.is_empty() { Some(value) } else { find(value.as_object()?, rest) }
}

/// Keys that cannot be withheld alone: other numbers depend on them, or they only declare somebody.
const HELD: [(&str, &[&str]); 8] = [
    (
        "",
        &[
            "people",
            "entities",
            "bodies",
            "documents",
            "audiences",
            "audience_titles",
            "languages",
            "style",
            "version",
            "status",
        ],
    ),
    ("Item", &["items", "section", "break", "number"]),
    // Resolutions and decisions are numbered each for themselves.
    ("Decision", &["kind"]),
    ("AnnexFile", &["alt", "pages"]),
    ("CalendarEntry", &["pack"]),
    // The rest would be half a sentence: "presented the accounts", "0 against".
    ("Event", &["who"]),
    // Later meetings refer to the action by its id.
    ("Action", &["id"]),
    ("Vote", &["for", "against", "abstain"]),
];

/// Returns whether objects of a type can have something at a path.
fn is_known(node: Node<'_>, path: &[&str]) -> bool {
    let Some((key, rest)) = path.split_first() else { return true };
    let has = !node.rules["properties"][key].is_null() || node.rules["additionalProperties"].is_object();
    has && (rest.is_empty() || is_known(node.key(key), rest))
}

/// Returns whether a path names a key that is required in a type and cannot be replaced by words.
fn is_needed(node: Node<'_>, path: &[&str]) -> bool {
    let Some((key, rest)) = path.split_first() else { return false };
    if !rest.is_empty() {
        return is_needed(node.key(key), rest);
    }
    let is_text = ["Text", "Prose"].contains(&node.key(key).name);
    let is_held = HELD.iter().any(|(name, keys)| *name == node.name && keys.contains(key));
    is_held || node.requires(key) && !is_text
}
