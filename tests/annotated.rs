//! Annotations and SARIF name files from the root of the repository, wherever in it the command runs: so GitHub finds the lines.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::Scratch;

/// A repository whose workspace is its folder `minutes`, with a pack that has an error.
fn repository(with_git: bool) -> Scratch {
    let scratch = Scratch::new();
    std::fs::remove_dir_all(scratch.path().join("packs")).unwrap();
    if with_git {
        scratch.write(".git/HEAD", b"ref: refs/heads/main\n");
    }
    scratch.write("minutes/packs/spring/meeting.json", b"{ \"version\": 1, \"title\": \"A\",, }");
    scratch
}

/// What a command prints, run in a folder of a repository.
fn said(scratch: &Scratch, folder: &str, arguments: &[&str], workspace: Option<&Path>) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_packwright"));
    command.current_dir(scratch.path().join(folder)).args(arguments).env("GITHUB_ACTIONS", "true");
    command.env_remove("GITHUB_STEP_SUMMARY").env_remove("GITHUB_WORKSPACE");
    if let Some(workspace) = workspace {
        command.env("GITHUB_WORKSPACE", workspace);
    }
    String::from_utf8(command.output().unwrap().stdout).unwrap()
}

/// The file of each annotation.
fn annotated(said: &str) -> Vec<&str> {
    said.lines().filter_map(|line| line.split_once("file=")?.1.split(',').next()).collect()
}

/// The file of each result of SARIF.
fn in_sarif(said: &str) -> Vec<String> {
    let log: Value = serde_json::from_str(said).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap().iter();
    let places = results.map(|result| &result["locations"][0]["physicalLocation"]["artifactLocation"]);
    places.map(|place| place["uri"].as_str().unwrap().to_owned()).collect()
}

/// Both forms name this file, and no other.
fn names(scratch: &Scratch, folder: &str, arguments: &[&str], workspace: Option<&Path>, file: &str) {
    let with = |form| [arguments, &["--format", form]].concat();
    let github = said(scratch, folder, &with("github"), workspace);
    let files = annotated(&github);
    assert!(!files.is_empty() && files.iter().all(|one| *one == file), "{folder} {arguments:?}: {files:?}");
    let files = in_sarif(&said(scratch, folder, &with("sarif"), workspace));
    assert!(!files.is_empty() && files.iter().all(|one| *one == file), "{folder} {arguments:?}: {files:?}");
}

const FILE: &str = "minutes/packs/spring/meeting.json";

#[test]
fn files_are_named_from_the_root_of_the_repository() {
    let scratch = repository(true);
    names(&scratch, "", &["check", "minutes/packs/spring"], None, FILE);
    names(&scratch, "minutes", &["check"], None, FILE);
    names(&scratch, "minutes", &["build", "--no-cache"], None, FILE);
    names(&scratch, "minutes/packs/spring", &["check"], None, FILE);
}

#[test]
fn without_a_repository_files_are_named_from_the_workspace_of_the_job() {
    let scratch = repository(false);
    let root = scratch.path();
    names(&scratch, "minutes", &["check"], Some(&root), FILE);
    names(&scratch, "minutes/packs", &["build", "--no-cache"], Some(&root), FILE);
    // Neither is known, or the job has nothing to do with this folder.
    let elsewhere = tempfile::tempdir().unwrap();
    for workspace in [None, Some(elsewhere.path())] {
        names(&scratch, "minutes", &["check"], workspace, "packs/spring/meeting.json");
    }
}

/// A repository that is checked out into a folder of the job is the one whose lines are shown.
#[test]
fn the_nearest_repository_counts_but_none_above_the_job() {
    let scratch = repository(true);
    let root = scratch.path();
    names(&scratch, "minutes", &["check"], Some(&root.join("minutes")), "packs/spring/meeting.json");
    scratch.write("minutes/.git", b"gitdir: elsewhere\n");
    names(&scratch, "minutes/packs", &["check"], Some(&root), "packs/spring/meeting.json");
}

#[test]
fn people_read_paths_from_where_they_are() {
    let scratch = repository(true);
    let said = said(&scratch, "minutes/packs", &["check", "--format", "json"], Some(&scratch.path()));
    assert!(said.contains("\"file\":\"../packs/spring/meeting.json\""), "{said}");
}
