//! What templates see. `packs/README.md` describes it for those who write templates.
//!
//! Everything is always there: what a definition does not state is `none` or an empty list, so a
//! template that asks for a name that does not exist is told so.

mod agenda;
mod annexes;
mod attendance;
mod decisions;
mod files;
mod history;
mod minutes;
mod timetable;

use std::fmt;
use std::sync::{Arc, OnceLock};

use minijinja::value::{Enumerator, Object};
use minijinja::{Value, context};

use super::scene::Scene;
use super::value::{rich, words};
use crate::document::{DocumentKind, Format, PAGE, PAGES};
use crate::edition::signature_field;
use crate::finding::Placed;
use crate::meeting::{
    Amount, CalendarEntry, Chair, Date, EntryState, Form, Id, Masthead, Prose, Role, Signatory, Slot, Text, What, When,
};

/// A part of what templates see: its name, and how it is made.
type Part = (&'static str, fn(&Arc<Scene>) -> Value);

/// All parts, by the names under which templates see them.
const PARTS: [Part; 11] = [
    ("document", |scene| scene.document.as_ref().map(|here| document(scene, here)).into()),
    ("documents", |scene| documents(scene).into()),
    ("meeting", meeting),
    ("agenda", agenda::agenda),
    ("timetable", |scene| timetable::timetable(scene).into()),
    ("attendance", |scene| attendance::attendance(scene).into()),
    ("decisions", |scene| decisions::decisions(scene).into()),
    ("actions", |scene| decisions::actions(scene).into()),
    ("minutes", minutes::minutes),
    ("parts", |scene| files::parts(scene).into()),
    ("annexes", |scene| annexes::annexes(scene, scene.document == Some(DocumentKind::Annexes))),
];

/// All that a template sees. Each part is made when a template first asks for it, so that a document costs only what
/// it prints, and asks only for labels that it needs.
struct Seen {
    scene: Arc<Scene>,
    made: [OnceLock<Value>; PARTS.len()],
}

impl fmt::Debug for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(PARTS.iter().map(|(name, _)| name)).finish()
    }
}

impl Object for Seen {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let at = PARTS.iter().position(|(name, _)| Some(*name) == key.as_str())?;
        Some(self.made[at].get_or_init(|| PARTS[at].1(&self.scene)).clone())
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(PARTS.iter().map(|(name, _)| Value::from(*name)).collect())
    }
}

/// All that a template sees when a document is rendered.
pub(super) fn context(scene: &Arc<Scene>) -> Value {
    Value::from_object(Seen { scene: Arc::clone(scene), made: Default::default() })
}

/// All documents of the pack. Minutes see themselves and where those who took part are listed, if elsewhere: what they
/// print is what their approvals cover, see [`Content`](crate::meeting::Content).
fn documents(scene: &Arc<Scene>) -> Vec<Value> {
    if !scene.is_for_minutes() {
        return scene.documents.iter().map(|one| document(scene, one)).collect();
    }
    let seen = scene.documents.iter().filter_map(|one| match one {
        DocumentKind::Minutes => Some(document(scene, one)),
        DocumentKind::Attendance => {
            Some(context! { kind => one.name(), path => one.path(Format::Pdf), name => scene.document_name(one) })
        }
        _ => None,
    });
    seen.collect()
}

fn document(scene: &Arc<Scene>, document: &DocumentKind) -> Value {
    let paper = scene.meeting.paper(document.name());
    context! {
        kind => document.name(),
        is_record => document.is_record(),
        path => document.path(Format::Pdf),
        name => scene.document_name(document),
        title => scene.document_title(document),
        masthead => masthead(scene, paper.and_then(|paper| paper.masthead.as_ref())),
        contents => paper.is_some_and(|paper| paper.contents),
        introduction => optional_rich(scene, paper.and_then(|paper| paper.introduction.as_ref())),
    }
}

/// "Page 2 of 5", with characters for the numbers.
pub(super) fn page_of_pages(scene: &Scene) -> String {
    scene.labels.say("page-of-pages", [("page", PAGE.to_string().into()), ("pages", PAGES.to_string().into())])
}

/// The symbol that a document is filed under.
pub(super) fn symbol(scene: &Scene, document: &DocumentKind) -> Option<String> {
    let own = scene.meeting.paper(document.name()).and_then(|paper| paper.masthead.as_ref());
    let shared = scene.meeting.definition.masthead.as_ref();
    let stated = own.and_then(|own| own.symbol.as_ref()).or_else(|| shared?.symbol.as_ref());
    stated.map(|symbol| scene.words(symbol).to_owned())
}

/// A line at the head or foot of a page is taken for prose that no reader speaks if it has more words.
const WORDS_OF_A_HEAD: usize = 7;

