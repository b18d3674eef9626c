//! Decisions, and the actions that follow from them.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Date, Id, Prose};
use crate::finding::Placed;

/// A decision of the meeting.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Decision {
    /// How `@id` refers to it.
    pub id: Placed<Id>,
    /// What was decided. Lists inside are lettered (a), (b).
    pub text: Prose,
    /// Ids of the items of the agenda under which it was taken.
    #[serde(default)]
    pub items: Vec<Placed<Id>>,
    /// What somebody has to do by some day.
    #[serde(default)]
    pub actions: Vec<Action>,
}

/// An action point.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Action {
    /// What is to be done.
    pub text: Prose,
    /// Who does it: ids of people or entities, or `chairs`.
    #[serde(default)]
    pub owners: Vec<Placed<Id>>,
    /// By when.
    #[serde(default)]
    pub due: Option<Date>,
}
