//! Decisions: what was put, how it was decided, and the actions that follow.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Amount, Date, Election, Id, Prose, Text, Url, Vote};
use crate::finding::{Placed, choice};

/// A decision of the meeting, or one that it did not reach: what was put to it, how it was decided, and what
/// follows.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Decision {
    /// Its id, for `@id`.
    pub id: Placed<Id>,
    /// Its kind, which gives it its name.
    #[serde(default)]
    #[schemars(title = "Kind of decision")]
    pub kind: DecisionKind,
    /// The number it has by the body's own scheme: "RES-2017-11". It is printed as stated, and checked. Without it the
    /// number is derived.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub number: Option<Placed<String>>,
    /// The title.
    #[serde(default)]
    pub title: Option<Text>,
    /// A footnote on the title.
    #[serde(default)]
    pub footnote: Option<Prose>,
    /// Ids of the items of the agenda under which it was taken.
    #[serde(default)]
    #[schemars(title = "Items of the agenda")]
    pub items: Vec<Placed<Id>>,
    /// Ids of registered documents or annexes that it is about.
    #[serde(default)]
    pub documents: Vec<Placed<Id>>,
    /// The decision, in words.
    #[serde(default)]
    pub text: Option<Prose>,
    /// Preamble paragraphs, unnumbered: "*Recalling* …,".
    #[serde(default)]
    pub preamble: Vec<Prose>,
    /// Operative paragraphs, numbered: "*Decides* …;".
    #[serde(default)]
    pub operative: Vec<Prose>,
    /// A choice of people for a post.
    #[serde(default)]
    pub election: Option<Election>,
    /// The people who moved it.
    #[serde(default)]
    pub moved_by: Vec<Placed<Id>>,
    /// The people who seconded it.
    #[serde(default)]
    pub seconded_by: Vec<Placed<Id>>,
    /// The method by which it was taken.
    #[serde(default)]
    pub method: Option<Method>,
    /// The day, if it was taken outside the meeting or resolutions state theirs: it stands under their title.
    #[serde(default)]
    pub date: Option<Date>,
    /// The votes.
    #[serde(default)]
    pub vote: Option<Vote>,
    /// What became of it.
    #[serde(default)]
    pub disposition: Option<Disposition>,
    /// The result in the body's own words: "Carried as amended". It is printed as stated and never derived from votes.
    #[serde(default)]
    pub result: Option<Text>,
    /// Money that it grants or takes.
    #[serde(default)]
    pub amounts: Vec<Amount>,
    /// The tasks that follow from it, each with owners and a date.
    #[serde(default)]
    pub actions: Vec<Action>,
}

choice! {
    /// The kind of a decision, which gives it its name.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
    #[serde(rename_all = "kebab-case")]
    pub enum DecisionKind {
        /// A decision.
        #[default]
        Decision = "decision",
        /// A resolution. The document `resolutions` prints it in its full form.
        Resolution = "resolution",
        /// A law of a council. The document `resolutions` prints it too.
        Ordinance = "ordinance",
        /// A recommendation to somebody else.
        Recommendation = "recommendation",
        /// A motion.
        Motion = "motion",
        /// A conclusion.
        Conclusion = "conclusion",
    }
}

impl DecisionKind {
    /// Returns whether the document `resolutions` prints it.
    pub fn is_resolution(self) -> bool {
        matches!(self, Self::Resolution | Self::Ordinance)
    }
}

choice! {
    /// The method by which something was decided.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
    #[serde(rename_all = "kebab-case")]
    pub enum Method {
        /// Nobody objected.
        Consensus = "consensus",
        /// All voted for it.
        Unanimous = "unanimous",
        /// By acclamation.
        Acclamation = "acclamation",
        /// By show of hands or voice.
        ShowOfHands = "show-of-hands",
        /// By a vote recorded in numbers.
        RecordedVote = "recorded-vote",
        /// By calling each name.
        RollCall = "roll-call",
        /// In secret.
        SecretBallot = "secret-ballot",
        /// In writing, outside a meeting.
        WrittenProcedure = "written-procedure",
        /// Nobody objected within a stated time.
        SilenceProcedure = "silence-procedure",
        /// By the chair.
        RulingOfChair = "ruling-of-chair",
    }
}

