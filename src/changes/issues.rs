//! What was sent out: kept beside the definition, so that a later pack can say what changed.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::said::Said;
use super::{annexes, collect, editions};
use crate::edition::{EditionChanges, OutsidePdf};
use crate::meeting::Date;
use crate::pack::{Opened, digest};

/// The version of the form.
const VERSION: u32 = 1;

/// All issues of a pack: `issues.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issues {
    /// 1
    pub version: u32,
    /// The issues, by number.
    pub issues: Vec<Issue>,
}

/// A pack that was sent out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// Its number, from 1.
    pub number: u32,
    /// The day on which it was sent out: 2026-03-05.
    pub date: String,
    /// The packs of all audiences.
    pub packs: Vec<IssuedPack>,
}

/// The pack of one audience, as it was sent out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedPack {
    /// The audience; none if everybody gets the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<String>,
    /// The SHA-256 of the zip, in hexadecimal.
    pub zip: String,
    /// What each edition says.
    pub editions: Vec<Said>,
    /// The PDFs of annexes.
    pub files: Vec<IssuedFile>,
}

/// A PDF of an annex, as it was sent out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedFile {
    /// The id of the annex.
    pub annex: String,
    /// Its place among the files of the annex, from 0.
    pub at: usize,
    /// The SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// The digest of what each page draws.
    pub pages: Vec<String>,
}

impl Default for Issues {
    fn default() -> Self {
        Self { version: VERSION, issues: Vec::new() }
    }
}

impl Issues {
    /// Reads the file; nothing if it is not one, or of another version, or was not written by us.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut issues: Self = serde_json::from_slice(bytes).ok().filter(|issues: &Self| issues.version == VERSION)?;
        if issues.issues.iter().any(|issue| Date::from_str(&issue.date).is_err()) {
            return None;
        }
        for pack in issues.issues.iter_mut().flat_map(|issue| &mut issue.packs) {
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

    /// What an audience got, the last first.
    pub fn of<'a>(&'a self, audience: Option<&'a str>) -> impl Iterator<Item = (&'a Issue, &'a IssuedPack)> {
        self.issues.iter().rev().filter_map(move |issue| {
            let pack = issue.packs.iter().find(|pack| pack.audience.as_deref() == audience)?;
            Some((issue, pack))
        })
    }
}

impl IssuedPack {
    /// The record of a pack, with the files of its annexes as they are in the workspace.
    pub fn of(opened: &Opened, zip: &[u8], files: &[(OutsidePdf, Vec<u8>)]) -> Self {
        let issued = files.iter().map(|(pdf, bytes)| IssuedFile {
            annex: pdf.annex.clone(),
            at: pdf.at,
            sha256: digest(bytes),
            pages: annexes::drawn_pages(bytes),
        });
        let editions = editions(opened).into_iter().map(|(folder, mut said)| {
            annexes::number_pages(opened, &folder, &mut said);
            said
        });
        Self {
            audience: opened.manifest.audience.clone(),
            zip: digest(zip),
            editions: editions.collect(),
            files: issued.collect(),
        }
    }

    /// The changes of an edition since then, which is new if there was none of its language. `files` are the PDFs of annexes as they are now.
    pub fn changes(&self, now: &Said, files: &[(OutsidePdf, Vec<u8>)]) -> EditionChanges {
        let Some(before) = self.editions.iter().find(|said| said.language == now.language) else {
            let language = now.language.clone();
            return EditionChanges { language, is_new: Some(true), ..EditionChanges::default() };
        };
        let mut changes = collect::edition(before, now);
        for (pdf, bytes) in files {
            let is_it = |file: &&IssuedFile| file.annex == pdf.annex && file.at == pdf.at;
            if let Some(file) = self.files.iter().find(is_it).filter(|file| file.sha256 != digest(bytes)) {
                annexes::pages_since(&pdf.annex, &file.pages, &annexes::drawn_pages(bytes), now, &mut changes);
            }
        }
        changes
    }
}
