//! Amounts of money.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Text;
use super::written::written_as_string;
use crate::finding::Placed;

/// An amount with its currency, `EUR 12500.50`: the code of ISO 4217, and digits as the sum is exact to. Nothing is ever
/// calculated with it, so it is kept as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Money {
    /// The currency's code: `EUR`.
    pub currency: String,
    /// True if the sum is below zero.
    pub negative: bool,
    /// Digits before the point.
    pub whole: String,
    /// Digits after the point; empty without one.
    pub fraction: String,
}

impl fmt::Display for Money {
    /// Writes it as in a definition.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.negative { "-" } else { "" };
        let point = if self.fraction.is_empty() { "" } else { "." };
        write!(f, "{} {sign}{}{point}{}", self.currency, self.whole, self.fraction)
    }
}

impl FromStr for Money {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WRONG: &str = "not an amount of money";
        let (currency, sum) = text.split_once(' ').ok_or(WRONG)?;
        let negative = sum.starts_with('-');
        let (whole, fraction) =
            sum.trim_start_matches('-').split_once('.').unwrap_or((sum.trim_start_matches('-'), ""));
        let digits = |part: &str, longest: usize| part.len() <= longest && part.bytes().all(|b| b.is_ascii_digit());
        let right = currency.len() == 3
            && currency.bytes().all(|b| b.is_ascii_uppercase())
            && !whole.is_empty()
            && digits(whole, 15)
            && digits(fraction, 4);
        right
            .then(|| Self {
                currency: currency.to_owned(),
                negative,
                whole: whole.to_owned(),
                fraction: fraction.to_owned(),
            })
            .ok_or(WRONG)
    }
}

written_as_string!(Money, {
    "description": "An amount of money: the currency's code (ISO 4217), a space, digits with a point for decimals. It \
     is printed as is usual in the language.",
    "type": "string",
    "format": "money",
    "pattern": r"^[A-Z]{3} -?\d{1,15}(\.\d{1,4})?$",
    "examples": ["EUR 12500.50", "USD 2000000"],
});

/// An amount that an item or decision is about.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Amount {
    /// Its purpose: "Grant", "Total".
    #[serde(default)]
    pub title: Option<Text>,
    /// The amount.
    pub sum: Placed<Money>,
}
