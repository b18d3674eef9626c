//! What a browser looks at.

use serde::{Deserialize, Serialize};

use crate::build::{Preview, PreviewChoice};
use crate::workspace::{PackAddress, Workspace};

/// A pack in a language, for an audience, with changes since an issue.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct View {
    /// The pack.
    pub(super) pack: PackAddress,
    /// The language of the edition; the first of the pack if not stated.
    pub(super) language: Option<String>,
    /// The audience; the one that gets everything if not stated.
    pub(super) audience: Option<String>,
    /// The issue since which all changes are marked, if it is one.
    pub(super) since: Option<u32>,
}

impl View {
    /// The pages of it.
    pub(super) fn preview(&self, workspace: &Workspace) -> Preview {
        let choice =
            PreviewChoice { language: self.language.clone(), audience: self.audience.clone(), since: self.since };
        Preview::new(workspace.clone(), self.pack.clone(), choice)
    }
}
