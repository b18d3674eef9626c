//! The rule that a date that is typed with a weekday falls on that day, in every way in which people write dates.
//!
//! The names of days and months are those of the label files, as whole words: "Tuesday, 16 April 2008", "Tuesday, April 16, 2008",
//! "26 марта 2025 г. (вторник)", "2024年5月20日（星期二）". It refuses to guess: a date without its year is one of
//! the two nearest to the meeting, or of a year that the text names; a range of days, and what may be a name ("Santo Domingo, 29
//! de junio de 2005") are not looked at. A day that no month has ("31 June") is reported with or without a weekday.

mod chinese;
mod impossible;
mod names;
mod typed_date;

use jiff::civil;

use super::passage::Passage;
use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Place, Severity};
use names::Names;
use typed_date::{first_of_two, parts_apart, typed_date, typed_day};

pub(super) const RULE: Rule = Rule { codes: &[&WRONG_WEEKDAY, &impossible::IMPOSSIBLE_DATE], check };

const WRONG_WEEKDAY: Code = Code::error(
    "wrong-weekday",
    "A date is typed with a weekday that it does not have. Either the date or the weekday is wrong. The weekday may be \
     before the date, or in parentheses or between commas after it, in the words of the language of the text. Without a year it is a \
     warning: the date has that weekday neither within 300 days before nor after the meeting, nor in a year that the \
     text names.",
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
    let time = &subject.meeting.definition.time;
    let days = (time.first_day(), time.ends_on().last_day());
    let mut findings = Vec::new();
    for passage in subject.passages.iter().filter(|passage| passage.plain.contains(char::is_numeric)) {
        let Some(names) = all.iter().find(|names| names.language == passage.language.general()) else { continue };
        let near = Years::of(passage, days);
        findings.extend(impossible::findings(subject, passage, names));
        if names.language == "zh" {
            findings.extend(chinese::dates(&passage.plain, names).into_iter().filter_map(|typed| {
                let (dates, is_sure) = match typed.year {
                    Some(year) => (typed.in_year(year).into_iter().collect(), true),
                    None => (near.dates(|year| typed.in_year(year)), false),
                };
                let typed_name = &names.weekdays[typed.weekday];
                let found = Found { weekday: typed.weekday, dates, is_sure };
                found.to_finding(names, typed_name, passage.place(typed.range, subject.sources))
            }));
            continue;
        }
        findings.extend((0..passage.len()).filter_map(|at| of_word(subject, passage, names, &near, at)));
    }
    findings
}

/// The days from the meeting to a date without a year, at most: who writes of the next year, or of the last, a few weeks from the
/// same day of this one, names the year.
const NEAR: i32 = 300;

/// Years in which a date without its year may be.
struct Years {
    /// The first and the last day of the meeting.
    days: (civil::Date, civil::Date),
    /// Years that the text names.
    named: Vec<i16>,
}

impl Years {
    fn of(passage: &Passage<'_>, days: (civil::Date, civil::Date)) -> Self {
        let years = (0..passage.len()).filter_map(|at| passage.word(at).parse().ok());
        Self { days, named: years.filter(|year| (1900..2200).contains(year)).collect() }
    }

    /// The dates in these years, and those near the meeting; only that of the meeting, if it is one of its days.
    fn dates(&self, in_year: impl Fn(i16) -> Option<civil::Date>) -> Vec<civil::Date> {
        let (first, last) = self.days;
        let own = in_year(first.year()).filter(|date| (first..=last).contains(date));
        let is_near =
            |date: &civil::Date| own.is_none_or(|own| own == *date) && (*date - first).get_days().abs() <= NEAR;
        let near = (first.year() - 1..=first.year() + 1).filter_map(&in_year).filter(is_near);
        near.chain(self.named.iter().copied().filter_map(&in_year)).collect()
    }
}

/// A weekday, and the dates that may be meant beside it.
struct Found {
    weekday: usize,
    dates: Vec<civil::Date>,
    /// True if the year was typed.
    is_sure: bool,
}

impl Found {
    /// What to report if the weekday is that of none of the dates.
    fn to_finding(&self, names: &Names, typed: &str, place: Place) -> Option<Finding> {
        let weekday = |date: &civil::Date| usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or_default();
        if self.dates.is_empty() || self.dates.iter().any(|date| weekday(date) == self.weekday) {
            return None;
        }
        let hint = match self.dates.as_slice() {
            [date] if self.is_sure => {
                let name = &names.weekdays[weekday(date)];
                let is_small = WITH_SMALL_LETTERS.contains(&names.language.as_str());
                format!("it is a {}", if is_small { name.to_lowercase() } else { name.clone() })
            }
            _ if self.is_sure => "correct the date or the weekday".to_owned(),
            _ => "correct the date or the weekday, or write the year".to_owned(),
        };
        let mut finding = Finding::new(&WRONG_WEEKDAY, place, format!("this day is not a {typed}")).hint(hint);
        if !self.is_sure {
            finding.severity = Severity::Warning;
        }
        Some(finding)
    }
}

/// A weekday at a word, with the date beside it.
fn of_word(subject: &Subject<'_>, passage: &Passage<'_>, names: &Names, near: &Years, at: usize) -> Option<Finding> {
    let (weekday, is_short) = names.weekday(passage, at).filter(|_| !is_name(passage, names, at))?;
    // "Tuesday–Wednesday, May 6–7": the second of two weekdays is that of the second day.
    let follows_weekday = |back: usize| at >= back && names.weekday(passage, at - back).is_some();
    if follows_weekday(1) || follows_weekday(2) && !passage.word(at - 1).starts_with(char::is_numeric) {
        return None;
    }
    let introduces = introduces(passage, at, is_short);
    let in_full = || typed_date(passage, names, at + 1).map(|date| (at, date.last, date.dates, true));
    let without_year = || {
        let typed = typed_day(passage, names, at + 1).filter(|typed| typed.year.is_none());
        let typed = typed.or_else(|| first_of_two(passage, names, at + 1))?;
        let dates = match typed.year {
            Some(year) => typed.in_year(year).into_iter().collect(),
            None => near.dates(|year| typed.in_year(year)),
        };
        Some((at, typed.last, dates, false))
    };
    let (first, last, dates, is_sure) = match in_full().or_else(without_year).filter(|_| introduces) {
        Some(found) => found,
        None => before(passage, names, at).map(|(first, last, dates)| (first, last, dates, true))?,
    };
    let place = passage.place(passage.range(first, last), subject.sources);
    Found { weekday, dates, is_sure }.to_finding(names, passage.word(at), place)
}

/// Returns whether the weekday belongs to the date after it: only a comma, a parenthesis or a space is between.
fn introduces(passage: &Passage<'_>, at: usize, is_short: bool) -> bool {
    let between = passage.typed_after(at);
    // A sentence may end with a weekday, and not with an abbreviation of one.
    let between = between.strip_prefix('.').filter(|_| is_short).unwrap_or(between);
    !parts_apart(between, "(（,،")
}

/// The date before a weekday in parentheses or between commas, with its first word, and the last one of both.
fn before(passage: &Passage<'_>, names: &Names, at: usize) -> Option<(usize, usize, Vec<civil::Date>)> {
    let (opening, closing) = (passage.before(at).trim_end(), passage.after(at).trim());
    let opens = opening.ends_with(['(', '（']) && closing.trim_start_matches('.').starts_with([')', '）'])
        || opening.ends_with([',', '،']) && (at + 1 == passage.len() || closing.starts_with([',', '.', ';', '،']));
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
