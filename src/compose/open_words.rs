//! What labels and templates say, apart from any document: words that are no secret, and words for numbers.

use super::label_files::NUMBER_WORDS;
use super::labels::Labels;
use super::templates::Templates;
use crate::finding::Sources;
use crate::meeting::Meeting;
use crate::workspace::Files;

/// What an audience reads in its documents whatever they are about.
#[derive(Debug, Default)]
pub struct WordsOfTemplates {
    /// The texts of labels and templates, without shapes and styles, which are full of words that no document says: "block", "white".
    pub texts: Vec<String>,
    /// The words for numbers with their values, in each language.
    pub numbers: Vec<String>,
}

/// Returns the texts of labels and templates that a pack uses: what they say is no secret.
pub fn open_words(meeting: &Meeting, files: &dyn Files) -> Vec<String> {
    let loaded = loaded(meeting, files);
    loaded.map(|(all, sources)| all.texts(&meeting.definition.editions(), false, &sources)).unwrap_or_default()
}

/// Returns what documents of a pack say whatever they are about.
pub fn words_of_templates(meeting: &Meeting, files: &dyn Files) -> WordsOfTemplates {
    let Some((templates, sources)) = loaded(meeting, files) else { return WordsOfTemplates::default() };
    let editions = meeting.definition.editions();
    let own = &meeting.style().labels;
    let labels = editions.iter().filter_map(|one| Labels::load(one, &templates, own, &sources).ok());
    WordsOfTemplates {
        texts: templates.texts(&editions, true, &sources),
        numbers: labels.map(|labels| labels.say(NUMBER_WORDS, [])).collect(),
    }
}

fn loaded(meeting: &Meeting, files: &dyn Files) -> Option<(Templates, Sources)> {
    let mut sources = Sources::new("");
    let templates = Templates::load(files, meeting.style().own_templates(), &mut sources).ok()?;
    Some((templates, sources))
}
