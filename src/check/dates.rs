//! Dates that are typed with more than is needed: moves, and periods in titles.

use super::passage::Passage;
use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Place, count};
use crate::meeting::{Annex, ByLanguage, Date, Part};

pub(super) const RULE: Rule = Rule { codes: &[&PERIOD_MISMATCH, &TYPED_MOVE, &WRONG_ORDER], check };

const PERIOD_MISMATCH: Code = Code::warning(
    "period-mismatch",
    "A title names a period, \"12 Months to February 2024\", and an entry of the calendar is outside it. The period \
     consists of whole calendar months, including the last.",
)
.of(Group::Contradiction);
const TYPED_MOVE: Code = Code::warning(
    "typed-move",
    "A text says that the meeting was first scheduled for another date, but the definition does not state that date. State \
     `moved_from` under `time`: the sentence is then printed in the minutes, and the masthead can say so.",
)
.of(Group::Completeness);
const WRONG_ORDER: Code = Code::error(
    "wrong-order",
    "Something ends before it begins: the two dates are swapped, or the year of one is wrong.",
)
.of(Group::Contradiction);

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for passage in subject.passages.iter().filter(|passage| passage.is_english()) {
        findings.extend(typed_move(subject, passage));
    }
    for annex in &subject.meeting.definition.annexes {
        findings.extend(period(subject, annex));
        findings.extend(order(annex));
    }
    findings.extend(terms(subject));
    findings.extend(hours(subject));
    findings
}

/// Terms of office that end before they begin.
fn terms(subject: &Subject<'_>) -> Vec<Finding> {
    let people = subject.meeting.registry.people.iter();
    let terms = people.flat_map(|(_, person)| &person.terms);
    terms.filter_map(|term| of_dates(term.from.place, term.from.value, term.until.as_ref()?.value)).collect()
}

/// Participants who leave before they come; a time that is twelve hours or more earlier is that of the next day.
fn hours(subject: &Subject<'_>) -> Vec<Finding> {
    let listed = subject.meeting.definition.attendance.iter().flat_map(|attendance| &attendance.participants);
    let wrong = listed.filter_map(|one| {
        let (from, until) = (one.from?, one.until?);
        let hours = (from.0 - until.0).get_hours();
        let is_wrong = until < from && hours < 12;
        let place =
            one.who.as_ref().map(|who| who.place).or_else(|| one.name.as_ref()?.all().next().map(|name| name.place));
        is_wrong.then(|| {
            let message = format!("this participant is present from {from} until {until}");
            Finding::new(&WRONG_ORDER, place.unwrap_or(one.place.opening()), message)
                .hint("swap `from` and `until`, or correct one")
        })
    });
    wrong.collect()
}

fn month(word: &str) -> Option<i8> {
    let at = MONTHS.iter().position(|month| month.eq_ignore_ascii_case(word))?;
    i8::try_from(at + 1).ok()
}

/// "originally scheduled for".
fn typed_move(subject: &Subject<'_>, passage: &Passage<'_>) -> Option<Finding> {
    let stated = subject.meeting.definition.time.moved_from.is_some();
    if stated || !matches!(passage.part, Part::Background | Part::Opening) {
        return None;
    }
    let at = (0..passage.len()).find(|&at| {
        ["originally", "initially", "first"].contains(&passage.word(at))
            && ["scheduled", "planned", "convened"].contains(&passage.word(at + 1))
            && passage.word(at + 2) == "for"
    })?;
    let place = passage.place(passage.range(at, at + 2), subject.sources);
    Some(
        Finding::new(&TYPED_MOVE, place, "only this sentence says that the meeting was moved")
            .hint("state `\"moved_from\": …` under `time`; the sentence is then printed automatically"),
    )
}

/// "12 Months to February 2024" over a calendar.
fn period(subject: &Subject<'_>, annex: &Annex) -> Option<Finding> {
    let calendar = annex.calendar.as_ref()?;
    let title: &ByLanguage = subject.meeting.annex_title(annex)?;
    let (months, year, last) = title.all().find_map(|text| stated_period(text))?;
    let index = |date: jiff::civil::Date| i32::from(date.year()) * 12 + i32::from(date.month());
    let end = i32::from(year) * 12 + i32::from(last);
    let entry = calendar.entries.iter().find_map(|entry| {
        let start = entry.start.as_ref().map(|start| (start.0.date(), start.place));
        let date = entry.date.as_ref().and_then(|date| match date.value {
            Date::Year(_) => None,
            known => Some((known.first_day(), date.place)),
        });
        start.or(date).filter(|(date, _)| index(*date) > end || index(*date) <= end - months)
    })?;
    let message = format!("the title says {} to {last}/{year}, and this is outside that period", count_of(months));
    Some(
        Finding::new(&PERIOD_MISMATCH, entry.1, message)
            .hint("move the entry, or correct the period in the title")
            .related(title.place, "the title"),
    )
}

fn count_of(months: i32) -> String {
    count(usize::try_from(months).unwrap_or_default(), "month")
}

fn stated_period(title: &str) -> Option<(i32, i16, i8)> {
    let words: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.windows(5).find_map(|words| {
        let [number, months, to, name, year] = words else { return None };
        let fits = months.eq_ignore_ascii_case("months") && to.eq_ignore_ascii_case("to");
        let parsed = (number.parse::<i32>().ok()?, year.parse::<i16>().ok()?, month(name)?);
        fits.then_some(parsed)
    })
}

/// A finding on two dates of which the second is before the first.
fn of_dates(place: Place, from: Date, until: Date) -> Option<Finding> {
    (until.first_day() < from.first_day() && !within(from, until)).then(|| {
        Finding::new(&WRONG_ORDER, place, "this ends before it begins").hint("swap the two dates, or correct one")
    })
}

/// Entries and activities that end before they begin.
fn order(annex: &Annex) -> Vec<Finding> {
    let entries = annex.calendar.iter().flat_map(|calendar| &calendar.entries);
    let entries = entries.filter_map(|entry| {
        let begins = entry.date.as_ref().map(|date| (date.place, date.value));
        let begins = begins.or_else(|| entry.start.as_ref().map(|start| (start.place, Date::Day(start.0.date()))));
        let (place, from) = begins?;
        of_dates(place, from, entry.until?)
    });
    let done = annex.activity_summary.iter().flat_map(|summary| &summary.entries);
    let done = done.filter_map(|entry| of_dates(entry.title.place, entry.date, entry.until?));
    let pillars = annex.work_plan.iter().flat_map(|plan| &plan.pillars);
    let planned = pillars.flat_map(|pillar| &pillar.activities);
    let planned = planned.filter_map(|activity| of_dates(activity.title.place, activity.from?, activity.until?));
    entries.chain(done).chain(planned).collect()
}

/// Returns whether a date known less exactly holds the other: February 2023 does not end before 8 February 2023.
fn within(from: Date, until: Date) -> bool {
    let from = from.first_day();
    match until {
        Date::Year(year) => from.year() == year,
        Date::Month(year, month) => from.year() == year && from.month() == month,
        Date::Day(_) => false,
    }
}
