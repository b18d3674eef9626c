//! The meetings before one, and the actions that they leave open.
//!
//! A meeting names the previous one (`previous.pack`), and that one names another. So a pack depends only on the packs of its own
//! series, and only on earlier ones. Actions are followed from the first meeting on: each is open until a later meeting states that
//! it is done or dropped.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{
    Action, ActionStatus, Date, Definition, DocumentTitle, FollowUp, Id, Item, Made, PREVIOUS_MINUTES, Prose,
    Withholdings,
};
use crate::document::DocumentKind;
use crate::finding::{FileNumber, Place, Placed};

/// A meeting before another.
#[derive(Debug, Clone)]
pub struct EarlierMeeting {
    /// The id of its pack.
    pub pack: String,
    /// What its definition says.
    pub definition: Arc<Definition>,
    /// The file of its definition.
    pub file: FileNumber,
    /// Its audiences, beginning with the one that got everything.
    pub audiences: Vec<String>,
    /// The parts that not all of them got.
    pub withholdings: Arc<Withholdings>,
}

/// The meetings before one, with their actions.
#[derive(Debug, Clone, Default)]
pub struct Series {
    /// The meetings, the first one first.
    pub earlier: Vec<EarlierMeeting>,
    /// All their actions, in the order in which they were agreed, as they stand now.
    pub(super) actions: Vec<EarlierAction>,
    /// Positions of actions, by their ids without and with the pack.
    pub(super) by_id: BTreeMap<String, Vec<usize>>,
    /// The names of actions that follow-ups name, by the place in the follow-up.
    pub(super) said: BTreeMap<Place, String>,
}

/// The last of some meetings that was held; the last one, if none was.
pub fn last_held(meetings: &[EarlierMeeting]) -> Option<&EarlierMeeting> {
    meetings.iter().rfind(|one| !one.definition.is_off()).or(meetings.last())
}

/// An action of an earlier meeting.
#[derive(Debug, Clone)]
pub struct EarlierAction {
    /// The action in its state after the last follow-up.
    pub action: Action,
    /// The meeting that agreed it.
    pub made: Made,
    /// The day of the last meeting that stated something about it.
    pub said_on: Date,
    /// The pack of the meeting that stated that it is done or dropped.
    pub closed: Option<String>,
}

/// The actions that an id in a follow-up may mean.
#[derive(Debug, PartialEq, Eq)]
pub enum Meant {
    /// One that is open, by its position.
    Open(usize),
    /// Several that are open.
    Several(Vec<usize>),
    /// One that a later meeting closed.
    Closed(usize),
    /// None.
    Nothing,
}

impl Series {
    /// The meeting right before, if the series has any.
    pub fn last(&self) -> Option<&EarlierMeeting> {
        self.earlier.last()
    }

    /// The last meeting that was held, whose minutes are approved; that right before, if none was.
    pub fn last_held(&self) -> Option<&EarlierMeeting> {
        last_held(&self.earlier)
    }

    /// All actions, with their positions.
    pub fn actions(&self) -> impl Iterator<Item = (usize, &EarlierAction)> {
        self.actions.iter().enumerate()
    }

    /// The action at a position.
    pub fn action(&self, at: usize) -> &EarlierAction {
        &self.actions[at]
    }

    /// Positions of the actions that are open.
    pub fn open(&self) -> impl Iterator<Item = usize> {
        self.actions().filter(|(_, action)| action.closed.is_none()).map(|(at, _)| at)
    }

    /// The action that is meant by its id, or by that of its pack and its own: `q1/tenders`.
    pub fn meant(&self, id: &str) -> Meant {
        let all = self.by_id.get(id).map(Vec::as_slice).unwrap_or_default();
        let open: Vec<usize> = all.iter().copied().filter(|at| self.actions[*at].closed.is_none()).collect();
        match (open.as_slice(), all) {
            ([one], _) => Meant::Open(*one),
            ([], [.., last]) => Meant::Closed(*last),
            ([], []) => Meant::Nothing,
            _ => Meant::Several(open),
        }
    }

