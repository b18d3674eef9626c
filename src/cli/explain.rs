//! `explain`: what a finding means, and all there are.

use super::exit::Exit;
use super::report;
use super::usage::{hanging, width, wrapped};
use crate::build::{Selector, codes};
use crate::finding::{Code, Group};

/// The column at which the meaning of a code begins, below its name.
const MEANING: usize = 11;

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
            return report::misuse(&format!("there is no code and no group `{name}`\nhint: {hint}"));
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

/// Lists the codes of a group, each with the first sentence of its explanation.
fn list(group: Group) {
    let mut codes: Vec<&Code> = codes().into_iter().filter(|code| code.group == group).collect();
    codes.sort_by_key(|code| code.name);
    report::say(&format!("{}:", group.name()));
    for code in codes {
        let meaning = code.explain.split_once(". ").map_or(code.explain, |(first, _)| first);
        let indent = " ".repeat(MEANING);
        let meaning = hanging(&indent, MEANING, meaning.trim_end_matches('.'), width());
        report::say(&format!("  {:<9}{}\n{meaning}", code.severity.name(), code.name));
    }
}
