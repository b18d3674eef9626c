//! Words that stand around the documents on the page for browsers, and what leads to other editions.

use super::audience::with_audience;
use super::labels::Labels;
use super::scene::Scene;
use super::templates::Templates;
use crate::document::{Document, EditionLink, Frame};
use crate::edition::CalendarFile;
use crate::finding::Sources;
use crate::meeting::{Language, Meeting};

/// Words around the documents on the page for browsers.
pub(super) fn frame(scene: &Scene, documents: &[Document], calendars: &[CalendarFile]) -> Frame {
    let say = |label: &str| scene.labels.say(label, []);
    let titled = |label: &str, title: &str| {
        scene.labels.say("label-with-title", [("label", label.into()), ("title", title.into())])
    };
    let documents = documents.iter().filter(|document| scene.documents.contains(&document.kind));
    let documents: Vec<&Document> = documents.collect();
    Frame {
        title: scene.pack_title(),
        skip: say("skip-to-text"),
        contents: say("contents"),
        languages: say("other-languages"),
        calendars: calendars.iter().map(|file| (file.path.clone(), say(&format!("add-{}", file.stem())))).collect(),
        notes: documents.iter().map(|document| titled(&document.name, &say("notes"))).collect(),
        back: say("back-to-text"),
        foot: say("for-the-screen"),
    }
}

/// The names of a pack's languages, each in itself, where there are several.
pub(super) fn edition_links(meeting: &Meeting, templates: &Templates, sources: &Sources) -> Vec<EditionLink> {
    let languages = meeting.definition.editions();
    if languages.len() < 2 {
        return Vec::new();
    }
    let link = |language: Language| {
        let labels = Labels::load(&language, templates, &meeting.style().labels, sources).ok();
        let name = labels.as_ref().and_then(|labels| labels.find_with("language-own", []));
        let title = meeting.definition.title.text_in(&language).value.clone();
        EditionLink {
            name: name.unwrap_or_else(|| language.as_str().to_owned()),
            title: match labels {
                Some(labels) => with_audience(&labels, meeting, &language, title),
                None => title,
            },
            language: language.as_str().to_owned(),
        }
    };
    languages.into_iter().map(link).collect()
}
