//! The settings of a workspace: warnings that it allows and denies, and limits (`packs/check.json`).

use schemars::JsonSchema;
use serde::Deserialize;

use crate::finding::Placed;

/// The findings that a workspace allows in its packs, and those that stop the build.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, title = "packwright check settings")]
#[serde(default)]
pub struct CheckSettings {
    /// The schema that describes this format, for editors: `check.schema.json`.
    #[serde(rename = "$schema")]
    pub schema: Option<String>,
    /// Codes or groups whose warnings are errors here: "doubled-word", "consistency", "warnings" for all.
    pub deny: Vec<Placed<String>>,
    /// Warnings that are allowed, each with the reason.
    pub allow: Vec<Allowance>,
    /// The size limits for files of annexes.
    pub limits: AnnexLimits,
}

/// The size limits for a file of an annex.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(default)]
pub struct AnnexLimits {
    /// The most megabytes (of 1,048,576 bytes) of a file.
    #[schemars(range(min = 1, max = 64))]
    pub annex_megabytes: u32,
    /// The most pages of a file.
    #[schemars(range(min = 1, max = 5000))]
    pub annex_pages: u32,
}

impl Default for AnnexLimits {
    fn default() -> Self {
        Self { annex_megabytes: 64, annex_pages: 1000 }
    }
}

/// A warning that is allowed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Allowance {
    /// The code or group.
    pub code: Placed<String>,
    /// The pack it is allowed in; every pack if not stated.
    #[serde(default)]
    pub pack: Option<Placed<String>>,
    /// The reason why the finding is accepted here.
    #[schemars(length(min = 1))]
    pub because: String,
}
