//! Days that no month has: "31 June", "le 30 février", "9月31日".

use super::names::Names;
use super::{chinese, typed_date::impossible_in_figures, typed_date::typed_day};
use crate::check::Subject;
use crate::check::passage::Passage;
use crate::finding::{Code, Finding, Group};

pub(super) const IMPOSSIBLE_DATE: Code = Code::warning(
    "impossible-date",
    "A text names a day that its month does not have: \"31 June\", \"2/30/2025\". \"29 February\" is reported only with a year \
     that has none. If it is quoted as a mistake, allow it.",
)
.of(Group::Contradiction);

/// A year that has every day.
const LEAP_YEAR: i16 = 2024;
/// Higher numbers are no days, but beside a month and its year.
const LAST_DAY: i16 = 31;

/// The days of a text that do not exist.
pub(super) fn findings(subject: &Subject<'_>, passage: &Passage<'_>, names: &Names) -> Vec<Finding> {
    let to_finding = |range| {
        let place = passage.place(range, subject.sources);
        Finding::new(&IMPOSSIBLE_DATE, place, "there is no such day").hint("correct the date")
    };
    if names.language == "zh" {
        let text = passage.plain.as_ref();
        // Nothing but a date has these words.
        let days = chinese::days(text)
            .filter(|(_, year, month, day, _)| is_impossible(year.or(Some(LEAP_YEAR)), *month, i16::from(*day)));
        return days.map(|(start, _, _, _, rest)| to_finding(start..text.len() - rest.len())).collect();
    }
    let in_figures = (0..passage.len()).filter_map(|at| Some(passage.range(at, impossible_in_figures(passage, at)?)));
    let is_number = |at: usize| passage.word(at).starts_with(char::is_numeric);
    let days = (0..passage.len()).filter(|at| is_number(*at) || is_number(at + 1)).filter_map(|at| {
        let typed = typed_day(passage, names, at)?;
        // "In June 31 people came."
        let is_date =
            if is_number(at) { typed.begins_with_day } else { !typed.begins_with_day && typed.year.is_some() };
        (is_date && is_impossible(typed.year, typed.month, typed.day)).then(|| passage.range(at, typed.last))
    });
    days.chain(in_figures).map(to_finding).collect()
}

fn is_impossible(year: Option<i16>, month: i8, day: i16) -> bool {
    let has = |day: i16| {
        i8::try_from(day).is_ok_and(|day| jiff::civil::Date::new(year.unwrap_or(LEAP_YEAR), month, day).is_ok())
    };
    // "32 March" without a year may be a number and a name.
    (1..=if year.is_some() { 99 } else { LAST_DAY }).contains(&day) && has(1) && !has(day)
}
