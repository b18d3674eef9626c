//! Paragraphs and headings hang together.

use super::passage::Passage;
use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group};

pub(super) const RULE: Rule = Rule { codes: &[&BROKEN_PARAGRAPH, &SINGLE_HEADING], check };

const BROKEN_PARAGRAPH: Code = Code::warning(
    "broken-paragraph",
    "A paragraph ends in the middle of a sentence, and the next one continues it. The usual cause is a page break in \
     the document from which the text was pasted.",
)
.of(Group::Consistency);
const SINGLE_HEADING: Code = Code::warning(
    "single-heading",
    "There is one heading of its kind, and items beside it: a part A needs a part B (United Nations Editorial Manual, \
     headings). Give the rest of the agenda a heading as well, or remove this one. A consent agenda (`\"consent\": true`) may be the \
     only one, and what is dealt with in private (`\"closed\": true`). Not reported of bodies with other templates than those of \
     the United Nations.",
)
.of(Group::Style);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let texts = subject.passages.iter().flat_map(|passage| of_passage(subject, passage));
    texts.chain(single_heading(subject)).collect()
}

fn of_passage(subject: &Subject<'_>, passage: &Passage<'_>) -> Vec<Finding> {
    let Some(markdown) = &passage.markdown else { return Vec::new() };
    let mut findings = Vec::new();
    for pair in markdown.paragraphs.windows(2) {
        let (before, after) = (passage.plain[pair[0].clone()].trim_end(), passage.plain[pair[1].clone()].trim_start());
        let open = before.ends_with(|c: char| c.is_alphanumeric() || c == ',');
        let nothing_between = passage.text[pair[0].end..pair[1].start].trim().is_empty();
        if open && after.starts_with(char::is_lowercase) && !after.starts_with("http") && nothing_between {
            let start = pair[1].start;
            let first = after.split_whitespace().next().unwrap_or_default();
            let place = passage.place(start..start + first.len(), subject.sources);
            findings.push(
                Finding::new(&BROKEN_PARAGRAPH, place, "this paragraph continues the sentence of the one before it")
                    .hint("join the two"),
            );
        }
    }
    findings
}

fn single_heading(subject: &Subject<'_>) -> Option<Finding> {
    if subject.meeting.style().own_templates().is_some() {
        return None;
    }
    let agenda = &subject.meeting.definition.agenda;
    let sections: Vec<_> = agenda.iter().filter(|item| item.section && !item.items.is_empty()).collect();
    let [only] = sections.as_slice() else { return None };
    // A consent agenda is approved as one item, and what is dealt with in private has a heading of its own.
    let is_private = only.closed || only.items.iter().all(|item| item.closed);
    // The only part of an agenda is no part beside others.
    if only.consent || is_private || agenda.iter().all(|item| item.is_break || item.id.value == only.id.value) {
        return None;
    }
    let hint = "give the other items a heading too, or remove this one; of a consent agenda, write `\"consent\": true`";
    Some(Finding::new(&SINGLE_HEADING, only.title.place, "this is the only heading of the agenda").hint(hint))
}
