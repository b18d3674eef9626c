//! What a meeting says, held against itself.
//!
//! Each rule is a file of its own with the codes it can give. To add one: write the file, name it in
//! `RULES` below, add a case to `tests/cases/findings`.
//!
//! It refuses to read files, to look at layout, and to stop at the first problem.

mod agenda;
mod annexes;
mod calendar;
mod ids;
mod languages;
mod markdown;
mod references;
mod time;
mod uses;

use crate::finding::{Code, Finding, Placed, Sources};
use crate::meeting::{Clash, Index, Markdown, Meeting, Parts};

/// What rules look at.
struct Subject<'a> {
    meeting: &'a Meeting,
    index: &'a Index,
    clashes: &'a [Clash],
    parts: &'a Parts<'a>,
    /// Every prose in every language, parsed, with the text as written.
    prose: &'a [(&'a Placed<String>, Markdown)],
    sources: &'a Sources,
}

/// A rule: the codes it can give, and how it finds them.
struct Rule {
    codes: &'static [&'static Code],
    check: fn(&Subject<'_>) -> Vec<Finding>,
}

const RULES: &[Rule] = &[
    ids::RULE,
    references::RULE,
    uses::RULE,
    agenda::RULE,
    time::RULE,
    annexes::RULE,
    calendar::RULE,
    languages::RULE,
    markdown::RULE,
];

/// All codes of this room.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    RULES.iter().flat_map(|rule| rule.codes.iter().copied())
}

/// Everything that is wrong or doubtful in a meeting.
pub fn check(meeting: &Meeting, sources: &Sources) -> Vec<Finding> {
    let (index, clashes) = Index::of(meeting);
    let parts = Parts::of(&meeting.definition);
    let texts = parts.prose.iter().flat_map(|prose| prose.all());
    let prose: Vec<(&Placed<String>, Markdown)> = texts.map(|text| (text, Markdown::parse(text))).collect();
    let subject = Subject { meeting, index: &index, clashes: &clashes, parts: &parts, prose: &prose, sources };
    RULES.iter().flat_map(|rule| (rule.check)(&subject)).collect()
}
