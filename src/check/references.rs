//! `@id` in prose leads somewhere.

use std::cell::LazyCell;

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, NearMisses, quoted_list};
use crate::meeting::{Form, Reference, Section};

pub(super) const RULE: Rule = Rule { codes: &[&DANGLING_REFERENCE, &UNKNOWN_FORM], check };

const DANGLING_REFERENCE: Code = Code::error(
    "dangling-reference",
    "`@id` refers to something that the pack does not have: no item, annex, decision, person, entity, \
     body or section of the minutes has this id. If you mean an at sign and not a reference, write `\\\\@`.",
)
.of(Group::Completeness);
const UNKNOWN_FORM: Code = Code::error(
    "unknown-form",
    "A reference has an unknown form. After the id, a colon and the name of a form choose the wording: \
     `@work-plan:title`. The forms are `title`, `full`, `formal` and `short`.",
)
.of(Group::Completeness);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let known = LazyCell::new(|| NearMisses::new(subject.index.ids(|_| true)));
    for passage in subject.passages {
        let Some(markdown) = &passage.markdown else { continue };
        for reference in &markdown.references {
            let place = passage.place(reference.range.clone(), subject.sources);
            if subject.index.get(&reference.id).is_none() {
                findings.push(
                    Finding::new(&DANGLING_REFERENCE, place, message(reference)).hint(hint(&known, &reference.id)),
                );
            } else if reference.known_form().is_none() {
                let form = reference.form.as_deref().unwrap_or_default();
                let known = Form::TYPED.iter().map(|(name, _)| *name);
                findings.push(
                    Finding::new(&UNKNOWN_FORM, place, format!("a reference has no form `{form}`"))
                        .hint(format!("use {}, or put a space after the colon", quoted_list(known))),
                );
            }
        }
    }
    findings
}

fn is_section(id: &str) -> bool {
    Section::ALL.iter().any(|section| section.id() == id)
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
    match known.find(id) {
        Some(near) => format!("did you mean `@{near}`?"),
        None => "declare it, or write `\\\\@` for an at sign that is not a reference".to_owned(),
    }
}
