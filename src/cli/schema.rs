//! `schema`: the formats of files, for editors.

use super::args::SchemaOf;
use super::exit::Exit;
use super::report;
use crate::build::settings_schema;
use crate::changes;
use crate::read::{approvals_schema, definition_schema, registry_schema, responses_schema};

/// Prints a JSON Schema.
pub(super) fn schema(of: SchemaOf) -> Exit {
    report::say(&text_of(of));
    Exit::Done
}

/// The text of a JSON Schema.
pub(super) fn text_of(of: SchemaOf) -> String {
    let schema = match of {
        SchemaOf::Meeting => definition_schema(),
        SchemaOf::Registry => registry_schema(),
        SchemaOf::Check => settings_schema(),
        SchemaOf::Approvals => approvals_schema(),
        SchemaOf::Issues => changes::schema(),
        SchemaOf::Responses => responses_schema(),
    };
    format!("{schema:#}")
}
