//! Reads values of options. A wrong one is answered with what to write.

use std::fmt::Display;
use std::ops::RangeInclusive;
use std::str::FromStr;

use crate::meeting::Date;
use crate::preview::Editor;

/// Reads a whole number within bounds.
pub(super) fn number<N>(bounds: RangeInclusive<N>) -> impl Fn(&str) -> Result<N, String> + Clone
where
    N: FromStr + PartialOrd + Display + Copy + Limit,
{
    move |text| {
        let number = text.parse().ok().filter(|number| bounds.contains(number));
        number.ok_or_else(|| match *bounds.end() == N::MAX {
            true => format!("write a whole number, {} or more", bounds.start()),
            false => format!("write a whole number from {} to {}", bounds.start(), bounds.end()),
        })
    }
}

/// The largest number of a type, which stands for no limit.
pub(super) trait Limit {
    /// The largest number.
    const MAX: Self;
}

impl Limit for u16 {
    const MAX: Self = Self::MAX;
}

impl Limit for u32 {
    const MAX: Self = Self::MAX;
}

/// Reads the number of an issue.
pub(super) fn issue(text: &str) -> Result<u32, &'static str> {
    text.parse().ok().filter(|number| *number > 0).ok_or("write the number of an issue, such as 1")
}

/// Reads the command of an editor.
pub(super) fn editor(text: &str) -> Result<Editor, &'static str> {
    Editor::typed(text).ok_or("write a command, such as `code --goto {file}:{line}:{column}`")
}

pub(super) fn day(text: &str) -> Result<Date, &'static str> {
    let day = Date::from_str(text).ok().filter(|date| matches!(date, Date::Day(_)));
    day.ok_or("write a day as `2026-03-05`")
}

/// Reads a day, month or year.
pub(super) fn date(text: &str) -> Result<Date, &'static str> {
    Date::from_str(text).map_err(|_| "write a day as `2026-03-05`, a month as `2026-03`, a year as `2026`")
}
