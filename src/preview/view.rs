//! What a browser looks at.

use serde::{Deserialize, Serialize};

use crate::build::PreviewChoice;
use crate::workspace::PackAddress;

/// A pack in a language, for an audience, with changes since an issue.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct View {
    pub(super) pack: PackAddress,
    pub(super) choice: PreviewChoice,
}
