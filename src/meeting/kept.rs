//! Numbers of annexes that stay as they were sent out, as records and meetings have them.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::document::StableNumber;

/// An annex of a pack that was sent out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SentAnnex {
    /// The id of the annex.
    pub id: String,
    /// The id of the decision that it is annexed to: its annexes have numbers of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<String>,
    /// Its number.
    pub number: StableNumber,
}

/// Numbers of annexes that stay as they were sent out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeptNumbers {
    /// The number of each annex that has none of the body's own, by its id.
    pub(super) annexes: BTreeMap<String, StableNumber>,
    /// Decisions to which several annexes belonged at some time: the one that is left keeps its number.
    pub(super) several: BTreeSet<String>,
    /// True if any number is another than that of the place.
    pub(super) is_other: bool,
}

impl KeptNumbers {
    /// The number of an annex.
    pub fn annex(&self, id: &str) -> Option<&StableNumber> {
        self.annexes.get(id)
    }

    /// Returns whether several annexes belonged to a decision at some time.
    pub fn had_several(&self, decision: &str) -> bool {
        self.several.contains(decision)
    }

    /// Returns whether any number is another than that of the place.
    pub fn is_other(&self) -> bool {
        self.is_other
    }
}
