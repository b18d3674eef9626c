//! Ids, by which everything is referred to instead of by numbers.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize, Serializer};

use crate::finding::choice;

/// The word that stands for all chairs together where a person is expected.
pub const CHAIRS: &str = "chairs";

/// The document that the minutes of the previous meeting of a series are.
pub const PREVIOUS_MINUTES: &str = "previous-minutes";

/// The file of an annex that is the PDF of these, as it was signed.
pub const PREVIOUS_MINUTES_PDF: &str = "previous-minutes.pdf";

/// A name of lower-case letters, digits and single hyphens, starting with a letter: `work-plan`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(transparent)]
pub struct Id(String);

impl Id {
    /// The key under which an id is serialized.
    pub(super) const MARK: &'static str = "$id";

    /// The id of a name that is known to be one.
    pub(super) fn of(name: &str) -> Self {
        Self(name.to_owned())
    }

    /// The name itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Id {
    /// Marked as an id, for those who look for what it names: `{"$id": "work-plan"}`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([(Self::MARK, &self.0)])
    }
}

impl JsonSchema for Id {
    fn schema_name() -> Cow<'static, str> {
        "Id".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "format": "id",
            "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
            "maxLength": 64,
            "description": "Lower-case letters, digits and single hyphens, starting with a letter. `chairs` stands for \
             the people who chair. In minutes that put decisions first, `decisions`, `background`, `participants` and \
             `agenda` stand for their sections.",
            "examples": ["work-plan", "brands-kehris"],
        })
    }
}

choice! {
    /// The sections of the minutes, in their order. Prose can refer to them by their names, which are reserved ids.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Section {
        /// `@decisions`
        Decisions = "decisions",
        /// `@background`
        Background = "background",
        /// `@participants`
        Participants = "participants",
        /// `@agenda`
        Agenda = "agenda",
    }
}
