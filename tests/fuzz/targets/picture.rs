//! Pictures in PNG and JPEG.

use serde_json::json;

use super::scene::{self, files};
use super::{Stack, Target};
use crate::fuzz::mutate::picture;

pub(super) const TARGET: Target = Target {
    name: "picture",
    ending: "bin",
    seeds: || {
        let mut seeds = files("tests/cases/outside", &[".png", ".jpg"]);
        seeds.extend(files("packs/water-points", &[".png"]));
        seeds
    },
    change: picture::change,
    run: |input, _| shown(if input.starts_with(&[0xff, 0xd8]) { "jpg" } else { "png" }, input),
    thorough_once_in: 1,
    stack: Stack::Build,
    inputs: 200,
};

/// A pack that shows a picture in a text and as an annex.
pub(super) fn shown(ending: &str, input: &[u8]) {
    let name = format!("picture.{ending}");
    let definition = json!({
        "version": 1, "title": "Meeting", "body": "own", "bodies": { "own": { "name": "Body" } },
        "time": { "start": "2026-03-10" },
        "agenda": [{ "id": "item", "title": "Item", "text": format!("![A picture]({name})") }],
        "annexes": [{ "id": "annex", "title": "Annex", "files": [{ "file": name, "title": "Annex", "alt": "A picture" }] }],
    });
    let mut files = scene::workspace(definition.to_string().as_bytes());
    files.insert(format!("packs/x/{name}"), input.to_vec());
    scene::done(&files, true);
}
