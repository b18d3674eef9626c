//! The time of the items fits into the time of the meeting.

use jiff::SignedDuration;

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Place, count};
use crate::meeting::{Entry, Item, Sitting};

pub(super) const RULE: Rule = Rule { codes: &[&TIME_OVER_SLOT, &TIME_OVER_ITEM], check };

const TIME_OVER_SLOT: Code = Code::error(
    "time-over-slot",
    "The items of the agenda are given more minutes together than the meeting or session has. An item's time \
     counts once: items inside it share its time. Items that state a `start` may take place at the same time; they have \
     to begin and to end within the meeting or session.",
)
.of(Group::Contradiction);
const TIME_OVER_ITEM: Code = Code::error(
    "time-over-item",
    "The remarks and items inside an item are given more minutes together than the item itself.",
)
.of(Group::Contradiction);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let definition = &subject.meeting.definition;
    let mut findings: Vec<Finding> = definition.items().into_iter().filter_map(|(item, _)| over_item(item)).collect();
    findings
        .extend(definition.sittings().iter().filter_map(|sitting| too_early(sitting).or_else(|| over_slot(sitting))));
    findings
}

fn over_slot(sitting: &Sitting<'_>) -> Option<Finding> {
    // Items that state when they begin may run beside each other: then it is the clock that counts.
    if sitting.items().any(|entry| entry.item.start.is_some()) {
        return over_end(sitting);
    }
    let length = length(sitting)?;
    let sum: u64 = sitting.items().filter_map(|entry| entry.item.total_minutes()).sum();
    let what = name(sitting);
    (sum > length).then(|| {
        let message = format!("the items take {}, but {what} has {}", in_minutes(sum), in_minutes(length));
        Finding::new(&TIME_OVER_SLOT, place(sitting), message)
            .hint(format!("shorten items by {}, or lengthen {what}", in_minutes(sum - length)))
    })
}

/// The minutes from start to end, also where it ends on another day.
fn length(sitting: &Sitting<'_>) -> Option<u64> {
    let lasts = || u64::try_from(sitting.ends?.duration_since(sitting.starts?).as_mins()).ok();
    sitting.length.map(u64::from).or_else(lasts)
}

/// An item, or one inside it, that states to begin before its sitting does.
fn too_early(sitting: &Sitting<'_>) -> Option<Finding> {
    let starts = sitting.starts?;
    // Of a sitting whose end is not known, half a day back may be the next morning.
    let is_sure = |early: SignedDuration| sitting.ends.is_some() || early < SignedDuration::from_hours(12);
    let is_early = |entry: &&Entry<'_>| {
        let start = entry.start.filter(|start| entry.stated.is_some() && *start < starts);
        start.is_some_and(|start| is_sure(starts.duration_since(start)))
    };
    let early = sitting.entries.iter().find(is_early)?.item;
    let message = format!("the item `{}` begins before {} does", early.id.as_str(), name(sitting));
    let place = early.start.as_ref().map_or(early.id.place, |start| start.place);
    Some(
        Finding::new(&TIME_OVER_SLOT, place, message)
            .hint("correct its start, or that of the sitting")
            .related(sitting.slot.start.place, "its start"),
    )
}

/// An item that continues after the end of its sitting.
fn over_end(sitting: &Sitting<'_>) -> Option<Finding> {
    let end = sitting.ends?;
    let late = sitting.items().find(|entry| entry.end.is_some_and(|over| over > end))?;
    let message = format!("the item `{}` continues after {} ends", late.item.id.as_str(), name(sitting));
    let place = late.item.start.as_ref().map_or(late.item.id.place, |start| start.place);
    Some(Finding::new(&TIME_OVER_SLOT, place, message).hint("correct its start or minutes, or lengthen the sitting"))
}

/// The name of a sitting in a finding.
pub(super) fn name(sitting: &Sitting<'_>) -> String {
    sitting.session.map_or("the meeting".to_owned(), |session| format!("the session `{}`", session.id.as_str()))
}

/// Where the length of a sitting is stated.
pub(super) fn place(sitting: &Sitting<'_>) -> Place {
    let slot = sitting.slot;
    let until = slot.until.as_ref().map(|until| until.place);
    slot.minutes.as_ref().map(|minutes| minutes.place).or(until).unwrap_or(slot.start.place)
}

fn over_item(item: &Item) -> Option<Finding> {
    let own = item.minutes.as_ref().filter(|_| item.items.iter().all(|inner| inner.start.is_none()))?;
    let remarks = item.remarks.iter().filter_map(|remark| remark.minutes.as_ref());
    let inside: u64 = remarks.map(|minutes| u64::from(minutes.value)).sum::<u64>()
        + item.items.iter().filter_map(Item::total_minutes).sum::<u64>();
    (inside > u64::from(own.value)).then(|| {
        Finding::new(
            &TIME_OVER_ITEM,
            own.place,
            format!(
                "the remarks and items inside `{}` take {}, but the item has {}",
                item.id.as_str(),
                in_minutes(inside),
                in_minutes(own.value.into())
            ),
        )
        .hint("give the item more time, or its parts less")
    })
}

/// `1 minute`, `20 minutes`.
pub(super) fn in_minutes(number: u64) -> String {
    count(usize::try_from(number).unwrap_or(usize::MAX), "minute")
}
