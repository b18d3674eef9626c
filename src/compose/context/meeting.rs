//! The context of templates: the meeting as a whole.

use std::sync::Arc;

use minijinja::value::merge_maps;
use minijinja::{Value, context};

use super::kinds::says_kind;
use super::pieces::{chosen, meeting_state, optional_rich, optional_words, role, speaker};
use super::{agenda, history};
use crate::compose::audience::audience;
use crate::compose::filled::{derived, from, recast};
use crate::compose::scene::Scene;
use crate::compose::value::{capital_of_role, sourced, words};
use crate::document::DocumentKind;
use crate::edition::signature_field;
use crate::meeting::{CalendarEntry, Chair, Date, Deadline, EntryState, Form, Id, Role, Signatory, Text, Venue, When};

pub(super) fn meeting(scene: &Arc<Scene>) -> Value {
    let definition = &scene.meeting.definition;
    let body = scene.meeting.registry.bodies.get(definition.body.as_str());
    let slot = &definition.time;
    let day = slot.first_day();
    let venue = definition.venue.as_ref();
    let place = definition.title.place;
    let weekday = matches!(slot.date(), Date::Day(_)) && slot.is_of_one_day();
    let values = context! {
        title => words(scene, &definition.title),
        footnote => optional_rich(scene, definition.footnote.as_ref()),
        body => sourced(context! {
            name => body.map(|body| words(scene, &body.name)),
            short_name => scene.called(definition.body.as_str(), Form::Short),
            parents => body.map_or_else(Vec::new, |body| body.parents.iter().map(|parent| words(scene, parent)).collect()),
            organization => body.and_then(|body| body.organization.as_ref()).map(|name| words(scene, name)),
        }, definition.body.place, &[("short_name", "")]),
        kind => definition.kind.map(|kind| kind.name()),
        kind_text => definition.kind.map(|kind| chosen(scene, &format!("kind-{}", kind.name()), place, "kind")),
        kind_in_title => definition.kind.is_some_and(|kind| says_kind(scene, kind)),
        closed => definition.closed,
        closed_text => definition.closed.then(|| chosen(scene, "closed-meeting", place, "closed")),
        audience => audience(scene),
        is_extract => scene.meeting.is_part(),
        status => definition.status().name(),
        status_text => status(scene),
        draft => definition.status().is_draft(),
        as_issued => definition.as_issued,
        head_order => super::document::head_order(definition.masthead.as_ref()),
        resolutions_apart => scene.style.resolutions_stand_apart(),
        numbered_paragraphs => scene.style.numbered_paragraphs.unwrap_or_default(),
        roll_called => definition.calls_roll(),
        unassigned_sessions => agenda::unassigned_sessions(scene),
        has_sessions => !definition.sessions.is_empty(),
        date => scene.dates_of(slot),
        first_day => slot.date().to_string(),
        weekday => weekday.then(|| scene.weekday(day)),
        year => day.year(),
        month => day.month(),
        day => day.day(),
        times => scene.times_of(slot),
        when => scene.when(slot),
        minutes => slot.length(slot),
        state => slot.state.name(),
        state_text => meeting_state(scene, slot, place),
        place => venue.and_then(|venue| venue.place.as_ref()).map(|place| words(scene, place)),
        platform => venue.and_then(|venue| venue.platform.as_ref()).map(|platform| words(scene, platform)),
        platform_line => venue.and_then(|venue| platform_line(scene, venue)),
        moved_from => slot.moved_from.map(|date| scene.date(date)),
        links => definition.links.iter().map(|link| {
            let values = context! { title => words(scene, &link.title), url => link.url.as_str() };
            sourced(values, link.title.place, &[("url", "url")])
        }).collect::<Vec<_>>(),
        previous => definition.previous.as_ref().map(|entry| neighbour(scene, entry, "previous")),
        next => definition.next.as_ref().map(|entry| neighbour(scene, entry, "next")),
        chairs => definition.chairs.iter().map(|chair| self::chair(scene, chair)).collect::<Vec<_>>(),
        chairs_line => chairs_line(scene),
        chaired_by => chaired_by(scene),
        officers => definition.officers.iter().map(|one| officers(scene, one)).collect::<Vec<_>>(),
        non_attribution => definition.non_attribution,
        deadlines => deadlines(scene),
        history => history::history(scene),
        certification => optional_rich(scene, definition.certification.as_ref()),
        signatories => definition.signatories.iter().map(|one| signatory(scene, one)).collect::<Vec<_>>(),
    };
    sourced(values, definition.title.place, &SOURCES)
}

