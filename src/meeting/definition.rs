//! `meeting.json`, version 1.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Action, Annex, Attendance, Body, CalendarEntry, Chair, Clock, Deadline, Decision, DocumentTitle, Entity, Entries,
    EntryState, Id, Item, Language, Link, Masthead, Paper, Person, Prose, Role, Session, Signatory, Silence, Slot,
    Status, Step, Style, Text, Venue, What,
};
use crate::finding::{Placed, choice};

/// The definition of one meeting. Ids, never numbers: items, annexes and decisions are numbered by
/// their order; prose refers to them by `@id`.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, title = "packwright meeting definition")]
pub struct Definition {
    /// The schema that describes this format, for editors: `../meeting.schema.json`.
    #[serde(default, rename = "$schema")]
    pub schema: Option<String>,
    /// The version of this format: 1.
    #[schemars(range(min = 1, max = 1))]
    pub version: u32,
    /// The name of the meeting: "Meeting (Senior Level)".
    pub title: Text,
    /// The languages of the pack, one edition each. English if not stated.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub languages: Vec<Placed<Language>>,
    /// A footnote on the title.
    #[serde(default)]
    pub footnote: Option<Prose>,
    /// The id of the body that meets; see `bodies` here or in `packs/registry.json`.
    pub body: Placed<Id>,
    /// The kind of meeting: ordinary, annual and so on.
    #[serde(default)]
    #[schemars(title = "Kind of meeting")]
    pub kind: Option<MeetingKind>,
    /// True if it is held in private.
    #[serde(default)]
    pub closed: bool,
    /// The stage that the papers have reached. It changes words and marks: DRAFT is on every page until adoption. Without it,
    /// the last step of `history` counts, or `draft`.
    #[serde(default)]
    pub status: Option<Placed<Status>>,
    /// The steps from `draft` to where the papers are, with their dates. A meeting that is sent out again after a change is
    /// `convened` again: calendar programs then take the change.
    #[serde(default)]
    #[schemars(title = "Steps so far")]
    pub history: Vec<Step>,
    /// The procedure in which the minutes are adopted unless somebody objects.
    #[serde(default)]
    #[schemars(title = "Silence procedure")]
    pub silence: Option<Silence>,
    /// True if this is a transcription of a document that was issued and cannot be changed any more.
    /// Numbers and labels may then stand as they were typed, and contradictions are warnings.
    #[serde(default)]
    #[schemars(title = "Transcribed as issued")]
    pub as_issued: bool,
    /// The style of the documents, where it differs from that of the body.
    #[serde(default)]
    pub style: Option<Style>,
    /// Symbol, distribution and so on, in the head of every document.
    #[serde(default)]
    pub masthead: Option<Masthead>,
    /// The time of the meeting.
    pub time: Slot,
    /// The place of the meeting.
    #[serde(default)]
    pub venue: Option<Venue>,
    /// Web addresses that belong to it: the recording, the page of the meeting.
    #[serde(default)]
    pub links: Vec<Link>,
    /// The documents of the pack, in order. Without it: the agenda, the annexes if there are any, and the minutes when
    /// there is something to minute.
    #[serde(default)]
    #[schemars(length(min = 1))]
    #[schemars(title = "Documents of the pack")]
    pub pack: Vec<Paper>,
    /// For whom packs are made, one each, the audience that knows most first: `["members", "observers", "public"]`. Parts that
    /// say `"for": "members"` are for that audience and those before it. The body's if not stated; without any, everybody gets
    /// the same pack.
    #[serde(default)]
    #[schemars(length(max = 8))]
    pub audiences: Vec<Placed<Id>>,
    /// The names of audiences on pages, by their ids: `"donors": "For donors"`. `members`, `observers`, `staff`, `press` and
    /// `public` have words of their own.
    #[serde(default)]
    pub audience_titles: Entries<Text>,
    /// Its sittings, if it has several.
    #[serde(default)]
    pub sessions: Vec<Session>,
    /// The meeting before this one.
    #[serde(default)]
    #[schemars(title = "Previous meeting")]
    pub previous: Option<Placed<CalendarEntry>>,
    /// The meeting after this one; its date or place may be open.
    #[serde(default)]
    #[schemars(title = "Next meeting")]
    pub next: Option<Placed<CalendarEntry>>,
    /// Bodies of this pack only, or different from the registry's.
    #[serde(default)]
    pub bodies: Entries<Body>,
    /// Entities of this pack only, or different from the registry's.
    #[serde(default)]
    pub entities: Entries<Entity>,
    /// People of this pack only, or different from the registry's.
    #[serde(default)]
    pub people: Entries<Person>,
    /// Document titles of this pack only, or different from the registry's.
    #[serde(default)]
    pub documents: Entries<DocumentTitle>,
    /// The people who chair, in the order in which they are named.
    #[serde(default)]
    pub chairs: Vec<Chair>,
    /// Other officers: vice-chairs, rapporteurs, a secretary.
    #[serde(default)]
    pub officers: Vec<Role>,
    /// True if nothing that is said may be attributed to anybody. The minutes state this, and cannot name speakers.
    #[serde(default)]
    pub non_attribution: bool,
    /// Unnumbered text that opens the minutes.
    #[serde(default)]
    pub opening: Option<Prose>,
    /// The people who took part.
    #[serde(default)]
    pub attendance: Option<Attendance>,
    /// The agenda. A pack that is only a calendar or a list of decisions has none.
    #[serde(default)]
    pub agenda: Vec<Item>,
    /// The decisions, in the order in which they are numbered.
    #[serde(default)]
    pub decisions: Vec<Decision>,
    /// The reasons for the meeting, and the request to it.
    #[serde(default)]
    pub background: Option<Background>,
    /// Dates by which something is due, perhaps counted from one another.
    #[serde(default)]
    pub deadlines: Vec<Deadline>,
    /// Text that closes the minutes: "The meeting rose at 6.10 p.m."
    #[serde(default)]
    pub closing: Option<Prose>,
    /// The statement that the minutes are correct: the words above the signatures.
    #[serde(default)]
    pub certification: Option<Prose>,
    /// The people who sign the minutes.
    #[serde(default)]
    pub signatories: Vec<Signatory>,
    /// The annexes, in the order in which they are numbered.
    #[serde(default)]
    pub annexes: Vec<Annex>,
}

