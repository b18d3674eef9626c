//! The results of a run, for its summary.

use std::time::Duration;

use crate::build::{How, Outcome};
use crate::finding::{Finding, Spot};

/// The number of errors of a pack that are named.
const FIRST: usize = 2;
/// The number of the slowest packs that are named.
const SLOWEST: usize = 3;

/// The results of the packs of a run. Of each little is kept, so that it may be tens of thousands.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) errors: usize,
    pub(super) warnings: usize,
    /// The number of errors that are faults of the program.
    pub(super) faults: usize,
    pub(super) packs: Vec<Line>,
}

/// A pack in a summary.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) pack: String,
    pub(super) how: How,
    pub(super) took: Duration,
    /// The reason why it is stale, or was not built.
    pub(super) why: Vec<String>,
    /// Its findings, as people read them, if a report needs them.
    pub(super) shown: Vec<String>,
}

impl Tally {
    pub(super) fn pack(&mut self, id: &str, outcome: &Outcome, took: Duration, shown: Vec<String>) {
        let why = match outcome.how {
            How::Stale => outcome.why.clone(),
            How::Failed => errors(outcome),
            _ => Vec::new(),
        };
        self.packs.push(Line { pack: id.to_owned(), how: outcome.how, took, why, shown });
    }

    /// The number of packs that were done in this way.
    pub(super) fn number(&self, how: How) -> usize {
        self.packs.iter().filter(|line| line.how == how).count()
    }

    /// "3 built, 8 reused, 1 failed".
    pub(super) fn in_words(&self) -> String {
        let ways = [How::Checked, How::Built, How::Reused, How::Current, How::Stale, How::Failed];
        let numbers = ways.into_iter().map(|how| (self.number(how), how)).filter(|(number, _)| *number > 0);
        let words: Vec<String> = numbers.map(|(number, how)| format!("{number} {}", how.name())).collect();
        if words.is_empty() { "nothing done".to_owned() } else { words.join(", ") }
    }

    /// The packs that took longest to build, slowest first.
    pub(super) fn slowest(&self) -> Vec<&Line> {
        let mut built: Vec<&Line> = self.packs.iter().filter(|line| line.how == How::Built).collect();
        built.sort_by(|a, b| b.took.cmp(&a.took).then_with(|| a.pack.cmp(&b.pack)));
        built.truncate(SLOWEST);
        built
    }

    /// "a 1.2 s, b 0.9 s".
    pub(super) fn slowest_in_words(&self) -> Option<String> {
        let words: Vec<String> =
            self.slowest().into_iter().map(|line| format!("{} {}", line.pack, seconds(line.took))).collect();
        (!words.is_empty()).then(|| words.join(", "))
    }
}

/// The first errors of a pack, each with its place, and how many more there are.
fn errors(outcome: &Outcome) -> Vec<String> {
    let errors: Vec<&Finding> = outcome.findings.iter().filter(|finding| finding.is_error()).collect();
    let sources = &outcome.sources;
    let first = errors.iter().take(FIRST).map(|error| match &error.spot {
        Spot::Text(place) => {
            let line = sources.locate(*place).line;
            format!("{} ({}:{line})", error.message, sources.shown(sources.path(place.file)))
        }
        Spot::File(path) => format!("{} ({})", error.message, sources.shown(path)),
    });
    let more = errors.len().saturating_sub(FIRST);
    first.chain((more > 0).then(|| format!("{more} more"))).collect()
}

/// "1.2 s".
pub(super) fn seconds(took: Duration) -> String {
    format!("{:.1} s", took.as_secs_f64())
}
