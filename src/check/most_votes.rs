//! How many votes there can be in a vote: of all members, and of those who were there where members are not all listed.

use std::collections::BTreeSet;

use super::votes::contradicts_itself;
use crate::finding::{Code, Finding};
use crate::meeting::{Attendance, Decision, Meeting, Presence, Quorum, Text, Vote, What};

/// The numbers of those who may vote, counted once for all decisions.
pub(super) struct MostVotes<'a> {
    meeting: &'a Meeting,
    attendance: &'a Attendance,
    /// Members who are listed, and their votes.
    members: (usize, usize),
    /// Those of them who were present or represented.
    there: usize,
    /// Represented members, listed or counted.
    represented: usize,
    /// True if the stated number of those present leaves out who is represented.
    is_without: bool,
    /// People who may vote and are counted.
    counted: usize,
    /// People who came after others: those who were counted at the opening may be without them.
    later: usize,
    /// People who take part and may not vote.
    guests: BTreeSet<&'a str>,
}

impl<'a> MostVotes<'a> {
    /// `None` without a list or number of those who were there.
    pub(super) fn of(meeting: &'a Meeting) -> Option<Self> {
        let attendance = meeting.definition.attendance.as_ref()?;
        let quorum = attendance.quorum.as_ref();
        let guests = attendance.participants.iter().filter(|one| one.class.is_guest());
        let of = |presence: &[Presence]| meeting.members().filter(|(one, _)| presence.contains(&one.presence)).count();
        Some(Self {
            meeting,
            attendance,
            members: meeting.members().fold((0, 0), |(members, all), (_, votes)| (members + 1, all + votes)),
            there: of(&[Presence::Present, Presence::ByProxy]),
            represented: of(&[Presence::ByProxy]) + attendance.unnamed_represented(),
            is_without: quorum.is_some_and(|quorum| meeting.members_represented(attendance, quorum) == Some(0)),
            counted: attendance.unnamed_voters(),
            later: arrivals(meeting),
            guests: guests.filter_map(|one| Some(one.who.as_ref()?.as_str())).collect(),
        })
    }

    /// Returns whether what a vote says of itself is reported: its names and numbers contradict each other, or it names somebody
    /// who may not vote. Too many votes follow from that.
    pub(super) fn are_at_odds(&self, vote: &Vote) -> bool {
        let mut named = vote.cast().flat_map(|ballot| ballot.who());
        contradicts_itself(self.meeting, vote) || named.any(|who| self.guests.contains(who.as_str()))
    }

    /// Returns whether all who may vote are listed, each as one.
    pub(super) fn are_listed(&self) -> bool {
        !self.attendance.participants.is_empty() && self.counted == 0 && !self.attendance.by_entity
    }

    /// The votes of all members who are listed.
    pub(super) fn votes_of_members(&self) -> usize {
        self.members.1
    }

    /// The most that the quorum is stated of, whatever it counts.
    pub(super) fn of_quorum(&self) -> usize {
        self.attendance.quorum.as_ref().and_then(largest).unwrap_or_default()
    }

    /// The number of votes as a decision counts them, and the unit, as far as they are known.
    pub(super) fn in_all(&self, decision: &Decision) -> Option<(usize, &'static str)> {
        let vote = decision.vote.as_ref();
        let by_votes = vote.is_some_and(|vote| self.meeting.counts_votes(vote));
        let quorum = self.quorum_of(vote);
        // Members who are only counted are known by the number of all.
        let most = match self.counted == 0 && self.knows_votes(vote) {
            true => {
                quorum.and_then(largest).unwrap_or_default().max(if by_votes { self.members.1 } else { self.members.0 })
            }
            false => quorum.filter(|quorum| quorum.of.is_some()).and_then(largest)?,
        };
        // Who has shares may have as many votes for each seat.
        let by_seats = decision.election.as_ref().filter(|_| vote.is_some_and(|vote| vote.unit.is_some()));
        let seats = by_seats.map_or(1, |one| {
            let stated = one.seats.as_ref().map_or(1, |seats| seats.value as usize);
            stated.max(one.elected.len()).max(one.candidates.len())
        });
        (most > 0).then_some((most * seats, if by_votes { "vote" } else { "member" }))
    }

