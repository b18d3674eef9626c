//! Rules on actions: each has an owner and a date.

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, count};
use crate::meeting::{Action, DecisionKind, Part};

pub(super) const RULE: Rule = Rule {
    codes: &[&ACTION_WITHOUT_OWNER, &ACTION_WITHOUT_DATE, &ACTION_WITH_TWO_DATES, &REQUEST_WITHOUT_ACTION],
    check,
};

const ACTION_WITHOUT_OWNER: Code = Code::warning(
    "action-without-owner",
    "Nothing says who carries out an action. State `owners`: people, entities or \
     `chairs`.",
)
.of(Group::Completeness);
const ACTION_WITHOUT_DATE: Code = Code::warning(
    "action-without-date",
    "Nothing says by when an action is to be carried out. State `due`: a day, a \
     month or a year. Where most actions of a meeting have no date, that is reported once.",
)
.of(Group::Completeness);
const ACTION_WITH_TWO_DATES: Code = Code::warning(
    "action-with-two-dates",
    "An action has a date of its own (`due`) and names a `deadline`. Only `due` is printed; if the deadline moves, the \
     action does not.",
)
.of(Group::Contradiction);
const REQUEST_WITHOUT_ACTION: Code = Code::warning(
    "request-without-action",
    "A decision asks for something to be done (\"requested\", \"should be convened\") but has no action that says who \
     does it and by when. State it under `actions`.",
)
.of(Group::Completeness);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let definition = &subject.meeting.definition;
    let actions: Vec<&Action> = definition.actions().into_iter().map(|(_, action)| action).collect();
    let undated = actions.iter().filter(|action| !is_dated(action)).count();
    let lacks_most = actions.len() > 1 && undated * 2 > actions.len();
    let mut reported = false;
    for action in &actions {
        if action.owners.is_empty() {
            let finding = Finding::new(&ACTION_WITHOUT_OWNER, action.text.place, "this action has no owner");
            findings.push(finding.hint("add `\"owners\": [\"…\"]`"));
        }
        if let (Some(_), Some(deadline)) = (&action.due, &action.deadline) {
            let message = format!("this action has a `due` and the deadline `{}`", deadline.as_str());
            let finding = Finding::new(&ACTION_WITH_TWO_DATES, deadline.place, message);
            findings.push(finding.hint("keep one of the two"));
        }
        if !(is_dated(action) || lacks_most && reported) {
            reported = true;
            let message = match lacks_most {
                true if undated == actions.len() => format!("none of the {} has a date", count(undated, "action")),
                true => format!("{undated} of the {} have no date", count(actions.len(), "action")),
                false => "this action has no date".to_owned(),
            };
            let finding = Finding::new(&ACTION_WITHOUT_DATE, action.text.place, message);
            findings.push(finding.hint("add `\"due\": …`; a month or a year is enough"));
        }
    }
    // A report in numbered paragraphs says what a body asks of others: nobody keeps a list of it here.
    let is_report = subject.meeting.style().numbered_paragraphs.unwrap_or_default();
    for passage in subject.passages.iter().filter(|passage| passage.is_english() && !is_report) {
        let Part::Decision(decision) = passage.part else { continue };
        if !decision.actions.is_empty() || decision.kind != DecisionKind::Decision {
            continue;
        }
        let asks = |at: usize| match passage.word(at) {
            "requested" | "tasked" | "mandated" => at > 0 && passage.word(at + 1) != "by",
            "should" => passage.word(at + 1) == "be" && passage.word(at + 2).ends_with("ed"),
            _ => false,
        };
        if let Some(at) = (0..passage.len()).find(|&at| asks(at)) {
            let last = if passage.word(at) == "should" { at + 2 } else { at };
            let place = passage.place(passage.range(at, last), subject.sources);
            findings.push(
                Finding::new(
                    &REQUEST_WITHOUT_ACTION,
                    place,
                    "this asks for something, but no action says who does it and by when",
                )
                .hint("add it under `actions`, with `owners` and `due`"),
            );
        }
    }
    findings
}

fn is_dated(action: &Action) -> bool {
    action.due.is_some() || action.deadline.is_some()
}
