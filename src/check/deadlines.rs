//! Every deadline has a date, stated or counted from another.

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group};
use crate::meeting::{Counted, Deadline};

pub(super) const RULE: Rule = Rule { codes: &[&DEADLINE_DATE, &DEADLINE_CIRCLE], check };

const DEADLINE_DATE: Code = Code::error(
    "deadline-date",
    "A deadline needs either a `date`, or a number of `days` after the meeting or another deadline; not both. The day \
     from which `days` are counted has to be known.",
)
.of(Group::Completeness);
const DEADLINE_CIRCLE: Code =
    Code::error("deadline-circle", "Deadlines depend on one another in a circle, so none of them has a date.")
        .of(Group::Contradiction);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let deadlines = subject.meeting.definition.deadlines.iter();
    deadlines.filter_map(|deadline| of_deadline(subject, deadline)).collect()
}

fn of_deadline(subject: &Subject<'_>, deadline: &Deadline) -> Option<Finding> {
    let id = deadline.id.as_str();
    let counted = subject.meeting.counted(deadline);
    // That what it is counted from is not there, or in a circle, is told elsewhere.
    let leads_somewhere = matches!(counted, Counted::From(..) | Counted::Undated);
    let finding = |code, message: String, hint: &str| Some(Finding::new(code, deadline.id.place, message).hint(hint));
    match (deadline.date, &deadline.days) {
        (Some(_), Some(_)) => {
            finding(&DEADLINE_DATE, format!("the deadline `{id}` has a `date` and `days`"), "keep one of the two")
        }
        (None, None) => {
            finding(&DEADLINE_DATE, format!("the deadline `{id}` has no date"), "add `\"date\": …`, or `\"days\": …`")
        }
        (None, Some(_)) if counted == (Counted::Circle { of_it: true }) => finding(
            &DEADLINE_CIRCLE,
            format!("the deadline `{id}` is counted from itself"),
            "give one of the circle a `date`",
        ),
        (None, Some(_)) if subject.meeting.deadline_date(deadline).is_none() && leads_somewhere => finding(
            &DEADLINE_DATE,
            format!("the day from which the deadline `{id}` is counted is not known"),
            "state that day, or a `date` here",
        ),
        _ => None,
    }
}
