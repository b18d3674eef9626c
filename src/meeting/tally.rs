//! Counts the votes of the people named in a ballot, and the number with which a stated one is compared.

use std::collections::BTreeSet;

use super::{Attendance, Ballot, Class, Meeting, Participant, Presence, Quorum, Vote};
use crate::finding::Placed;

/// The count of a ballot, by the people who are named in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Votes of those who are named: as registered, else one each.
    pub votes: usize,
    /// Votes of those whom they represent, and who are named nowhere in the vote.
    pub represented: usize,
    /// True if it is known of all who are named how many votes they have. A group that is only named has any number.
    pub is_known: bool,
}

impl Tally {
    /// Returns whether a stated number can be right.
    pub fn allows(&self, stated: usize) -> bool {
        stated >= self.votes && (!self.is_known || stated <= self.votes + self.represented)
    }
}

impl Meeting {
    /// Returns whether a vote counts the votes of members, and not the members: if it has a unit, or if votes are registered
    /// and the quorum does not state a unit for them, such as shares.
    pub fn counts_votes(&self, vote: &Vote) -> bool {
        vote.unit.is_some() || (self.voters().are_registered && !self.voters().have_unit)
    }

    /// Returns whether a number of votes can be compared with the list of participants.
    pub fn knows_votes(&self, vote: &Vote) -> bool {
        vote.unit.is_none() || self.voters().are_registered
    }

    /// The number of votes that somebody has, in a vote that counts votes; `None` if no list states it.
    pub fn votes_of(&self, id: &str) -> Option<usize> {
        let voters = self.voters();
        let entity = || self.registry.people.get(id)?.entity.as_ref();
        let held = voters.held.get(id).or_else(|| voters.held.get(entity()?.as_str()));
        held.copied().filter(|_| voters.are_registered)
    }

    /// Counts a ballot by the people who are named in it; `None` if it names nobody.
    pub fn tally(&self, vote: &Vote, ballot: &Ballot<'_>) -> Option<Tally> {
        if !ballot.says_who() {
            return None;
        }
        let by_votes = self.counts_votes(vote);
        let all = vote.ballots();
        let named: BTreeSet<&str> = all.iter().flat_map(|ballot| ballot.who()).map(|who| who.as_str()).collect();
        let held = |id: &str| if by_votes { self.votes_of(id) } else { Some(1) };
        let mut tally = Tally { is_known: true, ..Tally::default() };
        for who in ballot.who().iter().map(|who| who.as_str()) {
            let is_one = self.registry.people.get(who).is_some() || self.is_listed(who);
            tally.votes += held(who).unwrap_or(1);
            tally.is_known &= is_one && held(who).is_some();
            let carried = self.voters().represented.get(who).into_iter().flatten();
            let carried = carried.filter(|who| !named.contains(who.as_str()));
            tally.represented += carried.map(|who| held(who).unwrap_or(1)).sum::<usize>();
        }
        tally.votes += ballot.groups.iter().map(|(_, votes)| *votes as usize).sum::<usize>();
        Some(tally)
    }

    /// Returns whether somebody is in the list of participants by their id.
    pub fn is_listed(&self, id: &str) -> bool {
        self.voters().held.contains_key(id)
    }

    /// The number of votes of a ballot: as stated, else of the people named; `None` if it states neither.
    pub fn votes_for(&self, vote: &Vote, ballot: &Ballot<'_>) -> Option<usize> {
        let stated = ballot.stated.map(|stated| stated.value as usize);
        stated.or_else(|| self.tally(vote, ballot).map(|tally| tally.votes))
    }

    /// The members who are listed, each with the votes that they have where votes are counted.
    pub fn members(&self) -> impl Iterator<Item = (&Placed<Participant>, usize)> {
        let all = self.definition.attendance.iter().flat_map(|attendance| &attendance.participants);
        let members = all.filter(|one| !one.class.is_guest());
        let by_entity = self.definition.attendance.as_ref().is_some_and(|attendance| attendance.by_entity);
        members.map(move |one| {
            let stated = one.votes.as_ref().map(|votes| votes.value as usize);
            // Of a delegation those have votes who are listed with some.
            let held = || one.who.as_ref().and_then(|who| self.votes_of(who.as_str())).filter(|_| !by_entity);
            let others = usize::from(!(by_entity && self.voters().are_registered));
            (one, stated.or_else(held).unwrap_or(others))
        })
    }

