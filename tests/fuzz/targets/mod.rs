//! What is tried: one file a target.

mod chain;
mod definition;
mod font;
mod label;
mod manifest;
mod pdf;
mod picture;
mod prose;
mod registry;
mod scene;
mod seal;
mod svg;
mod template;
mod zip;

use scene::Workspace;

use super::dice::Dice;

/// On what a user's input is worked.
#[derive(Clone, Copy)]
pub(super) enum Stack {
    /// The thread that a program begins with.
    Main,
    /// Those that build packs.
    Build,
}

/// Something that takes what comes from outside.
pub(super) struct Target {
    /// Its name, and that of its folder in `tests/cases/fuzz`.
    pub(super) name: &'static str,
    /// The ending of a file of it.
    pub(super) ending: &'static str,
    /// Good inputs, and bad ones that say something new.
    pub(super) seeds: fn() -> Vec<Vec<u8>>,
    /// Changes one place of an input.
    pub(super) change: fn(&mut Vec<u8>, &[Vec<u8>], &mut Dice),
    /// What a user would do with it; thoroughly, that is with what takes long, too.
    pub(super) run: fn(&[u8], bool),
    /// The same for the program: the files of a folder, and arguments.
    pub(super) program: fn(&[u8]) -> (Workspace, &'static [&'static str]),
    /// Once in so many inputs it is done thoroughly.
    pub(super) thorough_once_in: u64,
    pub(super) stack: Stack,
    /// How many new inputs an ordinary run tries: about a second of work.
    pub(super) inputs: u64,
}

pub(super) const TARGETS: &[Target] = &[
    definition::TARGET,
    prose::TARGET,
    registry::REGISTRY,
    registry::APPROVALS,
    registry::SETTINGS,
    template::TARGET,
    label::TARGET,
    zip::TARGET,
    manifest::TARGET,
    seal::TARGET,
    chain::TARGET,
    pdf::TARGET,
    svg::TARGET,
    picture::TARGET,
    font::TARGET,
];
