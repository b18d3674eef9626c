//! Annexes, and the data of each kind.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{AnnexFile, Date, FilePath, Id, Language, LocalTime, Prose, Text, Url, Zone};
use crate::finding::{Placed, choice};

/// An annex. Exactly one of `work_plan`, `activity_summary`, `outcome_document`, `calendar`, `text` and `files` says
/// what is in it.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Annex {
    /// Its id, for `@id`. A document registered under the same id supplies the title.
    pub id: Placed<Id>,
    /// The number it has by the body's own scheme: "B", "3bis". It is printed as stated, and checked. Without it the number is
    /// derived.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub number: Option<Placed<String>>,
    /// The id of the decision that it is annexed to: it is then called "Annex to resolution 3", and "Annex 1 to resolution 3"
    /// where that has several.
    #[serde(default)]
    pub decision: Option<Placed<Id>>,
    /// The title, if it is not registered under `documents`.
    #[serde(default)]
    pub title: Option<Text>,
    /// The title until the minutes are adopted.
    #[serde(default)]
    pub proposed_title: Option<Text>,
    /// True if it is a draft, which is marked on its pages. Without it, an annex with a `proposed_title` is a draft until the
    /// minutes are adopted, and any other until the meeting is convened.
    #[serde(default)]
    pub draft: Option<bool>,
    /// The language of the annex, if it exists in one only. Other editions show it in that language and say so in brackets.
    /// They do the same if texts of an annex do not exist in the language of the edition.
    #[serde(default)]
    pub language: Option<Language>,
    /// A footnote on the title.
    #[serde(default)]
    pub footnote: Option<Prose>,
    /// A notice on its first page: "Illustrative content".
    #[serde(default)]
    pub notice: Option<Text>,
    /// A plan of work in pillars.
    #[serde(default)]
    pub work_plan: Option<WorkPlan>,
    /// A list of what was done, by date.
    #[serde(default)]
    pub activity_summary: Option<ActivitySummary>,
    /// A document of preamble and operative paragraphs, or of numbered sections.
    #[serde(default)]
    pub outcome_document: Option<OutcomeDocument>,
    /// Meetings to come.
    #[serde(default)]
    pub calendar: Option<Calendar>,
    /// Any other document, as Markdown.
    #[serde(default)]
    pub text: Option<Prose>,
    /// Files of other people, one after the other: PDFs and pictures.
    #[serde(default)]
    pub files: Vec<AnnexFile>,
}

