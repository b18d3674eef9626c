//! The events of the meeting, in order.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Action, Clock, Id, Prose, Text};
use crate::finding::{Placed, choice};

/// An event, in the order of the minutes: a speech, somebody's arrival or departure, a decision. All have the same keys: when,
/// what, who, and a text.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Event {
    /// The kind of event. Without it: text, said by those in `who` if there are any.
    #[serde(default)]
    #[schemars(title = "What happened")]
    pub what: What,
    /// At what time.
    #[serde(default)]
    #[schemars(title = "Time")]
    pub at: Option<Clock>,
    /// Ids of the people, entities or bodies who said or did it.
    #[serde(default)]
    #[schemars(title = "People")]
    pub who: Vec<Placed<Id>>,
    /// The text: the narrative, the speech, or the reason.
    #[serde(default)]
    pub text: Option<Prose>,
    /// The id of a decision that was taken here. It is printed here and not after everything else of the item.
    #[serde(default)]
    pub decision: Option<Placed<Id>>,
    /// An action that was agreed here. It is printed here.
    #[serde(default)]
    pub action: Option<Action>,
}

choice! {
    /// The kind of an event.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
    #[serde(rename_all = "kebab-case")]
    pub enum What {
        /// Something was said or done, as the text states.
        #[default]
        Said = "said",
        /// The meeting was opened.
        Opened = "opened",
        /// The meeting was suspended.
        Suspended = "suspended",
        /// The meeting was resumed.
        Resumed = "resumed",
        /// The meeting was closed, or adjourned if another session follows.
        Adjourned = "adjourned",
        /// Somebody came.
        Arrived = "arrived",
        /// Somebody left.
        Left = "left",
        /// Somebody came back.
        Returned = "returned",
        /// Somebody took the chair.
        TookChair = "took-chair",
        /// Somebody declared an interest and took no part.
        Recused = "recused",
        /// Somebody asked that the item be taken out of the consent agenda.
        Pulled = "pulled",
        /// There were no longer enough members.
        QuorumLost = "quorum-lost",
        /// There were enough members again.
        QuorumRegained = "quorum-regained",
        /// A procedural motion was made.
        Moved = "moved",
        /// The roll was called: the list of those who were there is printed here and not before the items.
        RollCall = "roll-call",
    }
}

impl What {
    /// Returns whether it is nothing unless somebody did it.
    pub fn needs_somebody(self) -> bool {
        matches!(
            self,
            Self::Arrived | Self::Left | Self::Returned | Self::TookChair | Self::Recused | Self::Pulled | Self::Moved
        )
    }
}

/// A part that people have in something: "Rapporteur", "Sponsor".
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Role {
    /// The part: "Presenter", "Vice-Chair".
    pub role: Text,
    /// Ids of the people, entities or bodies.
    #[schemars(length(min = 1))]
    #[schemars(title = "People")]
    pub who: Vec<Placed<Id>>,
}
