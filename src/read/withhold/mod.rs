//! For whom parts of a definition are: the keys `for` and `instead`, and passages of prose between `:::` marks.
//!
//! These are not part of the model. [`record()`] records them and removes them from the tree before it is read, so that every
//! stage sees the meeting as the first audience gets it. [`cut()`] makes the tree of a narrower audience: withheld parts are
//! removed from the JSON itself, before anything is numbered, composed or written, so no later stage can reveal them. Parts with
//! a number (items, annexes, decisions, sessions) are replaced by a stub with a neutral id, so that all other numbers stay the same.
//!
//! [`secrets()`] finds the same parts in its own, simpler way. The search of the finished bytes uses it, so it must not
//! share a mistake with the cut.

mod cut;
mod faults;
mod passages;
mod record;
mod secrets;
mod stubs;

use serde_json::{Value as Json, json};

pub(super) use cut::{Cut, cut};
pub(super) use faults::to_finding;
pub(super) use record::{Recorded, record};
pub use secrets::Secrets;
pub(super) use secrets::secrets;

use crate::meeting::{Language, WordsInstead};

/// The key that states for whom an object is.
pub(super) const FOR: &str = "for";
/// The key with the words that others read in place of the object.
pub(super) const INSTEAD: &str = "instead";

/// Types whose objects can have `for`, each with the type of its `instead`.
const TYPES: [(&str, Option<&str>); 32] = [
    ("Item", Some("Text")),
    ("Annex", Some("Text")),
    ("Decision", Some("Text")),
    ("Session", Some("Text")),
    ("Participant", Some("Text")),
    ("Event", Some("Prose")),
    ("Action", None),
    ("Activity", None),
    ("Amount", None),
    ("AnnexFile", None),
    ("Attendance", None),
    ("Background", None),
    ("CalendarEntry", None),
    ("Candidate", None),
    ("Chair", None),
    ("Count", None),
    ("Deadline", None),
    ("Election", None),
    ("FollowUp", None),
    ("Link", None),
    ("Objection", None),
    ("Observers", None),
    ("OutcomeSection", None),
    ("Paper", None),
    ("Pillar", None),
    ("Quorum", None),
    ("Remark", None),
    ("Representation", None),
    ("Role", None),
    ("Signatory", None),
    ("SummaryEntry", None),
    ("Venue", None),
];

/// Adds the keys `for` and `instead` to the schema of definitions.
pub(super) fn extend_schema(schema: &mut Json) {
    let parts = json!({
        "type": "object",
        "minProperties": 1,
        "propertyNames": { "pattern": "^[a-z_]+(\\.[a-z_]+)*$" },
        "additionalProperties": { "$ref": "#/$defs/Id" },
    });
    schema["properties"][FOR] = parts.clone();
    schema["properties"][FOR]["title"] = "For which audience".into();
    schema["properties"][FOR]["description"] = "The last audience that gets a key of the definition, by keys: \
        `{\"links\": \"members\"}`. See `audiences`."
        .into();
    for (name, instead) in TYPES {
        let properties = &mut schema["$defs"][name]["properties"];
        properties[FOR] = json!({
            "title": "For which audience",
            "anyOf": [{ "$ref": "#/$defs/Id" }, parts],
            "description": "The last audience that gets it, one of `audiences`: `\"members\"`. Or the last audience that gets \
                some of its keys: `{\"text\": \"members\", \"vote.names\": \"observers\"}`.",
        });
        if let Some(text) = instead {
            properties[INSTEAD] = json!({
                "$ref": format!("#/$defs/{text}"),
                "title": "For others",
                "description": "What stands in its place for those who do not get it: \"Personnel matter\".",
            });
        }
    }
}

/// Returns whether objects of a type can have `for`; the type of the definition itself has an empty name.
fn is_withholdable(name: &str) -> bool {
    name.is_empty() || TYPES.iter().any(|(one, _)| *one == name)
}

/// A part of a schema, and the name of its type.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node<'s> {
    root: &'s Json,
    rules: &'s Json,
    /// Empty if it has none, as the definition itself.
    name: &'s str,
}

impl<'s> Node<'s> {
    pub(super) fn of(root: &'s Json) -> Self {
        Self { root, rules: root, name: "" }
    }

    fn at(self, rules: &'s Json) -> Self {
        match rules["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
            Some(name) => Self { rules: &self.root["$defs"][name], name, ..self },
            // A type without a name cannot have `for`.
            None => Self { rules, name: "?", ..self },
        }
    }

    /// The rules for the value of a key.
    pub(super) fn key(self, key: &str) -> Self {
        let properties = &self.rules["properties"];
        self.at(properties.get(key).unwrap_or(&self.rules["additionalProperties"]))
    }

    /// The rules for the entries of a list.
    pub(super) fn entry(self) -> Self {
        self.at(&self.rules["items"])
    }

    fn has_ids_as_keys(self) -> bool {
        self.rules["propertyNames"]["$ref"].as_str().is_some_and(|path| path.ends_with("/Id"))
    }

    fn requires(self, key: &str) -> bool {
        self.rules["required"].as_array().is_some_and(|keys| keys.iter().any(|one| one == key))
    }

    fn is_id(self) -> bool {
        self.name == "Id"
    }

    fn is_prose(self) -> bool {
        self.name == "Prose"
    }

    /// Returns whether it is a plain text, or one by language.
    pub(super) fn is_text(self) -> bool {
        self.name == "Text"
    }
}

/// The words in a language: its own, its general language's, or the first.
fn words_in<'w>(words: &'w [(Language, WordsInstead)], language: Option<&str>) -> Option<&'w WordsInstead> {
    let of = |tag: &str| words.iter().find(|(one, _)| one.as_str() == tag).map(|(_, words)| words);
    let general = language.and_then(|tag| tag.split('-').next());
    let own = language.and_then(of).or_else(|| general.and_then(of));
    own.or_else(|| words.first().map(|(_, words)| words))
}
