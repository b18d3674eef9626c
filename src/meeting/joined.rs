//! A definition joined with the registry of its workspace.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use super::positions::Positions;
use super::trees::Trees;
use super::voters::Voters;
use super::{
    Annex, Approvals, Counted, Date, Deadline, Decision, Definition, DocumentTitle, EarlierMeeting, KeptNumbers,
    Listing, MinutesOrder, PREVIOUS_MINUTES_PDF, Paper, Registry, Reissue, Section, Series, Session, Status, Style,
    Text, Withholdings,
};
use crate::document::{DocumentKind, Format};

/// A meeting as the stages see it: its definition with the registry of its workspace.
#[derive(Debug, Clone)]
pub struct Meeting {
    /// The pack's id, which is the name of its folder.
    pub id: String,
    /// Its folder in the workspace, with its pictures.
    pub folder: String,
    /// The definition, `meeting.json`.
    pub definition: Definition,
    /// People, entities, bodies and document titles: those of the pack before those of the workspace.
    pub registry: Registry,
    /// The approvals of the minutes.
    pub approvals: Approvals,
    /// The parts of the definition that not every audience gets.
    pub withholdings: Withholdings,
    /// The meetings before it.
    pub series: Series,
    /// The audience that this is cut for; none if it is all that the definition says.
    pub audience: Option<String>,
    /// Documents that were sent out and say something else now, by their symbols.
    pub reissues: BTreeMap<String, Reissue>,
    /// Numbers of annexes that stay as they were sent out.
    pub kept: KeptNumbers,
    /// The ids of what stands in the place of items, annexes, decisions and sessions that this audience does not get.
    pub stubs: BTreeSet<String>,
    /// The definition and the registry as trees, made when they are first asked for.
    trees: OnceLock<Trees>,
    /// Found when they are first asked for.
    positions: OnceLock<Positions>,
    pub(super) counted: OnceLock<Vec<Counted>>,
    pub(super) earlier: OnceLock<Vec<Arc<Meeting>>>,
    style: OnceLock<Style>,
    voters: OnceLock<Voters>,
}

impl Meeting {
    /// Puts a definition and the workspace's registry together; the pack's own entries win.
    pub fn new(id: String, folder: String, definition: Definition, shared: Registry, approvals: Approvals) -> Self {
        let own = Registry {
            schema: None,
            people: definition.people.clone(),
            entities: definition.entities.clone(),
            bodies: definition.bodies.clone(),
            documents: definition.documents.clone(),
        };
        Self {
            id,
            folder,
            definition,
            registry: own.over(shared),
            approvals,
            withholdings: Withholdings::default(),
            series: Series::default(),
            audience: None,
            reissues: BTreeMap::new(),
            kept: KeptNumbers::default(),
            stubs: BTreeSet::new(),
            trees: OnceLock::new(),
            positions: OnceLock::new(),
            counted: OnceLock::new(),
            earlier: OnceLock::new(),
            style: OnceLock::new(),
            voters: OnceLock::new(),
        }
    }

    /// The same with what not every audience gets of it.
    #[must_use]
    pub fn withholding(self, withholdings: Withholdings) -> Self {
        Self { withholdings, ..self }
    }

    /// The same as a meeting of a series.
    #[must_use]
    pub fn after(self, series: Series) -> Self {
        Self { series, earlier: OnceLock::new(), ..self }
    }

    /// The same as what one audience gets.
    #[must_use]
    pub fn made_for(self, audience: String) -> Self {
        Self { audience: Some(audience), earlier: OnceLock::new(), ..self }
    }

    /// The same with documents that are reissues.
    #[must_use]
    pub fn reissuing(self, reissues: BTreeMap<String, Reissue>) -> Self {
        Self { reissues, ..self }
    }

    /// The same with the ids of what stands in the place of others.
    #[must_use]
    pub fn with_stubs(self, stubs: BTreeSet<String>) -> Self {
        Self { stubs, ..self }
    }