    /// The open action that a statement is about, if it is clear which.
    pub fn followed(&self, follow_up: &FollowUp) -> Option<usize> {
        match self.meant(&follow_up.action.value) {
            Meant::Open(at) => Some(at),
            _ => None,
        }
    }

    /// The name of the action that a follow-up at a place is about.
    pub fn said_at(&self, place: Place) -> Option<&String> {
        self.said.get(&place)
    }

    /// The places at which follow-ups name actions, with the names of these actions.
    pub fn said(&self) -> impl Iterator<Item = (Place, &str)> {
        self.said.iter().map(|(place, name)| (*place, name.as_str()))
    }

    /// The texts that this meeting takes from earlier ones: titles, and the words of actions.
    pub fn texts(&self) -> Vec<String> {
        let titles = self.last_held().into_iter().flat_map(|last| last.definition.title.all());
        let words = self.actions.iter().flat_map(|one| one.action.words().chain(one.made.title.all()));
        titles.chain(words).map(|text| text.value.clone()).collect()
    }
}

impl FollowUp {
    /// An action in its state after this follow-up, with `owners` and `remark` as later meetings print them. If the status changes, the
    /// former remark is dropped.
    pub(super) fn applied(&self, action: &Action, owners: Vec<Placed<Id>>, remark: Option<Prose>) -> Action {
        Action {
            status: self.status.unwrap_or(action.status),
            owners: if owners.is_empty() { action.owners.clone() } else { owners },
            due: self.due.or(action.due),
            remark: remark.or_else(|| action.remark.clone().filter(|_| self.status.is_none())),
            ..action.clone()
        }
    }
}

impl ActionStatus {
    /// Returns whether nothing is left to be done.
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Done | Self::Dropped)
    }
}

/// Names of open actions without a follow-up, by the id of the item under which they are printed.
pub type Unsaid = BTreeMap<String, Vec<String>>;

impl Definition {
    /// Its follow-ups of earlier actions.
    pub fn follow_ups(&self) -> impl Iterator<Item = &FollowUp> {
        self.items().into_iter().flat_map(|(item, _)| item.follow_up.iter().flatten())
    }