choice! {
    /// The outcome of an item, or of what was put to the meeting.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
    #[serde(rename_all = "kebab-case")]
    pub enum Disposition {
        /// Adopted, carried, approved.
        Adopted = "adopted",
        /// Not adopted.
        Rejected = "rejected",
        /// Given to another body.
        Referred = "referred",
        /// Withdrawn by those who proposed it.
        Withdrawn = "withdrawn",
        /// Put off.
        Deferred = "deferred",
        /// Received and filed.
        OnFile = "on-file",
        /// Passed to another reading.
        SecondReading = "second-reading",
        /// Left for the next meeting.
        CarriedOver = "carried-over",
        /// Taken note of.
        Noted = "noted",
    }
}

/// An action point.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Action {
    /// Its id, by which later meetings say what became of it (`follow_up`). Without one it is that of its decision or item with
    /// its position there: `reserves-1`.
    // No words of the minutes: an id can be given to an action that is approved.
    #[serde(default, skip_serializing_if = "super::series::is_apart")]
    pub id: Option<Placed<Id>>,
    /// The task.
    pub text: Prose,
    /// The number it has by the body's own scheme: "A-17". It is printed as stated.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub number: Option<Placed<String>>,
    /// Its web address, for following it up.
    #[serde(default)]
    pub url: Option<Url>,
    /// The people responsible: ids of people, entities or bodies, or `chairs`.
    #[serde(default)]
    pub owners: Vec<Placed<Id>>,
    /// By when.
    #[serde(default)]
    #[schemars(title = "Due date")]
    pub due: Option<Date>,
    /// The id of the deadline by which it is due, in place of `due`.
    #[serde(default)]
    pub deadline: Option<Placed<Id>>,
    /// The earlier meeting at which it was assigned.
    #[serde(default)]
    #[schemars(title = "Assigned at")]
    pub from: Option<Text>,
    /// Its progress; printed for actions of earlier meetings.
    #[serde(default)]
    pub status: ActionStatus,
    /// A remark on its present state.
    #[serde(default)]
    pub remark: Option<Prose>,
    /// The earlier meeting that agreed it, if it is one of a series.
    #[serde(default, skip_deserializing)]
    #[schemars(skip)]
    pub made: Option<Made>,
}

/// The meeting of a series that agreed an action.
#[derive(Debug, Clone, Serialize)]
pub struct Made {
    /// The id of its pack.
    pub pack: String,
    /// The id of the action.
    pub id: String,
    /// The title of the meeting.
    pub title: Text,
    /// Its last day.
    pub on: Date,
}

/// What became of an action of an earlier meeting.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct FollowUp {
    /// The id of the action. Where several open ones have it, with the id of the pack before it: `q1/tenders`.
    #[schemars(length(min = 1))]
    pub action: Placed<String>,
    /// How far it is; as before if not stated. What is `done` or `dropped` does not come up again.
    #[serde(default)]
    pub status: Option<ActionStatus>,
    /// The people responsible from now on; as before if not stated.
    #[serde(default)]
    pub owners: Vec<Placed<Id>>,
    /// By when from now on; as before if not stated.
    #[serde(default)]
    pub due: Option<Date>,
    /// A remark on its present state.
    #[serde(default)]
    pub remark: Option<Prose>,
}

choice! {
    /// The progress of an action.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
    #[serde(rename_all = "kebab-case")]
    pub enum ActionStatus {
        /// Not begun.
        #[default]
        Open = "open",
        /// Begun.
        UnderWay = "under-way",
        /// Done.
        Done = "done",
        /// Given up.
        Dropped = "dropped",
    }
}
