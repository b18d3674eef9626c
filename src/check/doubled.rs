//! Words written twice, and the traces of a sentence half changed.

use std::collections::BTreeSet;

use super::passage::Passage;
use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Placed};
use crate::meeting::Person;

pub(super) const RULE: Rule = Rule { codes: &[&DOUBLED_WORD], check };

const DOUBLED_WORD: Code = Code::warning(
    "doubled-word",
    "A word occurs twice in a row, or a small word occurs on both sides of a name (\"as Network as co-Chair\"). The \
     usual cause is a sentence that was only half changed. Also reported: a name that has the `courtesy` or rank in it that is \
     stated beside it, so that both are printed (\"Dr. Dr. Hill\").",
)
.of(Group::Style);

/// Words that may follow themselves: "he had had", "gave her her book", "nous nous réunissons", "faire faire", "4 bis bis 6"; in
/// German an article follows the same as a relative pronoun.
const MAY_REPEAT: [&str; 15] =
    ["had", "that", "her", "in", "very", "nous", "vous", "faire", "bis", "das", "dem", "den", "der", "die", "sie"];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for passage in subject.passages {
        for at in 0..passage.len() {
            let found = doubled(subject, passage, at).or_else(|| around(subject, passage, at));
            findings.extend(found.or_else(|| within(subject, passage, at)));
        }
    }
    let named: BTreeSet<&str> = subject.parts.uses.iter().map(|(id, _)| id.as_str()).collect();
    let people = named.into_iter().filter_map(|id| subject.meeting.registry.people.get(id));
    findings.extend(people.flat_map(titled_twice));
    findings
}

/// A name that begins or ends with the courtesy or rank that is printed beside it: "Dr. Hill", and "Dr." as courtesy; "Hill, ASG".
fn titled_twice(person: &Person) -> Vec<Finding> {
    let plain = |words: &str| words.trim_end_matches('.').to_lowercase();
    let begins = |name: &str, rank: &str| {
        let first: Vec<&str> = name.split_whitespace().take(rank.split_whitespace().count()).collect();
        !rank.is_empty() && first.len() < name.split_whitespace().count() && plain(&first.join(" ")) == plain(rank)
    };
    let ends = |name: &str, rank: &str| {
        name.rsplit_once([',', '，']).is_some_and(|(_, last)| !rank.is_empty() && plain(last.trim()) == plain(rank))
    };
    let ranks =
        [(&person.courtesy, "courtesy"), (&person.rank, "rank"), (&person.rank_abbreviation, "rank_abbreviation")];
    let names = || std::iter::once(&person.name).chain(&person.family_name).flat_map(|name| name.all());
    let twice = |name: &Placed<String>| {
        let stated = ranks.iter().filter_map(|(rank, key)| Some((rank.as_ref()?, *key)));
        let (rank, key) = stated
            .flat_map(|(rank, key)| rank.all().map(move |rank| (rank, key)))
            .find(|(rank, _)| begins(name, rank) || ends(name, rank))?;
        let side = if begins(name, rank) { "begins" } else { "ends" };
        let message = format!("this name {side} with `{}`, which is also stated as `{key}`", rank.value);
        Some(
            Finding::new(&DOUBLED_WORD, name.place, message)
                .hint("remove it from the name: it is printed beside it")
                .related(rank.place, "stated here"),
        )
    };
    names().filter_map(twice).collect()
}

fn doubled(subject: &Subject<'_>, passage: &Passage<'_>, at: usize) -> Option<Finding> {
    let (word, next) = (passage.word(at), passage.word(at + 1));
    let letters = word.chars().all(char::is_alphabetic) && !word.chars().all(is_ideograph);
    // "что что-то": the second is part of another word.
    let is_hyphen = |mark: &str| ["-", "‑", "‐"].contains(&mark);
    let is_part = at > 0 && is_hyphen(passage.before(at)) || at + 2 < passage.len() && is_hyphen(passage.after(at + 1));
    let twice = letters
        && !is_part
        && word.to_lowercase() == next.to_lowercase()
        && is_gap(passage.after(at))
        // Marks between the two make them cells of a table, entries of a list, or stress ("who do *do* it"): both are meant.
        && passage.typed_after(at).chars().all(|c| c.is_whitespace() || c == '>');
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

/// Doubled words in Chinese, "工作组工作组". Nothing separates words there, so sequences of two or more characters that are repeated
/// are reported. Single characters are often repeated on purpose ("看看", "常常"), except particles.
fn within(subject: &Subject<'_>, passage: &Passage<'_>, at: usize) -> Option<Finding> {
    const LONGEST: usize = 8;
    let letters: Vec<(usize, char)> = passage.word(at).char_indices().filter(|(_, c)| is_ideograph(*c)).collect();
    let twice = |start: usize, length: usize| {
        let range = letters.get(start..start + 2 * length)?;
        let same = std::iter::zip(&range[..length], &range[length..]).all(|(a, b)| a.1 == b.1);
        // "人人人人" is one character, "一步一步" a way to say it, "项目的目的" two words with one between them.
        let joined = length == 2 && range[..length].iter().any(|letter| letter.1 == '的');
        let plain = range[0].1 != '一' && !joined && range[..length].iter().any(|letter| letter.1 != range[0].1);
        (same && plain).then_some((range[0].0, range[length].0))
    };
    let particle = |start: usize| {
        let [one, other] = letters.get(start..start + 2)? else { return None };
        let before = start.checked_sub(1).map(|before| letters[before].1);
        let after = letters.get(start + 2).map(|after| after.1);
        (one.1 == other.1 && is_twice_by_mistake(one.1, before, after)).then_some((one.0, other.0))
    };
    let found = |start: usize| particle(start).or_else(|| (2..=LONGEST).find_map(|length| twice(start, length)));
    let (start, middle) = (0..letters.len()).find_map(found)?;
    let word = passage.word(at)[start..middle].to_owned();
    let first = passage.range(at, at).start + start;
    let place = passage.place(first..first + 2 * word.len(), subject.sources);
    Some(Finding::new(&DOUBLED_WORD, place, format!("`{word}` stands twice")).hint("remove one of the two"))
}

/// Returns whether a doubled particle is a mistake, "的的", "了了": it is, unless one belongs to a word beside it ("目的的", "标的的",
/// "为了了解", "不了了之").
fn is_twice_by_mistake(particle: char, before: Option<char>, after: Option<char>) -> bool {
    let (ends_words, begins_words) = match particle {
        '的' => ("目标有无端中", "确士"),
        '了' => ("不明未终临罢完为时", "解结如断却然之望悟"),
        _ => return false,
    };
    let is_of = |words: &str, letter: Option<char>| letter.is_some_and(|letter| words.contains(letter));
    // "为了了" is right before "解" alone.
    let ends = is_of(ends_words, before) && before != Some('为');
    !ends && !is_of(begins_words, after)
}

/// Chinese repeats characters as a matter of course.
fn is_ideograph(c: char) -> bool {
    ('\u{2e80}'..='\u{9fff}').contains(&c)
}
