//! Dates and times in the way of a language. The forms are in the label files.

use jiff::civil;

use super::labels::Labels;
use super::scene::Scene;
use crate::meeting::{Date, Moment, Money, Slot};

impl Labels {
    /// "8 February 2023", "February 2023" or "2023".
    pub(super) fn date(&self, date: Date) -> String {
        match date {
            Date::Year(year) => self.say("date-year", [("year", year.to_string().into())]),
            Date::Month(year, month) => {
                self.say("date-month", [("month", self.month(month).into()), ("year", year.to_string().into())])
            }
            Date::Day(day) => self.say(
                "date-day",
                [
                    ("day", usize::try_from(day.day()).unwrap_or_default().into()),
                    ("month", self.month(day.month()).into()),
                    ("year", day.year().to_string().into()),
                ],
            ),
        }
    }

    /// "8:00".
    pub(super) fn time(&self, time: civil::Time) -> String {
        let hour = usize::try_from(time.hour()).unwrap_or_default();
        self.say(
            "time",
            [
                ("hour", hour.into()),
                ("hour24", format!("{hour:02}").into()),
                ("minute", format!("{:02}", time.minute()).into()),
                ("hour12", ((hour + 11) % 12 + 1).into()),
                ("half", if hour < 12 { "am" } else { "pm" }.into()),
            ],
        )
    }

    pub(super) fn month(&self, month: i8) -> String {
        self.say(&format!("month-{month}"), [])
    }
}

impl Scene {
    /// As the labels have it.
    pub(super) fn date(&self, date: Date) -> String {
        self.labels.date(date)
    }

    /// The day or days of a slot: "8 February 2023", "10–14 March 2025".
    pub(super) fn dates_of(&self, slot: &Slot) -> String {
        match slot.last_date() {
            // What ends after midnight is still a meeting of one day.
            Some(_) if slot.minutes.is_some() => self.date(slot.date()),
            Some(last) => self.period(Some(slot.date()), Some(last)),
            None => self.date(slot.date()),
        }
    }

    /// The times of a slot, in each zone that it or the meeting shows: "8:00–9:00 (EST) / 14:00–15:00 (CET)".
    pub(super) fn times_of(&self, slot: &Slot) -> Option<String> {
        let day = slot.first_day();
        let ranges = slot.in_zones(&self.meeting.definition.time);
        if !ranges.is_empty() {
            let ranges: Vec<String> = ranges.iter().map(|range| self.time_range(day, range)).collect();
            return Some(ranges.join(&self.labels.say("zone-separator", [])));
        }
        let starts = slot.start_in_zones(&self.meeting.definition.time);
        if !starts.is_empty() && slot.local_end().is_none() {
            let starts: Vec<String> = starts.iter().map(|moment| self.time_in_zone(day, moment)).collect();
            return Some(starts.join(&self.labels.say("zone-separator", [])));
        }
        let start = self.time(slot.local_start()?.0.time());
        Some(match slot.local_end() {
            Some(end) => {
                let end = self.time(end.0.time());
                self.labels.say("time-range-without-zone", [("start", start.into()), ("end", end.into())])
            }
            None => start,
        })
    }

    /// "EUR 12,500.50".
    pub(super) fn money(&self, money: &Money) -> String {
        let separator = self.labels.say("thousands-separator", []);
        let whole = money.whole.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy);
        let whole = whole.collect::<Vec<_>>().join(&separator);
        let sum = match money.fraction.is_empty() {
            true => whole,
            false => format!("{whole}{}{}", self.labels.say("decimal-separator", []), money.fraction),
        };
        let sum = if money.negative { self.labels.say("negative", [("sum", sum.into())]) } else { sum };
        // A currency has a sign of its own in some languages: "money-EUR = € { $sum }".
        let own = self.labels.find_with(&format!("money-{}", money.currency), [("sum", sum.as_str().into())]);
        if let Some(own) = own {
            return own;
        }
        self.labels.say("money", [("currency", money.currency.as_str().into()), ("sum", sum.into())])
    }

    /// "Wednesday".
    pub(super) fn weekday(&self, day: civil::Date) -> String {
        self.labels.say(&format!("weekday-{}", day.weekday().to_monday_one_offset()), [])
    }

    /// As the labels have it.
    pub(super) fn time(&self, time: civil::Time) -> String {
        self.labels.time(time)
    }

    /// "8:00 (EST)", with the date where it is not `day`.
    pub(super) fn time_in_zone(&self, day: civil::Date, moment: &Moment) -> String {
        let time = self.labels.say(
            "time-in-zone",
            [("time", self.time(moment.local.time()).into()), ("zone", moment.abbreviation.as_str().into())],
        );
        match moment.local.date() == day {
            true => time,
            false => self.labels.say(
                "time-range-on-another-day",
                [("times", time.into()), ("date", self.date(Date::Day(moment.local.date())).into())],
            ),
        }
    }

    /// "8:00–9:00 (EST)", with the dates of start and end where they are not `day`.
    pub(super) fn time_range(&self, day: civil::Date, (start, end): &(Moment, Moment)) -> String {
        let times = self.labels.say(
            "time-range",
            [
                ("start", self.time(start.local.time()).into()),
                ("end", self.time(end.local.time()).into()),
                ("zone", start.abbreviation.as_str().into()),
            ],
        );
        let date = |moment: &Moment| self.date(Date::Day(moment.local.date()));
        let times = match start.local.date() == end.local.date() {
            true => times,
            false => {
                self.labels.say("time-range-into-another-day", [("times", times.into()), ("date", date(end).into())])
            }
        };
        match start.local.date() == day {
            true => times,
            false => {
                self.labels.say("time-range-on-another-day", [("times", times.into()), ("date", date(start).into())])
            }
        }
    }

    /// "from – to", or what is known of it.
    pub(super) fn period(&self, from: Option<Date>, until: Option<Date>) -> String {
        match (from, until) {
            (None, None) => self.labels.say("period-continuing", []),
            (Some(from), None) => self.labels.say("period-from", [("from", self.date(from).into())]),
            (None, Some(until)) => self.labels.say("period-until", [("until", self.date(until).into())]),
            (Some(from), Some(until)) if from == until => self.date(from),
            (Some(Date::Day(from)), Some(Date::Day(until)))
                if (from.year(), from.month()) == (until.year(), until.month()) =>
            {
                self.labels.say(
                    "period-of-days",
                    [
                        ("first", usize::try_from(from.day()).unwrap_or_default().into()),
                        ("last", usize::try_from(until.day()).unwrap_or_default().into()),
                        ("month", self.labels.month(from.month()).into()),
                        ("year", from.year().to_string().into()),
                    ],
                )
            }
            (Some(from), Some(until)) => {
                self.labels.say("period", [("from", self.date(from).into()), ("until", self.date(until).into())])
            }
        }
    }
}
