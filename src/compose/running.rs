//! Heads and feet of the pages of a document.

use unicode_width::UnicodeWidthStr;

use super::audience::audience;
use super::scene::Scene;
use crate::document::{DerivedFrom, DocumentKind, PAGE, PAGES, Run, Running};
use crate::meeting::{Form, Reissue, Status};

/// Heads and feet of the pages of a document.
pub(super) fn running(scene: &Scene, kind: &DocumentKind) -> Running {
    let status = scene.meeting.definition.status();
    // An invitation that is out is no draft any more.
    let is_draft = if kind.is_invitation() { status < Status::Convened } else { status.is_draft() };
    Running {
        line: Run { from: time(scene), ..Run::composed(line(scene, kind)) },
        symbol: symbol(scene, kind).map(|symbol| Run { from: stated_symbol(scene, kind), ..Run::composed(symbol) }),
        name: name(scene, kind),
        mark: is_draft.then(|| Run::labelled("draft-mark", scene.labels.say("draft-mark", []))),
        audience: audience(scene).map(|words| of_audience(scene, words)),
        is_restricted: scene.meeting.is_restricted(),
        page_of_pages: page_of_pages(scene),
        end: format!("{}..end", kind.name()),
        has_bars: false,
        in_parts: match kind {
            DocumentKind::Annexes => {
                scene.meeting.definition.annexes.iter().any(|annex| !scene.meeting.is_stub(&annex.id))
            }
            kind => *kind == DocumentKind::Complete,
        },
        is_wide: *kind == DocumentKind::Comments,
    }
}

/// The time of the meeting, which its line is derived from, besides the words that stand in it.
fn time(scene: &Scene) -> Option<DerivedFrom> {
    Some(DerivedFrom { place: scene.meeting.definition.title.place, keys: "time".to_owned() })
}

fn stated_symbol(scene: &Scene, document: &DocumentKind) -> Option<DerivedFrom> {
    let stated = scene.meeting.symbol_of(document.name())?;
    Some(DerivedFrom { place: scene.text(stated).0.place, keys: String::new() })
}

/// The name of a document at the head of its pages, as it is stated or as the labels have it.
fn name(scene: &Scene, document: &DocumentKind) -> Run {
    let stated = scene.meeting.paper(document.name()).and_then(|paper| paper.title.as_ref());
    match stated {
        Some(title) => Run::at(short_name(scene, document), scene.text(title).0.place),
        None => Run::labelled(format!("document-{}", document.name()), short_name(scene, document)),
    }
}

/// The name of an audience, likewise.
fn of_audience(scene: &Scene, words: String) -> Run {
    let audience = scene.meeting.audience.as_deref().unwrap_or_default();
    match scene.meeting.title_of_audience(audience) {
        Some(title) => Run::at(words, scene.text(title).0.place),
        None => Run::labelled(format!("audience-{audience}"), words),
    }
}

/// "Page 2 of 5", with characters for the numbers.
fn page_of_pages(scene: &Scene) -> String {
    scene.labels.say("page-of-pages", [("page", PAGE.to_string().into()), ("pages", PAGES.to_string().into())])
}

/// The symbol that a document is filed under.
fn symbol(scene: &Scene, document: &DocumentKind) -> Option<String> {
    let stated = scene.meeting.symbol_of(document.name())?;
    let revision = scene.meeting.reissue_of(document.name()).map(Reissue::suffix);
    Some(scene.words(stated).to_owned() + &revision.unwrap_or_default())
}

/// The name of a document at the head of its pages: its own, shortened if it leaves no room for what stands in the same line.
fn short_name(scene: &Scene, document: &DocumentKind) -> String {
    let beside = [symbol(scene, document), Some(scene.labels.say("draft-mark", [])), audience(scene)];
    let beside: Vec<String> = beside.into_iter().flatten().collect();
    shortened(scene, &scene.document_name(document), Running::room_beside(beside.iter().map(String::as_str)))
}

/// The first words of a text that fit into so many columns, and a sign that there were more. It is cut where a part of it ends, else
/// before short words, so that none of them ends it: "Report of the Committee…" of "Report of the Committee on the Peaceful Uses".
fn shortened(scene: &Scene, text: &str, room: usize) -> String {
    if text.width() <= room {
        return text.to_owned();
    }
    let all: Vec<&str> = text.split(' ').collect();
    // The sign that there were more takes a column.
    let fitting = (1..all.len()).take_while(|count| all[..*count].join(" ").width() < room).count();
    let ends_part = |words: &str| match words.ends_with('.') {
        true => !scene.joined.ends_in_an_abbreviation(words),
        false => words.ends_with([',', ':', ';']),
    };
    let ends = |count: &usize| ends_part(&all[..*count].join(" ")) || ["–", "—", "·", "|"].contains(&all[*count]);
    if let Some(count) = (2..=fitting).rev().find(ends) {
        return all[..count].join(" ").trim_end_matches([',', ':', ';', '.']).to_owned();
    }
    let is_short = |word: &str| word.chars().count() <= 3 && word.starts_with(char::is_lowercase);
    // What follows the last short words may be half of what they begin.
    let short = (2..=fitting).rev().find(|count| is_short(all[*count]));
    let mut count = short.unwrap_or(fitting);
    while count > 1 && is_short(all[count - 1]) {
        count -= 1;
    }
    let words = match count {
        // A text without spaces, as in Chinese.
        0 => (1..=all[0].chars().count())
            .map(|count| all[0].chars().take(count).collect::<String>())
            .take_while(|start| start.width() < room)
            .last()
            .unwrap_or_default(),
        count => all[..count].join(" "),
    };
    format!("{}…", words.trim_end_matches([',', ':', ';', '.']))
}

/// The line at the foot of each page: "Network · Meeting (Senior Level) · 8 February 2023". Where that is long it has the session
/// in place of the title, or none of them; then the name of the body is shortened. The date is never left out.
fn line(scene: &Scene, kind: &DocumentKind) -> String {
    let definition = &scene.meeting.definition;
    let body = scene.called(definition.body.as_str(), Form::Short);
    let date = scene.dates_of(&definition.time);
    let own = scene.meeting.paper(kind.name()).and_then(|paper| paper.masthead.as_ref());
    let session = own.and_then(|own| own.session.as_ref()).or_else(|| definition.masthead.as_ref()?.session.as_ref());
    let about = std::iter::once(&definition.title).chain(session).map(|words| scene.words(words));
    let whole = |body: &str, title: &str| {
        scene
            .labels
            .say("running-head", [("body", body.into()), ("title", title.into()), ("date", date.as_str().into())])
    };
    let short =
        |body: &str, date: &str| scene.labels.say("running-head-short", [("body", body.into()), ("date", date.into())]);
    let room = Running::room_beside([page_of_pages(scene).as_str()]);
    // A title that is the date, or has it, says it already: "Council 2024-08-16", "Meeting of 8 February 2023".
    let iso = definition.time.date().to_string();
    let plain = |words: &str| words.to_lowercase().replace('\u{a0}', " ");
    let says_date = |title: &str| title.contains(&iso) || plain(title).contains(&plain(&date));
    let mut lines = about.map(|title| match says_date(title) {
        true => short(&body, title),
        false => whole(&body, title),
    });
    lines.find(|line| line.width() <= room).unwrap_or_else(|| {
        // What would stand beside nothing is not printed: there is a name of one column.
        let around = short("a", &date).width() - 1;
        short(&shortened(scene, &body, room.saturating_sub(around)), &date)
    })
}
