//! `manual`: the pages for `man`, one for each command.

use std::path::Path;

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::args::Args;
use super::exit::Exit;
use super::help::{Part, parts};
use super::report;
use crate::workspace::write_whole;

/// Files that commands read and write.
const FILES: &[(&str, &str)] = &[
    ("packs/NAME/meeting.json", "the definition of a pack"),
    ("packs/NAME/approvals.json", "who approved its minutes"),
    ("packs/NAME/issues.json", "what was sent out of it"),
    ("packs/NAME/responses.json", "responses to comments on it"),
    ("packs/NAME/signed.zip", "the pack as it was signed; builds deliver it unchanged"),
    ("packs/registry.json", "people, entities, bodies and documents that packs share"),
    ("packs/check.json", "warnings that the workspace allows or denies, and limits"),
    ("templates/, fonts/", "templates, labels, looks and fonts of the workspace"),
    ("out/NAME.zip", "a pack that was built"),
    (".packwright-cache/", "the cache of built packs; you can remove it at any time"),
];

/// Variables that change what commands print.
const ENVIRONMENT: &[(&str, &str)] = &[
    ("GITHUB_ACTIONS", "if it is true, findings are printed as annotations of GitHub Actions"),
    ("GITHUB_STEP_SUMMARY", "the file to which the summary of a job is appended"),
    ("GITHUB_WORKSPACE", "the folder from which annotations and SARIF name files, if no folder with `.git` is nearer"),
    ("COLUMNS", "the width of help, if it does not go to a terminal"),
    ("NO_COLOR", "if it is set, nothing is printed in colour"),
    ("PACKWRIGHT_COMPLETE", "the shell that asks for completions; set by the script of `packwright completions`"),
];

/// Writes the manual's pages into a folder.
pub(super) fn manual(folder: &Path) -> Exit {
    let mut program = Args::command();
    program.build();
    let commands: Vec<Command> =
        program.get_subcommands().filter(|command| command.get_name() != "help").cloned().collect();
    let names: Vec<String> = commands.iter().map(|command| format!("packwright-{}", command.get_name())).collect();
    let pages = std::iter::once("packwright".to_owned())
        .chain(names.iter().cloned())
        .zip(std::iter::once(program).chain(commands));
    for (name, command) in pages {
        let others = if name == "packwright" { names.clone() } else { vec!["packwright".to_owned()] };
        let path = folder.join(format!("{name}.1"));
        if let Err(error) = write_whole(&path, &page(&name, command, &others)) {
            return report::misuse(&format!("{error}\nhint: {}", error.hint("name another folder")));
        }
        report::say(&path.display().to_string());
    }
    Exit::Done
}

/// The page of a command, in the order of man-pages(7).
fn page(name: &str, mut command: Command, others: &[String]) -> Vec<u8> {
    let usage = command.render_usage().to_string();
    let version = format!("packwright {}", env!("CARGO_PKG_VERSION"));
    let words = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let has_commands = command.has_subcommands();
    let man = Man::new(command).title(name.to_uppercase()).source(version).manual("Packwright Manual");
    let mut page = Vec::new();
    let mut sections = || -> std::io::Result<()> {
        man.render_title(&mut page)?;
        man.render_name_section(&mut page)?;
        synopsis(&usage).to_writer(&mut page)?;
        man.render_description_section(&mut page)?;
        let parts = parts(&words);
        let mut roff = Roff::new();
        parts.iter().filter(|(heading, _)| heading.is_none()).for_each(|(_, lines)| paragraph(&mut roff, lines));
        roff.to_writer(&mut page)?;
        man.render_options_section(&mut page)?;
        if has_commands {
            man.render_subcommands_section(&mut page)?;
        }
        rest(&parts, others).to_writer(&mut page)
    };
    sections().expect("a page is written into memory");
    page
}

/// How the command is typed, as its help has it: with the values of options, and with `...` after what can be given several times.
fn synopsis(usage: &str) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", ["SYNOPSIS"]);
    for line in usage.trim_start_matches("Usage:").lines().map(str::trim).filter(|line| !line.is_empty()) {
        roff.text([bold(line)]);
    }
    roff
}

/// The sections after the options.
fn rest(parts: &[Part<'_>], others: &[String]) -> Roff {
    let mut roff = Roff::new();
    for (heading, lines) in parts.iter().filter_map(|(heading, lines)| Some(((*heading)?, lines))) {
        let heading = if heading == "Exit codes" { "EXIT STATUS".to_owned() } else { heading.to_uppercase() };
        roff.control("SH", [heading.as_str()]);
        // Two spaces or more divide what is typed from what it does.
        lines.iter().for_each(|line| match line.split_once("  ") {
            Some((term, words)) => entry(&mut roff, term, words.trim()),
            None => entry(&mut roff, line, ""),
        });
    }
    for (heading, entries) in [("FILES", FILES), ("ENVIRONMENT", ENVIRONMENT)] {
        roff.control("SH", [heading]);
        entries.iter().for_each(|(term, words)| entry(&mut roff, term, words));
    }
    roff.control("SH", ["SEE ALSO"]);
    roff.text([roman(others.iter().map(|name| format!("{name}(1)")).collect::<Vec<_>>().join(", "))]);
    roff
}

fn paragraph(roff: &mut Roff, lines: &[&str]) {
    roff.control("PP", []);
    roff.text([roman(lines.join(" "))]);
}

fn entry(roff: &mut Roff, term: &str, words: &str) {
    roff.control("TP", []);
    roff.text([bold(term)]);
    roff.text([roman(words)]);
}
