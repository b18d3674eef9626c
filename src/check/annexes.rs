//! Every annex has a title and one content.

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, quoted_list};
use crate::meeting::{Annex, AnnexContent};

pub(super) const RULE: Rule = Rule { codes: &[&ANNEX_CONTENT, &ANNEX_TITLE], check };

const ANNEX_CONTENT: Code = Code::error(
    "annex-content",
    "An annex is one document: exactly one of `work_plan`, `activity_summary`, `outcome_document`, \
     `calendar`, `text` and `files` says what is in it, and there must be something in it.",
)
.of(Group::Completeness);
const ANNEX_TITLE: Code = Code::error(
    "annex-title",
    "An annex has no title: neither its own, nor one registered under its id in `documents`.",
)
.of(Group::Completeness);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let annexes = &subject.meeting.definition.annexes;
    let untitled = annexes.iter().filter(|annex| subject.meeting.annex_title(annex).is_none()).map(|annex| {
        Finding::new(&ANNEX_TITLE, annex.id.place, format!("the annex `{}` has no title", annex.id.as_str()))
            .hint("add `\"title\": …`, or register its title under `documents`")
    });
    annexes.iter().filter_map(content).chain(untitled).collect()
}

fn content(annex: &Annex) -> Option<Finding> {
    let id = annex.id.as_str();
    let kinds = quoted_list(Annex::KINDS);
    let (message, hint) = match annex.contents().as_slice() {
        [] => (format!("the annex `{id}` has no content"), format!("add one of {kinds}")),
        [AnnexContent::OutcomeDocument(document)]
            if document.preamble.is_empty() && document.operative.is_empty() && document.sections.is_empty() =>
        {
            (
                format!("the outcome document `{id}` has no paragraphs"),
                "add `preamble` and `operative`, or `sections`".to_owned(),
            )
        }
        [_] => return None,
        several => (
            format!("the annex `{id}` has {} contents", several.len()),
            format!("keep one of {kinds}, and make annexes of the others"),
        ),
    };
    Some(Finding::new(&ANNEX_CONTENT, annex.id.place, message).hint(hint))
}
