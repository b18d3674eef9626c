//! The next meeting of a series, from the one before it.

use jiff::{ToSpan, civil};
use serde_json::{Map, Value, json};

use super::approve::Refusal;
use super::policy::{Policy, SeverityOverrides};
use super::work::Work;
use crate::compose;
use crate::finding::{Finding, Placed, Sources, has_errors};
use crate::meeting::{CalendarEntry, CheckSettings, Date, EntryState, Language, Meeting, Text, When};
use crate::read::{NextMeeting, next_definition};
use crate::workspace::{Files, PackAddress, Workspace};

/// The definition of a next meeting.
#[derive(Debug)]
pub struct Next {
    /// The definition, or the reason why there is none.
    pub definition: Result<String, Refusal>,
    /// The findings of the former pack that prevent it.
    pub findings: Vec<Finding>,
    /// The texts that the findings' places point into.
    pub sources: Sources,
}

/// The labels of the items that every meeting of a series has.
const LABELS: [&str; 2] = ["minutes-of-last-meeting", "matters-arising"];

/// Makes the definition of the meeting after that of a pack, on a day or, if none is stated, on the day that the former
/// meeting or its calendar announces, or as many weeks later as that was after the one before it.
pub fn next(workspace: &Workspace, pack: &PackAddress, on: Option<Date>) -> Next {
    let policy = Policy::new(&SeverityOverrides::default(), &CheckSettings::default()).0;
    let mut work = Work::new(workspace, pack, &policy);
    let definition = match work.meeting() {
        Some(meeting) if !has_errors(&work.findings) => after(&mut work, &meeting, on),
        _ => Err(Refusal::of_pack("the former pack has errors", "correct them first")),
    };
    Next { definition, findings: work.findings, sources: work.sources }
}

fn after(work: &mut Work<'_>, meeting: &Meeting, on: Option<Date>) -> Result<String, Refusal> {
    let announced = announced(meeting);
    let (start, zone) = start(meeting, announced, on)?;
    let labels = compose::words_of(meeting, &LABELS, &work.workspace.files, &mut work.sources);
    let labels = match labels {
        Ok(labels) => labels,
        Err(findings) => {
            work.record(findings);
            return Err(Refusal::of_pack("the labels cannot be read", "correct the errors first"));
        }
    };
    let said =
        |at: usize| by_language(labels.iter().map(|(language, words)| (Some(language), words[at].clone())).collect());
    // Everybody reads the title, also of a meeting that was announced to some.
    let everybody = meeting.audiences().len().saturating_sub(1);
    let is_open = |title: &&Text| title.all().all(|title| meeting.rank_at(title.place) == everybody);
    let title = announced.and_then(|entry| entry.title.as_ref()).filter(is_open);
    let title = title.map_or_else(|| counted_on(&meeting.definition.title), written);
    let registry = &meeting.registry;
    let shared = registry.people.iter().map(|(id, _)| id).chain(registry.entities.iter().map(|(id, _)| id));
    let shared =
        shared.chain(registry.bodies.iter().map(|(id, _)| id)).chain(registry.documents.iter().map(|(id, _)| id));
    let next = NextMeeting {
        after: meeting.id.clone(),
        title,
        start,
        zone,
        minutes: said(0),
        matters: said(1),
        shared: shared.map(|id| id.as_str().to_owned()).collect(),
    };
    let text = work.workspace.files.read(&work.pack.definition()).ok().flatten();
    let text = text.and_then(|text| String::from_utf8(text).ok()).unwrap_or_default();
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    next_definition(text, &next)
        .ok_or_else(|| Refusal::of_pack("the former definition cannot be read", "correct it first"))
}

/// The entry that says when the next meeting is: that of `next`, else the first of a calendar after this meeting.
fn announced(meeting: &Meeting) -> Option<&CalendarEntry> {
    let definition = &meeting.definition;
    let is_held = |entry: &&Placed<CalendarEntry>| {
        !matches!(entry.state, Some(EntryState::Cancelled | EntryState::NotHeld)) && day_of(entry).is_some()
    };
    let slot = &definition.time;
    let last = slot.last_date().unwrap_or(slot.date()).last_day();
    let calendars = definition.annexes.iter().filter_map(|annex| annex.calendar.as_ref());
    let later = calendars.flat_map(|calendar| &calendar.entries).filter(is_held);
    let later = later.filter(|entry| day_of(entry).is_some_and(|day| day > last)).min_by_key(|entry| day_of(entry));
    definition.next.as_ref().filter(is_held).or(later).map(|entry| &entry.value)
}

