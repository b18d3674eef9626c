//! `approvals.json`: who gave their word on exactly what.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Id, Instant, Language};
use crate::finding::Placed;

/// The approvals of a pack's minutes, written by `packwright approve`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, title = "packwright approvals")]
pub struct Approvals {
    /// The schema that describes this format, for editors: `../approvals.schema.json`.
    #[serde(default, rename = "$schema")]
    pub schema: Option<String>,
    /// The version of this format: 1.
    #[schemars(range(min = 1, max = 1))]
    pub version: u32,
    /// In the order in which they were given.
    #[serde(default)]
    pub approvals: Vec<Placed<Approval>>,
    /// The approved content by its digest: the lines of [`Content`](super::Content).
    #[serde(default)]
    pub contents: BTreeMap<String, Vec<String>>,
}

/// A person's word on exact content.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Approval {
    /// The id of the person.
    pub person: Placed<Id>,
    /// In what capacity: "Chair".
    #[serde(default)]
    pub capacity: Option<String>,
    /// The edition that was approved.
    pub language: Placed<Language>,
    /// When.
    pub at: Placed<Instant>,
    /// The digest of the content of the minutes: `sha256:…`.
    #[schemars(regex(pattern = "^sha256:[0-9a-f]{64}$"))]
    pub content: Placed<String>,
    /// The time at which it was withdrawn.
    #[serde(default)]
    pub withdrawn: Option<Instant>,
}

impl Approvals {
    /// Approvals that were not taken back.
    pub fn standing(&self) -> impl Iterator<Item = &Placed<Approval>> {
        self.approvals.iter().filter(|approval| approval.withdrawn.is_none())
    }

    /// Gives an approval, in place of one that the same person gave for the same language.
    pub fn give(&mut self, given: Given) {
        self.withdraw(&given.approval.person, Some(&given.approval.language), given.approval.at.value);
        self.contents.entry(given.approval.content.value.clone()).or_insert(given.lines);
        let place = given.approval.person.place;
        self.approvals.push(Placed::new(given.approval, place));
    }

    /// Takes back what a person approved, in a language or in all; says how many approvals that were.
    pub fn withdraw(&mut self, person: &Id, language: Option<&Language>, at: Instant) -> usize {
        let theirs = self.approvals.iter_mut().filter(|approval| {
            approval.withdrawn.is_none()
                && approval.person.value == *person
                && language.is_none_or(|language| approval.language.value == *language)
        });
        theirs.map(|approval| approval.value.withdrawn = Some(at)).count()
    }
}

/// An approval that is given, and what is approved.
#[derive(Debug, Clone)]
pub struct Given {
    /// The approval.
    pub approval: Approval,
    /// The approved content, in lines.
    pub lines: Vec<String>,
}

impl Approvals {
    /// The file, as it is written: keys in a fixed order, one line each, so that a repository shows what changed.
    pub fn to_json(&self, schema: &str) -> String {
        #[derive(Serialize)]
        struct File<'a> {
            #[serde(rename = "$schema")]
            schema: &'a str,
            version: u32,
            approvals: Vec<Entry<'a>>,
            contents: &'a BTreeMap<String, Vec<String>>,
        }
        #[derive(Serialize)]
        struct Entry<'a> {
            person: &'a str,
            #[serde(skip_serializing_if = "Option::is_none")]
            capacity: Option<&'a str>,
            language: &'a str,
            at: Instant,
            content: &'a str,
            #[serde(skip_serializing_if = "Option::is_none")]
            withdrawn: Option<Instant>,
        }
        fn entry(approval: &Placed<Approval>) -> Entry<'_> {
            Entry {
                person: approval.person.as_str(),
                capacity: approval.capacity.as_deref(),
                language: approval.language.as_str(),
                at: approval.at.value,
                content: &approval.content,
                withdrawn: approval.withdrawn,
            }
        }
        let file = File {
            schema: self.schema.as_deref().unwrap_or(schema),
            version: 1,
            approvals: self.approvals.iter().map(entry).collect(),
            contents: &self.contents,
        };
        let mut text = serde_json::to_string_pretty(&file).expect("approvals are texts");
        text.push('\n');
        text
    }
}
