//! The audiences of a meeting: what each gets, and its name.

use super::audience::{Tallies, Withheld};
use super::{Definition, EarlierMeeting, Id, Meeting, Registry, Text};
use crate::finding::{Place, Placed};

impl Definition {
    /// Its audiences, beginning with the one that gets everything: its own, else those of its body, which it or the registry states.
    pub fn audiences_by<'a>(&'a self, registry: &'a Registry) -> &'a [Placed<Id>] {
        let body = self.bodies.get(self.body.as_str()).or_else(|| registry.bodies.get(self.body.as_str()));
        match self.audiences.as_slice() {
            [] => body.map_or(&[], |body| body.audiences.as_slice()),
            own => own,
        }
    }
}

impl Meeting {
    /// Numbers that are not stated, but counted from lists.
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

    /// The names of the audiences of the pack.
    pub fn audience_names(&self) -> Vec<&str> {
        self.audiences().iter().map(|one| one.as_str()).collect()
    }

    /// The audiences of the pack, beginning with the one that gets everything: its own, else those of its body. None if everybody gets
    /// the same.
    pub fn audiences(&self) -> &[Placed<Id>] {
        self.definition.audiences_by(&self.registry)
    }

    /// The position of an audience: the larger it is, the less the audience gets. `None` if the pack has no such audience.
    pub fn rank_of(&self, audience: &str) -> Option<usize> {
        self.audiences().iter().position(|one| one.as_str() == audience)
    }

    /// The audience that gets all of the pack; none if everybody does.
    pub fn first_audience(&self) -> Option<&str> {
        self.audiences().first().map(|one| one.as_str())
    }

    /// Returns whether an audience (`None`: everybody) gets a part that an earlier meeting has for the audience `last` and those
    /// before it. Each of the two meetings that has an audience `last` has to allow it by its own list. In a list without the
    /// asking audience, that audience counts as the last one. If neither meeting has an audience `last`, only an audience that is
    /// first in both lists gets the part.
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

    /// Returns whether this is only a part of a meeting: what an audience after the first gets.
    pub fn is_part(&self) -> bool {
        self.audience.as_deref().and_then(|audience| self.rank_of(audience)).is_some_and(|rank| rank > 0)
    }

    /// Returns whether this is for an audience that gets more than everybody does.
    pub fn is_restricted(&self) -> bool {
        let rank = self.audience.as_deref().and_then(|audience| self.rank_of(audience));
        rank.is_some_and(|rank| rank + 1 < self.audiences().len())
    }

    /// Returns whether an id is that of a stub, which replaces a withheld part.
    pub fn is_stub(&self, id: &Id) -> bool {
        self.stubs.contains(id.as_str())
    }

    /// Returns whether an earlier meeting withholds anything from those who get everything of this one.
    pub fn is_after_withheld(&self) -> bool {
        let is_out = |one: &EarlierMeeting, part: &Withheld| !self.gets_of(one, self.first_audience(), &part.audience);
        self.series.earlier.iter().any(|one| one.withholdings.parts.iter().any(|part| is_out(one, part)))
    }

    /// The position of the last audience that gets what is at a place, here or in an earlier definition: the smallest of all parts
    /// around the place.
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
