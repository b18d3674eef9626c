//! The stages of a meeting's papers, the steps between them, and the silence procedure that adopts minutes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Id, LocalTime, Prose, Slot, When, Zone};
use crate::finding::{Placed, choice};

choice! {
    /// The stages of a meeting's papers.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
    #[serde(rename_all = "kebab-case")]
    pub enum Status {
        /// The agenda is being written.
        #[default]
        Draft = "draft",
        /// The invitation with its papers is out.
        Convened = "convened",
        /// The minutes are being written.
        MinutesDraft = "minutes-draft",
        /// The minutes are out for comment.
        Circulated = "circulated",
        /// The minutes are adopted.
        Adopted = "adopted",
    }
}

impl Status {
    /// Returns whether what the meeting decides is still open: DRAFT stands on every page.
    pub fn is_draft(self) -> bool {
        self < Self::Adopted
    }

    /// Returns whether there are minutes to be read, approved and objected to.
    pub fn has_minutes(self) -> bool {
        self >= Self::MinutesDraft
    }

    /// Returns whether approvals have to be whole and signatures may be given.
    pub fn is_final(self) -> bool {
        self == Self::Adopted
    }

    /// The steps that may follow. A meeting that is sent out again after a change is convened again; minutes that are sent back are rewritten; minutes that are read and adopted in the next
    /// meeting are never circulated. Nothing follows adoption: adopted minutes are corrected by a later meeting.
    pub fn next(self) -> &'static [Self] {
        match self {
            Self::Draft => &[Self::Convened],
            Self::Convened => &[Self::Convened, Self::MinutesDraft],
            Self::MinutesDraft => &[Self::Circulated, Self::Adopted],
            Self::Circulated => &[Self::Adopted, Self::MinutesDraft],
            Self::Adopted => &[],
        }
    }
}

/// A step to another stage.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Step {
    /// The status that was reached.
    pub status: Placed<Status>,
    /// When: a day, or a day and time in the zone of the meeting.
    pub on: Placed<When>,
    /// A note on it: "at the request of the Chair", "by the Committee at its fourth meeting".
    #[serde(default)]
    pub note: Option<Prose>,
}

/// The silence procedure: the minutes are circulated, and are adopted if nobody objects before the deadline.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Silence {
    /// The time at which the minutes were circulated.
    pub circulated: Placed<When>,
    /// The deadline for objections.
    pub deadline: Placed<LocalTime>,
    /// The zone of these times; the meeting's if not stated.
    #[serde(default)]
    pub zone: Option<Placed<Zone>>,
    /// Objections, in the order in which they came.
    #[serde(default)]
    pub objections: Vec<Objection>,
}

impl Silence {
    /// The zone in which its times are stated: its own, or that of the `meeting`.
    pub fn own_zone<'a>(&'a self, meeting: &'a Slot) -> Option<&'a Zone> {
        self.zone.as_ref().map(|zone| &zone.value).or(meeting.own_zone(meeting))
    }
}

/// An objection that broke the silence.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Objection {
    /// The id of the person or entity.
    #[schemars(title = "Who objects")]
    pub by: Placed<Id>,
    /// The time at which it was received.
    #[schemars(title = "Received at")]
    pub at: Placed<When>,
    /// The objection, in words.
    pub text: Prose,
    /// Its resolution. Without it, the objection is open, and the minutes cannot be adopted.
    #[serde(default)]
    pub resolution: Option<Resolution>,
}

/// The resolution of an objection.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Resolution {
    /// When.
    pub on: Placed<When>,
    /// The resolution, in words: "the text of decision 3 was changed", "withdrawn".
    pub text: Prose,
}
