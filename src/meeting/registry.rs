//! The registry that all packs of a workspace share: `packs/registry.json`.

use jiff::civil;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, Entries, Id, Made, Style, Text, Url};
use crate::finding::Placed;

/// People, entities, bodies and document titles that all packs of a workspace share.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(default)]
pub struct Registry {
    /// The schema that describes this format, for editors.
    #[serde(rename = "$schema")]
    pub schema: Option<String>,
    /// Bodies that meet, by id.
    pub bodies: Entries<Body>,
    /// Organizations, departments, offices, by id.
    pub entities: Entries<Entity>,
    /// People, by id.
    pub people: Entries<Person>,
    /// Documents by id: titles of annexes, and documents elsewhere that prose refers to.
    pub documents: Entries<DocumentTitle>,
}

impl Registry {
    /// This registry's entries, and those of `shared` that it does not have.
    #[must_use]
    pub fn over(self, shared: Self) -> Self {
        Self {
            schema: None,
            people: self.people.over(shared.people),
            entities: self.entities.over(shared.entities),
            bodies: self.bodies.over(shared.bodies),
            documents: self.documents.over(shared.documents),
        }
    }
}

/// A person, as named in every document.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Person {
    /// The name in full, as it is printed.
    pub name: Text,
    /// The title before the name in polite speech: "Ms.", "Mme", "Dr". It is printed where people are named `formal` or `short`
    /// and have no rank.
    #[serde(default)]
    pub courtesy: Option<Text>,
    /// The grammatical gender, for languages in which words agree with it: "Est élue présidente". Without it, the courtesy is
    /// used if it shows the gender; else words are neutral.
    #[serde(default)]
    pub gender: Option<Gender>,
    /// The part of the name used after a rank: "ADG Ramos". Without it the full name is used.
    #[serde(default)]
    pub family_name: Option<Text>,
    /// The rank: "Under-Secretary-General".
    #[serde(default)]
    pub rank: Option<Text>,
    /// The rank's abbreviation: "USG".
    #[serde(default)]
    pub rank_abbreviation: Option<Text>,
    /// The post: "Special Adviser on the Prevention of Genocide".
    #[serde(default)]
    pub title: Option<Text>,
    /// The initials by which papers name them: `@id:initials`.
    #[serde(default)]
    pub initials: Option<Text>,
    /// The id of the entity they belong to.
    #[serde(default)]
    pub entity: Option<Placed<Id>>,
    /// The terms of office: people can approve or sign minutes only on a day within one of them. Without any, they are always
    /// in office.
    #[serde(default)]
    pub terms: Vec<Term>,
}

/// The grammatical gender of words about somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Gender {
    /// "élue"
    Feminine,
    /// "élu"
    Masculine,
}

/// A term of office.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Term {
    /// The office, for those who read the registry: "Chair of the Board".
    #[serde(default)]
    pub office: Option<Text>,
    /// The first day, month or year.
    #[schemars(title = "From")]
    pub from: Placed<Date>,
    /// The last day, month or year; open if not stated.
    #[serde(default)]
    #[schemars(title = "Until")]
    pub until: Option<Placed<Date>>,
}

impl Person {
    /// Returns whether they are in office on a day.
    pub fn is_in_office(&self, day: civil::Date) -> bool {
        let covers = |term: &Term| {
            term.from.value.first_day() <= day && term.until.as_ref().is_none_or(|until| day <= until.value.last_day())
        };
        self.terms.is_empty() || self.terms.iter().any(covers)
    }
}

/// An organization, department or office.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Entity {
    /// The name in full.
    pub name: Text,
    /// The abbreviation, without full stops: "OHCHR".
    #[serde(default)]
    pub abbreviation: Option<Text>,
}

/// A body that meets.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Body {
    /// The name in full, as in the masthead.
    pub name: Text,
    /// The short name in running heads and for `@id`: "Network".
    #[serde(default)]
    pub short_name: Option<Text>,
    /// The organization printed above the body's name: "United Nations".
    #[serde(default)]
    pub organization: Option<Text>,
    /// The bodies between the two, in the order in which they are printed, the highest first: "Economic and Social Council".
    #[serde(default)]
    pub parents: Vec<Text>,
    /// The style of its documents, unless a meeting says otherwise.
    #[serde(default)]
    pub style: Option<Style>,
    /// For whom packs of its meetings are made, unless a meeting says otherwise.
    #[serde(default)]
    #[schemars(length(max = 8))]
    pub audiences: Vec<Placed<Id>>,
    /// The names of these audiences on pages.
    #[serde(default)]
    pub audience_titles: Entries<Text>,
    /// The requirements for adopting its minutes.
    #[serde(default)]
    pub sign_off: Option<SignOff>,
}

/// The requirements for adopting the minutes of a body.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(default)]
pub struct SignOff {
    /// The approvals that are needed.
    pub approvals: Vec<Demand>,
    /// The shortest silence procedure, in days. If it is stated, minutes are adopted by silence and no other way.
    #[schemars(range(max = 3660))]
    pub silence_days: Option<u32>,
}

/// Approvals that minutes must have.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Demand {
    /// The people who approve: `chairs`, `signatories`, or the words of a role or capacity as meetings state it: "Secretary".
    #[schemars(title = "Who approves")]
    pub of: Placed<String>,
    /// The number of them who have to approve; all if not stated.
    #[serde(default)]
    #[schemars(range(min = 1, max = 100))]
    pub number: Option<u32>,
}

/// A document as it is named everywhere: an annex, or a document, law or resolution elsewhere.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct DocumentTitle {
    /// The title.
    pub title: Text,
    /// The symbol or number by which it is cited: "A/RES/70/1", "Rule 12". `@id` prints it in place of the title.
    #[serde(default)]
    pub symbol: Option<Text>,
    /// Its web address; `@id` links to it if it is not an annex.
    #[serde(default)]
    pub url: Option<Url>,
    /// The title until the meeting's minutes are adopted: "Proposed Calendar of Meetings".
    #[serde(default)]
    pub proposed_title: Option<Text>,
    /// Other names that have been used for the document, and should not be: each use is reported.
    #[serde(default)]
    pub other_names: Vec<Text>,
    /// The meeting of which it is the minutes, if that is known from its pack.
    #[serde(default, skip_deserializing)]
    #[schemars(skip)]
    pub minutes_of: Option<Made>,
}
