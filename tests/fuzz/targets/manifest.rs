//! Manifests, in a zip that is right otherwise, and sealed: what is behind seal and digests meets them, too.

use packwright::sign::sign_detached;

use super::scene::{self, KEY, Repacked};
use super::{Stack, Target};
use crate::fuzz::mutate::json;
use crate::fuzz::program::VERIFY;
use crate::fuzz::worker::deep;

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
        let signed = Repacked::new();
        if scene::examined(&signed.zip(input, Some(&sealed(input))), thorough) {
            deep();
        }
        scene::examined(&signed.zip(input, None), false);
    },
    program: |input| (scene::zip(Repacked::new().zip(input, Some(&sealed(input)))), VERIFY),
    thorough_once_in: 10,
    stack: Stack::Main,
    inputs: 100,
};

/// A seal on a manifest.
fn sealed(manifest: &[u8]) -> Vec<u8> {
    sign_detached(manifest, &KEY, "2026-04-10T10:00:00Z".parse().unwrap()).unwrap()
}
