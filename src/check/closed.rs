//! Closed items of which everybody gets more than that they are there.

use std::collections::BTreeSet;

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Place, Placed, quoted_and};
use crate::meeting::{AnnexContent, Decision, Id, Item, Meeting, Withheld};

pub(super) const RULE: Rule = Rule { codes: &[&CLOSED_FOR_ALL, &CLOSED_BUT_OPEN], check };

const CLOSED_FOR_ALL: Code = Code::warning(
    "closed-for-all",
    "An item is closed, but everybody gets the files that belong to it: `closed` only prints a word, and withholds nothing. List \
     audiences, and state which of them the item and its annexes are for: `\"audiences\": [\"members\", \"public\"]`, `\"for\": \"members\"`.",
)
.of(Group::Consistency);
const CLOSED_BUT_OPEN: Code = Code::error(
    "closed-but-open",
    "An item is closed, the pack has audiences, and yet all of them get what belongs to the item: its text, its proceedings, an \
     annex, a decision. `closed` only prints a word, and withholds nothing; `for` withholds. State for whom the item is, and each annex \
     and decision that belongs to it: `\"for\": \"members\"`. If something is open on purpose, state that everybody gets it: \
     `\"for\": \"public\"`. The title alone is no finding; what stands in its place is said by `instead`.",
)
.of(Group::Contradiction);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let meeting = subject.meeting;
    let closed = closed(meeting);
    match meeting.audiences().len() {
        0 | 1 => closed.into_iter().filter_map(|item| files_for_all(subject, item)).collect(),
        _ => closed.into_iter().filter_map(|item| open_parts(meeting, item)).collect(),
    }
}

/// The items that are closed, by themselves or as parts of a closed session or item.
pub(super) fn closed(meeting: &Meeting) -> Vec<&Item> {
    let sessions = meeting.definition.sessions.iter().filter(|session| session.closed);
    let sessions: BTreeSet<&str> = sessions.map(|session| session.id.as_str()).collect();
    let is_in_closed = |item: &Item| item.session.as_ref().is_some_and(|session| sessions.contains(session.as_str()));
    let mut closed = Vec::new();
    let mut left: Vec<(&Item, bool)> = meeting.definition.agenda.iter().map(|item| (item, false)).collect();
    while let Some((item, is_inside)) = left.pop() {
        let is_closed = is_inside || item.closed || is_in_closed(item);
        left.extend(item.items.iter().map(|inner| (inner, is_closed)));
        closed.extend(is_closed.then_some(item));
    }
    closed
}

/// Closed items whose files everybody gets, where there are no audiences.
fn files_for_all(subject: &Subject<'_>, item: &Item) -> Option<Finding> {
    let meeting = subject.meeting;
    let annex = item.documents.iter().filter_map(|id| meeting.annex(id.as_str())).find(|annex| {
        annex.contents().iter().any(|content| matches!(content, AnnexContent::Files(_))) && item.closed
    })?;
    let message = format!("this item is closed, but everybody gets the files of `{}`", annex.id.as_str());
    let hint = "list audiences, and state which of them the files are for: `\"audiences\": [\"members\", \"public\"]`";
    Some(Finding::new(&CLOSED_FOR_ALL, item.id.place, message).hint(hint).related(annex.id.place, "the annex"))
}

