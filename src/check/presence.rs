//! Nobody says, moves or votes who was not there, numbers fit those who were, and clocks go forward.

use std::collections::{BTreeMap, BTreeSet};

use super::most_votes::{MostVotes, told_once};
use super::room::Room;
use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Place, Placed, count};
use crate::meeting::{Clock, Decision, Disposition, Event, Id, Item, Meeting, Method, Presence, Vote, What};

pub(super) const RULE: Rule = Rule {
    codes: &[
        &ABSENT_VOTER,
        &NOT_THERE,
        &MORE_VOTES_THAN_THERE,
        &ABSENT_OTHERWISE,
        &QUORUM_GONE,
        &HOURS_DISAGREE,
        &CLOCK_BACKWARDS,
        &OWN_SECOND,
    ],
    check,
};

const ABSENT_VOTER: Code = Code::error(
    "absent-voter",
    "Somebody is named in a vote who is listed as absent or excused, or who had not come yet or had left, according to \
     `proceedings` or their `from` and `until`. List a member who is represented as `by-proxy`. Not reported for \
     decisions taken in writing or on another day (`method`, `date`).",
)
.of(Group::Contradiction);
const NOT_THERE: Code = Code::error(
    "not-there",
    "Somebody speaks, moves, seconds or takes the chair, but is listed as absent or excused, or had not come yet, or had left.",
)
.of(Group::Contradiction);
const MORE_VOTES_THAN_THERE: Code = Code::warning(
    "more-votes-than-there",
    "More votes were cast than the members who were present at that time have: some of those listed had not come yet, \
     had left, or took no part in the item. Blank and invalid ballot papers count as votes. Correct the votes, or the times \
     at which members came and left. If members are only counted, the number present is `present` of `quorum`, else \
     those listed and those under `counts`; who came later, or is represented, has to be recorded.",
)
.of(Group::Contradiction);
const ABSENT_OTHERWISE: Code = Code::warning(
    "absent-otherwise",
    "A vote states how many members were absent, and the list of participants gives another number for that time. \
     Absent are members listed as absent or excused, and those who had not come yet or had left. A member who is \
     represented is not absent.",
)
.of(Group::Contradiction);
const QUORUM_GONE: Code = Code::warning(
    "quorum-gone",
    "Something is adopted after the quorum was lost: an entry of `proceedings` says so, or so many members have left \
     that fewer are present than the quorum needs.",
)
.of(Group::Contradiction);
const HOURS_DISAGREE: Code = Code::warning(
    "hours-disagree",
    "Somebody is listed as present `from` or `until` a time, but `proceedings` record that they came or left at \
     another time; or is listed as absent or excused, and came or left; or `proceedings` record twice in a row that they \
     came, or that they left.",
)
.of(Group::Contradiction);
const CLOCK_BACKWARDS: Code = Code::warning(
    "clock-backwards",
    "An entry has an earlier time than an entry before it in the same session. A time that is twelve hours or more \
     earlier counts as the next day.",
)
.of(Group::Consistency);
const OWN_SECOND: Code =
    Code::error("own-second", "The same person moves and seconds a motion: nobody else supported it.")
        .of(Group::Contradiction);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let definition = &subject.meeting.definition;
    let items: Vec<&Item> = definition.items().into_iter().map(|(item, _)| item).collect();
    let mut watch = Watch::of(subject, &items);
    let decisions = &definition.decisions;
    let named = |id: &Placed<Id>| subject.meeting.decision(id.as_str());
    let minuted = definition.decisions_in_proceedings();
    let mut under: BTreeMap<&str, Vec<&Decision>> = BTreeMap::new();
    for decision in decisions.iter().filter(|one| !minuted.contains_key(one.id.as_str())) {
        if let Some(first) = decision.items.first() {
            under.entry(first.as_str()).or_default().push(decision);
        }
    }
    for item in &items {
        watch.room.enters(item);
        for event in &item.proceedings {
            watch.happens(item, event);
            if let Some(decision) = event.decision.as_ref().and_then(named) {
                watch.decides(decision);
            }
            watch.room.goes_on(event);
        }
        // Of two items of one id the first has the decisions: that there are two is reported.
        for decision in under.remove(item.id.as_str()).into_iter().flatten() {
            watch.decides(decision);
        }
    }
    let twice = decisions.iter().filter_map(|decision| {
        let movers: BTreeSet<&str> = decision.moved_by.iter().map(|by| by.as_str()).collect();
        let second = decision.seconded_by.iter().find(|one| movers.contains(one.as_str()))?;
        let message = format!("`{}` moves and seconds", second.as_str());
        Some(Finding::new(&OWN_SECOND, second.place, message).hint("name somebody else who seconds, or nobody"))
    });
    let mut findings = watch.findings;
    told_once(&mut findings, &MORE_VOTES_THAN_THERE, watch.votes);
    findings.into_iter().chain(hours(subject, &items)).chain(twice).collect()
}