    /// Its own actions by id: the stated one, else that of the decision or item with the position there.
    pub fn actions_by_id(&self) -> Vec<(String, &Action)> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let with_id = |(of, action)| {
            let (of, action): (&Id, &Action) = (of, action);
            let count = counts.entry(of.as_str()).or_default();
            *count += 1;
            (action.id.as_ref().map_or_else(|| format!("{of}-{count}"), |id| id.as_str().to_owned()), action)
        };
        self.actions().into_iter().map(with_id).collect()
    }

    /// Gives its actions the ids that they have in the whole definition, of which this is a part: here some actions may be missing, and
    /// positions differ. Follow-ups get the name of the action that they mean in the whole; `said_of` returns it by its place.
    pub fn keep_ids<'a>(&mut self, whole: &Self, said_of: impl Fn(Place) -> Option<&'a String>) {
        let ids = whole.actions_by_id().into_iter().map(|(id, action)| (action.text.place.start, id));
        let ids: BTreeMap<u32, String> = ids.collect();
        let keep = |action: &mut Action| {
            let place = action.text.place;
            action.id = ids.get(&place.start).map(|id| Placed::new(Id::of(id), place));
        };
        self.decisions.iter_mut().flat_map(|decision| &mut decision.actions).for_each(keep);
        each_item(&mut self.agenda, &mut |item| {
            item.proceedings.iter_mut().filter_map(|event| event.value.action.as_mut()).for_each(keep);
            item.actions.iter_mut().for_each(keep);
            for follow_up in item.follow_up.iter_mut().flatten() {
                follow_up.action.value = said_of(follow_up.action.place).cloned().unwrap_or_default();
            }
        });
    }

    /// The open actions without a follow-up. They are printed under the first item that has `follow_up`.
    pub fn unsaid(&self, series: &Series) -> Unsaid {
        let told: BTreeSet<usize> = self.follow_ups().filter_map(|one| series.followed(one)).collect();
        let first = self.items().into_iter().find(|(item, _)| item.follow_up.is_some());
        let names = series.open().filter(|at| !told.contains(at)).map(|at| series.action(at).made.name());
        first.map(|(item, _)| (item.id.as_str().to_owned(), names.collect())).into_iter().collect()
    }

    /// Takes title and date of the previous meeting that was held, and its minutes as a document, from its pack.
    pub fn follow(&mut self, last: &EarlierMeeting) {
        let Some(previous) = &mut self.previous else { return };
        let Some(place) = previous.pack.as_ref().map(|pack| pack.place) else { return };
        let Definition { title, time, masthead, pack, .. } = &*last.definition;
        let entry = &mut previous.value;
        entry.title.get_or_insert_with(|| title.clone());
        if entry.date.is_none() && entry.start.is_none() {
            entry.date = Some(Placed::new(time.date(), place));
            entry.until = entry.until.or_else(|| time.last_date());
        }
        let minutes = pack.iter().find(|paper| paper.document.as_str() == DocumentKind::Minutes.name());
        let own = minutes.and_then(|paper| paper.masthead.as_ref()).and_then(|masthead| masthead.symbol.as_ref());
        let symbol = own.or_else(|| masthead.as_ref().and_then(|masthead| masthead.symbol.as_ref()));
        let made = Made {
            pack: last.pack.clone(),
            id: DocumentKind::Minutes.name().to_owned(),
            title: title.clone(),
            on: time.ends_on(),
        };
        let document = DocumentTitle {
            title: title.clone(),
            symbol: symbol.cloned(),
            url: entry.url.clone(),
            proposed_title: None,
            other_names: Vec::new(),
            minutes_of: Some(made),
        };
        self.documents.add(Placed::new(Id::of(PREVIOUS_MINUTES), place), document);
    }

    /// Puts earlier actions under the items that follow them up, and those without a follow-up as `unsaid` states.
    pub fn carry(&mut self, series: &Series, unsaid: &Unsaid) {
        each_item(&mut self.agenda, &mut |item| carry(item, series, unsaid));
    }
}

fn each_item(items: &mut [Item], with: &mut impl FnMut(&mut Item)) {
    for item in items {
        with(item);
        each_item(&mut item.items, with);
    }
}

fn carry(item: &mut Item, series: &Series, unsaid: &Unsaid) {
    let Some(follow_ups) = &item.follow_up else { return };
    let names = unsaid.get(item.id.as_str()).into_iter().flatten();
    let mut here: BTreeMap<usize, Action> = names
        .filter_map(|name| match series.meant(name) {
            Meant::Open(at) => Some((at, series.action(at).action.clone())),
            _ => None,
        })
        .collect();
    for follow_up in follow_ups {
        if let Some(at) = series.followed(follow_up) {
            let before = &series.action(at).action;
            here.insert(at, follow_up.applied(before, follow_up.owners.clone(), follow_up.remark.clone()));
        }
    }
    item.earlier_actions.extend(here.into_values());
}

impl Action {
    /// Its words: text, remark and number.
    pub fn words(&self) -> impl Iterator<Item = &Placed<String>> {
        self.text.all().chain(self.remark.iter().flat_map(|remark| remark.all())).chain(&self.number)
    }
}

impl Made {
    /// The name by which the action is known in the series: `q1/tenders`.
    pub fn name(&self) -> String {
        format!("{}/{}", self.pack, self.id)
    }
}

/// Leaves a field out when a definition is serialized: it is not text of the minutes, and approvals do not cover it.
pub(super) fn is_apart<T>(_: &T) -> bool {
    true
}
