//! Speaks to people: arguments, progress, printed findings, exit codes.
//!
//! The typed arguments (module `args`) become a request with every default resolved; lower layers never ask whether a flag was
//! given.
//!
//! It refuses to do any work itself.

mod approve;
mod args;
mod batch;
mod cache;
mod cache_choice;
mod candidates;
mod changes;
mod comments;
mod comments_args;
mod complete;
mod context;
mod exit;
mod explain;
mod fault;
mod format;
mod help;
mod issue;
mod labels;
mod manual;
mod matrix;
mod new;
mod output;
mod packs;
mod partition;
mod preview;
mod preview_args;
mod register;
mod register_args;
mod report;
mod schema;
mod sign;
mod tally;
mod usage;
mod values;
mod verify;
mod worker;

use clap::Parser;

use args::{Args, Command};
pub use exit::Exit;

use crate::worker::{ENTRANCE, has_entrance};

/// Returns what is wrong with a command line, without running it; tests hold manuals to it.
///
/// # Errors
///
/// The message that a user would read.
///
/// ```
/// assert!(packwright::cli::parse(["packwright", "build", "--merged"]).is_ok());
/// assert!(packwright::cli::parse(["packwright", "biuld"]).is_err());
/// ```
pub fn parse<'a>(typed: impl IntoIterator<Item = &'a str>) -> Result<(), String> {
    Args::try_parse_from(typed).map(drop).map_err(|error| error.to_string())
}

/// Runs the program with the arguments of the process.
pub fn run() -> Exit {
    has_entrance();
    // Nobody types this, and nobody's shell is to offer it.
    let mut typed = std::env::args().skip(1);
    if typed.next().is_some_and(|first| first == ENTRANCE) {
        return fault::guarded(|| worker::work(typed));
    }
    report::ended(run_typed())
}

fn run_typed() -> Exit {
    if let Some(exit) = complete::answered() {
        return exit;
    }
    let args = match usage::parsed() {
        Ok(args) => args,
        Err(error) => {
            report::show_usage(&error);
            return if error.use_stderr() { Exit::IncorrectUsage } else { Exit::Done };
        }
    };
    fault::guarded(|| match args.command {
        Command::Build(build) => packs::build(build),
        Command::Cache(cache) => cache::cache(&cache),
        Command::Check(check) => packs::check(check),
        Command::Preview(asked) => preview::preview(asked),
        Command::Approve(approve) => approve::approve(approve),
        Command::Sign(sign) => sign::sign(&sign),
        Command::Verify(verify) => verify::verify(&verify),
        Command::Issue(asked) => issue::issue(asked),
        Command::Changes(asked) => changes::changes(&asked),
        Command::Comments(asked) => comments::comments(asked),
        Command::New(new) => new::new(&new),
        Command::Register(register) => register::register(register),
        Command::Context(context) => context::context(&context),
        Command::Document(document) => context::document(&document),
        Command::Labels { language } => labels::labels(&language),
        Command::Template { name } => labels::template(name.as_deref()),
        Command::Explain { name } => explain::explain(name.as_deref()),
        Command::Completions { shell } => complete::completions(shell),
        Command::Manual { folder } => manual::manual(&folder),
        Command::Schema { of } => schema::schema(of),
    })
}
