//! Kinds of values: what a value is, what is expected in its place, and how that is written.

use jsonc_parser::ast::{ObjectProp, Value};

/// A node of the tree, and the property it is the value of.
#[derive(Clone, Copy)]
pub(super) struct JsonNode<'a> {
    pub(super) value: &'a Value<'a>,
    pub(super) property: Option<&'a ObjectProp<'a>>,
}

/// The name of a value in a message: its key.
pub(super) fn name_of(found: JsonNode<'_>) -> String {
    match found.property {
        Some(property) => format!("`{}`", property.name.as_str()),
        None => "the definition".to_owned(),
    }
}

pub(super) fn kind_of(value: &Value<'_>) -> &'static str {
    match value {
        Value::StringLit(_) => "a text",
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
pub(super) fn rewritten(found: JsonNode<'_>, wanted: &str) -> Option<String> {
    Some(match (found.value, wanted) {
        (Value::NullKeyword(_), _) => remove_null(found),
        (Value::StringLit(text), "integer" | "number") => match text.value.trim() {
            digits if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                format!("write `{digits}` without quotation marks")
            }
            _ => "write a number in digits, without quotation marks or words".to_owned(),
        },
        (Value::StringLit(text), "boolean") => match text.value.trim().to_lowercase().as_str() {
            "true" | "yes" | "y" => "write `true` without quotation marks".to_owned(),
            "false" | "no" | "n" => "write `false` without quotation marks, or leave the key out".to_owned(),
            _ => return None,
        },
        (Value::StringLit(text), "array") => {
            format!("write `[{}]`: a list, also of one entry", quoted_json(&text.value))
        }
        (Value::Object(_), "array") => "put `[` before it and `]` after it: a list, also of one entry".to_owned(),
        (Value::NumberLit(number), "string") => format!("write `\"{}\"`", number.value),
        (Value::Object(_), "string") => "write a text in quotation marks in place of the braces".to_owned(),
        (Value::Array(_), "string") => "write one text in quotation marks in place of the list".to_owned(),
        (Value::Array(array), "object") if array.elements.len() == 1 => "leave out the square brackets".to_owned(),
        _ => return None,
    })
}

/// A text as JSON, cut if it is long.
fn quoted_json(text: &str) -> String {
    let beginning: String = text.chars().take(24).collect();
    let cut = if beginning.len() < text.len() { "…" } else { "" };
    format!("{}{cut}\"", serde_json::Value::from(beginning).to_string().trim_end_matches('"'))
}

pub(super) fn remove_null(found: JsonNode<'_>) -> String {
    match found.property {
        Some(property) if matches!(property.value, Value::NullKeyword(_)) => {
            format!("remove `\"{}\": null`: keys without a value are left out", property.name.as_str())
        }
        _ => "remove it: keys without a value are left out".to_owned(),
    }
}
