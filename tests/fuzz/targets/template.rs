//! Templates and shapes of a workspace's own. The first line says which file it is.

use super::scene::{Workspace, done, file, workspace};
use super::{Stack, Target};
use crate::fuzz::mutate::source;
use crate::fuzz::program::BUILD;

/// Files that are changed.
const NAMES: &[&str] = &[
    "agenda.typ.j2",
    "minutes.typ.j2",
    "html/index.html.j2",
    "shape/house.typ",
    "shape/theme.typ",
    "pack.typ.j2",
    "html/style.css",
];

pub(super) const TARGET: Target = Target {
    name: "template",
    ending: "txt",
    seeds: || {
        let seed = |name: &&str| [format!("{name}\n").into_bytes(), file(&format!("templates/{name}"))].concat();
        let small =
            ["agenda.typ.j2\n{{ meeting.title }}\n", "shape/theme.typ\n#let x = 1\n", "agenda.typ.j2\n#lorem(10)\n"];
        NAMES.iter().map(seed).chain(small.map(Into::into)).collect()
    },
    change: source::change,
    run: |input, thorough| done(&files_of(input), thorough),
    program: |input| (files_of(input), BUILD),
    thorough_once_in: 2,
    stack: Stack::Build,
    inputs: 60,
};

fn files_of(input: &[u8]) -> Workspace {
    let end = input.iter().position(|byte| *byte == b'\n').unwrap_or(input.len());
    let name = String::from_utf8_lossy(&input[..end]).into_owned();
    let name = NAMES.iter().find(|own| **own == name).unwrap_or(&NAMES[0]);
    let mut files = workspace(&file("packs/round-table/meeting.json"));
    files.insert(format!("templates/{name}"), input.get(end + 1..).unwrap_or_default().to_vec());
    files
}
