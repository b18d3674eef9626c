//! The next meeting of a series, from the one before it.

use jiff::{ToSpan, civil};
use serde_json::{Map, Value, json};

use super::approve::Refusal;
use super::policy::{Policy, SeverityOverrides};
use super::retitle::Change;
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
    pub definition: Result<Begun, Refusal>,
    /// The findings of the former pack that prevent it.
    pub findings: Vec<Finding>,
    /// The texts that the findings' places point into.
    pub sources: Sources,
}

/// The definition of a next meeting, and what is to be looked at first.
#[derive(Debug)]
pub struct Begun {
    /// The text of the definition.
    pub text: String,
    /// The title in its first language.
    pub title: String,
    /// When it starts, as the definition has it.
    pub start: String,
    /// Where that comes from, in words.
    pub source: &'static str,
}

/// The labels of the items that every meeting of a series has, then the names of months.
const LABELS: [&str; 14] = [
    "minutes-of-last-meeting",
    "matters-arising",
    "month-1",
    "month-2",
    "month-3",
    "month-4",
    "month-5",
    "month-6",
    "month-7",
    "month-8",
    "month-9",
    "month-10",
    "month-11",
    "month-12",
];
/// The labels before those of months.
const ITEMS: usize = 2;

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

fn after(work: &mut Work<'_>, meeting: &Meeting, on: Option<Date>) -> Result<Begun, Refusal> {
    let announced = announced(meeting);
    let (start, zone, source) = start(meeting, announced, on)?;
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
    let title = match announced.and_then(|entry| entry.title.as_ref()).filter(is_open) {
        Some(title) => written(title),
        None => retitled(meeting, &labels, &start),
    };
    let registry = &meeting.registry;
    let shared = registry.people.iter().map(|(id, _)| id).chain(registry.entities.iter().map(|(id, _)| id));
    let shared =
        shared.chain(registry.bodies.iter().map(|(id, _)| id)).chain(registry.documents.iter().map(|(id, _)| id));
    let next = NextMeeting {
        after: meeting.id.clone(),
        title: title.clone(),
        start: start.clone(),
        zone,
        minutes: said(0),
        matters: said(1),
        shared: shared.map(|id| id.as_str().to_owned()).collect(),
    };
    let text = work.workspace.files.read(&work.pack.definition()).ok().flatten();
    let text = text.and_then(|text| String::from_utf8(text).ok()).unwrap_or_default();
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let text = next_definition(text, &next)
        .ok_or_else(|| Refusal::of_pack("the former definition cannot be read", "correct it first"))?;
    let first = title.get(meeting.definition.first_edition().as_str()).unwrap_or(&title);
    Ok(Begun { text, title: first.as_str().unwrap_or_default().to_owned(), start, source })
}

/// The title of the meeting with the next number, month or year.
fn retitled(meeting: &Meeting, labels: &[(Language, Vec<String>)], start: &str) -> Value {
    let definition = &meeting.definition;
    let former = definition.time.date();
    let next: Option<Date> = start.get(..start.find('T').unwrap_or(start.len())).and_then(|day| day.parse().ok());
    let next = next.unwrap_or(former);
    let month = |date: Date| match date {
        Date::Day(day) => usize::try_from(day.month()).ok(),
        Date::Month(_, month) => usize::try_from(month).ok(),
        Date::Year(_) => None,
    };
    let body = meeting.registry.bodies.get(definition.body.as_str());
    let names: Vec<&str> = body.iter().flat_map(|body| body.name.all()).map(|name| name.value.as_str()).collect();
    let first = definition.first_edition();
    let one = |(language, text): (Option<&Language>, &Placed<String>)| {
        let words = labels.iter().find(|(one, _)| one == language.unwrap_or(&first)).map(|(_, words)| words);
        let name = |date: Date| words?.get(ITEMS + month(date)?.checked_sub(1)?).map(String::as_str);
        let years = (former.first_day().year(), next.first_day().year());
        (language.cloned(), Change { years, months: name(former).zip(name(next)), names: &names }.retitled(&text.value))
    };
    let texts: Vec<(Option<Language>, String)> = definition.title.variants().map(one).collect();
    by_language(texts.iter().map(|(language, text)| (language.as_ref(), text.clone())).collect())
}