    /// Ids of entities that members are or come from, where the members are entities: participants are listed by them, or only
    /// they are listed.
    pub fn member_entities(&self) -> BTreeSet<String> {
        let by_entity = self.definition.attendance.as_ref().is_some_and(|attendance| attendance.by_entity);
        let (mut all, mut are_entities) = (BTreeSet::new(), true);
        for (one, _) in self.members() {
            let who = one.who.as_ref();
            let person = who.and_then(|who| self.registry.people.get(who.as_str()));
            let from = one.entity.as_ref().or(who.filter(|_| person.is_none()));
            let from = from.or_else(|| person.and_then(|person| person.entity.as_ref()));
            all.extend(from.map(|from| from.as_str().to_owned()));
            are_entities &= who.is_some_and(|who| self.registry.entities.get(who.as_str()).is_some());
        }
        // Where nobody is listed, the United Nations name the States of officers.
        if self.definition.attendance.is_none() && self.style().own_templates().is_none() {
            let officers = self.definition.officers.iter().flat_map(|role| &role.who);
            let people = officers.filter_map(|who| self.registry.people.get(who.as_str()));
            all.extend(people.filter_map(|one| one.entity.as_ref()).map(|entity| entity.as_str().to_owned()));
        }
        if by_entity || are_entities { all } else { BTreeSet::new() }
    }

    /// The members listed as present, in person or represented, as the quorum counts them: their votes if it has a `unit`,
    /// entities if participants are listed by entity, else people. `None` if no member is listed, or if votes are counted and
    /// nobody is listed with any.
    pub fn members_present(&self, attendance: &Attendance, quorum: &Quorum) -> Option<usize> {
        let present = self.members_there(attendance, quorum, &[Presence::Present, Presence::ByProxy]);
        present.filter(|_| self.members().next().is_some())
    }

    /// As [`Meeting::members_present`], without those who are only represented: in some bodies proxies do not count for the
    /// quorum (French councils: Code général des collectivités territoriales, article L2121-17).
    pub fn members_in_person(&self, attendance: &Attendance, quorum: &Quorum) -> Option<usize> {
        self.members_there(attendance, quorum, &[Presence::Present])
    }

    /// The number of those whom a quorum counts and who are represented: none if nobody is, or if the stated number of those present
    /// leaves them out. `None` if nothing says whether a stated number includes any.
    pub fn members_represented(&self, attendance: &Attendance, quorum: &Quorum) -> Option<usize> {
        let listed = self.members().filter(|(one, _)| one.presence == Presence::ByProxy).count();
        let Some(stated) = quorum.present.as_ref().map(|present| present.value as usize) else { return Some(listed) };
        let represented = listed + attendance.unnamed_represented();
        let in_person = self.members_in_person(attendance, quorum);
        // A number that is larger than the list includes people who are not named.
        let unnamed = match Some(stated) > self.members_present(attendance, quorum) {
            true => attendance.unnamed_voters() - attendance.unnamed_represented(),
            false => 0,
        };
        match (represented, in_person) {
            (0, in_person) => in_person.filter(|in_person| stated <= *in_person).map(|_| 0),
            (_, Some(in_person)) if stated <= in_person + unnamed => Some(0),
            (represented, _) => Some(represented),
        }
    }

    /// The number of members who are listed at all, as the quorum counts them, without those who stand in for others.
    pub fn members_in_all(&self, attendance: &Attendance, quorum: &Quorum) -> Option<usize> {
        let stands_in = |one: &Participant| one.class == Class::Alternate || one.alternate_for.is_some();
        self.as_counted(attendance, quorum, |one| !stands_in(one))
    }

    fn members_there(&self, attendance: &Attendance, quorum: &Quorum, how: &[Presence]) -> Option<usize> {
        self.as_counted(attendance, quorum, |one| how.contains(&one.presence))
    }

    fn as_counted(
        &self,
        attendance: &Attendance,
        quorum: &Quorum,
        counts: impl Fn(&Participant) -> bool,
    ) -> Option<usize> {
        let members = self.members().filter(|(one, _)| counts(one));
        let are_registered = attendance.participants.iter().any(|one| one.votes.is_some());
        match (quorum.unit.is_some(), attendance.by_entity) {
            (true, _) if are_registered => Some(members.map(|(_, votes)| votes).sum()),
            (_, true) => Some(members.map(|(one, _)| self.origin(one)).collect::<BTreeSet<String>>().len()),
            (true, false) => None,
            (false, false) => Some(members.count()),
        }
    }

    /// Identifies the entity that somebody comes from: its id, or the words for it.
    fn origin(&self, participant: &Participant) -> String {
        let person = participant.who.as_ref().and_then(|who| self.registry.people.get(who.as_str()));
        let affiliation = participant.affiliation.as_ref().and_then(|words| words.all().next());
        let entity = participant.entity.as_ref().or_else(|| person?.entity.as_ref());
        match (affiliation, entity, &participant.who) {
            (Some(words), _, _) => words.value.clone(),
            (None, Some(entity), _) => entity.as_str().to_owned(),
            (None, None, Some(who)) => who.as_str().to_owned(),
            (None, None, None) => participant
                .name
                .as_ref()
                .and_then(|name| name.all().next())
                .map_or_else(String::new, |name| name.value.clone()),
        }
    }
}
