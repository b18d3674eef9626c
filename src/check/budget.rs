//! Rules on the time of a meeting: what is allocated, and what is not.

use super::time::{in_minutes, name, place};
use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Placed, count};
use crate::meeting::{Id, Item, Sitting};

pub(super) const RULE: Rule =
    Rule { codes: &[&TIME_UNALLOCATED, &ITEM_WITHOUT_TIME, &REMARKS_WITHOUT_TIME, &NO_BREAK], check };

const TIME_UNALLOCATED: Code = Code::warning(
    "time-unallocated",
    "Every item has a time, but together they take less than nine tenths of the meeting. Give the rest to an item, or \
     shorten the meeting. Not reported while some items, or items inside them, have no time, nor once there are minutes.",
)
.of(Group::Completeness);
const ITEM_WITHOUT_TIME: Code = Code::warning(
    "item-without-time",
    "Some items of the agenda have a time, but neither this item nor the items inside it have one, nor has the item \
     around it. When it ends is not known, so no clock times follow from it.",
)
.of(Group::Completeness);
const REMARKS_WITHOUT_TIME: Code =
    Code::warning("remarks-without-time", "An item with a time has remarks that have no time of their own.")
        .of(Group::Completeness);
const NO_BREAK: Code = Code::warning(
    "no-break",
    "Items follow each other for more than three hours without a break. Meetings of United Nations bodies last at most \
     three hours, because interpreters do not work longer.",
)
.of(Group::Style);

/// Minutes of a United Nations meeting: from 10 to 1, or from 3 to 6.
const LONGEST: u64 = 180;

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let definition = &subject.meeting.definition;
    let sittings = definition.sittings();
    // What was issued is held against itself, however long ago.
    let is_over = definition.status().has_minutes() && !definition.as_issued;
    // Items of a session that is not known belong to one of the others, and why they do not is reported.
    let is_known = |session: &Placed<Id>| definition.sessions.iter().any(|one| one.id.value == session.value);
    let has_strays =
        definition.items().iter().filter_map(|(item, _)| item.session.as_ref()).any(|session| !is_known(session));
    let may_have_gaps = is_over || has_strays;
    let mut findings: Vec<Finding> =
        sittings.iter().flat_map(|sitting| of_sitting(sitting, may_have_gaps, definition.as_issued)).collect();
    findings.extend(definition.items().into_iter().flat_map(|(item, _)| remarks(item)));
    findings
}

fn of_sitting(sitting: &Sitting<'_>, may_have_gaps: bool, is_issued: bool) -> Vec<Finding> {
    let items: Vec<&Item> = sitting.items().map(|entry| entry.item).collect();
    // What is decided together needs no time of its own.
    let alone: Vec<&Item> = sitting.items().filter(|entry| !entry.by_consent).map(|entry| entry.item).collect();
    if items.iter().all(|item| item.total_minutes().is_none()) {
        return Vec::new();
    }
    // One time stated among many items is a remark, not a plan; none at all, of a closing, is no time.
    let timed = alone.iter().filter(|item| item.total_minutes().is_some_and(|sum| sum > 0) && !item.is_break).count();
    let planned = timed * 2 >= alone.iter().filter(|item| !item.is_break).count();
    let mut findings: Vec<Finding> = alone.iter().filter(|_| planned).flat_map(|item| untimed(item)).collect();
    let are_known = alone.iter().all(|item| item.length().is_some());
    findings.extend(unallocated(sitting, is_issued).filter(|_| are_known && planned && !may_have_gaps));
    findings.extend(breaks(&items));
    findings
}

/// That an item has no time, or else the items inside it, where others have one.
fn untimed(item: &Item) -> Vec<Finding> {
    if item.length().is_some() || is_placed(item) {
        return Vec::new();
    }
    if item.total_minutes().is_none() {
        let message = format!("the item `{}` has no time, but others have", item.id.as_str());
        return vec![Finding::new(&ITEM_WITHOUT_TIME, item.id.place, message).hint("add `\"minutes\": …`")];
    }
    let (without, within): (Vec<&Item>, Vec<&Item>) =
        item.items.iter().partition(|inner| inner.total_minutes().is_none() && !is_placed(inner));
    let of_these = without.first().map(|first| {
        let message = match without.len() {
            1 => format!("the item `{}` has no time, but others have", first.id.as_str()),
            some => {
                format!("{some} of the {} inside `{}` have no time", count(item.items.len(), "item"), item.id.as_str())
            }
        };
        let hint = format!("add `\"minutes\": …`, to each or to `{}`", item.id.as_str());
        Finding::new(&ITEM_WITHOUT_TIME, first.id.place, message).hint(hint)
    });
    of_these.into_iter().chain(within.into_iter().flat_map(untimed)).collect()
}

/// Returns whether an item has its place in the day by a stated start.
fn is_placed(item: &Item) -> bool {
    item.start.is_some()
}

/// Time that is not allocated. Not reported if items state when they begin: gaps between them are then intended.
fn unallocated(sitting: &Sitting<'_>, is_strict: bool) -> Option<Finding> {
    let sum: u64 = sitting.items().filter_map(|entry| entry.item.total_minutes()).sum();
    let length = u64::from(sitting.length?);
    // A little slack is left on purpose.
    let is_much = sum * 10 < length * 9 || is_strict && sum < length;
    let lasts = jiff::SignedDuration::from_mins(i64::from(sitting.length?));
    let mut so_far = sitting.ends.and_then(|end| end.checked_sub(lasts).ok());
    let leaves_gaps = sitting.items().any(|entry| {
        let follows = entry.start.is_some() && entry.start == so_far;
        so_far = entry.end;
        is_placed(entry.item) && !follows
    });
    (is_much && !leaves_gaps).then(|| {
        let message =
            format!("the items take {} of {length}: {} are not allocated", in_minutes(sum), in_minutes(length - sum));
        let hint = format!("give them to an item, or shorten {}", name(sitting));
        Finding::new(&TIME_UNALLOCATED, place(sitting), message).hint(hint)
    })
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
    let (mut at_a_stretch, mut reported) = (0, false);
    for item in top {
        if item.is_break {
            at_a_stretch = 0;
            continue;
        }
        // What has its own place on the clock may stand beside others, or behind a gap.
        if item.start.is_some() || item.items.iter().any(|inner| inner.is_break) {
            at_a_stretch = 0;
            continue;
        }
        at_a_stretch += item.total_minutes().unwrap_or_default();
        if at_a_stretch > LONGEST && !reported {
            reported = true;
            let message = format!("with `{}` there are {} without a break", item.id.as_str(), in_minutes(at_a_stretch));
            findings.push(
                Finding::new(&NO_BREAK, item.id.place, message).hint("put an item with `\"break\": true` before it"),
            );
        }
    }
    findings
}
