//! The summary of a job on GitHub: Markdown, appended to the file that `GITHUB_STEP_SUMMARY` names.

use std::time::Duration;

use super::SHOWN;
use crate::build::How;
use crate::cli::tally::{Tally, seconds};
use crate::finding::count;

/// The number of annotations of each kind that GitHub shows for one step.
const ANNOTATED: usize = 10;

/// The number of failed packs that are listed.
const LISTED: usize = 50;

pub(in crate::cli) fn summary(tally: &Tally, took: Duration) -> String {
    let mut text = format!(
        "### packwright: {} in {}\n\n{}; {}, {}\n\n",
        count(tally.packs.len(), "pack"),
        seconds(took),
        tally.in_words(),
        count(tally.errors, "error"),
        count(tally.warnings, "warning")
    );
    if tally.errors > ANNOTATED || tally.warnings > ANNOTATED {
        text.push_str(&format!(
            "GitHub shows {ANNOTATED} errors and {ANNOTATED} warnings of a step beside the changes. The log of the \
             step has up to {SHOWN} findings of each pack, `--format json` has all of them.\n\n"
        ));
    }
    let mut wrong: Vec<_> = tally.packs.iter().filter(|line| matches!(line.how, How::Failed | How::Stale)).collect();
    wrong.sort_by(|a, b| a.pack.cmp(&b.pack));
    if !wrong.is_empty() {
        text.push_str("| pack | | why |\n|---|---|---|\n");
        for line in wrong.iter().take(LISTED) {
            let why = line.why.join("; ").replace('|', "\\|").replace('\n', " ");
            text.push_str(&format!("| {} | {} | {why} |\n", line.pack, line.how.name()));
        }
        text.push('\n');
    }
    let slowest = tally.slowest();
    if !slowest.is_empty() {
        text.push_str("| slowest | |\n|---|---|\n");
        for line in slowest {
            text.push_str(&format!("| {} | {} |\n", line.pack, seconds(line.took)));
        }
    }
    text
}
