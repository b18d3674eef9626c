//! One pack through the stages; many packs in parallel.
//!
//! Only this module knows all stages and their order. It reports what happens as [`Event`]s, which its caller prints.
//!
//! It refuses to print, to look at the clock, and to leave files of a failed build: a pack is written completely at the very
//! end, and the earlier one is kept until then.

mod apart;
mod approve;
mod assemble;
mod audiences;
mod cache;
mod change;
mod chosen;
mod codes;
mod comments;
mod contested;
mod crew;
mod death;
mod deliver;
mod drafts;
mod drawn;
mod edit;
mod edited;
mod facts;
mod fault;
mod faults;
mod file_texts;
mod glyphs;
mod held;
mod in_process;
mod inputs;
mod issue;
mod latest;
mod leftovers;
mod listed;
mod marked;
mod matrix;
mod matrix_rows;
mod next;
mod outcome;
mod overlaid;
mod places;
mod policy;
mod preview;
mod printed;
mod readers;
mod registers;
mod reissues;
mod request;
mod responses;
mod retitle;
mod rotation;
mod run;
mod seen;
mod shares;
mod sign;
mod signed;
mod since;
mod stable;
mod standing;
mod there;
mod transfer;
mod unprintable;
mod word_maps;
mod work;
mod writing;
mod written;

pub use apart::PACKS;
pub use approve::{Approved, Approving, Refusal, approve};
pub use cache::{Cache, Key, NoCache};
pub use change::{
    Change, EditedFor, Referring, change, changed, following_anywhere, own_id, place_now, proposed_id, referring,
    referring_anywhere,
};
pub use codes::{CODES, DAMAGED_PACK, OTHER_AUDIENCE, OTHER_MEETING, OTHER_VERSION, PROGRAM_FAULT, codes};
pub use comments::{Choice, Commented, Commenting, ReviewedFile, comments};
pub use drawn::{DRAW, draw};
pub use edit::{editable, string_at, text_of, text_of_any, undo};
pub use edited::Edited;
pub use fault::{last_fault, note_fault};
pub use issue::{Issued, Issuing, issue};
pub use matrix::{Matrix, MatrixFormat, comment_matrix};
pub use next::{Begun, Next, next};
pub use outcome::{Built, Event, How, Outcome};
pub use policy::{Selector, SeverityOverrides};
pub use preview::{
    Area, Choice as PreviewChoice, Drawn, DrawnDocument, DrawnPage, DrawnWord, OutsideSheet, Preview, Printed,
    SentIssue, SourcePlace, WordKind, WordOrigin,
};
pub use registers::{RegisterRequest, Registers, registers};
pub use request::{Request, Workers};
pub use rotation::run_worker;
pub use run::run;
pub use seen::{SEE, Seen, context, documents, see};
pub use sign::{Signed, SignedPack, Signing, sign_pack, sign_zip};
pub use signed::{Owners, owners};

use std::sync::Arc;

pub use crate::compose::Lines;
use crate::compose::RegisterWords;
use crate::finding::Sources;
use crate::meeting::Meeting;
use crate::read;
use crate::workspace::{PackAddress, Workspace};

/// The JSON Schema of `packs/check.json`, published as `packs/check.schema.json`, with the names of all codes
/// and groups, so that editors offer them.
pub fn settings_schema() -> serde_json::Value {
    let mut names: Vec<&str> = codes().into_iter().map(|code| code.name).collect();
    names.sort_unstable();
    let groups = crate::finding::Group::ALL.map(crate::finding::Group::name);
    let names: Vec<&str> = groups.into_iter().chain([policy::WARNINGS]).chain(names).collect();
    let mut schema = read::settings_schema();
    for place in ["/properties/deny/items", "/$defs/Allowance/properties/code"] {
        if let Some(of_name) = schema.pointer_mut(place) {
            of_name["enum"] = names.clone().into();
        }
    }
    schema
}

/// A number that a name has on every machine and in every version.
pub fn stable_number(name: &str) -> u64 {
    let digest = crate::pack::digest(name.as_bytes());
    u64::from_str_radix(&digest[..15], 16).unwrap_or_default()
}

/// The definition of a pack as an audience gets it, whatever is wrong with it; none if it cannot be read. An audience that it does
/// not have gets all.
pub fn definition_for(workspace: &Workspace, pack: &PackAddress, audience: Option<&str>) -> Option<Meeting> {
    let policy = policy::Policy::new(&SeverityOverrides::default(), &crate::meeting::CheckSettings::default()).0;
    let mut work = work::Work::new(workspace, pack, &policy);
    let meeting = read::read(&workspace.files, pack, &mut work.sources).meeting?;
    let is_part = audience.and_then(|audience| meeting.rank_of(audience)).is_some_and(|rank| rank > 0);
    if !is_part {
        return Some(meeting);
    }
    let mut audiences = work.audiences(&Arc::new(meeting), audience)?;
    audiences.pop().map(|one| Arc::unwrap_or_clone(one.meeting))
}

/// What prints texts of a pack in one line, in its first language; none if the definition cannot be read, or the language has no labels.
pub fn lines(workspace: &Workspace, pack: &PackAddress) -> Option<Lines> {
    let meeting = Arc::new(definition(workspace, pack)?);
    let words = RegisterWords::load(meeting.definition.first_edition(), &workspace.files, "").ok()?;
    Some(words.lines(&meeting))
}

/// The present definition of a pack, even with errors; none if it cannot be read.
pub fn definition(workspace: &Workspace, pack: &PackAddress) -> Option<Meeting> {
    read::read(&workspace.files, pack, &mut Sources::new("")).meeting
}
