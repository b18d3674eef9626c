//! The timetable: which item is taken up in which sitting, and when.

use std::collections::BTreeMap;

use jiff::{SignedDuration, civil};

use super::{Definition, Item, LocalTime, Session, Slot};

/// A sitting with the items that are taken up in it.
#[derive(Debug, Clone)]
pub struct Sitting<'a> {
    /// The session; none if the meeting is one sitting.
    pub session: Option<&'a Session>,
    /// When it is.
    pub slot: &'a Slot,
    /// Its items in order, without headings; items inside others follow these.
    pub entries: Vec<Entry<'a>>,
}

/// An item in a sitting.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// The item.
    pub item: &'a Item,
    /// In how many others it lies.
    pub inside: usize,
    /// When it begins, if that follows from the sitting's start and the items before it.
    pub start: Option<LocalTime>,
    /// When it ends, if it has a time.
    pub end: Option<LocalTime>,
}

impl Item {
    /// Whether something inside it is taken up in another session than `session`, which is its own.
    pub fn is_divided(&self, session: Option<&str>) -> bool {
        self.items.iter().any(|inner| {
            let own = inner.session.as_ref().map(|id| id.as_str());
            own.is_some_and(|own| Some(own) != session) || inner.is_divided(session)
        })
    }

    /// Its minutes, or those of what is inside it.
    pub fn total_minutes(&self) -> Option<u64> {
        let own = self.minutes.as_ref().map(|minutes| u64::from(minutes.value));
        own.or_else(|| self.items.iter().filter_map(Self::total_minutes).reduce(|a, b| a + b))
    }
}

impl Sitting<'_> {
    /// Its outermost items.
    pub fn items(&self) -> impl Iterator<Item = &Entry<'_>> {
        self.entries.iter().filter(|entry| entry.inside == 0)
    }
}

impl Definition {
    /// The sittings in order. Items that belong to no session are in none, unless the meeting is one sitting.
    pub fn sittings(&self) -> Vec<Sitting<'_>> {
        let mut taken = Vec::new();
        outermost(&self.agenda, None, &mut taken);
        if self.sessions.is_empty() {
            let items = taken.into_iter().map(|(item, _)| item);
            return vec![sitting(None, &self.time, items)];
        }
        let mut by_session: BTreeMap<&str, Vec<&Item>> = BTreeMap::new();
        for (item, session) in taken {
            if let Some(session) = session {
                by_session.entry(session).or_default().push(item);
            }
        }
        let sessions = self.sessions.iter().map(|session| {
            // Of two sessions of one id the first has the items: that there are two is told.
            let items = by_session.remove(session.id.as_str()).unwrap_or_default();
            sitting(Some(session), &session.time, items.into_iter())
        });
        sessions.collect()
    }
}

/// Items that stand in no other, with the session they belong to. An item whose parts are taken up in other
/// sessions than itself gives way to its parts.
fn outermost<'a>(items: &'a [Item], session: Option<&'a str>, all: &mut Vec<(&'a Item, Option<&'a str>)>) {
    for item in items {
        let own = item.session.as_ref().map(|session| session.as_str()).or(session);
        if item.section || item.is_divided(own) {
            outermost(&item.items, own, all);
        } else {
            all.push((item, own));
        }
    }
}

fn sitting<'a>(session: Option<&'a Session>, slot: &'a Slot, items: impl Iterator<Item = &'a Item>) -> Sitting<'a> {
    let mut clock = slot.local_start();
    let day = clock.map(|start| start.0.date());
    let mut entries = Vec::new();
    for item in items {
        clock = place(item, 0, day, clock, &mut entries);
    }
    Sitting { session, slot, entries }
}

/// Places an item and those inside it; gives the time at which the next one can begin, if it is known.
fn place<'a>(
    item: &'a Item,
    inside: usize,
    day: Option<civil::Date>,
    clock: Option<LocalTime>,
    entries: &mut Vec<Entry<'a>>,
) -> Option<LocalTime> {
    let stated = item.start.as_ref().and_then(|start| Some(LocalTime(day?.to_datetime(start.0))));
    let start = stated.or(clock);
    let minutes = item.total_minutes().and_then(|minutes| i64::try_from(minutes).ok());
    let later = |start: LocalTime, minutes| start.0.checked_add(SignedDuration::from_mins(minutes)).ok().map(LocalTime);
    let end = start.zip(minutes).and_then(|(start, minutes)| later(start, minutes));
    entries.push(Entry { item, inside, start, end });
    // Items inside have times of their own only if they state some.
    let mut within = start.filter(|_| item.items.iter().any(|inner| inner.total_minutes().is_some()));
    for inner in &item.items {
        within = place(inner, inside + 1, day, within, entries);
    }
    end
}