/// The keys of a definition that words about the meeting as a whole come from.
const SOURCES: [(&str, &str); 7] = [
    ("audience", "audiences"),
    ("date", "time"),
    ("moved_from", "time/moved_from"),
    ("status_text", "status history silence"),
    ("times", "time"),
    ("weekday", "time"),
    ("when", "time"),
];

/// "Adopted on 27 February 2023", or how far the papers are otherwise.
fn status(scene: &Scene) -> String {
    match scene.meeting.adopted_on() {
        Some(date) => scene.labels.say("status-adopted-on", [("date", scene.date(date).into())]),
        None => scene.labels.say(&format!("status-{}", scene.meeting.definition.status().name()), []),
    }
}

/// Deadlines in the order of their dates; `before` is true for those that are over when the meeting ends.
fn deadlines(scene: &Scene) -> Vec<Value> {
    let definition = &scene.meeting.definition;
    let slot = &definition.time;
    let end = slot.ends_on().first_day();
    // A pack that will have one of the two only has all of them there.
    let listed = scene.meeting.listed_documents();
    let [in_agenda, in_minutes] = [DocumentKind::Agenda, DocumentKind::Minutes].map(|kind| listed.contains(&kind));
    let dated = definition.deadlines.iter().map(|deadline| (deadline, scene.meeting.deadline_date(deadline)));
    let mut dated: Vec<_> = dated.collect();
    dated.sort_by_key(|(_, date)| date.map(Date::first_day));
    let deadline = |(deadline, date): (&Deadline, Option<Date>)| {
        let values = context! {
            title => words(scene, &deadline.title),
            date => date.map(|date| scene.date(date)),
            before => in_agenda && (!in_minutes || date.is_some_and(|date| date.first_day() <= end)),
        };
        sourced(values, deadline.title.place, &[("date", "date days")])
    };
    dated.into_iter().map(deadline).collect()
}

