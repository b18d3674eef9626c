//! What a command says is written, or the command fails: a list that is cut short by a full disk is not taken for a whole one. Only a
//! reader that has gone away, as with `| head`, is no reason to complain.
#![cfg(target_os = "linux")]

use std::fs::OpenOptions;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use serde_json::json;

use crate::support::{Scratch, copied, packwright, repository, unzipped};

/// Each command, as it prints something.
const COMMANDS: &[&[&str]] = &[
    &["approve", "draft", "--as", "ana", "--at", "2026-04-01T10:00:00Z"],
    &["build", "draft"],
    &["build", "--format", "json", "draft"],
    &["cache", "clear"],
    &["changes", "out/draft.zip", "out/draft.zip"],
    &["changes", "out/draft.zip", "out/draft.zip", "--format", "json"],
    &["check", "draft"],
    &["check", "--format", "json", "draft"],
    &["check", "--format", "sarif", "draft"],
    &["check", "--format", "github", "draft"],
    &["comments", "minutes.docx"],
    &["comments", "minutes.docx", "--matrix", "table"],
    &["completions", "bash"],
    &["context", "draft"],
    &["document", "draft"],
    &["document", "draft", "minutes", "--text"],
    &["explain"],
    &["explain", "doubled-word"],
    &["issue", "draft", "--on", "2026-03-12"],
    &["labels"],
    &["manual"],
    &["new", "packs/more"],
    &["register", "decisions"],
    &["register", "decisions", "--format", "csv"],
    &["register", "decisions", "--out", "decisions.csv", "--format", "csv"],
    &["schema"],
    &["sign", "adopted", "--key", "key.pem", "--at", "2026-04-02T10:00:00Z"],
    &["template"],
    &["template", "minutes.xml.j2"],
    &["verify", "out/draft.zip", "--untrusted"],
    &["verify", "out/draft.zip", "--untrusted", "--format", "json"],
    &["--help"],
    &["--version"],
    &["build", "--help"],
];

fn definition(status: &str) -> Vec<u8> {
    let definition = json!({
        "version": 1, "title": "Spring meeting", "body": "club", "status": status,
        "time": { "start": "2026-03-10T18:30", "minutes": 60, "zone": "Europe/Paris" },
        "pack": [{ "document": "minutes" }],
        "style": { "templates": "plain" },
        "bodies": { "club": { "name": "Reading Circle" } },
        "people": { "ana": { "name": "Ana Ruiz" } },
        "chairs": [{ "person": "ana" }],
        "decisions": [{ "id": "buy", "text": "The circle buys two copies." }],
        "signatories": [{ "person": "ana" }],
    });
    definition.to_string().into_bytes()
}

/// A workspace in which every command has something to say.
fn workspace() -> Scratch {
    let scratch = Scratch::new();
    scratch.write("packs/draft/meeting.json", &definition("minutes-draft"));
    scratch.write("packs/adopted/meeting.json", &definition("adopted"));
    scratch.write("key.pem", &std::fs::read(repository().join("tests/cases/trust/ana.pem")).unwrap());
    let (code, _, err) = scratch.run(&["build", "draft", "--docx"]);
    assert_eq!(code, 0, "{err}");
    let zip = std::fs::read(scratch.path().join("out/draft.zip")).unwrap();
    scratch.write("minutes.docx", &unzipped(&zip)["minutes.docx"]);
    scratch
}

/// Runs a command whose output goes elsewhere.
fn run(folder: &Path, arguments: &[&str], output: impl Into<Stdio>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_packwright"));
    command.current_dir(folder).args(arguments).env_remove("GITHUB_ACTIONS");
    command.stdout(output).stderr(Stdio::piped()).spawn().unwrap().wait_with_output().unwrap()
}

fn full() -> Stdio {
    OpenOptions::new().write(true).open("/dev/full").unwrap().into()
}

#[test]
fn every_command_is_tried() {
    let help = String::from_utf8(packwright(repository(), &["--help"]).stdout).unwrap();
    let listed = help.split("Commands:\n").nth(1).unwrap().lines().take_while(|line| !line.is_empty());
    let names: Vec<&str> = listed
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(names.len() > 15, "{help}");
    // `preview` has a test of its own: it does not end by itself.
    for name in names.into_iter().filter(|name| !["help", "preview"].contains(name)) {
        assert!(COMMANDS.iter().any(|arguments| arguments[0] == name), "`{name}` is not among the commands");
    }
}

#[test]
fn a_full_disk_is_not_a_success_of_any_command() {
    let workspace = workspace();
    for arguments in COMMANDS {
        let as_usual = packwright(copied(&workspace.path()).path(), arguments);
        let said = String::from_utf8_lossy(&as_usual.stderr).into_owned();
        assert!(as_usual.status.success() && !as_usual.stdout.is_empty(), "{arguments:?}: {said}");
        let lost = run(copied(&workspace.path()).path(), arguments, full());
        let said = String::from_utf8_lossy(&lost.stderr).into_owned();
        assert_eq!(lost.status.code(), Some(2), "{arguments:?}: {said}");
        let words = "error: standard output cannot be written: No space left on device\nhint: ";
        assert_eq!(said.matches(words).count(), 1, "{arguments:?}: {said}");
    }
}

#[test]
fn a_closed_pipe_is_quiet_with_any_command() {
    let workspace = workspace();
    for arguments in COMMANDS {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let unread = run(copied(&workspace.path()).path(), arguments, writer);
        let said = String::from_utf8_lossy(&unread.stderr).into_owned();
        assert!(unread.status.success() && !said.contains("cannot be written"), "{arguments:?}: {said}");
    }
}

#[test]
fn findings_that_cannot_be_written_are_not_a_success() {
    let scratch = workspace();
    let twice = String::from_utf8(definition("minutes-draft")).unwrap().replace("two copies", "two two copies");
    scratch.write("packs/draft/meeting.json", twice.as_bytes());
    let mut command = Command::new(env!("CARGO_BIN_EXE_packwright"));
    command.current_dir(scratch.path()).args(["check", "draft"]).env_remove("GITHUB_ACTIONS");
    assert_eq!(command.output().unwrap().status.code(), Some(0));
    assert_eq!(command.stderr(full()).output().unwrap().status.code(), Some(2));
}

/// Nobody can open an address that was not printed.
#[test]
fn a_preview_ends_if_its_address_cannot_be_written() {
    let scratch = workspace();
    let mut command = Command::new(env!("CARGO_BIN_EXE_packwright"));
    command.current_dir(scratch.path()).args(["preview", "draft"]).stdout(full()).stderr(Stdio::null());
    let mut preview = command.spawn().unwrap();
    // A minute at most.
    let ended = (0..1200).find_map(|_| {
        std::thread::sleep(Duration::from_millis(50));
        preview.try_wait().unwrap()
    });
    if ended.is_none() {
        preview.kill().unwrap();
    }
    assert_eq!(ended.and_then(|ended| ended.code()), Some(2));
}
