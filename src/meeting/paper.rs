//! Which documents a pack has, what stands in their heads, and how they are made up.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Entries, Form, Id, Prose, ReissueKind, ReissueSymbols, Text, When};
use crate::document::Format;
use crate::finding::{Placed, choice};

/// A document of the pack.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Paper {
    /// Its name: `agenda`, `annotated-agenda`, `timetable`, `attendance`, `annexes`, `minutes`, `decisions`, `resolutions`,
    /// `summary`, `register`; or
    /// that of a template of the workspace: `press-release` is `templates/press-release.xml.j2`.
    pub document: Placed<Id>,
    /// Formats of the document in the pack, besides PDF and the page for browsers: `text`, `docx`.
    #[serde(default)]
    pub formats: Vec<Format>,
    /// Its title, if it differs from the document's usual name.
    #[serde(default)]
    pub title: Option<Text>,
    /// The parts of its masthead that differ from the other documents'.
    #[serde(default)]
    pub masthead: Option<Masthead>,
    /// True if minutes begin with a list of the items.
    #[serde(default)]
    pub contents: bool,
    /// What a register lists of all meetings of the series: `actions` and `decisions`, unless it states others.
    #[serde(default)]
    pub registers: Vec<Listing>,
    /// Text before everything else in it.
    #[serde(default)]
    pub introduction: Option<Prose>,
    /// Text after everything else in it.
    #[serde(default)]
    pub closing: Option<Prose>,
}

/// Something that a register lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Listing {
    /// What somebody was asked to do, and how it stands.
    Actions,
    /// What was decided.
    Decisions,
    /// How often each was there.
    Attendance,
}

/// The masthead of a document, besides body, title, time and place. The form for the United Nations is that of its editorial
/// manual, "Masthead": symbol, distribution, date, original language.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(default)]
pub struct Masthead {
    /// The symbol or number under which it is filed: "A/HRC/52/1", "2025-07".
    pub symbol: Option<Text>,
    /// To whom it may go: "General", "Limited".
    pub distribution: Option<Text>,
    /// The day it was submitted or issued.
    pub date: Option<When>,
    /// The language it was written in: "English".
    pub original: Option<Text>,
    /// States whether the text adds to, corrects or replaces the one sent out before: `addendum`, `corrigendum` or `revision`.
    /// Without it, what changed decides.
    pub reissued_as: Option<Placed<ReissueKind>>,
    /// The session of the body: "Fifty-second session".
    pub session: Option<Text>,
    /// Other lines of the head: "Host: City of Lund", "Meeting ID: 912 3456".
    pub lines: Vec<Text>,
    /// The item of the agenda it belongs to, if it is a document of a larger meeting: "Agenda item 3".
    pub agenda_item: Option<Text>,
    /// The number of the printing job, at the foot of the first page: "V.23-02351 (E)".
    pub job_number: Option<Text>,
    /// The parts that come first under the name of the body, in this order: `["session", "lines", "place"]`. The others follow
    /// in the usual order: `session`, `agenda-item`, `title`, `kind`, `when`, `place`, `chairs`, `officers`, `lines`, `links`.
    pub order: Vec<HeadPart>,
}

choice! {
    /// A part of the head of a document, under the name of the body.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
    #[serde(rename_all = "kebab-case")]
    pub enum HeadPart {
        /// The session of the body.
        Session = "session",
        /// The item of the agenda that the document belongs to.
        AgendaItem = "agenda-item",
        /// The title of the meeting.
        Title = "title",
        /// The kind of meeting, and whether it is closed.
        Kind = "kind",
        /// Date and time, and whether it was moved or called off.
        When = "when",
        /// Place and platform.
        Place = "place",
        /// The people who preside.
        Chairs = "chairs",
        /// Other officers.
        Officers = "officers",
        /// Other lines.
        Lines = "lines",
        /// Links of the meeting.
        Links = "links",
    }
}

impl HeadPart {
    /// All parts: those that are stated first, then the others.
    pub fn ordered(stated: &[Self]) -> Vec<Self> {
        let mut order = Vec::new();
        for part in stated.iter().copied().chain(Self::ALL) {
            if !order.contains(&part) {
                order.push(part);
            }
        }
        order
    }
}

