//! A date with its year, typed in words or figures.

use jiff::civil;

use super::names::Names;
use crate::check::passage::Passage;

/// Years in which everybody used the calendar of today.
const YEARS: std::ops::RangeInclusive<i16> = 1930..=2200;

/// Small words within a date: "the 16th of April", "le 16 avril", "16 de abril del 2008", "الموافق 10".
const WITHIN: [&str; 12] = ["the", "of", "le", "el", "de", "del", "du", "día", "den", "الموافق", "في", "من"];
/// The small words between two parts of a date, at most.
const MOST_WITHIN: usize = 2;
/// The letters after the figures of an ordinal, or of a year, at most: "16th", "2024م".
const MOST_LETTERS: usize = 2;

/// A date that was typed, and its words.
pub(super) struct TypedDate {
    pub(super) first: usize,
    pub(super) last: usize,
    /// The dates that may be meant: "5/6/2008" are two.
    pub(super) dates: Vec<civil::Date>,
}

/// A day of a month whose name was typed, and its words.
pub(super) struct TypedDay {
    pub(super) last: usize,
    pub(super) day: i16,
    pub(super) month: i8,
    pub(super) year: Option<i16>,
    /// False for "April 16".
    pub(super) begins_with_day: bool,
}

impl TypedDay {
    /// The date in a year, if there is one.
    pub(super) fn in_year(&self, year: i16) -> Option<civil::Date> {
        date(year, self.month, self.day)
    }
}

/// The date whose first word this is, or follows after small words.
pub(super) fn typed_date(passage: &Passage<'_>, names: &Names, at: usize) -> Option<TypedDate> {
    let first = after_small_words(passage, at)?;
    let (last, dates) = in_figures(passage, first).or_else(|| {
        let typed = typed_day(passage, names, first)?;
        Some((typed.last, vec![typed.in_year(typed.year?)?]))
    })?;
    (!dates.is_empty()).then_some(TypedDate { first: at, last, dates })
}

/// The day of a month whose first word this is, or follows after small words; its year may be left out.
pub(super) fn typed_day(passage: &Passage<'_>, names: &Names, at: usize) -> Option<TypedDay> {
    let first = after_small_words(passage, at)?;
    let (day, month, last, marks) = day_first(passage, names, first).or_else(|| month_first(passage, names, first))?;
    let year = next(passage, last, marks).and_then(|at| Some((at, number(passage.word(at))?)));
    let year = year.filter(|(_, year)| *year >= 1000);
    Some(TypedDay {
        last: year.map_or(last, |(at, _)| at),
        day,
        month,
        year: year.map(|(_, year)| year),
        begins_with_day: marks != AFTER_DAY,
    })
}

/// The first of two days of a month that is named once: "mardi 16 au vendredi 18 octobre", "Monday 3 to Friday, 7 March". Between the
/// two are a short word or a dash, and a weekday.
pub(super) fn first_of_two(passage: &Passage<'_>, names: &Names, at: usize) -> Option<TypedDay> {
    let first = after_small_words(passage, at)?;
    let day = number(passage.word(first)).filter(|day| (1..=31).contains(day))?;
    let is_between = |at: usize| names.weekday(passage, at).is_some() || passage.word(at).chars().count() <= SHORT;
    let second = (first + 1..passage.len()).find(|at| passage.word(*at).starts_with(char::is_numeric))?;
    let has_weekday = (first + 1..second).any(|at| names.weekday(passage, at).is_some());
    let is_one = second - first <= MOST_BETWEEN && (first + 1..second).all(is_between) && has_weekday;
    let is_whole = (first..second).all(|at| !parts_apart(passage.typed_after(at), ",–—-"));
    let typed = typed_day(passage, names, second).filter(|typed| is_one && is_whole && typed.begins_with_day)?;
    (day < typed.day).then_some(TypedDay { day, last: first, ..typed })
}

/// The letters of a word between two days, at most; and the words from one to the other.
const SHORT: usize = 3;
const MOST_BETWEEN: usize = 4;

/// What may stand between a day that is named after its month and the year: "April 16, 2008".
const AFTER_DAY: &str = ",";

/// "16 April", "1er avril", "16 de abril": the day, the month, the last word, and marks that may stand before the year.
fn day_first(passage: &Passage<'_>, names: &Names, at: usize) -> Option<(i16, i8, usize, &'static str)> {
    let day = number(passage.word(at))?;
    // "1.º de enero"
    let at = if ["º", "ª"].contains(&passage.word(at + 1)) { at + 1 } else { at };
    let begins = next(passage, at, "")?;
    let (month, last) = month(passage, names, begins)?;
    Some((day, month, last, "،,"))
}

