//! The context of templates: the agenda.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use minijinja::value::merge_maps;
use minijinja::{Value, context};

use super::course::Course;
use super::decisions::{action, decided_under, decision};
use super::pieces::{
    amounts, anchor, chosen, clock, clock_at, link, of_label, optional_rich, optional_words, related, riches, role,
    speaker, together,
};
use super::timetable::Clocks;
use crate::compose::filled::{derived, from};
use crate::compose::scene::Scene;
use crate::compose::stops::ends_in_a_mark;
use crate::compose::value::{rich, sourced, word, words};
use crate::finding::Placed;
use crate::meeting::{Event, Form, Item, Prose, Remark, Sitting, SpeechForm, What};

/// All items, sections among them, parents before their children. Where there are sessions, an item that begins one
/// opens a heading over it; levels of headings count from 0 and leave out none.
pub(super) fn agenda(scene: &Arc<Scene>) -> Value {
    let definition = &scene.meeting.definition;
    let places = Places::of(scene);
    let course = Course::of(definition);
    let mut after = BTreeSet::new();
    after_sections(&definition.agenda, &mut after);
    let (mut now, mut deepest) = (None, 0);
    // A session may be opened again and again, by items that are taken up in turn.
    let mut opened: BTreeMap<&str, Value> = BTreeMap::new();
    let mut items = Vec::new();
    let mut around: Vec<&Item> = Vec::new();
    for (item, depth) in definition.items() {
        let session = places.session(item);
        let opens = session.filter(|session| now != Some(*session));
        if let Some(session) = opens {
            now = Some(session);
            deepest = 1;
        }
        let level = (depth + usize::from(session.is_some())).min(deepest);
        deepest = level + 1;
        let opens = opens.and_then(|id| {
            let sitting = places.of_session.get(id).map(|at| &places.sittings[*at])?;
            Some(opened.entry(id).or_insert_with(|| super::timetable::sitting(scene, sitting)).clone())
        });
        let after_section = opens.is_none() && after.contains(item.id.as_str());
        around.truncate(depth);
        let inside = inside(scene, item, &around);
        around.push(item);
        let place = context! { level, depth, inside, opens, after_section, clock => places.clock(scene, item) };
        let place = sourced(place, item.id.place, &[("clock", "start minutes")]);
        items.push(merge_maps([self::item(scene, item, &course), place]));
    }
    items.into()
}

/// The number of items that an item is inside; `around` are all parts of the agenda that it is inside. What has no number, such as a
/// break, stands where its neighbours do.
fn inside(scene: &Scene, item: &Item, around: &[&Item]) -> usize {
    let numbers = |item: &Item| scene.index.numbers(item.id.as_str()).len();
    match numbers(item) {
        0 => around.iter().rev().find(|outer| !outer.section).map_or(0, |outer| numbers(outer)),
        own => own - 1,
    }
}

/// Items that follow a section and do not belong to it, which their looks would not tell.
fn after_sections<'a>(items: &'a [Item], all: &mut BTreeSet<&'a str>) {
    let ends = |before: &Item, item: &Item| before.section && !before.items.is_empty() && !item.section;
    all.extend(items.windows(2).filter(|two| ends(&two[0], &two[1])).map(|two| two[1].id.as_str()));
    items.iter().for_each(|item| after_sections(&item.items, all));
}

/// Sessions to which no item is assigned.
pub(super) fn unassigned_sessions(scene: &Arc<Scene>) -> Vec<Value> {
    let sittings = scene.meeting.definition.sittings();
    let empty = sittings.iter().filter(|sitting| sitting.session.is_some() && sitting.entries.is_empty());
    empty.map(|sitting| super::timetable::sitting(scene, sitting)).collect()
}

