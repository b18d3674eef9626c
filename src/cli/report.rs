//! Output of the program: findings go to standard error, results to standard output, colour only to a terminal. A reader that
//! has gone away (a closed pipe) is not an error; everything else that keeps output from being written is one (a full disk).

use std::io::{self, ErrorKind, Write};
use std::sync::OnceLock;

use super::exit::Exit;
use crate::build::Refusal;
use crate::finding::{Finding, Sources, near_miss, show, there_are};
use crate::workspace::{FindError, words};

/// The first output that was lost, and why.
static LOST: OnceLock<String> = OnceLock::new();

pub(super) fn say(line: &str) {
    note(OUTPUT, writeln!(anstream::stdout(), "{line}"));
}

/// Writes a file to standard output, byte by byte.
pub(super) fn put(file: &[u8]) {
    let mut out = io::stdout().lock();
    note(OUTPUT, out.write_all(file).and_then(|()| out.flush()));
}

/// Writes a result that is only for people.
pub(super) fn tell(line: &str) {
    say(&visible(line));
}

pub(super) fn complain(line: &str) {
    note(ERRORS, writeln!(anstream::stderr(), "{}", visible(line)));
}

/// A line in which nothing moves a cursor, or changes the direction of what follows: such characters are named, other than those
/// that begin a colour.
fn visible(line: &str) -> String {
    let is_colour =
        |after: &str| after.trim_start_matches(|c: char| c == '[' || c == ';' || c.is_ascii_digit()).starts_with('m');
    let is_hidden = |at: usize, c: char| match c {
        '\n' | '\t' => false,
        '\u{1b}' => !is_colour(&line[at + 1..]),
        c => c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'),
    };
    let named = |(at, c)| if is_hidden(at, c) { format!("[U+{:04X}]", u32::from(c)) } else { c.to_string() };
    line.char_indices().map(named).collect()
}

/// Complains of how a command was used; the words begin with what is wrong.
pub(super) fn misuse(words: &str) -> Exit {
    complain(&format!("error: {words}"));
    Exit::IncorrectUsage
}

/// Prints the errors among findings.
pub(super) fn show_errors(findings: &[Finding], sources: &Sources) {
    let errors = findings.iter().filter(|finding| finding.is_error());
    errors.for_each(|error| complain(&format!("{}\n", show(error, sources, true))));
}

/// Help, version, or what was wrong with the arguments.
pub(super) fn show_usage(error: &clap::Error) {
    note(if error.use_stderr() { ERRORS } else { OUTPUT }, error.print());
}

const OUTPUT: &str = "standard output";
const ERRORS: &str = "standard error";

/// Remembers that something could not be written.
pub(super) fn note(to: &str, written: io::Result<()>) {
    if let Err(why) = written
        && why.kind() != ErrorKind::BrokenPipe
    {
        // Only the first is reported; what follows fails for the same reason.
        let _ = LOST.set(format!("{to} cannot be written: {}", words(&why)));
    }
}

pub(super) fn is_lost() -> bool {
    LOST.get().is_some()
}

/// The exit code of a run that would have ended with `exit`: nobody is to take for complete what was written in part.
pub(super) fn ended(exit: Exit) -> Exit {
    note(OUTPUT, io::stdout().flush());
    let Some(why) = LOST.get() else { return exit };
    complain(&format!("error: {why}\nhint: what was written is incomplete; free some space, or write it elsewhere"));
    if exit == Exit::OurBug { exit } else { Exit::IncorrectUsage }
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
                None => there_are(known.iter().map(String::as_str)),
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
