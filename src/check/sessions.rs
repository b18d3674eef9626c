//! The rules that sessions are within the meeting and do not overlap, and that items have a session.

use std::collections::BTreeSet;

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group};
use crate::meeting::{Definition, EntryState, Item, Session};

pub(super) const RULE: Rule =
    Rule { codes: &[&SESSION_OUTSIDE, &SESSION_ORDER, &ITEM_WITHOUT_SESSION, &EMPTY_SESSION, &TWO_ENDS], check };

const SESSION_OUTSIDE: Code = Code::error(
    "session-outside",
    "A session is on a day that is not one of the meeting's. State the first and last day of the meeting under `time`.",
)
.of(Group::Contradiction);
const SESSION_ORDER: Code = Code::error(
    "session-order",
    "A session begins before the one before it ends. List sessions in the order in which they are held. If something \
     is held at the same time elsewhere, make it an item within a session.",
)
.of(Group::Contradiction);
const ITEM_WITHOUT_SESSION: Code = Code::warning(
    "item-without-session",
    "Some items state their `session`, but this one does not, nor do the items around it or inside it. So it is \
     missing from the timetable.",
)
.of(Group::Completeness);
const EMPTY_SESSION: Code = Code::warning(
    "empty-session",
    "No item is taken up in a session, and neither a `title` nor a `text` says what it is for: it is printed as an empty heading. \
     Not reported if no item states its session.",
)
.of(Group::Completeness);
const TWO_ENDS: Code = Code::error(
    "two-ends",
    "A time says how long it lasts by `minutes` and when it ends by `until`. Keep one of the two. `until` may be a \
     time or the last day. It must not lie before the start.",
)
.of(Group::Contradiction);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let definition = &subject.meeting.definition;
    let mut findings = ends(definition);
    findings.extend(outside(definition));
    findings.extend(order(definition));
    let used = definition.sittings().iter().any(|sitting| sitting.session.is_some() && !sitting.entries.is_empty());
    if used {
        findings.extend(without_session(definition));
        findings.extend(empty(definition));
    }
    findings
}

fn ends(definition: &Definition) -> Vec<Finding> {
    let wrong = definition.slots().filter_map(|slot| {
        let until = slot.until.as_ref()?;
        let last = until.value.date();
        let before = (last.first_day() < slot.first_day() && !last.holds(slot.first_day()))
            || matches!((slot.starts(&definition.time), slot.ends(&definition.time)), (Some(start), Some(end)) if end <= start);
        let (message, hint) = match (&slot.minutes, before) {
            (Some(_), _) => ("this has `minutes` and an end", "keep one of the two"),
            (None, true) => ("this ends before it begins", "correct `start` or `until`"),
            (None, false) => return None,
        };
        Some(Finding::new(&TWO_ENDS, until.place, message).hint(hint))
    });
    wrong.collect()
}

fn outside(definition: &Definition) -> Vec<Finding> {
    let slot = &definition.time;
    let (first, last) = (slot.first_day(), slot.ends_on());
    // A meeting that ends before it begins has no day at all, which was reported.
    if last.last_day() < first {
        return Vec::new();
    }
    let outside = definition.sessions.iter().filter(|session| {
        let day = session.time.first_day();
        // A month or year that is stated as the last holds all its days.
        day < first || (day > last.first_day() && !last.holds(day))
    });
    outside
        .map(|session| {
            let message = format!("the session `{}` is on a day that is not one of the meeting's", session.id.as_str());
            Finding::new(&SESSION_OUTSIDE, session.time.start.place, message)
                .hint("correct the day, or state the last day of the meeting as `until` under `time`")
                .related(slot.start.place, "the meeting")
        })
        .collect()
}

fn order(definition: &Definition) -> Vec<Finding> {
    let meeting = &definition.time;
    let overlapping = definition.sessions.windows(2).filter(|pair| {
        let end = pair[0].time.ends(meeting).or_else(|| pair[0].time.starts(meeting));
        matches!((end, pair[1].time.starts(meeting)), (Some(end), Some(start)) if start < end)
    });
    overlapping
        .map(|pair| {
            let message = format!("the session `{}` begins before the one before it ends", pair[1].id.as_str());
            Finding::new(&SESSION_ORDER, pair[1].time.start.place, message)
                .hint("correct the time, or put the sessions in order")
                .related(pair[0].time.start.place, "the session before it")
        })
        .collect()
}

fn empty(definition: &Definition) -> Vec<Finding> {
    let sittings = definition.sittings();
    let empty = sittings.iter().filter(|sitting| sitting.entries.is_empty()).filter_map(|sitting| sitting.session);
    let says_nothing = |session: &&Session| {
        session.title.is_none()
            && session.text.is_none()
            && !matches!(session.time.state, EntryState::Cancelled | EntryState::NotHeld | EntryState::Moved)
    };
    empty
        .filter(says_nothing)
        .map(|session| {
            let message = format!("no item is taken up in the session `{}`", session.id.as_str());
            Finding::new(&EMPTY_SESSION, session.id.place, message)
                .hint("name it as `session` of an item, say in its `text` what it is for, or remove it")
        })
        .collect()
}

fn without_session(definition: &Definition) -> Vec<Finding> {
    let sittings = definition.sittings();
    let entries = sittings.iter().flat_map(|sitting| &sitting.entries);
    let placed: BTreeSet<&str> = entries.map(|one| one.item.id.as_str()).collect();
    let mut findings = Vec::new();
    let mut items: Vec<(&Item, Option<&str>)> = definition.agenda.iter().map(|item| (item, None)).collect();
    while let Some((item, session)) = items.pop() {
        let own = item.session.as_ref().map(|id| id.as_str()).or(session);
        if item.section || item.is_divided(own) {
            items.extend(item.items.iter().map(|inner| (inner, own)));
        } else if !placed.contains(item.id.as_str()) && own.is_none() {
            let message = format!("the item `{}` is in no session", item.id.as_str());
            findings.push(Finding::new(&ITEM_WITHOUT_SESSION, item.id.place, message).hint("add `\"session\": \"…\"`"));
        }
    }
    findings
}
