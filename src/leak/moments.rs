//! Dates and times of day, in whichever way a text writes them in figures: `2026-09-30`, "30/9/2026", "September 30th"; `14:10`,
//! "2.10 p.m.", "1410 hours".
//!
//! The results are only compared with each other. A way to write that can be read as two dates is both; hours of the morning and of
//! the afternoon are the same, since texts often do not say which they mean.

use std::collections::BTreeSet;

use super::digits::digit;
use super::fold::fold;

/// Maximum number of short words between a day and its month: "30 de septiembre", "30th of September".
const MAX_BETWEEN: usize = 2;
/// The fewest letters of a month's name that stand for it.
const SHORTEST_MONTH: usize = 3;
/// What stands between hours and minutes.
const OF_HOURS: [&str; 8] = ["h", "hrs", "uhr", "ч", "时", "時", "点", "點"];

/// A number or a word, and what stands before it.
struct Token {
    before: String,
    /// The value of a number.
    number: Option<u32>,
    /// How many digits it has.
    digits: usize,
    /// The word, folded.
    word: String,
}

/// The names of months: those of January first, in any number of languages. An alternative stands after a stroke.
#[derive(Debug, Clone, Default)]
pub struct Months {
    names: Vec<(u32, Vec<String>)>,
}

impl Months {
    /// The months of a year, by their names in each language.
    pub fn new<'a>(languages: impl Iterator<Item = &'a [String]>) -> Self {
        let words = |name: &str| name.split_whitespace().map(|word| fold(word).letters).collect::<Vec<_>>();
        let names = languages.flat_map(|names| (1..).zip(names)).flat_map(|(month, names)| {
            names.split('/').map(move |name| (month, words(name))).filter(|(_, words)| !words.is_empty())
        });
        Self { names: names.collect() }
    }

    /// The month whose name begins here, and how many words it has.
    fn at(&self, tokens: &[Token]) -> Option<(u32, usize)> {
        let is_name = |name: &[String]| {
            name.len() <= tokens.len() && name.iter().zip(tokens).all(|(name, token)| is_same_month(name, &token.word))
        };
        self.names.iter().find(|(_, name)| is_name(name)).map(|(month, name)| (*month, name.len()))
    }
}

/// Returns whether a word is a month's name, an abbreviation of it, or another form: "Sept.", "сентябрь".
fn is_same_month(name: &str, word: &str) -> bool {
    let letters = word.chars().count();
    let stem = name.chars().count().saturating_sub(1).max(SHORTEST_MONTH);
    let is_form = letters > stem && letters <= stem + 2;
    name == word
        || letters >= SHORTEST_MONTH && name.starts_with(word)
        || is_form && name.chars().take(stem).eq(word.chars().take(stem))
}

/// The dates and times of a text, each as one word that no text has; `with_months` also has the month of each day.
pub(super) fn moments(text: &str, months: &Months, with_months: bool) -> BTreeSet<String> {
    let tokens = tokens(text);
    let mut all = BTreeSet::new();
    for at in 0..tokens.len() {
        all.extend(time(&tokens[at..]).map(|minutes| format!("\u{1}time {}", minutes % 720)));
        for (day, month, year) in dates(&tokens, at, months) {
            all.extend(day.map(|day| format!("\u{1}day {month}-{day}")));
            let year = year.filter(|_| with_months || day.is_none());
            all.extend(year.map(|year| format!("\u{1}month {year}-{month}")));
        }
    }
    all
}

fn tokens(text: &str) -> Vec<Token> {
    let mut all: Vec<Token> = Vec::new();
    let mut before = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_digit = digit(first).is_some();
        let is_part = |c: char| if is_digit { digit(c).is_some() } else { c.is_alphabetic() && digit(c).is_none() };
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        if end == 0 {
            before.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let part = &rest[..end];
        let number = part.chars().try_fold(0_u32, |sum, c| sum.checked_mul(10)?.checked_add(digit(c)?));
        let word = if is_digit { String::new() } else { fold(part).letters };
        let digits = if is_digit { part.chars().count() } else { 0 };
        all.push(Token { before: std::mem::take(&mut before), number: number.filter(|_| is_digit), digits, word });
        rest = &rest[end..];
    }
    // What ends the text stands before nothing.
    all.push(Token { before, number: None, digits: 0, word: String::new() });
    all
}

