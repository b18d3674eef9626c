//! Causes without their consequences: who is misspelt in one place is missing in another, and what is misspelt where it is declared
//! is told there, and not wherever it is used.

use std::collections::{BTreeMap, BTreeSet};

use super::audiences::{UNKNOWN_AUDIENCE, is_known_audience};
use super::uses::{NAME_PREVIOUS, UNKNOWN_ID, used};
use crate::finding::{Finding, Place, Spot, count};
use crate::meeting::{Index, Meeting, Parts, Vote};

/// Codes of names that nothing has.
const UNKNOWN: [&str; 3] = ["unknown-id", "dangling-reference", "unknown-audience"];
/// Codes of ids that are named where they cannot be or given twice, which do not follow from others.
const OTHERWISE: [&str; 4] = ["wrong-kind-of-id", "unknown-form", "misspelt-reference", DUPLICATE];

const DUPLICATE: &str = "duplicate-id";
/// Codes of what follows from an id that two things have: it is that of the other, and files are named by it.
const FROM_DUPLICATES: [&str; 3] = ["wrong-kind-of-id", "file-twice", "unused-annex"];
/// Codes of ids that may be what one of two things should have.
const OF_LOST: [&str; 2] = ["unknown-id", "dangling-reference"];
/// Keys whose entries have ids that no two of them share.
const REGISTERS: [&str; 3] = ["`people`", "`entities`", "`bodies`"];

/// Codes of numbers of people who were there.
const OF_PEOPLE: [&str; 5] = ["absent-otherwise", "more-votes-than-there", "no-quorum", "quorum-count", "quorum-gone"];

/// Codes of those who are not in the list of participants.
const NOT_IN_LIST: [&str; 3] = ["chair-absent", "entity-not-listed", "not-listed"];

/// The findings that do not follow from others: of a misspelt name the misspelling is told.
pub(super) fn causes_only(meeting: &Meeting, mut findings: Vec<Finding>) -> Vec<Finding> {
    // If an id is given twice, the reference may be to the other of the two.
    let of_two = findings.iter().filter(|finding| finding.code.name == DUPLICATE).filter_map(subject);
    let of_two: BTreeSet<String> = of_two.map(str::to_owned).collect();
    findings.retain(|finding| {
        let mut named = subject(finding).unwrap_or_default().split(['/', '.']);
        let is_of_two = FROM_DUPLICATES.contains(&finding.code.name) && named.any(|name| of_two.contains(name));
        !is_of_two && (of_two.is_empty() || !may_be_lost(meeting, finding))
    });
    // One previous meeting is not named, however many things are asked of it.
    let mut is_asked = false;
    findings
        .retain(|finding| finding.hint.as_deref() != Some(NAME_PREVIOUS) || !std::mem::replace(&mut is_asked, true));
    // Somebody is listed, is a candidate or votes whom nobody knows: it may be anybody who is missing there.
    let attendance = || meeting.definition.attendance.iter();
    let participants = attendance().flat_map(|attendance| &attendance.participants).filter_map(|one| one.who.as_ref());
    let entities = attendance().flat_map(|attendance| &attendance.representatives).map(|one| &one.entity);
    let from = attendance().flat_map(|attendance| &attendance.participants).filter_map(|one| one.entity.as_ref());
    let of_people = meeting.registry.people.iter().filter_map(|(_, person)| person.entity.as_ref());
    let listed: BTreeSet<Place> =
        participants.chain(entities).chain(from).chain(of_people).map(|id| id.place).collect();
    let decisions = &meeting.definition.decisions;
    let elections = decisions.iter().filter_map(|decision| decision.election.as_ref());
    let candidates = elections.flat_map(|election| &election.candidates).map(|one| one.who.place).collect();
    let ballots = decisions.iter().filter_map(|decision| decision.vote.as_ref()).flat_map(Vote::ballots);
    let voters = ballots.flat_map(|ballot| ballot.who()).map(|who| who.place).collect();
    for (places, follow) in [
        (listed, &[&OF_PEOPLE[..], &NOT_IN_LIST].concat()[..]),
        (candidates, &["elected-not-nominated"][..]),
        (voters, &["proxy-not-named"][..]),
    ] {
        let is_there = |finding: &Finding| matches!(finding.spot, Spot::Text(place) if places.contains(&place));
        if findings.iter().any(|finding| UNKNOWN.contains(&finding.code.name) && is_there(finding)) {
            findings.retain(|finding| !follow.contains(&finding.code.name));
        }
    }
    let of_names = findings.iter().filter(|finding| UNKNOWN.contains(&finding.code.name));
    let mut misspelt = BTreeSet::new();
    let mut uses: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for finding in of_names {
        let (typed, near) = (subject(finding).unwrap_or_default(), near(finding));
        misspelt.extend([Some(typed), near].into_iter().flatten().map(str::to_owned));
        if let Some(near) = near {
            *uses.entry((typed, near)).or_default() += 1;
        }
    }
    if misspelt.is_empty() {
        return findings;
    }
    let several = uses.into_iter().filter(|(_, number)| *number > 1);
    let several: Vec<(String, String, usize)> =
        several.map(|((typed, near), number)| (typed.to_owned(), near.to_owned(), number)).collect();
    // Whoever is misspelt is not counted.
    let is_person = |id: &String| meeting.registry.people.get(id).is_some();
    if misspelt.iter().any(is_person) {
        findings.retain(|finding| !OF_PEOPLE.contains(&finding.code.name));
    }
    findings.retain(|finding| {
        let is_of_name = UNKNOWN.contains(&finding.code.name) || OTHERWISE.contains(&finding.code.name);
        is_of_name || !finding.message.split('`').skip(1).step_by(2).any(|id| misspelt.contains(id))
    });
    if !several.is_empty() {
        let (index, parts) = (Index::of(meeting).0, Parts::of(&meeting.definition));
        let used = used(&parts);
        for (typed, near, number) in several {
            let declared = index.place(&near).filter(|_| !used.contains(near.as_str()));
            let number = count(number, "time");
            let declared = declared.map(|place| {
                let message =
                    format!("nothing has the id `{typed}`, which is used {number}, and nothing uses the id `{near}`");
                Finding::new(&UNKNOWN_ID, place, message)
            });
            let declared = declared.or_else(|| {
                let message =
                    format!("there is no audience `{typed}`, which is named {number}, and nothing is for `{near}`");
                Some(Finding::new(&UNKNOWN_AUDIENCE, unused_audience(meeting, &near)?, message))
            });
            if let Some(declared) = declared {
                at_declaration(&mut findings, &typed, declared);
            }
        }
    }
    findings
}

