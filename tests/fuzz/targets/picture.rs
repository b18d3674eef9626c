//! Pictures in PNG and JPEG.

use serde_json::json;

use super::scene::{self, Workspace};
use super::{Stack, Target};
use crate::fuzz::mutate::picture;
use crate::fuzz::program::BUILD;

pub(super) const TARGET: Target = Target {
    name: "picture",
    ending: "bin",
    seeds: || {
        let mut seeds = scene::files("tests/cases/outside", &[".png", ".jpg"]);
        seeds.extend(scene::files("packs/water-points", &[".png"]));
        seeds
    },
    change: picture::change,
    run: |input, _| scene::done(&files(ending(input), input), true),
    program: |input| (files(ending(input), input), BUILD),
    thorough_once_in: 1,
    stack: Stack::Build,
    inputs: 200,
};

fn ending(input: &[u8]) -> &'static str {
    if input.starts_with(&[0xff, 0xd8]) { "jpg" } else { "png" }
}

/// A pack that shows a picture in a text and as an annex.
pub(super) fn files(ending: &str, input: &[u8]) -> Workspace {
    let name = format!("picture.{ending}");
    let definition = json!({
        "version": 1, "title": "Meeting", "body": "own", "bodies": { "own": { "name": "Body" } },
        "time": { "start": "2026-03-10" },
        "agenda": [{ "id": "item", "title": "Item", "text": format!("![A picture]({name})") }],
        "annexes": [{ "id": "annex", "title": "Annex", "files": [{ "file": name, "title": "Annex", "alt": "A picture" }] }],
    });
    let mut files = scene::workspace(definition.to_string().as_bytes());
    files.insert(format!("packs/x/{name}"), input.to_vec());
    files
}
