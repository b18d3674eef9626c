//! What was sent out: kept beside the definition, so that a later pack can say what changed.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use schemars::JsonSchema;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use super::annexes::SourceOfAnnex;
use super::damage::Damage;
use super::numbered::IssuedPages;
use super::renamed::{other_ids, thing, things, with_later_ids};
use super::said::Said;
use super::withheld::{leave_stubs, renamed, with_ids};
use super::{annexes, collect, editions, numbered, said};
use crate::document::StableNumber;
use crate::edition::{Change, EditionChanges, OutsidePdf};
use crate::meeting::{Date, SentAnnex};
use crate::pack::{Opened, digest};
use crate::read;

const VERSION: u32 = 1;
/// The last number that an issue can have.
const LAST: u32 = 999_999;
/// The beginning of the paths of files of annexes.
const ANNEXES: &str = "annexes/";

/// What was sent out of a pack: `packs/PACK/issues.json`, which `packwright issue` writes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "packwright issues")]
pub struct Issues {
    /// The schema that describes this format, for editors: `../issues.schema.json`.
    #[serde(default, rename = "$schema", skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The version of this format: 1.
    #[schemars(range(min = 1, max = 1))]
    pub version: u32,
    /// The pack that was sent out, by the name of its folder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pack: Option<String>,
    /// The issues, by number.
    pub issues: Vec<Issue>,
}

/// A pack that was sent out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Issue {
    /// Its number, from 1.
    #[schemars(range(min = 1))]
    pub number: u32,
    /// The day on which it was sent out: 2026-03-05.
    #[serde(deserialize_with = "date")]
    pub date: String,
    /// The audiences that the pack had, whether it was sent to all of them or not: any other audience is new.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audiences: Vec<String>,
    /// The packs that were sent out: one for each audience.
    pub packs: Vec<IssuedPack>,
}

/// The pack of one audience, as it was sent out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssuedPack {
    /// The audience; none if everybody gets the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<String>,
    /// The SHA-256 of the zip, in hexadecimal.
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    pub zip: String,
    /// What each edition says.
    pub editions: Vec<Said>,
    /// The PDFs of annexes.
    pub files: Vec<IssuedFile>,
    /// The files of annexes in the zip, each with its SHA-256 in hexadecimal.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub originals: BTreeMap<String, String>,
    /// The numbers of annexes, for a body that keeps them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub annexes: Vec<SentAnnex>,
    /// The numbers of pages, of documents in which they stay.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbered: Vec<IssuedPages>,
    /// The ids of placeholders of parts that the audience did not get, each with the id of the part.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub withheld: BTreeMap<String, String>,
}

/// A PDF of an annex, as it was sent out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssuedFile {
    /// The id of the annex.
    pub annex: String,
    /// Its place among the files of the annex, from 0.
    pub at: usize,
    /// The SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// The digest of what each page draws.
    pub pages: Vec<String>,
    /// The pages that were taken of it, from 0; none if it is all of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taken: Vec<usize>,
    /// The numbers that are printed on these pages; none if they are those of their places.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<StableNumber>,
}

impl Default for Issues {
    fn default() -> Self {
        Self { schema: None, version: VERSION, pack: None, issues: Vec::new() }
    }
}

fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let date = String::deserialize(deserializer)?;
    match Date::from_str(&date) {
        Ok(_) => Ok(date),
        Err(_) => Err(D::Error::custom(format!("`{date}` is not a valid date"))),
    }
}

/// The JSON Schema of `issues.json`, published as `packs/issues.schema.json`.
pub fn schema() -> serde_json::Value {
    read::schema_of::<Issues>()
}

