//! The number of votes of each listed participant.

use std::collections::BTreeMap;

use super::{Attendance, Participant, Presence, Registry};

/// The votes of listed participants, as far as the list states them.
#[derive(Debug, Clone, Default)]
pub(super) struct Voters {
    /// By the id of who is listed, or of the entity whose people are listed with votes.
    pub(super) held: BTreeMap<String, usize>,
    /// Ids of those who are represented, by the id of who holds their proxy.
    pub(super) represented: BTreeMap<String, Vec<String>>,
    /// True if anybody is listed with a number of votes.
    pub(super) are_registered: bool,
    /// True if the quorum counts votes in a unit of their own.
    pub(super) have_unit: bool,
}

impl Voters {
    pub(super) fn of(registry: &Registry, attendance: &Attendance) -> Self {
        let all = &attendance.participants;
        let stated = |one: &Participant| one.votes.as_ref().map(|votes| votes.value as usize);
        let of_members: BTreeMap<&str, usize> =
            all.iter().filter_map(|one| Some((one.who.as_ref()?.as_str(), stated(one)?))).collect();
        let mut voters = Self {
            are_registered: all.iter().any(|one| one.votes.is_some()),
            have_unit: attendance.quorum.as_ref().is_some_and(|quorum| quorum.unit.is_some()),
            ..Self::default()
        };
        for one in all {
            if let Some(who) = &one.who {
                voters.held.entry(who.as_str().to_owned()).or_insert_with(|| votes(one, &of_members));
                if let Some(holder) = one.proxy.as_ref().filter(|_| one.presence == Presence::ByProxy) {
                    voters.represented.entry(holder.as_str().to_owned()).or_default().push(who.as_str().to_owned());
                }
            }
            let person = one.who.as_ref().and_then(|who| registry.people.get(who.as_str()));
            let entity = one.entity.as_ref().or_else(|| person?.entity.as_ref());
            if let Some((entity, votes)) = entity.zip(stated(one)).filter(|_| attendance.by_entity) {
                *voters.held.entry(entity.as_str().to_owned()).or_default() += votes;
            }
        }
        voters
    }
}

/// The votes of one: as stated, else those of the member whose place they take, else one.
fn votes(one: &Participant, of_members: &BTreeMap<&str, usize>) -> usize {
    let stated = one.votes.as_ref().map(|votes| votes.value as usize);
    let member = one.alternate_for.as_ref();
    stated.or_else(|| of_members.get(member?.as_str()).copied()).unwrap_or(1)
}
