//! The model: what a meeting is, as plain data.
//!
//! [`Definition`] is what one `meeting.json` says, [`Registry`] what all packs of a workspace share,
//! [`Meeting`] both together. Identity is written once (ids), everything else is derived:
//! [`Index`] gives each id its kind and number.
//!
//! It refuses to do input or output, and to hold words for people: sentences, labels and date forms
//! live in `templates/`.

mod agenda;
mod annex;
mod annex_file;
mod approval;
mod attendance;
mod by_language;
mod content;
mod date;
mod deadline;
mod decision;
mod definition;
mod holders;
mod id;
mod index;
mod ladder;
mod link;
mod markdown;
mod money;
mod named;
mod paper;
mod parts;
mod positions;
mod proceedings;
mod registry;
mod settings;
mod sitting;
mod time;
mod vote;
mod written;

pub use agenda::{Item, Purpose, Remark};
pub use annex::{
    Activity, ActivityStatus, ActivitySummary, Annex, AnnexContent, Calendar, CalendarEntry, EntryState,
    OutcomeDocument, OutcomeSection, Pillar, SummaryEntry, WorkPlan,
};
pub use annex_file::{AnnexFile, FileKind, FilePath, OutOfRange, PageRanges};
pub use approval::{Approval, Approvals, Given};
pub use attendance::{Attendance, Chair, Class, Count, Observers, Participant, Presence, Quorum, Representation};
pub use by_language::{ByLanguage, Language, Prose, Text};
pub use content::{Content, Line};
pub use date::{Clock, Date, Instant, LocalTime, Moment, When, Zone};
pub use deadline::{Counted, Deadline};
pub use decision::{Action, ActionStatus, Decision, DecisionKind, Disposition, Method};
pub use definition::{Background, Definition, Heads, MeetingKind};
pub use holders::Holders;
pub use id::{CHAIRS, Id, Section};
pub use index::{Clash, Index, Target};
pub use ladder::{Objection, Resolution, Silence, Status, Step};
pub use link::{Link, Url};
pub use markdown::{Block, Form, Image, Inline, Markdown, Reference, Side, Unsupported};
pub use money::{Amount, Money};
pub use paper::{Masthead, MinutesOrder, NameForm, Paper, Signatory, Style, UN_TEMPLATES, VoteForm};
pub use parts::{Kind, Part, Parts, Said, Wanted};
pub use proceedings::{Event, Role, What};
pub use registry::{Body, Demand, DocumentTitle, Entity, Entries, Person, Registry, SignOff, Term};
pub use settings::{Allowance, AnnexLimits, CheckSettings};
pub use sitting::{Entry, Sitting};
pub use time::{Session, Slot, Venue};
pub use vote::{Ballot, Candidate, Election, Names, Vote};

use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::document::DocumentKind;
use crate::finding::Placed;
use content::Trees;
use positions::Positions;

