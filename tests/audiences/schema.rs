//! The published schema, read for what a definition may say of audiences.

use std::collections::BTreeSet;

use serde_json::Value;

/// The rules of a value and the name of its type.
#[derive(Clone, Copy)]
pub(super) struct Kind<'s> {
    schema: &'s Value,
    rules: &'s Value,
    /// Empty of the definition itself, `?` of what has none.
    pub(super) name: &'s str,
}

impl<'s> Kind<'s> {
    pub(super) fn of(schema: &'s Value) -> Self {
        Self { schema, rules: schema, name: "" }
    }

    fn at(self, rules: &'s Value) -> Self {
        match rules["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
            Some(name) => Self { rules: &self.schema["$defs"][name], name, ..self },
            None => Self { rules, name: "?", ..self },
        }
    }

    pub(super) fn key(self, key: &str) -> Self {
        self.at(self.rules["properties"].get(key).unwrap_or(&self.rules["additionalProperties"]))
    }

    pub(super) fn entry(self) -> Self {
        self.at(&self.rules["items"])
    }

    /// Whether an object can do without a key; words take the place of a text.
    pub(super) fn may_lack(self, key: &str) -> bool {
        let needed = self.rules["required"].as_array().is_some_and(|keys| keys.iter().any(|one| one == key));
        key != "id" && (!needed || self.key(key).is_text())
    }

    pub(super) fn has_ids_as_keys(self) -> bool {
        self.rules["propertyNames"]["$ref"] == "#/$defs/Id"
    }

    pub(super) fn may_have_instead(self) -> bool {
        self.rules["properties"].get("instead").is_some()
    }

    pub(super) fn is_text(self) -> bool {
        ["Text", "Prose"].contains(&self.name)
    }

    /// Whether objects of this type may say for whom they are.
    pub(super) fn is_withholdable(self) -> bool {
        withholdable(self.schema).contains(self.name)
    }
}

/// The types that may say for whom they are.
pub(super) fn withholdable(schema: &Value) -> BTreeSet<&str> {
    let may = |rules: &Value| {
        let forms = rules["properties"]["for"]["anyOf"].as_array();
        forms.is_some_and(|forms| forms.iter().any(|form| form["$ref"] == "#/$defs/Id"))
    };
    let types = schema["$defs"].as_object().unwrap().iter();
    types.filter(|(_, rules)| may(rules)).map(|(name, _)| name.as_str()).collect()
}
