//! Pictures in SVG: on a page of prose and as an annex, checked and typeset.

use super::scene::{file, files};
use super::{Stack, Target, picture};
use crate::fuzz::mutate::xml;

pub(super) const TARGET: Target = Target {
    name: "svg",
    ending: "svg",
    seeds: || {
        let mut seeds = files("tests/cases/outside", &[".svg"]);
        seeds.push(file("packs/round-table/chart.svg"));
        seeds.push(file("tests/cases/fuzz/svg/every-effect.svg"));
        seeds
    },
    change: xml::change,
    run: |input, _| picture::shown("svg", input),
    thorough_once_in: 1,
    stack: Stack::Build,
    inputs: 40,
};
