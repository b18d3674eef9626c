//! The ids that texts can refer to.

use serde_json::{Value, json};

use crate::build;
use crate::meeting::{Index, Target};
use crate::workspace::{PackAddress, Workspace};

/// All ids of a pack, each with what it is; none if the definition cannot be read.
pub(super) fn ids(workspace: &Workspace, pack: &PackAddress) -> Value {
    let Some(meeting) = build::definition(workspace, pack) else { return json!([]) };
    let (index, _) = Index::of(&meeting);
    index.ids(|_| true).map(|id| json!([id, index.get(id).map(name)])).collect()
}

fn name(target: &Target) -> &'static str {
    match target {
        Target::Item(_) => "item",
        Target::Annex(_) => "annex",
        Target::Decision(_) => "decision",
        Target::Document => "document",
        Target::Session(_) => "session",
        Target::Deadline => "deadline",
        Target::Person => "person",
        Target::Entity => "entity",
        Target::Body => "body",
        Target::Section(_) => "section of the minutes",
    }
}
