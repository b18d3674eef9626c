//! `@id` in prose leads somewhere.

use std::cell::LazyCell;

use super::passage::Passage;
use super::uses::NAME_PREVIOUS;
use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, NearMisses, quoted_list};
use crate::meeting::{Form, PREVIOUS_MINUTES, Reference, Section, may_precede_reference};

pub(super) const RULE: Rule = Rule { codes: &[&DANGLING_REFERENCE, &UNKNOWN_FORM, &MISSPELT_REFERENCE], check };

const DANGLING_REFERENCE: Code = Code::error(
    "dangling-reference",
    "`@id` refers to something that the pack does not have: no item, annex, decision, person, entity, \
     body or section of the minutes has this id. If you mean an at sign and not a reference, write `\\\\@`.",
)
.of(Group::Completeness);
const UNKNOWN_FORM: Code = Code::error(
    "unknown-form",
    "A reference has an unknown form. After the id, a colon and the name of a form choose the wording: \
     `@work-plan:title`. The forms are `title`, `full`, `formal`, `short`, `family` and `initials`.",
)
.of(Group::Completeness);
const MISSPELT_REFERENCE: Code = Code::warning(
    "misspelt-reference",
    "What follows an `@` has a capital or an underscore, which an id cannot have. It ends the reference, or keeps it from being \
     one: what was typed is printed, or what is left of it after a reference (\"item 3_report\"). Or an `@` with an id stands right \
     after a letter or full stop, as in an address. If no reference is meant, write `\\\\@`.",
)
.of(Group::Completeness);

/// An id has no more characters.
const LONGEST: usize = 64;
/// Words of fewer letters have to be those of an id exactly: one letter more or less makes another word of them.
const LONG_ENOUGH: usize = 6;

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let known = LazyCell::new(|| NearMisses::new(subject.index.ids(|_| true)));
    for passage in subject.passages {
        let Some(markdown) = &passage.markdown else { continue };
        for reference in &markdown.references {
            let place = passage.place(reference.range.clone(), subject.sources);
            let previous = subject.meeting.definition.previous.as_ref().and_then(|previous| previous.pack.as_ref());
            if reference.id == PREVIOUS_MINUTES && subject.index.get(PREVIOUS_MINUTES).is_none() {
                // If the previous pack could not be read, that was reported.
                if previous.is_none() {
                    let message = "the pack of the previous meeting is not named";
                    findings.push(Finding::new(&DANGLING_REFERENCE, place, message).hint(NAME_PREVIOUS));
                }
            } else if subject.index.get(&reference.id).is_none() {
                let word = typed_at(passage.text, reference.range.start).unwrap_or_default();
                let hint = match meant(subject, word) {
                    Some(id) => format!("did you mean `@{id}`?"),
                    None => hint(&known, &reference.id),
                };
                findings.push(Finding::new(&DANGLING_REFERENCE, place, message(reference)).hint(hint));
            } else if reference.known_form().is_none() {
                let form = reference.form.as_deref().unwrap_or_default();
                let known = Form::TYPED.iter().map(|(name, _)| *name);
                findings.push(
                    Finding::new(&UNKNOWN_FORM, place, format!("a reference has no form `{form}`"))
                        .hint(format!("use {}, or put a space after the colon", quoted_list(known))),
                );
            }
        }
        let runs = markdown.runs.iter();
        let signs = runs.flat_map(|run| passage.text[run.clone()].match_indices('@').map(|(at, _)| run.start + at));
        findings.extend(signs.filter_map(|at| misspelt(subject, passage, at).or_else(|| joined(subject, passage, at))));
    }
    findings
}

