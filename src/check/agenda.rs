//! Sections of the agenda group items and do nothing else; purposes are of documents that an item has.

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Placed};
use crate::meeting::{Id, Item};

pub(super) const RULE: Rule = Rule { codes: &[&EMPTY_SECTION, &SECTION_WITH_CONTENT, &PURPOSE_OF_NONE], check };

const EMPTY_SECTION: Code =
    Code::warning("empty-section", "A section is a heading over items of the agenda, but this one has no items.")
        .of(Group::Completeness);
const SECTION_WITH_CONTENT: Code = Code::error(
    "section-with-content",
    "A section, which is a heading over items, has what belongs to the items inside it: time, lead, speakers, questions, \
     remarks or what is tabled. It would not be printed here.",
)
.of(Group::Completeness);

const PURPOSE_OF_NONE: Code = Code::error(
    "purpose-of-none",
    "An item states the purpose of a document that is not among its `documents`. The purpose would not be printed.",
)
.of(Group::Completeness);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let items = subject.meeting.definition.items();
    let purposes = items.iter().flat_map(|(item, _)| purposes_of_none(item));
    let sections = items.iter().map(|(item, _)| *item).filter(|item| item.section);
    sections.flat_map(of_section).chain(purposes).collect()
}

fn purposes_of_none(item: &Item) -> Vec<Finding> {
    let is_listed = |id: &Id| item.documents.iter().any(|listed| listed.as_str() == id.as_str());
    let others = item.purposes.iter().map(|(id, _)| id).filter(|id| !is_listed(&id.value));
    let reported = |id: &Placed<Id>| {
        let message =
            format!("`{}` has a purpose, but is not a document of the item `{}`", id.as_str(), item.id.as_str());
        Finding::new(&PURPOSE_OF_NONE, id.place, message)
            .hint("add it to `documents` of the item, or remove the purpose")
    };
    others.map(reported).collect()
}

fn of_section(section: &Item) -> Vec<Finding> {
    let place = section.id.place;
    let mut findings = Vec::new();
    let says_something = section.text.is_some() || !section.proceedings.is_empty();
    if section.items.is_empty() && !says_something {
        findings.push(
            Finding::new(&EMPTY_SECTION, place, format!("the section `{}` has no items", section.id.as_str()))
                .hint("put items into its `items`, or remove `\"section\": true`"),
        );
    }
    let Item {
        id: _,
        title: _,
        number: _,
        footnote: _,
        section: _,
        consent: _,
        is_break: _,
        purpose: _,
        standing: _,
        stage: _,
        closed: _,
        session: _,
        start,
        minutes,
        as_issued: _,
        lead,
        speakers,
        roles: _,
        documents: _,
        purposes: _,
        text: _,
        annotation: _,
        amounts: _,
        questions,
        for_endorsement,
        remarks,
        note,
        proceedings: _,
        earlier_actions: _,
        follow_up: _,
        actions: _,
        disposition: _,
        result: _,
        items: _,
        counted_to: _,
    } = section;
    let bare = [
        start.is_none(),
        minutes.is_none(),
        lead.is_empty(),
        speakers.is_empty(),
        questions.is_empty(),
        for_endorsement.is_empty(),
        remarks.is_empty(),
        note.is_none(),
    ];
    let bare = bare.into_iter().all(|without| without);
    if !bare {
        findings.push(
            Finding::new(
                &SECTION_WITH_CONTENT,
                place,
                format!("the section `{}` has what only items have", section.id.as_str()),
            )
            .hint("move it to an item inside, or remove `\"section\": true`"),
        );
    }
    findings
}
