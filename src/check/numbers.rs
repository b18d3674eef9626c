//! Numbers and labels that are stated stand for one thing each.

use std::collections::{BTreeMap, BTreeSet};

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Place, Placed, count};
use crate::meeting::{Annex, Decision, DecisionKind, Item, Part};

pub(super) const RULE: Rule = Rule { codes: &[&NUMBER_REUSED, &LABEL_REUSED], check };

const NUMBER_REUSED: Code = Code::error(
    "number-reused",
    "Two items of the agenda, two decisions or two annexes state the same number, so \"item 1\" could mean either. Leave `number` \
     out, and they are numbered from first to last. If one decision fills several posts, write a decision with an \
     `election` for each post; these may have the same number.",
)
.of(Group::Contradiction);
const LABEL_REUSED: Code = Code::error(
    "label-reused",
    "Several lists have the same labels, typed by hand, so \"(2)\" could mean an entry of each. Leave the labels out; \
     entries are then lettered, and referred to together with their paragraph.",
)
.of(Group::Contradiction);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    numbers(subject).into_iter().chain(labels(subject)).collect()
}

fn numbers(subject: &Subject<'_>) -> Vec<Finding> {
    let definition = &subject.meeting.definition;
    let mut findings = Vec::new();
    siblings(&definition.agenda, &mut findings);
    findings.extend(items_like_derived(subject));
    findings.extend(decisions_like_derived(subject));
    findings.extend(annexes(subject));
    for kind in DecisionKind::ALL {
        // Several posts that one decision fills are an election each, under its number.
        let mut filled = BTreeSet::new();
        let of_kind = definition.decisions.iter().filter(|decision| decision.kind == kind);
        let numbers = of_kind.filter_map(|decision| {
            let number = decision.number.as_ref()?;
            (decision.election.is_none() || filled.insert(number.value.as_str())).then_some(number)
        });
        findings.extend(reused(
            numbers,
            "give each decision a number of its own; only elections to several posts by one decision share one",
        ));
    }
    findings
}

/// Numbers have to differ among the items of one item; headings do not restart them.
fn siblings(items: &[Item], findings: &mut Vec<Finding>) {
    let level = out_of_sections(items);
    let numbers = level.iter().filter_map(|item| item.number.as_ref());
    findings.extend(reused(numbers, "give each item a number of its own, or leave numbers out"));
    level.iter().for_each(|item| siblings(&item.items, findings));
}

/// Items and those under headings between them.
fn out_of_sections(items: &[Item]) -> Vec<&Item> {
    let mut level = Vec::new();
    for item in items {
        if item.section { level.extend(out_of_sections(&item.items)) } else { level.push(item) }
    }
    level
}

/// A stated number of an item that another has by its position. Items inside others are lettered, and have none.
fn items_like_derived(subject: &Subject<'_>) -> Vec<Finding> {
    if subject.meeting.style().unnumbered_items.unwrap_or_default() {
        return Vec::new();
    }
    let level = out_of_sections(&subject.meeting.definition.agenda);
    // Those without a number are numbered by their place among these.
    let counted = level.iter().filter(|item| !item.is_break).enumerate();
    let mut stated: BTreeMap<&str, &Placed<String>> = BTreeMap::new();
    for number in level.iter().filter_map(|other| other.number.as_ref()) {
        stated.entry(number.value.as_str()).or_insert(number);
    }
    let clash = |(at, item): (usize, &&Item)| {
        let derived = (at + 1).to_string();
        let number = stated.get(derived.as_str())?;
        let message = format!("the number `{derived}` is also that of `{}`, by its position", item.id.as_str());
        Some(
            Finding::new(&NUMBER_REUSED, number.place, message)
                .hint("state the numbers of all items here, or of none")
                .related(item.id.place, "the other"),
        )
    };
    counted.filter(|(_, item)| item.number.is_none()).filter_map(clash).collect()
}

