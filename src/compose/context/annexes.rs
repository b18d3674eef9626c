//! The context of templates: the annexes.

use std::collections::BTreeSet;
use std::sync::Arc;

use minijinja::value::merge_maps;
use minijinja::{Value, context};

use super::files;
use super::pieces::{chosen, name_of, optional_rich, optional_words, riches, together};
use crate::compose::filled::{derived, from};
use crate::compose::scene::Scene;
use crate::compose::value::{rich, sourced, words};
use crate::document::PAGE;
use crate::finding::Placed;
use crate::meeting::{
    Activity, ActivitySummary, Annex, AnnexContent, Calendar, CalendarEntry, Covers, Date, FileKind, Form,
    OutcomeDocument, Pillar, SummaryEntry, WorkPlan,
};

/// All annexes; with what is in them if `whole`, else only what an index needs.
pub(super) fn annexes(scene: &Arc<Scene>, whole: bool) -> Value {
    let annexes = &scene.meeting.definition.annexes;
    let shares = |at: usize| annexes.get(at).is_some_and(|annex| shares_cover(scene, annex));
    // Files whose covers stand together come after the last of those.
    let mut behind: Vec<Value> = Vec::new();
    let annex = |(at, annex): (usize, &Annex)| {
        let head = head(scene, annex, whole);
        let Some(content) = annex.contents().into_iter().next().filter(|_| whole) else { return head };
        let content = self::content(&scene.inside(annex.language.as_ref()), annex, content);
        let files = content.get_attr("files").ok().and_then(|files| files.try_iter().ok());
        let begins =
            |(number, file): (usize, Value)| merge_maps([file, context! { begins => shares(at) && number == 0 }]);
        behind.extend(files.into_iter().flatten().enumerate().map(begins));
        let is_last = !(shares(at) && shares(at + 1));
        let pages = if is_last { std::mem::take(&mut behind) } else { Vec::new() };
        let follows = at > 0 && shares(at - 1) && shares(at);
        let kind = pages.last().and_then(|page| page.get_attr("kind").ok());
        let outside = kind.is_some_and(|kind| kind.as_str() == Some("pdf"));
        let uncovered = has_no_cover(scene, annex);
        merge_maps([head, content, context! { pages, outside, shared => shares(at), follows, uncovered }])
    };
    annexes.iter().enumerate().map(annex).collect::<Vec<Value>>().into()
}

/// Returns whether the cover of an annex shares a page with others: the annex consists only of PDFs.
fn shares_cover(scene: &Scene, annex: &Annex) -> bool {
    let is_of_pdfs = !annex.files.is_empty() && annex.files.iter().all(|file| file.kind() == FileKind::Pdf);
    is_of_pdfs && scene.style.covers == Some(Covers::Shared)
}

/// Returns whether an annex has no cover: it is one PDF, of which the foot of its first page says all that a cover would.
fn has_no_cover(scene: &Scene, annex: &Annex) -> bool {
    let files = annex.files_in(&scene.language);
    let is_one_pdf = matches!(files.as_slice(), [(_, file)] if file.kind() == FileKind::Pdf && file.title.is_none());
    let says_more = annex.notice.is_some() || annex.footnote.is_some();
    scene.style.covers == Some(Covers::None) && is_one_pdf && !says_more
}

fn head(scene: &Arc<Scene>, annex: &Annex, whole: bool) -> Value {
    let title = scene.meeting.annex_title(annex);
    context! {
        id => annex.id.as_str(),
        anchor => scene.anchor_at_home(annex.id.as_str()),
        number => scene.index.numbers(annex.id.as_str()).first(),
        label => derived(scene.annex_label(annex.id.as_str()), annex.id.place, "number"),
        page => scene.labels.say("page-number", [("page", PAGE.to_string().into())]),
        title => optional_words(scene, title),
        only_in => only_in(scene, annex),
        footnote => if whole { optional_rich(scene, annex.footnote.as_ref()) } else { None },
        mark => scene.meeting.is_draft(annex).then(|| scene.labels.say("draft-mark", [])),
        notice => optional_words(scene, annex.notice.as_ref().filter(|_| whole)),
        is_stub => scene.meeting.is_stub(&annex.id),
        kind => annex.contents().first().map(|content| kind(*content)),
    }
}

