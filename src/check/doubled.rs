//! Words written twice, and the traces of a sentence half changed.

use super::passage::Passage;
use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group};

pub(super) const RULE: Rule = Rule { codes: &[&DOUBLED_WORD], check };

const DOUBLED_WORD: Code = Code::warning(
    "doubled-word",
    "A word stands twice in a row, or a small word stands on both sides of a name (\"as Network as co-Chair\"): \
     mostly a sentence that was changed halfway.",
)
.of(Group::Style);

/// Words that may follow themselves.
const MAY_REPEAT: [&str; 6] = ["had", "that", "nous", "vous", "in", "very"];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for passage in subject.passages {
        for at in 0..passage.len() {
            findings.extend(doubled(subject, passage, at).or_else(|| around(subject, passage, at)));
        }
    }
    findings
}

fn doubled(subject: &Subject<'_>, passage: &Passage<'_>, at: usize) -> Option<Finding> {
    let (word, next) = (passage.word(at), passage.word(at + 1));
    let letters = word.chars().all(char::is_alphabetic) && !word.chars().all(is_ideograph);
    let twice = letters
        && word.to_lowercase() == next.to_lowercase()
        && is_gap(passage.after(at))
        && !passage.typed_after(at).contains('|');
    if !twice || MAY_REPEAT.contains(&word.to_lowercase().as_str()) {
        return None;
    }
    let place = passage.place(passage.range(at, at + 1), subject.sources);
    Some(Finding::new(&DOUBLED_WORD, place, format!("`{word}` stands twice")).hint("remove one of the two"))
}

/// "as Network as co-Chair", "as well questions".
fn around(subject: &Subject<'_>, passage: &Passage<'_>, at: usize) -> Option<Finding> {
    if !passage.is_english() || passage.word(at) != "as" || !is_gap(passage.after(at)) {
        return None;
    }
    let (name, third) = (passage.word(at + 1), passage.word(at + 2));
    let around_name = third == "as"
        && name.starts_with(char::is_uppercase)
        && is_gap(passage.after(at + 1))
        && !["well", "soon", "of"].contains(&passage.word(at + 3));
    let lacks_as = name == "well"
        && passage.before(at).starts_with(',')
        && third != "as"
        && third.starts_with(char::is_lowercase)
        && is_gap(passage.after(at + 1));
    let (message, hint) = if around_name {
        (format!("`as` stands before and after `{name}`"), "remove one of the two")
    } else if lacks_as {
        ("`as well` is not followed by `as`".to_owned(), "write `as well as`")
    } else {
        return None;
    };
    let place = passage.place(passage.range(at, at + 2), subject.sources);
    Some(Finding::new(&DOUBLED_WORD, place, message).hint(hint))
}

fn is_gap(between: &str) -> bool {
    !between.is_empty() && between.chars().all(char::is_whitespace) && !between.contains("\n\n")
}

/// Chinese repeats characters as a matter of course.
fn is_ideograph(c: char) -> bool {
    ('\u{2e80}'..='\u{9fff}').contains(&c)
}