/// The positions of items in the timetable.
struct Places<'a> {
    sittings: Vec<Sitting<'a>>,
    /// The session of an item, by its id, where the meeting has several; headings have that of their first item.
    sessions: BTreeMap<&'a str, &'a str>,
    /// Positions of sittings, by session.
    of_session: BTreeMap<&'a str, usize>,
    /// The start times of items that have an end as well, or state their start.
    starts: BTreeMap<&'a str, String>,
}

fn id_of<'a>(sitting: &Sitting<'a>) -> Option<&'a str> {
    sitting.session.map(|session| session.id.as_str())
}

impl<'a> Places<'a> {
    fn of(scene: &'a Scene) -> Self {
        let definition = &scene.meeting.definition;
        let sittings = definition.sittings();
        let (mut sessions, mut of_session, mut starts) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for (at, sitting) in sittings.iter().enumerate() {
            if let Some(id) = id_of(sitting) {
                of_session.entry(id).or_insert(at);
            }
            let mut clocks = Clocks::of_own_zone(scene, sitting.slot);
            for entry in &sitting.entries {
                sessions.extend(id_of(sitting).map(|id| (entry.item.id.as_str(), id)));
                let begins = entry.start.filter(|_| entry.end.is_some() || entry.stated.is_some());
                for (time, date) in clocks.times(begins, None) {
                    let begins = match date {
                        Some(date) => scene.on_date(time, date),
                        None => time,
                    };
                    starts.entry(entry.item.id.as_str()).or_insert(begins);
                }
            }
        }
        // Headings come before their items, so that they are looked at from the end.
        for (item, _) in definition.items().into_iter().rev() {
            let first = item.items.iter().find_map(|inner| sessions.get(inner.id.as_str()).copied());
            if let Some(session) = first {
                sessions.entry(item.id.as_str()).or_insert(session);
            }
        }
        Self { sittings, sessions, of_session, starts }
    }

    fn session(&self, item: &Item) -> Option<&'a str> {
        self.sessions.get(item.id.as_str()).copied()
    }

    /// The start of an item, where the agenda prints it: in sessions, and where a start is stated.
    fn clock(&self, scene: &Scene, item: &Item) -> Option<String> {
        let is_said = item.start.is_some() || !self.sessions.is_empty();
        let begins = self.starts.get(item.id.as_str()).filter(|_| is_said);
        begins.cloned().or_else(|| clock(scene, item.start.as_ref().map(|start| start.value)))
    }
}

