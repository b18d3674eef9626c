//! Addresses on the web.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Text;
use super::written::written_as_string;

/// A web or mail address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Url(String);

impl Url {
    /// The address itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Url {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known = ["https://", "http://", "mailto:"].iter().any(|scheme| text.starts_with(scheme));
        let plain = text.chars().all(|c| !c.is_whitespace() && !c.is_control());
        (known && plain).then(|| Self(text.to_owned())).ok_or("not a web address")
    }
}

written_as_string!(Url, {
    "description": "A web or mail address: https, http or mailto.",
    "type": "string",
    "format": "web-address",
    "pattern": r"^(https?://|mailto:)[^\s]+$",
    "maxLength": 2000,
    "examples": ["https://www.example.org/meetings/12"],
});

/// An address with the words for it.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Link {
    /// Its title: "Recording", "Documents of the meeting".
    pub title: Text,
    /// The address.
    pub url: Url,
}