/// The day of an entry, if that is known.
fn day_of(entry: &CalendarEntry) -> Option<civil::Date> {
    let start = entry.start.as_ref().map(|start| When::Time(start.value).date());
    match start.or(entry.date.as_ref().map(|date| date.value))? {
        Date::Day(day) => Some(day),
        Date::Month(..) | Date::Year(_) => None,
    }
}

/// When the next meeting starts, as a definition has it, and its zone if it is announced.
fn start(
    meeting: &Meeting,
    announced: Option<&CalendarEntry>,
    on: Option<Date>,
) -> Result<(String, Option<String>), Refusal> {
    let slot = &meeting.definition.time;
    if let (None, Some(start)) = (on, announced.and_then(|entry| entry.start.as_ref())) {
        let zone = announced.and_then(|entry| entry.zone.as_ref()).map(|zone| zone.value.name().to_owned());
        return Ok((start.value.to_string(), zone));
    }
    let day = on.or_else(|| announced.and_then(day_of).map(Date::Day)).or_else(|| weeks_later(meeting));
    let day = day.ok_or_else(|| {
        Refusal::of_use(
            format!("`{}` does not say when the next meeting is", meeting.id),
            "state it there as `next`, or here: `--on 2026-09-02`",
        )
    })?;
    if day.last_day() < slot.first_day() {
        let message = format!("`{}` is on {}, and {day} is before it", meeting.id, slot.date());
        return Err(Refusal::of_use(message, "state a day after it: `--on 2026-09-02`"));
    }
    let start = match (day, slot.local_start()) {
        (Date::Day(_), Some(start)) => format!("{day}T{}", start.0.time().strftime("%H:%M")),
        _ => day.to_string(),
    };
    Ok((start, None))
}

/// As many whole weeks after the meeting as that was after the one before it.
fn weeks_later(meeting: &Meeting) -> Option<Date> {
    let Date::Day(this) = meeting.definition.time.date() else { return None };
    let before = day_of(meeting.definition.previous.as_ref()?)?;
    let weeks = (this.since(before).ok()?.get_days() + 3) / 7;
    (weeks > 0).then(|| this.checked_add(weeks.weeks()).ok().map(Date::Day)).flatten()
}

/// A text as a definition has it.
fn written(text: &Text) -> Value {
    by_language(text.variants().map(|(language, text)| (language, text.value.clone())).collect())
}

fn by_language(texts: Vec<(Option<&Language>, String)>) -> Value {
    match texts.as_slice() {
        [(_, text)] => json!(text),
        _ => {
            let texts =
                texts.into_iter().filter_map(|(language, text)| Some((language?.as_str().to_owned(), json!(text))));
            Value::Object(texts.collect::<Map<_, _>>())
        }
    }
}

/// A title with the next number, if it has one that is not a year.
fn counted_on(title: &Text) -> Value {
    by_language(title.variants().map(|(language, text)| (language, next_number(&text.value))).collect())
}

fn next_number(title: &str) -> String {
    const YEARS: std::ops::RangeInclusive<u32> = 1900..=2199;
    let is_digit = |c: char| c.is_ascii_digit();
    let mut at = 0;
    while let Some(start) = title[at..].find(is_digit).map(|found| at + found) {
        let end = title[start..].find(|c| !is_digit(c)).map_or(title.len(), |found| start + found);
        if let Some(number) = title[start..end].parse::<u32>().ok().filter(|number| !YEARS.contains(number)) {
            let number = number.saturating_add(1);
            let rest = &title[end..];
            let after = ["st", "nd", "rd", "th"].iter().find_map(|ending| rest.strip_prefix(ending));
            let after = after.filter(|rest| !rest.starts_with(char::is_alphanumeric));
            return match after {
                Some(rest) => format!("{}{number}{}{rest}", &title[..start], english(number)),
                None => format!("{}{number}{rest}", &title[..start]),
            };
        }
        at = end;
    }
    title.to_owned()
}

/// The ending of an English ordinal number.
fn english(number: u32) -> &'static str {
    match (number % 10, number % 100) {
        (1, rest) if rest != 11 => "st",
        (2, rest) if rest != 12 => "nd",
        (3, rest) if rest != 13 => "rd",
        _ => "th",
    }
}
