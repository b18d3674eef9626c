//! Hours that clocks skip or repeat when they are changed.

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group};
use crate::meeting::{Clock, LocalTime, Shown, StatedTime};

pub(super) const RULE: Rule = Rule { codes: &[&SKIPPED_HOUR, &REPEATED_HOUR], check };

const SKIPPED_HOUR: Code = Code::error(
    "skipped-hour",
    "A time is stated that does not exist in its zone: on that day the clocks are put forward past it.",
)
.of(Group::Contradiction);
const REPEATED_HOUR: Code = Code::warning(
    "repeated-hour",
    "A time is stated that occurs twice in its zone, because the clocks are put back. The first is used, and printed \
     with its offset from UTC. To choose the second, state `zone` and `start` in UTC, and the place in `shown_in`.",
)
.of(Group::Consistency);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let definition = &subject.meeting.definition;
    let stated = definition.stated_times().into_iter().filter_map(of_time);
    // Of events and of those who came or left only the clock time is printed: which of two hours it is, the order shows.
    let recorded = definition.recorded_times().into_iter().filter_map(of_time);
    stated.chain(recorded.filter(|finding| finding.code == &SKIPPED_HOUR)).collect()
}

fn of_time(stated: StatedTime<'_>) -> Option<Finding> {
    let zone = stated.zone?;
    let time = stated.time;
    match zone.shows(time) {
        Shown::Once => None,
        Shown::Never(earlier, later) => {
            let message = format!("{time} does not exist in {zone}: the clocks are put forward past it");
            let finding = Finding::new(&SKIPPED_HOUR, stated.place, message);
            Some(finding.hint(format!("write the time that is meant: {} or {}", clock(earlier), clock(later))))
        }
        Shown::Twice => {
            let message = format!("{time} occurs twice in {zone}, and the first is used");
            let hint = match zone.second(time) {
                Some(second) => format!(
                    "if the second is meant, state it as `{second}` with `\"zone\": \"UTC\"` and `\"shown_in\": [\"{zone}\"]`"
                ),
                None => "state it in UTC if the second is meant".to_owned(),
            };
            Some(Finding::new(&REPEATED_HOUR, stated.place, message).hint(hint))
        }
    }
}

fn clock(time: LocalTime) -> String {
    format!("`{}`", Clock(time.0.time()))
}
