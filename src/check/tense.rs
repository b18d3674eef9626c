//! The rule that minutes are in the past tense: they do not say what the meeting will be asked to do.

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group};
use crate::meeting::{Part, Status};

pub(super) const RULE: Rule = Rule { codes: &[&FUTURE_IN_MINUTES], check };

const FUTURE_IN_MINUTES: Code = Code::warning(
    "future-in-minutes",
    "The opening or background of minutes says what the meeting will do: probably a sentence left over from the \
     invitation. Decisions about the time after the meeting are not reported.",
)
.of(Group::Consistency);

/// Who or what is spoken of when a meeting is.
const SUBJECTS: [&str; 8] =
    ["meeting", "participants", "members", "session", "discussion", "chairs", "officials", "agenda"];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if subject.meeting.definition.status() < Status::MinutesDraft {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let is_narrative = |part: Part<'_>| matches!(part, Part::Opening | Part::AttendanceSummary | Part::Background);
    for passage in subject.passages.iter().filter(|passage| is_narrative(passage.part) && passage.is_english()) {
        for at in 1..passage.len() {
            let speaks_of = SUBJECTS.contains(&passage.word(at - 1).to_lowercase().as_str());
            if passage.word(at) == "will" && speaks_of {
                let last = (at + 2).min(passage.len() - 1);
                let range = passage.range(at, last);
                let words = passage.plain[range.clone()].to_owned();
                findings.push(
                    Finding::new(
                        &FUTURE_IN_MINUTES,
                        passage.place(range, subject.sources),
                        format!(
                            "these are minutes, but `{words}` speaks of the meeting as if it had not taken place yet"
                        ),
                    )
                    .hint("put it in the past tense"),
                );
            }
        }
    }
    findings
}