/// A stated number of a decision that another of its kind has by its position.
fn decisions_like_derived(subject: &Subject<'_>) -> Vec<Finding> {
    let definition = &subject.meeting.definition;
    if subject.meeting.style().unnumbered_decisions.unwrap_or_default() {
        return Vec::new();
    }
    let stated = definition.decisions.iter().filter_map(|decision| Some((decision, decision.number.as_ref()?)));
    let mut derived: BTreeMap<(&str, String), &Decision> = BTreeMap::new();
    for other in definition.decisions.iter().filter(|other| other.number.is_none()) {
        if let Some(number) = subject.index.numbers(other.id.as_str()).first() {
            derived.entry((other.kind.name(), number.to_string())).or_insert(other);
        }
    }
    let clash = |(decision, number): (&Decision, &Placed<String>)| {
        let other = derived.get(&(decision.kind.name(), number.value.clone()))?;
        let message = format!("the number `{}` is also that of `{}`, by its position", number.value, other.id.as_str());
        Some(
            Finding::new(&NUMBER_REUSED, number.place, message)
                .hint("state the numbers of all decisions of a kind, or of none")
                .related(other.id.place, "the other"),
        )
    };
    stated.filter_map(clash).collect()
}

/// Annexes of one decision, and those of none, have numbers of their own.
fn annexes(subject: &Subject<'_>) -> Vec<Finding> {
    let mut of_decisions: BTreeMap<Option<&str>, Vec<&Annex>> = BTreeMap::new();
    for annex in &subject.meeting.definition.annexes {
        of_decisions.entry(annex.decision.as_ref().map(|id| id.as_str())).or_default().push(annex);
    }
    let hint = "give each annex a number of its own, or leave numbers out";
    let mut findings = Vec::new();
    for annexes in of_decisions.values() {
        let stated: Vec<&Placed<String>> = annexes.iter().filter_map(|annex| annex.number.as_ref()).collect();
        findings.extend(reused(stated.iter().copied(), hint));
        for annex in annexes.iter().filter(|annex| annex.number.is_none()) {
            let kept = subject.index.kept_number(annex.id.as_str()).map(ToString::to_string);
            let by_place = || subject.index.numbers(annex.id.as_str()).first().map(ToString::to_string);
            let derived = kept.or_else(by_place);
            let clash = stated.iter().find(|number| Some(&number.value) == derived.as_ref());
            findings.extend(clash.map(|number| {
                let message =
                    format!("the number `{}` is also that of `{}`, by its position", number.value, annex.id.as_str());
                Finding::new(&NUMBER_REUSED, number.place, message)
                    .hint("state the numbers of all annexes here, or of none")
                    .related(annex.id.place, "the other")
            }));
        }
    }
    findings
}

fn reused<'a>(numbers: impl Iterator<Item = &'a Placed<String>>, hint: &str) -> Vec<Finding> {
    let mut first: BTreeMap<&str, Place> = BTreeMap::new();
    let mut findings = Vec::new();
    for number in numbers {
        match first.get(number.value.as_str()) {
            Some(place) => findings.push(
                Finding::new(&NUMBER_REUSED, number.place, format!("the number `{}` is stated twice", number.value))
                    .hint(hint)
                    .related(*place, "first stated here"),
            ),
            None => drop(first.insert(&number.value, number.place)),
        }
    }
    findings
}

/// One finding for all lists that share typed labels, at the second of them.
fn labels(subject: &Subject<'_>) -> Option<Finding> {
    let mut lists: Vec<(String, Place)> = Vec::new();
    let mut shared = Vec::new();
    for passage in subject.passages {
        let Some(markdown) = &passage.markdown else { continue };
        // An entry of a list of the definition is a text of its own, an entry of a Markdown list a part of one.
        let own = matches!(passage.part, Part::Background | Part::Tabled(_)).then_some(0);
        for start in own.into_iter().chain(markdown.entries.iter().map(|range| range.start)) {
            let text = passage.plain[start..].trim_start();
            let at = passage.plain.len() - text.len();
            let Some(label) = first_label(text) else { continue };
            let place = passage.place(at..at + label.len(), subject.sources);
            match lists.iter().find(|(other, _)| other == label) {
                Some((_, first)) => shared.push((label.to_owned(), place, *first)),
                None => lists.push((label.to_owned(), place)),
            }
        }
    }
    let (label, place, first) = shared.first()?;
    let times = shared.iter().filter(|(other, ..)| other == label).count();
    Some(
        Finding::new(&LABEL_REUSED, *place, format!("the typed label `{label}` begins {}", count(times + 1, "list")))
            .hint("leave labels out: entries are lettered")
            .related(*first, "it begins a list here"),
    )
}

/// "(1)" or "(a)": the label of the first entry of a list.
fn first_label(text: &str) -> Option<&str> {
    ["(1)", "(a)", "(i)", "1)", "a)"].into_iter().find(|label| text.starts_with(label))
}
