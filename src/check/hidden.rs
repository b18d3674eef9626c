//! The rule on invisible characters: they change the order in which a text is read, or are hidden in a name.

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Placed, invisible, name_of_invisible};
use crate::meeting::{Part, Parts};

pub(super) const RULE: Rule = Rule { codes: &[&HIDDEN_CHARACTER], check };

const HIDDEN_CHARACTER: Code = Code::warning(
    "hidden-character",
    "A text has an invisible character: one that changes the direction of writing (a name can then look like another), \
     one without width (searches then do not find a name), or a control character. Such characters come from pasted \
     text. Where a document cannot print one, it is an error. Not reported are joiners in scripts that need them, and direction marks in texts that are written from right to left.",
)
.of(Group::Style);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let registry = Parts::of_registry(&subject.meeting.registry);
    let stated = subject.parts.said.iter().filter(|said| !matches!(said.part, Part::Declarations));
    let texts = stated.chain(&registry.said).flat_map(|said| said.text.all());
    texts.chain(subject.parts.numbers.iter().copied()).filter_map(|text| of_text(subject, text)).collect()
}

fn of_text(subject: &Subject<'_>, text: &Placed<String>) -> Option<Finding> {
    let mut found = invisible(text);
    let (at, c, name) = found.next()?;
    let more = found.count();
    let place = subject.sources.within_string(text.place, at..at + c.len_utf8());
    let others = if more > 0 { format!(", and {more} more of its kind") } else { String::new() };
    let message = format!("there is an invisible character here: {}{others}", name_of_invisible(c, name));
    Some(Finding::new(&HIDDEN_CHARACTER, place, message).hint("take it out"))
}