fn item(scene: &Arc<Scene>, item: &Item, course: &Course) -> Value {
    let lead = together(scene, &item.lead, Form::Short);
    let endorsements = item.for_endorsement.len();
    let values = context! {
        id => item.id.as_str(),
        anchor => anchor(scene, &item.id),
        link => link(scene, &item.id),
        footnote => optional_rich(scene, item.footnote.as_ref()),
        section => item.section,
        consent => item.consent,
        is_break => item.is_break,
        purpose => item.purpose.map(|purpose| purpose.name()),
        purpose_text => item.purpose.map(|purpose| chosen(scene, &format!("purpose-{}", purpose.name()), item.id.place, "purpose")),
        stage => optional_words(scene, item.stage.as_ref()),
        closed => item.closed,
        closed_text => item.closed.then(|| chosen(scene, "closed", item.id.place, "closed")),
        session => item.session.as_ref().map(|session| scene.called(session.as_str(), Form::Plain)),
        number => scene.number_of_item(item.id.as_str()),
        mark => scene.mark_of_item(item.id.as_str()),
        title => words(scene, &item.title),
        heading => match &item.number {
            Some(number) => scene.say(
                "section-with-number",
                [("number", word(&number.value, number.place)), ("title", words(scene, &item.title))],
                None,
            ),
            None => words(scene, &item.title),
        },
        minutes => item.minutes.as_ref().map(|minutes| minutes.value),
        duration => duration(scene, item.minutes.as_ref()).filter(|_| item.as_issued.is_none()),
        lead => match &item.as_issued {
            Some(text) => Some(behind_a_title(scene.words(text)).into()),
            None => {
                // "Facilitated" is a word of the United Nations.
                let label = if scene.style.own_templates().is_none() { "facilitated-by" } else { "led-by" };
                lead.map(|names| scene.say(label, [("names", names)], Some(from(item.id.place, "lead"))))
            }
        },
        speakers => item.speakers.iter().map(|id| derived(speaker(scene, id), id.place, "")).collect::<Vec<_>>(),
        roles => item.roles.iter().map(|one| role(scene, one)).collect::<Vec<_>>(),
        documents => related(scene, item.papers()),
        text => optional_rich(scene, item.text.as_ref()),
        annotation => optional_rich(scene, item.annotation.as_ref().filter(|_| !scene.is_for_minutes())),
        amounts => amounts(scene, &item.amounts),
        questions => riches(scene, &item.questions),
        for_endorsement => item.for_endorsement.iter().enumerate().map(|(at, prose)| context! {
            text => rich(scene, prose),
            ending => (!is_ended(prose.text_in(&scene.language)))
                .then(|| of_label(scene, if at + 1 == endorsements { "list-end" } else { "list-continues" })),
        }).collect::<Vec<_>>(),
        remarks => item.remarks.iter().map(|remark| self::remark(scene, remark)).collect::<Vec<_>>(),
        note => optional_rich(scene, item.note.as_ref()),
        happened => item.has_happened(),
        proceedings => item.proceedings.iter().map(|one| event(scene, one, course)).collect::<Vec<_>>(),
        decisions => decided_under(scene, item),
        earlier_actions => item.earlier_actions.iter().map(|one| action(scene, one)).collect::<Vec<_>>(),
        actions => item.actions.iter().map(|one| action(scene, one)).collect::<Vec<_>>(),
        disposition => item.disposition.map(|disposition| disposition.name()),
        result => match (&item.result, item.disposition) {
            (Some(result), _) => Some(words(scene, result)),
            (None, Some(disposition)) => {
                Some(chosen(scene, &format!("item-{}", disposition.name()), item.id.place, "disposition"))
            }
            (None, None) => None,
        },
    };
    sourced(values, item.id.place, &SOURCES)
}

/// The keys of an item that its words in print come from.
const SOURCES: [(&str, &str); 4] =
    [("session", "session"), ("number", "number"), ("mark", "number"), ("lead", "as_issued")];

/// Returns whether an entry of a list ends with a mark of its own.
fn is_ended(entry: &str) -> bool {
    let entry = entry.trim_end();
    ends_in_a_mark(entry) || entry.ends_with([';', ',', ':', '；', '，', '：', '؛', '،'])
}

/// Words typed after a title: with a space before them unless they begin with a punctuation mark.
fn behind_a_title(words: &str) -> String {
    let mark = words.starts_with([',', ':', ';', '.']);
    if mark { words.to_owned() } else { format!(" {words}") }
}

fn remark(scene: &Scene, remark: &Remark) -> Value {
    let by = Some(from(remark.by.place, ""));
    let speaker = derived(scene.called(remark.by.as_str(), Form::Full), remark.by.place, "");
    let text = match &remark.capacity {
        Some(capacity) => {
            scene.say("remarks-in-capacity", [("speaker", speaker), ("capacity", words(scene, capacity))], by)
        }
        None => scene.say("remarks", [("speaker", speaker)], by),
    };
    context! {
        text,
        capacity => optional_words(scene, remark.capacity.as_ref()),
        duration => duration(scene, remark.minutes.as_ref()),
    }
}

/// "(20 minutes)".
fn duration(scene: &Scene, minutes: Option<&Placed<u32>>) -> Option<Value> {
    let minutes = minutes.filter(|minutes| minutes.value > 0);
    minutes.map(|minutes| {
        let count = scene.counted(minutes.value as usize, minutes.place, "");
        scene.say("duration", [("minutes", count)], Some(from(minutes.place, "")))
    })
}

