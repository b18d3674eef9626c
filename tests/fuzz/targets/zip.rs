//! Zips that say that they are packs.

use super::scene::{self, SIGNED};
use super::{Stack, Target};
use crate::fuzz::mutate::zip::{self, Zip};
use crate::fuzz::program::VERIFY;

pub(super) const TARGET: Target = Target {
    name: "zip",
    ending: "zip",
    seeds: || {
        let manifest = br#"{"format":"packwright-manifest","version":1}"#;
        let small = Zip::of(&[("a.pdf", b"%PDF-1.4"), ("manifest.json", manifest)]).written();
        vec![SIGNED.clone(), scene::Repacked::new().zip(b"{}", None), small, Zip::of(&[]).written()]
    },
    change: zip::change,
    run: scene::examined,
    program: |input| (scene::zip(input.to_vec()), VERIFY),
    thorough_once_in: 10,
    stack: Stack::Main,
    inputs: 300,
};
