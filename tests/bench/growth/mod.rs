//! Whether anything grows faster than what it is given: every rule of `check`, reading, and showing what was found, with
//! JSON in lines and on one line; and every stage of a build.
//!
//! Inputs are made by [`multiply`], which repeats each list, each set of entries and each text of every case of
//! `tests/cases/findings`, of the examples and of `everything.json`, and by [`named`], for what has to differ from element
//! to element.
//!
//! One pack of 8,000 elements is held against two of 4,000, four of 2,000 and eight of 1,000, which take turns step by step
//! ([`stages`]). So as much is done at each size, in as much memory: neither the processor's caches nor the clock's grain
//! tell sizes apart, and what grows with its input takes the same time in all. Times are those that threads had on the
//! processor, so that others on the machine do not count, less what the same pack takes with two elements.

mod built;
mod multiply;
mod named;
mod stages;

use std::collections::{BTreeMap, BTreeSet};

use crate::Bench;
use crate::report::{Limit, Report};
use stages::{Case, Form};

/// Sizes that are measured.
const SIZES: [usize; 4] = [1000, 2000, 4000, 8000];
/// The largest exponent of time over size; that of n log n is 1.13 between these sizes.
const EXPONENT: f64 = 1.15;
/// What takes less than this at the largest size is not looked at, in milliseconds: comparing each of 8,000 with each other
/// takes more, at one comparison in every cycle of the processor.
const NOTHING: f64 = 10.0;
/// Exponents of the first looks, at the smallest and the largest size, from which another is taken.
const SUSPECT: f64 = 1.12;
const RUNS: usize = 5;
/// What takes longer at the largest size, in milliseconds, is run twice only.
const LONG: f64 = 1500.0;
const BUILDS: usize = 2;

/// An input of any size.
pub(super) struct Growing {
    name: String,
    make: Box<dyn Fn(usize) -> Case>,
}

/// Reading, every rule, and showing findings.
pub(super) fn check(bench: &Bench<'_>, report: &mut Report) {
    report.part(&format!("growth of reading, every rule and showing, {SIZES:?} elements, exponent of time over size"));
    let inputs: Vec<Growing> = named::checked().into_iter().chain(multiply::all(bench.repository)).collect();
    let inputs = inputs.into_iter().filter(|input| chosen(&input.name));
    let mut worst = Worst::default();
    let mut found = BTreeSet::new();
    let mut count = 0;
    const ENDS: [usize; 2] = [SIZES[0], SIZES[3]];
    for input in inputs {
        for form in [Form::Lines, Form::OneLine] {
            count += 1;
            let least = measure(&input, form, &[SIZES[3]], 1, &mut found);
            if least.values().flatten().all(|time| *time < NOTHING) {
                continue;
            }
            // What takes long needs no more runs.
            let most = if least.values().flatten().sum::<f64>() > LONG { 2 } else { RUNS };
            let looks = [(&ENDS[..], 2), (&ENDS[..], most), (&SIZES[..], most)];
            for (sizes, runs) in looks {
                let times = measure(&input, form, sizes, runs, &mut found);
                if sizes.len() == SIZES.len() || times.values().all(|times| exponent(sizes, times) < SUSPECT) {
                    worst.take(&input.name, form, sizes, &times);
                    break;
                }
            }
        }
    }
    report.figure("growth", "inputs", count as f64, "");
    worst.tell(report);
    let never: Vec<&str> =
        packwright::check::codes().map(|code| code.name).filter(|name| !found.contains(name)).collect();
    println!("  rules that found nothing in any: {}", never.join(", "));
}

