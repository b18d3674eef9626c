//! An id stands for one thing.

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, quoted_and};
use crate::meeting::{CHAIRS, Section};

pub(super) const RULE: Rule = Rule { codes: &[&DUPLICATE_ID, &RESERVED_ID], check };

const DUPLICATE_ID: Code = Code::error(
    "duplicate-id",
    "Two things of a pack have the same id, so `@id` could mean either. Items, annexes, decisions, \
     people, entities and bodies share one set of ids; the only exception is an entry of the pack that replaces an \
     entry of the registry of the same kind.",
)
.of(Group::Contradiction);
const RESERVED_ID: Code = Code::error(
    "reserved-id",
    "Something has an id that is reserved. `chairs` stands for those who chair. Where minutes put decisions first, their \
     sections are referred to as `@decisions`, `@background`, `@participants` and `@agenda`. In minutes by item, only `chairs` \
     is reserved.",
)
.of(Group::Contradiction);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let clashes = subject.clashes.iter().map(|clash| match clash.first {
        Some(first) => Finding::new(&DUPLICATE_ID, clash.place, format!("the id `{}` is given twice", clash.id))
            .hint("rename one of the two, and the references to it")
            .related(first, "first given here"),
        None => Finding::new(
            &RESERVED_ID,
            clash.place,
            format!("the id `{}` is reserved for a section of the minutes", clash.id),
        )
        .hint(format!(
            "choose another, as `{}-item`; reserved are {}",
            clash.id,
            quoted_and(Section::ALL.map(Section::name).into_iter().chain([CHAIRS]))
        )),
    });
    let chairs = subject.index.place(CHAIRS).map(|place| {
        Finding::new(&RESERVED_ID, place, format!("the id `{CHAIRS}` is reserved for the people who chair"))
            .hint("choose another id, as `chairs-item`")
    });
    clashes.chain(chairs).collect()
}
