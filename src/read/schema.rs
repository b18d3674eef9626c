//! The schemas, generated from the types of the model.

use std::sync::LazyLock;

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema};
use serde_json::Value;

use super::validate::{TextFormat, Validator};
use crate::meeting::{
    Approvals, CheckSettings, Clock, Date, Definition, FilePath, Instant, LocalTime, Money, PageRanges, Registry,
    Responses, Url, When, Zone,
};

pub(super) static DEFINITION: LazyLock<Validator> = LazyLock::new(|| Validator::new(definition_schema(), FORMATS));
pub(super) static REGISTRY: LazyLock<Validator> = LazyLock::new(|| Validator::new(registry_schema(), FORMATS));

pub(super) static APPROVALS: LazyLock<Validator> = LazyLock::new(|| Validator::new(approvals_schema(), FORMATS));
pub(super) static RESPONSES: LazyLock<Validator> = LazyLock::new(|| Validator::new(responses_schema(), FORMATS));
pub(super) static SETTINGS: LazyLock<Validator> = LazyLock::new(|| Validator::new(settings_schema(), FORMATS));

/// The JSON Schema of `packs/check.json`, without the names of codes, which this module does not know.
pub fn settings_schema() -> Value {
    generate::<CheckSettings>()
}

/// The JSON Schema of `meeting.json`, published as `packs/meeting.schema.json`.
pub fn definition_schema() -> Value {
    let mut schema = generate::<Definition>();
    super::withhold::extend_schema(&mut schema);
    schema
}

/// The JSON Schema of `approvals.json`, published as `packs/approvals.schema.json`.
pub fn approvals_schema() -> Value {
    generate::<Approvals>()
}

/// The JSON Schema of `responses.json`, published as `packs/responses.schema.json`.
pub fn responses_schema() -> Value {
    generate::<Responses>()
}

/// The JSON Schema of `packs/registry.json`, published as `packs/registry.schema.json`.
pub fn registry_schema() -> Value {
    generate::<Registry>()
}

/// The JSON Schema of another file, from its type.
pub fn schema_of<T: JsonSchema>() -> Value {
    generate::<T>()
}

fn generate<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft2020_12().with_transform(RecursiveTransform(without_null));
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    RecursiveTransform(without_null).transform(&mut schema);
    schema.to_value()
}

/// Removes `null` from types: optional keys are left out, never written as `null`.
fn without_null(schema: &mut Schema) {
    let Some(object) = schema.as_object_mut() else { return };
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|kind| kind != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            object.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(choices)) = object.get_mut("anyOf") {
        choices.retain(|choice| choice.get("type").is_none_or(|kind| kind != "null"));
        if let [Value::Object(only)] = choices.as_slice() {
            let only = only.clone();
            object.remove("anyOf");
            object.extend(only);
        }
    }
    if object.get("default").is_some_and(Value::is_null) {
        object.remove("default");
    }
}

/// Dates, times and zones are checked as formats, so that an invalid one is reported like any other problem, and reading the
/// model does not fail.
const FORMATS: &[TextFormat] = &[
    ("date-as-known", |text| text.parse::<Date>().is_ok()),
    ("when", |text| text.parse::<When>().is_ok()),
    ("money", |text| text.parse::<Money>().is_ok()),
    ("web-address", |text| text.parse::<Url>().is_ok()),
    ("file-path", |text| text.parse::<FilePath>().is_ok()),
    ("page-ranges", |text| text.parse::<PageRanges>().is_ok()),
    ("clock", |text| text.parse::<Clock>().is_ok()),
    ("instant", |text| text.parse::<Instant>().is_ok()),
    ("local-time", |text| text.parse::<LocalTime>().is_ok()),
    ("time-zone", |text| text.parse::<Zone>().is_ok()),
];
