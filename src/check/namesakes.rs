//! Short forms of names that stand for two people.

use std::collections::BTreeSet;

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Place, quoted_list};
use crate::meeting::{Form, Namesakes};

pub(super) const RULE: Rule = Rule { codes: &[&SAME_SHORT_NAME], check };

const SAME_SHORT_NAME: Code = Code::warning(
    "same-short-name",
    "Two people of the pack cannot be told apart: they have the same initials where people are named by initials, or \
     the same name. People who only have one family name in common are distinguished by an initial, or by their whole \
     names if the initial is also the same; that is not reported.",
)
.of(Group::Consistency);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let meeting = subject.meeting;
    let namesakes = meeting.namesakes(&meeting.definition.first_edition());
    let mut reported = BTreeSet::new();
    used(subject).into_iter().filter_map(|(id, form, place)| of(&namesakes, &mut reported, id, form, place)).collect()
}

/// Ids that are printed in a short form, with where it is asked for: by a reference, or where the style names people so.
fn used<'a>(subject: &Subject<'a>) -> Vec<(&'a str, Form, Place)> {
    let references = subject.passages.iter().flat_map(|passage| {
        let all = passage.markdown.iter().flat_map(|markdown| &markdown.references);
        all.filter_map(move |reference| {
            let place = passage.place(reference.range.clone(), subject.sources);
            Some((reference.id.as_str(), reference.known_form()?, place))
        })
    });
    let style = subject.meeting.style();
    let stated = subject
        .parts
        .uses
        .iter()
        .flat_map(|(id, _)| [style.name_form(), style.vote_name_form()].map(|form| (id.as_str(), form, id.place)));
    references.chain(stated).collect()
}

fn of(
    namesakes: &Namesakes,
    reported: &mut BTreeSet<(Form, String)>,
    id: &str,
    form: Form,
    place: Place,
) -> Option<Finding> {
    let namesake = namesakes.get(id, form)?;
    let shared = &namesake.shared;
    let printed = |id: &str| namesakes.get(id, form).and_then(|one| one.distinguished.clone());
    let is_apart = namesake.distinguished.is_some()
        && namesake.others.iter().all(|other| printed(other) != namesake.distinguished);
    if is_apart {
        return None;
    }
    if !reported.insert((form, shared.clone())) {
        return None;
    }
    let others = quoted_list(namesake.others.iter().map(String::as_str)).replace(" or ", " and ");
    let message = format!("`{shared}` can mean `{id}`, and also {others}");
    let hint = match &namesake.distinguished {
        Some(_) => "give one of them another `name`: with a second given name, or their place",
        None => "give one of them other `initials`",
    };
    Some(Finding::new(&SAME_SHORT_NAME, place, message).hint(hint))
}