/// An at sign before an id that is typed with a capital or an underscore.
fn misspelt(subject: &Subject<'_>, passage: &Passage<'_>, at: usize) -> Option<Finding> {
    let word = typed_at(passage.text, at)?;
    let end = word.find(|c: char| c.is_ascii_uppercase() || c == '_')?;
    let begins = word[..end].trim_end_matches('-');
    let is_reference = subject.index.get(begins).is_some();
    if !begins.is_empty() && !is_reference {
        return None;
    }
    let is_printed = "is no reference, and is printed as it was typed";
    let (message, hint) = match meant(subject, word).filter(|id| *id != begins) {
        Some(id) if is_reference => (format!("`@{word}` is read as `@{begins}`"), format!("did you mean `@{id}`?")),
        Some(id) => (format!("`@{word}` {is_printed}"), format!("did you mean `@{id}`?")),
        None if is_reference && begins.len() == end => (
            format!("`@{word}` is read as `@{begins}`, and what follows is printed after it"),
            "put a space after the reference, or correct it".to_owned(),
        ),
        None => return None,
    };
    let place = passage.place(at..at + 1 + word.len(), subject.sources);
    Some(Finding::new(&MISSPELT_REFERENCE, place, message).hint(hint))
}

/// An at sign right after a letter or a full stop, before an id that is no part of an address.
fn joined(subject: &Subject<'_>, passage: &Passage<'_>, at: usize) -> Option<Finding> {
    let (before, rest) = (&passage.text[..at], &passage.text[at + 1..]);
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(rest.len());
    let (id, after) = rest.split_at(end);
    let is_address = after.starts_with(['@', '_'])
        || after.strip_prefix('.').is_some_and(|more| more.starts_with(char::is_alphanumeric));
    if may_precede_reference(before) || before.ends_with('\\') || is_address || subject.index.get(id).is_none() {
        return None;
    }
    let place = passage.place(at..at + 1 + end, subject.sources);
    let message = format!("`@{id}` stands right after another character, and is printed as it was typed");
    Some(Finding::new(&MISSPELT_REFERENCE, place, message).hint("put a space or a comma before it, or write `\\\\@`"))
}

/// The word after an at sign, if it can be the beginning of a reference.
fn typed_at(text: &str, at: usize) -> Option<&str> {
    if !may_precede_reference(&text[..at]) {
        return None;
    }
    let rest = &text[at + 1..];
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(rest.len());
    let word = rest[..end].trim_end_matches(['-', '_']);
    (word.starts_with(|c: char| c.is_ascii_alphabetic()) && word.len() <= LONGEST).then_some(word)
}

/// The id that a word with capitals or underscores stands for, or is one letter away from.
fn meant<'a>(subject: &'a Subject<'_>, word: &str) -> Option<&'a str> {
    if !word.contains(|c: char| c.is_ascii_uppercase() || c == '_') {
        return None;
    }
    let letters = |text: &str| text.replace(['-', '_'], "").to_ascii_lowercase();
    let typed = letters(word);
    let distance = |id: &&str| strsim::osa_distance(&letters(id), &typed);
    let near = subject.index.ids(|_| true).min_by_key(distance)?;
    (distance(&near) <= usize::from(typed.len() >= LONG_ENOUGH)).then_some(near)
}

fn is_section(id: &str) -> bool {
    Section::ALL.iter().any(|section| section.name() == id)
}

fn message(reference: &Reference) -> String {
    match is_section(&reference.id) {
        true => format!("the minutes of this pack have no section `{}`", reference.id),
        false => format!("nothing has the id `{}`", reference.id),
    }
}

fn hint<'a>(known: &LazyCell<NearMisses<'a>, impl FnOnce() -> NearMisses<'a>>, id: &str) -> String {
    if is_section(id) {
        return "add the content of that section, or remove the reference".to_owned();
    }
    if id == "chairs" {
        return "`chairs` stands for people in lists of ids, such as `owners`: name them here, or write the words"
            .to_owned();
    }
    match known.find(id) {
        Some(near) => format!("did you mean `@{near}`?"),
        None => "declare it, or write `\\\\@` for an at sign that is not a reference".to_owned(),
    }
}
