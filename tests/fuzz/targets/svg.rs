//! Pictures in SVG: on a page of prose and as an annex, checked and typeset.

use super::scene::{done, file, files};
use super::{Stack, Target, picture};
use crate::fuzz::mutate::xml;
use crate::fuzz::program::BUILD;

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
    run: |input, _| done(&picture::files("svg", input), true),
    program: |input| (picture::files("svg", input), BUILD),
    thorough_once_in: 1,
    stack: Stack::Build,
    inputs: 40,
};