    /// The path in the workspace of a file in the pack's folder; of the minutes of the previous meeting, that in its signed
    /// pack, where they are in the first language of this one, if they exist in it.
    pub fn path_of(&self, file: &str) -> String {
        let beside = || self.folder.rsplit_once('/').map_or("", |(parent, _)| parent);
        let path = match self.series.last_held().filter(|_| file == PREVIOUS_MINUTES_PDF) {
            Some(last) => format!("{}/{}/signed.zip#{}", beside(), last.pack, self.minutes_of(last)),
            None => format!("{}/{file}", self.folder),
        };
        path.trim_start_matches('/').to_owned()
    }

    /// The path of the minutes in the pack of an earlier meeting.
    fn minutes_of(&self, earlier: &EarlierMeeting) -> String {
        let minutes = DocumentKind::Minutes.path(Format::Pdf);
        let editions = earlier.definition.editions();
        let own = Some(self.definition.first_edition()).filter(|own| editions.contains(own));
        match own.or_else(|| editions.first().cloned()).filter(|_| editions.len() > 1) {
            Some(edition) => format!("{}/{minutes}", edition.as_str()),
            None => minutes,
        }
    }

    /// The style of the documents: that of the definition, and where it says nothing that of the body.
    pub fn style(&self) -> &Style {
        self.style.get_or_init(|| {
            let body = self.registry.bodies.get(self.definition.body.as_str());
            let own = self.definition.style.clone().unwrap_or_default();
            own.over(body.and_then(|body| body.style.clone()).unwrap_or_default())
        })
    }

    /// The sections that the minutes have, in order; none without minutes, or if they go item by item.
    pub fn sections(&self) -> Vec<Section> {
        let definition = &self.definition;
        let there = |section: &Section| match section {
            Section::Decisions => !definition.decisions.is_empty(),
            Section::Background => definition.background.is_some(),
            Section::Participants => definition.attendance.is_some(),
            Section::Agenda => !definition.agenda.is_empty(),
        };
        self.reserved_sections().iter().copied().filter(|section| definition.has_minutes() && there(section)).collect()
    }

