//! Agenda and decisions answer each other.

use std::collections::BTreeSet;

use super::documents::Names;
use super::passage::Passage;
use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Place};
use crate::meeting::{Decision, Part, Status};

pub(super) const RULE: Rule = Rule {
    codes: &[&DECISION_WITHOUT_ITEM, &UNDECIDED_ITEM, &TABLED_NOT_DECIDED, &DECIDED_NOT_TABLED, &MIXED_VERBS],
    check,
};

const DECISION_WITHOUT_ITEM: Code = Code::warning(
    "decision-without-item",
    "A decision does not say under which item of the agenda it was taken. State it under `items`.",
)
.of(Group::Completeness);
const UNDECIDED_ITEM: Code = Code::warning(
    "undecided-item",
    "An item asks the meeting to endorse something, but no decision was taken under it.",
)
.of(Group::Completeness);
const TABLED_NOT_DECIDED: Code =
    Code::error("tabled-not-decided", "A document is listed for endorsement, but no decision endorses it.")
        .of(Group::Contradiction);
const DECIDED_NOT_TABLED: Code = Code::error(
    "decided-not-tabled",
    "A decision endorses a document that is not listed for endorsement, although other documents are. Add it to \
     `for_endorsement` of the item, or remove it from the decision.",
)
.of(Group::Contradiction);
const MIXED_VERBS: Code = Code::warning(
    "mixed-verbs",
    "The same act is named by several verbs: the agenda asks for endorsement, and the meeting \"affirmed\" or \
     \"approved\". Readers will think that there is a difference.",
)
.of(Group::Consistency);

/// Verbs by which a meeting agrees to a document or nomination put to it.
const VERBS: [&str; 4] = ["endorsed", "approved", "adopted", "affirmed"];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let definition = &subject.meeting.definition;
    if definition.decisions.is_empty() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    if definition.items().len() > 1 {
        let minuted = definition.decisions_in_proceedings();
        let tied = |decision: &&Decision| !decision.items.is_empty() || minuted.contains_key(decision.id.as_str());
        findings.extend(definition.decisions.iter().filter(|decision| !tied(decision)).map(|decision| {
            let message = format!("the decision `{}` belongs to no item", decision.id.as_str());
            Finding::new(&DECISION_WITHOUT_ITEM, decision.id.place, message).hint("add `\"items\": [\"…\"]`")
        }));
    }
    findings.extend(undecided(subject));
    findings.extend(documents(subject));
    findings.extend(verbs(subject));
    findings
}

fn undecided(subject: &Subject<'_>) -> Vec<Finding> {
    let definition = &subject.meeting.definition;
    let tied = definition.decisions.iter().any(|decision| !decision.items.is_empty());
    if !tied || definition.status() < Status::MinutesDraft {
        return Vec::new();
    }
    let decided: BTreeSet<&str> =
        definition.decisions.iter().flat_map(|decision| &decision.items).map(|item| item.as_str()).collect();
    let items = definition.items().into_iter().map(|(item, _)| item);
    let asking = items.filter(|item| !item.for_endorsement.is_empty() && !decided.contains(item.id.as_str()));
    asking
        .map(|item| {
            let message = format!("`{}` asks for endorsement, but nothing was decided under it", item.id.as_str());
            Finding::new(&UNDECIDED_ITEM, item.id.place, message).hint(
                "add the decision, or name this item in `items` \
            of a decision",
            )
        })
        .collect()
}

/// Documents put for endorsement, and documents endorsed.
fn documents(subject: &Subject<'_>) -> Vec<Finding> {
    let (mut tabled, mut decided, mut named) = (Vec::new(), Vec::new(), Vec::new());
    let names = Names::of(subject);
    for passage in subject.passages {
        if !matches!(passage.part, Part::Tabled(_) | Part::Decision(_)) {
            continue;
        }
        let mentions = names.mentions(subject, passage).into_iter();
        let found = mentions
            .map(|mention| (mention.annex.id.as_str().to_owned(), passage.place(mention.range, subject.sources)));
        let mut found: Vec<(String, Place)> = found.collect();
        found.sort_by_key(|(_, place)| *place);
        match passage.part {
            Part::Tabled(_) => tabled.extend(found),
            _ if endorses(passage) => {
                named.extend(found.iter().cloned());
                decided.extend(found);
            }
            _ => named.extend(found),
        }
    }
    if tabled.is_empty() || decided.is_empty() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let first = tabled[0].1;
    let mut reported: BTreeSet<&str> = BTreeSet::new();
    let was_tabled: BTreeSet<&str> = tabled.iter().map(|(id, _)| id.as_str()).collect();
    let is_named: BTreeSet<&str> = named.iter().map(|(id, _)| id.as_str()).collect();
    for (id, place) in &decided {
        if !was_tabled.contains(id.as_str()) && reported.insert(id) {
            let message = format!("`{id}` is endorsed, but is not listed for endorsement");
            findings.push(
                Finding::new(&DECIDED_NOT_TABLED, *place, message)
                    .hint("add it to `for_endorsement`, or remove it from the decision")
                    .related(first, "the list for endorsement begins here"),
            );
        }
    }
    for (id, place) in &tabled {
        let due = subject.meeting.definition.status() >= Status::MinutesDraft;
        if due && !is_named.contains(id.as_str()) && reported.insert(id) {
            let message = format!("`{id}` is listed for endorsement, but no decision names it");
            findings.push(Finding::new(&TABLED_NOT_DECIDED, *place, message).hint("add it to a decision"));
        }
    }
    findings
}

/// The verb of "The meeting endorsed …" and where it stands, if the passage begins so.
fn verb<'p>(passage: &'p Passage<'_>) -> Option<(usize, &'p str)> {
    let at = (1..passage.len().min(8)).find(|&at| VERBS.contains(&passage.word(at)))?;
    ["meeting", "committee", "board", "council", "session"]
        .contains(&passage.word(at - 1).to_lowercase().as_str())
        .then(|| (at, passage.word(at)))
}

fn endorses(passage: &Passage<'_>) -> bool {
    passage.is_english() && verb(passage).is_some()
}

fn verbs(subject: &Subject<'_>) -> Vec<Finding> {
    let definition = &subject.meeting.definition;
    let asks = definition.items().iter().any(|(item, _)| !item.for_endorsement.is_empty());
    if !asks {
        return Vec::new();
    }
    let decisions = subject.passages.iter().filter(|passage| matches!(passage.part, Part::Decision(_)));
    decisions
        .filter(|passage| passage.is_english())
        .filter_map(|passage| {
            let (at, verb) = verb(passage).filter(|(_, verb)| *verb != "endorsed")?;
            let place = passage.place(passage.range(at, at), subject.sources);
            Some(
                Finding::new(&MIXED_VERBS, place, format!("the agenda asks for endorsement, but this says `{verb}`"))
                    .hint("write `endorsed`"),
            )
        })
        .collect()
}
