//! Who is present at each point of the meeting: according to the list of participants, to the proceedings (who came and left),
//! and to the hours (`from`, `until`).

use std::collections::{BTreeMap, BTreeSet};

use super::Subject;
use crate::finding::{Place, Placed};
use crate::meeting::{Clock, Event, Id, Item, Participant, Presence, What};

/// The reason why somebody is not present, and the place where it is stated.
#[derive(Clone, Copy)]
pub(super) struct Away {
    pub(super) place: Place,
    pub(super) represented: bool,
    /// True if they left, and may be back when another session begins.
    left: bool,
}

/// The numbers of members who are present (including represented ones) and who are not.
#[derive(Clone, Copy, Default)]
pub(super) struct There {
    pub(super) members: usize,
    pub(super) votes: usize,
    /// Members who are neither there nor represented.
    pub(super) absent: usize,
    /// Of those there who took no part in the item: members and votes.
    pub(super) recused: (usize, usize),
}

/// Somebody's hours, at which they come and leave if the proceedings do not record it.
struct Hour<'a> {
    at: Clock,
    who: &'a Placed<Id>,
}

/// The people present as the meeting goes on.
#[derive(Default)]
pub(super) struct Room<'a> {
    away: BTreeMap<&'a str, Away>,
    /// People who have left since the session began.
    left: Vec<&'a str>,
    session: Option<&'a str>,
    /// Votes of members, by id.
    members: BTreeMap<&'a str, usize>,
    there: There,
    recused: BTreeSet<&'a str>,
    /// People who come and leave at a stated hour, the last first.
    comings: Vec<Hour<'a>>,
    goings: Vec<Hour<'a>>,
    /// Clock times that are still to come in the proceedings, the last first; `None` if they do not go forward, or with several
    /// sessions.
    clocks: Option<Vec<Clock>>,
    /// The last clock time that was reached.
    clock: Option<Clock>,
}

