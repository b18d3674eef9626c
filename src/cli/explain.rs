//! `explain`: what a finding means, and all there are.

use super::exit::Exit;
use super::report;
use super::usage::{width, wrapped};
use crate::build::{Selector, codes};
use crate::finding::{Code, Group};

/// Explains a code, or lists the codes of a group, or all.
pub(super) fn explain(name: Option<&str>) -> Exit {
    let Some(name) = name else {
        Group::ALL.into_iter().for_each(list);
        return Exit::Done;
    };
    match Selector::named(name) {
        Ok(Selector::Code(code)) => report::say(&in_full(code)),
        Ok(Selector::Group(group)) => list(group),
        Ok(Selector::Warnings) => Group::ALL.into_iter().for_each(list),
        Err(hint) => {
            report::complain(&format!("error: there is no code and no group `{name}`\nhint: {hint}"));
            return Exit::IncorrectUsage;
        }
    }
    Exit::Done
}

fn in_full(code: &Code) -> String {
    format!(
        "{}[{}], group {}\n\n{}",
        code.severity.name(),
        code.name,
        code.group.name(),
        wrapped(code.explain, width().min(80))
    )
}

fn list(group: Group) {
    let mut codes: Vec<&Code> = codes().into_iter().filter(|code| code.group == group).collect();
    codes.sort_by_key(|code| code.name);
    report::say(&format!("{}:", group.name()));
    for code in codes {
        report::say(&format!("  {:<9}{}", code.severity.name(), code.name));
    }
}