fn is_short(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count() <= WORDS_OF_A_HEAD
}

/// What a document is called at the head of its pages: its name, or if that is long what such documents are called.
pub(super) fn short_name(scene: &Scene, document: &DocumentKind) -> String {
    let name = scene.document_name(document);
    let general = || scene.labels.find_with(&format!("document-{}", document.name()), []);
    if is_short(&name) { name } else { general().unwrap_or(name) }
}

/// What runs along the pages: "Network · Meeting (Senior Level) · 8 February 2023", without the title if it is long, and
/// without the date if it still is.
pub(super) fn running(scene: &Scene) -> String {
    let definition = &scene.meeting.definition;
    let body = scene.called(definition.body.as_str(), Form::Short);
    let date = scene.dates_of(&definition.time);
    let title = scene.words(&definition.title);
    let whole = scene
        .labels
        .say("running-head", [("body", body.as_str().into()), ("title", title.into()), ("date", date.as_str().into())]);
    if is_short(&whole) {
        return whole;
    }
    let short = scene.labels.say("running-head-short", [("body", body.as_str().into()), ("date", date.into())]);
    if !is_short(&short) && is_short(&body) { body } else { short }
}

/// What stands in the head of a document: its own before that of all documents.
fn masthead(scene: &Scene, own: Option<&Masthead>) -> Value {
    let shared = scene.meeting.definition.masthead.as_ref();
    let text = |of: fn(&Masthead) -> &Option<Text>| {
        let stated = own.and_then(|own| of(own).as_ref()).or_else(|| shared.and_then(|shared| of(shared).as_ref()));
        optional_words(scene, stated)
    };
    let date = own.and_then(|own| own.date).or_else(|| shared.and_then(|shared| shared.date));
    context! {
        symbol => text(|masthead| &masthead.symbol),
        distribution => text(|masthead| &masthead.distribution),
        date => date.map(|date| scene.date(date.date())),
        original => text(|masthead| &masthead.original),
        session => text(|masthead| &masthead.session),
        lines => [own, shared].into_iter().flatten().find(|one| !one.lines.is_empty()).map_or_else(Vec::new, |one| {
            one.lines.iter().map(|line| words(scene, line)).collect()
        }),
        agenda_item => text(|masthead| &masthead.agenda_item),
    }
}

fn meeting(scene: &Arc<Scene>) -> Value {
    let definition = &scene.meeting.definition;
    let body = scene.meeting.registry.bodies.get(definition.body.as_str());
    let slot = &definition.time;
    let day = slot.first_day();
    let venue = definition.venue.as_ref();
    let weekday = matches!(slot.date(), Date::Day(_)) && (slot.last_date().is_none() || slot.minutes.is_some());
    context! {
        title => words(scene, &definition.title),
        footnote => optional_rich(scene, definition.footnote.as_ref()),
        body => context! {
            name => body.map(|body| words(scene, &body.name)),
            short_name => scene.called(definition.body.as_str(), Form::Short),
            organization => body.and_then(|body| body.organization.as_ref()).map(|name| words(scene, name)),
        },
        kind => definition.kind.map(|kind| kind.name()),
        kind_text => definition.kind.map(|kind| scene.labels.say(&format!("kind-{}", kind.name()), [])),
        closed => definition.closed,
        status => definition.status().name(),
        status_text => status(scene),
        draft => definition.status().is_draft(),
        as_issued => definition.as_issued,
        numbered_paragraphs => scene.style.numbered_paragraphs.unwrap_or_default(),
        roll_called => definition.items().iter().any(|(item, _)| {
            item.proceedings.iter().any(|event| event.what == What::RollCall)
        }),
        unassigned_sessions => agenda::unassigned_sessions(scene),
        has_sessions => !definition.sessions.is_empty(),
        date => scene.dates_of(slot),
        first_day => slot.date().to_string(),
        weekday => weekday.then(|| scene.weekday(day)),
        year => day.year(),
        month => day.month(),
        day => day.day(),
        times => scene.times_of(slot),
        minutes => slot.length(),
        state => slot.state.name(),
        state_text => meeting_state(scene, slot),
        place => venue.and_then(|venue| venue.place.as_ref()).map(|place| words(scene, place)),
        platform => venue.and_then(|venue| venue.platform.as_ref()).map(|platform| words(scene, platform)),
        moved_from => slot.moved_from.map(|date| scene.date(date)),
        links => definition.links.iter().map(|link| context! {
            title => words(scene, &link.title),
            url => link.url.as_str(),
        }).collect::<Vec<_>>(),
        previous => definition.previous.as_ref().map(|entry| neighbour(scene, entry)),
        next => definition.next.as_ref().map(|entry| neighbour(scene, entry)),
        chairs => definition.chairs.iter().map(|chair| self::chair(scene, chair)).collect::<Vec<_>>(),
        chairs_line => chairs_line(scene),
        chaired_by => chaired_by(scene),
        officers => definition.officers.iter().map(|role| self::role(scene, role)).collect::<Vec<_>>(),
        non_attribution => definition.non_attribution,
        deadlines => deadlines(scene),
        history => history::history(scene),
        certification => optional_rich(scene, definition.certification.as_ref()),
        signatories => definition.signatories.iter().map(|one| signatory(scene, one)).collect::<Vec<_>>(),
    }
}

