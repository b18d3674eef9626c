//! Dates with a weekday in Chinese, where nothing separates words: "2024年5月20日（星期二）", "二〇二四年五月二十日，周二".

use std::ops::Range;

use jiff::civil;

use super::names::Names;

/// What begins the name of a weekday; the label files have the first.
const BEGINS: [&str; 3] = ["星期", "礼拜", "周"];
const FIGURES: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
/// What may stand between a date and its weekday.
const BETWEEN: [char; 8] = [' ', '(', '（', ',', '，', '、', '/', '\u{3000}'];
/// What may follow after 周 and a figure, which may also begin a name: a mark, or a part of the day.
const AFTER: [char; 5] = ['上', '下', '早', '晚', '中'];

/// A date with a weekday; its year may be left out.
pub(super) struct Typed {
    pub(super) range: Range<usize>,
    pub(super) weekday: usize,
    pub(super) year: Option<i16>,
    month: i8,
    day: i8,
}

impl Typed {
    /// The date in a year, if there is one.
    pub(super) fn in_year(&self, year: i16) -> Option<civil::Date> {
        civil::Date::new(year, self.month, self.day).ok()
    }
}

/// The dates of a text that have a weekday.
pub(super) fn dates(text: &str, names: &Names) -> Vec<Typed> {
    let typed = |(start, year, month, day, rest)| {
        with_weekday(text, names, start, rest).map(|(range, weekday)| Typed { range, weekday, year, month, day })
    };
    days(text).filter_map(typed).collect()
}

/// What stands between two days of a month: "6月21日至23日".
const UP_TO: [char; 7] = ['至', '到', '-', '–', '—', '~', '～'];

/// The days of months in a text: where they begin, the year if there is one, month and day, and what follows.
pub(super) fn days(text: &str) -> impl Iterator<Item = (usize, Option<i16>, i8, i8, &str)> {
    let second = |(_, year, month, _, rest): (usize, Option<i16>, i8, i8, &'_ str)| {
        let begins = rest.strip_prefix(UP_TO)?;
        let (day, after) = up_to(begins, &['日', '号'])?;
        Some((
            text.len() - begins.len(),
            year,
            month,
            i8::try_from(number(day, false)?).ok()?,
            &text[text.len() - after.len()..],
        ))
    };
    text.match_indices('月')
        .filter_map(|(at, mark)| {
            let (begins, month) = figures_before(text, at);
            let (day, rest) = up_to(&text[at + mark.len()..], &['日', '号'])?;
            let year = text[..begins].trim_end().strip_suffix('年').map(|before| figures_before(text, before.len()));
            // "今年6月" has no number of a year.
            let year = year.filter(|(_, year)| !year.is_empty());
            let year_typed = match year {
                Some((_, year)) => Some(i16::try_from(number(year, true)?).ok()?),
                None => None,
            };
            let start = year.map_or(begins, |(start, _)| start);
            let month = i8::try_from(number(month, false)?).ok().filter(|month| (1..=12).contains(month))?;
            Some((start, year_typed, month, i8::try_from(number(day, false)?).ok()?, rest))
        })
        .flat_map(move |first| std::iter::once(first).chain(second(first)))
}

/// The figures before a place, and where they begin.
fn figures_before(text: &str, at: usize) -> (usize, &str) {
    let is_part = |c: &char| is_figure(*c) || *c == ' ';
    let start = at - text[..at].chars().rev().take_while(is_part).map(char::len_utf8).sum::<usize>();
    let figures = text[start..at].trim_start();
    (at - figures.len(), figures)
}

/// The weekday that follows a date, with the range of both.
fn with_weekday(text: &str, names: &Names, start: usize, rest: &str) -> Option<(Range<usize>, usize)> {
    let rest = rest.trim_start_matches(BETWEEN);
    let (begin, name) = BEGINS.iter().find_map(|begin| Some((*begin, rest.strip_prefix(begin)?)))?;
    let figure = name.chars().next()?;
    let figure = if figure == '天' { '日' } else { figure };
    let weekday = names.weekdays.iter().position(|name| name.ends_with(figure))?;
    let behind = &name[name.chars().next()?.len_utf8()..];
    let is_whole = behind.chars().next().is_none_or(|c| !c.is_alphanumeric() || AFTER.contains(&c));
    let end = text.len() - behind.len();
    (is_whole || begin != "周").then_some((start..end, weekday))
}

/// The figures up to one of the marks, and what is behind it.
fn up_to<'a>(text: &'a str, marks: &[char]) -> Option<(&'a str, &'a str)> {
    let end = text.find(|c| !is_figure(c) && c != ' ')?;
    text[end..].strip_prefix(marks).map(|rest| (&text[..end], rest))
}

fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '零' | '十' | '○') || FIGURES.contains(&c)
}

/// A number in figures of either kind: "20", "二十", "二十一"; a year digit by digit.
fn number(text: &str, is_year: bool) -> Option<u32> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > 4 || !text.chars().all(is_figure) {
        return None;
    }
    let digit = |c: char| match c {
        '零' | '○' => Some(0),
        c => c
            .to_digit(10)
            .or_else(|| FIGURES.iter().position(|figure| *figure == c).and_then(|at| u32::try_from(at).ok())),
    };
    let in_order = |text: &str| text.chars().try_fold(0, |all, c| Some(all * 10 + digit(c)?));
    match text.split_once('十').filter(|_| !is_year) {
        Some((tens, ones)) => Some(if tens.is_empty() { 1 } else { in_order(tens)? } * 10 + in_order(ones)?),
        None => in_order(text),
    }
}
