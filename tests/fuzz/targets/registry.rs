//! The other files of a workspace in JSON: registry, approvals, settings.

use super::scene::{Workspace, done, file, files, workspace};
use super::{Stack, Target};
use crate::fuzz::mutate::json;
use crate::fuzz::program::BUILD;

const OF_JSON: Target = Target {
    name: "",
    ending: "json",
    seeds: Vec::new,
    change: json::change,
    run: |_, _| {},
    program: |_| (Workspace::new(), BUILD),
    thorough_once_in: 60,
    stack: Stack::Build,
    inputs: 200,
};

pub(super) const REGISTRY: Target = Target {
    name: "registry",
    seeds: || vec![file("packs/registry.json"), b"{\"version\": 1}".to_vec()],
    run: |input, thorough| done(&registry(input), thorough),
    program: |input| (registry(input), BUILD),
    ..OF_JSON
};

fn registry(input: &[u8]) -> Workspace {
    with("packs/registry.json", "packs/un-network-2023-02-08/meeting.json", input)
}

pub(super) const APPROVALS: Target = Target {
    name: "approvals",
    seeds: || {
        let found = files("tests/cases/findings", &["/approvals.json"]);
        [vec![file("packs/sign-off/approvals.json")], found].concat()
    },
    run: |input, thorough| done(&approvals(input), thorough),
    program: |input| (approvals(input), BUILD),
    ..OF_JSON
};

fn approvals(input: &[u8]) -> Workspace {
    with("packs/x/approvals.json", "packs/sign-off/meeting.json", input)
}

pub(super) const SETTINGS: Target = Target {
    name: "settings",
    seeds: || vec![file("packs/check.json")],
    run: |input, thorough| done(&settings(input), thorough),
    program: |input| (settings(input), BUILD),
    ..OF_JSON
};

fn settings(input: &[u8]) -> Workspace {
    with("packs/check.json", "packs/smallest/meeting.json", input)
}

fn with(path: &str, definition: &str, input: &[u8]) -> Workspace {
    let mut files = workspace(&file(definition));
    files.insert(path.to_owned(), input.to_vec());
    files
}