impl Issues {
    /// Reads the file.
    ///
    /// # Errors
    /// It is not a record, is of another version, or has what we never write.
    pub fn read(bytes: &[u8]) -> Result<Self, Damage> {
        #[derive(Deserialize)]
        struct Version {
            version: u64,
        }
        // Of a later version, nothing but its number is known.
        if let Ok(Version { version }) = serde_json::from_slice(bytes)
            && version > u64::from(VERSION)
        {
            return Err(Damage::of("it was written by a later version of packwright"));
        }
        let mut issues: Self = serde_json::from_slice(bytes).map_err(|error| Damage::of_json(&error))?;
        if issues.version != VERSION {
            let message = format!("its version is {}, and this packwright reads version {VERSION}", issues.version);
            return Err(Damage::of(message));
        }
        issues.join()?;
        Ok(issues)
    }

    /// Puts together what was read, if it is what we write.
    fn join(&mut self) -> Result<(), Damage> {
        let is_next = self.issues.is_sorted_by(|one, next| one.number < next.number);
        if !is_next || self.issues.iter().any(|issue| !(1..=LAST).contains(&issue.number)) {
            return Err(Damage::of("the numbers of its issues do not rise from 1"));
        }
        if let Some((before, after)) = self.backwards() {
            return Err(Damage::of(format!("issue {after} has an earlier date than issue {before}")));
        }
        for issue in &mut self.issues {
            let number = issue.number;
            let faulty = |why: &str| Damage::of(format!("in issue {number}, {why}"));
            if issue.packs.is_empty() {
                return Err(Damage::of(format!("issue {number} has no pack")));
            }
            for pack in &mut issue.packs {
                pack.examine().map_err(faulty)?;
                let editions = std::mem::take(&mut pack.editions).into_iter().map(Said::joined);
                pack.editions = editions.collect::<Result<_, _>>().map_err(faulty)?;
            }
        }
        Ok(())
    }

    /// Two issues of which the second was sent out to the same recipients before the first.
    fn backwards(&self) -> Option<(u32, u32)> {
        let mut last: BTreeMap<Option<&str>, (Date, u32)> = BTreeMap::new();
        for issue in &self.issues {
            let Ok(date) = Date::from_str(&issue.date) else { continue };
            for audience in issue.packs.iter().map(|pack| pack.audience.as_deref()) {
                // What everybody gets all audiences get.
                let earlier =
                    last.iter().filter(|(other, _)| audience.is_none() || other.is_none() || **other == audience);
                if let Some((_, (_, before))) = earlier.into_iter().find(|(_, (before, _))| is_before(date, *before)) {
                    return Some((*before, issue.number));
                }
            }
            let audiences = issue.packs.iter().map(|pack| pack.audience.as_deref());
            last.extend(audiences.map(|audience| (audience, (date, issue.number))));
        }
        None
    }

