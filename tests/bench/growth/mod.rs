//! Whether anything grows faster than what it is given: every rule of `check`, reading, and showing what was found, with
//! JSON in lines and on one line; and every stage of a build.
//!
//! Inputs are made by [`multiply`], which repeats each list, each set of entries and each text of every case of
//! `tests/cases/findings`, of the examples and of `everything.json`, and by [`named`], for what has to differ from element
//! to element. Times are those that the thread had on the processor, so that others on the machine do not count.

mod built;
mod multiply;
mod named;
mod stages;

use std::collections::{BTreeMap, BTreeSet};

use crate::Bench;
use crate::report::{Limit, Report};
use stages::{Case, Clock, Form};

/// Sizes that are measured.
const SIZES: [usize; 4] = [1000, 2000, 4000, 8000];
/// The largest exponent of time over size, beside that of a plain pass over the same data: memory is slower than the
/// processor's caches, in which small inputs lie and large ones do not.
const EXPONENT: f64 = 1.15;
/// What takes less than this at the largest size is not measured, in milliseconds: it tells of the caches.
const NOTHING: f64 = 20.0;
/// Exponents of the first look, with one run of each size, from which a second is taken.
const SUSPECT: f64 = 1.08;
/// A plain pass that takes less, in milliseconds, tells nothing, and no memory is slower than this exponent.
const PLAIN: f64 = 1.0;
const MEMORY: f64 = 1.4;
const RUNS: usize = 5;
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
    for input in inputs {
        for form in [Form::Lines, Form::OneLine] {
            count += 1;
            let look = |sizes: &[usize], runs| measure(&input, form, sizes, runs, &mut BTreeSet::new());
            let least = measure(&input, form, &[SIZES[3]], 1, &mut found);
            if least.values().flatten().all(|time| *time < NOTHING) {
                continue;
            }
            let first = measure(&input, form, &[SIZES[1], SIZES[3]], 1, &mut found);
            let suspects = first
                .iter()
                .filter(|(step, times)| !step.starts_with("plain") && exponent(&[SIZES[1], SIZES[3]], times) > SUSPECT);
            if suspects.count() == 0 {
                worst.take(&input.name, form, &[SIZES[1], SIZES[3]], &first);
            } else {
                worst.take(&input.name, form, &SIZES, &look(&SIZES, RUNS));
            }
        }
    }
    report.figure("growth", "inputs", count as f64, "");
    worst.tell(report);
    let never: Vec<&str> =
        packwright::check::codes().map(|code| code.name).filter(|name| !found.contains(name)).collect();
    println!("  rules that found nothing in any: {}", never.join(", "));
}

/// Every stage of a build.
pub(super) fn build(_: &Bench<'_>, report: &mut Report) {
    let sizes: Vec<usize> = SIZES.iter().map(|size| size / 8 * scale()).collect();
    report.part(&format!("growth of a build, {sizes:?} elements, exponent of time over size"));
    let mut worst = Worst::default();
    for input in built::all().into_iter().filter(|input| chosen(&input.name)) {
        let mut times: BTreeMap<String, Vec<f64>> = BTreeMap::new();
        for size in &sizes {
            let case = (input.make)(*size);
            let runs = [(); BUILDS].map(|()| stages::build(&case));
            for (at, (stage, _)) in runs[0].iter().enumerate() {
                let least = runs.iter().map(|run| run[at].1).fold(f64::INFINITY, f64::min);
                times.entry(stage.clone()).or_default().push(least);
            }
        }
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
    let mut times: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for (at, size) in sizes.iter().enumerate() {
        let case = (input.make)(*size);
        for run in 0..runs {
            let mut clock = Clock::default();
            stages::check(&case, form, &mut clock);
            found.extend(clock.found.iter().copied());
            for (step, time) in clock.times {
                let of_step = times.entry(step).or_default();
                of_step.resize(of_step.len().max(at), 0.0);
                match of_step.get_mut(at) {
                    Some(least) => *least = least.min(time),
                    None => of_step.push(time),
                }
            }
            // What takes long needs no second run.
            if run == 0 && times.values().filter_map(|times| times.get(at)).sum::<f64>() > 2000.0 {
                break;
            }
        }
    }
    times
}

/// The exponent of times over sizes; 0 if it is too little to measure.
fn exponent(sizes: &[usize], times: &[f64]) -> f64 {
    if times.len() < sizes.len() || times.last().is_none_or(|last| *last < NOTHING) { 0.0 } else { slope(sizes, times) }
}

/// The exponent of times over sizes, by least squares.
fn slope(sizes: &[usize], times: &[f64]) -> f64 {
    let points: Vec<(f64, f64)> =
        sizes.iter().zip(times).map(|(size, time)| ((*size as f64).ln(), time.max(0.01).ln())).collect();
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / points.len() as f64;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let above: f64 = points.iter().map(|point| (point.0 - x) * (point.1 - y)).sum();
    above / points.iter().map(|point| (point.0 - x).powi(2)).sum::<f64>()
}

/// The worst exponent of each step, and what it was found in.
#[derive(Default)]
struct Worst {
    of_step: BTreeMap<String, (f64, String, f64)>,
}

impl Worst {
    fn take(&mut self, name: &str, form: Form, sizes: &[usize], times: &BTreeMap<String, Vec<f64>>) {
        let plain = |step: &str| {
            let times = times.get(step).filter(|times| times.last().is_some_and(|last| *last > PLAIN));
            times.map_or(1.0, |times| slope(sizes, times)).clamp(1.0, MEMORY)
        };
        let copied = plain(stages::PLAIN_COPY).max(plain(stages::PLAIN_PASS));
        for (step, of_step) in times {
            let times = of_step;
            let beside = if step == "read" { plain(stages::PLAIN_READING).max(copied) } else { copied };
            let exponent = exponent(sizes, times) - (beside - 1.0);
            let shown: Vec<String> = times.iter().map(|time| format!("{time:.1}")).collect();
            if exponent > EXPONENT && !step.starts_with("plain") {
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
        for (step, (exponent, name, largest)) in self.of_step.iter().filter(|(step, _)| !step.starts_with("plain")) {
            let what = format!("{step} ({name}, {largest:.0} ms)");
            report.limited("growth", &what, *exponent, "×", Limit::AtMost(EXPONENT));
        }
    }
}
