//! The rule that events are recorded completely: who did it, and what was said.

use std::collections::BTreeMap;

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Place, Placed};
use crate::meeting::{Event, Part, Target, What};

pub(super) const RULE: Rule =
    Rule { codes: &[&EVENT_WITHOUT_PEOPLE, &EMPTY_EVENT, &NAMED_SPEAKER, &TOLD_TWICE], check };

const EVENT_WITHOUT_PEOPLE: Code = Code::error(
    "event-without-people",
    "Somebody came, left, took the chair or declared an interest, but `who` names nobody.",
)
.of(Group::Completeness);
const EMPTY_EVENT: Code = Code::error(
    "empty-event",
    "An entry of `proceedings` is empty: it has neither a `text`, nor a `decision` or `action`, nor a `what` that \
     prints a sentence.",
)
.of(Group::Completeness);
const NAMED_SPEAKER: Code = Code::error(
    "named-speaker",
    "The meeting was held under a rule of non-attribution, but `proceedings` name a speaker.",
)
.of(Group::Contradiction);

const TOLD_TWICE: Code = Code::error(
    "told-twice",
    "A decision is named by two entries of `proceedings`, or the roll is called twice. Each can be printed in one place only.",
)
.of(Group::Consistency);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let definition = &subject.meeting.definition;
    let items = definition.items().into_iter().map(|(item, _)| item);
    let events = items.flat_map(|item| &item.proceedings);
    let mut findings: Vec<Finding> = events.filter_map(|event| of_event(event, definition.non_attribution)).collect();
    findings.extend(twice(subject));
    if definition.non_attribution {
        findings.extend(named_in_text(subject));
    }
    findings
}

fn twice(subject: &Subject<'_>) -> Vec<Finding> {
    let mut recorded: BTreeMap<&str, Place> = BTreeMap::new();
    let mut findings = Vec::new();
    let items = subject.meeting.definition.items().into_iter().map(|(item, _)| item);
    for event in items.flat_map(|item| &item.proceedings) {
        let decision = event.decision.as_ref().map(|id| (id.as_str(), id.place));
        // No id has a blank.
        let roll = (event.what == What::RollCall).then(|| ("the roll", event.place.opening()));
        for (what, place) in decision.into_iter().chain(roll) {
            match recorded.get(what) {
                Some(first) => findings.push(
                    Finding::new(&TOLD_TWICE, place, format!("`{what}` is recorded here again"))
                        .hint("remove it here")
                        .related(*first, "first recorded here"),
                ),
                None => drop(recorded.insert(what, place)),
            }
        }
        if event.what == What::RollCall && subject.meeting.definition.attendance.is_none() {
            findings.push(
                Finding::new(
                    &EMPTY_EVENT,
                    event.place.opening(),
                    "the roll is called, but nothing says who was present",
                )
                .hint("add `attendance`"),
            );
        }
    }
    findings
}

/// People to whom the text of proceedings refers.
fn named_in_text(subject: &Subject<'_>) -> Vec<Finding> {
    let recorded = subject.passages.iter().filter(|passage| matches!(passage.part, Part::Proceedings(_)));
    let references = recorded.flat_map(|passage| {
        let references = passage.markdown.iter().flat_map(|markdown| &markdown.references);
        references.map(move |reference| (passage, reference))
    });
    let people = references.filter(|(_, reference)| subject.index.get(&reference.id) == Some(&Target::Person));
    people
        .map(|(passage, reference)| {
            let message = format!("`{}` is named here, but speakers must not be named", reference.id);
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
    let has_words = event.decision.is_some() || event.action.is_some();
    if event.text.is_none() && (!has_words || !event.who.is_empty()) {
        let message = "this entry has no text";
        return Some(Finding::new(&EMPTY_EVENT, place, message).hint("add `\"text\": …`, or remove the entry"));
    }
    let speaker = event.who.first().filter(|_| non_attribution)?;
    let message = format!("`{}` is named as a speaker, but speakers must not be named", speaker.as_str());
    Some(Finding::new(&NAMED_SPEAKER, speaker.place, message).hint("remove `who`, and names from the text"))
}