impl<'a> Room<'a> {
    /// The state before the meeting: without those who are listed as not present, and those who come later.
    pub(super) fn of(subject: &Subject<'a>, items: &[&'a Item]) -> Self {
        let attendance = subject.meeting.definition.attendance.iter();
        let listed: Vec<&'a Placed<Participant>> = attendance.flat_map(|attendance| &attendance.participants).collect();
        let mut room = Self { clocks: clocks(subject, items), ..Self::default() };
        for (one, votes) in subject.meeting.members() {
            match &one.who {
                Some(who) => drop(room.members.insert(who.as_str(), votes)),
                // Whoever is listed by name alone is not told to come or go.
                None if matches!(one.presence, Presence::Present | Presence::ByProxy) => room.count(votes, true),
                None => room.there.absent += 1,
            }
        }
        room.there.members += room.members.len();
        room.there.votes += room.members.values().sum::<usize>();
        let not_there = listed.iter().filter(|one| one.presence != Presence::Present);
        for (one, who) in not_there.filter_map(|one| Some((one, one.who.as_ref()?))) {
            room.leaves(who, one.presence == Presence::ByProxy, false);
        }
        let seen = room.before_arriving(items);
        room.hours(&listed, &seen);
        room
    }

    /// People whose arrival is recorded are not present before it. Returns all whose coming or leaving is recorded.
    fn before_arriving(&mut self, items: &[&'a Item]) -> BTreeSet<&'a str> {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for event in items.iter().flat_map(|item| &item.proceedings) {
            for who in &event.who {
                if event.what == What::Arrived && !seen.contains(who.as_str()) && !self.away.contains_key(who.as_str())
                {
                    self.leaves(who, false, false);
                }
                if matches!(event.what, What::Arrived | What::Left | What::Returned) {
                    seen.insert(who.as_str());
                }
            }
        }
        seen
    }

    /// The hours of people whose coming and leaving the proceedings do not record.
    fn hours(&mut self, listed: &[&'a Placed<Participant>], seen: &BTreeSet<&str>) {
        if self.clocks.is_none() {
            return;
        }
        let there = listed.iter().filter(|one| one.presence == Presence::Present);
        let by_hours = there.filter_map(|one| Some((one, one.who.as_ref()?)));
        for (one, who) in by_hours.filter(|(_, who)| !seen.contains(who.as_str())) {
            if let Some(at) = one.from {
                self.leaves(who, false, false);
                self.comings.push(Hour { at, who });
            }
            self.goings.extend(one.until.map(|at| Hour { at, who }));
        }
        self.comings.sort_by_key(|hour| std::cmp::Reverse(hour.at));
        self.goings.sort_by_key(|hour| std::cmp::Reverse(hour.at));
        self.by_the_clock();
    }

    /// Moves people who come and leave at a stated hour: everybody who may be present by now is.
    fn by_the_clock(&mut self) {
        let Some(next) = self.clocks.as_ref().map(|clocks| clocks.last().copied()) else { return };
        while self.comings.last().is_some_and(|hour| next.is_none_or(|next| hour.at <= next)) {
            let Some(hour) = self.comings.pop() else { break };
            self.comes(hour.who.as_str());
        }
        while self.goings.last().is_some_and(|hour| self.clock.is_some_and(|clock| hour.at < clock)) {
            let Some(hour) = self.goings.pop() else { break };
            self.leaves(hour.who, false, false);
        }
    }

    /// Another item begins; another session with an item that states one.
    pub(super) fn enters(&mut self, item: &'a Item) {
        self.recused.clear();
        self.there.recused = (0, 0);
        let session = item.session.as_ref().map(|session| session.as_str());
        if session.is_some() && session != self.session {
            self.session = session;
            for who in std::mem::take(&mut self.left) {
                if self.away.get(who).is_some_and(|away| away.left) {
                    self.comes(who);
                }
            }
        }
    }

    /// Sets the clock: at that moment people are present who came by then and had not left.
    pub(super) fn tells(&mut self, at: Clock) {
        if self.clocks.is_some() {
            self.clock = Some(at);
            self.by_the_clock();
        }
    }

    /// Ends the events of one hour: others may have come before the next one.
    pub(super) fn goes_on(&mut self, event: &Event) {
        if event.at.is_some()
            && let Some(clocks) = &mut self.clocks
        {
            clocks.pop();
            self.by_the_clock();
        }
    }

    /// Somebody takes no part in the item.
    pub(super) fn recuses(&mut self, who: &'a Placed<Id>) {
        let is_there = self.away.get(who.as_str()).is_none_or(|away| away.represented);
        if is_there
            && let Some(votes) = self.members.get(who.as_str())
            && self.recused.insert(who.as_str())
        {
            self.there.recused = (self.there.recused.0 + 1, self.there.recused.1 + votes);
        }
    }

    /// Returns whether somebody takes no part in the item.
    pub(super) fn is_recused(&self, who: &str) -> bool {
        self.recused.contains(who)
    }

    pub(super) fn leaves(&mut self, who: &'a Placed<Id>, represented: bool, left: bool) {
        if left {
            self.left.push(who.as_str());
        }
        let before = self.away.insert(who.as_str(), Away { place: who.place, represented, left });
        let was_there = before.is_none_or(|away| away.represented);
        if let Some(votes) = self.members.get(who.as_str()).copied().filter(|_| was_there && !represented) {
            self.count(votes, false);
            self.there.absent += 1;
            if self.recused.remove(who.as_str()) {
                self.there.recused = (self.there.recused.0 - 1, self.there.recused.1 - votes);
            }
        }
    }

    pub(super) fn comes(&mut self, who: &str) {
        let was_away = self.away.remove(who).is_some_and(|away| !away.represented);
        if let Some(votes) = self.members.get(who).copied().filter(|_| was_away) {
            self.count(votes, true);
            self.there.absent -= 1;
        }
    }

    fn count(&mut self, votes: usize, more: bool) {
        let of = |number: usize, change: usize| if more { number + change } else { number - change };
        self.there.members = of(self.there.members, 1);
        self.there.votes = of(self.there.votes, votes);
    }

    /// The votes of somebody who is a member.
    pub(super) fn votes_of(&self, who: &str) -> Option<usize> {
        self.members.get(who).copied()
    }

    /// Why somebody is not there; `None` if they are.
    pub(super) fn away(&self, who: &str) -> Option<Away> {
        self.away.get(who).copied()
    }

    /// The members who are there now.
    pub(super) fn there(&self) -> There {
        self.there
    }
}

/// The clock times in the proceedings, the last first, if they go forward within one sitting.
fn clocks(subject: &Subject<'_>, items: &[&Item]) -> Option<Vec<Clock>> {
    let events = items.iter().flat_map(|item| &item.proceedings);
    let mut clocks: Vec<Clock> = events.filter_map(|event| event.at).collect();
    let one_sitting = subject.meeting.definition.sessions.is_empty() && clocks.is_sorted();
    clocks.reverse();
    one_sitting.then_some(clocks)
}