    /// The number of votes of those who were there, where members are counted and not all listed: as stated, else of those listed
    /// and those counted; `None` if neither is known.
    pub(super) fn of_those_there(&self, decision: &Decision) -> Option<usize> {
        let vote = decision.vote.as_ref()?;
        let quorum = self.quorum_of(Some(vote));
        let stated = quorum.and_then(stated);
        // A number without those who are represented is not one of all votes.
        let is_without = quorum.is_some() && self.is_without;
        if self.meeting.counts_votes(vote) {
            // Nobody says how many votes each of them has.
            let is_whole = self.later == 0 && (self.represented == 0 || !is_without) && decision.election.is_none();
            return stated.filter(|_| is_whole);
        }
        let listed = self.there + self.counted;
        let present = match stated {
            Some(stated) if self.attendance.by_entity => stated.max(listed),
            Some(stated) if is_without => stated + self.represented,
            Some(stated) => stated,
            // Those who are counted beside nobody may be others than the members.
            None if self.there == 0 && quorum.is_none_or(|quorum| self.counted < quorum.needed.value as usize) => {
                return None;
            }
            None => listed,
        };
        Some(present + self.later)
    }

    fn knows_votes(&self, vote: Option<&Vote>) -> bool {
        vote.is_none_or(|vote| self.meeting.knows_votes(vote))
    }

    /// The quorum, if it counts what a vote counts.
    fn quorum_of(&self, vote: Option<&Vote>) -> Option<&'a Quorum> {
        let by_votes = vote.is_some_and(|vote| self.meeting.counts_votes(vote));
        let of_same = |quorum: &&Quorum| match (vote.and_then(|vote| vote.unit.as_ref()), &quorum.unit) {
            // If the list of participants does not state the votes, the words for them are all that is known.
            (Some(unit), Some(of_quorum)) if !self.knows_votes(vote) => is_same(unit, of_quorum),
            (Some(_), None) if !self.knows_votes(vote) => false,
            (_, unit) => by_votes == unit.is_some() || self.attendance.by_entity,
        };
        self.attendance.quorum.as_ref().filter(of_same)
    }
}

/// Where each of several votes is too many, the list of members is wrong: that is reported once.
pub(super) fn told_once(findings: &mut Vec<Finding>, code: &Code, votes: usize) {
    let is_of = |finding: &Finding| *finding.code == *code;
    if votes > 2 && findings.iter().filter(|one| is_of(one)).count() == votes {
        let first = findings.iter().position(is_of);
        let mut at = 0..;
        findings.retain(|one| at.next() == first || !is_of(one));
    }
}

/// The number of people who came after others.
fn arrivals(meeting: &Meeting) -> usize {
    let items = meeting.definition.items();
    let events = items.iter().flat_map(|(item, _)| &item.proceedings);
    let came = events.filter(|event| matches!(event.what, What::Arrived | What::Returned));
    let mut later: BTreeSet<&str> = came.flat_map(|event| &event.who).map(|who| who.as_str()).collect();
    let listed = meeting.members().filter(|(one, _)| one.from.is_some());
    later.extend(listed.filter_map(|(one, _)| one.who.as_ref()).map(|who| who.as_str()));
    later.len()
}

/// The larger one of the numbers of all and of those present.
fn largest(quorum: &Quorum) -> Option<usize> {
    quorum.of.map(|of| of as usize).max(stated(quorum))
}

fn stated(quorum: &Quorum) -> Option<usize> {
    quorum.present.as_ref().map(|present| present.value as usize)
}

/// Returns whether two units have a form in common: "share|shares" and "shares".
fn is_same(one: &Text, other: &Text) -> bool {
    let forms = |text: &Text| {
        let forms = text.all().flat_map(|text| text.split('|').map(|form| form.trim().to_lowercase()));
        forms.collect::<BTreeSet<String>>()
    };
    !forms(one).is_disjoint(&forms(other))
}
