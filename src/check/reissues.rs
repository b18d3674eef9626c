//! What is stated of packs that are sent out again can be done.

use super::{Rule, Subject};
use crate::document::{DocumentKind, StableNumber};
use crate::finding::{Code, Finding, Group};
use crate::meeting::Annex;

pub(super) const RULE: Rule = Rule { codes: &[&ANNEX_OUT_OF_ORDER, &REDLINE_WITHOUT_MINUTES], check };

const ANNEX_OUT_OF_ORDER: Code = Code::warning(
    "annex-out-of-order",
    "Numbers of annexes and pages stay as they were sent out (`stable_pages`), and an annex was moved, or was brought back elsewhere: \
     it keeps its number, so annexes and pages are no longer in the order of their numbers. Put it back in its place, or state its \
     `number`.",
)
.of(Group::Consistency);
const REDLINE_WITHOUT_MINUTES: Code = Code::warning(
    "redline-without-minutes",
    "`pack` names a redline, which is the minutes with all changes marked, but the pack has no minutes. Add `minutes` \
     to `pack`, or remove `redline`.",
)
.of(Group::Completeness);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    out_of_order(subject).chain(without_minutes(subject)).collect()
}

fn out_of_order<'a>(subject: &'a Subject<'_>) -> impl Iterator<Item = Finding> + 'a {
    let meeting = subject.meeting;
    let key = |number: &StableNumber| Some((number.counted()?, number.times));
    let own = |annex: &&Annex| annex.decision.is_none();
    let mut largest: Option<((usize, usize), String)> = None;
    meeting.definition.annexes.iter().filter(own).filter_map(move |annex| {
        let number = meeting.kept.annex(annex.id.as_str())?;
        let own = key(number)?;
        match &largest {
            Some((before, shown)) if own < *before => {
                let message =
                    format!("the annex `{}` keeps the number {number}, after annex {shown}", annex.id.as_str());
                let hint = "put it back in its place; else its pages get numbers such as 10 bis, or are not in order";
                Some(Finding::new(&ANNEX_OUT_OF_ORDER, annex.id.place, message).hint(hint))
            }
            _ => {
                largest = Some((own, number.to_string()));
                None
            }
        }
    })
}

fn without_minutes(subject: &Subject<'_>) -> Option<Finding> {
    let papers = &subject.meeting.definition.pack;
    let named = |kind: DocumentKind| papers.iter().find(move |paper| paper.document.as_str() == kind.name());
    let redline = named(DocumentKind::Redline).filter(|_| named(DocumentKind::Minutes).is_none())?;
    let message = "a redline shows changes in the minutes, and this pack has no minutes";
    Some(
        Finding::new(&REDLINE_WITHOUT_MINUTES, redline.document.place, message)
            .hint("add the minutes to `pack`, or remove the redline"),
    )
}
