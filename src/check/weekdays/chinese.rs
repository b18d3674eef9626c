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

/// The dates of a text that have a weekday: where, the weekday, the date.
pub(super) fn dates(text: &str, names: &Names) -> Vec<(Range<usize>, usize, civil::Date)> {
    text.match_indices('年').filter_map(|(at, year)| date(text, names, at, at + year.len())).collect()
}

fn date(text: &str, names: &Names, year: usize, after: usize) -> Option<(Range<usize>, usize, civil::Date)> {
    let figures = text[..year].chars().rev().take_while(|c| is_figure(*c)).map(char::len_utf8).sum::<usize>();
    let start = year - figures;
    let (month, rest) = up_to(&text[after..], &['月'])?;
    let (day, rest) = up_to(rest, &['日', '号'])?;
    let date = civil::Date::new(
        i16::try_from(number(&text[start..year], true)?).ok()?,
        i8::try_from(number(month, false)?).ok()?,
        i8::try_from(number(day, false)?).ok()?,
    );
    let rest = rest.trim_start_matches(BETWEEN);
    let (begin, name) = BEGINS.iter().find_map(|begin| Some((*begin, rest.strip_prefix(begin)?)))?;
    let figure = name.chars().next()?;
    let figure = if figure == '天' { '日' } else { figure };
    let weekday = names.weekdays.iter().position(|name| name.ends_with(figure))?;
    let behind = &name[figure.len_utf8()..];
    let is_whole = behind.chars().next().is_none_or(|c| !c.is_alphanumeric() || AFTER.contains(&c));
    let end = text.len() - behind.len();
    (is_whole || begin != "周").then_some((start..end, weekday, date.ok()?))
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
