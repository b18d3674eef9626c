//! The steps from draft to adoption: each follows from the one before it, and none is out of time.

use jiff::civil;

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Placed, quoted_list};
use crate::meeting::{Status, Step, When};

pub(super) const RULE: Rule = Rule { codes: &[&ILLEGAL_STEP, &STEP_OUT_OF_TIME, &STATUS_OTHERWISE], check };

const ILLEGAL_STEP: Code = Code::error(
    "illegal-step",
    "A step of `history` does not follow from the one before it. The steps are draft, convened, minutes-draft, circulated, \
     adopted; a meeting that is sent out again after a change is convened again. \
     Minutes may be adopted without having been circulated (at the next meeting, for example). Circulated minutes may become \
     a draft again. Nothing follows adoption.",
)
.of(Group::Contradiction);
const STEP_OUT_OF_TIME: Code = Code::error(
    "step-out-of-time",
    "A step of `history` has an earlier date than the step before it, or than it can have: a meeting was convened \
     after it began, or its minutes were written, circulated or adopted before it took place.",
)
.of(Group::Contradiction);
const STATUS_OTHERWISE: Code = Code::error(
    "status-otherwise",
    "`status` differs from the last step of `history`. State only one of the two: without `status`, `history` is used.",
)
.of(Group::Contradiction);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let definition = &subject.meeting.definition;
    let steps = &definition.history;
    let mut findings: Vec<Finding> = steps.iter().enumerate().filter_map(|(at, _)| illegal(steps, at)).collect();
    findings.extend(steps.windows(2).filter_map(|pair| backwards(&pair[0], &pair[1])));
    findings.extend(steps.iter().filter_map(|step| against_the_meeting(subject, step)));
    if let (Some(status), Some(last)) = (&definition.status, steps.last())
        && status.value != last.status.value
    {
        let message = format!("the status is `{}`, but the last step is `{}`", status.name(), last.status.name());
        findings.push(
            Finding::new(&STATUS_OTHERWISE, status.place, message)
                .hint("add the step to `history`, or leave `status` out")
                .related(last.status.place, "the last step"),
        );
    }
    findings
}

fn illegal(steps: &[Step], at: usize) -> Option<Finding> {
    let step = &steps[at];
    let before = at.checked_sub(1).map(|before| steps[before].status.value);
    // A history may begin anywhere below adoption: nobody knows when the draft was begun.
    let allowed: &[Status] = match before {
        Some(before) => before.next(),
        None => &[Status::Draft, Status::Convened, Status::MinutesDraft, Status::Circulated, Status::Adopted],
    };
    if allowed.contains(&step.status.value) {
        return None;
    }
    let name = step.status.name();
    let before = before.map_or("nothing", Status::name);
    let hint = match allowed {
        [] => "correct adopted minutes in the minutes of a later meeting; remove this step".to_owned(),
        _ => format!("the next step can be {}", quoted_list(allowed.iter().map(|status| status.name()))),
    };
    let message = format!("`{name}` does not follow `{before}`");
    Some(Finding::new(&ILLEGAL_STEP, step.status.place, message).hint(hint))
}

fn backwards(before: &Step, after: &Step) -> Option<Finding> {
    is_before(after.on.value, before.on.value).then(|| {
        let message = format!("this is before {}, when the status became `{}`", before.on.value, before.status.name());
        Finding::new(&STEP_OUT_OF_TIME, after.on.place, message)
            .hint("correct one of the dates, or put the steps in order")
            .related(before.on.place, "the step before")
    })
}

fn against_the_meeting(subject: &Subject<'_>, step: &Step) -> Option<Finding> {
    let slot = &subject.meeting.definition.time;
    let start = &slot.start;
    let finding = |message: String| {
        Finding::new(&STEP_OUT_OF_TIME, step.on.place, message)
            .hint("correct this date, or that of the meeting")
            .related(start.place, "the meeting")
    };
    match step.status.value {
        Status::Draft => None,
        Status::Convened => is_before(start.value, step.on.value)
            .then(|| finding(format!("the meeting was convened after it began on {}", start.value))),
        Status::MinutesDraft | Status::Circulated | Status::Adopted => {
            is_before(step.on.value, start.value).then(|| {
                finding(format!(
                    "the minutes were `{}` before the meeting began on {}",
                    step.status.name(),
                    start.value
                ))
            })
        }
    }
}

/// Returns whether `one` is over before the `other` begins, as exactly as both are known.
pub(super) fn is_before(one: When, other: When) -> bool {
    last_moment(one) < other.begins().0
}

fn last_moment(when: When) -> civil::DateTime {
    match when {
        When::Date(date) => date.last_day().at(23, 59, 59, 0),
        When::Time(time) => time.0,
    }
}

/// The last moment of a date as it is stated, for those who compare with a time.
pub(super) fn over(when: &Placed<When>) -> civil::DateTime {
    last_moment(when.value)
}
