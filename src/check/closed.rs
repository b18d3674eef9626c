//! Closed items of which everybody gets more than that they are there.

use std::collections::{BTreeMap, BTreeSet};

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Place, all_of, quoted_and, quoted_some};
use crate::meeting::{AnnexContent, Decision, Definition, Id, Item, Meeting};

pub(super) const RULE: Rule = Rule { codes: &[&CLOSED_FOR_ALL, &CLOSED_BUT_OPEN], check };

const CLOSED_FOR_ALL: Code = Code::warning(
    "closed-for-all",
    "An item is closed, but everybody gets the files that belong to it: `closed` only prints a word, and withholds nothing. \
     List audiences, and state for which of them the item and its annexes are: `\"audiences\": [\"members\", \"public\"]`, \
     `\"for\": \"members\"`.",
)
.of(Group::Consistency);
const CLOSED_BUT_OPEN: Code = Code::error(
    "closed-but-open",
    "An item is closed and the pack has audiences, but all of them get something that belongs to the item: its text, its \
     proceedings, an annex or a decision. `closed` only prints a word, and withholds nothing; `for` withholds. State for whom \
     the item is, and also each annex and decision that belongs to it: `\"for\": \"members\"`. If something is open on purpose, \
     state that everybody gets it: `\"for\": \"public\"`. A title alone is not reported; `instead` replaces the title of a \
     withheld item. Open actions that come from closed items of earlier meetings are reported at the item under which they are \
     listed.",
)
.of(Group::Contradiction);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let meeting = subject.meeting;
    let closed = closed(&meeting.definition);
    if meeting.audiences().len() < 2 {
        return closed.into_iter().filter_map(|item| files_for_all(subject, item)).collect();
    }
    let belongings = Belongings::of(meeting, &closed);
    let own = closed.iter().filter_map(|item| open_parts(meeting, &belongings, item));
    own.chain(carried_over(meeting)).collect()
}

/// What belongs to which item, and what is marked, each looked up at once.
struct Belongings<'a> {
    /// Decisions by the items under which they were taken.
    decisions: BTreeMap<&'a str, Vec<&'a Decision>>,
    /// Ids of the documents of items that are not closed.
    open_documents: BTreeSet<&'a str>,
    /// The places of parts that say for whom they are.
    marked: BTreeSet<Place>,
}

impl<'a> Belongings<'a> {
    fn of(meeting: &'a Meeting, closed: &[&Item]) -> Self {
        let definition = &meeting.definition;
        let closed: BTreeSet<&str> = closed.iter().map(|item| item.id.as_str()).collect();
        let open =
            definition.items().into_iter().map(|(item, _)| item).filter(|item| !closed.contains(item.id.as_str()));
        Self {
            decisions: by_item(definition),
            open_documents: open.flat_map(|item| &item.documents).map(|id| id.as_str()).collect(),
            marked: meeting.withholdings.parts.iter().map(|part| part.place).collect(),
        }
    }
}

/// Returns whether one of some places begins inside another.
pub(super) fn holds_any(place: Place, places: &BTreeSet<Place>) -> bool {
    let from = Place { end: place.start, ..place };
    places.range(from..).next().is_some_and(|first| place.holds(*first))
}

/// Decisions by the items under which they were taken.
fn by_item(definition: &Definition) -> BTreeMap<&str, Vec<&Decision>> {
    let mut all: BTreeMap<&str, Vec<&Decision>> = BTreeMap::new();
    for decision in &definition.decisions {
        let items: BTreeSet<&str> = decision.items.iter().map(|id| id.as_str()).collect();
        items.into_iter().for_each(|item| all.entry(item).or_default().push(decision));
    }
    all
}

