//! Kinds of values: what a value is, what is expected in its place, and how that is written.

use jsonc_parser::ast::{Object, ObjectProp, Value};
use serde_json::Value as Json;

use super::validate::{Need, Violation};

/// A node of the tree, and the property it is the value of.
#[derive(Clone, Copy)]
pub(super) struct JsonNode<'a> {
    pub(super) value: &'a Value<'a>,
    pub(super) property: Option<&'a ObjectProp<'a>>,
}

/// A value and all values in it.
pub(super) fn values<'a>(root: &'a Value<'a>) -> impl Iterator<Item = &'a Value<'a>> {
    let mut open = vec![root];
    std::iter::from_fn(move || {
        let value = open.pop()?;
        match value {
            Value::Object(object) => open.extend(object.properties.iter().map(|property| &property.value)),
            Value::Array(array) => open.extend(&array.elements),
            _ => {}
        }
        Some(value)
    })
}

/// The name of a value in a message: its key.
pub(super) fn name_of(found: JsonNode<'_>) -> String {
    match found.property {
        Some(property) => format!("`{}`", property.name.as_str()),
        None => "the definition".to_owned(),
    }
}

/// More digits than a whole number of a definition has.
const DIGITS: usize = 18;

pub(super) fn kind_of(value: &Value<'_>) -> &'static str {
    match value {
        Value::StringLit(_) => "a text",
        Value::NumberLit(number) if number.value.contains(['.', 'e', 'E']) => "a number with a point or an exponent",
        Value::NumberLit(number) if number.value.len() > DIGITS => "a number of too many digits",
        Value::NumberLit(number) if number.value == "-0" => "`-0`",
        Value::NumberLit(_) => "a number",
        Value::BooleanLit(_) => "`true` or `false`",
        Value::NullKeyword(_) => "`null`",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// The type that a rule expects, and how to write it.
pub(super) fn expected(kind: &str) -> (&'static str, &'static str) {
    match kind {
        "string" => ("a text", "put it in quotation marks"),
        "integer" | "number" => ("a whole number", "write digits without quotation marks"),
        "boolean" => ("`true` or `false`", "write `true` or `false` without quotation marks"),
        "array" => ("a list", "put it in square brackets: `[…]`"),
        "object" => ("an object", "put it in braces: `{\"key\": …}`"),
        "null" => ("nothing", "leave the key out"),
        _ => ("another kind of value", "see `packs/meeting.schema.json`"),
    }
}

/// The hint how to write a value with the right type.
pub(super) fn rewritten(found: JsonNode<'_>, wanted: &str, schema: &Json, violation: &Violation<'_>) -> Option<String> {
    let (rules, need) = (violation.rules, violation.need);
    let object = |rules, text: &str| object_of(&name_of(found), schema, rules, &quoted_json(text));
    Some(match (found.value, wanted) {
        (Value::NullKeyword(_), _) => remove_null(found, need),
        (Value::StringLit(text), "integer" | "number") => match text.value.trim() {
            digits if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                format!("write `{digits}` without quotation marks")
            }
            _ => "write a number in digits, without quotation marks or words".to_owned(),
        },
        (Value::NumberLit(number), "integer") if number.value == "-0" => "write `0`".to_owned(),
        (Value::NumberLit(number), "integer") if !number.value.contains(['.', 'e', 'E']) => {
            "correct the number".to_owned()
        }
        (Value::NumberLit(_), "integer") => "write it in digits alone, as `60`".to_owned(),
        (Value::StringLit(text), "boolean") => match text.value.trim().to_lowercase().as_str() {
            "true" | "yes" | "y" => "write `true` without quotation marks".to_owned(),
            "false" | "no" | "n" => "write `false` without quotation marks, or leave the key out".to_owned(),
            _ => return None,
        },
        (Value::StringLit(text), "array") if object(&rules["items"], "").is_some() => {
            format!("write `[{}]`: a list, also of one entry", object(&rules["items"], &text.value)?)
        }
        (Value::StringLit(text), "object") => format!("write `{}`", object(rules, &text.value)?),
        (Value::StringLit(text), "array") if words(&text.value).len() > 1 => {
            let words = words(&text.value).into_iter().map(quoted_json).collect::<Vec<_>>();
            format!("write `[{}]`: each in quotation marks of its own", words.join(", "))
        }
        (Value::StringLit(text), "array") => {
            format!("write `[{}]`: a list, also of one entry", quoted_json(&text.value))
        }
        (Value::Object(_), "array") => "put `[` before it and `]` after it: a list, also of one entry".to_owned(),
        (Value::NumberLit(number), "string") => format!("write `\"{}\"`", number.value),
        (Value::Object(_), "string") => "write a text in quotation marks in place of the braces".to_owned(),
        (Value::Array(_), "string") => "write one text in quotation marks in place of the list".to_owned(),
        (Value::Array(_), "integer") if violation.at.contains("/vote/") => {
            "write how many; the ids of those who voted belong under `names`: `{ \"names\": { \"for\": […] } }`"
                .to_owned()
        }
        (_, "object") if rules["propertyNames"].is_object() => {
            "write `{ \"some-id\": … }`: each entry under an id of its own".to_owned()
        }
        (Value::Array(array), "object") => match &array.elements[..] {
            [Value::Object(only)] if has_only_keys_of(only, rules, schema) => {
                "leave out the square brackets".to_owned()
            }
            _ => format!("write `{}`", object(rules, "…")?),
        },
        (Value::NumberLit(_) | Value::BooleanLit(_), "object") => format!("write `{}`", object(rules, "…")?),
        _ => return None,
    })
}

/// Returns whether an object could stand by itself where an object of these rules is expected.
fn has_only_keys_of(object: &Object<'_>, rules: &Json, schema: &Json) -> bool {
    let known = &resolved(rules, schema)["properties"];
    object.properties.iter().all(|property| known.get(property.name.as_str()).is_some())
}

/// The rules to which others refer, or these themselves.
fn resolved<'a>(rules: &'a Json, schema: &'a Json) -> &'a Json {
    let referred = rules["$ref"].as_str().and_then(|path| schema.pointer(path.trim_start_matches('#')));
    referred.unwrap_or(rules)
}

/// Words between commas, if they are such as ids and languages: none has a blank in it.
fn words(text: &str) -> Vec<&str> {
    let words: Vec<&str> = text.split([',', ';']).map(str::trim).collect();
    let are_words = words.iter().all(|word| !word.is_empty() && !word.contains(char::is_whitespace));
    if are_words { words } else { Vec::new() }
}

/// Objects of which nothing is required, by the key that they are the values of, and what they are written with. A mark stands
/// for the text that was typed in their place.
const OBJECTS: &[(&str, &str)] = &[
    ("vote", r#"{ "for": 4, "against": 1 }"#),
    ("time", r#"{ "start": "2026-03-10T18:30", "minutes": 60, "zone": "Europe/Paris" }"#),
    ("participants", r#"{ "who": … }"#),
    ("venue", r#"{ "place": … }"#),
    ("previous", r#"{ "title": "…", "date": "2026-01-20" }"#),
    ("next", r#"{ "title": "…", "date": "2026-05-20" }"#),
    ("attendance", r#"{ "participants": [{ "who": "…" }] }"#),
    ("quorum", r#"{ "needed": 3, "of": 5 }"#),
    ("proceedings", r#"{ "text": … }"#),
    ("masthead", r#"{ "symbol": … }"#),
    ("style", r#"{ "templates": … }"#),
];

/// The object that belongs in the place of a text, with that text in the key it is most likely meant for.
fn object_of(name: &str, schema: &Json, rules: &Json, typed: &str) -> Option<String> {
    let rules = resolved(rules, schema);
    if rules["type"] != "object" {
        return None;
    }
    if let Some((_, example)) = OBJECTS.iter().find(|(key, _)| name.trim_matches('`') == *key) {
        return Some(example.replace('…', if example.contains("\"…") { "…" } else { typed }));
    }
    let required: Vec<&str> = rules["required"].as_array()?.iter().filter_map(Json::as_str).collect();
    let address = if typed.starts_with("\"http") { "url" } else { "title" };
    let main = [address, "title", "text", "name"]
        .into_iter()
        .find(|key| required.contains(key))
        .or(required.first().copied())?;
    let entries = required.iter().map(|key| match *key == main {
        true => format!("\"{key}\": {typed}"),
        false => format!("\"{key}\": …"),
    });
    Some(format!("{{ {} }}", entries.collect::<Vec<_>>().join(", ")))
}

/// A text as JSON, cut if it is long.
fn quoted_json(text: &str) -> String {
    let beginning: String = text.chars().take(24).collect();
    let cut = if beginning.len() < text.len() { "…" } else { "" };
    format!("{}{cut}\"", serde_json::Value::from(beginning).to_string().trim_end_matches('"'))
}

/// The hint for a key without a value.
pub(super) fn remove_null(found: JsonNode<'_>, need: Need) -> String {
    match found.property {
        _ if need == Need::Required => "write a value in its place: this key cannot be left out".to_owned(),
        Some(property) if matches!(property.value, Value::NullKeyword(_)) => {
            format!("remove `\"{}\": null`: keys without a value are left out", property.name.as_str())
        }
        _ => "remove it: keys without a value are left out".to_owned(),
    }
}