/// "April 16".
fn month_first(passage: &Passage<'_>, names: &Names, at: usize) -> Option<(i16, i8, usize, &'static str)> {
    let (month, last) = month(passage, names, at)?;
    let last = next(passage, last, "")?;
    let day = number(passage.word(last)).filter(|day| *day < 100)?;
    Some((day, month, last, AFTER_DAY))
}

/// "2008-04-16", "16.04.2008", "16/4/2008": with the dates that may be meant.
fn in_figures(passage: &Passage<'_>, at: usize) -> Option<(usize, Vec<civil::Date>)> {
    let last = at + 2;
    if last >= passage.len() {
        return None;
    }
    let sign = passage.after(at);
    let [first, second, third] = [at, at + 1, last].map(|at| number(passage.word(at)));
    let (first, second, third) = (first?, second?, third?);
    if sign != passage.after(at + 1) || !["-", ".", "/"].contains(&sign) {
        return None;
    }
    let all = match sign {
        "-" => vec![date(first, i8::try_from(second).ok()?, third)],
        sign => {
            let of = |day: i16, month: i16| date(third, i8::try_from(month).ok()?, day);
            // Nobody writes "04.16.2008".
            vec![of(first, second), of(second, first).filter(|_| sign == "/")]
        }
    };
    Some((last, all.into_iter().flatten().collect()))
}

/// The last word of a date in figures that does not exist: "2025-02-30", "31.04.2025", "2/30/2025", "02.13.2012".
pub(super) fn impossible_in_figures(passage: &Passage<'_>, at: usize) -> Option<usize> {
    let (last, dates) = in_figures(passage, at)?;
    let sign = passage.after(at);
    let [first, month, third] = [at, at + 1, last].map(|at| number(passage.word(at)).unwrap_or_default());
    let (year, day) = if sign == "-" { (first, third) } else { (third, first) };
    let is_part = at > 0 && passage.before(at) == sign || last + 1 < passage.len() && passage.after(last) == sign;
    let months = if sign == "-" { 1..=12 } else { 1..=31 };
    let is_date = YEARS.contains(&year) && months.contains(&month) && (1..=31).contains(&day);
    (dates.is_empty() && is_date && !is_part).then_some(last)
}

/// The month whose name begins at a word, with its last word: "كانون الأول/ديسمبر", "ديسمبر (كانون الأول)".
fn month(passage: &Passage<'_>, names: &Names, at: usize) -> Option<(i8, usize)> {
    let (month, words) = names.month(passage, at)?;
    let last = at + words - 1;
    let is_more = matches!(passage.after(last).trim(), "/" | "(");
    match names.month(passage, last + 1).filter(|_| is_more) {
        Some((other, words)) => (other == month).then_some((month, last + words)),
        None => Some((month, last)),
    }
}

/// The part of a date after a word, if no more than `marks`, a full stop and small words are between.
fn next(passage: &Passage<'_>, at: usize, marks: &str) -> Option<usize> {
    let between = passage.typed_after(at);
    let is_one_date = at + 1 < passage.len() && !parts_apart(between, &format!(".){marks}"));
    is_one_date.then(|| after_small_words(passage, at + 1)).flatten()
}

/// Returns whether what is between two words keeps them from being one date; `marks` do not.
pub(super) fn parts_apart(between: &str, marks: &str) -> bool {
    let is_within = |c: char| c.is_whitespace() || marks.contains(c) || matches!(c, '*' | '_');
    between.is_empty() || !between.chars().all(is_within) || between.matches('\n').count() > 1
}

/// The first word from here on that is no small word.
fn after_small_words(passage: &Passage<'_>, at: usize) -> Option<usize> {
    let mut at = at;
    for _ in 0..MOST_WITHIN {
        let is_small = at + 1 < passage.len() && WITHIN.contains(&passage.word(at).to_lowercase().as_str());
        if !is_small || parts_apart(passage.typed_after(at), "") {
            break;
        }
        at += 1;
    }
    (at < passage.len()).then_some(at)
}

/// The number that a word begins with, in Latin or Arabic figures, with a short ending.
fn number(word: &str) -> Option<i16> {
    let digit = |c: char| match c {
        '٠'..='٩' => Some(c as u32 - '٠' as u32),
        '۰'..='۹' => Some(c as u32 - '۰' as u32),
        c => c.to_digit(10),
    };
    let digits: Vec<u32> = word.chars().map_while(digit).collect();
    let rest = word.chars().skip(digits.len());
    let is_number = (1..=4).contains(&digits.len())
        && rest.clone().count() <= MOST_LETTERS
        && rest.clone().all(char::is_alphabetic);
    is_number.then(|| digits.iter().fold(0, |all, digit| all * 10 + i16::try_from(*digit).unwrap_or_default()))
}

fn date(year: i16, month: i8, day: i16) -> Option<civil::Date> {
    civil::Date::new(year, month, i8::try_from(day).ok()?).ok().filter(|_| YEARS.contains(&year))
}
