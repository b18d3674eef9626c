//! The time of the items fits into the time of the meeting.

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, count};
use crate::meeting::Item;

pub(super) const RULE: Rule = Rule { codes: &[&TIME_OVER_SLOT, &TIME_OVER_ITEM], check };

const TIME_OVER_SLOT: Code = Code::error(
    "time-over-slot",
    "The items of the agenda are given more minutes together than the meeting has. An item's time \
     counts once: items inside it share its time.",
)
.of(Group::Contradiction);
const TIME_OVER_ITEM: Code = Code::error(
    "time-over-item",
    "The remarks and items inside an item are given more minutes together than the item itself.",
)
.of(Group::Contradiction);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let definition = &subject.meeting.definition;
    let slot = &definition.time.minutes;
    let sum = minutes_of(&definition.agenda);
    let mut findings: Vec<Finding> = definition.items().into_iter().filter_map(|(item, _)| over_item(item)).collect();
    if sum > u64::from(slot.value) {
        findings.push(
            Finding::new(
                &TIME_OVER_SLOT,
                slot.place,
                format!("the items take {}, but the meeting has {}", in_minutes(sum), in_minutes(slot.value.into())),
            )
            .hint(format!("shorten items by {}, or lengthen the meeting", in_minutes(sum - u64::from(slot.value)))),
        );
    }
    findings
}

fn over_item(item: &Item) -> Option<Finding> {
    let own = item.minutes.as_ref()?;
    let remarks = item.remarks.iter().filter_map(|remark| remark.minutes.as_ref());
    let inside: u64 = remarks.map(|minutes| u64::from(minutes.value)).sum::<u64>() + minutes_of(&item.items);
    (inside > u64::from(own.value)).then(|| {
        Finding::new(
            &TIME_OVER_ITEM,
            own.place,
            format!(
                "what is inside `{}` takes {}, but the item has {}",
                item.id.as_str(),
                in_minutes(inside),
                in_minutes(own.value.into())
            ),
        )
        .hint("give the item more time, or what is inside it less")
    })
}

/// Minutes of items together.
fn minutes_of(items: &[Item]) -> u64 {
    items.iter().filter_map(minutes).sum()
}

/// An item's minutes, or those of what is inside it.
pub(super) fn minutes(item: &Item) -> Option<u64> {
    let own = item.minutes.as_ref().map(|minutes| u64::from(minutes.value));
    own.or_else(|| item.items.iter().filter_map(minutes).reduce(|a, b| a + b))
}

/// `1 minute`, `20 minutes`.
pub(super) fn in_minutes(number: u64) -> String {
    count(usize::try_from(number).unwrap_or(usize::MAX), "minute")
}
