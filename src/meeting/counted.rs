//! People who are counted and not named: whether they may vote, and whether they were there themselves.

use super::{Attendance, Count, Presence};

impl Count {
    /// Returns whether these people may vote: they are members or in their place, and there or represented.
    pub fn may_vote(&self) -> bool {
        !self.class.is_guest() && matches!(self.presence, Presence::Present | Presence::ByProxy)
    }
}

impl Attendance {
    /// The number of people who are counted and not named, and may vote.
    pub fn unnamed_voters(&self) -> usize {
        self.counted(|_| true)
    }

    /// The number of those of them who are represented.
    pub fn unnamed_represented(&self) -> usize {
        self.counted(|count| count.presence == Presence::ByProxy)
    }

    fn counted(&self, is_one: impl Fn(&&Count) -> bool) -> usize {
        self.counts.iter().filter(|count| count.may_vote()).filter(is_one).map(|count| count.people as usize).sum()
    }
}
