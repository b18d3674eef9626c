//! Participants have one name each, and proxies are held by somebody who is there.

use super::attendance::There;
use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Placed};
use crate::meeting::{Participant, Presence};

pub(super) const RULE: Rule = Rule { codes: &[&PARTICIPANT_NAME, &PROXY_HOLDER], check };

const PARTICIPANT_NAME: Code = Code::error(
    "participant-name",
    "A participant needs either `who`, the id of a person or entity, or a `name`, if they are not in the registry; not both.",
)
.of(Group::Completeness);
const PROXY_HOLDER: Code = Code::error(
    "proxy-holder",
    "A proxy is held by somebody who is not listed as present, or a member is represented and nothing says who holds the proxy.",
)
.of(Group::Contradiction);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(attendance) = &subject.meeting.definition.attendance else { return Vec::new() };
    let all = &attendance.participants;
    let there = There::of(subject, attendance);
    all.iter().filter_map(name).chain(all.iter().filter_map(|one| proxy(subject, one, &there))).collect()
}

fn name(participant: &Placed<Participant>) -> Option<Finding> {
    let (place, message, hint) = match (&participant.who, &participant.name) {
        (Some(_), Some(name)) => (
            name.place,
            "this participant has an id and a name",
            "keep one of the two: the name for an id is in the registry",
        ),
        (None, None) => {
            (participant.place.opening(), "this participant has no name", "add `\"who\": …` or `\"name\": …`")
        }
        _ => return None,
    };
    Some(Finding::new(&PARTICIPANT_NAME, place, message).hint(hint))
}

fn proxy(subject: &Subject<'_>, participant: &Placed<Participant>, there: &There<'_>) -> Option<Finding> {
    let Some(holder) = &participant.proxy else {
        let place = participant.place.opening();
        return (participant.presence == Presence::ByProxy).then(|| {
            Finding::new(&PROXY_HOLDER, place, "this member is represented, but nothing says by whom")
                .hint("add `\"proxy\": \"…\"`")
        });
    };
    (!there.holds(subject, holder.as_str())).then(|| {
        let message = format!("`{}` holds a proxy, but is not listed as present", holder.as_str());
        Finding::new(&PROXY_HOLDER, holder.place, message).hint("add them to the participants, or name another")
    })
}
