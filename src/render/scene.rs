//! What rendering one document needs to know at any point.

use std::sync::Arc;

use super::document::DocumentKind;
use super::labels::Labels;
use crate::meeting::{Id, Index, Language, Meeting, Target};

/// A meeting in one language, seen from one of its documents. Shared by the values that templates
/// hold, which must own what they need: hence the `Arc`s.
#[derive(Clone)]
pub(super) struct Scene {
    pub(super) meeting: Arc<Meeting>,
    pub(super) index: Arc<Index>,
    pub(super) labels: Arc<Labels>,
    pub(super) language: Language,
    /// The documents of the pack.
    pub(super) documents: Vec<DocumentKind>,
    /// The one being rendered; none for the sheet that puts all together.
    pub(super) document: Option<DocumentKind>,
}

impl Scene {
    pub(super) fn new(
        meeting: &Arc<Meeting>,
        language: &Language,
        labels: &Arc<Labels>,
        documents: &[DocumentKind],
    ) -> Self {
        Self {
            index: Arc::new(Index::of(meeting).0),
            meeting: Arc::clone(meeting),
            labels: Arc::clone(labels),
            language: language.clone(),
            documents: documents.to_vec(),
            document: None,
        }
    }

    /// The same, seen from a document.
    pub(super) fn seen_from(&self, document: Option<DocumentKind>) -> Arc<Self> {
        Arc::new(Self { document, ..self.clone() })
    }

    /// The title of a document: "Minutes: Meeting (Senior Level), 8 February 2023".
    pub(super) fn document_title(&self, kind: DocumentKind) -> String {
        let definition = &self.meeting.definition;
        let name = self.labels.say(&format!("document-{}", kind.name()), []);
        let title = self.words(&definition.title);
        let date = self.date(crate::meeting::Date::Day(definition.time.start.0.date()));
        self.labels.say("document-title", [("document", name.into()), ("meeting", title.into()), ("date", date.into())])
    }

    /// The name by which links find a thing in a document, if it is there.
    pub(super) fn anchor(&self, document: DocumentKind, id: &str) -> Option<String> {
        let there = match (self.index.get(id)?, document) {
            (Target::Item(_), DocumentKind::Agenda | DocumentKind::Minutes)
            | (Target::Annex(_), DocumentKind::Annexes)
            | (Target::Decision(_) | Target::Section(_), DocumentKind::Minutes) => true,
            (Target::Person, DocumentKind::Minutes) => self.represents(|person, _| person.as_str() == id),
            (Target::Entity, DocumentKind::Minutes) => self.represents(|_, entity| entity.as_str() == id),
            _ => false,
        };
        (there && self.documents.contains(&document)).then(|| format!("{}.{id}", document.name()))
    }

    /// Whether somebody or something is in the list of participants.
    fn represents(&self, is: impl Fn(&Id, &Id) -> bool) -> bool {
        let attendance = self.meeting.definition.attendance.iter();
        let mut entities = attendance.flat_map(|attendance| &attendance.representatives);
        entities.any(|entity| entity.people.iter().any(|person| is(person, &entity.entity)))
    }
}