/// "Adopted on 27 February 2023", or how far the papers are otherwise.
fn status(scene: &Scene) -> String {
    match scene.meeting.adopted_on() {
        Some(date) => scene.labels.say("status-adopted-on", [("date", scene.date(date).into())]),
        None => scene.labels.say(&format!("status-{}", scene.meeting.definition.status().name()), []),
    }
}

/// "Cancelled"; `none` if it stands.
fn meeting_state(scene: &Scene, slot: &Slot) -> Option<String> {
    let open = slot.state != EntryState::Confirmed;
    open.then(|| scene.labels.say(&format!("meeting-{}", slot.state.name()), []))
}

/// Deadlines in the order of their dates; `before` tells those that are over when the meeting ends.
fn deadlines(scene: &Scene) -> Vec<Value> {
    let definition = &scene.meeting.definition;
    let slot = &definition.time;
    let end = slot.last_date().unwrap_or(slot.date()).first_day();
    let dated = definition.deadlines.iter().map(|deadline| (deadline, scene.meeting.deadline_date(deadline)));
    let mut dated: Vec<_> = dated.collect();
    dated.sort_by_key(|(_, date)| date.map(crate::meeting::Date::first_day));
    let deadline = |(deadline, date): (&crate::meeting::Deadline, Option<Date>)| {
        context! {
            title => words(scene, &deadline.title),
            date => date.map(|date| scene.date(date)),
            before => date.is_some_and(|date| date.first_day() <= end),
        }
    };
    dated.into_iter().map(deadline).collect()
}

/// The meeting before or after: "Third meeting, 8 March 2024, Geneva (to be confirmed)".
fn neighbour(scene: &Scene, entry: &CalendarEntry) -> Value {
    let date = match (&entry.start, &entry.date) {
        (Some(start), _) => Some(When::Time(start.value)),
        (None, date) => date.as_ref().map(|date| When::Date(date.value)),
    };
    let dates = date.map(|date| match entry.until {
        Some(until) => scene.period(Some(date.date()), Some(until)),
        None => scene.date(date.date()),
    });
    let time = match date {
        Some(When::Time(time)) => Some(scene.time(time.0.time())),
        _ => None,
    };
    let place = entry.place.as_ref().map(|place| scene.words(place).to_owned());
    let title = entry.title.as_ref().map(|title| scene.words(title).to_owned());
    let host = entry.host.as_ref().map(|host| scene.labels.say("host", [("host", scene.words(host).into())]));
    let held_with = entry.held_with.as_ref().map(|words| scene.words(words).to_owned());
    let parts = [title, dates.clone(), time.clone(), place, host, held_with];
    let line = parts.into_iter().flatten().collect::<Vec<_>>().join(&scene.labels.say("details-separator", []));
    let open = entry.state.filter(|state| *state != EntryState::Confirmed);
    let state = open.map(|state| scene.labels.say(&format!("remark-{}", state.name()), []));
    context! {
        title => optional_words(scene, entry.title.as_ref()),
        date => dates,
        time,
        place => optional_words(scene, entry.place.as_ref()),
        remote => entry.remote,
        state => entry.state.map(|state| state.name()),
        line => match state {
            Some(state) => scene.labels.say("with-remark", [("text", line.into()), ("remark", state.into())]),
            None => line,
        },
        url => entry.url.as_ref().map(|url| url.as_str().to_owned()),
    }
}

/// "Rapporteur: Ana Silva".
fn role(scene: &Scene, role: &Role) -> Value {
    context! {
        role => words(scene, &role.role),
        names => together(scene, &role.who, Form::Plain),
    }
}

fn signatory(scene: &Scene, signatory: &Signatory) -> Value {
    let person = scene.meeting.registry.people.get(signatory.person.as_str());
    let title = person.and_then(|person| person.title.as_ref());
    let name = scene.called(signatory.person.as_str(), Form::Plain);
    let description = scene.labels.say("signature-field", [("name", name.into())]);
    context! {
        id => signatory.person.as_str(),
        name => scene.called(signatory.person.as_str(), Form::Plain),
        capacity => optional_words(scene, signatory.capacity.as_ref().or(title)),
        field => scene.meeting.definition.status().is_final().then(|| signature_field(signatory.person.as_str(), &description)),
    }
}

