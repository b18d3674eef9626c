//! Texts in a form that the schema asks for: days, times, zones, amounts, addresses. What is wrong with one, and how it is written.

use jiff::civil;

use super::codes;
use crate::finding::{Code, Finding, Place, did_you_mean};
use crate::meeting::Zone;

/// A day with a time after a blank, or a time of the day alone, as it is written where both can stand.
fn with_time(typed: &str) -> Option<String> {
    let digits = |text: &str, form: &str| {
        text.len() == form.len()
            && text.bytes().zip(form.bytes()).all(|(a, b)| a == b || (b == b'0' && a.is_ascii_digit()))
    };
    let typed = typed.trim();
    if digits(typed, "00:00") {
        return Some(format!("write the day with it, as in `2023-02-08T{typed}`"));
    }
    let (day, time) = typed.split_once([' ', 't', 'T']).filter(|_| !digits(typed, "0000-00-00T00:00"))?;
    let time = time.trim().trim_end_matches(['Z', 'z']);
    let minutes = time.get(..5)?;
    let is_day_and_time = digits(day, "0000-00-00") && (digits(time, "00:00") || digits(time, "00:00:00"));
    is_day_and_time.then(|| format!("write `{day}T{minutes}`, with `T` between day and time; `zone` says where"))
}

/// The part of a day, or of a day and time, that no calendar or clock has, or that is written with too few digits.
fn wrong_part(typed: &str) -> Option<String> {
    let (day, time) = typed.trim().split_once('T').map_or((typed.trim(), None), |(day, time)| (day, Some(time)));
    wrong_day(day).or_else(|| wrong_time(time?))
}

fn wrong_day(typed: &str) -> Option<String> {
    let numbers: Option<Vec<i16>> = typed.split('-').map(|part| part.parse().ok()).collect();
    let (year, month, day) = match numbers?.as_slice() {
        [year @ 1000..=9999, month] => (*year, *month, None),
        [year @ 1000..=9999, month, day] => (*year, *month, Some(*day)),
        _ => return None,
    };
    let first = i8::try_from(month).ok().and_then(|month| civil::Date::new(year, month, 1).ok());
    let Some(first) = first else { return Some("write the month after the year, `01` to `12`".to_owned()) };
    let last = i16::from(first.days_in_month());
    let whole = match day {
        Some(day) if !(1..=last).contains(&day) => return Some(format!("`{year}-{month:02}` has {last} days")),
        Some(day) => format!("{year}-{month:02}-{day:02}"),
        None => format!("{year}-{month:02}"),
    };
    (whole != typed).then(|| format!("write `{whole}`"))
}

/// The same of a time: "9:00", "25:00", "14.30", "9h".
fn wrong_time(typed: &str) -> Option<String> {
    let mut numbers = typed.trim().splitn(2, [':', '.', 'h', 'H']);
    let (hour, minute) = (numbers.next()?, numbers.next().unwrap_or("00"));
    let number = |text: &str| text.trim().parse::<u8>().ok();
    let (hour, minute) = (number(hour)?, if minute.is_empty() { 0 } else { number(minute)? });
    match (hour, minute) {
        (24.., _) => Some("hours go from `00` to `23`".to_owned()),
        (_, 60..) => Some("minutes go from `00` to `59`".to_owned()),
        _ => Some(format!("{hour:02}:{minute:02}"))
            .filter(|whole| whole != typed)
            .map(|whole| format!("write `{whole}`")),
    }
}

/// The lengths of names of cities that are compared: a shorter one is near to too many others (Kiel is not Kiev).
const LETTERS: std::ops::RangeInclusive<usize> = 5..=40;

/// The zone of a city: "London", "New York", "Europe/Pariss". An abbreviation is near to cities elsewhere: MSK is not Minsk.
fn zone_of_city(typed: &str) -> Option<String> {
    let of = |name: &str| name.rsplit('/').next().unwrap_or_default().trim().replace(' ', "_").to_lowercase();
    let city = of(typed);
    let is_abbreviation = typed.chars().all(char::is_uppercase);
    let zones = Zone::names().filter(|name| name.contains('/') || name == "UTC");
    let zones: Vec<(String, String)> = zones.map(|name| (of(&name), name)).collect();
    let is_near = |other: &str| match strsim::osa_distance(&city, other) {
        2 => city.chars().next() == other.chars().next(),
        distance => distance == 1,
    };
    let is_name = LETTERS.contains(&city.len()) && !is_abbreviation;
    let same = zones.iter().find(|(other, _)| *other == city);
    let near = || zones.iter().find(|(other, _)| is_name && is_near(other));
    same.or_else(near).map(|(_, name)| name.clone())
}

/// The finding on a text that is not in its form.
pub(super) fn bad_format(place: Place, typed: &str, format: &str) -> Finding {
    if let ("local-time" | "when", Some(hint)) = (format, with_time(typed)) {
        return Finding::new(&codes::BAD_DATE, place, format!("`{typed}` is not a valid day and time")).hint(hint);
    }
    if let ("local-time" | "when" | "date-as-known", Some(hint)) = (format, wrong_part(typed)) {
        let what = if typed.contains('T') { "not a valid day and time" } else { "not a valid date" };
        return Finding::new(&codes::BAD_DATE, place, format!("`{typed}` is {what}")).hint(hint);
    }
    let of = |code: &'static Code, what: &str, hint: &str| {
        Finding::new(code, place, format!("`{typed}` is {what}")).hint(hint)
    };
    match format {
        "local-time" => {
            of(&codes::BAD_DATE, "not a valid day and time", "write a day and a time as in `2023-02-08T08:00`")
        }
        "clock" => {
            let hint = wrong_time(typed).unwrap_or_else(|| "write it as `14:30`, in 24 hours".to_owned());
            of(&codes::BAD_DATE, "not a time of the day", &hint)
        }
        "money" => {
            of(&codes::WRONG_VALUE, "not an amount of money", "write the currency's code and digits: `EUR 12500.50`")
        }
        "web-address" => of(
            &codes::WRONG_VALUE,
            "not a web address",
            "begin it with `https://`, `http://` or `mailto:`, without spaces",
        ),
        "file-path" => of(
            &codes::WRONG_VALUE,
            "not a path in the pack's folder",
            "write its path in that folder: `papers/budget.pdf`, with `/` between folders and without `..`",
        ),
        "page-ranges" => of(
            &codes::WRONG_VALUE,
            "not a list of pages",
            "write pages and ranges, each page once: `1-4, 9`, or `7-` for the seventh and all after it",
        ),
        "time-zone" => {
            // UTC itself is seldom meant by "UTC+1": the clocks of a place change.
            let is_offset = typed.contains(['+', '-']) && typed.contains(|c: char| c.is_ascii_digit());
            let hint = match is_offset {
                true => "use the name of an area and a city, such as `Europe/Paris`".to_owned(),
                false => {
                    did_you_mean(zone_of_city(typed).as_deref(), || "use a name such as `Europe/Paris`".to_owned())
                }
            };
            of(&codes::UNKNOWN_TIME_ZONE, "not a time zone", &hint)
        }
        "when" => of(
            &codes::BAD_DATE,
            "not a valid date",
            "write a day as `2023-02-08`, with a time `2023-02-08T08:00`; a month as `2023-02`, a year as `2023`",
        ),
        _ => of(
            &codes::BAD_DATE,
            "not a valid date",
            "write a day as `2023-02-08`, a month as `2023-02`, a year as `2023`",
        ),
    }
}
