//! What was measured: a table for people, JSON for programs.

use std::path::Path;

use serde_json::{Value, json};

/// What a figure has to reach.
#[derive(Clone, Copy)]
pub(crate) enum Limit {
    AtMost(f64),
    AtLeast(f64),
    Exactly(f64),
}

/// Figures by part, in the order in which they were measured.
#[derive(Default)]
pub(crate) struct Report {
    figures: Vec<Value>,
}

impl Report {
    /// Begins a part, and says what is measured in it and how.
    pub(crate) fn part(&self, how: &str) {
        println!("\n{how}");
    }

    /// A figure that is told only.
    pub(crate) fn figure(&mut self, part: &str, what: &str, value: f64, unit: &str) {
        self.take(part, what, value, unit, None);
    }

    /// A figure with a limit.
    pub(crate) fn limited(&mut self, part: &str, what: &str, value: f64, unit: &str, limit: Limit) {
        self.take(part, what, value, unit, Some(limit));
    }

    fn take(&mut self, part: &str, what: &str, value: f64, unit: &str, limit: Option<Limit>) {
        let shown = match unit {
            "×" | "%" => format!("{value:.2}"),
            "ms" if value < 1000.0 => format!("{value:.1}"),
            _ => format!("{value:.0}"),
        };
        let (told, is_reached) = match limit {
            None => (String::new(), None),
            Some(Limit::AtMost(most)) => (format!("at most {most}"), Some(value <= most)),
            Some(Limit::AtLeast(least)) => (format!("at least {least}"), Some(value >= least)),
            Some(Limit::Exactly(number)) => (format!("exactly {number}"), Some((value - number).abs() < f64::EPSILON)),
        };
        let verdict = match is_reached {
            None => "",
            Some(true) => "reached",
            Some(false) => "MISSED",
        };
        println!("  {what:<52} {shown:>9} {unit:<4} {told:<13} {verdict}");
        let mut figure = json!({ "part": part, "what": what, "value": value, "unit": unit });
        match limit {
            Some(Limit::AtMost(most)) => figure["at_most"] = most.into(),
            Some(Limit::AtLeast(least)) => figure["at_least"] = least.into(),
            Some(Limit::Exactly(number)) => figure["exactly"] = number.into(),
            None => {}
        }
        self.figures.push(figure);
    }

    /// Writes everything as JSON, with the machine.
    pub(crate) fn write(&self, path: &Path) {
        let report =
            json!({ "format": "packwright-bench", "version": 1, "machine": machine(), "figures": self.figures });
        std::fs::write(path, format!("{report:#}\n")).unwrap();
        println!("\n{} · {}", machine().as_str().unwrap_or_default(), path.display());
    }
}

/// The machine in words, as Linux tells of it.
fn machine() -> Value {
    let first = |path: &str, key: &str| {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let line = text.lines().find(|line| line.starts_with(key)).and_then(|line| line.split_once(':'));
        line.map_or("unknown".to_owned(), |(_, value)| value.trim().to_owned())
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let memory = first("/proc/meminfo", "MemTotal");
    let gibibytes = memory.trim_end_matches(" kB").parse::<f64>().unwrap_or_default() / 1024.0 / 1024.0;
    format!("{}, {cores} cores, {gibibytes:.0} GiB, {}", first("/proc/cpuinfo", "model name"), std::env::consts::OS)
        .into()
}
