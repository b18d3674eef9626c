//! Files of labels, of a workspace's own.

use super::scene::{Workspace, done, files, workspace};
use super::{Stack, Target};
use crate::fuzz::mutate::source;
use crate::fuzz::program::BUILD;
use crate::fuzz::targets::scene::file;

pub(super) const TARGET: Target = Target {
    name: "label",
    ending: "ftl",
    seeds: || files("templates/labels", &[".ftl"]),
    change: source::change,
    run: |input, thorough| done(&files_of(input), thorough),
    program: |input| (files_of(input), BUILD),
    thorough_once_in: 40,
    stack: Stack::Build,
    inputs: 200,
};

fn files_of(input: &[u8]) -> Workspace {
    let mut files = workspace(&file("packs/round-table/meeting.json"));
    files.insert("templates/labels/en.ftl".to_owned(), input.to_vec());
    files
}
