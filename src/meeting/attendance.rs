//! Who chaired and who took part.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Clock, Id, Prose, Text};
use crate::finding::{Placed, choice};

/// One of those who chair.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Chair {
    /// The id of the person.
    pub person: Placed<Id>,
    /// The role, if roles differ: "permanent co-chair".
    #[serde(default)]
    pub role: Option<Text>,
}

/// The people who took part.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Attendance {
    /// The sentence on attendance that opens the minutes.
    #[serde(default)]
    pub summary: Option<Prose>,
    /// The representatives of each entity, in the order in which they are printed.
    #[serde(default)]
    pub representatives: Vec<Representation>,
    /// The observers, counted and not named.
    #[serde(default)]
    pub observers: Option<Observers>,
    /// The people who were present or were expected, each with class and presence. Where any of them has a
    /// `group`, groups are printed in the order of this list; else members come first, then those of them who were not present,
    /// then others by class.
    #[serde(default)]
    pub participants: Vec<Placed<Participant>>,
    /// True if participants are printed under their entities (countries, offices) and not in one list.
    #[serde(default)]
    pub by_entity: bool,
    /// People who are counted and not named: "Members of the public".
    #[serde(default)]
    pub counts: Vec<Count>,
    /// The number of members needed for the meeting to decide, and the number present.
    #[serde(default)]
    pub quorum: Option<Quorum>,
}

impl Attendance {
    /// Returns whether it has more to list than its sentence.
    pub fn lists_somebody(&self) -> bool {
        !self.representatives.is_empty()
            || !self.participants.is_empty()
            || !self.counts.is_empty()
            || self.observers.is_some()
            || self.quorum.is_some()
    }
}

/// Somebody who was there, or was to be there.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Participant {
    /// The id of the person or entity. Either this or `name`.
    #[serde(default)]
    #[schemars(title = "Person or entity")]
    pub who: Option<Placed<Id>>,
    /// The name of somebody who is named nowhere else.
    #[serde(default)]
    pub name: Option<Text>,
    /// The id of the entity they come from, if otherwise than registered.
    #[serde(default)]
    pub entity: Option<Placed<Id>>,
    /// Their affiliation in words: "University of Lund". Printed in place of the entity.
    #[serde(default)]
    pub affiliation: Option<Text>,
    /// The class in which they took part.
    #[serde(default)]
    #[schemars(title = "Took part as")]
    pub class: Class,
    /// The capacity in which they took part: "Chair", "for item 4 only".
    #[serde(default)]
    pub capacity: Option<Text>,
    /// The heading they are listed under, in place of that of their class or absence: "Executive officers", "Regrets".
    #[serde(default)]
    pub group: Option<Text>,
    /// The number of their votes, if not one: shares, thousandths. The quorum counts them if it has a `unit`.
    #[serde(default)]
    pub votes: Option<Placed<u32>>,
    /// Whether they were present.
    #[serde(default)]
    pub presence: Presence,
    /// True if they took part remotely.
    #[serde(default)]
    pub remote: bool,
    /// The id of the person who holds their proxy.
    #[serde(default)]
    pub proxy: Option<Placed<Id>>,
    /// The id of the member whose place they take.
    #[serde(default)]
    pub alternate_for: Option<Placed<Id>>,
    /// The time from which they were present, if not from the beginning.
    #[serde(default)]
    #[schemars(title = "Present from")]
    pub from: Option<Clock>,
    /// The time until which they were present, if not to the end.
    #[serde(default)]
    #[schemars(title = "Present until")]
    pub until: Option<Clock>,
}

choice! {
    /// The class in which somebody takes part.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
    #[serde(rename_all = "kebab-case")]
    pub enum Class {
        /// A member of the body.
        #[default]
        Member = "member",
        /// In a member's place.
        Alternate = "alternate",
        /// An observer.
        Observer = "observer",
        /// Invited to this meeting.
        Invited = "invited",
        /// A member of the secretariat.
        Staff = "staff",
    }
}

impl Class {
    /// Returns whether people of this class have no vote.
    pub fn is_guest(self) -> bool {
        matches!(self, Self::Observer | Self::Invited | Self::Staff)
    }
}

choice! {
    /// The presence of somebody at the meeting.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
    #[serde(rename_all = "kebab-case")]
    pub enum Presence {
        /// There.
        #[default]
        Present = "present",
        /// Not present, with an apology.
        Excused = "excused",
        /// Not there.
        Absent = "absent",
        /// Not present, but represented by the holder of the proxy.
        ByProxy = "by-proxy",
    }
}

/// People who are counted and not named.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Count {
    /// A description of these people: "Members of the public".
    #[schemars(title = "Who they are")]
    pub of: Text,
    /// Their number.
    pub people: u32,
    /// What they are. Members and alternates may vote, others may not.
    #[serde(default)]
    #[schemars(title = "Took part as")]
    pub class: Class,
    /// Whether they were present. Who is represented may vote, too.
    #[serde(default)]
    pub presence: Presence,
}

/// The number of members needed for the meeting to decide.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Quorum {
    /// The number needed.
    #[schemars(title = "Number needed")]
    pub needed: Placed<u32>,
    /// The unit that is counted, if not members: "shares".
    #[serde(default)]
    #[schemars(title = "What is counted")]
    pub unit: Option<Text>,
    /// The number present; without it, the members listed as present or represented are counted, or their votes. Where proxies
    /// do not count for the quorum, state the number of those present in person; where members are only counted (`counts`), the
    /// number of all.
    #[serde(default)]
    #[schemars(title = "Number present")]
    pub present: Option<Placed<u32>>,
    /// The number of all members.
    #[serde(default)]
    #[schemars(title = "Number of all members")]
    pub of: Option<u32>,
}

/// The people who represented one entity.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Representation {
    /// The id of the entity.
    pub entity: Placed<Id>,
    /// Ids of the people, in the order in which they are printed.
    #[schemars(length(min = 1))]
    pub people: Vec<Placed<Id>>,
    /// The whole line of the document as issued, printed in place of the derived one.
    #[serde(default)]
    pub as_issued: Option<Text>,
}

/// Observers as a count.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Observers {
    /// The number of people.
    pub people: Placed<u32>,
    /// A description of these people, if they need one: "United Nations personnel".
    #[serde(default)]
    pub people_are: Option<Text>,
    /// From how many entities.
    pub entities: Placed<u32>,
    /// A description of these entities: "agencies and entities of the Network".
    #[serde(default)]
    pub entities_are: Option<Text>,
    /// The sentence as it stood in the document as issued, printed in place of the derived one.
    #[serde(default)]
    pub as_issued: Option<Text>,
}
