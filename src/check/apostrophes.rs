//! One form of apostrophe in a language.

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Place, count};

pub(super) const RULE: Rule = Rule { codes: &[&MIXED_APOSTROPHES], check };

const MIXED_APOSTROPHES: Code = Code::warning(
    "mixed-apostrophes",
    "Typographic (’) and typewriter apostrophes (') are mixed, mostly because texts were pasted from several \
     places. The typographic one is correct in print, in every language. Reported once for each, at the first of the other form.",
)
.of(Group::Style);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    subject.meeting.definition.editions().iter().filter_map(|language| of_language(subject, language)).collect()
}

/// Apostrophes of one form.
#[derive(Default)]
struct Marks {
    first: Option<Place>,
    count: usize,
}

impl Marks {
    fn add(&mut self, place: impl FnOnce() -> Place) {
        self.first.get_or_insert_with(place);
        self.count += 1;
    }
}

fn of_language(subject: &Subject<'_>, language: &crate::meeting::Language) -> Option<Finding> {
    let (mut straight, mut curly) = (Marks::default(), Marks::default());
    for passage in subject.written_in(language) {
        for at in 0..passage.len() {
            let start = passage.range(at, at).start;
            for (offset, c) in passage.word(at).char_indices() {
                let place = || passage.place(start + offset..start + offset + c.len_utf8(), subject.sources);
                match c {
                    '\'' => straight.add(place),
                    '’' => curly.add(place),
                    _ => {}
                }
            }
        }
    }
    let (first, other) = (straight.first?, curly.first?);
    Some(
        Finding::new(
            &MIXED_APOSTROPHES,
            first,
            format!("{} of this form, and {} of the other", count(straight.count, "apostrophe"), curly.count),
        )
        .hint("write `’` throughout")
        .related(other, "the other form"),
    )
}
