//! Holds a JSON value against one of our schemas.
//!
//! It knows the keywords that our schemas have, and no others: a general validator of JSON Schema takes a tenth of the time in
//! which the whole program is compiled, and part of each run to compile the schema. A test finds a keyword that is new.

use std::collections::HashMap;

use regex::Regex;
use serde_json::Value as Json;

use crate::finding::shows_nothing;

/// The rule that a value breaks.
#[derive(Debug)]
pub(super) enum Kind<'a> {
    Type,
    Enum,
    /// None of the words whose schema gives each its own description.
    OneOf,
    Minimum,
    Maximum,
    MinLength,
    MaxLength,
    MinItems,
    MaxItems,
    MinProperties,
    Required(&'a str),
    Pattern(&'a str),
    Format(&'a str),
    /// Keys that are not known.
    AdditionalProperties(Vec<&'a str>),
    /// A key, and what it breaks.
    PropertyNames(&'a str, Box<Kind<'a>>),
    /// The violations of each branch.
    AnyOf(Vec<Vec<Violation<'a>>>),
}

/// A rule that a value breaks.
#[derive(Debug)]
pub(super) struct Violation<'a> {
    pub(super) kind: Kind<'a>,
    /// The object of the schema that has the rule.
    pub(super) rules: &'a Json,
    pub(super) value: &'a Json,
    /// Where it stands: a JSON pointer.
    pub(super) at: String,
    /// Whether it can be left out.
    pub(super) need: Need,
}

/// Whether a value can be left out where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// It can, with its key.
    Optional,
    /// It is that of a key that must be there.
    Required,
    /// It is an entry of a list.
    Entry,
}

/// The keywords that say nothing of a value.
const SILENT: [&str; 7] = ["$schema", "$defs", "title", "description", "default", "examples", "const"];

/// Keywords in the order in which they are applied, cheap ones first: of several rules that a value breaks, the first is reported.
const KEYWORDS: [&str; 19] = [
    "type",
    "enum",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "required",
    "pattern",
    "format",
    "properties",
    "additionalProperties",
    "propertyNames",
    "items",
    "anyOf",
    "oneOf",
    "$ref",
];

/// A check of a text that the schema names by `format`; other formats are for editors.
pub(super) type TextFormat = (&'static str, fn(&str) -> bool);

/// A schema, ready to hold values against.
pub(super) struct Validator {
    pub(super) schema: Json,
    formats: &'static [TextFormat],
    patterns: HashMap<String, Regex>,
}

impl Validator {
    pub(super) fn new(schema: Json, formats: &'static [TextFormat]) -> Self {
        let mut patterns = HashMap::new();
        prepare(&schema, &mut patterns);
        Self { schema, formats, patterns }
    }

    /// Everything that a value breaks.
    pub(super) fn violations<'a>(&'a self, value: &'a Json) -> Vec<Violation<'a>> {
        let mut walk = Walk { validator: self, path: Vec::new(), found: Vec::new() };
        walk.node(&self.schema, value);
        walk.found
    }

    /// Returns whether a value breaks no rule of a node of the schema.
    pub(super) fn fits(&self, node: &Json, value: &Json) -> bool {
        let mut walk = Walk { validator: self, path: Vec::new(), found: Vec::new() };
        walk.node(node, value);
        walk.found.is_empty()
    }
}

/// Compiles the patterns of a schema, and makes sure that all of its keywords are known.
fn prepare(node: &Json, patterns: &mut HashMap<String, Regex>) {
    let Some(node) = node.as_object() else { return };
    for (keyword, value) in node {
        assert!(
            KEYWORDS.contains(&keyword.as_str()) || SILENT.contains(&keyword.as_str()),
            "no schema of ours has the keyword `{keyword}`"
        );
        match (keyword.as_str(), value) {
            ("properties" | "$defs", Json::Object(nodes)) => nodes.values().for_each(|node| prepare(node, patterns)),
            ("anyOf" | "oneOf", Json::Array(nodes)) => nodes.iter().for_each(|node| prepare(node, patterns)),
            ("additionalProperties" | "propertyNames" | "items", node) => prepare(node, patterns),
            ("pattern", Json::String(pattern)) => {
                // Digits of JSON Schema are those of ASCII.
                let regex = Regex::new(&pattern.replace(r"\d", "[0-9]")).expect("patterns of ours are valid");
                patterns.insert(pattern.clone(), regex);
            }
            _ => {}
        }
    }
}

/// A step from a value into it.
#[derive(Clone, Copy)]
enum Step<'a> {
    /// The key of an object, and whether that must have it.
    Key(&'a str, bool),
    Index(usize),
}

struct Walk<'a> {
    validator: &'a Validator,
    path: Vec<Step<'a>>,
    found: Vec<Violation<'a>>,
}

impl<'a> Walk<'a> {
    fn node(&mut self, rules: &'a Json, value: &'a Json) {
        // A node has few of the keywords.
        let mut there = [None; KEYWORDS.len()];
        for (keyword, rule) in rules.as_object().into_iter().flatten() {
            if let Some(at) = KEYWORDS.iter().position(|known| known == keyword) {
                there[at] = Some(rule);
            }
        }
        for (keyword, rule) in KEYWORDS.iter().zip(there) {
            if let Some(rule) = rule {
                self.keyword(keyword, rule, rules, value);
            }
        }
    }

    fn keyword(&mut self, keyword: &str, rule: &'a Json, rules: &'a Json, value: &'a Json) {
        let limit = || usize::try_from(rule.as_u64().unwrap_or_default()).unwrap_or(usize::MAX);
        let broken = match (keyword, value) {
            ("type", _) => (!is_of(rule, value)).then_some(Kind::Type),
            ("enum", _) => (!rule.as_array().is_some_and(|words| words.contains(value))).then_some(Kind::Enum),
            ("minimum", Json::Number(number)) => (number.as_f64() < rule.as_f64()).then_some(Kind::Minimum),
            ("maximum", Json::Number(number)) => (number.as_f64() > rule.as_f64()).then_some(Kind::Maximum),
            // Blanks and invisible characters say nothing.
            ("minLength", Json::String(text)) => (letters(text) < limit()).then_some(Kind::MinLength),
            ("maxLength", Json::String(text)) => (text.chars().count() > limit()).then_some(Kind::MaxLength),
            ("minItems", Json::Array(items)) => (items.len() < limit()).then_some(Kind::MinItems),
            ("maxItems", Json::Array(items)) => (items.len() > limit()).then_some(Kind::MaxItems),
            ("minProperties", Json::Object(keys)) => (keys.len() < limit()).then_some(Kind::MinProperties),
            ("pattern" | "format", Json::String(text)) => self.text(keyword, rule.as_str().unwrap_or_default(), text),
            ("oneOf", _) => {
                let mut words = rule.as_array().into_iter().flatten();
                (!words.any(|word| word["const"] == *value)).then_some(Kind::OneOf)
            }
            ("anyOf", _) => self.any_of(rule, value),
            _ => {
                self.inside(keyword, rule, rules, value);
                None
            }
        };
        if let Some(kind) = broken {
            self.push(kind, rules, value);
        }
    }

    fn text(&self, keyword: &str, rule: &'a str, text: &str) -> Option<Kind<'a>> {
        if keyword == "pattern" {
            let matches = self.validator.patterns.get(rule).is_none_or(|pattern| pattern.is_match(text));
            return (!matches).then_some(Kind::Pattern(rule));
        }
        let format = self.validator.formats.iter().find(|(name, _)| *name == rule);
        format.filter(|(_, fits)| !fits(text)).map(|_| Kind::Format(rule))
    }

    fn any_of(&mut self, rule: &'a Json, value: &'a Json) -> Option<Kind<'a>> {
        let outer = std::mem::take(&mut self.found);
        let mut branches = Vec::new();
        for branch in rule.as_array().into_iter().flatten() {
            self.node(branch, value);
            branches.push(std::mem::take(&mut self.found));
        }
        self.found = outer;
        (!branches.iter().any(Vec::is_empty)).then_some(Kind::AnyOf(branches))
    }

    /// Keywords that say something of what is in a value.
    fn inside(&mut self, keyword: &str, rule: &'a Json, rules: &'a Json, value: &'a Json) {
        match (keyword, value) {
            ("required", Json::Object(object)) => {
                for key in rule.as_array().into_iter().flatten().filter_map(Json::as_str) {
                    if !object.contains_key(key) {
                        self.push(Kind::Required(key), rules, value);
                    }
                }
            }
            ("properties", Json::Object(object)) => {
                for (key, value) in object {
                    if let Some(node) = rule.get(key) {
                        let is_required =
                            rules["required"].as_array().is_some_and(|keys| keys.iter().any(|one| one == key));
                        self.step(Step::Key(key, is_required), node, value);
                    }
                }
            }
            ("additionalProperties", Json::Object(object)) => {
                let others = object.iter().filter(|(key, _)| rules["properties"].get(key).is_none());
                if *rule == Json::Bool(false) {
                    let unknown: Vec<&str> = others.map(|(key, _)| key.as_str()).collect();
                    if !unknown.is_empty() {
                        self.push(Kind::AdditionalProperties(unknown), rules, value);
                    }
                } else {
                    others.for_each(|(key, value)| self.step(Step::Key(key, false), rule, value));
                }
            }
            ("propertyNames", Json::Object(object)) => {
                object.keys().for_each(|key| self.name(key, self.resolved(rule), rules, value));
            }
            ("items", Json::Array(items)) => {
                items.iter().enumerate().for_each(|(index, item)| self.step(Step::Index(index), rule, item));
            }
            ("$ref", _) => self.node(self.resolved(rules), value),
            _ => {}
        }
    }

    /// A key against the rules for keys, which are those of texts.
    fn name(&mut self, key: &'a str, node: &'a Json, rules: &'a Json, value: &'a Json) {
        let long = node["maxLength"].as_u64().is_some_and(|limit| key.chars().count() as u64 > limit);
        let pattern = node["pattern"].as_str().and_then(|pattern| self.text("pattern", pattern, key));
        for kind in long.then_some(Kind::MaxLength).into_iter().chain(pattern) {
            self.push(Kind::PropertyNames(key, Box::new(kind)), rules, value);
        }
    }

    /// A node, or the one that it refers to.
    fn resolved(&self, node: &'a Json) -> &'a Json {
        let pointer = node["$ref"].as_str().map(|path| path.trim_start_matches('#'));
        pointer.and_then(|pointer| self.validator.schema.pointer(pointer)).unwrap_or(node)
    }

    fn step(&mut self, step: Step<'a>, node: &'a Json, value: &'a Json) {
        self.path.push(step);
        self.node(node, value);
        self.path.pop();
    }

    fn push(&mut self, kind: Kind<'a>, rules: &'a Json, value: &'a Json) {
        let steps = self.path.iter().map(|step| match step {
            Step::Key(key, _) => format!("/{}", key.replace('~', "~0").replace('/', "~1")),
            Step::Index(index) => format!("/{index}"),
        });
        let need = match self.path.last() {
            Some(Step::Key(_, true)) => Need::Required,
            Some(Step::Index(_)) => Need::Entry,
            _ => Need::Optional,
        };
        self.found.push(Violation { kind, rules, value, at: steps.collect(), need });
    }
}

/// Returns whether a value is of a type, or of one of several.
/// The number of characters of a text without blanks around it; none if nothing of it is seen.
fn letters(text: &str) -> usize {
    if shows_nothing(text) { 0 } else { text.trim().chars().count() }
}

fn is_of(rule: &Json, value: &Json) -> bool {
    match rule {
        Json::Array(types) => types.iter().any(|rule| is_of(rule, value)),
        _ => match rule.as_str().unwrap_or_default() {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "number" => value.is_number(),
            // 1.0 and 1e3 would be integers for JSON Schema. Nobody writes minutes so.
            "integer" => value.is_i64() || value.is_u64(),
            _ => value.is_null(),
        },
    }
}