    /// The issue that was sent out to any of these after a day.
    pub fn after<'a>(&'a self, day: Date, audiences: &[Option<&str>]) -> Option<&'a Issue> {
        let is_theirs = |pack: &IssuedPack| {
            let sent = pack.audience.as_deref();
            audiences.iter().any(|audience| sent.is_none() || audience.is_none() || *audience == sent)
        };
        let is_later = |issue: &&Issue| issue.date.parse().is_ok_and(|date| is_before(day, date));
        self.issues.iter().rev().filter(is_later).find(|issue| issue.packs.iter().any(is_theirs))
    }

    /// The number of the next issue; none if there is none left.
    pub fn next_number(&self) -> Option<u32> {
        Some(self.issues.last().map_or(1, |last| last.number.saturating_add(1))).filter(|number| *number <= LAST)
    }

    /// Audiences of the last issue that a pack does not have, if it has others that the issue did not have: some may have other names now.
    pub fn unknown_audiences<'a>(&'a self, audiences: &[&str]) -> Vec<&'a str> {
        let Some(last) = self.issues.last() else { return Vec::new() };
        let is_new = |name: &&&str| !last.audiences.iter().any(|other| other == **name);
        let sent = last.packs.iter().filter_map(|pack| pack.audience.as_deref());
        let names: BTreeSet<&str> = sent.chain(last.audiences.iter().map(String::as_str)).collect();
        match last.audiences.is_empty() || !audiences.iter().any(|name| is_new(&name)) {
            true => Vec::new(),
            false => names.into_iter().filter(|name| !audiences.contains(name)).collect(),
        }
    }

    /// The name of the other pack whose record this is, if it is not that of `pack`.
    pub fn other_pack(&self, pack: &str) -> Option<&str> {
        self.pack.as_deref().filter(|own| *own != pack)
    }

    /// The file as it is written: a line for each block, so that a repository keeps what is new alone.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// The numbers of all issues, in words: "issue 1", "issues 1 to 3".
    pub fn numbers_in_words(&self) -> String {
        match (self.issues.first(), self.issues.last()) {
            (Some(first), Some(last)) if self.issues.len() == 2 => {
                format!("issues {} and {}", first.number, last.number)
            }
            (Some(first), Some(last)) if first.number != last.number => {
                format!("issues {} to {}", first.number, last.number)
            }
            (Some(only), _) => format!("issue {}", only.number),
            _ => "no issue".to_owned(),
        }
    }

    /// What an audience got, the last first. What everybody got it got, too.
    pub fn of<'a>(&'a self, audience: Option<&'a str>) -> impl Iterator<Item = (&'a Issue, &'a IssuedPack)> {
        self.issues.iter().rev().filter_map(move |issue| Some((issue, issue.sent_to(audience)?)))
    }

    /// The first issue, if it was sent out when there was no such audience yet. What others got then cannot be compared with what
    /// this one gets: it may have had more.
    pub fn before_audience(&self, audience: Option<&str>) -> Option<&Issue> {
        self.issues.first().filter(|issue| match audience {
            Some(audience) => !issue.audiences.is_empty() && !issue.audiences.iter().any(|one| one == audience),
            None => issue.packs.iter().all(|pack| pack.audience.is_some()),
        })
    }

    /// Gives what keeps numbers the ids that it has now. `titles` returns for a language the titles of these things, each with the
    /// name of a document in which the thing is, and its id.
    pub fn follow(&mut self, titles: impl Fn(&str) -> Vec<[String; 3]>) {
        for issue in &mut self.issues {
            let mut names = BTreeMap::new();
            for said in issue.packs.iter().flat_map(|pack| &pack.editions) {
                let now = titles(&said.language).into_iter().map(|[document, id, title]| thing(&id, &document, &title));
                names.extend(other_ids(&things(said), &now.collect::<Vec<_>>()));
            }
            if !names.is_empty() {
                issue.packs.iter_mut().for_each(|pack| pack.rename(&names));
            }
        }
    }
}

impl Issue {
    fn sent_to(&self, audience: Option<&str>) -> Option<&IssuedPack> {
        let of = |audience: Option<&str>| self.packs.iter().find(|pack| pack.audience.as_deref() == audience);
        of(audience).or_else(|| of(None))
    }
}

impl IssuedFile {
    /// How many of its pages the annex has.
    pub(super) fn length(&self) -> usize {
        if self.taken.is_empty() { self.pages.len() } else { self.taken.len() }
    }

    /// What the pages that were taken of it draw.
    pub(super) fn shown(&self) -> Option<Vec<&String>> {
        match self.taken.as_slice() {
            [] => Some(self.pages.iter().collect()),
            taken => taken.iter().map(|page| self.pages.get(*page)).collect(),
        }
    }

    /// PDFs as they are now; those that are `known` are not drawn again.
    pub(super) fn now(files: &[(OutsidePdf, Vec<u8>)], known: &[Self]) -> Vec<Self> {
        let drawn = |(pdf, bytes): &(OutsidePdf, Vec<u8>)| {
            let (sha256, pages) = drawn(bytes, known.iter());
            let taken = numbered::taken(pdf, pages.len());
            Self { annex: pdf.annex.clone(), at: pdf.at, sha256, pages, taken, numbers: pdf.numbers.clone() }
        };
        files.iter().map(drawn).collect()
    }
}

