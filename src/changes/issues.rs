//! What was sent out: kept beside the definition, so that a later pack can say what changed.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::numbered::IssuedPages;
use super::said::Said;
use super::{annexes, collect, editions, numbered, said};
use crate::edition::{EditionChanges, OutsidePdf};
use crate::meeting::{Date, SentAnnex};
use crate::pack::{Opened, digest};
use crate::read;

/// The version of the form.
const VERSION: u32 = 1;

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
    pub date: String,
    /// The audiences that the pack had, whether it was sent to all of them or not: who is none of them is new since.
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
    /// The numbers of annexes, for a body that keeps them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub annexes: Vec<SentAnnex>,
    /// The numbers of pages, of documents in which they stay.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbered: Vec<IssuedPages>,
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
}

/// The reason why a record is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadRecord {
    /// A later version of the program wrote it.
    Later,
    /// It is damaged, was changed by hand, or is something else.
    Other,
}

impl BadRecord {
    /// What to do.
    pub fn hint(self) -> &'static str {
        match self {
            Self::Later => "use that version",
            Self::Other => "restore the file from your repository",
        }
    }
}

impl fmt::Display for BadRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Later => "this was written by a later version of packwright",
            Self::Other => "this is no record of issues",
        })
    }
}

impl Default for Issues {
    fn default() -> Self {
        Self { schema: None, version: VERSION, issues: Vec::new() }
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
    /// It is not one, or of a later version, or was not written by us.
    pub fn read(bytes: &[u8]) -> Result<Self, BadRecord> {
        #[derive(Deserialize)]
        struct Version {
            version: u64,
        }
        let version: Version = serde_json::from_slice(bytes).map_err(|_| BadRecord::Other)?;
        match version.version {
            later if later > u64::from(VERSION) => Err(BadRecord::Later),
            _ => Self::read_known(bytes).ok_or(BadRecord::Other),
        }
    }

    fn read_known(bytes: &[u8]) -> Option<Self> {
        let mut issues: Self = serde_json::from_slice(bytes).ok().filter(|issues: &Self| issues.version == VERSION)?;
        let is_next = issues.issues.is_sorted_by(|one, next| one.number < next.number);
        let is_first = issues.issues.first().is_none_or(|first| first.number > 0);
        if !is_next || !is_first || issues.issues.iter().any(|issue| Date::from_str(&issue.date).is_err()) {
            return None;
        }
        for pack in issues.issues.iter_mut().flat_map(|issue| &mut issue.packs) {
            if !pack.annexes.iter().all(|annex| said::is_shown(&annex.number.number)) {
                return None;
            }
            pack.editions = std::mem::take(&mut pack.editions).into_iter().map(Said::joined).collect::<Option<_>>()?;
        }
        Some(issues)
    }

    /// The file as it is written: a line for each block, so that a repository keeps what is new alone.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// What an audience got, the last first. What everybody got it got, too.
    pub fn of<'a>(&'a self, audience: Option<&'a str>) -> impl Iterator<Item = (&'a Issue, &'a IssuedPack)> {
        self.issues.iter().rev().filter_map(move |issue| Some((issue, issue.sent_to(audience)?)))
    }

    /// The first issue, if it was sent out when there was no such audience yet. What others got then cannot be held against what
    /// this one gets: it may have had more.
    pub fn before_audience(&self, audience: Option<&str>) -> Option<&Issue> {
        self.issues.first().filter(|issue| match audience {
            Some(audience) => !issue.audiences.is_empty() && !issue.audiences.iter().any(|one| one == audience),
            None => issue.packs.iter().all(|pack| pack.audience.is_some()),
        })
    }
}

impl Issue {
    fn sent_to(&self, audience: Option<&str>) -> Option<&IssuedPack> {
        let of = |audience: Option<&str>| self.packs.iter().find(|pack| pack.audience.as_deref() == audience);
        of(audience).or_else(|| of(None))
    }
}

impl IssuedFile {
    /// PDFs as they are now; those that are `known` are not drawn again.
    pub(super) fn now(files: &[(OutsidePdf, Vec<u8>)], known: &[Self]) -> Vec<Self> {
        let drawn = |(pdf, bytes): &(OutsidePdf, Vec<u8>)| {
            let sha256 = digest(bytes);
            let same = known.iter().find(|file| file.sha256 == sha256);
            let pages = same.map_or_else(|| annexes::drawn_pages(bytes), |file| file.pages.clone());
            let taken = numbered::taken(pdf, pages.len());
            Self { annex: pdf.annex.clone(), at: pdf.at, sha256, pages, taken }
        };
        files.iter().map(drawn).collect()
    }
}

impl IssuedPack {
    /// The record of a pack, with the files of its annexes as they are in the workspace.
    pub fn of(opened: &Opened, zip: &[u8], files: &[(OutsidePdf, Vec<u8>)]) -> Self {
        let editions = editions(opened).into_iter().map(|(folder, mut said)| {
            annexes::number_pages(opened, &folder, &mut said);
            said
        });
        Self {
            audience: opened.manifest.audience.clone(),
            zip: digest(zip),
            editions: editions.collect(),
            files: IssuedFile::now(files, &[]),
            annexes: Vec::new(),
            numbered: numbered::numbered(opened),
        }
    }

    /// The changes of an edition since then, which is new if there was none of its language. `files` are the PDFs of annexes as they are now.
    pub fn changes(&self, now: &Said, files: &[(OutsidePdf, Vec<u8>)]) -> EditionChanges {
        let Some(before) = self.editions.iter().find(|said| said.language == now.language) else {
            let language = now.language.clone();
            return EditionChanges { language, is_new: Some(true), ..EditionChanges::default() };
        };
        let mut changes = collect::edition(before, now);
        numbered::name_pages(&mut changes, &self.numbered);
        let files = IssuedFile::now(files, &self.files);
        let names: BTreeSet<&str> = files.iter().map(|file| file.annex.as_str()).collect();
        for annex in names {
            // Pages are counted through all files of an annex.
            let pages = |files: &[IssuedFile]| -> Vec<String> {
                files.iter().filter(|file| file.annex == annex).flat_map(|file| file.pages.iter().cloned()).collect()
            };
            let (old, new) = (pages(&self.files), pages(&files));
            if !old.is_empty() && old != new {
                annexes::pages_since(annex, &old, &new, now, &mut changes);
            }
        }
        changes
    }
}
