//! The agenda: a tree of items.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Action, Amount, Clock, Disposition, Entries, Event, FollowUp, Id, Prose, Role, Text};
use crate::finding::{Placed, choice};

/// An item of the agenda, or a section that groups items under a heading.
///
/// Items are numbered through, also across sections; items inside an item are lettered. A section
/// is an item without a number rather than a second kind of thing, so that there is one tree and
/// one way to refer to a part of it.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Item {
    /// Its id, for `@id`.
    pub id: Placed<Id>,
    /// The number it has by the body's own scheme, "7(a)", or had in the document as issued. It is
    /// printed as stated, and checked. Without it the number is derived.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub number: Option<Placed<String>>,
    /// The title.
    pub title: Text,
    /// A footnote on the title.
    #[serde(default)]
    pub footnote: Option<Prose>,
    /// True if this is a heading that only groups its `items`.
    #[serde(default)]
    pub section: bool,
    /// Consent agenda: true if the items of a section are decided together, without discussion.
    #[serde(default)]
    pub consent: bool,
    /// True if each meeting has it: `packwright new --after` takes it over.
    // No words of the minutes.
    #[serde(default, skip_serializing_if = "super::series::is_apart")]
    pub standing: bool,
    /// The id of the session in which it is taken up; items inside it are, too.
    #[serde(default)]
    pub session: Option<Placed<Id>>,
    /// The time at which it begins, if not right after the item before it.
    #[serde(default)]
    pub start: Option<Placed<Clock>>,
    /// The task of the meeting under this item.
    #[serde(default)]
    pub purpose: Option<Purpose>,
    /// The time given to it, in minutes. 0 for what takes no time, such as a closing.
    #[serde(default)]
    #[schemars(range(min = 0, max = 10080))]
    pub minutes: Option<Placed<u32>>,
    /// The stage that the matter has reached: "Second reading", "Stage 3".
    #[serde(default)]
    pub stage: Option<Text>,
    /// True if this is a break. A break takes time and has no number.
    #[serde(default, rename = "break")]
    pub is_break: bool,
    /// True if it is taken up in private.
    #[serde(default)]
    pub closed: bool,
    /// The words after the title in the document as issued: "(20 Minutes), facilitated by ADG Ramos". They are printed in place
    /// of the words derived from `minutes` and `lead`.
    #[serde(default)]
    #[schemars(title = "Words after the title, as issued")]
    pub as_issued: Option<Text>,
    /// The people who lead it: ids of people or entities, or `chairs`.
    #[serde(default)]
    #[schemars(title = "Led by")]
    pub lead: Vec<Placed<Id>>,
    /// The speakers, each printed on a line: ids of people or entities.
    #[serde(default)]
    pub speakers: Vec<Placed<Id>>,
    /// Other parts that people have in it: presenters, sponsors, those who introduce it.
    #[serde(default)]
    #[schemars(title = "Other roles")]
    pub roles: Vec<Role>,
    /// Ids of registered documents or annexes that belong to it.
    #[serde(default)]
    pub documents: Vec<Placed<Id>>,
    /// The purposes of its documents, by their ids, where they differ: `{"budget": "decide", "report": "note"}`.
    #[serde(default)]
    pub purposes: Entries<Purpose>,
    /// Money that it is about.
    #[serde(default)]
    pub amounts: Vec<Amount>,
    /// Its text in the agenda.
    #[serde(default)]
    pub text: Option<Prose>,
    /// Its text in the annotated agenda.
    #[serde(default)]
    pub annotation: Option<Prose>,
    /// Questions for reflection.
    #[serde(default)]
    pub questions: Vec<Prose>,
    /// The texts that the meeting is asked to endorse, in the order in which they are lettered.
    #[serde(default)]
    pub for_endorsement: Vec<Prose>,
    /// Remarks that somebody makes within the item.
    #[serde(default)]
    pub remarks: Vec<Remark>,
    /// An explanation printed after everything else of the item.
    #[serde(default)]
    pub note: Option<Prose>,
    /// Actions of earlier meetings, and how far they are.
    #[serde(default)]
    pub earlier_actions: Vec<Action>,
    /// Its outcome.
    #[serde(default)]
    pub disposition: Option<Disposition>,
    /// Its outcome in the body's own words, which are printed in place of those for the disposition.
    #[serde(default)]
    pub result: Option<Text>,
    /// The events under it, in order. The minutes print them.
    #[serde(default)]
    pub proceedings: Vec<Placed<Event>>,
    /// Follow-up to open actions of earlier meetings of the series (`previous.pack`): what became of them. The first item that
    /// has it, be it empty, also prints those of which no item says anything.
    // Covered by approvals as what it makes: `earlier_actions`.
    #[serde(default, skip_serializing_if = "super::series::is_apart")]
    #[schemars(title = "Earlier actions, followed up")]
    pub follow_up: Option<Vec<FollowUp>>,
    /// Actions agreed under it without a decision.
    #[serde(default)]
    pub actions: Vec<Action>,
    /// Items inside this one.
    #[serde(default)]
    #[schemars(title = "Items inside this one")]
    pub items: Vec<Item>,
    /// Of a section whose items are withheld: the number of the last of them, after which others go on.
    #[serde(skip)]
    pub counted_to: Option<usize>,
}

impl Item {
    /// Its documents, each with what it is for if that is stated.
    pub fn papers(&self) -> impl Iterator<Item = (&Placed<Id>, Option<Purpose>)> {
        self.documents.iter().map(|id| (id, self.purposes.get(id.as_str()).copied()))
    }

    /// Returns whether something is minuted under it but decisions.
    pub fn has_happened(&self) -> bool {
        !(self.proceedings.is_empty() && self.actions.is_empty() && self.earlier_actions.is_empty())
            || self.result.is_some()
            || self.disposition.is_some()
    }
}

/// Remarks by somebody within an item.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Remark {
    /// The id of the person.
    #[schemars(title = "Who remarks")]
    pub by: Placed<Id>,
    /// In what capacity: "Network co-Chair 2023".
    #[serde(default)]
    pub capacity: Option<Text>,
    /// The time given to them within the item's time, in minutes.
    #[serde(default)]
    #[schemars(range(min = 0, max = 10080))]
    pub minutes: Option<Placed<u32>>,
}

choice! {
    /// The task of a meeting under an item.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
    #[serde(rename_all = "kebab-case")]
    pub enum Purpose {
        /// To decide.
        Decide = "decide",
        /// To endorse what others decided.
        Endorse = "endorse",
        /// To elect or appoint.
        Elect = "elect",
        /// To discuss.
        Discuss = "discuss",
        /// To take note.
        Note = "note",
        /// To be informed.
        Inform = "inform",
    }
}
