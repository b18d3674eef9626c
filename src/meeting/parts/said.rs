//! Parts of a meeting as rules see them: texts, and uses of ids.

use std::collections::BTreeMap;

use super::printed::PrintedIn;
use crate::finding::Placed;
use crate::meeting::{Annex, ByLanguage, Decision, Id, Item, Language, Prose, Text};

/// The use of an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wanted {
    /// A person.
    Person,
    /// An entity.
    Entity,
    /// Anybody who can act: a person, an entity, a body, or all chairs.
    Anybody,
    /// An item of the agenda.
    Item,
    /// A body.
    Body,
    /// A registered document or an annex.
    Document,
    /// A decision.
    Decision,
    /// A session.
    Session,
    /// A deadline.
    Deadline,
}

/// The part of a meeting to which a text belongs.
#[derive(Debug, Clone, Copy)]
pub enum Part<'a> {
    /// Title, place and chairs of the meeting.
    Masthead,
    /// The text that opens the minutes.
    Opening,
    /// The sentence on attendance.
    AttendanceSummary,
    /// The list of those who took part.
    Participants,
    /// A decision, or an action that follows from it.
    Decision(&'a Decision),
    /// The reasons for the meeting.
    Background,
    /// An item of the agenda, as it was planned.
    Item(&'a Item),
    /// The events under an item.
    Proceedings(&'a Item),
    /// The text that closes the minutes, and what stands above the signatures.
    Closing,
    /// A text that an item puts forward for endorsement.
    Tabled(&'a Item),
    /// An annex.
    Annex(&'a Annex),
    /// People, entities, bodies and documents that the pack declares itself.
    Declarations,
}

/// The kind of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Plain text in one line.
    Title,
    /// Markdown.
    Prose,
    /// A symbol, initials: no words of the meeting.
    Symbol,
    /// Words for a label of the documents, in the form of Project Fluent.
    Label,
}

impl Kind {
    /// Returns whether it says something in words of the meeting.
    pub fn is_of_words(self) -> bool {
        matches!(self, Self::Title | Self::Prose)
    }
}

/// A text of a definition.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// The text, in its languages.
    pub text: &'a ByLanguage,
    /// Its kind: plain text or Markdown.
    pub kind: Kind,
    /// The part to which it belongs.
    pub part: Part<'a>,
    /// The documents that print it.
    pub printed_in: PrintedIn,
}

/// Texts and uses of ids, in the order of the definition.
#[derive(Debug)]
pub struct Parts<'a> {
    /// All texts.
    pub said: Vec<Said<'a>>,
    /// Ids that are stated as such, apart from `@id` in prose.
    pub uses: Vec<(&'a Placed<Id>, Wanted)>,
    /// Numbers that are stated.
    pub numbers: Vec<&'a Placed<String>>,
    pub(super) here: Part<'a>,
    pub(super) printed_in: PrintedIn,
    /// Items under which something was decided: where decisions stand by themselves, these name them.
    pub(super) decided_under: BTreeMap<&'a str, PrintedIn>,
}

impl<'a> Parts<'a> {
    /// Returns whether nothing is written in a language of another edition than the first.
    pub fn leave_out(&self, language: &Language, first: &Language) -> bool {
        let mut written = self.said.iter().flat_map(|said| said.text.variants()).filter_map(|(language, _)| language);
        language.general() != first.general() && !written.any(|other| other.general() == language.general())
    }

    pub(super) fn from(here: Part<'a>) -> Self {
        Self {
            said: Vec::new(),
            uses: Vec::new(),
            numbers: Vec::new(),
            here,
            printed_in: PrintedIn::ANYTHING,
            decided_under: BTreeMap::new(),
        }
    }

    /// States the documents that print the parts that follow.
    pub(super) fn printed_in(&mut self, documents: PrintedIn) -> &mut Self {
        self.printed_in = documents;
        self
    }

    fn texts(&mut self, kind: Kind, texts: impl Iterator<Item = &'a ByLanguage>) {
        let (part, printed_in) = (self.here, self.printed_in);
        self.said.extend(texts.map(|text| Said { text, kind, part, printed_in }));
    }

    pub(super) fn titles(&mut self, texts: impl IntoIterator<Item = &'a Text>) {
        self.texts(Kind::Title, texts.into_iter().map(|text| &**text));
    }

    pub(super) fn prose(&mut self, texts: impl IntoIterator<Item = &'a Prose>) {
        self.texts(Kind::Prose, texts.into_iter().map(|text| &**text));
    }

    pub(super) fn anybody(&mut self, ids: &'a [Placed<Id>]) {
        self.uses.extend(ids.iter().map(|id| (id, Wanted::Anybody)));
    }

    pub(super) fn symbols(&mut self, texts: impl IntoIterator<Item = &'a Text>) {
        self.texts(Kind::Symbol, texts.into_iter().map(|text| &**text));
    }

    pub(super) fn labels(&mut self, texts: impl IntoIterator<Item = &'a Text>) {
        self.texts(Kind::Label, texts.into_iter().map(|text| &**text));
    }
}
