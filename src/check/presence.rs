//! Nobody says, moves or votes who was not there, and clocks go forward.

use std::collections::{BTreeMap, BTreeSet};

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Place, Placed};
use crate::meeting::{Clock, Decision, Event, Id, Item, Method, Presence, What};

pub(super) const RULE: Rule = Rule { codes: &[&ABSENT_VOTER, &NOT_THERE, &CLOCK_BACKWARDS, &OWN_SECOND], check };

const ABSENT_VOTER: Code = Code::error(
    "absent-voter",
    "Somebody votes by name who is listed as absent or excused, has not come yet or has left. One who is represented is \
     listed `by-proxy`. Not told of what was decided in writing or on another day, which a decision says by `method` or `date`.",
)
.of(Group::Contradiction);
const NOT_THERE: Code = Code::error(
    "not-there",
    "Somebody says something, moves, seconds or takes the chair who is listed as absent or excused, has not come yet or \
     has left.",
)
.of(Group::Contradiction);
const CLOCK_BACKWARDS: Code = Code::warning(
    "clock-backwards",
    "Something is told after what happened later in the same session. Midnight may pass between the two.",
)
.of(Group::Consistency);
const OWN_SECOND: Code =
    Code::error("own-second", "One and the same person moves and seconds: nobody else supported the motion.")
        .of(Group::Contradiction);

/// Why somebody is not there, and where it is said.
#[derive(Clone, Copy)]
struct Away {
    place: Place,
    represented: bool,
    /// Whether they left, and may be back when another session begins.
    left: bool,
}

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let definition = &subject.meeting.definition;
    let items: Vec<&Item> = definition.items().into_iter().map(|(item, _)| item).collect();
    let mut room = Room::of(subject, &items);
    let decisions = &definition.decisions;
    let named = |id: &Placed<Id>| subject.meeting.decision(id.as_str());
    let told = definition.told_decisions();
    let mut under: BTreeMap<&str, Vec<&Decision>> = BTreeMap::new();
    for decision in decisions.iter().filter(|one| !told.contains(one.id.as_str())) {
        if let Some(first) = decision.items.first() {
            under.entry(first.as_str()).or_default().push(decision);
        }
    }
    for item in &items {
        room.enters(item);
        for event in &item.proceedings {
            room.happens(item, event);
            if let Some(decision) = event.decision.as_ref().and_then(named) {
                room.decides(decision);
            }
        }
        // Of two items of one id the first has the decisions: that there are two is told.
        for decision in under.remove(item.id.as_str()).into_iter().flatten() {
            room.decides(decision);
        }
    }
    let twice = decisions.iter().filter_map(|decision| {
        let movers: BTreeSet<&str> = decision.moved_by.iter().map(|by| by.as_str()).collect();
        let second = decision.seconded_by.iter().find(|one| movers.contains(one.as_str()))?;
        let message = format!("`{}` moves and seconds", second.as_str());
        Some(Finding::new(&OWN_SECOND, second.place, message).hint("name another who seconds, or none"))
    });
    room.findings.into_iter().chain(twice).collect()
}

/// Who is not in the room, as the meeting goes on.
struct Room<'a> {
    away: BTreeMap<&'a str, Away>,
    /// Those who left since the session began.
    left: Vec<&'a str>,
    clock: Option<(Option<&'a str>, Clock)>,
    session: Option<&'a str>,
    findings: Vec<Finding>,
}

impl<'a> Room<'a> {
    /// Before the meeting: those who are listed as not there, and those who are told to come later.
    fn of(subject: &Subject<'a>, items: &[&'a Item]) -> Self {
        let mut away = BTreeMap::new();
        let attendance = subject.meeting.definition.attendance.iter();
        for one in attendance.flat_map(|attendance| &attendance.participants) {
            if let Some(who) = one.who.as_ref().filter(|_| one.presence != Presence::Present) {
                let represented = one.presence == Presence::ByProxy;
                away.insert(who.as_str(), Away { place: who.place, represented, left: false });
            }
        }
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for event in items.iter().flat_map(|item| &item.proceedings) {
            for who in &event.who {
                if event.what == What::Arrived && !seen.contains(who.as_str()) {
                    away.entry(who.as_str()).or_insert(Away { place: who.place, represented: false, left: false });
                }
                if matches!(event.what, What::Arrived | What::Left | What::Returned) {
                    seen.insert(who.as_str());
                }
            }
        }
        Self { away, left: Vec::new(), clock: None, session: None, findings: Vec::new() }
    }

    /// Another session begins with an item that states one.
    fn enters(&mut self, item: &'a Item) {
        let session = item.session.as_ref().map(|session| session.as_str());
        if session.is_some() && session != self.session {
            self.session = session;
            for who in self.left.drain(..) {
                if self.away.get(who).is_some_and(|away| away.left) {
                    self.away.remove(who);
                }
            }
        }
    }

    fn happens(&mut self, item: &'a Item, event: &'a Placed<Event>) {
        if let Some(at) = event.at {
            let session = item.session.as_ref().map(|session| session.as_str());
            let before = self.clock.filter(|(other, _)| *other == session).map(|(_, clock)| clock);
            // Half a day back is the next morning.
            let back = before.is_some_and(|before| at < before && minutes(before) - minutes(at) < 720);
            if back {
                self.findings.push(
                    Finding::new(&CLOCK_BACKWARDS, event.place.opening(), "what is told before this happened later")
                        .hint("correct the time, or the order"),
                );
            }
            self.clock = Some((session, at));
        }
        for who in &event.who {
            match event.what {
                What::Left => {
                    self.left.push(who.as_str());
                    self.away.insert(who.as_str(), Away { place: who.place, represented: false, left: true });
                }
                What::Arrived | What::Returned => drop(self.away.remove(who.as_str())),
                _ => self.acts(who, &NOT_THERE, false),
            }
        }
    }

    fn decides(&mut self, decision: &'a Decision) {
        // What was decided outside the meeting needs nobody in the room.
        let in_writing = matches!(decision.method, Some(Method::WrittenProcedure | Method::SilenceProcedure));
        if decision.date.is_some() || in_writing {
            return;
        }
        for who in decision.moved_by.iter().chain(&decision.seconded_by) {
            self.acts(who, &NOT_THERE, false);
        }
        let votes: Vec<&Placed<Id>> =
            decision.vote.iter().flat_map(|vote| vote.cast().flat_map(|ballot| ballot.who())).collect();
        for who in votes {
            self.acts(who, &ABSENT_VOTER, true);
        }
    }

    fn acts(&mut self, who: &'a Placed<Id>, code: &'static Code, by_proxy: bool) {
        let Some(away) = self.away.get(who.as_str()).filter(|away| !(by_proxy && away.represented)) else { return };
        let what = if code == &ABSENT_VOTER { "votes" } else { "acts here" };
        let message = format!("`{}` {what}, and was not there", who.as_str());
        self.findings.push(
            Finding::new(code, who.place, message)
                .hint("correct this or the attendance")
                .related(away.place, "not there"),
        );
    }
}

fn minutes(clock: Clock) -> i64 {
    i64::from(clock.0.hour()) * 60 + i64::from(clock.0.minute())
}
