//! Dates and times in the way of a language. The forms are in the label files.

use jiff::civil;

use super::scene::Scene;
use crate::meeting::{Date, Moment};

impl Scene {
    /// "8 February 2023", "February 2023" or "2023".
    pub(super) fn date(&self, date: Date) -> String {
        match date {
            Date::Year(year) => self.labels.say("date-year", [("year", year.to_string().into())]),
            Date::Month(year, month) => {
                self.labels.say("date-month", [("month", self.month(month).into()), ("year", year.to_string().into())])
            }
            Date::Day(day) => self.labels.say(
                "date-day",
                [
                    ("day", day.day().to_string().into()),
                    ("month", self.month(day.month()).into()),
                    ("year", day.year().to_string().into()),
                ],
            ),
        }
    }

    fn month(&self, month: i8) -> String {
        self.labels.say(&format!("month-{month}"), [])
    }

    /// "Wednesday".
    pub(super) fn weekday(&self, day: civil::Date) -> String {
        self.labels.say(&format!("weekday-{}", day.weekday().to_monday_one_offset()), [])
    }

    /// "8:00".
    pub(super) fn time(&self, time: civil::Time) -> String {
        self.labels
            .say("time", [("hour", time.hour().to_string().into()), ("minute", format!("{:02}", time.minute()).into())])
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
            (Some(from), Some(until)) => {
                self.labels.say("period", [("from", self.date(from).into()), ("until", self.date(until).into())])
            }
        }
    }
}