/// The entry that says when the next meeting is: that of `next`, else the first of a calendar after this meeting.
fn announced(meeting: &Meeting) -> Option<&CalendarEntry> {
    let definition = &meeting.definition;
    let has_day = |entry: &&Placed<CalendarEntry>| is_held(entry) && day_of(entry).is_some();
    let slot = &definition.time;
    let last = slot.ends_on().last_day();
    let calendars = definition.annexes.iter().filter_map(|annex| annex.calendar.as_ref());
    let later = calendars.flat_map(|calendar| &calendar.entries).filter(has_day);
    let later = later.filter(|entry| day_of(entry).is_some_and(|day| day > last)).min_by_key(|entry| day_of(entry));
    definition.next.as_ref().filter(has_day).or(later).map(|entry| &entry.value)
}

/// Returns whether an entry is of a meeting that takes place.
fn is_held(entry: &CalendarEntry) -> bool {
    !matches!(entry.state, Some(EntryState::Cancelled | EntryState::NotHeld))
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
) -> Result<(String, Option<String>, &'static str), Refusal> {
    let slot = &meeting.definition.time;
    let of_entry = match meeting.definition.next {
        Some(_) => "as announced there",
        None => "as its calendar says",
    };
    if let (None, Some(start)) = (on, announced.and_then(|entry| entry.start.as_ref())) {
        let zone = announced.and_then(|entry| entry.zone.as_ref()).map(|zone| zone.value.name().to_owned());
        return Ok((start.value.to_string(), zone, of_entry));
    }
    let stated = on.map(|day| (day, "as you stated"));
    let said = || Some((Date::Day(announced.and_then(day_of)?), of_entry));
    // What is announced without its day may still say that it is at another time.
    let vague = meeting.definition.next.as_ref().filter(|entry| is_held(entry)).and_then(|entry| entry.date.as_ref());
    let as_announced = |day: &Date| vague.is_none_or(|vague| vague.holds(day.first_day()));
    let much_later = || as_much_later(meeting).filter(as_announced);
    let regular = || Some((much_later()?, "as much later as that was after the one before it"));
    let (day, source) = stated.or_else(said).or_else(regular).ok_or_else(|| without_a_day(meeting, vague))?;
    if day.last_day() < slot.first_day() {
        let message = format!("`{}` is on {}, and {day} is before it", meeting.id, slot.date());
        return Err(Refusal::of_use(message, "state a day after it: `--on 2026-09-02`"));
    }
    let start = match (day, slot.local_start()) {
        (Date::Day(_), Some(start)) => format!("{day}T{}", start.0.time().strftime("%H:%M")),
        _ => day.to_string(),
    };
    Ok((start, None, source))
}

/// That nothing says on which day the next meeting is; `vague` is the month or year that is announced.
fn without_a_day(meeting: &Meeting, vague: Option<&Placed<Date>>) -> Refusal {
    match vague {
        Some(date) => Refusal::of_use(
            format!("`{}` says of the next meeting only that it is in {}", meeting.id, date.value),
            format!("state the day there as `next`, or here: `--on {}`", date.last_day()),
        ),
        None => Refusal::of_use(
            format!("`{}` does not say when the next meeting is", meeting.id),
            "state it there as `next`, or here: `--on 2026-09-02`",
        ),
    }
}

/// As much after the meeting as that was after the one before it: the same weekday of a month ("the third Thursday"), the same day
/// of a month, or as many whole weeks.
fn as_much_later(meeting: &Meeting) -> Option<Date> {
    let Date::Day(this) = meeting.definition.time.date() else { return None };
    let before = day_of(meeting.definition.previous.as_ref()?)?;
    let weeks = (this.since(before).ok()?.get_days() + 3) / 7;
    let months = i32::from(this.year() - before.year()) * 12 + i32::from(this.month() - before.month());
    let nth = |day: civil::Date| ((day.day() - 1) / 7 + 1, day.weekday());
    let month = this.first_of_month().checked_add(months.months()).ok().filter(|_| months > 0);
    let next = match month {
        Some(month) if nth(this) == nth(before) => month.nth_weekday_of_month(nth(this).0, this.weekday()).ok(),
        Some(month) if this.day() == before.day() => month.with().day(this.day()).build().ok(),
        _ => None,
    };
    next.or_else(|| this.checked_add(weeks.weeks()).ok().filter(|_| weeks > 0)).map(Date::Day)
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
