//! Definitions: read, checked, shown, rendered and, now and then, typeset.

use super::scene::{done, files, workspace};
use super::{Stack, Target};
use crate::fuzz::mutate::json;
use crate::fuzz::program::BUILD;

pub(super) const TARGET: Target = Target {
    name: "definition",
    ending: "json",
    seeds: || {
        let mut seeds = files("packs", &["/meeting.json"]);
        seeds.extend([
            super::scene::file("tests/cases/everything.json"),
            super::scene::file("tests/cases/any-meeting.json"),
        ]);
        seeds.extend(files("tests/cases/findings", &["/meeting.json"]));
        seeds
    },
    change: json::change,
    run: |input, thorough| done(&workspace(input), thorough),
    program: |input| (workspace(input), BUILD),
    thorough_once_in: 40,
    stack: Stack::Build,
    inputs: 300,
};
