//! A pack has something in it, and each document once.

use std::collections::BTreeMap;

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group};

pub(super) const RULE: Rule = Rule { codes: &[&DOCUMENT_TWICE, &EMPTY_PACK], check };

const DOCUMENT_TWICE: Code =
    Code::error("document-twice", "`pack` lists a document twice. Each document is one file of the zip.")
        .of(Group::Consistency);

const EMPTY_PACK: Code = Code::error(
    "empty-pack",
    "There is no content for any document: the meeting has no agenda, no annexes, and nothing decided or recorded; or \
     `pack` names only documents that have no content yet.",
)
.of(Group::Completeness);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    twice(subject).into_iter().chain(empty(subject)).collect()
}

fn empty(subject: &Subject<'_>) -> Option<Finding> {
    let definition = &subject.meeting.definition;
    let bare = subject.meeting.documents().is_empty();
    let message = "this meeting has no content for a document";
    bare.then(|| Finding::new(&EMPTY_PACK, definition.title.place, message).hint("add an `agenda`"))
}

fn twice(subject: &Subject<'_>) -> Vec<Finding> {
    let mut first = BTreeMap::new();
    let again = subject.meeting.definition.pack.iter().filter_map(|paper| {
        let document = &paper.document;
        let before = *first.entry(document.as_str()).or_insert(document.place);
        let message = format!("the document `{}` is named twice", document.as_str());
        (before != document.place).then(|| {
            Finding::new(&DOCUMENT_TWICE, document.place, message)
                .hint("remove one")
                .related(before, "first named here")
        })
    });
    again.collect()
}
