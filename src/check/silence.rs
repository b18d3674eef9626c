//! The rules on adoption by silence: only after the deadline, and without an open objection.

use super::ladder::{is_before, over};
use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Place, count};
use crate::meeting::{Body, Date, LocalTime, Objection, Silence, Status, Step, When};

pub(super) const RULE: Rule = Rule {
    codes: &[
        &ADOPTED_TOO_EARLY,
        &ADOPTION_UNDATED,
        &OPEN_OBJECTION,
        &SILENCE_OUT_OF_ORDER,
        &SILENCE_TOO_SHORT,
        &SILENCE_MISSING,
    ],
    check,
};

const ADOPTED_TOO_EARLY: Code = Code::error(
    "adopted-too-early",
    "Minutes are adopted by silence before the deadline of the silence procedure: somebody could still have objected.",
)
.of(Group::Contradiction);
const ADOPTION_UNDATED: Code = Code::error(
    "adoption-undated",
    "Minutes are adopted by silence, and nothing says when. State the step under `history`: \
     `{\"status\": \"adopted\", \"on\": …}`.",
)
.of(Group::Completeness);
const OPEN_OBJECTION: Code = Code::error(
    "open-objection",
    "Minutes are adopted while somebody's objection is open. State how and when it was resolved under `resolution`.",
)
.of(Group::Contradiction);
const SILENCE_OUT_OF_ORDER: Code = Code::error(
    "silence-out-of-order",
    "Dates of a silence procedure contradict each other: the deadline is before the circulation, an objection came \
     before the circulation or after the deadline, or was resolved before it came, or `circulated` is not the day that \
     `history` gives.",
)
.of(Group::Contradiction);
const SILENCE_TOO_SHORT: Code =
    Code::error("silence-too-short", "The silence procedure is shorter than the body's `sign_off.silence_days`.")
        .of(Group::Contradiction);
const SILENCE_MISSING: Code = Code::error(
    "silence-missing",
    "The body adopts its minutes by silence (`sign_off.silence_days`), but these minutes were circulated or adopted \
     without a `silence` procedure.",
)
.of(Group::Completeness);

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let definition = &subject.meeting.definition;
    let days = body(subject).and_then(|body| body.sign_off.as_ref()).and_then(|rule| rule.silence_days);
    let Some(silence) = &definition.silence else {
        let missing = days.is_some() && definition.status() >= Status::Circulated && !definition.as_issued;
        return missing.then(|| missing_silence(subject)).into_iter().collect();
    };
    let mut findings: Vec<Finding> = out_of_order(silence).collect();
    findings.extend(circulated_otherwise(subject, silence, &definition.history));
    findings.extend(days.and_then(|days| too_short(silence, days)));
    if definition.status().is_final() {
        findings.extend(too_early(subject, silence));
        // Resolved after the adoption, it was open at the adoption.
        let adopted = definition.history.iter().rfind(|step| step.status.value.is_final()).map(|step| step.on.value);
        let is_open = |objection: &&Objection| {
            let resolved = objection.resolution.as_ref().map(|resolution| resolution.on.value);
            let resolved = resolved.map(|on| by_meeting(subject, silence, on));
            resolved.is_none_or(|on| adopted.is_some_and(|adopted| is_before(adopted, on)))
        };
        let open = silence.objections.iter().filter(is_open);
        findings.extend(open.map(|objection| open_objection(subject, objection)));
    }
    findings
}

fn body<'a>(subject: &Subject<'a>) -> Option<&'a Body> {
    let meeting = subject.meeting;
    meeting.registry.bodies.get(meeting.definition.body.as_str())
}

/// The place where the status of the minutes is stated.
pub(super) fn status_place(subject: &Subject<'_>) -> Place {
    let definition = &subject.meeting.definition;
    let stated = definition.status.as_ref().map(|status| status.place);
    stated.or(definition.history.last().map(|step| step.status.place)).unwrap_or(definition.body.place)
}

fn missing_silence(subject: &Subject<'_>) -> Finding {
    let status = subject.meeting.definition.status().name();
    let message =
        format!("the minutes are `{status}`, but the body adopts them by a silence procedure, which is not stated");
    Finding::new(&SILENCE_MISSING, status_place(subject), message)
        .hint("add `\"silence\": {\"circulated\": …, \"deadline\": …}`")
}

fn out_of_order(silence: &Silence) -> impl Iterator<Item = Finding> {
    let finding = |place: Place, message: String, other: Place, label: &str| {
        Finding::new(&SILENCE_OUT_OF_ORDER, place, message).hint("correct one of the dates").related(other, label)
    };
    let (begins, ends) = (&silence.circulated, &silence.deadline);
    let deadline = When::Time(ends.value);
    let backwards = is_before(deadline, begins.value).then(|| {
        finding(ends.place, "the deadline is before the circulation".to_owned(), begins.place, "circulated here")
    });
    let of_objections = silence.objections.iter().flat_map(move |objection| {
        let at = &objection.at;
        let early = is_before(at.value, begins.value).then(|| {
            finding(at.place, "this objection came before the circulation".to_owned(), begins.place, "circulated here")
        });
        let late = is_before(deadline, at.value).then(|| {
            let message = format!("this objection came after the deadline, {}", ends.value);
            finding(at.place, message, ends.place, "the deadline")
        });
        let resolved = objection.resolution.as_ref().filter(|resolution| is_before(resolution.on.value, at.value));
        let resolved = resolved.map(|resolution| {
            finding(resolution.on.place, "it was resolved before it came".to_owned(), at.place, "it came here")
        });
        early.into_iter().chain(late).chain(resolved)
    });
    backwards.into_iter().chain(of_objections)
}