/// A time that proceedings state, with its place.
type StatedTime = Option<(Clock, Place)>;

/// Compares somebody's stated hours with the time at which they first come, and that at which they last leave.
fn hours(subject: &Subject<'_>, items: &[&Item]) -> Vec<Finding> {
    let mut recorded: BTreeMap<&str, (StatedTime, StatedTime)> = BTreeMap::new();
    for event in items.iter().flat_map(|item| &item.proceedings) {
        let Some(at) = event.at else { continue };
        for who in &event.who {
            let moves = recorded.entry(who.as_str()).or_default();
            match event.what {
                What::Arrived => moves.0 = moves.0.or(Some((at, who.place))),
                What::Left => moves.1 = Some((at, who.place)),
                What::Returned => moves.1 = None,
                _ => {}
            }
        }
    }
    let mut findings = moved_twice(subject, items);
    let attendance = subject.meeting.definition.attendance.iter();
    let listed = attendance.filter(|_| subject.meeting.definition.sessions.is_empty());
    let listed = listed.flat_map(|attendance| &attendance.participants);
    let disagree = listed.flat_map(|one| {
        let who = one.who.as_ref();
        let (came, left) = who.and_then(|who| recorded.get(who.as_str()).copied()).unwrap_or_default();
        let is_away = matches!(one.presence, Presence::Excused | Presence::Absent);
        let moved = came.map(|came| (came, "came")).or(left.map(|left| (left, "left"))).filter(|_| is_away);
        let though_away = moved.zip(who).map(|(((at, place), did), who)| {
            let message = format!("`{}` is listed as {}, but {did} at {at}", who.as_str(), one.presence.name());
            Finding::new(&HOURS_DISAGREE, place, message)
                .hint("list who came as present, with `from` or `until`")
                .related(who.place, "listed here")
        });
        let pairs = [(one.from, came, "from", "came"), (one.until, left, "until", "left")];
        though_away.into_iter().chain(pairs.into_iter().filter_map(move |(listed, recorded, key, did)| {
            let (who, listed, (recorded, place)) = (who?, listed?, recorded?);
            let message = format!("`{}` is listed `{key}` {listed}, but {did} at {recorded}", who.as_str());
            (listed != recorded).then(|| {
                Finding::new(&HOURS_DISAGREE, place, message)
                    .hint("correct one of the two, or remove the time from the list")
                    .related(who.place, "listed here")
            })
        }))
    });
    findings.extend(disagree);
    findings
}

/// Nobody comes twice without leaving between, or leaves twice; in another session they may.
fn moved_twice(subject: &Subject<'_>, items: &[&Item]) -> Vec<Finding> {
    let mut last: BTreeMap<&str, (bool, Clock, Place)> = BTreeMap::new();
    let mut findings = Vec::new();
    let one_sitting = subject.meeting.definition.sessions.is_empty();
    for event in items.iter().filter(|_| one_sitting).flat_map(|item| &item.proceedings) {
        let (Some(at), Some(comes)) = (event.at, comes(event)) else { continue };
        for who in &event.who {
            let before = last.insert(who.as_str(), (comes, at, who.place));
            let Some((_, then, place)) = before.filter(|(came, then, _)| *came == comes && *then != at) else {
                continue;
            };
            let did = if comes { "came" } else { "left" };
            let message = format!("`{}` {did} at {then}, and again at {at}", who.as_str());
            let hint = "correct one of the two, or add what happened between them";
            findings.push(Finding::new(&HOURS_DISAGREE, who.place, message).hint(hint).related(place, "recorded here"));
        }
    }
    findings
}

/// Returns whether the people of an event come (true) or leave (false).
fn comes(event: &Event) -> Option<bool> {
    match event.what {
        What::Arrived | What::Returned => Some(true),
        What::Left => Some(false),
        _ => None,
    }
}