/// The style of the documents: templates, numbering, names, words.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(default)]
pub struct Style {
    /// The set of templates: `un` (United Nations), `plain` (boards, councils, associations), or a folder in the
    /// workspace's `templates/`. What a set does not have is taken from `un`.
    pub templates: Option<Placed<Id>>,
    /// The order of minutes. Without it, decisions come first with the templates `un`; with all others, minutes go item by
    /// item.
    pub minutes: Option<MinutesOrder>,
    /// True if paragraphs of minutes and annotated agenda are numbered through the document.
    pub numbered_paragraphs: Option<bool>,
    /// True if items without a number of their own get none.
    pub unnumbered_items: Option<bool>,
    /// True if decisions, motions and resolutions without a number of their own get none.
    pub unnumbered_decisions: Option<bool>,
    /// The form of decision numbers that go on from meeting to meeting, for bodies that number them through: `"{year}/{number}"`
    /// begins again each year, `"{number}"` never does. `previous.pack` names the meeting after whose last number they go on;
    /// each kind of decision has numbers of its own.
    #[schemars(regex(pattern = "\\{number\\}"))]
    pub decision_numbers: Option<String>,
    /// True if operative paragraphs get no numbers: where each begins "RESOLVED" or "Article 1".
    pub unnumbered_clauses: Option<bool>,
    /// The form of the names of people who say or do something, move, second or vote.
    pub names: Option<NameForm>,
    /// The form of names in votes, if it differs.
    pub names_in_votes: Option<NameForm>,
    /// The layout of votes by name.
    pub votes: Option<VoteForm>,
    /// The layout of the document `resolutions`. Without it, each resolution is `apart` with the templates `un`; with all
    /// others, they are `continued`.
    pub resolutions: Option<ResolutionForm>,
    /// True if the minutes end with the steps by which they came about: when they were circulated, adopted.
    pub history: Option<bool>,
    /// What a document whose text changed since the pack was sent out has after its symbol: `true` for `/Rev.1`, then `/Rev.2`;
    /// `by-kind` for `/Rev.1`, `/Add.1` or `/Corr.1`, by what changed.
    pub reissue_symbols: Option<ReissueSymbols>,
    /// True if pages have a bar in the margin beside what changed since the pack was sent out; minutes until they are adopted.
    pub change_bars: Option<bool>,
    /// True if annexes and their pages keep the numbers with which the pack was sent out: what is new is Annex 3 bis, page 14 bis,
    /// and what is removed leaves a gap.
    pub stable_pages: Option<bool>,
    /// True if those who move and second stand before what was moved.
    pub movers_first: Option<bool>,
    /// True if they stand between preamble and operative paragraphs; before what was moved where it has no preamble.
    pub movers_after_preamble: Option<bool>,
    /// The layout of decisions in minutes by item. Those with a preamble or operative paragraphs are always set apart.
    pub decisions: Option<DecisionForm>,
    /// The layout of the list of participants.
    pub attendance: Option<AttendanceForm>,
    /// What the text after the name of somebody who said something is: what minutes report, or their words.
    pub speech: Option<SpeechForm>,
    /// The place of the `opening` of the minutes.
    pub opening: Option<OpeningPlace>,
    /// The covers of annexes that are made of PDFs.
    pub covers: Option<Covers>,
    /// Words of the body in place of those of the label files, by the name of the label: `{"participants-staff": "Officers"}`.
    /// `packwright labels` prints all names.
    pub labels: Entries<Text>,
}

/// The form of the names of people who say or do something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NameForm {
    /// The name: "Melissa Fleming".
    #[default]
    Name,
    /// Rank and name: "Under-Secretary-General Melissa Fleming".
    Formal,
    /// Rank and family name, as short as they are registered: "USG Fleming".
    Short,
    /// The family name: "Fleming".
    Family,
    /// Initials: "MF".
    Initials,
}

/// The layout of votes by name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum VoteForm {
    /// A table: vote, number, names.
    #[default]
    Table,
    /// In one line: "For: Costa and Creason; Against: none".
    Line,
}

/// The layout of resolutions in their document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ResolutionForm {
    /// Each begins on a new page, so that it can be filed separately.
    Apart,
    /// Each follows the one before it, and begins a new page if it does not fit.
    Continued,
}

/// The layout of decisions in minutes by item.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DecisionForm {
    /// Set apart from the discussion, under headings of their own.
    #[default]
    SetOff,
    /// Paragraphs among the others, numbered as they are: "12. The Committee decided … (Decision 1)".
    Paragraph,
}

/// The layout of the list of participants.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AttendanceForm {
    /// One to a line.
    #[default]
    List,
    /// In running text: one paragraph for each heading.
    RunIn,
}