/// Every stage of a build, in one language: one of the largest size against more of smaller ones, as above. Typesetting is
/// held against the engine alone on the same source.
pub(super) fn build(_: &Bench<'_>, report: &mut Report) {
    let sizes: Vec<usize> = SIZES.iter().map(|size| size / 8 * scale()).collect();
    report.part(&format!("growth of a build, {sizes:?} elements, exponent of time over size"));
    let mut worst = Worst::default();
    for input in built::all().into_iter().filter(|input| chosen(&input.name)) {
        let mut times: BTreeMap<String, Vec<f64>> = BTreeMap::new();
        for size in &sizes {
            let case = (input.make)(*size);
            let packs = sizes[sizes.len() - 1] / size;
            let runs = [(); BUILDS].map(|()| stages::build(&case, packs));
            for (at, (stage, _)) in runs[0].iter().enumerate() {
                let least = runs.iter().map(|run| run[at].1).fold(f64::INFINITY, f64::min);
                times.entry(format!("build: {stage}")).or_default().push(least);
            }
        }
        let shown = times.iter().map(|(stage, times)| format!("{stage} {:.2}", exponent(&sizes, times)));
        println!("  {}: {}", input.name, shown.collect::<Vec<_>>().join(", "));
        worst.take(&input.name, Form::OneLine, &sizes, &times);
    }
    worst.tell(report);
}

/// `--scale 8` builds the sizes of the other part, and takes an hour.
fn scale() -> usize {
    after("--scale").and_then(|text| text.parse().ok()).unwrap_or(2)
}

/// `--only WORD` takes the inputs with a word in their name.
fn chosen(name: &str) -> bool {
    after("--only").is_none_or(|word| name.contains(&word))
}

fn after(flag: &str) -> Option<String> {
    std::env::args().skip_while(|argument| argument != flag).nth(1)
}

/// Times of each step of an input by size, the least of several runs.
fn measure(
    input: &Growing,
    form: Form,
    sizes: &[usize],
    runs: usize,
    found: &mut BTreeSet<&'static str>,
) -> BTreeMap<String, Vec<f64>> {
    let mut least = |size: usize, packs: usize| {
        let clock = stages::check(&(input.make)(size), form, packs, runs);
        found.extend(clock.found);
        clock.times
    };
    // Some are made of pairs.
    let bare = least(2, 1);
    let mut times: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for size in sizes {
        let packs = SIZES[3] / size;
        for (step, time) in least(*size, packs) {
            let bare = bare.get(&step).copied().unwrap_or_default() * packs as f64;
            times.entry(step).or_default().push((time - bare).max(0.0));
        }
    }
    times
}

/// The exponent of time over size by least squares, of times that packs of each size took that are as large together; 0 if
/// it is too little to measure.
fn exponent(sizes: &[usize], times: &[f64]) -> f64 {
    if times.len() < sizes.len() || times.last().is_none_or(|last| *last < NOTHING) {
        return 0.0;
    }
    let points: Vec<(f64, f64)> =
        sizes.iter().zip(times).map(|(size, time)| ((*size as f64).ln(), time.max(0.01).ln())).collect();
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / points.len() as f64;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let above: f64 = points.iter().map(|point| (point.0 - x) * (point.1 - y)).sum();
    1.0 + above / points.iter().map(|point| (point.0 - x).powi(2)).sum::<f64>()
}

/// The worst exponent of each step, and what it was found in.
#[derive(Default)]
struct Worst {
    of_step: BTreeMap<String, (f64, String, f64)>,
}

impl Worst {
    fn take(&mut self, name: &str, form: Form, sizes: &[usize], times: &BTreeMap<String, Vec<f64>>) {
        for (step, times) in times {
            let exponent = exponent(sizes, times);
            if exponent > EXPONENT {
                let shown: Vec<String> = times.iter().map(|time| format!("{time:.1}")).collect();
                println!("  over: {step} with {name} {form:?}: {exponent:.2} ({} ms)", shown.join(" / "));
            }
            let largest = times.last().copied().unwrap_or_default();
            let worst = self.of_step.entry(step.clone()).or_default();
            if exponent > worst.0 || worst.1.is_empty() {
                *worst = (exponent, format!("{name} {form:?}"), largest);
            }
        }
    }

    fn tell(&self, report: &mut Report) {
        for (step, (exponent, name, largest)) in &self.of_step {
            let what = format!("{step} ({name}, {largest:.0} ms)");
            match step.ends_with(stages::ENGINE) {
                // It is not ours to bound.
                true => report.figure("growth", &what, *exponent, "×"),
                false => report.limited("growth", &what, *exponent, "×", Limit::AtMost(EXPONENT)),
            }
        }
    }
}
