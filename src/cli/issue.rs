//! `issue`: records what was sent out.

use jiff::tz::Offset;

use super::approve::the_pack;
use super::args::IssueArgs;
use super::exit::Exit;
use super::report;
use crate::build::{self, Issuing};
use crate::workspace::now;

/// Records that a pack was sent out.
pub(super) fn issue(args: IssueArgs) -> Exit {
    let Some((workspace, pack)) = the_pack(args.pack.as_deref()) else { return Exit::IncorrectUsage };
    // Where the day begins first, it is tomorrow already.
    let latest = Offset::UTC.to_datetime(now()).date().tomorrow();
    if latest.is_ok_and(|latest| args.on.first_day() > latest) {
        let hint = "state the day on which the pack was sent out";
        return report::misuse(&format!("{} is in the future\nhint: {hint}", args.on));
    }
    let out = args.out.unwrap_or_else(|| workspace.out());
    let asked = Issuing { date: args.on, out, audience: args.audience };
    let issued = build::issue(&workspace, &pack, &asked);
    report::show_errors(&issued.findings, &issued.sources);
    for remark in &issued.remarks {
        report::complain(&format!("warning: {}\nhint: {}", remark.message, remark.hint));
    }
    match issued.done {
        Ok((number, paths)) => {
            for path in paths {
                report::tell(&format!("issue {number} of {}, sent out on {}: {}", pack.id, asked.date, path.display()));
            }
            Exit::Done
        }
        Err(Some(refusal)) => report::refuse(&refusal),
        Err(None) => Exit::IncorrectUsage,
    }
}
