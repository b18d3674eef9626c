//! A pack and its definition: what a manifest states about a meeting, for code that writes one, and whether the definition
//! still agrees.
//!
//! Two things are kept apart. The definition may have changed since (`defined-otherwise`): then the pack is what it was, and
//! the definition another. Or the manifest says what does not follow from a definition that says the same: then
//! the pack was forged, and no change of the definition explains it.

use std::collections::BTreeMap;

use super::case::Case;
use super::{Report, State, Subject};
use crate::document::DocumentKind;
use crate::finding::all_of;
use crate::meeting::{Content, Language, Meeting};
use crate::pack::{Approved, Signatory};

/// Digests of what the minutes say, by language.
pub fn contents_of(meeting: &Meeting) -> BTreeMap<String, String> {
    by_language(meeting, Content::of)
}

/// Digests of how the minutes came about, by language.
pub fn procedures_of(meeting: &Meeting) -> BTreeMap<String, String> {
    by_language(meeting, Content::of_procedure)
}

fn by_language(meeting: &Meeting, of: impl Fn(&Meeting, &Language) -> Content) -> BTreeMap<String, String> {
    let digest = |language| Content::digest(&of(meeting, language).texts());
    let editions = meeting.definition.editions();
    editions.iter().map(|language| (language.as_str().to_owned(), digest(language))).collect()
}

/// Approvals that stand, for the manifest.
pub fn approvals_of(meeting: &Meeting) -> Vec<Approved> {
    let approved = meeting.approvals.standing().map(|approval| {
        let person = meeting.registry.people.get(approval.person.as_str());
        let name = person.map(|person| person.name.text_in(&approval.language).value.clone());
        Approved {
            person: approval.person.as_str().to_owned(),
            name: name.unwrap_or_default(),
            capacity: approval.capacity.clone(),
            language: approval.language.as_str().to_owned(),
            at: approval.at.to_string(),
            content: approval.content.value.clone(),
        }
    });
    approved.collect()
}

/// Who signs the minutes, in each edition.
pub fn signatories_of(meeting: &Meeting) -> Vec<Signatory> {
    let mut all = Vec::new();
    for language in meeting.definition.editions() {
        for one in &meeting.definition.signatories {
            let person = meeting.registry.people.get(one.person.as_str());
            all.push(Signatory {
                person: one.person.as_str().to_owned(),
                name: person.map(|person| person.name.text_in(&language).value.clone()).unwrap_or_default(),
                language: language.as_str().to_owned(),
            });
        }
    }
    all
}

/// Holds a pack against its definition.
pub(super) fn check(case: &Case<'_>, meeting: &Meeting, report: &mut Report) {
    let contents = contents(case, meeting, report);
    title(case, meeting, &contents, report);
    status(case, meeting, report);
    signatories(case, meeting, &contents, report);
    in_office(case, meeting, report);
}

/// Checks the content of the minutes and how they came about; returns the digests of their content by the definition.
fn contents(case: &Case<'_>, meeting: &Meeting, report: &mut Report) -> BTreeMap<String, String> {
    let manifest = &case.opened.manifest;
    let has_minutes = meeting.documents().contains(&DocumentKind::Minutes);
    let (contents, procedures) = match has_minutes || !manifest.content.is_empty() {
        true => (contents_of(meeting), procedures_of(meeting)),
        false => Default::default(),
    };
    let mut add = |state, words: String| {
        let name = if state == State::Wrong { Report::DEFINED_OTHERWISE } else { "as-defined" };
        report.add(Subject::Approvals, state, name, words);
    };
    if manifest.content.is_empty() && has_minutes {
        add(State::Wrong, "your definition has minutes, but this pack has none".to_owned());
    }
    for (language, digest) in &manifest.content {
        let (same, same_procedure) =
            (contents.get(language) == Some(digest), procedures.get(language) == manifest.procedure.get(language));
        let (state, words) = match (contents.contains_key(language), same, same_procedure) {
            (false, ..) => (State::Wrong, "your definition has no such edition"),
            (_, true, true) => (State::Right, "your definition has the same content as these minutes"),
            (_, true, false) => (State::Wrong, "`history` or `silence` of your definition differ from this pack"),
            (_, false, _) => (State::Wrong, "your definition differs from these minutes"),
        };
        add(state, format!("{words} ({language})"));
    }
    let missing =
        contents.keys().filter(|language| !manifest.content.is_empty() && !manifest.content.contains_key(*language));
    for language in missing {
        add(State::Wrong, format!("your definition has an edition that this pack does not have ({language})"));
    }
    contents
}