/// Reports what all audiences get of a closed item, unless it says that everybody gets it.
fn open_parts(meeting: &Meeting, item: &Item) -> Option<Finding> {
    let everybody = meeting.audiences().len() - 1;
    // Who marked something in a text has thought of it.
    let is_marked = |place: Place| meeting.withholdings.parts.iter().any(|part| place.holds(part.place));
    let is_slip = |place: Place| meeting.withholdings.around(place).is_none() && !is_marked(place);
    let mut parts: Vec<String> = Vec::new();
    let mut marked: Vec<&Id> = Vec::new();
    let own = own_parts(item).into_iter().filter(|(_, place)| is_slip(*place)).map(|(key, _)| key);
    let own: BTreeSet<&str> = own.collect();
    parts.extend(own.into_iter().map(|key| format!("`{key}`")));
    if !parts.is_empty() {
        marked.push(&item.id);
    }
    let belongs = |items: &[Placed<Id>]| items.iter().any(|id| id.as_str() == item.id.as_str());
    let annexes = item.documents.iter().filter_map(|id| meeting.annex(id.as_str())).map(|annex| &annex.id);
    let annexes = annexes.filter(|id| !is_of_open(meeting, id.as_str()));
    let decisions = meeting.definition.decisions.iter().filter(|one| belongs(&one.items)).map(|one| &one.id);
    for (kind, id) in annexes.map(|id| ("annex", id)).chain(decisions.map(|id| ("decision", id))) {
        if is_slip(id.place) {
            parts.push(format!("{kind} `{}`", id.as_str()));
            marked.push(id);
        }
    }
    let (last, others) = parts.split_last()?;
    let all = if others.is_empty() { last.clone() } else { format!("{} and {last}", others.join(", ")) };
    let message = format!("this item is closed, but everybody gets {all}");
    let (first, last) = (&meeting.audiences()[0], &meeting.audiences()[everybody]);
    let marked = quoted_and(marked.into_iter().map(|id| id.as_str()));
    let hint = format!(
        "`closed` withholds nothing: add `\"for\": \"{}\"` to {marked}; what is open on purpose says `\"for\": \"{}\"`",
        first.as_str(),
        last.as_str()
    );
    Some(Finding::new(&CLOSED_BUT_OPEN, item.id.place, message).hint(hint))
}

/// The texts, events and lists of an item that say something of its matter, each with its key.
fn own_parts(item: &Item) -> Vec<(&'static str, Place)> {
    let prose = [("text", &item.text), ("annotation", &item.annotation), ("note", &item.note)];
    let mut parts: Vec<(&'static str, Place)> =
        prose.into_iter().filter_map(|(key, text)| Some((key, text.as_ref()?.place))).collect();
    parts.extend(item.questions.iter().map(|one| ("questions", one.place)));
    parts.extend(item.for_endorsement.iter().map(|one| ("for_endorsement", one.place)));
    parts.extend(item.proceedings.iter().map(|one| ("proceedings", one.place)));
    parts.extend(item.actions.iter().map(|one| ("actions", one.text.place)));
    let titles = item.amounts.iter().filter_map(|one| one.title.as_ref());
    parts.extend(titles.map(|title| ("amounts", title.place)));
    parts
}

/// Returns whether an annex is among the documents of an item that is not closed.
fn is_of_open(meeting: &Meeting, annex: &str) -> bool {
    let closed: BTreeSet<&str> = closed(meeting).iter().map(|item| item.id.as_str()).collect();
    let items = meeting.definition.items().into_iter().map(|(item, _)| item);
    let mut open = items.filter(|item| !closed.contains(item.id.as_str()));
    open.any(|item| item.documents.iter().any(|id| id.as_str() == annex))
}

/// Returns whether a part is a closed item, or an annex or decision of one.
pub(super) fn is_of_closed(subject: &Subject<'_>, part: &Withheld) -> bool {
    let meeting = subject.meeting;
    let is_part = |place: Place| part.place.holds(place);
    let decisions = &meeting.definition.decisions;
    closed(meeting).into_iter().any(|item| {
        let belong = |one: &&Decision| one.items.iter().any(|id| id.as_str() == item.id.as_str());
        let annexes = item.documents.iter().filter_map(|id| meeting.annex(id.as_str())).map(|annex| annex.id.place);
        let own = own_parts(item).into_iter().map(|(_, place)| place);
        let places = own.chain(annexes).chain(decisions.iter().filter(belong).map(|one| one.id.place));
        places.chain([item.id.place]).any(is_part)
    })
}
