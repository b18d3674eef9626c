//! Votes and elections.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Id, Text};
use crate::finding::Placed;

/// Votes, as numbers or by name. Where names are given, numbers that are not are those of the names.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(default)]
pub struct Vote {
    /// Votes for.
    #[serde(rename = "for")]
    pub in_favour: Option<Placed<u32>>,
    /// Votes against.
    pub against: Option<Placed<u32>>,
    /// Abstentions.
    pub abstain: Option<Placed<u32>>,
    /// Members who were there and did not vote.
    pub not_voting: Option<Placed<u32>>,
    /// Members who were not there.
    pub absent: Option<Placed<u32>>,
    /// Who voted how.
    pub names: Option<Names>,
    /// What is counted, if not members: "shares", "thousandths".
    pub unit: Option<Text>,
    /// What it takes: "two thirds of the members present and voting".
    pub needed: Option<Text>,
}

/// Who voted how: ids of people or entities. An empty list says that nobody did.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(default)]
pub struct Names {
    /// For.
    #[serde(rename = "for")]
    pub in_favour: Option<Vec<Placed<Id>>>,
    /// Against.
    pub against: Option<Vec<Placed<Id>>>,
    /// Abstaining.
    pub abstain: Option<Vec<Placed<Id>>>,
    /// There, and not voting.
    pub not_voting: Option<Vec<Placed<Id>>>,
    /// Not there.
    pub absent: Option<Vec<Placed<Id>>>,
}

/// One way to vote: its name, how many are stated to have voted so, and who did.
#[derive(Debug, Clone, Copy)]
pub struct Ballot<'a> {
    /// Its name in a definition, which is also the name of its label.
    pub name: &'static str,
    /// The stated number.
    pub stated: Option<&'a Placed<u32>>,
    /// Who; `None` if it is not said.
    pub named: Option<&'a [Placed<Id>]>,
}

impl<'a> Ballot<'a> {
    /// Who is named.
    pub fn who(&self) -> &'a [Placed<Id>] {
        self.named.unwrap_or_default()
    }

    /// How many: stated, or named; `None` if it is neither.
    pub fn count(&self) -> Option<usize> {
        self.stated.map(|count| count.value as usize).or(self.named.map(<[_]>::len))
    }
}

impl Vote {
    /// The ways to vote that decide, and that need somebody to be there.
    pub fn cast(&self) -> impl Iterator<Item = Ballot<'_>> {
        self.ballots().into_iter().filter(|ballot| ["for", "against", "abstain"].contains(&ballot.name))
    }

    /// All ways to vote, in the order in which they are printed.
    pub fn ballots(&self) -> [Ballot<'_>; 5] {
        let names = self.names.as_ref();
        let ballot = |name, stated, who: fn(&Names) -> &Option<Vec<Placed<Id>>>| Ballot {
            name,
            stated,
            named: names.and_then(|names| who(names).as_deref()),
        };
        [
            ballot("for", self.in_favour.as_ref(), |names| &names.in_favour),
            ballot("against", self.against.as_ref(), |names| &names.against),
            ballot("abstain", self.abstain.as_ref(), |names| &names.abstain),
            ballot("not-voting", self.not_voting.as_ref(), |names| &names.not_voting),
            ballot("absent", self.absent.as_ref(), |names| &names.absent),
        ]
    }
}

/// A choice of people for a post.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Election {
    /// The post: "Vice-Chair".
    pub post: Text,
    /// How many are to be elected.
    #[serde(default)]
    #[schemars(range(min = 1, max = 1000))]
    pub seats: Option<Placed<u32>>,
    /// Whether they are appointed, and not elected.
    #[serde(default)]
    pub appointed: bool,
    /// For how long: "2025–2027".
    #[serde(default)]
    pub term: Option<Text>,
    /// Who stood, in the order in which they are printed.
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
    pub who: Placed<Id>,
    /// Votes received.
    #[serde(default)]
    pub votes: Option<u32>,
    /// Ids of those who nominated them.
    #[serde(default)]
    pub nominated_by: Vec<Placed<Id>>,
}
