//! `responses.json`: what is answered to comments of reviewers.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

/// The responses to comments on documents of a pack. `packwright comments --matrix` adds an entry for each new comment.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, title = "packwright responses")]
pub struct Responses {
    /// The schema that describes this format, for editors: `../responses.schema.json`.
    #[serde(default, rename = "$schema")]
    pub schema: Option<String>,
    /// The response to each comment or proposed change, by its id.
    #[serde(default)]
    pub responses: BTreeMap<String, Response>,
}

/// The response to a comment or a proposed change.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Response {
    /// Whose comment it is, and a few of its words: for whoever writes the response. It is not printed.
    #[serde(default)]
    pub about: Option<String>,
    /// The response, as plain text in the language of the document.
    #[serde(default)]
    pub response: Option<String>,
    /// What became of it.
    #[serde(default)]
    pub state: Option<ResponseState>,
}

/// What became of a comment or a proposed change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ResponseState {
    /// The text says what the reviewer wanted.
    Accepted,
    /// It does not.
    Rejected,
    /// Nothing was to be decided.
    Noted,
}

impl ResponseState {
    /// The label that says so.
    pub fn label(self) -> &'static str {
        match self {
            Self::Accepted => "response-accepted",
            Self::Rejected => "response-rejected",
            Self::Noted => "response-noted",
        }
    }
}
