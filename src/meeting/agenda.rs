//! The agenda: a tree of items.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Id, Prose, Text};
use crate::finding::Placed;

/// An item of the agenda, or a section that groups items under a heading.
///
/// Items are numbered through, also across sections; items inside an item are lettered. A section
/// is an item without a number rather than a second kind of thing, so that there is one tree and
/// one way to refer to a part of it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Item {
    /// How `@id` refers to it.
    pub id: Placed<Id>,
    /// The title.
    pub title: Text,
    /// The number it has by the body's own scheme, "7(a)", or had in the document as issued. It is
    /// printed as stated, and checked. Without it the number is derived.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub number: Option<Placed<String>>,
    /// Whether this is a heading that only groups its `items`.
    #[serde(default)]
    pub section: bool,
    /// Whether this is a break. A break takes time and has no number.
    #[serde(default, rename = "break")]
    pub is_break: bool,
    /// The time given to it, in minutes.
    #[serde(default)]
    #[schemars(range(min = 1, max = 10080))]
    pub minutes: Option<Placed<u32>>,
    /// What stood behind the title in the document as issued: "(20 Minutes), facilitated by ADG
    /// Ramos". It is printed in place of the words derived from `minutes` and `lead`.
    #[serde(default)]
    pub as_issued: Option<Text>,
    /// Who leads it: ids of people or entities, or `chairs`.
    #[serde(default)]
    pub lead: Vec<Placed<Id>>,
    /// Who speaks, each printed on a line: ids of people or entities.
    #[serde(default)]
    pub speakers: Vec<Placed<Id>>,
    /// What it is about.
    #[serde(default)]
    pub text: Option<Prose>,
    /// Questions for reflection.
    #[serde(default)]
    pub questions: Vec<Prose>,
    /// What the meeting is asked to endorse, in the order in which it is lettered.
    #[serde(default)]
    pub for_endorsement: Vec<Prose>,
    /// Remarks that somebody makes within the item.
    #[serde(default)]
    pub remarks: Vec<Remark>,
    /// An explanation printed after everything else of the item.
    #[serde(default)]
    pub note: Option<Prose>,
    /// Items inside this one.
    #[serde(default)]
    pub items: Vec<Item>,
}

/// Remarks by somebody within an item.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Remark {
    /// The id of the person.
    pub by: Placed<Id>,
    /// In what capacity: "Network co-Chair 2023".
    #[serde(default)]
    pub capacity: Option<Text>,
    /// The time given to them within the item's time, in minutes.
    #[serde(default)]
    #[schemars(range(min = 1, max = 10080))]
    pub minutes: Option<Placed<u32>>,
}
