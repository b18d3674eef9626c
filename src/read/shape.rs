//! The rules for one value of a definition or of the registry, as somebody needs them who asks for it in a form.

use serde_json::Value as Json;

use super::order::ORDER;
use super::{REGISTRY, schema};

/// The most types on the way from a file to a value: deeper pointers lead nowhere.
const DEPTH: usize = 64;

/// The rules for a value.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    root: &'static Json,
    rules: &'static Json,
    /// The name of its type; empty if it has none.
    name: &'static str,
    /// What the object that holds it says about it.
    property: &'static Json,
}

/// A key that an object can have.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The key.
    pub key: &'static str,
    /// The rules for its value.
    pub shape: Shape,
    /// True if the object must have it.
    pub is_required: bool,
}

/// How a value is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A text, or one by language.
    Text {
        /// True if it is Markdown.
        is_prose: bool,
    },
    /// A short text of a certain form: a date, an id, a web address.
    Word {
        /// The name of the form; empty if any text will do.
        format: &'static str,
    },
    /// One of several values, each with what it means.
    Choice(Vec<(&'static Json, &'static str)>),
    /// A whole number.
    Number,
    /// `true` or `false`.
    Flag,
    /// A list of values that are no objects.
    List,
    /// A list of objects.
    Objects,
    /// An object with keys of its own.
    Object,
    /// Objects by their ids.
    ById,
    /// Anything else.
    Other,
}

impl Shape {
    /// The rules for a whole file, by its path in the workspace.
    pub fn of_file(path: &str) -> Self {
        let (root, name) = match path == REGISTRY {
            true => (&schema::REGISTRY.schema, "Registry"),
            false => (&schema::DEFINITION.schema, "Definition"),
        };
        Self { root, rules: root, name, property: root }
    }

    fn to(self, property: &'static Json) -> Self {
        let name = property["$ref"].as_str().and_then(|path| path.rsplit('/').next());
        match name {
            Some(name) => Self { rules: &self.root["$defs"][name], name, property, ..self },
            None => Self { rules: property, name: "", property, ..self },
        }
    }

    /// Itself, or that of its alternatives which is an object.
    fn object(self) -> Self {
        let is_object = |rules: &&Json| rules["type"] == "object";
        let alternatives = self.rules["anyOf"].as_array();
        alternatives.and_then(|all| all.iter().find(is_object)).map_or(self, |rules| Self { rules, ..self })
    }

    /// The rules for the value of a key, if an object can have it.
    pub fn key(self, key: &str) -> Option<Self> {
        let Self { rules, .. } = self.object();
        let others = Some(&rules["additionalProperties"]).filter(|others| others.is_object());
        rules["properties"].get(key).or(others).map(|rules| self.to(rules))
    }

    /// The rules for the entries of a list.
    pub fn entry(self) -> Option<Self> {
        self.rules.get("items").map(|rules| self.to(rules))
    }

    /// The rules for keys that are ids.
    pub fn names(self) -> Option<Self> {
        self.rules.get("propertyNames").map(|rules| self.to(rules))
    }

    /// The rules for the value at a JSON pointer within this one. Any position of a list will do, and `-` for one that is new.
    pub fn at(self, pointer: &str) -> Option<Self> {
        let mut shape = self;
        for (depth, step) in pointer.split('/').skip(1).enumerate() {
            let is_position = step == "-" || !step.is_empty() && step.bytes().all(|byte| byte.is_ascii_digit());
            shape = match shape.entry() {
                _ if depth > DEPTH => return None,
                Some(entry) if is_position => entry,
                Some(_) => return None,
                None => shape.key(&step.replace("~1", "/").replace("~0", "~"))?,
            };
        }
        Some(shape)
    }

    /// The keys that an object can have, in the order in which they are written; those of audiences come last.
    pub fn fields(self) -> Vec<Field> {
        let properties = self.rules["properties"].as_object();
        let field = |(key, rules): (&'static String, &'static Json)| Field {
            key,
            shape: self.to(rules),
            is_required: self.requires(key),
        };
        let mut fields: Vec<Field> = properties.into_iter().flatten().map(field).collect();
        fields.sort_by_key(|field| self.position(field.key));
        fields
    }

    /// Returns true if an object must have a key.
    pub fn requires(self, key: &str) -> bool {
        self.rules["required"].as_array().is_some_and(|keys| keys.iter().any(|one| one == key))
    }

    /// The position of a key among those that its object can have.
    pub fn position(self, key: &str) -> usize {
        ORDER.get(self.name).and_then(|keys| keys.iter().position(|one| *one == key)).unwrap_or(usize::MAX)
    }

    /// The name of its type, as the schema has it; empty if it has none.
    pub fn name(self) -> &'static str {
        self.name
    }

    /// What it is: as the object says that holds it, or its type.
    pub fn words(self) -> &'static str {
        self.property["description"].as_str().or_else(|| self.rules["description"].as_str()).unwrap_or_default()
    }

    /// What it is called, where its key alone is not plain.
    pub fn title(self) -> Option<&'static str> {
        self.property["title"].as_str()
    }

    /// A rule of the schema for it: `pattern`, `minimum`, `default`.
    pub fn rule(self, name: &str) -> Option<&'static Json> {
        self.property.get(name).or_else(|| self.rules.get(name))
    }

    /// Returns true if it is an object with keys of its own.
    pub fn is_object(self) -> bool {
        self.rules["properties"].is_object()
    }

    /// Returns true if a list without entries says the same as none, or is not allowed.
    pub fn is_nothing_if_empty(self) -> bool {
        self.rule("default").is_some_and(|default| *default == Json::Array(Vec::new()))
            || self.rule("minItems").is_some()
    }

    /// How it is asked for.
    pub fn kind(self) -> Kind {
        let format = self.rules["format"].as_str().unwrap_or_default();
        let choices = |all: &'static Vec<Json>| {
            let one = |one: &'static Json| (&one["const"], one["description"].as_str().unwrap_or_default());
            Kind::Choice(all.iter().map(one).collect())
        };
        match (self.name, self.rules["type"].as_str()) {
            ("Prose", _) => Kind::Text { is_prose: true },
            ("Text", _) => Kind::Text { is_prose: false },
            (_, Some("integer")) => Kind::Number,
            (_, Some("boolean")) => Kind::Flag,
            (_, Some("string")) => Kind::Word { format },
            (_, Some("array")) => match self.entry() {
                Some(entry) if entry.is_object() => Kind::Objects,
                _ => Kind::List,
            },
            (_, Some("object")) if self.is_object() => Kind::Object,
            (_, Some("object")) if self.key("").is_some_and(Self::is_object) => Kind::ById,
            _ => match (self.rules["oneOf"].as_array(), self.rules["enum"].as_array()) {
                (Some(all), _) => choices(all),
                (_, Some(all)) => Kind::Choice(all.iter().map(|one| (one, "")).collect()),
                _ => Kind::Other,
            },
        }
    }
}
