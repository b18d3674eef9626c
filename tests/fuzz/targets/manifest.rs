//! Manifests, in a zip that is right otherwise, and sealed: what is behind seal and digests meets them, too.

use packwright::sign::sign_detached;

use super::scene::{self, KEY, Repacked};
use super::{Stack, Target};
use crate::fuzz::mutate::json;

pub(super) const TARGET: Target = Target {
    name: "manifest",
    ending: "json",
    seeds: || {
        let signed = Repacked::new();
        let text = signed.manifest();
        let adopted = text.replace("\"status\": \"adopted\"", "\"status\": \"circulated\"");
        vec![text.into_bytes(), adopted.into_bytes()]
    },
    change: json::change,
    run: |input, thorough| {
        // As this program writes it, where it can be read at all.
        let seal = sign_detached(input, &KEY, "2026-04-10T10:00:00Z".parse().unwrap()).unwrap();
        let signed = Repacked::new();
        scene::examined(&signed.zip(input, Some(&seal)), thorough);
        scene::examined(&signed.zip(input, None), false);
    },
    thorough_once_in: 10,
    stack: Stack::Main,
    inputs: 100,
};
