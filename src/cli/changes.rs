//! `changes`: lists what differs between two zips of a pack.

use std::path::Path;

use serde_json::{Value, json};

use super::args::{ChangesArgs, VerifyFormat};
use super::exit::Exit;
use super::report;
use super::verify::read;
use crate::changes;
use crate::edition::Changes;
use crate::finding::{Code, Finding, Sources, Spot, show};
use crate::pack::{self, Fault, Opened};
use crate::{build, changes::Mismatch};

/// Compares two zips and prints what changed.
pub(super) fn changes(args: &ChangesArgs) -> Exit {
    let (Some(old), Some(new)) = (read(&args.old), read(&args.new)) else { return Exit::IncorrectUsage };
    let (old, new) = match (opened(&args.old, &old), opened(&args.new, &new)) {
        (Ok(old), Ok(new)) => (old, new),
        (old, new) => {
            [old.err(), new.err()].into_iter().flatten().flatten().for_each(|finding| tell(&finding));
            return Exit::Problems;
        }
    };
    let found = match changes::compare(&old, &new) {
        Ok(found) => found,
        Err(mismatch) => {
            tell(&finding(&args.new, code_of(&mismatch), mismatch.to_string()));
            return Exit::Problems;
        }
    };
    match args.format {
        VerifyFormat::Human if found.is_empty() => report::say("nothing changed"),
        VerifyFormat::Human => report::say(&shown(&changes::in_words(&found))),
        VerifyFormat::Json => report::say(&format!("{:#}", in_json(&old, &found))),
    }
    Exit::Done
}

/// Opens a zip as a pack; the findings say why it cannot be trusted.
fn opened(path: &Path, zip: &[u8]) -> Result<Opened, Vec<Finding>> {
    let opening = pack::open(zip);
    let faults: Vec<&Fault> = opening.faults.iter().filter(|fault| changes::is_doubtful(fault)).collect();
    let of_fault = |fault: &&Fault| {
        let code = match fault {
            Fault::OtherVersion(_) => &build::OTHER_VERSION,
            _ => &build::DAMAGED_PACK,
        };
        finding(path, code, fault.to_string())
    };
    match opening.opened {
        Some(opened) if faults.is_empty() => Ok(opened),
        _ => Err(faults.iter().map(of_fault).collect()),
    }
}

fn code_of(mismatch: &Mismatch) -> &'static Code {
    match mismatch {
        Mismatch::OtherMeeting(..) => &build::OTHER_MEETING,
        Mismatch::OtherAudience(..) => &build::OTHER_AUDIENCE,
    }
}

fn finding(path: &Path, code: &'static Code, message: String) -> Finding {
    let hint = match code.name {
        "other-version" => "use the version of packwright that made it, or a later one",
        "damaged-pack" => "ask for the zip again; `packwright verify` lists all that is wrong with it",
        "other-meeting" => "name two zips of the same pack",
        _ => "name two zips for the same audience",
    };
    Finding::new(code, Spot::File(path.display().to_string()), shown(&message)).hint(hint)
}

fn tell(finding: &Finding) {
    report::complain(&format!("{}\n", show(finding, &Sources::new(""), true)));
}

/// Removes characters that could change a terminal from text of a zip.
fn shown(text: &str) -> String {
    text.chars().filter(|c| *c == '\n' || crate::sign::is_shown(*c)).collect()
}

/// `{"version": 1, "tool", "pack", "title", "languages", "editions": [{"language", "changes": […], "numbers": […]}], "files": […]}`. New keys may
/// be added without a new version.
fn in_json(old: &Opened, found: &Changes) -> Value {
    json!({
        "version": 1,
        "tool": env!("CARGO_PKG_VERSION"),
        "pack": old.manifest.pack,
        "title": old.manifest.title,
        "audience": old.manifest.audience,
        "languages": found.languages,
        "editions": found.editions,
        "files": found.files,
    })
}
