//! Votes and elections.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Id, Text};
use crate::finding::{FileNumber, Place, Placed};

/// Votes, as numbers or by name. Where names are given, numbers that are not are those of the names.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(default)]
pub struct Vote {
    /// Votes for.
    #[serde(rename = "for")]
    #[schemars(title = "Votes for")]
    pub in_favour: Option<Placed<u32>>,
    /// Votes against.
    #[schemars(title = "Votes against")]
    pub against: Option<Placed<u32>>,
    /// Abstentions.
    pub abstain: Option<Placed<u32>>,
    /// Ballot papers that were left blank.
    pub blank: Option<Placed<u32>>,
    /// Ballot papers that were not valid.
    pub invalid: Option<Placed<u32>>,
    /// Members who were present and did not vote.
    pub not_voting: Option<Placed<u32>>,
    /// Members who were not present.
    pub absent: Option<Placed<u32>>,
    /// The votes by name.
    pub names: Option<Names>,
    /// Groups that voted, each with its own numbers: parties, delegations. They are printed among the names.
    pub groups: Vec<GroupVote>,
    /// The unit that is counted, if not members: "shares", "thousandths". For a word that labels do not list (`packwright
    /// labels`, `units`), state its forms, as the language needs them: "millième|millièmes".
    #[schemars(title = "What is counted")]
    pub unit: Option<Text>,
    /// The majority that is needed: "two thirds of the members present and voting".
    #[schemars(title = "Majority needed")]
    pub needed: Option<Text>,
}

/// The votes by name: ids of people or entities. An empty list means that nobody voted in this way.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(default)]
pub struct Names {
    /// For.
    #[serde(rename = "for")]
    #[schemars(title = "Voted for")]
    pub in_favour: Option<Vec<Placed<Id>>>,
    /// Against.
    #[schemars(title = "Voted against")]
    pub against: Option<Vec<Placed<Id>>>,
    /// Abstaining.
    pub abstain: Option<Vec<Placed<Id>>>,
    /// There, and not voting.
    pub not_voting: Option<Vec<Placed<Id>>>,
    /// Not there.
    pub absent: Option<Vec<Placed<Id>>>,
}

/// The votes of the members of a group, in numbers.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct GroupVote {
    /// The id of the group, an entity or body.
    #[schemars(title = "Group")]
    pub who: Placed<Id>,
    /// Votes for.
    #[serde(rename = "for", default)]
    #[schemars(title = "Votes for")]
    pub in_favour: Option<u32>,
    /// Votes against.
    #[serde(default)]
    #[schemars(title = "Votes against")]
    pub against: Option<u32>,
    /// Abstentions.
    #[serde(default)]
    pub abstain: Option<u32>,
    /// Members who were present and did not vote.
    #[serde(default)]
    pub not_voting: Option<u32>,
    /// Members who were not present.
    #[serde(default)]
    pub absent: Option<u32>,
}

/// One way to vote: its name, how many are stated to have voted so, and who did.
#[derive(Debug, Clone)]
pub struct Ballot<'a> {
    /// Its name in a definition, which is also the name of its label.
    pub name: &'static str,
    /// The stated number.
    pub stated: Option<&'a Placed<u32>>,
    /// The names; `None` if they are not stated.
    pub named: Option<&'a [Placed<Id>]>,
    /// Groups, each with the number of its votes.
    pub groups: Vec<(&'a Placed<Id>, u32)>,
}

impl<'a> Ballot<'a> {
    /// The people named, without groups that have numbers.
    pub fn who(&self) -> &'a [Placed<Id>] {
        self.named.unwrap_or_default()
    }

    /// Returns whether it is stated who voted in this way, even if nobody did.
    pub fn says_who(&self) -> bool {
        self.named.is_some() || !self.groups.is_empty()
    }
}

impl Vote {
    /// The ways to vote that need somebody to be there.
    pub fn cast(&self) -> impl Iterator<Item = Ballot<'_>> {
        self.ballots().into_iter().filter(|ballot| !["not-voting", "absent"].contains(&ballot.name))
    }

    /// All ways to vote, in the order in which they are printed.
    pub fn ballots(&self) -> [Ballot<'_>; 7] {
        type OfNames = fn(&Names) -> &Option<Vec<Placed<Id>>>;
        let ballot = |name, stated, named: OfNames, of_group: fn(&GroupVote) -> Option<u32>| Ballot {
            name,
            stated,
            named: self.names.as_ref().and_then(|names| named(names).as_deref()),
            groups: self.groups.iter().filter_map(|group| Some((&group.who, of_group(group)?))).collect(),
        };
        [
            ballot("for", self.in_favour.as_ref(), |names| &names.in_favour, |group| group.in_favour),
            ballot("against", self.against.as_ref(), |names| &names.against, |group| group.against),
            ballot("abstain", self.abstain.as_ref(), |names| &names.abstain, |group| group.abstain),
            ballot("blank", self.blank.as_ref(), |_| &None, |_| None),
            ballot("invalid", self.invalid.as_ref(), |_| &None, |_| None),
            ballot("not-voting", self.not_voting.as_ref(), |names| &names.not_voting, |group| group.not_voting),
            ballot("absent", self.absent.as_ref(), |names| &names.absent, |group| group.absent),
        ]
    }

    /// States numbers that are not stated, by the names of their ballots.
    pub fn state(&mut self, numbers: &[(&str, u32)]) {
        for (name, number) in numbers {
            let stated = match *name {
                "for" => &mut self.in_favour,
                "against" => &mut self.against,
                "abstain" => &mut self.abstain,
                "not-voting" => &mut self.not_voting,
                "absent" => &mut self.absent,
                _ => continue,
            };
            // Where names stood there is no place for it any more.
            stated.get_or_insert(Placed::new(*number, Place::new(FileNumber::from_raw(0), 0..0)));
        }
    }
}

/// A choice of people for a post.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Election {
    /// The post: "Vice-Chair".
    pub post: Text,
    /// The number of people to be elected.
    #[serde(default)]
    #[schemars(range(min = 1, max = 1000))]
    #[schemars(title = "Number of seats")]
    pub seats: Option<Placed<u32>>,
    /// True if they are appointed, and not elected.
    #[serde(default)]
    pub appointed: bool,
    /// For how long: "2025–2027".
    #[serde(default)]
    #[schemars(title = "Term of office")]
    pub term: Option<Text>,
    /// The candidates, in the order in which they are printed.
    #[serde(default)]
    pub candidates: Vec<Candidate>,
    /// Ids of those who were elected or appointed.
    #[serde(default)]
    pub elected: Vec<Placed<Id>>,
}

/// Somebody who stood for election.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Candidate {
    /// The id of the person or entity.
    #[schemars(title = "Candidate")]
    pub who: Placed<Id>,
    /// Votes received.
    #[serde(default)]
    pub votes: Option<u32>,
    /// Ids of those who nominated them.
    #[serde(default)]
    pub nominated_by: Vec<Placed<Id>>,
}
