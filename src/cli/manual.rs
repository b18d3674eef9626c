//! `completions` and `manual`: for shells, and for `man`.

use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;

use super::args::Args;
use super::exit::Exit;
use super::report;
use crate::workspace::write_whole;

/// Prints what a shell completes the program's arguments from.
pub(super) fn completions(shell: Shell) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "packwright", &mut script);
    report::say(String::from_utf8_lossy(&script).trim_end());
    Exit::Done
}

/// Writes the manual's pages, one for each command, into a folder.
pub(super) fn manual(folder: &Path) -> Exit {
    let mut program = Args::command();
    program.build();
    let mut pages = vec![("packwright".to_owned(), program.clone())];
    for command in program.get_subcommands().filter(|command| command.get_name() != "help") {
        let name = format!("packwright-{}", command.get_name());
        pages.push((name, command.clone()));
    }
    for (name, command) in pages {
        let mut page = Vec::new();
        let path = folder.join(format!("{name}.1"));
        let rendered = clap_mangen::Man::new(command).render(&mut page);
        rendered.expect("a page is written into memory");
        if let Err(error) = write_whole(&path, &page) {
            report::complain(&format!("error: {error}\nhint: {}", error.hint("name another folder")));
            return Exit::IncorrectUsage;
        }
        report::say(&path.display().to_string());
    }
    Exit::Done
}