/// Returns whether a finding names an id that one of two things with the same id should perhaps have. A slip of one letter is that of
/// another id.
fn may_be_lost(meeting: &Meeting, finding: &Finding) -> bool {
    let registry = &meeting.registry;
    let is_registered = |id: &str| {
        let (people, entities, bodies) = (registry.people.get(id), registry.entities.get(id), registry.bodies.get(id));
        people.is_some() || entities.is_some() || bodies.is_some()
    };
    let hint = finding.hint.as_deref().unwrap_or_default();
    OF_LOST.contains(&finding.code.name)
        && match (subject(finding), near(finding)) {
            (Some(typed), Some(near)) => strsim::osa_distance(typed, near) > 1 && !is_registered(near),
            _ => !REGISTERS.iter().any(|key| hint.contains(key)),
        }
}

/// Where an audience is listed that nothing is for. One for which the program has words is written as it is meant.
fn unused_audience(meeting: &Meeting, name: &str) -> Option<Place> {
    let parts = meeting.withholdings.parts.iter().map(|part| part.audience.as_str());
    let titled = meeting.definition.audience_titles.iter().map(|(name, _)| name.as_str());
    if is_known_audience(name) || parts.chain(titled).any(|used| used == name) {
        return None;
    }
    meeting.audiences().iter().find(|audience| audience.as_str() == name).map(|audience| audience.place)
}

/// The first name that a finding quotes.
fn subject(finding: &Finding) -> Option<&str> {
    finding.message.split('`').nth(1)
}

/// The name that was probably meant.
fn near(finding: &Finding) -> Option<&str> {
    let name = finding.hint.as_deref()?.strip_prefix("did you mean `")?.strip_suffix("`?")?;
    Some(name.trim_start_matches('@'))
}

/// Puts one finding where something is declared in place of those where it is used by a name that nothing has.
fn at_declaration(findings: &mut Vec<Finding>, typed: &str, declared: Finding) {
    let is_use = |finding: &Finding| UNKNOWN.contains(&finding.code.name) && subject(finding) == Some(typed);
    let first = findings.iter().filter(|finding| is_use(finding)).filter_map(|finding| match finding.spot {
        Spot::Text(place) => Some(place),
        Spot::File(_) => None,
    });
    let Some(first) = first.min_by_key(|place| (place.file, place.start)) else { return };
    findings.retain(|finding| !is_use(finding));
    let hint = format!("did you mean `{typed}`? write it alike in all places");
    findings.push(declared.hint(hint).related(first, "used here"));
}
