//! All that composing one document needs to know at any point.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use super::homes::{homes, shows};
use super::joined::Joined;
use super::labels::Labels;
use super::pictures::Pictures;
use super::whereabouts::Whereabouts;
use super::zone_names::ZoneNames;
use crate::document::{DocumentKind, NumberedParagraph};
use crate::edition::{ChangesSince, CommentMatrix, Insertion};
use crate::finding::{Place, Placed};
use crate::meeting::{ByLanguage, Clock, Content, Index, Item, Language, Meeting, Namesakes, Parts, Style};

/// The numbered paragraphs of an edition, by the names of its documents.
pub type WholeNumbers = BTreeMap<String, Vec<NumberedParagraph>>;

/// A meeting in one language, seen from one of its documents. Shared by the values that templates
/// hold, which must own what they need: hence the `Arc`s.
#[derive(Clone)]
pub(super) struct Scene {
    pub(super) meeting: Arc<Meeting>,
    pub(super) index: Arc<Index>,
    pub(super) labels: Arc<Labels>,
    /// Words that are kept on one line with the next.
    pub(super) joined: Arc<Joined>,
    /// The possible names of zones.
    pub(super) zones: Arc<ZoneNames>,
    pub(super) language: Language,
    pub(super) style: Arc<Style>,
    pub(super) pictures: Arc<Pictures>,
    /// Outside PDFs that the annexes show.
    pub(super) insertions: Arc<[Insertion]>,
    /// Ids of decisions that are printed where they were taken, each with when that was if nothing else there says it.
    pub(super) in_proceedings: Arc<BTreeMap<String, Option<Clock>>>,
    /// The documents that print each thing.
    pub(super) whereabouts: Arc<Whereabouts>,
    /// People who share a short form of their names.
    pub(super) namesakes: Arc<Namesakes>,
    /// Ids of entities that are members, where the members are entities.
    pub(super) member_entities: Arc<BTreeSet<String>>,
    /// Titles of items and the places of their ids, by id.
    pub(super) item_titles: Arc<BTreeMap<String, (String, Place)>>,
    /// The digest of what the minutes say, once it was asked for.
    content: Arc<OnceLock<String>>,
    /// Numbered paragraphs of the whole, by document, where this is what an audience gets of it.
    pub(super) whole: Arc<WholeNumbers>,
    /// What changed since the pack was last sent out.
    pub(super) changes: Option<Arc<ChangesSince>>,
    /// What reviewers said of the documents.
    pub(super) comments: Option<Arc<CommentMatrix>>,
    pub(super) documents: Arc<[DocumentKind]>,
    /// The same, for looking one up.
    names: Arc<BTreeSet<DocumentKind>>,
    /// The one being composed; none for the head of the page for browsers.
    pub(super) document: Option<DocumentKind>,
    /// The language of texts that state none, where it is another than the edition's: inside an annex, and in an edition for
    /// which nobody has translated anything.
    other: Option<Language>,
}

impl Scene {
    pub(super) fn new(
        meeting: &Arc<Meeting>,
        language: &Language,
        labels: &Arc<Labels>,
        documents: &[DocumentKind],
        pictures: Pictures,
    ) -> Self {
        let definition = &meeting.definition;
        let minuted = definition.decisions_in_proceedings().into_iter().map(|(id, at)| (id.to_owned(), at));
        let title = |item: &Item| item.title.text_in(language).value.clone();
        let titles = definition.items().into_iter();
        let titles = titles.map(|(item, _)| (item.id.as_str().to_owned(), (title(item), item.id.place)));
        Self {
            index: Arc::new(Index::of(meeting).0),
            pictures: Arc::new(pictures),
            insertions: Arc::default(),
            style: Arc::new(meeting.style().clone()),
            in_proceedings: Arc::new(minuted.collect()),
            whereabouts: Arc::new(Whereabouts::of(meeting)),
            namesakes: Arc::new(meeting.namesakes(language)),
            member_entities: Arc::new(meeting.member_entities()),
            item_titles: Arc::new(titles.collect()),
            meeting: Arc::clone(meeting),
            joined: Arc::new(Joined::of(labels)),
            zones: Arc::new(ZoneNames::of(meeting, labels)),
            labels: Arc::clone(labels),
            language: language.clone(),
            content: Arc::default(),
            whole: Arc::default(),
            changes: None,
            comments: None,
            documents: documents.into(),
            names: Arc::new(documents.iter().cloned().collect()),
            document: None,
            other: Some(definition.first_edition())
                .filter(|first| language != first && Parts::of(definition).leave_out(language, first)),
        }
    }

    /// The same, seen from a document.
    pub(super) fn seen_from(&self, document: Option<DocumentKind>) -> Arc<Self> {
        Arc::new(Self { document, ..self.clone() })
    }

    /// The same, inside an annex that is in another language than the edition.
    pub(super) fn inside(self: &Arc<Self>, language: Option<&Language>) -> Arc<Self> {
        let Some(language) = language else { return Arc::clone(self) };
        let other = (language.general() != self.language.general()).then(|| language.clone());
        if other == self.other { Arc::clone(self) } else { Arc::new(Self { other, ..Self::clone(self) }) }
    }

    /// A text as this edition shows it, and its language if that is another.
    pub(super) fn text<'a>(&'a self, text: &'a ByLanguage) -> (&'a Placed<String>, Option<&'a Language>) {
        match &self.other {
            // In its own language rather than in any; one that states none is in it.
            Some(other) if text.foreign_in(&self.language).is_some() => {
                (text.text_in(other), text.foreign_in(other).or(Some(other)))
            }
            Some(other) if text.states_none() => (text.text_in(other), Some(other)),
            _ => (text.text_in(&self.language), text.foreign_in(&self.language)),
        }
    }

    /// The digest of what the minutes say.
    pub(super) fn content(&self) -> &str {
        self.content.get_or_init(|| Content::digest(&Content::of(&self.meeting, &self.language).texts()))
    }

    /// Returns true if it is the minutes that are made.
    pub(super) fn is_for_minutes(&self) -> bool {
        self.document == Some(DocumentKind::Minutes)
    }

    /// The name by which links find a thing in a document, if it is there.
    pub(super) fn anchor(&self, document: &DocumentKind, id: &str) -> Option<String> {
        let there = shows(document, &self.whereabouts, id, self.index.get(id)?);
        (there && self.names.contains(document)).then(|| format!("{}.{id}", document.name()))
    }

    /// The name by which links find a thing in the document being composed.
    pub(super) fn anchor_here(&self, id: &str) -> Option<String> {
        self.document.as_ref().and_then(|document| self.anchor(document, id))
    }

    /// The name by which links find a thing in the document to which it belongs.
    pub(super) fn anchor_at_home(&self, id: &str) -> Option<String> {
        let mut there = homes(self.index.get(id)?).iter().filter(|home| self.names.contains(*home));
        there.find_map(|document| self.anchor(document, id))
    }
}