/// A meeting as the stages see it: its definition with the registry of its workspace.
#[derive(Debug, Clone)]
pub struct Meeting {
    /// The pack's id, which is the name of its folder.
    pub id: String,
    /// Its folder in the workspace, where its pictures lie.
    pub folder: String,
    /// What `meeting.json` says.
    pub definition: Definition,
    /// People, entities, bodies and document titles: those of the pack before those of the workspace.
    pub registry: Registry,
    /// Who approved the minutes.
    pub approvals: Approvals,
    /// The definition and the registry as trees, made when they are first asked for.
    trees: OnceLock<Trees>,
    /// Found when they are first asked for.
    positions: OnceLock<Positions>,
    counted: OnceLock<Vec<Counted>>,
    style: OnceLock<Style>,
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
            trees: OnceLock::new(),
            positions: OnceLock::new(),
            counted: OnceLock::new(),
            style: OnceLock::new(),
        }
    }

    /// Where a file of the pack's folder lies in the workspace.
    pub fn path_of(&self, file: &str) -> String {
        format!("{}/{file}", self.folder).trim_start_matches('/').to_owned()
    }

    /// How the documents are made up: by the definition, where it says nothing by the body.
    pub fn style(&self) -> &Style {
        self.style.get_or_init(|| {
            let body = self.registry.bodies.get(self.definition.body.as_str());
            let own = self.definition.style.clone().unwrap_or_default();
            own.over(body.and_then(|body| body.style.clone()).unwrap_or_default())
        })
    }

    /// The sections that the minutes have, in order; none without minutes, nor where they go by item.
    pub fn sections(&self) -> Vec<Section> {
        let definition = &self.definition;
        let there = |section: &Section| match section {
            Section::Decisions => !definition.decisions.is_empty(),
            Section::Background => definition.background.is_some(),
            Section::Participants => definition.attendance.is_some(),
            Section::Agenda => !definition.agenda.is_empty(),
        };
        let in_sections = definition.has_minutes() && self.style().order() == MinutesOrder::DecisionsFirst;
        Section::ALL.into_iter().filter(|section| in_sections && there(section)).collect()
    }

    /// What of the members is listed as present, in person or represented, as the quorum counts it: their votes where it
    /// has a `unit`, entities where participants are listed by entity, else people. `None` where votes are counted and
    /// not stated.
    pub fn members_present(&self, attendance: &Attendance, quorum: &Quorum) -> Option<usize> {
        let counted = |participant: &&Placed<Participant>| {
            matches!(participant.class, Class::Member | Class::Alternate)
                && matches!(participant.presence, Presence::Present | Presence::ByProxy)
        };
        let mut members = attendance.participants.iter().filter(counted);
        if attendance.by_entity {
            let entities: BTreeSet<String> = members.map(|one| self.origin(one)).collect();
            return Some(entities.len());
        }
        if quorum.unit.is_some() {
            return members.try_fold(0, |sum, one| Some(sum + one.votes.as_ref()?.value as usize));
        }
        Some(members.count())
    }

    /// What tells the entity that somebody comes from: its id, or the words for it.
    fn origin(&self, participant: &Participant) -> String {
        let person = participant.who.as_ref().and_then(|who| self.registry.people.get(who.as_str()));
        let affiliation = participant.affiliation.as_ref().and_then(|words| words.all().next());
        let entity = participant.entity.as_ref().or_else(|| person?.entity.as_ref());
        match (affiliation, entity, &participant.who) {
            (Some(words), _, _) => words.value.clone(),
            (None, Some(entity), _) => entity.as_str().to_owned(),
            (None, None, Some(who)) => who.as_str().to_owned(),
            (None, None, None) => participant
                .name
                .as_ref()
                .and_then(|name| name.all().next())
                .map_or_else(String::new, |name| name.value.clone()),
        }
    }

    /// The documents that the pack has: those it names, else agenda, annexes and minutes, each once. A document that
    /// there is nothing for yet is left out, so that a pack can name all documents it will have in the end.
    pub fn documents(&self) -> Vec<DocumentKind> {
        let mut kinds: Vec<DocumentKind> =
            self.definition.pack.iter().map(|paper| DocumentKind::named(paper.document.as_str())).collect();
        if kinds.is_empty() {
            kinds = vec![DocumentKind::Agenda, DocumentKind::Annexes, DocumentKind::Minutes];
        }
        let mut seen = BTreeSet::new();
        kinds.into_iter().filter(|kind| seen.insert(kind.clone()) && self.is_due(kind)).collect()
    }

    /// Whether there is anything for a document to say.
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
            DocumentKind::Attendance => definition.attendance.is_some() && definition.status() >= Status::Convened,
            DocumentKind::Complete | DocumentKind::Own(_) => true,
        }
    }

    /// The annex's title: its own, or the registered one. Until adoption the proposed form, if any.
    pub fn annex_title<'a>(&'a self, annex: &'a Annex) -> Option<&'a Text> {
        let stated = annex.title.is_some() || annex.proposed_title.is_some();
        let registered = self.registry.documents.get(annex.id.as_str()).filter(|_| !stated);
        let proposed = annex
            .proposed_title
            .as_ref()
            .or_else(|| registered.and_then(|document| document.proposed_title.as_ref()))
            .filter(|_| self.definition.status().is_draft());
        proposed.or(annex.title.as_ref()).or_else(|| registered.map(|document| &document.title))
    }
}
