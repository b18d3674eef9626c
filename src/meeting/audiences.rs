//! Which audiences a meeting has, what each gets, and what it is called.

use super::audience::{Tallies, Withheld};
use super::{Definition, EarlierMeeting, Id, Meeting, Registry, Text};
use crate::finding::{Place, Placed};

impl Definition {
    /// Its audiences, the one that knows most first: its own, else those of its body, which it or the registry states.
    pub fn audiences_by<'a>(&'a self, registry: &'a Registry) -> &'a [Placed<Id>] {
        let body = self.bodies.get(self.body.as_str()).or_else(|| registry.bodies.get(self.body.as_str()));
        match self.audiences.as_slice() {
            [] => body.map_or(&[], |body| body.audiences.as_slice()),
            own => own,
        }
    }
}

impl Meeting {
    /// Numbers that are not stated, since lists say them.
    pub fn tallies(&self) -> Tallies {
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let decisions = self.definition.decisions.iter();
        let votes = decisions.filter_map(|decision| {
            let vote = decision.vote.as_ref()?;
            let numbers = vote.ballots().into_iter().filter(|ballot| ballot.stated.is_none());
            let numbers = numbers.filter_map(|ballot| Some((ballot.name, number(self.tally(vote, &ballot)?.votes))));
            Some((decision.id.as_str().to_owned(), numbers.collect()))
        });
        let attendance = self.definition.attendance.as_ref();
        let quorum = attendance.and_then(|attendance| Some((attendance, attendance.quorum.as_ref()?)));
        let present = quorum.and_then(|(attendance, quorum)| self.members_present(attendance, quorum));
        Tallies { votes: votes.collect(), present: present.map(number) }
    }

    /// The audiences of the pack, the one that knows most first: its own, else those of its body. None if everybody gets the
    /// same.
    pub fn audiences(&self) -> &[Placed<Id>] {
        self.definition.audiences_by(&self.registry)
    }

    /// The position of an audience: a larger number gets less. An audience that the pack does not have gets as much as the first.
    pub fn rank_of(&self, audience: &str) -> Option<usize> {
        self.audiences().iter().position(|one| one.as_str() == audience)
    }

    /// The audience that gets all of the pack; none if everybody does.
    pub fn first_audience(&self) -> Option<&str> {
        self.audiences().first().map(|one| one.as_str())
    }

    /// Returns whether an audience, or everybody, gets what an earlier meeting has for `last` and those before it: if both
    /// meetings say so, of those that know `last`. An audience that the earlier one did not have gets what its last one got.
    /// What is for nobody whom either knows, only those get who are first in both.
    pub fn gets_of(&self, earlier: &EarlierMeeting, audience: Option<&str>, last: &str) -> bool {
        let now: Vec<&str> = self.audiences().iter().map(|one| one.as_str()).collect();
        let then: Vec<&str> = earlier.audiences.iter().map(String::as_str).collect();
        let gets = |names: &[&str]| {
            let position = |name: &str| names.iter().position(|one| *one == name);
            let last = position(last)?;
            Some(audience.and_then(position).unwrap_or(names.len() - 1) <= last)
        };
        match (gets(&now), gets(&then)) {
            (None, None) => audience.is_some_and(|name| now.first() == Some(&name) && then.first() == Some(&name)),
            both => both.0.unwrap_or(true) && both.1.unwrap_or(true),
        }
    }

    /// Returns whether this is what a narrower audience gets of a meeting.
    pub fn is_part(&self) -> bool {
        self.audience.as_deref().and_then(|audience| self.rank_of(audience)).is_some_and(|rank| rank > 0)
    }

    /// Returns whether this is for an audience that gets more than everybody does.
    pub fn is_restricted(&self) -> bool {
        let rank = self.audience.as_deref().and_then(|audience| self.rank_of(audience));
        rank.is_some_and(|rank| rank + 1 < self.audiences().len())
    }

    /// Returns whether something stands in the place of what the audience does not get.
    pub fn is_stub(&self, id: &Id) -> bool {
        self.stubs.contains(id.as_str())
    }

    /// Returns whether an earlier meeting withholds anything from those who get all of this one.
    pub fn is_after_withheld(&self) -> bool {
        let is_out = |one: &EarlierMeeting, part: &Withheld| !self.gets_of(one, self.first_audience(), &part.audience);
        self.series.earlier.iter().any(|one| one.withholdings.parts.iter().any(|part| is_out(one, part)))
    }

    /// The last audience that gets what stands at a place, here or in an earlier definition: that of the narrowest part around it.
    pub fn rank_at(&self, place: Place) -> usize {
        let mut of_series = self.series.earlier.iter().filter(|_| place.file != self.definition.body.place.file);
        let earlier = of_series.find(|one| one.file == place.file);
        let withholdings = earlier.map_or(&self.withholdings, |one| &one.withholdings);
        let rank_of = |last: &str| match earlier {
            Some(one) => {
                let gets = |audience: &&Placed<Id>| self.gets_of(one, Some(audience.as_str()), last);
                self.audiences().iter().take_while(gets).count().saturating_sub(1)
            }
            None => self.rank_of(last).unwrap_or(0),
        };
        let mut rank = self.audiences().len().saturating_sub(1);
        let mut part = withholdings.around(place);
        while let Some(one) = part {
            rank = rank.min(rank_of(&one.audience));
            part = one.around.map(|at| &withholdings.parts[at]);
        }
        rank
    }

    /// The name of an audience on pages, if the pack or its body states one.
    pub fn title_of_audience(&self, audience: &str) -> Option<&Text> {
        let body = self.registry.bodies.get(self.definition.body.as_str());
        let own = self.definition.audience_titles.get(audience);
        own.or_else(|| body.and_then(|body| body.audience_titles.get(audience)))
    }
}
