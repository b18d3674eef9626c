//! Zips that say that they are packs.

use super::scene::{self, SIGNED};
use super::{Stack, Target};
use crate::fuzz::mutate::zip::{self, Zip};
use crate::fuzz::program::VERIFY;
use crate::fuzz::worker::deep;

pub(super) const TARGET: Target = Target {
    name: "zip",
    ending: "zip",
    seeds: || {
        let manifest = br#"{"format":"packwright-manifest","version":1}"#;
        let small = Zip::of(&[("a.pdf", b"%PDF-1.4"), ("manifest.json", manifest)]).written();
        vec![SIGNED.clone(), scene::Repacked::new().zip(b"{}", None), small, Zip::of(&[]).written()]
    },
    change: zip::change,
    run: |input, thorough| {
        if scene::examined(input, thorough) {
            deep();
        }
    },
    program: |input| (scene::zip(input.to_vec()), VERIFY),
    thorough_once_in: 10,
    stack: Stack::Main,
    inputs: 300,
};