/// The meeting before or after, and the key that it has: "Third meeting, 8 March 2024, Geneva (to be confirmed)".
fn neighbour(scene: &Scene, entry: &CalendarEntry, key: &str) -> Value {
    let date = match (&entry.start, &entry.date) {
        (Some(start), _) => Some(When::Time(start.value)),
        (None, date) => date.as_ref().map(|date| When::Date(date.value)),
    };
    let dates = date.map(|date| match entry.until {
        Some(until) => scene.period(Some(date.date()), Some(until)),
        None => scene.date(date.date()),
    });
    // Where it is not said otherwise, it is in the zone of this meeting.
    let own = scene.meeting.definition.time.zone.as_ref();
    let zone = entry.zone.as_ref().filter(|zone| own.is_none_or(|own| own.value != zone.value));
    let time = entry.start.as_ref().map(|start| scene.local_time(start.value, zone.map(|zone| &zone.value)));
    let of_title = scene.meeting.definition.title.place;
    // One that is only named is found in the series.
    let own = |keys: &[&str]| keys.iter().map(|part| format!("{key}/{part} ")).collect::<String>() + key;
    let dates = dates.map(|dates| derived(dates, of_title, &own(&["start", "date", "until"])));
    let time = time.map(|time| derived(time, of_title, &own(&["start"])));
    let words = |text: &Option<Text>| optional_words(scene, text.as_ref());
    let [title, group, level, place, held_with] =
        [&entry.title, &entry.group, &entry.level, &entry.place, &entry.held_with].map(words);
    let host = entry.host.as_ref().map(|host| {
        scene.say("host", [("host", crate::compose::value::words(scene, host))], Some(from(of_title, &own(&["host"]))))
    });
    // "Meeting of 26 September 2025" says its date.
    let plain = |value: &Value| value.to_string().replace('\u{a0}', " ");
    let says = |title: &str, date: &str| {
        title.match_indices(date).any(|(at, _)| !title[..at].ends_with(|c: char| c.is_ascii_digit()))
    };
    let is_dated = |date: &&Value| title.as_ref().is_some_and(|title| says(&plain(title), &plain(date)));
    let date_apart = dates.as_ref().filter(|date| !is_dated(date)).cloned();
    let parts = [title, group, level, date_apart, time.clone(), place, host, held_with];
    let line = scene.strung(&parts.into_iter().flatten().collect::<Vec<_>>(), "details-separator");
    let open = entry.state.filter(|state| *state != EntryState::Confirmed);
    let state = open.map(|state| chosen(scene, &format!("remark-{}", state.name()), of_title, &own(&["state"])));
    context! {
        title => optional_words(scene, entry.title.as_ref()),
        date => dates,
        time,
        place => optional_words(scene, entry.place.as_ref()),
        remote => entry.remote,
        state => entry.state.map(|state| state.name()),
        line => match (line, state) {
            (Some(line), Some(state)) => scene.say("with-remark", [("text", line), ("remark", state)], None),
            (line, state) => line.or(state).unwrap_or_else(|| "".into()),
        },
        url => entry.url.as_ref().map(|url| url.as_str().to_owned()),
    }
}

/// "Online: Zoom"; where the United Nations meet on a platform alone, that is the venue.
fn platform_line(scene: &Scene, venue: &Venue) -> Option<Value> {
    let platform = words(scene, venue.platform.as_ref()?);
    let source = Some(from(scene.meeting.definition.title.place, "venue/platform"));
    Some(match venue.place.is_none() && scene.style.own_templates().is_none() {
        true => scene.say("venue", [("place", platform)], source),
        false => scene.say("platform", [("platform", platform)], source),
    })
}

fn signatory(scene: &Scene, signatory: &Signatory) -> Value {
    let person = scene.meeting.registry.people.get(signatory.person.as_str());
    let title = person.and_then(|person| person.title.as_ref());
    let name = scene.called(signatory.person.as_str(), Form::Plain);
    let description = scene.labels.say("signature-field", [("name", name.into())]);
    let values = context! {
        id => signatory.person.as_str(),
        name => scene.called(signatory.person.as_str(), scene.introduced_form(&signatory.person)),
        capacity => optional_words(scene, signatory.capacity.as_ref().or(title)),
        field => (scene.meeting.definition.status().is_final() && !scene.meeting.is_part()).then(|| signature_field(signatory.person.as_str(), &description)),
    };
    sourced(values, signatory.person.place, &[("name", "")])
}

fn chair(scene: &Scene, chair: &Chair) -> Value {
    let values = context! {
        name => scene.called(chair.person.as_str(), Form::Plain),
        introduced => speaker(scene, &chair.person),
        role => optional_words(scene, chair.role.as_ref()),
    };
    sourced(values, chair.person.place, &[("name", ""), ("introduced", "")])
}

/// "Rapporteur: Ana Silva, Brazil", as those who chair, where the members are entities.
fn officers(scene: &Scene, role: &Role) -> Value {
    if !role.who.iter().any(|id| scene.member_of(id).is_some()) {
        return self::role(scene, role);
    }
    let names: Vec<Value> = role.who.iter().map(|id| derived(speaker(scene, id), id.place, "")).collect();
    merge_maps([self::role(scene, role), context! { names => scene.strung(&names, "chairs-separator") }])
}

