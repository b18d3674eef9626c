//! Every decision says what was decided.

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group};
use crate::meeting::Decision;

pub(super) const RULE: Rule = Rule { codes: &[&EMPTY_DECISION], check };

const EMPTY_DECISION: Code = Code::error(
    "empty-decision",
    "A decision says what was decided by `text`, by `preamble` and `operative` paragraphs, or by an `election`. This \
     one has none of them.",
)
.of(Group::Completeness);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let empty =
        |decision: &&Decision| decision.text.is_none() && decision.operative.is_empty() && decision.election.is_none();
    let decisions = subject.meeting.definition.decisions.iter().filter(empty);
    decisions
        .map(|decision| {
            let message = format!("the decision `{}` does not say what was decided", decision.id.as_str());
            Finding::new(&EMPTY_DECISION, decision.id.place, message).hint("add `\"text\": …`")
        })
        .collect()
}