/// Compares events and decisions with the people who are present at that time.
struct Watch<'a> {
    meeting: &'a Meeting,
    room: Room<'a>,
    clock: Option<(Option<&'a str>, Clock)>,
    /// The place where the loss of the quorum is recorded.
    lost: Option<Place>,
    /// The number of members needed, if at least so many are listed as present at some time.
    needed: Option<usize>,
    most: Option<MostVotes<'a>>,
    /// The votes that were compared with those who were there.
    votes: usize,
    /// Members who are reported because they act, although they are listed as not present.
    acting: BTreeSet<&'a str>,
    findings: Vec<Finding>,
}

impl<'a> Watch<'a> {
    fn of(subject: &Subject<'a>, items: &[&'a Item]) -> Self {
        let meeting = subject.meeting;
        let attendance = meeting.definition.attendance.as_ref().filter(|attendance| !attendance.by_entity);
        let needed = attendance.and_then(|attendance| {
            let quorum = attendance.quorum.as_ref()?;
            let needed = quorum.needed.value as usize;
            Some(needed).filter(|needed| meeting.members_present(attendance, quorum).is_some_and(|all| all >= *needed))
        });
        let room = Room::of(subject, items);
        let chairs = meeting.definition.chairs.iter().map(|chair| chair.person.as_str());
        let acting = chairs.filter(|chair| room.away(chair).is_some_and(|away| !away.represented)).collect();
        let most = MostVotes::of(meeting);
        Self { meeting, room, clock: None, lost: None, needed, most, votes: 0, acting, findings: Vec::new() }
    }

    fn happens(&mut self, item: &'a Item, event: &'a Placed<Event>) {
        if let Some(at) = event.at {
            let session = item.session.as_ref().map(|session| session.as_str());
            let before = self.clock.filter(|(other, _)| *other == session).map(|(_, clock)| clock);
            // Half a day back is the next morning.
            let back = before.is_some_and(|before| at < before && minutes(before) - minutes(at) < 720);
            if back {
                self.findings.push(
                    Finding::new(&CLOCK_BACKWARDS, event.place.opening(), "this happened before the entry above it")
                        .hint("correct the time, or the order"),
                );
            }
            self.clock = Some((session, at));
            self.room.tells(at);
        }
        match event.what {
            What::QuorumLost => self.lost = Some(event.place.opening()),
            What::QuorumRegained => self.lost = None,
            _ => {}
        }
        for who in &event.who {
            match event.what {
                What::Left => self.room.leaves(who, false, true),
                What::Arrived | What::Returned => self.room.comes(who.as_str()),
                What::Recused => {
                    self.acts(who, &NOT_THERE, false);
                    self.room.recuses(who);
                }
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
        self.quorate(decision);
        let Some(vote) = &decision.vote else { return };
        let found = self.findings.len();
        for who in vote.cast().flat_map(|ballot| ballot.who()) {
            self.acts(who, &ABSENT_VOTER, true);
        }
        self.votes += 1;
        if self.findings.len() == found {
            self.adds_up(decision, vote);
            // What is wrong with the vote by itself is told, and not what follows.
            let is_told = || self.most.as_ref().is_some_and(|most| most.are_at_odds(vote));
            if self.findings.len() > found && is_told() {
                self.findings.truncate(found);
            }
        }
    }

    /// Numbers of votes fit those who were there.
    fn adds_up(&mut self, decision: &'a Decision, vote: &'a Vote) {
        let Some(most) = &self.most else { return };
        let in_all = most.in_all(decision);
        if !most.are_listed() || !self.meeting.knows_votes(vote) {
            let finding = self.more_than_counted(most, decision, vote);
            self.findings.extend(finding);
            return;
        }
        let by_votes = self.meeting.counts_votes(vote);
        let there = self.room.there();
        let (most, recused) = match by_votes {
            true => (there.votes, there.recused.1),
            false => (there.members, there.recused.0),
        };
        let counted = |name: &str| {
            let ballot = vote.ballots().into_iter().find(|ballot| ballot.name == name)?;
            let place = ballot.stated.map(|stated| stated.place);
            let place = place.or_else(|| ballot.who().first().map(|who| who.place));
            let place = place.or_else(|| ballot.groups.first().map(|(who, _)| who.place))?;
            Some((self.meeting.votes_for(vote, &ballot)?, place))
        };
        let cast: Vec<(usize, Place)> = vote.cast().filter_map(|ballot| counted(ballot.name)).collect();
        let number: usize = cast.iter().map(|(number, _)| number).sum();
        // Those who are named may have left on purpose: they took no part.
        let others = vote.ballots().into_iter().find(|ballot| ballot.name == "not-voting");
        let others = others.and_then(|ballot| ballot.stated).map_or(0, |stated| stated.value as usize);
        let first = cast.first().map(|(_, place)| *place);
        // Who acts though not present is reported, and may have voted.
        let acting = if by_votes { 0 } else { self.acting.len() };
        let too_many = number > most - recused + acting || number + others > most + acting;
        // Who voted though recused is reported, and not that it makes one vote too many.
        let is_recused = |who: &Placed<Id>| self.room.is_recused(who.as_str());
        let is_told = || vote.cast().any(|ballot| ballot.who().iter().any(is_recused));
        // More than there are at all are reported for the list.
        if let Some(place) = first.filter(|_| too_many && in_all.is_none_or(|(all, _)| number <= all) && !is_told()) {
            let what = if by_votes { "vote" } else { "member" };
            let message = match number > most - recused {
                true => {
                    format!("{} cast, but {} present for it then", were(number, "vote"), were(most - recused, what))
                }
                false => format!(
                    "{} cast, and {others} more did not vote, but {} present then",
                    were(number, "vote"),
                    were(most, what)
                ),
            };
            let hint = "correct the votes, or when members came and left";
            self.findings.push(Finding::new(&MORE_VOTES_THAN_THERE, place, message).hint(hint));
        }
        let absent = counted("absent").filter(|(number, _)| !by_votes && *number != there.absent);
        if let Some((number, place)) = absent {
            let message =
                format!("`absent` is stated as {number}, but {} not present then", were(there.absent, "member"));
            self.findings.push(
                Finding::new(&ABSENT_OTHERWISE, place, message)
                    .hint("correct the number, or when members came and left"),
            );
        }
    }

    /// More votes than those who were there have, where members are not all listed.
    fn more_than_counted(&self, most: &MostVotes<'_>, decision: &Decision, vote: &Vote) -> Option<Finding> {
        let present = most.of_those_there(decision)?;
        let cast: usize = vote.cast().filter_map(|ballot| self.meeting.votes_for(vote, &ballot)).sum();
        let place = vote.cast().find_map(|ballot| ballot.stated.map(|stated| stated.place));
        let place = place.or_else(|| vote.groups.first().map(|group| group.who.place))?;
        // More than there are at all are reported for the number of all.
        let is_known = most.in_all(decision).is_some_and(|(most, _)| cast > most);
        let what = if self.meeting.counts_votes(vote) { "vote" } else { "member" };
        let message = format!("{} cast, but {} present", were(cast, "vote"), were(present, what));
        (cast > present && !is_known).then(|| {
            Finding::new(&MORE_VOTES_THAN_THERE, place, message)
                .hint("correct the votes or the number present, or record who came later or is represented")
        })
    }

    /// Something is adopted with enough members.
    fn quorate(&mut self, decision: &'a Decision) {
        if decision.disposition != Some(Disposition::Adopted) {
            return;
        }
        let quorum = self.meeting.definition.attendance.as_ref().and_then(|attendance| attendance.quorum.as_ref());
        let there = self.room.there();
        let there = if quorum.is_some_and(|quorum| quorum.unit.is_some()) { there.votes } else { there.members };
        let short = self.needed.filter(|needed| there < *needed);
        let (message, hint) = match (self.lost, short) {
            (Some(_), _) => {
                ("this is adopted after the quorum was lost".to_owned(), "record when it was regained, or correct this")
            }
            (None, Some(needed)) => (
                format!("this is adopted with {there} present at that time, but the quorum needs {needed}"),
                "correct when members came and left, or say that the decision was not taken",
            ),
            (None, None) => return,
        };
        let finding = Finding::new(&QUORUM_GONE, decision.id.place, message).hint(hint);
        let finding = match (self.lost, quorum) {
            (Some(lost), _) => finding.related(lost, "lost here"),
            (None, Some(quorum)) => finding.related(quorum.needed.place, "needed"),
            (None, None) => finding,
        };
        self.findings.push(finding);
    }

    fn acts(&mut self, who: &'a Placed<Id>, code: &'static Code, by_proxy: bool) {
        let Some(away) = self.room.away(who.as_str()).filter(|away| !(by_proxy && away.represented)) else { return };
        let what = if code == &ABSENT_VOTER { "votes" } else { "acts here" };
        let message = format!("`{}` {what}, but was not present", who.as_str());
        if code == &NOT_THERE {
            self.acting.extend(self.room.votes_of(who.as_str()).map(|_| who.as_str()));
        }
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

/// "1 vote was", "2 votes were".
fn were(number: usize, noun: &str) -> String {
    format!("{} {}", count(number, noun), if number == 1 { "was" } else { "were" })
}
