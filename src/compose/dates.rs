//! Dates and times in the way of a language. The forms are in the label files.

use std::collections::BTreeSet;

use jiff::civil;

use super::labels::Labels;
use super::scene::Scene;
use crate::meeting::{Date, LocalTime, Moment, Money, Slot, When, Zone};

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
                    ("weekday", self.weekday(day).into()),
                ],
            ),
        }
    }

    /// "Wednesday".
    pub(super) fn weekday(&self, day: civil::Date) -> String {
        self.say(&format!("weekday-{}", day.weekday().to_monday_one_offset()), [])
    }

    /// "8:00", or by another label that has the same variables.
    pub(super) fn time(&self, label: &str, time: civil::Time) -> String {
        let hour = usize::try_from(time.hour()).unwrap_or_default();
        self.say(
            label,
            [
                ("hour", hour.into()),
                ("hour24", format!("{hour:02}").into()),
                ("minute", format!("{:02}", time.minute()).into()),
                ("hour12", ((hour + 11) % 12 + 1).into()),
                ("half", if hour < 12 { "am" } else { "pm" }.into()),
            ],
        )
    }

    fn month(&self, month: i8) -> String {
        self.say(&format!("month-{month}"), [])
    }
}

impl Scene {
    /// Formats a date, as the labels define it.
    pub(super) fn date(&self, date: Date) -> String {
        self.labels.date(date)
    }

    /// The day or days of a slot: "8 February 2023", "10–14 March 2025".
    pub(super) fn dates_of(&self, slot: &Slot) -> String {
        match slot.last_date() {
            Some(last) if !slot.is_of_one_day() => self.period(Some(slot.date()), Some(last)),
            _ => self.date(slot.date()),
        }
    }

    /// The day or days of a slot with its times: "8 February 2023, 8:00–9:00 (EST)", "30 April 2026, 14:00 – 1 May 2026,
    /// 12:00 (CEST)".
    pub(super) fn when(&self, slot: &Slot) -> String {
        if let Some(times) = self.times_of(slot) {
            return self.date_and_times(self.date(slot.date()), times);
        }
        match slot.until.as_ref().map(|until| until.value) {
            Some(When::Time(end)) => {
                let zone = slot.own_zone(&self.meeting.definition.time);
                let end = self.date_and_times(self.date(Date::Day(end.0.date())), self.local_time(end, zone));
                self.labels.say("period", [("from", self.date(slot.date()).into()), ("until", end.into())])
            }
            _ => self.dates_of(slot),
        }
    }

    /// The times of a slot, in each zone that it or the meeting shows, as they are printed after its first day:
    /// "8:00–9:00 (EST) / 14:00–15:00 (CET)", "14:00 – 1 May 2026, 12:00 (CEST)".
    pub(super) fn times_of(&self, slot: &Slot) -> Option<String> {
        let moments = self.shown_moments(slot);
        let day = slot.first_day();
        let times: Vec<String> = moments.iter().map(|(start, end)| self.range(day, start, end.as_ref())).collect();
        let ends = moments.first()?.1.is_some();
        let times = times.join(&self.labels.say("zone-separator", []));
        // The last day is known, and no hour of it.
        let last = slot.last_date().filter(|_| !ends);
        Some(match last {
            Some(last) => self.between(times, self.date(last)),
            None => times,
        })
    }

    /// Start and end of a slot in each zone that it or the meeting shows; zones whose clocks show the same, by the same
    /// name, once.
    pub(super) fn shown_moments(&self, slot: &Slot) -> Vec<(Moment, Option<Moment>)> {
        let mut seen = BTreeSet::new();
        let name = |moment: &Moment| (moment.offset, self.zone_name(moment));
        let all = slot.moments(&self.meeting.definition.time).into_iter();
        all.filter(|(start, end)| seen.insert((name(start), end.as_ref().map(name)))).collect()
    }

    /// "EUR 12,500.50".
    pub(super) fn money(&self, money: &Money) -> String {
        let whole = self.labels.grouped(&money.whole);
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
        self.labels.weekday(day)
    }

    /// Formats a time, as the labels define it.
    pub(super) fn time(&self, time: civil::Time) -> String {
        self.labels.time("time", time)
    }

    /// "8:00" as it stands where a range begins: "de 19.00 a 21.40 h".
    pub(super) fn time_at_start(&self, time: civil::Time) -> String {
        self.labels.time("time-at-start", time)
    }

    /// "EST", "UTC+2"; none if no zone is to be printed.
    pub(super) fn zone_name(&self, moment: &Moment) -> Option<String> {
        self.zones.name(&self.labels, moment)
    }

    /// "27 February 2023, 17:00 (EST)".
    pub(super) fn date_and_times(&self, date: String, times: String) -> String {
        self.labels.say("date-and-times", [("date", date.into()), ("times", times.into())])
    }

    /// "17:00 (EST)": a time as it is stated, with its zone if there is one.
    pub(super) fn local_time(&self, local: LocalTime, zone: Option<&Zone>) -> String {
        match zone.and_then(|zone| Some(zone.moment(zone.instant(local)?))) {
            Some(moment) => self.range(local.0.date(), &moment, None),
            None => self.time(local.0.time()),
        }
    }

    /// "8:00–9:00 (EST)", or "8:00 (EST)" without an end; with the dates where they are not `day`. Where clocks are changed
    /// in between, each end has the name of its own: "0:30 (GMT) – 3:30 (IST)".
    pub(super) fn range(&self, day: civil::Date, start: &Moment, end: Option<&Moment>) -> String {
        let (from, to) = self.zones.names(&self.labels, start, end);
        let Some(end) = end else { return self.on_day(self.clock(start, from), start, day) };
        let changed = start.offset != end.offset;
        if start.local.date() == end.local.date() && !changed {
            let (first, last) = (self.time_at_start(start.local.time()), self.clock(end, None));
            let times = match from {
                Some(zone) => self
                    .labels
                    .say("time-range", [("start", first.into()), ("end", last.into()), ("zone", zone.into())]),
                None => self.labels.say("time-range-without-zone", [("start", first.into()), ("end", last.into())]),
            };
            return self.on_day(times, start, day);
        }
        let dated = |clock: String, moment: &Moment, day: civil::Date| match moment.local.date() == day {
            true => clock,
            false => self.date_and_times(self.date(Date::Day(moment.local.date())), clock),
        };
        let first = dated(self.clock(start, from.filter(|_| changed)), start, day);
        self.between(first, dated(self.clock(end, to), end, start.local.date()))
    }

    /// "14:00 – 1 May 2026, 12:00".
    fn between(&self, start: String, end: String) -> String {
        self.labels.say("time-range-with-dates", [("start", start.into()), ("end", end.into())])
    }

    /// "8:00 (EST)".
    fn clock(&self, moment: &Moment, zone: Option<String>) -> String {
        let time = self.time(moment.local.time());
        match zone {
            Some(zone) => self.labels.say("time-in-zone", [("time", time.into()), ("zone", zone.into())]),
            None => time,
        }
    }

    /// With the date, if it is not that of `day`.
    fn on_day(&self, times: String, moment: &Moment, day: civil::Date) -> String {
        let date = moment.local.date();
        if date == day { times } else { self.on_date(times, Date::Day(date)) }
    }

    /// "8:00–9:00 (EST), 1 May 2026".
    pub(super) fn on_date(&self, times: String, date: Date) -> String {
        self.labels.say("time-range-on-another-day", [("times", times.into()), ("date", self.date(date).into())])
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
