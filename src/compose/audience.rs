//! The audience of a pack, as its papers name it.

use super::labels::Labels;
use super::scene::Scene;
use crate::meeting::{Language, Meeting};

/// For whom the pack is, in the words of the definition, of the labels, or by the name of the audience.
pub(super) fn audience(scene: &Scene) -> Option<String> {
    let name = scene.meeting.audience.as_ref()?;
    let stated = scene.meeting.title_of_audience(name).map(|title| scene.words(title).to_owned());
    Some(audience_in(&scene.labels, name, stated))
}

/// The name of an audience in print: as it is stated, in the words of the labels, or its id.
pub(super) fn audience_in(labels: &Labels, name: &str, stated: Option<String>) -> String {
    stated.or_else(|| labels.find_with(&format!("audience-{name}"), [])).unwrap_or_else(|| name.to_owned())
}

/// A title with the audience of the pack before it: in lists of tabs and files the end of a title is not shown.
pub(super) fn with_audience(labels: &Labels, meeting: &Meeting, language: &Language, title: String) -> String {
    let Some(name) = &meeting.audience else { return title };
    let stated = meeting.title_of_audience(name).map(|title| title.text_in(language).value.clone());
    let audience = audience_in(labels, name, stated);
    labels.say("audience-and-title", [("audience", audience.into()), ("title", title.into())])
}
