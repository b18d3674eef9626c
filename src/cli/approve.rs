//! `approve`: a person's word on what the minutes say.

use std::path::Path;

use super::args::Approve;
use super::exit::Exit;
use super::report;
use crate::build::{self, Approved, Approving};
use crate::finding::quoted_and;
use crate::meeting::{Instant, Language};
use crate::workspace::{FindError, Found, PackAddress, Workspace, now};

/// Writes an approval, or takes one back.
pub(super) fn approve(args: Approve) -> Exit {
    let Some((workspace, pack)) = the_pack(args.pack.as_deref()) else { return Exit::IncorrectUsage };
    let clock = Instant(now());
    let at = args.at.unwrap_or(clock);
    if at > clock {
        report::complain(
            "error: this time is in the future\nhint: `--at` is for approvals that were given in the past",
        );
        return Exit::IncorrectUsage;
    }
    let asked = Approving {
        person: args.person,
        capacity: args.capacity,
        languages: args.language.into_iter().map(Language::new).collect(),
        at,
        withdraw: args.withdraw,
    };
    let Approved { done, remark, findings, sources } = build::approve(&workspace, &pack, &asked);
    report::show_errors(&findings, &sources);
    match done {
        Ok(done) => {
            let verb = if asked.withdraw { "withdrew the approval of" } else { "approved" };
            for (language, digest) in done {
                let language = language.as_str();
                report::tell(&format!(
                    "{} {verb} the minutes of {} ({language}) at {at}: {digest}",
                    asked.person, pack.id
                ));
            }
            if let Some(remark) = remark {
                report::complain(&format!("warning: {remark}\nhint: `--withdraw` withdraws it"));
            }
            Exit::Done
        }
        Err(refusal) => report::refuse(&refusal),
    }
}

/// The one pack that is meant, in its workspace: the one in whose folder we are, if none is named. None if there is no such pack or
/// there are several, which is reported.
pub(super) fn the_pack(typed: Option<&str>) -> Option<(Workspace, PackAddress)> {
    let here = Path::new(".");
    let Some(typed) = typed.map(str::to_owned).or_else(|| Workspace::pack_around(here)) else {
        report::complain("error: no pack is named\nhint: name the pack, or change to its folder");
        return None;
    };
    let found = match Workspace::find(here, std::slice::from_ref(&typed)) {
        Ok(found) => found,
        Err(errors) => {
            report::show_find_errors(&errors);
            return None;
        }
    };
    let Found { workspace, mut packs, misnamed } = found;
    if packs.len() + misnamed.len() > 1 {
        let names = quoted_and(packs.iter().map(|pack| pack.id.as_str()));
        report::complain(&format!("error: `{typed}` matches several packs: {names}\nhint: name one of them"));
        return None;
    }
    for misnamed in misnamed {
        report::show_find_errors(&[FindError::BadName(misnamed)]);
    }
    packs.pop().map(|pack| (workspace, pack))
}
