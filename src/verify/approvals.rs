//! Approvals: what the pack records of them, and who vouches for that. A pack alone cannot show that somebody approved it.

use super::case::{Case, day_and_time};
use super::{Report, State, Subject, seals, signatures};
use crate::finding::all_of;
use crate::meeting::{Instant, Meeting};
use crate::pack::Approved;

/// Checks all approvals that the manifest records.
pub(super) fn check(case: &Case<'_>, report: &mut Report) {
    let manifest = &case.opened.manifest;
    if manifest.approvals.is_empty() {
        return;
    }
    let (sealed, signers) = (seals::first_at(case), signatures::vouching(case));
    for approval in &manifest.approvals {
        let capacity = approval.capacity.as_ref().map(|words| format!(" ({words})")).unwrap_or_default();
        let given = approval.at.parse::<Instant>().ok();
        let at = given.map_or(approval.at.clone(), |at| day_and_time(at.0));
        let (who, language) = (format!("{}{capacity}", approval.name), &approval.language);
        let recorded = format!("recorded in this pack: {who} approved the content of the minutes ({language}) on {at}");
        let here = if case.options.definition.is_some() { "; your `approvals.json` has it too" } else { "" };
        let defined = case.options.definition.map(|meeting| as_recorded(meeting, approval));
        let (state, name, words) = match defined {
            _ if manifest.content.get(language) != Some(&approval.content) => {
                let words = format!("what {who} approved on {at} differs from the minutes ({language})");
                (State::Wrong, "approved-otherwise", words)
            }
            _ if given.zip(sealed).is_some_and(|(given, sealed)| given.0 > sealed) => {
                let words = format!("{who} approved the minutes ({language}) on {at}, after the pack was sealed");
                (State::Wrong, "approved-after-seal", words)
            }
            Some(Err((name, why))) => (State::Wrong, name, format!("{recorded}; {why}")),
            _ if signers.is_empty() => {
                (State::Open, "approved-unsealed", format!("{recorded}; no signature vouches for it{here}"))
            }
            _ => {
                let signer = if signers.len() == 1 { "signer" } else { "signers" };
                (State::Open, "approved", format!("{recorded}; vouched for by the {signer} {}{here}", all_of(&signers)))
            }
        };
        report.add(Subject::Approvals, state, name, words);
    }
}

/// Checks that an approval is among those of the workspace, and was given by somebody in office; returns what is wrong
/// otherwise.
fn as_recorded(meeting: &Meeting, approval: &Approved) -> Result<(), (&'static str, String)> {
    let same = meeting.approvals.approvals.iter().filter(|one| {
        one.person.as_str() == approval.person
            && one.language.as_str() == approval.language
            && one.at.to_string() == approval.at
            && one.content.value == approval.content
    });
    let same: Vec<_> = same.collect();
    let forged = |why: String| Err(("approval-forged", why));
    let Some(one) = same.iter().find(|one| one.withdrawn.is_none()).or_else(|| same.first()) else {
        return forged("your `approvals.json` has no such approval".to_owned());
    };
    if one.capacity != approval.capacity {
        let own = one.capacity.as_ref().map_or("without a capacity".to_owned(), |words| format!("as {words}"));
        return forged(format!("according to your `approvals.json` it was given {own}"));
    }
    let Some(person) = meeting.registry.people.get(&approval.person) else {
        return forged(format!("nobody has the id `{}` in your workspace", approval.person));
    };
    let name = &person.name.text_in(&one.language).value;
    if *name != approval.name {
        return forged(format!("`{}` is {name} here", approval.person));
    }
    let day = one.at.utc().date();
    if !person.is_in_office(day) {
        return Err((
            "approved-out-of-office",
            format!("according to your registry, {name} was not in office on {day}"),
        ));
    }
    match one.withdrawn {
        Some(_) => Err(("withdrawn", format!("{name} withdrew it later"))),
        None => Ok(()),
    }
}
