//! What labels and templates say, apart from any document: words that are no secret.

use super::templates::Templates;
use crate::finding::Sources;
use crate::meeting::Meeting;
use crate::workspace::Files;

/// Returns the texts of labels and templates that a pack uses: what they say is no secret.
pub fn open_words(meeting: &Meeting, files: &dyn Files) -> Vec<String> {
    let loaded = loaded(meeting, files);
    loaded.map(|(all, sources)| all.texts(&meeting.definition.editions(), false, &sources)).unwrap_or_default()
}

/// Returns what documents of a pack say whatever they are about: the same without shapes and styles, which are full of words that no
/// document says ("block", "white").
pub fn words_of_templates(meeting: &Meeting, files: &dyn Files) -> Vec<String> {
    let loaded = loaded(meeting, files);
    loaded.map(|(all, sources)| all.texts(&meeting.definition.editions(), true, &sources)).unwrap_or_default()
}

fn loaded(meeting: &Meeting, files: &dyn Files) -> Option<(Templates, Sources)> {
    let mut sources = Sources::new("");
    let templates = Templates::load(files, meeting.style().own_templates(), &mut sources).ok()?;
    Some((templates, sources))
}
