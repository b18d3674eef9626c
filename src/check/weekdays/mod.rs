//! The rule that a date that is typed with a weekday falls on that day, in every way in which people write dates.
//!
//! The names of days and months are those of the label files, as whole words: "Tuesday, 16 April 2008", "Tuesday, April 16, 2008",
//! "26 марта 2025 г. (вторник)", "2024年5月20日（星期二）". It refuses to guess: a date without its year, a range of days, and
//! what may be a name ("Santo Domingo, 29 de junio de 2005") are not looked at.

mod chinese;
mod names;
mod typed_date;

use jiff::civil;

use super::passage::Passage;
use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group};
use names::Names;
use typed_date::{parts_apart, typed_date};

pub(super) const RULE: Rule = Rule { codes: &[&WRONG_WEEKDAY], check };

const WRONG_WEEKDAY: Code = Code::error(
    "wrong-weekday",
    "A date is typed with a weekday that it does not have. Either the date or the weekday is wrong. The weekday may be \
     before the date, or in parentheses after it, in the words of the language of the text. Not reported without a year.",
)
.of(Group::Contradiction);

/// The words of a date, at most.
const LONGEST: usize = 9;

/// What may stand between a date and the weekday in parentheses: "26 марта 2025 г. (вторник)".
const AFTER_YEAR: [&str; 3] = ["г", "года", "году"];

/// Languages that write weekdays with a small letter: with a capital one they are names.
const WITH_SMALL_LETTERS: [&str; 5] = ["fr", "es", "ru", "it", "pt"];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let all: Vec<Names> = subject.days.iter().map(Names::of).collect();
    let mut findings = Vec::new();
    for passage in subject.passages.iter().filter(|passage| passage.plain.contains(char::is_numeric)) {
        let Some(names) = all.iter().find(|names| names.language == passage.language.general()) else { continue };
        if names.language == "zh" {
            findings.extend(chinese::dates(&passage.plain, names).into_iter().filter_map(|(range, day, date)| {
                let place = passage.place(range, subject.sources);
                to_finding(names, &names.weekdays[day], day, &[date])
                    .map(|(message, hint)| Finding::new(&WRONG_WEEKDAY, place, message).hint(hint))
            }));
            continue;
        }
        findings.extend((0..passage.len()).filter_map(|at| of_word(subject, passage, names, at)));
    }
    findings
}

/// A weekday at a word, with the date beside it.
fn of_word(subject: &Subject<'_>, passage: &Passage<'_>, names: &Names, at: usize) -> Option<Finding> {
    let (day, is_short) = names.weekday(passage, at).filter(|_| !is_name(passage, names, at))?;
    let (first, last, dates) = match typed_date(passage, names, at + 1).filter(|_| introduces(passage, at, is_short)) {
        Some(date) => (at, date.last, date.dates),
        None => before(passage, names, at)?,
    };
    let (message, hint) = to_finding(names, passage.word(at), day, &dates)?;
    let place = passage.place(passage.range(first, last), subject.sources);
    Some(Finding::new(&WRONG_WEEKDAY, place, message).hint(hint))
}

/// What to report of a weekday and the dates that may be meant, if it is that of none.
fn to_finding(names: &Names, typed: &str, day: usize, dates: &[civil::Date]) -> Option<(String, String)> {
    let weekday = |date: &civil::Date| usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or_default();
    if dates.iter().any(|date| weekday(date) == day) {
        return None;
    }
    let hint = match dates {
        [date] => {
            let name = &names.weekdays[weekday(date)];
            let is_small = WITH_SMALL_LETTERS.contains(&names.language.as_str());
            format!("it is a {}", if is_small { name.to_lowercase() } else { name.clone() })
        }
        _ => "correct the date or the weekday".to_owned(),
    };
    Some((format!("this day is not a {typed}"), hint))
}

/// Returns whether the weekday belongs to the date after it: only a comma, a parenthesis or a space is between.
fn introduces(passage: &Passage<'_>, at: usize, is_short: bool) -> bool {
    let between = passage.typed_after(at);
    // A sentence may end with a weekday, and not with an abbreviation of one.
    let between = between.strip_prefix('.').filter(|_| is_short).unwrap_or(between);
    !parts_apart(between, "(（,،")
}

/// The date before a weekday in parentheses, with its first word, and the last one of both.
fn before(passage: &Passage<'_>, names: &Names, at: usize) -> Option<(usize, usize, Vec<civil::Date>)> {
    let opens = passage.before(at).trim_end().ends_with(['(', '（'])
        && passage.after(at).trim_start_matches('.').starts_with([')', '）']);
    let ends = at.checked_sub(1).filter(|_| opens)?;
    let last = if AFTER_YEAR.contains(&passage.word(ends)) { ends.checked_sub(1)? } else { ends };
    let found = (last.saturating_sub(LONGEST)..last).filter_map(|first| typed_date(passage, names, first));
    let date = found.filter(|date| date.last == last).find(|date| !is_part(passage, date.first))?;
    Some((date.first, at, date.dates))
}

/// Returns whether the word before a date makes it the end of a range: "15–16 April 2008 (Tuesday)".
fn is_part(passage: &Passage<'_>, first: usize) -> bool {
    let before = passage.before(first).trim();
    let follows_number = || passage.word(first - 1).ends_with(|c: char| c.is_numeric());
    first > 0 && (before.ends_with(['-', '–', '—', '/']) || before.is_empty() && follows_number())
}

/// Returns whether a word that is a weekday is part of a name: "Santo Domingo".
fn is_name(passage: &Passage<'_>, names: &Names, at: usize) -> bool {
    let is_capital = passage.word(at).starts_with(char::is_uppercase) && !passage.is_shouted;
    let begins = at == 0 || passage.before(at).contains(['.', '!', '?', ':', '\n', '«', '“', '¿', '¡', '(']);
    WITH_SMALL_LETTERS.contains(&names.language.as_str()) && is_capital && !begins
}
