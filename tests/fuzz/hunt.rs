//! A hunt over several targets, and what comes of it.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use serde_json::json;

use super::targets::Target;
use super::watch::{self, Wrong};
use super::{asked, shrink};

/// How often the same is told of a target. More often than this the target is left: each time may cost ten seconds.
const SAME: usize = 3;
const ALL: usize = 40;
/// How many inputs a process tries at most.
const SHIFT: u64 = 20_000;

/// Targets and how they are tried.
pub(super) struct Hunt {
    targets: Vec<&'static Target>,
    sequence: u64,
    jobs: usize,
}

/// When a target is left.
#[derive(Clone, Copy)]
enum End {
    Inputs(u64),
    Time(Duration),
}

/// What came of a target.
#[derive(Default)]
struct Row {
    tried: u64,
    deep: u64,
    seconds: f64,
    slowest: (f64, u64),
}

/// What came of a hunt.
#[derive(Default)]
pub(super) struct Report {
    /// By target.
    rows: BTreeMap<&'static str, Row>,
    /// What is wrong, a line each.
    pub(super) wrong: Vec<String>,
    /// By target, inputs that took too much, and were ended by the program as they should be.
    ended: BTreeMap<&'static str, u64>,
    /// Panics that the library caught, by place.
    caught: BTreeMap<String, (u64, String)>,
}

impl Report {
    /// Targets of which no input came to what the target is for.
    pub(super) fn idle(&self) -> Vec<&'static str> {
        self.rows.iter().filter(|(_, row)| row.deep == 0).map(|(name, _)| *name).collect()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "target          inputs   of them deep   inputs a second   slowest (its number)")?;
        for (name, row) in &self.rows {
            #[allow(clippy::cast_precision_loss, reason = "a number for people")]
            let rate = row.tried as f64 / row.seconds.max(0.001);
            let (seconds, number) = row.slowest;
            writeln!(f, "{name:<12} {:>9} {:>14} {rate:>17.1} {seconds:>8.1} s ({number})", row.tried, row.deep)?;
        }
        for (name, times) in &self.ended {
            writeln!(f, "ended within the budget of a pack, {times} times: {name}")?;
        }
        for (place, (times, example)) in &self.caught {
            writeln!(f, "caught inside, {times} times: {place} {example}")?;
        }
        for line in &self.wrong {
            writeln!(f, "WRONG {line}")?;
        }
        writeln!(f, "{} inputs, {} wrong", self.rows.values().map(|row| row.tried).sum::<u64>(), self.wrong.len())
    }
}

impl Hunt {
    pub(super) fn new(targets: Vec<&'static Target>, sequence: u64, jobs: usize) -> Self {
        Self { targets, sequence, jobs: jobs.max(1) }
    }

    /// So many inputs of each target.
    pub(super) fn of_inputs(&self, inputs: impl Fn(&Target) -> u64 + Sync) -> Report {
        self.run(|target| End::Inputs(inputs(target)))
    }

    /// Inputs for some time, the same for each target.
    pub(super) fn of_time(&self, time: Duration) -> Report {
        let jobs = self.jobs.min(self.targets.len());
        let share = time.as_secs_f64() * f64::from(u32::try_from(jobs).unwrap());
        let share = share / f64::from(u32::try_from(self.targets.len().max(1)).unwrap());
        self.run(|_| End::Time(Duration::from_secs_f64(share)))
    }

    fn run(&self, end: impl Fn(&Target) -> End + Sync) -> Report {
        let queue = Mutex::new(self.targets.iter().copied().collect::<VecDeque<_>>());
        let report = Mutex::new(Report::default());
        std::thread::scope(|scope| {
            for _ in 0..self.jobs.min(self.targets.len()) {
                scope.spawn(|| {
                    loop {
                        let Some(target) = queue.lock().unwrap().pop_front() else { break };
                        self.one(target, end(target), &report);
                    }
                });
            }
        });
        report.into_inner().unwrap()
    }

    /// One target to its end.
    fn one(&self, target: &'static Target, end: End, report: &Mutex<Report>) {
        let start = Instant::now();
        let (mut next, mut row) = (0, Row::default());
        let mut seen: BTreeMap<Wrong, usize> = BTreeMap::new();
        let until = if let End::Time(time) = end { Some(start + time) } else { None };
        loop {
            let count = if let End::Inputs(count) = end { count.saturating_sub(next) } else { SHIFT };
            let is_over = count == 0 || until.is_some_and(|until| Instant::now() >= until);
            if is_over || seen.values().sum::<usize>() >= ALL {
                break;
            }
            let work = json!({ "target": target.name, "sequence": self.sequence, "first": next, "count": count });
            let told = watch::one(&work, until);
            row.tried += told.tried;
            row.deep += told.deep;
            row.slowest = if told.slowest.0 > row.slowest.0 { told.slowest } else { row.slowest };
            let Some(after) = told.next else {
                // A worker that does not even begin would be started for ever.
                if until.is_none_or(|until| Instant::now() < until) {
                    report.lock().unwrap().wrong.push(format!("{}: the worker does not begin", target.name));
                }
                break;
            };
            next = after;
            for (number, place, message) in told.caught {
                let mut report = report.lock().unwrap();
                let example = format!("({} {} {number}) {message}", target.name, self.sequence);
                report.caught.entry(place).or_insert((0, example)).0 += 1;
            }
            for (number, wrong, words) in told.wrong {
                let input = shrink::made(target, self.sequence, number, None, &self.folder(target));
                let Err(then) = wrong.then(target, &input) else {
                    *report.lock().unwrap().ended.entry(target.name).or_default() += 1;
                    continue;
                };
                let times = seen.entry(wrong.clone()).or_default();
                *times += 1;
                if *times <= SAME {
                    let path = self.kept(target, number, &wrong);
                    let line = format!("{} {number}: {wrong:?} {words}{then}: {}", target.name, path.display());
                    println!("{line}");
                    report.lock().unwrap().wrong.push(line);
                }
            }
        }
        row.seconds = start.elapsed().as_secs_f64();
        println!("{}: {} inputs in {:.0} s", target.name, row.tried, row.seconds);
        report.lock().unwrap().rows.insert(target.name, row);
    }

    fn folder(&self, target: &Target) -> PathBuf {
        let folder = asked("FUZZ_OUT").map_or_else(|| std::env::temp_dir().join("packwright-fuzz"), PathBuf::from);
        let folder = folder.join(target.name);
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }

    /// Writes an input, made as small as is easily done, and gives where.
    fn kept(&self, target: &Target, number: u64, wrong: &Wrong) -> PathBuf {
        let folder = self.folder(target);
        let input = shrink::input(target, self.sequence, number, wrong, &folder);
        let kind = match wrong {
            Wrong::Panic(_) => "panic",
            Wrong::Ended(_) => "ended",
            Wrong::Slow => "slow",
            Wrong::Large => "large",
        };
        let digest = packwright::pack::digest(&input);
        let path = folder.join(format!("{kind}-{}.{}", &digest[..12], target.ending));
        std::fs::write(&path, input).unwrap();
        path
    }
}