/// "Co-Chairs: Ilze Brands Kehris, ASG, OHCHR (permanent co-Chair); …".
fn chairs_line(scene: &Scene) -> Option<Value> {
    let chairs = &scene.meeting.definition.chairs;
    if chairs.is_empty() {
        return None;
    }
    let source = || Some(from(scene.meeting.definition.title.place, "chairs"));
    let together =
        |all: Value| scene.say("chairs-of-meeting", [("count", chairs.len().into()), ("chairs", all)], source());
    // "Chair: Ann Lee (Chair)" says it twice.
    let label = together("".into()).to_string().trim_end_matches([':', '：', ' ', '\u{a0}']).to_lowercase();
    // "Chairman: Joe Hart", in place of "Chair: Joe Hart (Chairman)".
    if let [Chair { person, role: Some(role) }] = chairs.as_slice()
        && is_word_for(&label, scene.words(role))
    {
        let name = derived(speaker(scene, person), person.place, "");
        let role = recast(&words(scene, role), capital_of_role);
        return Some(scene.say("role", [("role", role), ("names", name)], source()));
    }
    let named = chairs.iter().map(|chair| {
        let name = speaker(scene, &chair.person);
        // A role that says what the name is followed by already is said once.
        let said = |role: &str| name.ends_with(role) || role.to_lowercase() == label;
        match chair.role.as_ref().filter(|role| !said(scene.words(role))) {
            Some(role) => {
                let name = derived(name, chair.person.place, "");
                scene.say("chair-with-role", [("chair", name), ("role", words(scene, role))], None)
            }
            None => derived(name, chair.person.place, ""),
        }
    });
    scene.strung(&named.collect::<Vec<_>>(), "chairs-separator").map(together)
}

/// Returns whether a role begins with another word of one label's stem: "chairman" for "chair", "présidente de séance" for
/// "présidence". What somebody does ("chairing item 3") is no such word, and a role with a name in it, as in "Chairman of the
/// Board", is another office.
fn is_word_for(label: &str, role: &str) -> bool {
    const STEM: usize = 5;
    let stem = |word: &str| {
        let letters: String = word.to_lowercase().chars().take(STEM).collect();
        (letters.chars().count() == STEM).then_some(letters)
    };
    let (first, rest) = role.split_once(' ').unwrap_or((role, ""));
    let is_short = rest.split_whitespace().count() <= 2 && !role.contains([',', '(', ';', '，', '（', '；', '،']);
    // "主持人：陈国强", "رئيس الجلسة: …": these scripts have no stems at the beginning of words, and no capitals.
    if is_short && role.to_lowercase() != label && !role.contains(|c: char| c.is_lowercase() || c.is_uppercase()) {
        return true;
    }
    let is_name =
        is_short && !rest.contains(char::is_uppercase) && !["ing", "ed"].iter().any(|end| first.ends_with(end));
    is_name && role.to_lowercase() != label && stem(label).is_some() && stem(label) == stem(first)
}

/// "The meeting was co-chaired by … and …."
fn chaired_by(scene: &Scene) -> Option<Value> {
    let chairs = &scene.meeting.definition.chairs;
    let names = chairs.iter().map(|chair| derived(titled(scene, &chair.person), chair.person.place, ""));
    let names = scene.list(&names.collect::<Vec<_>>())?;
    let source = from(scene.meeting.definition.title.place, "chairs");
    Some(scene.say("chaired-by", [("count", chairs.len().into()), ("chairs", names)], Some(source)))
}

/// "Assistant Secretary-General for Human Rights (OHCHR) Ilze Brands Kehris".
fn titled(scene: &Scene, id: &Id) -> String {
    let name = scene.called(id.as_str(), Form::Plain);
    let person = scene.meeting.registry.people.get(id.as_str());
    let entity = person.and_then(|person| person.entity.as_ref());
    match (person.and_then(|person| person.title.as_ref()), entity) {
        (Some(_), Some(entity)) => scene.labels.say(
            "person-with-title-and-entity",
            [
                ("title", scene.called(id.as_str(), Form::Title).into()),
                ("entity", scene.called(entity.as_str(), Form::Plain).into()),
                ("name", name.into()),
            ],
        ),
        _ => scene.called(id.as_str(), Form::Formal),
    }
}
