//! Completion of commands, options and the values of `candidates` by shells.
//!
//! A shell runs the program itself for it (see `packwright completions`), so that a pack is offered as soon as it exists.

use clap::CommandFactory;
use clap_complete::CompleteEnv;
use clap_complete::env::Shells;

use super::args::Args;
use super::exit::Exit;
use super::report;

/// The variable by which the script of a shell asks how a line can be completed.
const ASKED: &str = "PACKWRIGHT_COMPLETE";

/// Answers a shell that asks how a line can be completed; returns whether one did.
pub(super) fn answered() -> Option<Exit> {
    let here = std::env::current_dir().ok();
    let shell = CompleteEnv::with_factory(Args::command).var(ASKED);
    match shell.try_complete(std::env::args_os(), here.as_deref()) {
        Ok(false) => None,
        Ok(true) => Some(Exit::Done),
        Err(error) => {
            report::show_usage(&error);
            Some(Exit::IncorrectUsage)
        }
    }
}

/// Prints the script by which a shell asks.
pub(super) fn completions(shell: clap_complete::Shell) -> Exit {
    let shells = Shells::builtins();
    let Some(completer) = shells.completer(&shell.to_string()) else { return Exit::IncorrectUsage };
    let mut script = Vec::new();
    let written = completer.write_registration(ASKED, "packwright", "packwright", "packwright", &mut script);
    written.expect("a script is written into memory");
    report::say(String::from_utf8_lossy(&script).trim());
    Exit::Done
}
