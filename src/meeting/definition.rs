//! `meeting.json`, version 1.

use jiff::SignedDuration;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    Annex, Attendance, Body, Chair, Date, Decision, DocumentTitle, Entity, Entries, Id, Item, Language, LocalTime,
    Moment, Person, Prose, Section, Text, Zone,
};
use crate::finding::Placed;

/// The definition of one meeting. Ids, never numbers: items, annexes and decisions are numbered by
/// their order; prose refers to them by `@id`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, title = "packwright meeting definition")]
pub struct Definition {
    /// Where this format is described, for editors: `../meeting.schema.json`.
    #[serde(default, rename = "$schema")]
    pub schema: Option<String>,
    /// The version of this format: 1.
    #[schemars(range(min = 1, max = 1))]
    pub version: u32,
    /// What kind of meeting it is: "Meeting (Senior Level)".
    pub title: Text,
    /// The id of the body that meets; see `bodies` here or in `packs/registry.json`.
    pub body: Placed<Id>,
    /// How far the meeting has come. It changes words and marks: DRAFT stands on every page until adoption.
    #[serde(default)]
    pub status: Status,
    /// Whether this is a transcription of a document that was issued and cannot be changed any more.
    /// Numbers and labels may then stand as they were typed, and contradictions are warnings.
    #[serde(default)]
    pub as_issued: bool,
    /// The languages of the pack, one edition each. English if not stated.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub languages: Vec<Placed<Language>>,
    /// When it meets.
    pub time: Slot,
    /// Where it meets.
    #[serde(default)]
    pub venue: Option<Venue>,
    /// Who chairs, in the order in which they are named.
    #[serde(default)]
    pub chairs: Vec<Chair>,
    /// Unnumbered text that opens the minutes.
    #[serde(default)]
    pub opening: Option<Prose>,
    /// Who took part.
    #[serde(default)]
    pub attendance: Option<Attendance>,
    /// What was decided, in the order in which it is numbered.
    #[serde(default)]
    pub decisions: Vec<Decision>,
    /// Why the meeting was held and what it was asked to do.
    #[serde(default)]
    pub background: Option<Background>,
    /// The agenda.
    #[schemars(length(min = 1))]
    pub agenda: Vec<Item>,
    /// The annexes, in the order in which they are numbered.
    #[serde(default)]
    pub annexes: Vec<Annex>,
    /// People of this pack only, or different from the registry's.
    #[serde(default)]
    pub people: Entries<Person>,
    /// Entities of this pack only, or different from the registry's.
    #[serde(default)]
    pub entities: Entries<Entity>,
    /// Bodies of this pack only, or different from the registry's.
    #[serde(default)]
    pub bodies: Entries<Body>,
    /// Document titles of this pack only, or different from the registry's.
    #[serde(default)]
    pub documents: Entries<DocumentTitle>,
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

    /// The sections that the minutes have, in order; none without minutes.
    pub fn sections(&self) -> Vec<Section> {
        let there = |section: &Section| match section {
            Section::Decisions => !self.decisions.is_empty(),
            Section::Background => self.background.is_some(),
            Section::Participants => self.attendance.is_some(),
            Section::Agenda => true,
        };
        Section::ALL.into_iter().filter(|section| self.has_minutes() && there(section)).collect()
    }

    /// Whether there is anything to minute: the minutes are due, or something is decided.
    pub fn has_minutes(&self) -> bool {
        self.status >= Status::MinutesDraft || !self.decisions.is_empty()
    }
}

/// The ladder a meeting's papers climb.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// The agenda is being written.
    #[default]
    Draft,
    /// The invitation with its papers is out.
    Convened,
    /// The minutes are being written.
    MinutesDraft,
    /// The minutes are out for comment.
    Circulated,
    /// The minutes are adopted.
    Adopted,
}

impl Status {
    /// Its name in a definition, which is also the name of its label.
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Convened => "convened",
            Self::MinutesDraft => "minutes-draft",
            Self::Circulated => "circulated",
            Self::Adopted => "adopted",
        }
    }

    /// Whether what the meeting decides is still open.
    pub fn is_draft(self) -> bool {
        self < Self::Adopted
    }
}

/// When a meeting is: one instant, shown in as many zones as needed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Slot {
    /// The start, in local time of `zone`.
    pub start: Placed<LocalTime>,
    /// The length, in minutes.
    #[schemars(range(min = 1, max = 10080))]
    pub minutes: Placed<u32>,
    /// The zone of `start`.
    pub zone: Placed<Zone>,
    /// Other zones in which the time is shown as well.
    #[serde(default)]
    pub shown_in: Vec<Placed<Zone>>,
    /// The date first planned, if the meeting was moved.
    #[serde(default)]
    pub moved_from: Option<Date>,
}

impl Slot {
    /// Start and end in each zone, the meeting's own first. Empty if the time lies outside what
    /// the calendar can hold.
    pub fn in_zones(&self) -> Vec<(Moment, Moment)> {
        let length = SignedDuration::from_mins(i64::from(self.minutes.value));
        let start = self.zone.instant(self.start.value);
        let end = start.and_then(|start| start.checked_add(length).ok());
        let (Some(start), Some(end)) = (start, end) else {
            return Vec::new();
        };
        std::iter::once(&self.zone).chain(&self.shown_in).map(|zone| (zone.moment(start), zone.moment(end))).collect()
    }
}

/// Where a meeting is: a place, a platform, or both.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Venue {
    /// Rooms, building, city.
    #[serde(default)]
    pub place: Option<Text>,
    /// The platform of a remote meeting: "MS Teams".
    #[serde(default)]
    pub platform: Option<Text>,
}

/// Why the meeting was held and what it was asked to do.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Background {
    /// What led to the meeting. If the meeting was moved, a sentence that says so follows.
    pub text: Prose,
    /// The heads of its discussion.
    #[serde(default)]
    pub heads: Option<Heads>,
    /// What it was asked to do.
    #[serde(default)]
    pub request: Option<Prose>,
}

/// The heads under which a meeting discusses.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Heads {
    /// The sentence before them.
    pub introduction: Prose,
    /// One text each, in the order in which they are lettered.
    #[schemars(length(min = 1))]
    pub list: Vec<Prose>,
}
