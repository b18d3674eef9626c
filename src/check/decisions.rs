//! Every decision says what was decided.

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group};
use crate::meeting::Decision;

pub(super) const RULE: Rule = Rule { codes: &[&EMPTY_DECISION], check };

const EMPTY_DECISION: Code = Code::error(
    "empty-decision",
    "A decision has no content. It needs a `text`, or `preamble` and `operative` paragraphs, or an `election`, or an \
     outcome (a `vote`, `method`, `disposition` or `result`). An outcome needs a `title`, or a `number` and `items`, \
     so that readers know what was decided.",
)
.of(Group::Completeness);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let decisions = subject.meeting.definition.decisions.iter().filter(|decision| !says_something(decision));
    decisions
        .map(|decision| {
            let message = format!("the decision `{}` does not say what was decided", decision.id.as_str());
            Finding::new(&EMPTY_DECISION, decision.id.place, message).hint("add `\"text\": …`")
        })
        .collect()
}

fn says_something(decision: &Decision) -> bool {
    let outcome = decision.vote.is_some()
        || decision.method.is_some()
        || decision.disposition.is_some()
        || decision.result.is_some();
    decision.text.is_some()
        || !decision.operative.is_empty()
        || decision.election.is_some()
        || (outcome && (decision.title.is_some() || decision.number.is_some() && !decision.items.is_empty()))
}