/// The language of a definition that states none.
const DEFAULT_LANGUAGE: &str = "en";

impl Definition {
    /// The languages of the pack; English if none is stated.
    pub fn editions(&self) -> Vec<Language> {
        if self.languages.is_empty() {
            return vec![Language::new(DEFAULT_LANGUAGE)];
        }
        self.languages.iter().map(|language| language.value.clone()).collect()
    }

    /// The language of the first edition.
    pub fn first_edition(&self) -> Language {
        self.languages.first().map_or_else(|| Language::new(DEFAULT_LANGUAGE), |language| language.value.clone())
    }

    /// Every item of the agenda, sections among them, parents before their children, with its depth
    /// from 0.
    pub fn items(&self) -> Vec<(&Item, usize)> {
        fn walk<'a>(items: &'a [Item], depth: usize, all: &mut Vec<(&'a Item, usize)>) {
            for item in items {
                all.push((item, depth));
                walk(&item.items, depth + 1, all);
            }
        }
        let mut all = Vec::new();
        walk(&self.agenda, 0, &mut all);
        all
    }

    /// The item that an item is inside, leaving out sections.
    pub fn item_around(&self, id: &str) -> Option<&Item> {
        fn find<'a>(items: &'a [Item], around: Option<&'a Item>, id: &str) -> Option<Option<&'a Item>> {
            items.iter().find_map(|item| match item.id.as_str() == id {
                true => Some(around),
                false => find(&item.items, if item.section { around } else { Some(item) }, id),
            })
        }
        find(&self.agenda, None, id).flatten()
    }

    /// Ids of decisions that are named by an event of an item, where they were taken; each with the time of the event if it has
    /// no other content.
    pub fn decisions_in_proceedings(&self) -> BTreeMap<&str, Option<Clock>> {
        let events = self.items().into_iter().flat_map(|(item, _)| &item.proceedings);
        let told = events.filter_map(|event| {
            let says_more = event.what != What::Said || event.text.is_some();
            Some((event.decision.as_ref()?.as_str(), event.at.filter(|_| !says_more)))
        });
        told.collect()
    }

    /// Returns whether the roll is called among the proceedings, where the list of people present is then printed.
    pub fn calls_roll(&self) -> bool {
        let items = self.items().into_iter();
        items.flat_map(|(item, _)| &item.proceedings).any(|event| event.what == What::RollCall)
    }

    /// All actions, each with the decision or item that it follows from: those of decisions first.
    pub fn actions(&self) -> Vec<(&Id, &Action)> {
        let of_decisions = self.decisions.iter();
        let of_decisions = of_decisions.flat_map(|one| one.actions.iter().map(|action| (&one.id.value, action)));
        let of_items = self.items().into_iter().flat_map(|(item, _)| {
            let where_they_arose = item.proceedings.iter().filter_map(|event| event.action.as_ref());
            where_they_arose.chain(&item.actions).map(|action| (&item.id.value, action))
        });
        of_decisions.chain(of_items).collect()
    }

    /// The stage that the papers have reached: as stated, else that of the last step.
    pub fn status(&self) -> Status {
        let stated = self.status.as_ref().map(|status| status.value);
        stated.or(self.history.last().map(|step| step.status.value)).unwrap_or_default()
    }

    /// Returns whether the meeting did not take place: it was cancelled, and nothing is minuted of it.
    pub fn is_off(&self) -> bool {
        matches!(self.time.state, EntryState::Cancelled | EntryState::NotHeld) && !self.has_minutes()
    }

    /// Returns whether the minutes have content: they are due, something is decided, or events are recorded.
    pub fn has_minutes(&self) -> bool {
        let is_told = || self.items().into_iter().any(|(item, _)| !item.proceedings.is_empty());
        self.status().has_minutes() || !self.decisions.is_empty() || is_told()
    }
}

choice! {
    /// The kind of a meeting.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
    #[serde(rename_all = "kebab-case")]
    pub enum MeetingKind {
        /// One of the regular meetings.
        Ordinary = "ordinary",
        /// The meeting of the year, general or annual.
        Annual = "annual",
        /// Called for a matter that cannot wait for a regular one.
        Extraordinary = "extraordinary",
        /// Called for one matter.
        Special = "special",
        /// Called at short notice.
        Urgent = "urgent",
    }
}

/// The reasons for the meeting, and the request to it.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Background {
    /// The events that led to the meeting. If the meeting was moved, a sentence that says so follows.
    pub text: Prose,
    /// The heads of its discussion.
    #[serde(default)]
    pub heads: Option<Heads>,
    /// The request to the meeting.
    #[serde(default)]
    pub request: Option<Prose>,
}

/// The heads under which a meeting discusses.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Heads {
    /// The sentence before them.
    pub introduction: Prose,
    /// One text each, in the order in which they are lettered.
    #[schemars(length(min = 1))]
    pub list: Vec<Prose>,
}
