//! What of a meeting's time is given away, and what is not.

use super::time::{in_minutes, minutes};
use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group};
use crate::meeting::Item;

pub(super) const RULE: Rule =
    Rule { codes: &[&TIME_UNALLOCATED, &ITEM_WITHOUT_TIME, &REMARKS_WITHOUT_TIME, &IDLE_BREAK, &NO_BREAK], check };

const TIME_UNALLOCATED: Code = Code::warning(
    "time-unallocated",
    "Every item has a time, and together they take less than the meeting. Give the rest to an item, or shorten the \
     meeting. Not told while items are still without time.",
)
.of(Group::Completeness);
const ITEM_WITHOUT_TIME: Code = Code::warning(
    "item-without-time",
    "Some items of the agenda have a time and this one has none, neither its own nor through items inside it.",
)
.of(Group::Completeness);
const REMARKS_WITHOUT_TIME: Code = Code::warning(
    "remarks-without-time",
    "Somebody is to make remarks within an item that has a time, and nothing says how much of it is theirs.",
)
.of(Group::Completeness);
const IDLE_BREAK: Code = Code::warning(
    "idle-break",
    "A break opens or closes the agenda, or follows another break, and so interrupts nothing.",
)
.of(Group::Consistency);
const NO_BREAK: Code = Code::warning(
    "no-break",
    "Items follow each other for more than three hours without a break. Meetings of United Nations bodies last \
     three hours, and their interpreters work no longer.",
)
.of(Group::Style);

/// Minutes of a United Nations meeting: from 10 to 1, or from 3 to 6.
const LONGEST: u64 = 180;

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let definition = &subject.meeting.definition;
    let top: Vec<&Item> = definition.agenda.iter().flat_map(out_of_sections).collect();
    let timed = top.iter().any(|item| minutes(item).is_some());
    if !timed {
        return Vec::new();
    }
    let untimed = top.iter().filter(|item| minutes(item).is_none());
    let mut findings: Vec<Finding> = untimed.map(|item| without_time(item)).collect();
    let sum: u64 = top.iter().filter_map(|item| minutes(item)).sum();
    let slot = u64::from(definition.time.minutes.value);
    if findings.is_empty() && sum < slot {
        findings.push(
            Finding::new(
                &TIME_UNALLOCATED,
                definition.time.minutes.place,
                format!("the items take {} of {slot}: {} are nobody's", in_minutes(sum), in_minutes(slot - sum)),
            )
            .hint("give them to an item, or shorten the meeting"),
        );
    }
    findings.extend(definition.items().into_iter().flat_map(|(item, _)| remarks(item)));
    findings.extend(breaks(&top));
    findings
}

/// The items of the outermost level, those under headings among them.
fn out_of_sections(item: &Item) -> Vec<&Item> {
    if item.section { item.items.iter().flat_map(out_of_sections).collect() } else { vec![item] }
}

fn without_time(item: &Item) -> Finding {
    let message = format!("the item `{}` has no time, and others have", item.id.as_str());
    Finding::new(&ITEM_WITHOUT_TIME, item.id.place, message).hint("add `\"minutes\": …`")
}

fn remarks(item: &Item) -> Vec<Finding> {
    let without = item.remarks.iter().filter(|remark| item.minutes.is_some() && remark.minutes.is_none());
    without
        .map(|remark| {
            let message = format!("the remarks by `{}` have no time", remark.by.as_str());
            Finding::new(&REMARKS_WITHOUT_TIME, remark.by.place, message)
                .hint(format!("add `\"minutes\": …`; it counts within `{}`", item.id.as_str()))
        })
        .collect()
}

fn breaks(top: &[&Item]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let (mut at_a_stretch, mut told) = (0, false);
    for (at, item) in top.iter().enumerate() {
        if item.is_break {
            at_a_stretch = 0;
            let idle = at == 0 || at + 1 == top.len() || top[at - 1].is_break;
            if idle {
                let message = format!("the break `{}` stands between no two items", item.id.as_str());
                findings.push(Finding::new(&IDLE_BREAK, item.id.place, message).hint("remove or move it"));
            }
            continue;
        }
        at_a_stretch += minutes(item).unwrap_or_default();
        if at_a_stretch > LONGEST && !told {
            told = true;
            let message = format!("with `{}` there are {} without a break", item.id.as_str(), in_minutes(at_a_stretch));
            findings.push(
                Finding::new(&NO_BREAK, item.id.place, message).hint("put an item with `\"break\": true` before it"),
            );
        }
    }
    findings
}
