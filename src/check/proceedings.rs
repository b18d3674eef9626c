//! What happened is told whole: who did it, what was said.

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Placed};
use crate::meeting::{Event, Part, Target, What};

pub(super) const RULE: Rule = Rule { codes: &[&EVENT_WITHOUT_PEOPLE, &EMPTY_EVENT, &NAMED_SPEAKER], check };

const EVENT_WITHOUT_PEOPLE: Code = Code::error(
    "event-without-people",
    "Something happened that somebody did (they came, left, took the chair, declared an interest), and `who` says \
     nobody.",
)
.of(Group::Completeness);
const EMPTY_EVENT: Code = Code::error(
    "empty-event",
    "An entry of `proceedings` says nothing: it has neither a `text`, nor a `decision`, nor a `what` that stands for words.",
)
.of(Group::Completeness);
const NAMED_SPEAKER: Code = Code::error(
    "named-speaker",
    "The meeting was held under a rule of non-attribution, and its proceedings say who said something.",
)
.of(Group::Contradiction);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let definition = &subject.meeting.definition;
    let items = definition.items().into_iter().map(|(item, _)| item);
    let events = items.flat_map(|item| &item.proceedings);
    let mut findings: Vec<Finding> = events.filter_map(|event| of_event(event, definition.non_attribution)).collect();
    if definition.non_attribution {
        findings.extend(named_in_text(subject));
    }
    findings
}

/// People to whom the text of proceedings refers.
fn named_in_text(subject: &Subject<'_>) -> Vec<Finding> {
    let told = subject.passages.iter().filter(|passage| matches!(passage.part, Part::Proceedings(_)));
    let references = told.flat_map(|passage| {
        let references = passage.markdown.iter().flat_map(|markdown| &markdown.references);
        references.map(move |reference| (passage, reference))
    });
    let people = references.filter(|(_, reference)| subject.index.get(&reference.id) == Some(&Target::Person));
    people
        .map(|(passage, reference)| {
            let message = format!("`{}` is named here, and nothing said may be ascribed", reference.id);
            let place = passage.place(reference.range.clone(), subject.sources);
            Finding::new(&NAMED_SPEAKER, place, message).hint("leave the name out")
        })
        .collect()
}

fn of_event(event: &Placed<Event>, non_attribution: bool) -> Option<Finding> {
    let place = event.place.opening();
    if event.what.needs_somebody() && event.who.is_empty() {
        let message = "this does not say who";
        return Some(Finding::new(&EVENT_WITHOUT_PEOPLE, place, message).hint("add `\"who\": [\"…\"]`"));
    }
    if event.what != What::Said {
        return None;
    }
    if event.text.is_none() && event.decision.is_none() {
        let message = "this entry says nothing";
        return Some(Finding::new(&EMPTY_EVENT, place, message).hint("add `\"text\": …`, or remove the entry"));
    }
    let speaker = event.who.first().filter(|_| non_attribution)?;
    let message = format!("`{}` is named as a speaker, and nothing said may be ascribed", speaker.as_str());
    Some(Finding::new(&NAMED_SPEAKER, speaker.place, message).hint("remove `who`, and names from the text"))
}