    /// The sections that its minutes can have: nothing else can be called by their ids, now or later.
    pub(super) fn reserved_sections(&self) -> &'static [Section] {
        match self.style().order() {
            MinutesOrder::DecisionsFirst => &Section::ALL,
            MinutesOrder::ByItem => &[],
        }
    }

    pub(super) fn voters(&self) -> &Voters {
        let voters = || self.definition.attendance.as_ref().map(|attendance| Voters::of(&self.registry, attendance));
        self.voters.get_or_init(|| voters().unwrap_or_default())
    }

    /// The documents that the pack has: those it names, else agenda, annexes and minutes, each once. A document without content
    /// is left out, so that a pack can list all documents that it will have in the end.
    pub fn documents(&self) -> Vec<DocumentKind> {
        let mut seen = BTreeSet::new();
        self.listed_documents().into_iter().filter(|kind| seen.insert(kind.clone()) && self.is_due(kind)).collect()
    }

    /// The documents that the pack names and that there is nothing for yet.
    pub fn pending_documents(&self) -> Vec<DocumentKind> {
        self.listed_documents().into_iter().filter(|kind| !self.is_due(kind)).collect()
    }

    /// The documents that the pack names, else agenda, annexes and minutes, whether there is anything for them yet or not.
    pub fn listed_documents(&self) -> Vec<DocumentKind> {
        match self.definition.pack.as_slice() {
            [] => vec![DocumentKind::Agenda, DocumentKind::Annexes, DocumentKind::Minutes],
            papers => papers.iter().map(|paper| DocumentKind::named(paper.document.as_str())).collect(),
        }
    }

    /// Returns whether there is anything for a document to say.
    fn is_due(&self, document: &DocumentKind) -> bool {
        let definition = &self.definition;
        match document {
            DocumentKind::Agenda | DocumentKind::AnnotatedAgenda => !definition.agenda.is_empty(),
            DocumentKind::Timetable => !definition.agenda.is_empty() || !definition.sessions.is_empty(),
            DocumentKind::Annexes => !definition.annexes.is_empty(),
            DocumentKind::Minutes => definition.has_minutes(),
            DocumentKind::Decisions => !definition.decisions.is_empty(),
            DocumentKind::Summary => !definition.decisions.is_empty() || !definition.actions().is_empty(),
            DocumentKind::Resolutions => definition.decisions.iter().any(|decision| decision.kind.is_resolution()),
            DocumentKind::Attendance => {
                definition.attendance.is_some() && (definition.status() >= Status::Convened || definition.has_minutes())
            }
            DocumentKind::Register => {
                let is_new = definition.decisions.is_empty() && definition.actions().is_empty();
                !is_new || !self.series.earlier.is_empty()
            }
            DocumentKind::Complete | DocumentKind::Own(_) => true,
            // It is made where something was sent out, whether a pack names it or not.
            // They are made where something was sent out: the first whether a pack names it or not.
            DocumentKind::Changes | DocumentKind::Redline => false,
            // It is made of what reviewers send back.
            DocumentKind::Comments => false,
        }
    }

    /// The annex's title: its own, or the registered one. Until adoption the proposed form, if any.
    pub fn annex_title<'a>(&'a self, annex: &'a Annex) -> Option<&'a Text> {
        let proposed = self.proposed_title(annex).filter(|_| self.definition.status().is_draft());
        proposed.or(annex.title.as_ref()).or_else(|| self.registered_document(annex).map(|document| &document.title))
    }

    /// The title that an annex has until adoption, if it is another one than it will have.
    pub fn proposed_title<'a>(&'a self, annex: &'a Annex) -> Option<&'a Text> {
        let registered = || self.registered_document(annex).and_then(|document| document.proposed_title.as_ref());
        annex.proposed_title.as_ref().or_else(registered)
    }

    /// Returns whether an annex is marked as a draft by itself: it says so, or is proposed under another title than it will have.
    pub fn is_draft(&self, annex: &Annex) -> bool {
        let proposed = || self.proposed_title(annex).is_some() && self.definition.status().is_draft();
        annex.draft.unwrap_or_else(proposed)
    }

    /// The document that lends an annex its title, if the annex states none.
    fn registered_document(&self, annex: &Annex) -> Option<&DocumentTitle> {
        let stated = annex.title.is_some() || annex.proposed_title.is_some();
        self.registry.documents.get(annex.id.as_str()).filter(|_| !stated)
    }

    /// The day on which the minutes were adopted, if it is stated.
    pub fn adopted_on(&self) -> Option<Date> {
        let step = self.definition.history.iter().rfind(|step| step.status.value == Status::Adopted)?;
        Some(step.on.value.date())
    }

    pub(super) fn trees(&self) -> &Trees {
        self.trees.get_or_init(|| Trees::of(&self.definition, &self.registry))
    }

    fn positions(&self) -> &Positions {
        self.positions.get_or_init(|| Positions::of(&self.definition))
    }

    /// The annex of this id.
    pub fn annex(&self, id: &str) -> Option<&Annex> {
        self.definition.annexes.get(*self.positions().annexes.get(id)?)
    }

    /// The position of the annex of this id.
    pub fn position_of_annex(&self, id: &str) -> Option<usize> {
        self.positions().annexes.get(id).copied()
    }

    /// The decision of this id.
    pub fn decision(&self, id: &str) -> Option<&Decision> {
        self.definition.decisions.get(*self.positions().decisions.get(id)?)
    }

    /// The deadline of this id.
    pub fn deadline(&self, id: &str) -> Option<&Deadline> {
        self.definition.deadlines.get(self.position_of_deadline(id)?)
    }

    pub(super) fn position_of_deadline(&self, id: &str) -> Option<usize> {
        self.positions().deadlines.get(id).copied()
    }

    /// The definition's entry for a document, in `pack`.
    pub fn paper(&self, document: &str) -> Option<&Paper> {
        self.definition.pack.get(*self.positions().papers.get(document)?)
    }

    /// What its register lists.
    pub fn listings(&self) -> Vec<Listing> {
        let stated = self.paper(DocumentKind::Register.name()).map(|paper| paper.registers.clone());
        stated.filter(|stated| !stated.is_empty()).unwrap_or_else(|| vec![Listing::Actions, Listing::Decisions])
    }

    /// Returns whether its pack has, or will have, a register: then all meetings before it are printed.
    pub fn has_register(&self) -> bool {
        self.paper(DocumentKind::Register.name()).is_some()
    }

    /// The session of this id.
    pub fn session(&self, id: &str) -> Option<&Session> {
        self.definition.sessions.get(*self.positions().sessions.get(id)?)
    }
}
