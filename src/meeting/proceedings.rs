//! The events of the meeting, in order.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Action, Clock, Id, Prose, Text};
use crate::finding::Placed;

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

/// The kind of an event.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// Something was said or done, as the text states.
    #[default]
    Said,
    /// The meeting was opened.
    Opened,
    /// The meeting was suspended.
    Suspended,
    /// The meeting was resumed.
    Resumed,
    /// The meeting was closed, or adjourned if another session follows.
    Adjourned,
    /// Somebody came.
    Arrived,
    /// Somebody left.
    Left,
    /// Somebody came back.
    Returned,
    /// Somebody took the chair.
    TookChair,
    /// Somebody declared an interest and took no part.
    Recused,
    /// Somebody asked that the item be taken out of the consent agenda.
    Pulled,
    /// There were no longer enough members.
    QuorumLost,
    /// There were enough members again.
    QuorumRegained,
    /// A procedural motion was made.
    Moved,
    /// The roll was called: the list of those who were there is printed here and not before the items.
    RollCall,
}

impl What {
    /// Its name in a definition, which is also the name of its label.
    pub fn name(self) -> &'static str {
        match self {
            Self::Said => "said",
            Self::Opened => "opened",
            Self::Suspended => "suspended",
            Self::Resumed => "resumed",
            Self::Adjourned => "adjourned",
            Self::Arrived => "arrived",
            Self::Left => "left",
            Self::Returned => "returned",
            Self::TookChair => "took-chair",
            Self::Recused => "recused",
            Self::Pulled => "pulled",
            Self::QuorumLost => "quorum-lost",
            Self::QuorumRegained => "quorum-regained",
            Self::Moved => "moved",
            Self::RollCall => "roll-call",
        }
    }

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