/// The text after the name of somebody who said something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SpeechForm {
    /// Continues the sentence if it begins with a small letter, "Ann Lee asked why"; else it stands after a colon.
    #[default]
    Reported,
    /// Always stands after a colon, "Ann Lee: asking for a review": for notes of what was said, in the words of those who said it.
    Verbatim,
}

/// The place of the opening of the minutes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OpeningPlace {
    /// Before the list of participants.
    #[default]
    BeforeAttendance,
    /// After the list of participants.
    AfterAttendance,
}

/// The place of the covers of annexes that are made of PDFs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Covers {
    /// Each on a page of its own, before its PDFs.
    #[default]
    Each,
    /// The covers of annexes that follow each other are printed one below the other, before the PDFs of all of them.
    Shared,
    /// No cover for an annex that is one PDF: the foot of its first page names it. One of several PDFs, or with a notice or a
    /// footnote, has its cover, which alone says what they are.
    None,
}

impl NameForm {
    /// The form of a reference that it stands for.
    pub fn form(self) -> Form {
        match self {
            Self::Name => Form::Plain,
            Self::Formal => Form::Formal,
            Self::Short => Form::Short,
            Self::Family => Form::Family,
            Self::Initials => Form::Initials,
        }
    }
}

/// The set of templates in `templates/` itself.
pub const UN_TEMPLATES: &str = "un";

impl Style {
    /// This style where it says something, and the `other` where it does not; labels one by one.
    #[must_use]
    pub fn over(self, other: Self) -> Self {
        Self {
            templates: self.templates.or(other.templates),
            minutes: self.minutes.or(other.minutes),
            numbered_paragraphs: self.numbered_paragraphs.or(other.numbered_paragraphs),
            unnumbered_items: self.unnumbered_items.or(other.unnumbered_items),
            unnumbered_decisions: self.unnumbered_decisions.or(other.unnumbered_decisions),
            decision_numbers: self.decision_numbers.or(other.decision_numbers),
            unnumbered_clauses: self.unnumbered_clauses.or(other.unnumbered_clauses),
            names: self.names.or(other.names),
            names_in_votes: self.names_in_votes.or(other.names_in_votes),
            votes: self.votes.or(other.votes),
            resolutions: self.resolutions.or(other.resolutions),
            history: self.history.or(other.history),
            reissue_symbols: self.reissue_symbols.or(other.reissue_symbols),
            change_bars: self.change_bars.or(other.change_bars),
            stable_pages: self.stable_pages.or(other.stable_pages),
            movers_first: self.movers_first.or(other.movers_first),
            movers_after_preamble: self.movers_after_preamble.or(other.movers_after_preamble),
            decisions: self.decisions.or(other.decisions),
            attendance: self.attendance.or(other.attendance),
            speech: self.speech.or(other.speech),
            opening: self.opening.or(other.opening),
            covers: self.covers.or(other.covers),
            labels: self.labels.over(other.labels),
        }
    }

    /// The form of the names of people who say or do something.
    pub fn name_form(&self) -> Form {
        self.names.unwrap_or_default().form()
    }

    /// The form of names in votes.
    pub fn vote_name_form(&self) -> Form {
        self.names_in_votes.or(self.names).unwrap_or_default().form()
    }

    /// The set of templates in a folder of its own, unless that of the United Nations is used.
    pub fn own_templates(&self) -> Option<&Placed<Id>> {
        self.templates.as_ref().filter(|set| set.as_str() != UN_TEMPLATES)
    }

    /// Returns true if each resolution begins a page.
    pub fn resolutions_stand_apart(&self) -> bool {
        self.resolutions.map_or(self.own_templates().is_none(), |form| form == ResolutionForm::Apart)
    }

    /// The order of the minutes.
    pub fn order(&self) -> MinutesOrder {
        self.minutes.unwrap_or(match self.own_templates() {
            None => MinutesOrder::DecisionsFirst,
            Some(_) => MinutesOrder::ByItem,
        })
    }
}

/// The order of minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MinutesOrder {
    /// Decisions first, then background, participants and agenda, in sections.
    DecisionsFirst,
    /// Attendance, then each item with what happened and what was decided under it.
    ByItem,
}

/// Somebody who signs the minutes.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Signatory {
    /// The id of the person.
    pub person: Placed<Id>,
    /// The capacity in which they sign, if it differs from their title: "Chair", "Secretary of the meeting".
    #[serde(default)]
    pub capacity: Option<Text>,
}