/// Converts a time of the silence procedure, which may have its own zone, to the zone of the meeting.
fn by_meeting(subject: &Subject<'_>, silence: &Silence, when: When) -> When {
    let When::Time(local) = when else { return when };
    let own = subject.meeting.definition.time.zone.as_ref();
    let moment = own.zip(silence.zone.as_ref()).and_then(|(own, zone)| Some(own.moment(zone.instant(local)?)));
    When::Time(moment.map_or(local, |moment| LocalTime(moment.local)))
}

/// The rule that `circulated` is the day that `history` states.
fn circulated_otherwise(subject: &Subject<'_>, silence: &Silence, history: &[Step]) -> Option<Finding> {
    let step = history.iter().rfind(|step| step.status.value == Status::Circulated)?;
    let (a, b) = (silence.circulated.value, step.on.value);
    let here = by_meeting(subject, silence, a);
    (is_before(here, b) || is_before(b, here)).then(|| {
        let message = format!("the minutes were circulated on {a} here, but on {b} according to `history`");
        Finding::new(&SILENCE_OUT_OF_ORDER, silence.circulated.place, message)
            .hint("correct one of the two; minutes that are circulated again need a new silence procedure")
            .related(step.on.place, "the step")
    })
}

fn too_short(silence: &Silence, days: u32) -> Option<Finding> {
    let begins = silence.circulated.value.date().first_day();
    let ends = silence.deadline.value.0.date();
    let length = begins.until(ends).ok()?.get_days();
    (length < i32::try_from(days).unwrap_or(i32::MAX)).then(|| {
        let length = count(usize::try_from(length).unwrap_or_default(), "day");
        let message = format!("the silence procedure lasts {length}, but the body requires {days}");
        Finding::new(&SILENCE_TOO_SHORT, silence.deadline.place, message)
            .hint("set a later deadline")
            .related(silence.circulated.place, "circulated here")
    })
}

fn too_early(subject: &Subject<'_>, silence: &Silence) -> Option<Finding> {
    let adopted = subject.meeting.definition.history.iter().rfind(|step| step.status.value.is_final());
    let Some(step) = adopted else {
        let message = "the minutes are adopted by silence, but nothing says when";
        return Some(
            Finding::new(&ADOPTION_UNDATED, status_place(subject), message)
                .hint("add `{\"status\": \"adopted\", \"on\": …}` to `history`"),
        );
    };
    if !matches!(step.on.value, When::Time(_) | When::Date(Date::Day(_))) {
        let message = format!("the minutes are adopted by silence, but {} does not state the day", step.on.value);
        let finding = Finding::new(&ADOPTION_UNDATED, step.on.place, message);
        return Some(finding.hint("state the day, or day and time"));
    }
    // On the day of the deadline it counts as over, unless a time says otherwise.
    let deadline = by_meeting(subject, silence, When::Time(silence.deadline.value));
    let early = is_before(When::Time(LocalTime(over(&step.on))), deadline);
    let own = subject.meeting.definition.time.zone.as_ref();
    let zone = silence.zone.as_ref().or(own);
    early.then(|| {
        let zone = zone.map(|zone| format!(" ({})", zone.value)).unwrap_or_default();
        let message = format!(
            "the minutes were adopted on {}, but objections were possible until {}{zone}",
            step.on.value, silence.deadline.value
        );
        Finding::new(&ADOPTED_TOO_EARLY, step.on.place, message)
            .hint("adopt them after the deadline")
            .related(silence.deadline.place, "the deadline")
    })
}

fn open_objection(subject: &Subject<'_>, objection: &Objection) -> Finding {
    let who = name(subject, objection.by.as_str());
    let message = format!("the objection of {who} of {} was open when the minutes were adopted", objection.at.value);
    Finding::new(&OPEN_OBJECTION, objection.text.place, message)
        .hint("state how it was resolved: `\"resolution\": {\"on\": …, \"text\": …}`")
        .related(status_place(subject), "adopted here")
}

/// Who is meant, in their own name if they are registered.
pub(super) fn name(subject: &Subject<'_>, id: &str) -> String {
    let registry = &subject.meeting.registry;
    let person = registry.people.get(id).and_then(|person| person.name.all().next());
    let entity = registry.entities.get(id).and_then(|entity| entity.name.all().next());
    person.or(entity).map_or_else(|| format!("`{id}`"), |name| name.value.clone())
}
