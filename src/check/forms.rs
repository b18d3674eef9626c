//! Times and leads of items in one form, where they were typed.

use std::collections::BTreeMap;

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Place};

pub(super) const RULE: Rule = Rule { codes: &[&MIXED_DURATIONS, &MIXED_LEADS], check };

const MIXED_DURATIONS: Code = Code::warning(
    "mixed-durations",
    "Durations are typed in several forms: minutes, Minutes, mins. State `minutes` of items: they are printed in one \
     form. Reported once for each form, at its first use.",
)
.of(Group::Consistency);
const MIXED_LEADS: Code = Code::warning(
    "mixed-leads",
    "People who lead items are named in several forms after the titles of the items. State `lead` of items: they are \
     printed in one form. Reported once.",
)
.of(Group::Consistency);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    durations(subject).into_iter().chain(leads(subject)).collect()
}

fn durations(subject: &Subject<'_>) -> Vec<Finding> {
    const FORMS: [&str; 5] = ["minutes", "Minutes", "mins", "min", "Mins"];
    let mut first: BTreeMap<&str, Place> = BTreeMap::new();
    for passage in subject.passages.iter().filter(|passage| passage.is_english() && passage.is_of_the_meeting()) {
        for at in 1..passage.len() {
            let form = FORMS.iter().find(|form| **form == passage.word(at));
            if let Some(form) = form.filter(|_| passage.word(at - 1).chars().all(|c| c.is_ascii_digit())) {
                first.entry(form).or_insert_with(|| passage.place(passage.range(at, at), subject.sources));
            }
        }
    }
    // Durations that are derived are in minutes.
    let derived =
        subject.meeting.definition.items().iter().any(|(item, _)| item.minutes.is_some() && item.as_issued.is_none());
    if first.len() + usize::from(derived && !first.contains_key(FORMS[0])) < 2 {
        return Vec::new();
    }
    let others = first.into_iter().filter(|(form, _)| *form != FORMS[0]);
    others
        .map(|(form, place)| {
            Finding::new(&MIXED_DURATIONS, place, format!("`{form}` here, and `minutes` elsewhere"))
                .hint("write `minutes`")
        })
        .collect()
}

/// The mark between a title with its time and the one who leads: "–", "," or ":".
fn leads(subject: &Subject<'_>) -> Option<Finding> {
    let mut first: Option<(char, Place)> = None;
    for (item, _) in subject.meeting.definition.items() {
        let Some(text) = item.as_issued.as_ref().filter(|_| !item.lead.is_empty()) else { continue };
        let written = text.all().next()?;
        let rest = written.split_once(')').map_or(written.value.as_str(), |(_, rest)| rest).trim_start();
        let Some(mark) = rest.chars().next() else { continue };
        match first {
            Some((other, place)) if other != mark => {
                let message = format!("the lead is after `{mark}` here, and after `{other}` elsewhere");
                return Some(
                    Finding::new(&MIXED_LEADS, text.place, message)
                        .hint("state `lead`, and leave the words to the template")
                        .related(place, "the other form"),
                );
            }
            Some(_) => {}
            None => first = Some((mark, text.place)),
        }
    }
    None
}