fn amounts(scene: &Scene, amounts: &[Amount]) -> Vec<Value> {
    let amount = |amount: &Amount| {
        context! {
            title => optional_words(scene, amount.title.as_ref()),
            sum => scene.money(&amount.sum),
        }
    };
    amounts.iter().map(amount).collect()
}

/// Documents that something is about: what each is called, and where a link to it leads.
fn related(scene: &Scene, ids: &[Placed<Id>]) -> Vec<Value> {
    let document = |id: &Placed<Id>| {
        let called = scene.called(id.as_str(), Form::Plain);
        let title = scene.called(id.as_str(), Form::Title);
        let anchor = link(scene, id);
        context! {
            title => (title != called).then_some(title),
            text => called,
            url => scene.url(id.as_str()).filter(|_| anchor.is_none()),
            anchor,
        }
    };
    ids.iter().map(document).collect()
}

fn chair(scene: &Scene, chair: &Chair) -> Value {
    context! {
        name => scene.called(chair.person.as_str(), Form::Plain),
        introduced => speaker(scene, &chair.person),
        role => optional_words(scene, chair.role.as_ref()),
    }
}

/// "Co-Chairs: Ilze Brands Kehris, ASG, OHCHR (permanent co-Chair); …".
fn chairs_line(scene: &Scene) -> Option<String> {
    let chairs = &scene.meeting.definition.chairs;
    let named = chairs.iter().map(|chair| {
        let name = speaker(scene, &chair.person);
        // A role that says what the name is followed by already is said once.
        match chair.role.as_ref().filter(|role| !name.ends_with(scene.words(role))) {
            Some(role) => {
                scene.labels.say("chair-with-role", [("chair", name.into()), ("role", scene.words(role).into())])
            }
            None => name,
        }
    });
    let named: Vec<String> = named.collect();
    let together = named.join(&scene.labels.say("chairs-separator", []));
    let arguments = [("count", named.len().into()), ("chairs", together.into())];
    (!named.is_empty()).then(|| scene.labels.say("chairs-of-meeting", arguments))
}

/// "The meeting was co-chaired by … and …."
fn chaired_by(scene: &Scene) -> Option<String> {
    let chairs = &scene.meeting.definition.chairs;
    let names: Vec<String> = chairs.iter().map(|chair| titled(scene, &chair.person)).collect();
    let arguments = [("count", names.len().into()), ("chairs", scene.labels.join(&names).into())];
    (!names.is_empty()).then(|| scene.labels.say("chaired-by", arguments))
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

/// "Ilze Brands Kehris, ASG, OHCHR"; an entity by its abbreviation.
fn speaker(scene: &Scene, id: &Id) -> String {
    let name = scene.called(id.as_str(), Form::Plain);
    let person = scene.meeting.registry.people.get(id.as_str());
    let rank = person.and_then(|person| person.rank_abbreviation.as_ref().or(person.rank.as_ref()));
    let rank = rank.map(|rank| scene.words(rank).to_owned());
    let entity = person.and_then(|person| person.entity.as_ref());
    let entity = entity.map(|entity| scene.called(entity.as_str(), Form::Plain));
    let parts: Vec<String> = std::iter::once(name).chain(rank).chain(entity).collect();
    parts.join(&scene.labels.say("details-separator", []))
}

fn optional_words(scene: &Scene, text: Option<&Text>) -> Option<Value> {
    text.map(|text| words(scene, text))
}

fn optional_rich(scene: &Arc<Scene>, prose: Option<&Prose>) -> Option<Value> {
    prose.map(|prose| rich(scene, prose))
}

fn riches(scene: &Arc<Scene>, prose: &[Prose]) -> Vec<Value> {
    prose.iter().map(|prose| rich(scene, prose)).collect()
}

/// Several by their short names, joined; `none` if there is nobody.
fn together(scene: &Scene, ids: &[Placed<Id>], form: Form) -> Option<String> {
    (!ids.is_empty()).then(|| scene.called_together(ids.iter().map(|id| &id.value), form))
}

/// The anchor of something in the document being rendered.
fn anchor(scene: &Scene, id: &Id) -> Option<String> {
    scene.anchor_here(id.as_str())
}

/// The anchor of something here, or else in the document it is at home in: where a link to it leads.
fn link(scene: &Scene, id: &Id) -> Option<String> {
    scene.anchor_here(id.as_str()).or_else(|| scene.anchor_at_home(id.as_str()))
}

/// A clock time: "10:15".
fn clock(scene: &Scene, clock: Option<crate::meeting::Clock>) -> Option<String> {
    clock.map(|clock| scene.time(clock.0))
}