/// "[English only]": an annex that is not in the language of the edition.
fn only_in(scene: &Scene, annex: &Annex) -> Option<String> {
    let languages = annex.foreign_in(&scene.language);
    let names: Vec<String> = languages.iter().map(|language| name_of(scene, language)).collect();
    let arguments = [("count", names.len().into()), ("languages", scene.labels.join(&names).into())];
    (!names.is_empty()).then(|| scene.labels.say("only-in", arguments))
}

fn kind(content: AnnexContent<'_>) -> &'static str {
    match content {
        AnnexContent::WorkPlan(_) => "work-plan",
        AnnexContent::ActivitySummary(_) => "activity-summary",
        AnnexContent::OutcomeDocument(_) => "outcome-document",
        AnnexContent::Calendar(_) => "calendar",
        AnnexContent::Text(_) => "text",
        AnnexContent::Files(_) => "files",
    }
}

fn content(scene: &Arc<Scene>, annex: &Annex, content: AnnexContent<'_>) -> Value {
    match content {
        AnnexContent::WorkPlan(plan) => work_plan(scene, plan),
        AnnexContent::ActivitySummary(summary) => activity_summary(scene, summary),
        AnnexContent::OutcomeDocument(document) => outcome_document(scene, document),
        AnnexContent::Calendar(calendar) => self::calendar(scene, calendar),
        AnnexContent::Text(text) => context! { text => rich(scene, text) },
        AnnexContent::Files(_) => files::files(scene, annex),
    }
}

fn work_plan(scene: &Arc<Scene>, plan: &WorkPlan) -> Value {
    let pillars = plan.pillars.iter().enumerate();
    context! {
        introduction => optional_rich(scene, plan.introduction.as_ref()),
        pillars => pillars.map(|(at, pillar)| self::pillar(scene, at + 1, pillar)).collect::<Vec<_>>(),
    }
}

fn pillar(scene: &Arc<Scene>, number: usize, pillar: &Pillar) -> Value {
    context! {
        label => scene.say("pillar", [("number", number.into())], Some(from(pillar.title.place, "number"))),
        title => words(scene, &pillar.title),
        objective => optional_rich(scene, pillar.objective.as_ref()),
        activities => pillar.activities.iter().map(|activity| self::activity(scene, activity)).collect::<Vec<_>>(),
    }
}

fn activity(scene: &Arc<Scene>, activity: &Activity) -> Value {
    let values = context! {
        title => rich(scene, &activity.title),
        lead => together(scene, &activity.lead, Form::Plain),
        partners => together(scene, &activity.partners, Form::Plain),
        timeline => scene.period(activity.from, activity.until),
        resources => optional_rich(scene, activity.resources.as_ref()),
        status => activity.status.name(),
        status_text => chosen(scene, &format!("activity-{}", activity.status.name()), activity.title.place, "status"),
    };
    sourced(values, activity.title.place, &[("timeline", "from until")])
}

fn activity_summary(scene: &Arc<Scene>, summary: &ActivitySummary) -> Value {
    context! {
        introduction => optional_rich(scene, summary.introduction.as_ref()),
        entries => summary.entries.iter().map(|entry| summary_entry(scene, entry)).collect::<Vec<_>>(),
    }
}

fn summary_entry(scene: &Arc<Scene>, entry: &SummaryEntry) -> Value {
    let date = match entry.until {
        Some(until) => scene.period(Some(entry.date), Some(until)),
        None => scene.date(entry.date),
    };
    let values = context! {
        date,
        title => words(scene, &entry.title),
        place => optional_words(scene, entry.place.as_ref()),
        outcome => rich(scene, &entry.outcome),
        partners => together(scene, &entry.partners, Form::Plain),
    };
    sourced(values, entry.title.place, &[("date", "date")])
}

/// Paragraphs are numbered through, from the operative ones on into the sections.
fn outcome_document(scene: &Arc<Scene>, document: &OutcomeDocument) -> Value {
    let mut count = 0;
    let mut numbered = |prose| {
        count += 1;
        context! { number => count, text => rich(scene, prose) }
    };
    let operative: Vec<Value> = document.operative.iter().map(&mut numbered).collect();
    let sections = document.sections.iter().enumerate().map(|(at, section)| {
        context! {
            number => scene.labels.say("section-number", [("number", (at + 1).into())]),
            title => words(scene, &section.title),
            paragraphs => section.paragraphs.iter().map(&mut numbered).collect::<Vec<_>>(),
        }
    });
    let sections: Vec<Value> = sections.collect();
    context! {
        introduction => optional_rich(scene, document.introduction.as_ref()),
        preamble => riches(scene, &document.preamble),
        operative,
        sections,
    }
}

fn calendar(scene: &Arc<Scene>, calendar: &Calendar) -> Value {
    context! {
        introduction => optional_rich(scene, calendar.introduction.as_ref()),
        with_times => calendar.entries.iter().any(|entry| entry.start.is_some()),
        with_places => calendar.entries.iter().any(|entry| {
            entry.value.place.is_some() || entry.remote || entry.host.is_some() || entry.held_with.is_some()
        }),
        with_states => calendar.entries.iter().any(|entry| entry.state.is_some() || entry.moved_from.is_some()),
        with_levels => calendar.entries.iter().any(|entry| entry.level.is_some()),
        entries => calendar.entries.iter().map(|entry| calendar_entry(scene, calendar, entry)).collect::<Vec<_>>(),
    }
}

fn calendar_entry(scene: &Scene, calendar: &Calendar, entry: &Placed<CalendarEntry>) -> Value {
    let date = match (&entry.start, &entry.date) {
        (Some(start), _) if entry.until.is_some() => scene.period(Some(Date::Day(start.0.date())), entry.until),
        (Some(start), _) => scene.date(Date::Day(start.0.date())),
        (None, Some(date)) if entry.until.is_some() => scene.period(Some(date.value), entry.until),
        (None, Some(date)) => scene.date(date.value),
        (None, None) => String::new(),
    };
    let day = match (&entry.start, &entry.date) {
        (Some(start), _) => Some(start.0.date()),
        (None, Some(date)) if entry.until.is_none() => match date.value {
            Date::Day(day) => Some(day),
            _ => None,
        },
        _ => None,
    };
    let values = context! {
        date,
        weekday => day.map(|day| scene.weekday(day)),
        times => times(scene, calendar, entry),
        title => optional_words(scene, entry.title.as_ref()),
        group => optional_words(scene, entry.group.as_ref()),
        level => optional_words(scene, entry.level.as_ref()),
        place => optional_words(scene, entry.value.place.as_ref()),
        remote => entry.remote,
        host => optional_words(scene, entry.host.as_ref()),
        held_with => optional_words(scene, entry.held_with.as_ref()),
        url => entry.url.as_ref().map(|url| url.as_str().to_owned()),
        state => entry.state.map(|state| state.name()),
        state_text => entry.state.map(|state| chosen(scene, &format!("entry-{}", state.name()), entry.place, "state")),
        moved_from => entry.moved_from.map(|date| scene.labels.say("moved-from", [("date", scene.date(date).into())])),
    };
    let sources = [("date", "date start"), ("weekday", "date start"), ("times", "start"), ("moved_from", "moved_from")];
    sourced(values, entry.place, &sources)
}

/// The start in the entry's zone and in each zone that the meeting shows.
fn times(scene: &Scene, calendar: &Calendar, entry: &CalendarEntry) -> Vec<String> {
    let slot = &scene.meeting.definition.time;
    let Some(start) = entry.start.as_ref() else { return Vec::new() };
    let Some(own) = entry.zone.as_ref().or(calendar.zone.as_ref()).or(slot.zone.as_ref()) else {
        return vec![scene.time(start.0.time())];
    };
    let Some(instant) = own.instant(start.value) else { return Vec::new() };
    let zones = std::iter::once(&own.value).chain(slot.zones(slot));
    let mut seen = BTreeSet::new();
    let shown = zones.map(|zone| scene.range(start.0.date(), &zone.moment(instant), None));
    shown.filter(|time| seen.insert(time.clone())).collect()
}