/// The time of day at the beginning of tokens, in minutes after midnight.
fn time(tokens: &[Token]) -> Option<u32> {
    let first = tokens.first()?;
    let (hour, rest) = (first.number?, &tokens[1..]);
    let is_minutes = |token: &Token| token.digits == 2 && token.number.is_some_and(|minutes| minutes < 60);
    let is_hours = |token: &Token| OF_HOURS.iter().any(|word| token.word == *word) || token.word.starts_with("hour");
    match rest {
        [hours, ..] if first.digits == 4 && is_hours(hours) => Some(hour / 100 * 60 + hour % 100),
        _ if first.digits > 2 || hour > 24 => None,
        [hours, minutes, ..]
            if is_hours(hours)
                && minutes.before.trim().is_empty()
                // "15 h 5"
                && (is_minutes(minutes) || minutes.digits == 1 && OF_HOURS.contains(&hours.word.as_str())) =>
        {
            Some(hour * 60 + minutes.number?)
        }
        [minutes, ..] if matches!(minutes.before.as_str(), ":" | "." | "：") && is_minutes(minutes) => {
            Some(hour * 60 + minutes.number?)
        }
        [half, of_day, ..] if matches!(half.word.as_str(), "a" | "p") && of_day.word == "m" => Some(hour * 60),
        [half, ..] if matches!(half.word.as_str(), "am" | "pm") || is_hours(half) => Some(hour * 60),
        _ => None,
    }
}

/// The dates that may be meant by what begins here: day, month and year.
fn dates(all: &[Token], at: usize, months: &Months) -> Vec<(Option<u32>, u32, Option<u32>)> {
    let tokens = &all[at..];
    let Some(first) = tokens.first() else { return Vec::new() };
    if let Some((month, words)) = months.at(tokens).filter(|_| first.number.is_none()) {
        let (before, behind) = (numbers_before(all, at), numbers_behind(&tokens[words..]));
        let year = behind.into_iter().flatten().chain(before).find(|number| *number > 31);
        let behind = behind[0];
        let days = [before, behind].into_iter().flatten().filter(|day| (1..=31).contains(day));
        let mut found: Vec<_> = days.map(|day| (Some(day), month, year)).collect();
        if found.is_empty() && year.is_some() {
            found.push((None, month, year));
        }
        return found;
    }
    let number = |at: usize| tokens.get(at).and_then(|token| token.number);
    let joins = |at: usize| tokens.get(at).is_some_and(|token| matches!(token.before.as_str(), "-" | "/" | "."));
    let of = |day: u32, month: u32, year: Option<u32>| {
        ((1..=31).contains(&day) && (1..=12).contains(&month)).then_some((Some(day), month, year))
    };
    let is_month = |token: &Token| token.word == "月";
    match (number(0), number(1), number(2)) {
        (Some(year), Some(month), Some(day)) if first.digits == 4 && joins(1) && joins(2) => {
            of(day, month, Some(year)).into_iter().collect()
        }
        (Some(year), Some(month), _) if first.digits == 4 && joins(1) && (1..=12).contains(&month) => {
            vec![(None, month, Some(year))]
        }
        (Some(one), Some(two), year) if joins(1) && (joins(2) || tokens[1].before == "/") => {
            let year = year.filter(|_| joins(2)).map(|year| if year < 100 { 2000 + year } else { year });
            [of(one, two, year), of(two, one, year)].into_iter().flatten().collect()
        }
        // 9月30日
        (Some(month), None, Some(day)) if is_month(&tokens[1]) => of(day, month, None).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The number before the month at a position, if only short words stand between.
fn numbers_before(tokens: &[Token], at: usize) -> Option<u32> {
    let mut at = at;
    for _ in 0..=MAX_BETWEEN {
        if !is_loose(&tokens[at].before) {
            return None;
        }
        at = at.checked_sub(1)?;
        if tokens[at].number.is_some() || !is_short(&tokens[at]) {
            return tokens[at].number;
        }
    }
    None
}

/// The two numbers behind a month, if only short words stand between: "September 30th, 2026".
fn numbers_behind(tokens: &[Token]) -> [Option<u32>; 2] {
    let mut found = [None; 2];
    let mut count = 0;
    for token in tokens.iter().take(2 * MAX_BETWEEN).take_while(|token| is_loose(&token.before)) {
        match token.number {
            Some(_) => {
                found[count] = token.number;
                count += 1;
            }
            None if is_short(token) => {}
            None => break,
        }
        if count == found.len() {
            break;
        }
    }
    found
}

fn is_short(token: &Token) -> bool {
    !token.word.is_empty() && token.word.chars().count() <= SHORTEST_MONTH
}

/// Returns whether what stands between two words of a date is only a blank, a stop or a comma.
fn is_loose(between: &str) -> bool {
    between.chars().all(|c| c.is_whitespace() || matches!(c, '.' | ',' | '،' | '/'))
}
