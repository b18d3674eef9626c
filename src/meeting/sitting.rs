//! The timetable: which item is taken up in which sitting, and when.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::{Definition, Item, LocalTime, Session, Slot, Zone};

/// A sitting with the items that are taken up in it.
#[derive(Debug, Clone)]
pub struct Sitting<'a> {
    /// The session; none if the meeting is one sitting.
    pub session: Option<&'a Session>,
    /// Its time.
    pub slot: &'a Slot,
    /// Its start, if it is known to the minute.
    pub starts: Option<Timestamp>,
    /// Its end, if it is known to the minute.
    pub ends: Option<Timestamp>,
    /// Its length in minutes, if it is known.
    pub length: Option<u32>,
    /// Its items in order, without headings; items inside others follow these.
    pub entries: Vec<Entry<'a>>,
}

/// An item in a sitting.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// The item.
    pub item: &'a Item,
    /// The number of others that it is inside.
    pub inside: usize,
    /// True if it is decided together with others, under a consent agenda: it needs no time of its own.
    pub by_consent: bool,
    /// The local time that it states to begin at.
    pub stated: Option<LocalTime>,
    /// Its start, if that follows from the sitting's start and the items before it.
    pub start: Option<Timestamp>,
    /// Its end, if its length is known.
    pub end: Option<Timestamp>,
}

impl Item {
    /// Returns whether something inside it is taken up in another session than `session`, which is its own.
    pub fn is_divided(&self, session: Option<&str>) -> bool {
        self.items.iter().any(|inner| {
            let own = inner.session.as_ref().map(|id| id.as_str());
            own.is_some_and(|own| Some(own) != session) || inner.is_divided(session)
        })
    }

    /// Its length in minutes: its own, else that of what is inside it, which is known only if that of each part is.
    pub fn length(&self) -> Option<u64> {
        let own = self.minutes.as_ref().map(|minutes| u64::from(minutes.value));
        let parts = || self.items.iter().map(Self::length).reduce(|sum, part| Some(sum? + part?)).flatten();
        own.or_else(parts)
    }

    /// Its minutes, or those known of what is inside it, which may be fewer than it takes.
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
        outermost(&self.agenda, None, false, &mut taken);
        if self.sessions.is_empty() {
            return vec![sitting(None, &self.time, &self.time, taken)];
        }
        let mut by_session: BTreeMap<&str, Vec<Taken<'_>>> = BTreeMap::new();
        for one in taken {
            if let Some(session) = one.session {
                by_session.entry(session).or_default().push(one);
            }
        }
        let sessions = self.sessions.iter().map(|session| {
            // Of two sessions of one id the first has the items: that there are two is told.
            let items = by_session.remove(session.id.as_str()).unwrap_or_default();
            sitting(Some(session), &session.time, &self.time, items)
        });
        sessions.collect()
    }
}

/// An item that stands in no other, with the session that it belongs to, and whether it is part of a consent agenda.
struct Taken<'a> {
    item: &'a Item,
    session: Option<&'a str>,
    by_consent: bool,
}

/// Items that stand in no other. An item whose parts are taken up in other
/// sessions than itself gives way to its parts.
fn outermost<'a>(items: &'a [Item], session: Option<&'a str>, by_consent: bool, all: &mut Vec<Taken<'a>>) {
    for item in items {
        let own = item.session.as_ref().map(|session| session.as_str()).or(session);
        if item.section || item.is_divided(own) {
            outermost(&item.items, own, by_consent || item.consent, all);
        } else {
            all.push(Taken { item, session: own, by_consent });
        }
    }
}

fn sitting<'a>(session: Option<&'a Session>, slot: &'a Slot, meeting: &'a Slot, items: Vec<Taken<'a>>) -> Sitting<'a> {
    let mut reckoning = Reckoning {
        zone: slot.reckoned_in(meeting),
        last: slot.local_start(),
        over: slot.ends(meeting),
        now: slot.starts(meeting),
    };
    let starts = reckoning.now;
    let mut entries = Vec::new();
    for Taken { item, by_consent, .. } in items {
        reckoning.place(item, 0, by_consent, &mut entries);
    }
    Sitting { session, slot, starts, ends: reckoning.over, length: slot.length(meeting), entries }
}

/// Computes the times of the items of a sitting. They are placed by instants, so that an hour which clocks skip or repeat
/// counts by its real length.
struct Reckoning<'z> {
    zone: &'z Zone,
    /// The local time that was last stated.
    last: Option<LocalTime>,
    /// The end of the sitting, if it is known.
    over: Option<Timestamp>,
    /// The earliest start of the next item, if it is known.
    now: Option<Timestamp>,
}

impl Reckoning<'_> {
    /// Places an item and those inside it. The next one can begin when it ends.
    fn place<'a>(&mut self, item: &'a Item, inside: usize, by_consent: bool, entries: &mut Vec<Entry<'a>>) {
        let stated = item.start.as_ref().and_then(|start| self.next(start.0));
        let start = stated.and_then(|stated| self.zone.instant(stated)).or(self.now);
        let minutes = item.length().or(by_consent.then_some(0)).and_then(|minutes| i64::try_from(minutes).ok());
        let end =
            start.zip(minutes).and_then(|(start, minutes)| start.checked_add(SignedDuration::from_mins(minutes)).ok());
        let at = entries.len();
        entries.push(Entry { item, inside, by_consent, stated, start, end });
        // Items inside have times of their own only if they state some.
        self.now = start.filter(|_| item.items.iter().any(|inner| inner.total_minutes().is_some()));
        for inner in &item.items {
            self.place(inner, inside + 1, by_consent, entries);
        }
        // Of parts of which some have no length, the last may state when it begins, and so when all of it ends.
        if minutes.is_none() && !item.items.is_empty() {
            entries[at].end = self.now;
        }
        self.now = entries[at].end;
    }

    /// The local time that a clock time means: on the day that was last stated, or on the next day if it is earlier and the
    /// sitting lasts that long.
    fn next(&mut self, time: jiff::civil::Time) -> Option<LocalTime> {
        let last = self.last?;
        let same_day = LocalTime(last.0.date().to_datetime(time));
        let next_day = last.0.date().tomorrow().map(|day| LocalTime(day.to_datetime(time))).ok();
        let goes_on = |local: &LocalTime| self.zone.instant(*local).zip(self.over).is_some_and(|(at, over)| at < over);
        let stated = next_day.filter(|local| same_day < last && goes_on(local)).unwrap_or(same_day);
        self.last = Some(stated);
        Some(stated)
    }
}
