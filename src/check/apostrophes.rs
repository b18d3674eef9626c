//! One form of apostrophe in a language.

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Place, count};

pub(super) const RULE: Rule = Rule { codes: &[&MIXED_APOSTROPHES], check };

const MIXED_APOSTROPHES: Code = Code::warning(
    "mixed-apostrophes",
    "Typographic (’) and typewriter apostrophes (') are mixed, mostly because texts were pasted from several \
     places. Told once for each language, at the first of the form that is used less.",
)
.of(Group::Style);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    subject.meeting.definition.editions().iter().filter_map(|language| of_language(subject, language)).collect()
}

fn of_language(subject: &Subject<'_>, language: &crate::meeting::Language) -> Option<Finding> {
    let (mut straight, mut curly): (Vec<Place>, Vec<Place>) = (Vec::new(), Vec::new());
    for passage in subject.passages.iter().filter(|passage| passage.language == *language) {
        for at in 0..passage.len() {
            let start = passage.range(at, at).start;
            for (offset, c) in passage.word(at).char_indices() {
                let place = || passage.place(start + offset..start + offset + c.len_utf8(), subject.sources);
                match c {
                    '\'' => straight.push(place()),
                    '’' => curly.push(place()),
                    _ => {}
                }
            }
        }
    }
    let (fewer, more, mark) =
        if straight.len() <= curly.len() { (&straight, &curly, '’') } else { (&curly, &straight, '\'') };
    let (first, other) = (fewer.first()?, more.first()?);
    Some(
        Finding::new(
            &MIXED_APOSTROPHES,
            *first,
            format!("{} of this form, and {} of the other", count(fewer.len(), "apostrophe"), more.len()),
        )
        .hint(format!("write `{mark}` throughout"))
        .related(*other, "the other form"),
    )
}
