//! Names and titles of documents.

use super::audience::with_audience;
use super::scene::Scene;
use crate::document::DocumentKind;

impl Scene {
    /// The name of a document: "Minutes".
    pub(super) fn document_name(&self, document: &DocumentKind) -> String {
        let stated = self.meeting.paper(document.name()).and_then(|paper| paper.title.as_ref());
        match stated {
            Some(title) => self.words(title).to_owned(),
            // The minutes with marks are called after the minutes.
            None if *document == DocumentKind::Redline => {
                let minutes = self.document_name(&DocumentKind::Minutes);
                self.labels.say("document-redline", [("document", minutes.into())])
            }
            // A document of the workspace's own is called by its name, unless a label or title says otherwise.
            None if document.is_ours() => self.labels.say(&format!("document-{}", document.name()), []),
            None => self
                .labels
                .find_with(&format!("document-{}", document.name()), [])
                .unwrap_or_else(|| document.name().replace('-', " ")),
        }
    }

    /// The title of a document: "Minutes: Meeting (Senior Level), 8 February 2023".
    pub(super) fn document_title(&self, document: &DocumentKind) -> String {
        let definition = &self.meeting.definition;
        let name = self.document_name(document);
        let title = self.words(&definition.title);
        let date = self.dates_of(&definition.time);
        let arguments = [("document", name.into()), ("meeting", title.into()), ("date", date.into())];
        with_audience(&self.labels, &self.meeting, &self.language, self.labels.say("document-title", arguments))
    }

    /// The title of the pack as a whole: "Meeting (Senior Level), 8 February 2023".
    pub(super) fn pack_title(&self) -> String {
        let definition = &self.meeting.definition;
        let title = self.words(&definition.title);
        let date = self.dates_of(&definition.time);
        let title = self.labels.say("pack-title", [("meeting", title.into()), ("date", date.into())]);
        with_audience(&self.labels, &self.meeting, &self.language, title)
    }
}
