//! `--junit FILE`: the XML that CI systems show as test results, one case a pack.

use std::time::Duration;

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use crate::build::How;
use crate::cli::tally::Tally;

/// The report of a run.
pub(in crate::cli) fn junit(tally: &Tally, took: Duration) -> String {
    let mut suite = TestSuite::new("packs");
    let mut lines: Vec<_> = tally.packs.iter().collect();
    lines.sort_by(|a, b| a.pack.cmp(&b.pack));
    for line in lines {
        let status = match line.how {
            How::Failed | How::Stale => {
                let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
                status.set_type(line.how.name()).set_message(line.why.join("; "));
                status.set_description(line.shown.join("\n\n"));
                status
            }
            _ => TestCaseStatus::success(),
        };
        let mut case = TestCase::new(line.pack.as_str(), status);
        case.set_classname("packwright").set_time(line.took);
        suite.add_test_case(case);
    }
    suite.set_time(took);
    let mut report = Report::new("packwright");
    report.set_time(took).add_test_suite(suite);
    report.to_string().expect("a report is written into memory")
}
