//! The schemas, generated from the types of the model.

use std::sync::LazyLock;

use jsonschema::Validator;
use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema};
use serde_json::Value;

use crate::meeting::{
    Approvals, CheckSettings, Clock, Date, Definition, FilePath, Instant, LocalTime, Money, PageRanges, Registry, Url,
    When, Zone,
};

/// A schema and the validator made of it.
pub(super) struct Format {
    pub(super) schema: Value,
    pub(super) validator: Validator,
}

pub(super) static DEFINITION: LazyLock<Format> = LazyLock::new(|| Format::new(definition_schema()));
pub(super) static REGISTRY: LazyLock<Format> = LazyLock::new(|| Format::new(registry_schema()));

pub(super) static APPROVALS: LazyLock<Format> = LazyLock::new(|| Format::new(approvals_schema()));
pub(super) static SETTINGS: LazyLock<Format> = LazyLock::new(|| Format::new(settings_schema()));

/// The JSON Schema of `packs/check.json`, without the names of codes, which this module does not know.
pub fn settings_schema() -> Value {
    generate::<CheckSettings>()
}

/// The JSON Schema of `meeting.json`, published as `packs/meeting.schema.json`.
pub fn definition_schema() -> Value {
    generate::<Definition>()
}

/// The JSON Schema of `approvals.json`, published as `packs/approvals.schema.json`.
pub fn approvals_schema() -> Value {
    generate::<Approvals>()
}

/// The JSON Schema of `packs/registry.json`, published as `packs/registry.schema.json`.
pub fn registry_schema() -> Value {
    generate::<Registry>()
}

fn generate<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft2020_12().with_transform(RecursiveTransform(without_null));
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    RecursiveTransform(without_null).transform(&mut schema);
    schema.to_value()
}

/// What is optional is left out, not written as `null`; so `null` is offered nowhere.
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

impl Format {
    /// Dates, times and zones are checked as formats, so that a wrong one is told like any other
    /// problem and the model can be read without failing.
    fn new(schema: Value) -> Self {
        let validator = jsonschema::options()
            .offline()
            .should_validate_formats(true)
            .with_format("date-as-known", |text: &str| text.parse::<Date>().is_ok())
            .with_format("when", |text: &str| text.parse::<When>().is_ok())
            .with_format("money", |text: &str| text.parse::<Money>().is_ok())
            .with_format("web-address", |text: &str| text.parse::<Url>().is_ok())
            .with_format("file-path", |text: &str| text.parse::<FilePath>().is_ok())
            .with_format("page-ranges", |text: &str| text.parse::<PageRanges>().is_ok())
            .with_format("clock", |text: &str| text.parse::<Clock>().is_ok())
            .with_format("instant", |text: &str| text.parse::<Instant>().is_ok())
            .with_format("local-time", |text: &str| text.parse::<LocalTime>().is_ok())
            .with_format("time-zone", |text: &str| text.parse::<Zone>().is_ok())
            .build(&schema)
            .expect("the generated schema is a valid schema");
        Self { schema, validator }
    }
}
