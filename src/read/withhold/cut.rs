//! Makes the definition that a narrower audience gets.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jsonc_parser::ast::{Array, Object, ObjectProp, ObjectPropName, StringLit, Value};
use jsonc_parser::common::{Range, Ranged};
use serde_json::Value as Json;

use super::passages::read_by;
use super::record::value_of;
use super::stubs::{leaves_stub, property, said, stub};
use super::{FOR, INSTEAD, Node, is_withholdable, words_in};
use crate::meeting::{Annex, Language, Markdown, WithheldPart, Withholdings, WordsInstead};

/// Where a pack declares entries of the registry.
const DECLARATIONS: [&str; 4] = ["people", "entities", "bodies", "documents"];

/// The parts that are cut, and for whom.
pub(in crate::read) struct Cut<'w> {
    /// Returns whether the audience for which it is cut gets what is for another one.
    gets: &'w dyn Fn(&str) -> bool,
    words: &'w [(Language, WordsInstead)],
    /// Ids that are given in what is withheld, each with the id of the stub that stands there, if one does.
    renamed: BTreeMap<String, Option<String>>,
}

impl<'w> Cut<'w> {
    /// The parts of a definition that an audience does not get, which `gets` what is for some others. `is_taken` returns whether an
    /// id cannot be that of a stub.
    pub(in crate::read) fn new(
        gets: &'w dyn Fn(&str) -> bool,
        withheld: &Withholdings,
        is_taken: impl Fn(&str) -> bool,
        words: &'w [(Language, WordsInstead)],
    ) -> Self {
        let mut cut = Self { gets, words, renamed: BTreeMap::new() };
        let mut number = 0;
        for part in &withheld.parts {
            let around = std::iter::successors(part.around, |at| withheld.parts[*at].around);
            let is_inside = around.into_iter().any(|at| !cut.gets(&withheld.parts[at].audience));
            if cut.gets(&part.audience) || is_inside || part.ids.is_empty() {
                continue;
            }
            let has_stub = matches!(&part.what, WithheldPart::Object(name) if leaves_stub(name));
            let stub = has_stub.then(|| {
                loop {
                    number += 1;
                    let id = format!("withheld-{number}");
                    if !is_taken(&id) {
                        break id;
                    }
                }
            });
            cut.renamed.extend(part.ids.iter().map(|id| (id.value.clone(), stub.clone())));
        }
        cut
    }

    fn gets(&self, audience: &str) -> bool {
        (self.gets)(audience)
    }

    pub(in crate::read) fn stubs(&self) -> BTreeSet<String> {
        self.renamed.values().flatten().cloned().collect()
    }

    /// The id that replaces another one in the cut definition.
    pub(in crate::read) fn id_of(&self, id: &str) -> Option<String> {
        self.renamed.get(id).map_or_else(|| Some(id.to_owned()), Clone::clone)
    }
}

/// The tree of a definition without its withheld parts; `None` if a required part is withheld.
pub(in crate::read) fn cut<'a>(tree: &Value<'a>, schema: &Json, cut: &Cut<'_>) -> Option<Value<'a>> {
    cut.value(tree, Node::of(schema), &[])
}