/// The SHA-256 of a file in hexadecimal, and what its pages draw; one that is `known` is not drawn again.
pub(super) fn drawn<'a>(bytes: &[u8], mut known: impl Iterator<Item = &'a IssuedFile>) -> (String, Vec<String>) {
    let sha256 = digest(bytes);
    let same = known.find(|file| file.sha256 == sha256);
    let pages = same.map_or_else(|| annexes::drawn_pages(bytes), |file| file.pages.clone());
    (sha256, pages)
}

/// The pages of an annex, which are counted through all of its files.
#[derive(Default)]
struct Sheets {
    /// What each draws.
    drawn: Vec<String>,
    numbers: Vec<StableNumber>,
}

impl Sheets {
    fn of(annex: &str, files: &[IssuedFile]) -> Self {
        let mut sheets = Self::default();
        let mut first = 0;
        for file in files.iter().filter(|file| file.annex == annex) {
            let shown = file.shown().unwrap_or_default();
            let of_place = (1..=shown.len()).map(StableNumber::plain);
            let numbers: Vec<StableNumber> =
                if file.numbers.len() == shown.len() { file.numbers.clone() } else { of_place.collect() };
            let counted = numbers.iter().filter_map(StableNumber::counted);
            let last = counted.max().unwrap_or(shown.len());
            let on = |number: &StableNumber| match number.counted() {
                Some(counted) => StableNumber { number: (first + counted).to_string(), times: number.times },
                None => number.clone(),
            };
            sheets.numbers.extend(numbers.iter().map(on));
            sheets.drawn.extend(shown.into_iter().cloned());
            first += last;
        }
        sheets
    }

    /// The number on a page, from 1, if it is another than that of its place.
    fn number(&self, page: Option<usize>) -> Option<StableNumber> {
        let page = page?;
        self.numbers.get(page.checked_sub(1)?).filter(|number| **number != StableNumber::plain(page)).cloned()
    }
}

/// Returns whether a date is certainly before another one.
fn is_before(one: Date, other: Date) -> bool {
    one.last_day() < other.first_day()
}

fn originals(opened: &Opened) -> BTreeMap<String, String> {
    let files = opened.files.iter().filter(|(path, _)| path.starts_with(ANNEXES));
    files.map(|(path, bytes)| (path.clone(), digest(bytes))).collect()
}

fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

impl IssuedPack {
    /// Gives things the ids that they have now, after those that they had.
    fn rename(&mut self, names: &BTreeMap<String, String>) {
        self.editions.iter_mut().for_each(|said| *said = with_ids(said, names));
        let parts = self.numbered.iter_mut().flat_map(|pages| &mut pages.parts);
        parts.for_each(|part| part.part = renamed(&part.part, names));
        let ids = self.files.iter_mut().map(|file| &mut file.annex);
        let annexes =
            self.annexes.iter_mut().flat_map(|annex| std::iter::once(&mut annex.id).chain(&mut annex.decision));
        let ids = ids.chain(annexes).chain(self.withheld.values_mut());
        for id in ids {
            if let Some(now) = names.get(id) {
                id.clone_from(now);
            }
        }
    }

