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

/// Words that may follow themselves; in German an article follows the same as a relative pronoun.
const MAY_REPEAT: [&str; 9] = ["had", "that", "nous", "vous", "in", "very", "das", "der", "die"];

/// What stands between the two only where both are meant: cells of a table, stress ("who do *do* it").
const MARKS: [char; 4] = ['|', '*', '_', '~'];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for passage in subject.passages {
        for at in 0..passage.len() {
            let found = doubled(subject, passage, at).or_else(|| around(subject, passage, at));
            findings.extend(found.or_else(|| within(subject, passage, at)));
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
        && !passage.typed_after(at).contains(MARKS);
    // "Wagga Wagga" is a name.
    let is_name =
        at > 0 && word == next && word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase);
    if !twice || is_name || MAY_REPEAT.contains(&word.to_lowercase().as_str()) {
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

/// "工作组工作组": in Chinese nothing stands between words, so what is told is characters that stand twice, two and more of
/// them. Single ones repeat as a matter of course.
fn within(subject: &Subject<'_>, passage: &Passage<'_>, at: usize) -> Option<Finding> {
    const LONGEST: usize = 8;
    let letters: Vec<(usize, char)> = passage.word(at).char_indices().filter(|(_, c)| is_ideograph(*c)).collect();
    let twice = |start: usize, length: usize| {
        let range = letters.get(start..start + 2 * length)?;
        let same = std::iter::zip(&range[..length], &range[length..]).all(|(a, b)| a.1 == b.1);
        // "人人人人" is one character, "一步一步" a way to say it, "项目的目的" two words with one between them.
        let joined = length == 2 && range[..length].iter().any(|letter| letter.1 == '的');
        let plain = range[0].1 != '一' && !joined && range[..length].iter().any(|letter| letter.1 != range[0].1);
        (same && plain).then_some((range[0].0, range[length].0, length))
    };
    let (start, middle, _) =
        (0..letters.len()).find_map(|start| (2..=LONGEST).find_map(|length| twice(start, length)))?;
    let word = passage.word(at)[start..middle].to_owned();
    let first = passage.range(at, at).start + start;
    let place = passage.place(first..first + 2 * word.len(), subject.sources);
    Some(Finding::new(&DOUBLED_WORD, place, format!("`{word}` stands twice")).hint("remove one of the two"))
}

/// Chinese repeats characters as a matter of course.
fn is_ideograph(c: char) -> bool {
    ('\u{2e80}'..='\u{9fff}').contains(&c)
}
