//! Templates and shapes of a workspace's own. The first line says which file it is.

use super::scene::{Workspace, done, file, workspace};
use super::{Stack, Target};
use crate::fuzz::mutate::source;
use crate::fuzz::program::BUILD;

/// Files that are changed.
const NAMES: &[&str] = &[
    "agenda.xml.j2",
    "minutes.xml.j2",
    "parts/cover.xml.j2",
    "parts/items.xml.j2",
    "shape/house.typ",
    "shape/own.typ",
    "shape/theme.typ",
    "shape/style.css",
];

/// The one that the program does not have.
const OWN: &str = "shape/own.typ";

pub(super) const TARGET: Target = Target {
    name: "template",
    ending: "txt",
    seeds: || {
        let seed = |name: &&str| [format!("{name}\n").into_bytes(), file(&format!("templates/{name}"))].concat();
        let small = [
            "agenda.xml.j2\n<p>{{ meeting.title }}</p>\n",
            "agenda.xml.j2\n<own tone=\"{{ meeting.title }}\"><p>{{ agenda[0].text }}</p></own>\n",
            "shape/theme.typ\n#let x = 1\n",
            "shape/own.typ\n#let own(tone: none, body) = [#lorem(10) #tone #body]\n",
        ];
        NAMES.iter().filter(|name| **name != OWN).map(seed).chain(small.map(Into::into)).collect()
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
    // An element of the workspace's own, and a template that has it.
    files.insert(format!("templates/{OWN}"), b"#let own(tone: none, body) = [#tone #body]\n".to_vec());
    if *name == OWN {
        files.insert("templates/agenda.xml.j2".to_owned(), b"<own tone=\"{{ meeting.title }}\">x</own>\n".to_vec());
    }
    files.insert(format!("templates/{name}"), input.get(end + 1..).unwrap_or_default().to_vec());
    files
}