/// The content of an annex.
#[derive(Debug, Clone, Copy)]
pub enum AnnexContent<'a> {
    /// A plan of work.
    WorkPlan(&'a WorkPlan),
    /// A list of what was done.
    ActivitySummary(&'a ActivitySummary),
    /// A document of paragraphs.
    OutcomeDocument(&'a OutcomeDocument),
    /// Meetings to come.
    Calendar(&'a Calendar),
    /// Any other document.
    Text(&'a Prose),
    /// Files of other people.
    Files(&'a [AnnexFile]),
}

impl Annex {
    /// The keys that say what is in an annex.
    pub const KINDS: [&'static str; 6] =
        ["work_plan", "activity_summary", "outcome_document", "calendar", "text", "files"];

    /// Everything that is stated to be in it: one thing, if the definition is right.
    pub fn contents(&self) -> Vec<AnnexContent<'_>> {
        [
            self.work_plan.as_ref().map(AnnexContent::WorkPlan),
            self.activity_summary.as_ref().map(AnnexContent::ActivitySummary),
            self.outcome_document.as_ref().map(AnnexContent::OutcomeDocument),
            self.calendar.as_ref().map(AnnexContent::Calendar),
            self.text.as_ref().map(AnnexContent::Text),
            (!self.files.is_empty()).then_some(AnnexContent::Files(&self.files)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// The files that an edition shows, each with its place among the files of the annex.
    pub fn files_in(&self, language: &Language) -> Vec<(usize, &AnnexFile)> {
        let general = |file: &AnnexFile| file.language.as_ref().map(|stated| stated.general().to_owned());
        let own = language.general().to_owned();
        let stated: Vec<String> = self.files.iter().filter_map(general).collect();
        let taken = if stated.contains(&own) { Some(own) } else { stated.into_iter().next() };
        let fits = |file: &&AnnexFile| general(file).is_none_or(|stated| Some(stated) == taken);
        self.files.iter().enumerate().filter(|(_, file)| fits(file)).collect()
    }

    /// The name in the zip of a file that it states at a place. A file that it states several times, with other pages for other
    /// audiences, is in the zip once.
    pub fn name_in_zip(&self, at: usize, path: &FilePath) -> String {
        let is_it = |file: &AnnexFile| {
            let paths = [Some(&file.file), file.source.as_ref()];
            paths.into_iter().flatten().any(|one| one.value.as_str() == path.as_str())
        };
        self.name_of_file(self.files.iter().position(is_it).unwrap_or(at), &path.ending())
    }

    /// The name in the zip of one of its files: `budget.pdf`, `budget-2.pdf` where there are several. Names come from ids,
    /// so that they are the same for every system; of an ending what every system can hold.
    fn name_of_file(&self, at: usize, ending: &str) -> String {
        let id = self.id.as_str();
        let ending: String = ending.chars().filter(char::is_ascii_alphanumeric).collect();
        let ending = if ending.is_empty() { ending } else { format!(".{ending}") };
        match at {
            0 => format!("annexes/{id}{ending}"),
            more => format!("annexes/{id}-{}{ending}", more + 1),
        }
    }
}

/// A plan of work: pillars of activities, printed as one table each.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct WorkPlan {
    /// Text before the first pillar.
    #[serde(default)]
    pub introduction: Option<Prose>,
    /// The pillars.
    #[schemars(length(min = 1))]
    pub pillars: Vec<Pillar>,
}

/// A pillar of a work plan.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Pillar {
    /// The title.
    pub title: Text,
    /// Its purpose.
    #[serde(default)]
    pub objective: Option<Prose>,
    /// Its activities.
    #[schemars(length(min = 1))]
    pub activities: Vec<Activity>,
}

/// An activity of a work plan.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Activity {
    /// The activity, in words.
    pub title: Prose,
    /// Ids of the entities or people who lead.
    #[serde(default)]
    #[schemars(title = "Led by")]
    pub lead: Vec<Placed<Id>>,
    /// Ids of the entities or people who take part.
    #[serde(default)]
    pub partners: Vec<Placed<Id>>,
    /// The start. Without it, the activity is a continuing one.
    #[serde(default)]
    #[schemars(title = "Start")]
    pub from: Option<Date>,
    /// The end.
    #[serde(default)]
    #[schemars(title = "End")]
    pub until: Option<Date>,
    /// Staff, money and other means.
    #[serde(default)]
    pub resources: Option<Prose>,
    /// Its progress.
    #[serde(default)]
    pub status: ActivityStatus,
}

choice! {
    /// The progress of an activity.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
    #[serde(rename_all = "kebab-case")]
    pub enum ActivityStatus {
        /// Not begun.
        #[default]
        Planned = "planned",
        /// Begun.
        UnderWay = "under-way",
        /// Done.
        Completed = "completed",
        /// Stopped for the time being.
        OnHold = "on-hold",
    }
}

/// The activities of a period, by date.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ActivitySummary {
    /// Text before the first entry.
    #[serde(default)]
    pub introduction: Option<Prose>,
    /// The entries, in the order in which they are printed.
    #[schemars(length(min = 1))]
    pub entries: Vec<SummaryEntry>,
}

/// Something that was done.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct SummaryEntry {
    /// When, or when it began.
    pub date: Date,
    /// The end, if it is not on the same day.
    #[serde(default)]
    #[schemars(title = "End")]
    pub until: Option<Date>,
    /// The activity, in words.
    pub title: Text,
    /// The place.
    #[serde(default)]
    pub place: Option<Text>,
    /// Its outcome.
    pub outcome: Prose,
    /// Ids of the entities or people who took part.
    #[serde(default)]
    pub partners: Vec<Placed<Id>>,
}

/// A document of preamble and operative paragraphs, or of sections with numbered paragraphs.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct OutcomeDocument {
    /// Text before everything else.
    #[serde(default)]
    pub introduction: Option<Prose>,
    /// Preamble paragraphs, unnumbered: "*Recalling* …,".
    #[serde(default)]
    pub preamble: Vec<Prose>,
    /// Operative paragraphs, numbered through.
    #[serde(default)]
    pub operative: Vec<Prose>,
    /// Sections, whose paragraphs are numbered through.
    #[serde(default)]
    pub sections: Vec<OutcomeSection>,
}

/// A section of an outcome document.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct OutcomeSection {
    /// The heading.
    pub title: Text,
    /// Paragraphs, numbered on from the section before.
    #[schemars(length(min = 1))]
    pub paragraphs: Vec<Prose>,
}

/// Meetings to come.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Calendar {
    /// Text before the table.
    #[serde(default)]
    pub introduction: Option<Prose>,
    /// The zone of entries that state none; otherwise the meeting's own.
    #[serde(default)]
    pub zone: Option<Placed<Zone>>,
    /// The entries, in the order in which they are printed.
    #[schemars(length(min = 1))]
    pub entries: Vec<Placed<CalendarEntry>>,
}