/// Returns whether a text begins a sentence of its own, and does not continue after the speaker's name, as "asked whether …"
/// and ", the host, said" do: those begin with a small letter, a mark that ends a clause, or a reference. In scripts without
/// capital letters this is not known.
fn begins_sentence(text: &str) -> bool {
    // "(Norway) said that …"
    let aside = text.strip_prefix('(').and_then(|inside| inside.split_once(')')).map(|(_, rest)| rest);
    let text = aside.filter(|rest| !rest.trim().is_empty()).unwrap_or(text);
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || "*_~[(".contains(c));
    let goes_on = |c: char| c == '@' || ",;:’'".contains(c) || c.is_alphabetic() && !c.is_uppercase();
    let is_address = ["http://", "https://", "www."].iter().any(|beginning| text.starts_with(beginning));
    is_address || text.chars().next().is_some_and(|first| !goes_on(first))
}

/// Something that happened: `line` is the sentence for it, unless it has only a text.
fn event(scene: &Arc<Scene>, event: &Placed<Event>, course: &Course) -> Value {
    let taken = event.decision.as_ref().and_then(|id| scene.meeting.decision(id.as_str()));
    let of = |key: &str| Some(from(event.place, key));
    let at = clock_at(scene, event.at, event.place, "at");
    let form = scene.style.name_form();
    let who = scene.in_sentence(&event.who, |_| form);
    // After the time a sentence goes on.
    let sentence = |words: Value| scene.sentence(&words, &event.who, form);
    let line = (event.what != What::Said && event.what != What::RollCall).then(|| {
        let happened = scene.say(
            &format!("event-{}", event.what.name()),
            [
                ("who", who.clone().unwrap_or_else(|| "".into())),
                ("count", event.who.len().into()),
                ("gender", scene.gender(event.who.iter().map(|id| &id.value)).into()),
                ("again", if course.chairs_again(event) { "yes" } else { "no" }.into()),
                ("more", if course.goes_on(event) { "yes" } else { "no" }.into()),
            ],
            of("what"),
        );
        // A body may have no sentence for what happened: then only the text is printed, as what somebody says is.
        happened.is_true().then(|| match &at {
            Some(at) => {
                scene.within_sentence(&scene.say("event-at", [("event", happened), ("time", at.clone())], of("at")))
            }
            None => sentence(scene.say("event", [("event", happened)], of("what"))),
        })
    });
    let without_sentence = line.as_ref().is_some_and(Option::is_none);
    let line = line.flatten();
    let named = who.as_ref().filter(|_| !scene.meeting.definition.non_attribution);
    let is_verbatim = scene.style.speech == Some(SpeechForm::Verbatim);
    let begins = |text: &Prose| is_verbatim || begins_sentence(&text.text_in(&scene.language).value);
    let in_own_words = event.text.as_ref().is_some_and(begins);
    let called = |who: &Value| match in_own_words {
        true => scene.say("speaker-in-own-words", [("who", who.clone())], of("who")),
        false => who.clone(),
    };
    let speaker = named.map(called).map(|who| match &at {
        Some(at) => scene.say("speaker-at", [("who", who), ("time", at.clone())], of("at")),
        None => sentence(scene.say("speaker", [("who", who)], of("who"))),
    });
    let said_at = || at.as_ref().map(|at| scene.say("said-at", [("time", at.clone())], of("at")));
    let speaker = match event.what {
        What::Said => speaker.or_else(said_at),
        _ if without_sentence => said_at(),
        _ => None,
    };
    context! {
        what => event.what.name(),
        at,
        who,
        line,
        speaker,
        text => optional_rich(scene, event.text.as_ref()),
        decision => taken.map(|taken| decision(scene, taken)),
        action => event.action.as_ref().map(|one| action(scene, one)),
    }
}
