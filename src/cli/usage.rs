//! Reads what was typed. Help fits the width of the terminal, and an option of another command is said to be one.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory, FromArgMatches};

use super::args::Args;
use super::help::{Part, parts};
use crate::finding::quoted_and;

/// The widest lines of help, and the width if nobody says how wide the terminal is.
const WIDEST: usize = 100;
/// The narrowest; a narrower terminal breaks lines itself.
const NARROWEST: usize = 30;
/// The room that explanations need beside examples, else they are below them.
const ROOM: usize = 24;

/// The arguments of the process.
///
/// # Errors
/// Help and version, if they were asked for, and what is wrong with the arguments.
pub(super) fn parsed() -> Result<Args, clap::Error> {
    let (mut program, width) = (Args::command(), width());
    if width < WIDEST {
        // Only then the usage of each command is known.
        program.build();
    }
    let mut program = of_width(program, width);
    let matches = program.try_get_matches_from_mut(std::env::args_os()).map_err(with_tip)?;
    Args::from_arg_matches(&matches).map_err(|error| error.format(&mut program))
}

/// The width of the terminal in characters, within bounds.
#[allow(clippy::disallowed_methods, reason = "how wide help is printed, never what is in a pack")]
pub(super) fn width() -> usize {
    let of_terminal = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let stated = || std::env::var("COLUMNS").ok()?.parse().ok();
    of_terminal.or_else(stated).unwrap_or(WIDEST).clamp(NARROWEST, WIDEST)
}

/// A command whose help, and that of its commands, fits into a width.
fn of_width(command: Command, width: usize) -> Command {
    let words = command.get_after_help().map(|words| laid_out(&words.to_string(), width));
    let names: Vec<String> = command.get_subcommands().map(|one| one.get_name().to_owned()).collect();
    let command =
        names.into_iter().fold(command, |command, name| command.mut_subcommand(name, |one| of_width(one, width)));
    let mut command = command.term_width(width);
    // This line clap does not break.
    let usage = if width < WIDEST { command.clone().render_usage().to_string() } else { String::new() };
    if let Some(typed) = usage.strip_prefix("Usage: ").filter(|_| usage.chars().count() > width) {
        command = command.override_usage(hanging("       ", 7, typed, width).trim_start().to_owned());
    }
    match words {
        Some(words) => command.after_help(words),
        None => command,
    }
}

/// Words of `help` in lines of a width.
fn laid_out(words: &str, width: usize) -> String {
    let part = |(heading, lines): Part<'_>| match heading {
        None => wrapped(&lines.join(" "), width),
        Some(heading) => format!("{heading}:\n{}", list(&lines, width)),
    };
    parts(words).into_iter().map(part).collect::<Vec<_>>().join("\n\n")
}

/// A list of things typed, with what they do; two spaces or more divide the two.
fn list(lines: &[&str], width: usize) -> String {
    let entries: Vec<(&str, &str)> = lines
        .iter()
        .map(|line| {
            let words = line.split_once("  ").map_or("", |(_, words)| words.trim_start());
            line.split_at(line.len() - words.len())
        })
        .collect();
    let has_room = |(term, words): &(&str, &str)| {
        let column = 2 + term.chars().count();
        words.is_empty() || column + words.chars().count().min(ROOM) <= width
    };
    let is_beside = entries.iter().all(has_room);
    let entry = |(term, words): &(&str, &str)| match () {
        () if words.is_empty() => hanging("  ", 6, term, width),
        () if is_beside => hanging(&format!("  {term}"), 2 + term.chars().count(), words, width),
        () => format!("{}\n{}", hanging("  ", 6, term.trim_end(), width), hanging("        ", 8, words, width)),
    };
    entries.iter().map(entry).collect::<Vec<_>>().join("\n")
}

/// Breaks a paragraph into lines.
pub(super) fn wrapped(text: &str, width: usize) -> String {
    hanging("", 0, text, width)
}

/// Breaks a paragraph into lines; the first begins with `start`, the others with `indent` spaces.
pub(super) fn hanging(start: &str, indent: usize, text: &str, width: usize) -> String {
    let mut lines = vec![start.to_owned()];
    let mut is_begun = false;
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("there is always a line");
        let needed = line.chars().count() + usize::from(is_begun) + word.chars().count();
        if is_begun && needed > width {
            lines.push(format!("{}{word}", " ".repeat(indent)));
            continue;
        }
        if is_begun {
            line.push(' ');
        }
        line.push_str(word);
        is_begun = true;
    }
    lines.join("\n")
}

/// An error about an unknown option, with the commands that have it. No argument of the program begins with a dash, so it is not
/// proposed to write the option as one.
fn with_tip(mut error: clap::Error) -> clap::Error {
    if error.kind() != ErrorKind::UnknownArgument {
        return error;
    }
    let Some(ContextValue::String(typed)) = error.get(ContextKind::InvalidArg) else { return error };
    let typed = typed.split('=').next().unwrap_or_default().to_owned();
    let program = Args::command();
    let has_it = |command: &&Command| {
        let mut long = command.get_arguments().filter_map(|option| option.get_long());
        long.any(|long| typed.strip_prefix("--") == Some(long))
    };
    let owners = quoted_and(program.get_subcommands().filter(has_it).map(Command::get_name));
    let tip = match typed.as_str() {
        "--all" => Some("without a name or option, a command is about everything: all packs, all codes".to_owned()),
        _ if owners.is_empty() => None,
        _ => Some(format!("`{typed}` is an option of {owners}")),
    };
    error.remove(ContextKind::Suggested);
    if let Some(tip) = tip {
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
    }
    error
}
