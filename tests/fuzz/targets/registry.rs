//! The other files of a workspace in JSON: registry, approvals, settings.

use super::scene::{done, file, files, workspace};
use super::{Stack, Target};
use crate::fuzz::mutate::json;

const OF_JSON: Target = Target {
    name: "",
    ending: "json",
    seeds: Vec::new,
    change: json::change,
    run: |_, _| {},
    thorough_once_in: 60,
    stack: Stack::Build,
    inputs: 200,
};

pub(super) const REGISTRY: Target = Target {
    name: "registry",
    seeds: || vec![file("packs/registry.json"), b"{\"version\": 1}".to_vec()],
    run: |input, thorough| with("packs/registry.json", "packs/un-network-2023-02-08/meeting.json", input, thorough),
    ..OF_JSON
};

pub(super) const APPROVALS: Target = Target {
    name: "approvals",
    seeds: || {
        let found = files("tests/cases/findings", &["/approvals.json"]);
        [vec![file("packs/sign-off/approvals.json")], found].concat()
    },
    run: |input, thorough| with("packs/x/approvals.json", "packs/sign-off/meeting.json", input, thorough),
    ..OF_JSON
};

pub(super) const SETTINGS: Target = Target {
    name: "settings",
    seeds: || vec![file("packs/check.json")],
    run: |input, thorough| with("packs/check.json", "packs/smallest/meeting.json", input, thorough),
    ..OF_JSON
};

fn with(path: &str, definition: &str, input: &[u8], thorough: bool) {
    let mut files = workspace(&file(definition));
    files.insert(path.to_owned(), input.to_vec());
    done(&files, thorough);
}