    /// Returns what is wrong with it, as a half sentence.
    fn examine(&self) -> Result<(), &'static str> {
        if !is_digest(&self.zip) || !self.files.iter().all(|file| is_digest(&file.sha256)) {
            return Err("a digest is not 64 characters from 0 to 9 and a to f");
        }
        match self.annexes.iter().all(|annex| said::is_shown(&annex.number.number)) {
            true => Ok(()),
            false => Err(said::NOT_SHOWN),
        }
    }

    /// The record of a pack, with the files of its annexes as they are in the workspace.
    pub fn of(opened: &Opened, zip: &[u8], files: &[(OutsidePdf, Vec<u8>)]) -> Self {
        let editions = editions(opened).into_iter().map(|(folder, mut said)| {
            annexes::number_pages((opened, &folder), &mut said, |_| true);
            said
        });
        Self {
            audience: opened.manifest.audience.clone(),
            zip: digest(zip),
            editions: editions.collect(),
            files: IssuedFile::now(files, &[]),
            originals: originals(opened),
            annexes: Vec::new(),
            numbered: numbered::numbered(opened),
            withheld: BTreeMap::new(),
        }
    }

    /// Adds the files of which others were made, and that are not those that were sent out.
    pub fn add_sources(&self, now: &Said, sources: &[SourceOfAnnex], changes: &mut EditionChanges) {
        let is_other =
            |source: &&SourceOfAnnex| self.originals.get(&source.path).is_some_and(|before| *before != source.sha256);
        for source in sources.iter().filter(is_other) {
            let name = source.path.rsplit('/').next().unwrap_or_default();
            annexes::add_file(&source.annex, name, now, changes);
        }
    }

    /// The edition of the same language, in which things have the ids that they have now.
    pub fn edition(&self, now: &Said) -> Option<Cow<'_, Said>> {
        let before = self.editions.iter().find(|said| said.language == now.language)?;
        Some(with_later_ids(before, now))
    }

    /// The changes of an edition since then, which is new if there was none of its language. `files` are the PDFs of annexes as they
    /// are now, and `withheld` the ids of placeholders, each with the id of the part for which it stands now.
    pub fn changes(
        &self,
        now: &Said,
        files: &[(OutsidePdf, Vec<u8>)],
        withheld: &BTreeMap<String, String>,
    ) -> EditionChanges {
        let Some(before) = self.edition(now) else {
            let language = now.language.clone();
            return EditionChanges { language, is_new: Some(true), ..EditionChanges::default() };
        };
        let mut changes = match self.withheld.is_empty() && withheld.is_empty() {
            true => collect::edition(&before, now),
            false => {
                let mut changes = collect::edition(&with_ids(&before, &self.withheld), &with_ids(now, withheld));
                let is_new = |id: &&String| self.withheld.values().all(|before| before != *id);
                leave_stubs(&mut changes, &withheld.values().filter(is_new).map(String::as_str).collect());
                let placeholders = withheld.iter().map(|(placeholder, id)| (id.clone(), placeholder.clone())).collect();
                for change in &mut changes.changes {
                    change.anchor = change.anchor.take().map(|anchor| renamed(&anchor, &placeholders));
                }
                changes
            }
        };
        numbered::name_pages(&mut changes, &self.numbered, &[]);
        let outside = files;
        let files = IssuedFile::now(outside, &self.files);
        let names: BTreeSet<&str> = files.iter().map(|file| file.annex.as_str()).collect();
        for annex in names {
            let (old, new) = (Sheets::of(annex, &self.files), Sheets::of(annex, &files));
            if !old.drawn.is_empty() && old.drawn != new.drawn {
                let found = annexes::pages_since(&old.drawn, &new.drawn).into_iter().map(|change| Change {
                    old_sheet: old.number(change.page.and_then(|page| page.before)),
                    new_sheet: new.number(change.page.and_then(|page| page.after)),
                    ..change
                });
                annexes::put_pages(annex, found, now, &mut changes);
            }
        }
        for ((pdf, _), file) in outside.iter().zip(&files).filter(|((pdf, _), _)| pdf.has_original) {
            let former = self.files.iter().find(|other| other.annex == file.annex && other.at == file.at);
            if former.is_some_and(|former| former.shown() == file.shown() && former.pages != file.pages) {
                let name = pdf.path.rsplit('/').next().unwrap_or_default();
                annexes::add_file(&file.annex, name, now, &mut changes);
            }
        }
        changes
    }
}