/// The items that are closed, by themselves or as parts of a closed session or item.
pub(super) fn closed(definition: &Definition) -> Vec<&Item> {
    let sessions = definition.sessions.iter().filter(|session| session.closed);
    let sessions: BTreeSet<&str> = sessions.map(|session| session.id.as_str()).collect();
    let is_in_closed = |item: &Item| item.session.as_ref().is_some_and(|session| sessions.contains(session.as_str()));
    let mut closed = Vec::new();
    let mut left: Vec<(&Item, bool)> = definition.agenda.iter().map(|item| (item, false)).collect();
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
fn open_parts(meeting: &Meeting, belongings: &Belongings<'_>, item: &Item) -> Option<Finding> {
    let everybody = meeting.audiences().len() - 1;
    // Who marked something in a text has thought of it.
    let is_slip = |place: Place| meeting.withholdings.around(place).is_none() && !holds_any(place, &belongings.marked);
    let mut parts: Vec<String> = Vec::new();
    let mut marked: Vec<&Id> = Vec::new();
    let own = own_parts(item).into_iter().filter(|(_, place)| is_slip(*place)).map(|(key, _)| key);
    let own: BTreeSet<&str> = own.collect();
    parts.extend(own.into_iter().map(|key| format!("`{key}`")));
    if !parts.is_empty() {
        marked.push(&item.id);
    }
    let annexes = item.documents.iter().filter_map(|id| meeting.annex(id.as_str())).map(|annex| &annex.id);
    let annexes = annexes.filter(|id| !belongings.open_documents.contains(id.as_str()));
    let decisions = belongings.decisions.get(item.id.as_str()).into_iter().flatten().map(|one| &one.id);
    for (kind, id) in annexes.map(|id| ("annex", id)).chain(decisions.map(|id| ("decision", id))) {
        if is_slip(id.place) {
            parts.push(format!("{kind} `{}`", id.as_str()));
            marked.push(id);
        }
    }
    if parts.is_empty() {
        return None;
    }
    let message = format!("this item is closed, but everybody gets {}", all_of(&parts));
    let (first, last) = (&meeting.audiences()[0], &meeting.audiences()[everybody]);
    let marked = quoted_and(marked.into_iter().map(|id| id.as_str()));
    let hint = format!(
        "`closed` withholds nothing: add `\"for\": \"{}\"` to {marked}; where something is open on purpose, `\"for\": \"{}\"`",
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

/// Reports open actions of closed items of earlier meetings where everybody gets them, unless something says for whom they are.
fn carried_over(meeting: &Meeting) -> Vec<Finding> {
    let mut of_closed: BTreeSet<Place> = BTreeSet::new();
    for one in &meeting.series.earlier {
        let decisions = by_item(&one.definition);
        let marked: BTreeSet<Place> = one.withholdings.parts.iter().map(|part| part.place).collect();
        let is_slip = |place: &Place| one.withholdings.around(*place).is_none() && !holds_any(*place, &marked);
        for item in closed(&one.definition) {
            let events = item.proceedings.iter().filter_map(|event| event.action.as_ref());
            let taken = decisions.get(item.id.as_str()).into_iter().flatten().flat_map(|one| &one.actions);
            of_closed.extend(events.chain(&item.actions).chain(taken).map(|action| action.text.place).filter(is_slip));
        }
    }
    let is_marked = |place: Place| meeting.withholdings.around(place).is_some();
    let marked = meeting.definition.follow_ups().filter(|one| is_marked(one.action.place));
    let marked: BTreeSet<usize> = marked.filter_map(|one| meeting.series.followed(one)).collect();
    let marked: BTreeSet<String> = marked.into_iter().map(|at| meeting.series.action(at).made.name()).collect();
    let finding = |item: &Item| {
        let actions = item.earlier_actions.iter().filter(|action| of_closed.contains(&action.text.place));
        let names = actions.filter_map(|action| Some(action.made.as_ref()?.name()));
        let names: Vec<String> = names.filter(|name| !marked.contains(name)).collect();
        let name = names.first().filter(|_| !is_marked(item.id.place))?;
        let message = format!(
            "everybody gets actions that are carried over from closed items: {}",
            quoted_some(names.iter().map(String::as_str))
        );
        let hint = format!(
            "add `\"for\": \"{}\"` in the earlier pack, or here in `follow_up`: `{{ \"action\": \"{name}\", \"for\": \"{0}\" }}`",
            meeting.audiences()[0].as_str()
        );
        Some(Finding::new(&CLOSED_BUT_OPEN, item.id.place, message).hint(hint))
    };
    meeting.definition.items().into_iter().filter_map(|(item, _)| finding(item)).collect()
}

/// The places of closed items, and of the annexes and decisions that belong to them.
pub(super) fn closed_places(meeting: &Meeting) -> BTreeSet<Place> {
    let decisions = by_item(&meeting.definition);
    let places = closed(&meeting.definition).into_iter().flat_map(|item| {
        let taken = decisions.get(item.id.as_str()).into_iter().flatten().map(|one| one.id.place);
        let annexes = item.documents.iter().filter_map(|id| meeting.annex(id.as_str())).map(|annex| annex.id.place);
        let own = own_parts(item).into_iter().map(|(_, place)| place);
        own.chain(annexes).chain(taken).chain([item.id.place]).collect::<Vec<_>>()
    });
    places.collect()
}
