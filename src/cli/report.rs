//! Output of the program: findings go to standard error, results to standard output, colour only to a terminal. A reader that
//! has gone away (a closed pipe) is not an error.

use std::io::Write;

use super::exit::Exit;
use crate::build::Refusal;
use crate::finding::{near_miss, quoted_some};
use crate::workspace::FindError;

pub(super) fn say(line: &str) {
    let _ = writeln!(anstream::stdout(), "{line}");
}

/// Writes a file to standard output, byte by byte.
pub(super) fn put(file: &[u8]) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(file).and_then(|()| out.flush());
}

pub(super) fn complain(line: &str) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// Help, version, or what was wrong with the arguments.
pub(super) fn show_usage(error: &clap::Error) {
    let _ = error.print();
}

/// The reason why a command did nothing.
pub(super) fn refuse(refusal: &Refusal) -> Exit {
    complain(&format!("error: {}\nhint: {}", refusal.message, refusal.hint));
    if refusal.incorrect_usage { Exit::IncorrectUsage } else { Exit::Problems }
}

pub(super) fn show_find_errors(errors: &[FindError]) {
    for error in errors {
        let (message, hint) = wording(error);
        complain(&format!("error: {message}\nhint: {hint}"));
    }
}

fn wording(error: &FindError) -> (String, String) {
    match error {
        FindError::NoSuchPack { typed, known } => {
            let name = typed.trim_end_matches('/').rsplit('/').next().unwrap_or(typed);
            let hint = match near_miss(name, known.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None if known.is_empty() => {
                    "a pack is a folder with a `meeting.json`, in `packs` of a workspace; if yours is elsewhere, change to it".to_owned()
                }
                None => format!("there are {}", quoted_some(known.iter().map(String::as_str))),
            };
            (format!("there is no pack `{typed}`"), hint)
        }
        FindError::NoDefinition(folder) => (
            format!("the folder `{folder}` has no `meeting.json`"),
            "a pack is a folder with a `meeting.json`".to_owned(),
        ),
        FindError::NoWorkspace => (
            "there is no folder `packs` here or above".to_owned(),
            "change to your workspace, or name the pack's folder".to_owned(),
        ),
        FindError::TwoWorkspaces(a, b) => {
            (format!("these packs are in two workspaces: `{a}` and `{b}`"), "build them with two commands".to_owned())
        }
        FindError::OneZip(a, b) => (
            format!("the packs `{a}` and `{b}` would go into the same zip"),
            "build them with two commands, each with its own `--out`".to_owned(),
        ),
        FindError::Unreadable(folder, why) => {
            (format!("the folder `{folder}` cannot be read: {why}"), "get permission to read it".to_owned())
        }
        FindError::BadName(misnamed) => (misnamed.to_string(), misnamed.hint()),
    }
}