impl Cut<'_> {
    /// A value without its withheld parts; `None` if all of it is withheld. `hidden` are the withheld paths in it.
    fn value<'a>(&self, value: &Value<'a>, node: Node<'_>, hidden: &[&[&str]]) -> Option<Value<'a>> {
        match value {
            Value::Object(object) if node.is_prose() => self.by_language(object),
            Value::Object(object) => self.object(object, node, hidden),
            Value::Array(array) => self.array(array, node),
            Value::StringLit(id) if node.is_id() => Some(string(id.range, self.id_of(&id.value)?)),
            Value::StringLit(text) if node.is_prose() => self.prose(text, None),
            other => Some(other.clone()),
        }
    }

    fn object<'a>(&self, object: &Object<'a>, node: Node<'_>, hidden: &[&[&str]]) -> Option<Value<'a>> {
        let mark = value_of(object, FOR).filter(|_| is_withholdable(node.name));
        let mut paths: Vec<Vec<&str>> = hidden.iter().map(|path| path.to_vec()).collect();
        match mark {
            Some(Value::StringLit(audience)) if !self.gets(&audience.value) => return self.stub(object, node),
            Some(Value::Object(keys)) => {
                let withheld = keys
                    .properties
                    .iter()
                    .filter(|one| matches!(&one.value, Value::StringLit(audience) if !self.gets(&audience.value)));
                paths.extend(withheld.map(|one| one.name.as_str().split('.').collect()));
            }
            _ => {}
        }
        let mut properties = Vec::new();
        for one in &object.properties {
            let key = one.name.as_str();
            if is_withholdable(node.name) && [FOR, INSTEAD].contains(&key) {
                continue;
            }
            let inner = node.key(key);
            // If the pack declares something that is withheld, the declaration is left out: a stub does not need it.
            if node.name.is_empty() && DECLARATIONS.contains(&key) {
                properties.extend(self.declared(one));
                continue;
            }
            let below: Vec<&[&str]> = paths.iter().filter(|path| path[0] == key).map(|path| &path[1..]).collect();
            let is_hidden = below.iter().any(|rest| rest.is_empty());
            let value = if is_hidden { None } else { self.value(&one.value, inner, &below) };
            match value {
                Some(value) => properties.extend(self.named(one, node, value)),
                None if !node.requires(key) => {}
                // A required title or text is replaced by words.
                None if ["Text", "Prose"].contains(&inner.name) => {
                    let words = said(self.words, one.value.range(), |words| &words.passage);
                    properties.push(ObjectProp { value: words, ..one.clone() });
                }
                None => return self.stub(object, node),
            }
        }
        if node.name == "Annex" && !properties.iter().any(|one| Annex::KINDS.contains(&one.name.as_str())) {
            properties.push(property("text", said(self.words, object.range, |words| &words.annex)));
        }
        Some(Value::Object(Object { range: object.range, properties }))
    }

    /// Entries of the pack's own registry, without those of withheld things.
    fn declared<'a>(&self, of: &ObjectProp<'a>) -> Option<ObjectProp<'a>> {
        let Value::Object(entries) = &of.value else { return Some(of.clone()) };
        let kept = entries.properties.iter().filter(|entry| !self.renamed.contains_key(entry.name.as_str()));
        let value = Value::Object(Object { range: entries.range, properties: kept.cloned().collect() });
        Some(ObjectProp { value, ..of.clone() })
    }

    /// A key with its value; a key that is a withheld id is replaced by the id of its stub.
    fn named<'a>(&self, of: &ObjectProp<'a>, node: Node<'_>, value: Value<'a>) -> Option<ObjectProp<'a>> {
        let name = of.name.as_str();
        if !node.has_ids_as_keys() || !self.renamed.contains_key(name) {
            return Some(ObjectProp { value, ..of.clone() });
        }
        let range = Range { start: of.name.start(), end: of.name.end() };
        let name = ObjectPropName::String(StringLit { range, value: Cow::Owned(self.id_of(name)?) });
        Some(ObjectProp { name, value, ..of.clone() })
    }

    fn stub<'a>(&self, object: &Object<'a>, node: Node<'_>) -> Option<Value<'a>> {
        let id = value_of(object, "id").and_then(Value::as_string_lit).and_then(|id| self.id_of(&id.value));
        let keep = |one: &ObjectProp<'a>| self.value(&one.value, node.key(one.name.as_str()), &[]);
        stub(object, node.name, id.as_deref(), self.words, &keep)
    }

    /// A list without its withheld entries; `None` if nothing is left. Numbered texts are replaced by words.
    fn array<'a>(&self, array: &Array<'a>, node: Node<'_>) -> Option<Value<'a>> {
        let entry = node.entry();
        let mut elements: Vec<Value<'a>> = Vec::new();
        let mut ids = BTreeSet::new();
        for element in &array.elements {
            match self.value(element, entry, &[]) {
                // If several withheld things are listed, they are replaced by one.
                Some(Value::StringLit(id)) if entry.is_id() && !ids.insert(id.value.to_string()) => {}
                Some(cut) => elements.push(cut),
                None if entry.is_prose() => elements.push(said(self.words, element.range(), |words| &words.passage)),
                None => {}
            }
        }
        // An empty `follow_up` still lists the open actions.
        let is_empty = elements.is_empty() && !array.elements.is_empty() && entry.name != "FollowUp";
        (!is_empty).then_some(Value::Array(Array { range: array.range, elements }))
    }

    fn by_language<'a>(&self, texts: &Object<'a>) -> Option<Value<'a>> {
        let mut properties = Vec::new();
        for one in &texts.properties {
            let Value::StringLit(text) = &one.value else { continue };
            let value = self.prose(text, Some(one.name.as_str()));
            properties.extend(value.map(|value| ObjectProp { value, ..one.clone() }));
        }
        if properties.is_empty() { None } else { Some(Value::Object(Object { range: texts.range, properties })) }
    }

    /// A text without passages for other audiences. References to withheld parts lead to stubs or become words. `None` if all of
    /// the text is withheld.
    fn prose<'a>(&self, text: &StringLit<'a>, language: Option<&str>) -> Option<Value<'a>> {
        let read = read_by(&text.value, |audience| self.gets(audience));
        if read.trim().is_empty() {
            return None;
        }
        let mut out = read.clone();
        for reference in Markdown::parse(&read).references.iter().rev() {
            let Some(instead) = self.renamed.get(&reference.id) else { continue };
            let typed = &read[reference.range.clone()];
            let Some(at) = typed.find(&format!("@{}", reference.id)) else { continue };
            let start = reference.range.start + at;
            match instead {
                Some(id) => out.replace_range(start + 1..=start + reference.id.len(), id),
                None => {
                    let words = words_in(self.words, language).map(|words| words.reference.clone());
                    out.replace_range(start..reference.range.end, &words.unwrap_or_default());
                }
            }
        }
        Some(string(text.range, out))
    }
}

fn string<'a>(range: Range, text: String) -> Value<'a> {
    Value::StringLit(StringLit { range, value: Cow::Owned(text) })
}
