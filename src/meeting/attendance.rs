//! Who chaired and who took part.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Id, Prose, Text};
use crate::finding::Placed;

/// One of those who chair.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Chair {
    /// The id of the person.
    pub person: Placed<Id>,
    /// In what role, if roles differ: "permanent co-chair".
    #[serde(default)]
    pub role: Option<Text>,
}

/// Who took part.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Attendance {
    /// The sentence on attendance that opens the minutes.
    #[serde(default)]
    pub summary: Option<Prose>,
    /// Who represented which entity, in the order in which they are printed.
    #[serde(default)]
    pub representatives: Vec<Representation>,
    /// Those who observed, counted and not named.
    #[serde(default)]
    pub observers: Option<Observers>,
}

/// The people who represented one entity.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Representation {
    /// The id of the entity.
    pub entity: Placed<Id>,
    /// Ids of the people, in the order in which they are printed.
    #[schemars(length(min = 1))]
    pub people: Vec<Placed<Id>>,
    /// The whole line as it stood in the document as issued, printed in place of the derived one.
    #[serde(default)]
    pub as_issued: Option<Text>,
}

/// Observers as a count.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Observers {
    /// How many people.
    pub people: Placed<u32>,
    /// What these people are, if more is to be said than that: "United Nations personnel".
    #[serde(default)]
    pub people_are: Option<Text>,
    /// From how many entities.
    pub entities: Placed<u32>,
    /// What these entities are: "agencies and entities of the Network".
    #[serde(default)]
    pub entities_are: Option<Text>,
    /// The sentence as it stood in the document as issued, printed in place of the derived one.
    #[serde(default)]
    pub as_issued: Option<Text>,
}
