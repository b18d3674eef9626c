//! The published schemas are those of the types. `UPDATE=1 cargo test --release schema` writes them.

use packwright::build::settings_schema;
use packwright::read::{approvals_schema, definition_schema, registry_schema, responses_schema};

use crate::support::repository;

fn is_current(path: &str, schema: &serde_json::Value) {
    let path = repository().join(path);
    let generated = serde_json::to_string_pretty(schema).unwrap() + "\n";
    #[allow(clippy::disallowed_methods, reason = "a test is no build")]
    if std::env::var("UPDATE").is_ok() {
        std::fs::write(&path, &generated).unwrap();
    }
    let published = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(published == generated, "{} is not current: run `UPDATE=1 cargo test --release schema`", path.display());
}

#[test]
fn published_schema_of_definitions_is_current() {
    is_current("packs/meeting.schema.json", &definition_schema());
}

#[test]
fn published_schema_of_registries_is_current() {
    is_current("packs/registry.schema.json", &registry_schema());
}

#[test]
fn published_schema_of_approvals_is_current() {
    is_current("packs/approvals.schema.json", &approvals_schema());
}

#[test]
fn published_schema_of_issues_is_current() {
    is_current("packs/issues.schema.json", &packwright::changes::schema());
}

#[test]
fn published_schema_of_responses_is_current() {
    is_current("packs/responses.schema.json", &responses_schema());
}

#[test]
fn published_schema_of_settings_is_current() {
    is_current("packs/check.schema.json", &settings_schema());
}

#[test]
fn schema_describes_every_key_and_offers_no_null() {
    fn walk(value: &serde_json::Value, path: &str) {
        if let Some(properties) = value.get("properties").and_then(|p| p.as_object()) {
            for (key, property) in properties {
                assert!(property.get("description").is_some(), "{path}/{key} has no description");
            }
        }
        match value {
            serde_json::Value::Object(object) => {
                object.iter().for_each(|(key, value)| walk(value, &format!("{path}/{key}")))
            }
            serde_json::Value::Array(list) => list.iter().for_each(|value| walk(value, path)),
            serde_json::Value::String(text) => assert!(text != "null", "{path} offers null"),
            _ => {}
        }
    }
    walk(&definition_schema(), "");
    walk(&registry_schema(), "");
    walk(&settings_schema(), "");
    walk(&approvals_schema(), "");
    walk(&responses_schema(), "");
    walk(&packwright::changes::schema(), "");
}
