//! What labels and templates say, apart from any document: words that are no secret, and names of months.

use super::labels::Labels;
use super::templates::Templates;
use crate::finding::Sources;
use crate::meeting::Meeting;
use crate::workspace::Files;

/// Returns the texts of labels and templates that a pack uses: what they say is no secret.
pub fn open_words(meeting: &Meeting, files: &dyn Files) -> Vec<String> {
    texts_of_templates(meeting, files, false)
}

/// Returns the same without shapes and styles, which are full of words that no document says: "block", "white".
pub fn words_of_templates(meeting: &Meeting, files: &dyn Files) -> Vec<String> {
    texts_of_templates(meeting, files, true)
}

/// Returns the names of months, those of January first, in each language of a meeting.
pub fn months(meeting: &Meeting, files: &dyn Files) -> Vec<Vec<String>> {
    let mut sources = Sources::new("");
    let style = meeting.style();
    let Ok(templates) = Templates::load(files, style.own_templates(), &mut sources) else { return Vec::new() };
    let editions = meeting.definition.editions();
    let labels = editions.iter().filter_map(|one| Labels::load(one, &templates, &style.labels, &sources).ok());
    labels.map(|labels| (1..=12).map(|month| labels.month(month)).collect()).collect()
}

fn texts_of_templates(meeting: &Meeting, files: &dyn Files, only_said: bool) -> Vec<String> {
    let mut sources = Sources::new("");
    let Ok(templates) = Templates::load(files, meeting.style().own_templates(), &mut sources) else {
        return Vec::new();
    };
    templates.texts(&meeting.definition.editions(), only_said, &sources)
}