fn title(case: &Case<'_>, meeting: &Meeting, contents: &BTreeMap<String, String>, report: &mut Report) {
    let manifest = &case.opened.manifest;
    let editions = meeting.definition.editions();
    let titles: Vec<&str> =
        editions.iter().map(|language| meeting.definition.title.text_in(language).value.as_str()).collect();
    if titles.contains(&manifest.title.as_str()) {
        return;
    }
    let words = format!("the title of the pack is “{}”, that of your definition “{}”", manifest.title, titles[0]);
    // The minutes say the title, so a definition that says the same as they do has the same title.
    let is_explained = manifest.content.is_empty()
        || manifest.content.iter().any(|(language, digest)| contents.get(language) != Some(digest));
    let name = if is_explained { Report::DEFINED_OTHERWISE } else { "title-forged" };
    report.add(Subject::Approvals, State::Wrong, name, words);
}

/// Checks whether the minutes are adopted, and since when.
fn status(case: &Case<'_>, meeting: &Meeting, report: &mut Report) {
    let manifest = &case.opened.manifest;
    let status = meeting.definition.status();
    if manifest.status == "adopted" && !status.is_final() {
        let words = format!(
            "according to the pack the minutes are adopted, according to your definition they are `{}`",
            status.name()
        );
        report.add(Subject::Approvals, State::Wrong, Report::DEFINED_OTHERWISE, words);
    }
    let adopted = meeting.adopted_on().map(|date| date.to_string());
    if manifest.adopted != adopted && (manifest.adopted.is_some() || manifest.status == "adopted") {
        let words = format!(
            "according to the pack the minutes were adopted on {}; according to your definition {}",
            manifest.adopted.as_deref().unwrap_or("no day that is known"),
            adopted.map_or("no day is known".to_owned(), |date| format!("it was on {date}"))
        );
        // The day is stated in the history.
        let procedures = procedures_of(meeting);
        let is_explained = manifest.procedure.iter().any(|(language, digest)| procedures.get(language) != Some(digest));
        let name = if is_explained { Report::DEFINED_OTHERWISE } else { "adoption-forged" };
        report.add(Subject::Approvals, State::Wrong, name, words);
    }
}

/// Checks whether those sign who are to sign by the definition, under their names.
fn signatories(case: &Case<'_>, meeting: &Meeting, contents: &BTreeMap<String, String>, report: &mut Report) {
    // An extract is signed by nobody.
    if meeting.is_part() {
        return;
    }
    let manifest = &case.opened.manifest;
    let all = signatories_of(meeting);
    let of = |all: &[Signatory], language: &str| -> Vec<Signatory> {
        all.iter().filter(|one| one.language == language).cloned().collect()
    };
    let mut languages: Vec<&str> = manifest.signatories.iter().map(|one| one.language.as_str()).collect();
    languages.extend(manifest.content.keys().map(String::as_str));
    languages.sort_unstable();
    languages.dedup();
    for language in languages {
        let (stated, expected) = (of(&manifest.signatories, language), of(&all, language));
        // What the definition says otherwise was told.
        if stated == expected || manifest.content.get(language) != contents.get(language) {
            continue;
        }
        let names = |these: &[Signatory], those: &[Signatory]| -> Vec<String> {
            these.iter().filter(|one| !those.contains(one)).map(|one| one.name.clone()).collect()
        };
        let (added, gone) = (names(&stated, &expected), names(&expected, &stated));
        let words = match (added.as_slice(), gone.as_slice()) {
            ([], []) => "the signatories are in another order than in your definition".to_owned(),
            ([], gone) => format!("according to your definition, {} is a signatory, too", all_of(gone)),
            (added, []) => format!("{} is a signatory of this pack, but not of your definition", all_of(added)),
            (added, gone) => {
                format!("{} is a signatory of this pack, {} of your definition", all_of(added), all_of(gone))
            }
        };
        report.add(Subject::Signatures, State::Wrong, "signatories-forged", format!("{words} ({language})"));
    }
}

/// Checks whether signers were in office on the day on which they signed, by the registry.
fn in_office(case: &Case<'_>, meeting: &Meeting, report: &mut Report) {
    for minutes in &case.minutes {
        for signature in &minutes.examined.signatures {
            let person = signature.field.as_deref().and_then(|id| meeting.registry.people.get(id));
            let (Some(person), Some(at)) = (person, signature.time(&case.options.trusted)) else { continue };
            let day = crate::meeting::Instant(at).utc().date();
            if !person.is_in_office(day) {
                let name = person.name.text_in(&Language::new(minutes.file.language.as_str())).value.clone();
                let words = format!(
                    "{name} signed `{}` on {day}, but was not in office according to your registry",
                    minutes.file.path
                );
                report.add(Subject::Signatures, State::Wrong, "signed-out-of-office", words);
            }
        }
    }
}
