//! `issue`: records what was sent out.

use super::approve::the_pack;
use super::args::IssueArgs;
use super::exit::Exit;
use super::report;
use crate::build::{self, Issuing};
use crate::finding::{Finding, show};

/// Records that a pack was sent out.
pub(super) fn issue(args: IssueArgs) -> Exit {
    let Some((workspace, pack)) = the_pack(&args.pack) else { return Exit::IncorrectUsage };
    let out = args.out.unwrap_or_else(|| workspace.root.join("out"));
    let asked = Issuing { date: args.on, out, audience: args.audience };
    let issued = build::issue(&workspace, &pack, &asked);
    for finding in issued.findings.iter().filter(|finding| Finding::is_error(finding)) {
        report::complain(&format!("{}\n", show(finding, &issued.sources, true)));
    }
    match issued.done {
        Ok((number, paths)) => {
            for path in paths {
                report::say(&format!("issue {number} of {}, sent out on {}: {}", pack.id, asked.date, path.display()));
            }
            Exit::Done
        }
        Err(refusal) => report::refuse(&refusal),
    }
}
