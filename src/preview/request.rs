//! What a preview is asked to show.

use super::editor::Editor;
use crate::workspace::{PackAddress, Workspace};

/// What is to be shown, every default resolved.
#[derive(Debug)]
pub struct PreviewRequest {
    /// The workspace.
    pub workspace: Workspace,
    /// The pack that is shown first.
    pub pack: PackAddress,
    /// The port; 0 for one that is free.
    pub port: u16,
    /// True if nothing may be written.
    pub is_read_only: bool,
    /// The editor in which places are opened.
    pub editor: Option<Editor>,
}
