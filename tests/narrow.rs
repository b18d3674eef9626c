//! Help on terminals of any width, and what it says of options that another command has.

use std::process::Command;

use crate::support::{packwright, repository};

/// The help of the program and of each command, as wide as a terminal.
fn helps(columns: usize) -> Vec<(String, String)> {
    let help = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_packwright"));
        let output = command.args(arguments).env("COLUMNS", columns.to_string()).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let program = help(&["--help"]);
    let listed = program.split("Commands:\n").nth(1).unwrap().lines().take_while(|line| !line.is_empty());
    let names = listed.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let mut names: Vec<String> = names.map(|line| line.split_whitespace().next().unwrap().to_owned()).collect();
    names.retain(|name| name != "help");
    assert!(names.len() > 15, "{program}");
    let of_commands = names.into_iter().map(|name| (name.clone(), help(&[&name, "--help"])));
    std::iter::once((String::new(), program)).chain(of_commands).collect()
}

/// The words of the help of a command after its options.
fn after_options(help: &str) -> Vec<&str> {
    let lines: Vec<&str> = help.lines().collect();
    let end = lines.iter().rposition(|line| line.trim_start().starts_with("-h, --help")).unwrap();
    lines[end + 1..].iter().skip_while(|line| !line.is_empty()).copied().collect()
}

#[test]
fn no_line_of_help_is_wider_than_the_terminal() {
    for columns in [40, 60, 80, 100, 200] {
        for (name, help) in helps(columns) {
            for line in help.lines() {
                // A single word can be longer.
                let is_word = line.split_whitespace().count() == 1;
                let width = line.chars().count();
                assert!(width <= columns.min(100) || is_word, "{columns} columns, `{name}`: {line}\n{help}");
            }
        }
    }
}

/// What is typed and what it does stay apart: the latter is beside the former or below it, each in a column of its own.
#[test]
fn examples_can_be_told_from_what_they_do() {
    for columns in [40, 60, 80, 100] {
        for (name, help) in helps(columns) {
            let lines = after_options(&help);
            let examples = lines.iter().skip_while(|line| **line != "Examples:").skip(1);
            for line in examples.take_while(|line| !line.is_empty()) {
                let indent = line.len() - line.trim_start().len();
                let is_command =
                    indent == 2 && ["packwright ", "source "].iter().any(|word| line[2..].starts_with(word));
                assert!(is_command || indent >= 6, "{columns} columns, `{name}`: {line}\n{help}");
            }
        }
    }
}

#[test]
fn help_has_the_same_words_at_any_width() {
    let words = |columns| -> Vec<Vec<String>> {
        let help = |(_, help): (String, String)| help.split_whitespace().map(str::to_owned).collect();
        helps(columns).into_iter().map(help).collect()
    };
    assert_eq!(words(40), words(100));
}

#[test]
fn an_option_of_another_command_is_said_to_be_one() {
    let said = |arguments: &[&str]| String::from_utf8(packwright(repository(), arguments).stderr).unwrap();
    for (arguments, tip) in [
        (&["check", "--partition", "1/2"][..], "tip: `--partition` is an option of `build`"),
        (&["check", "--partition=1/2"], "tip: `--partition` is an option of `build`"),
        (&["build", "--trust", "a.pem"], "tip: `--trust` is an option of `sign` and `verify`"),
        (&["build", "--jbos", "2"], "tip: a similar argument exists: '--jobs'"),
    ] {
        let said = said(arguments);
        assert!(said.contains(tip) && !said.contains("as a value"), "{arguments:?}: {said}");
    }
    let said = said(&["explain", "--all"]);
    assert!(said.contains("tip: without a name or option, a command is about everything"), "{said}");
    assert!(said.contains("Usage: packwright explain"), "{said}");
}

#[test]
fn explanations_are_no_wider_than_the_terminal() {
    for (columns, widest) in [(40, 40), (200, 80)] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_packwright"));
        let output = command.args(["explain", "open-words"]).env("COLUMNS", columns.to_string()).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let width = text.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(width <= widest && width > widest - 12, "{columns} columns: {width}\n{text}");
    }
}