/// A meeting to come.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CalendarEntry {
    /// Of `previous` only: the id of its pack, which is the name of the folder beside this one. Title and date, open actions and
    /// the document `previous-minutes` are then taken from it.
    #[serde(default, skip_serializing_if = "super::series::is_apart")]
    #[schemars(length(min = 1))]
    #[schemars(title = "Pack")]
    pub pack: Option<Placed<String>>,
    /// Its title. Only `previous` and `next` can do without one.
    #[serde(default)]
    pub title: Option<Text>,
    /// The heading over this entry and the following ones with the same `group`: "January", "First quarter".
    #[serde(default)]
    pub group: Option<Text>,
    /// The day, or only the month or year if no more is known. Either this or `start`; neither while the date is open
    /// (`"state": "to-be-confirmed"`).
    #[serde(default)]
    pub date: Option<Placed<Date>>,
    /// The last day, if it lasts several.
    #[serde(default)]
    #[schemars(title = "Last day")]
    pub until: Option<Date>,
    /// The day and time, in local time of the zone.
    #[serde(default)]
    pub start: Option<Placed<LocalTime>>,
    /// The zone of `start`.
    #[serde(default)]
    pub zone: Option<Placed<Zone>>,
    /// The level: "Senior officials", "Focal points".
    #[serde(default)]
    pub level: Option<Text>,
    /// The place.
    #[serde(default)]
    pub place: Option<Text>,
    /// True if people take part remotely.
    #[serde(default)]
    pub remote: bool,
    /// The host: "Government of Kenya".
    #[serde(default)]
    pub host: Option<Text>,
    /// The event together with which it is held: "with COP 31".
    #[serde(default)]
    pub held_with: Option<Text>,
    /// Whether it takes place as stated. Without it, nothing is printed about that.
    #[serde(default)]
    #[schemars(title = "Certainty")]
    pub state: Option<EntryState>,
    /// Its page on the web.
    #[serde(default)]
    pub url: Option<Url>,
    /// The date from which it was moved; the first one, if it was moved several times.
    #[serde(default)]
    pub moved_from: Option<Date>,
}

choice! {
    /// Whether a future meeting takes place as stated.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
    #[serde(rename_all = "kebab-case")]
    pub enum EntryState {
        /// It takes place as stated.
        #[default]
        Confirmed = "confirmed",
        /// Date or place is open.
        ToBeConfirmed = "to-be-confirmed",
        /// It was moved to the stated date.
        Moved = "moved",
        /// It will not take place.
        Cancelled = "cancelled",
        /// It was planned, but did not take place.
        NotHeld = "not-held",
    }
}
