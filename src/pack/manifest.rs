//! `manifest.json`: what is in a pack, what it says and what it was made of.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The name of the manifest in the zip.
pub const MANIFEST: &str = "manifest.json";

/// What a manifest says that it is.
const FORMAT: &str = "packwright-manifest";

/// The form of the manifest; a change that readers could stumble over raises the version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// `packwright-manifest`
    pub format: String,
    /// 1
    pub version: u32,
    /// What made the pack.
    pub tool: Tool,
    /// The pack's id.
    pub pack: String,
    /// The meeting's title in the first language.
    pub title: String,
    /// How far the meeting has come.
    pub status: String,
    /// Digests of what the minutes say, by language; approvals are given to these.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub content: BTreeMap<String, String>,
    /// Digests of how the minutes came about, by language.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub procedure: BTreeMap<String, String>,
    /// The day on which the minutes were adopted, as exactly as it is stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adopted: Option<String>,
    /// Who approved the minutes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub approvals: Vec<Approved>,
    /// Who signs the minutes, in each edition.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signatories: Vec<Signatory>,
    /// The files of the pack, but for this one and its seal, in the order in which they lie in the zip.
    pub files: Vec<File>,
    /// The files that the documents were made of.
    pub inputs: Vec<Input>,
}

/// What made a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tool {
    /// `packwright`
    pub name: String,
    /// Its version.
    pub version: String,
}

/// An approval, as far as it says itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approved {
    /// The id of the person.
    pub person: String,
    /// Their name in the language of the edition.
    pub name: String,
    /// In what capacity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<String>,
    /// The edition.
    pub language: String,
    /// When, in UTC (RFC 3339).
    pub at: String,
    /// The digest of what was approved.
    pub content: String,
}

/// Somebody who signs the minutes; the field for it has the person's id as its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signatory {
    /// The id of the person.
    pub person: String,
    /// Their name in the language of the edition.
    pub name: String,
    /// The edition.
    pub language: String,
}

/// A file of the pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Its path in the zip.
    pub path: String,
    /// The title, as in the PDF's metadata.
    pub title: String,
    /// The language as a BCP 47 tag.
    pub language: String,
    /// How many pages it has; a page for browsers has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<usize>,
    /// Its size in bytes.
    pub size: usize,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
    /// The SHA-256 of its bytes as they are compressed in the zip.
    pub compressed_sha256: String,
    /// The standards that were enforced; a page for browsers claims none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub standards: Vec<String>,
    /// Standards that the document would meet but for files of somebody else's in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missed: Vec<Missed>,
}

/// A standard that a document does not meet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missed {
    /// Its name: `PDF/UA-1`.
    pub standard: String,
    /// Why.
    pub because: String,
}

/// A file that documents were made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Its path in the workspace.
    pub path: String,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
}

impl Input {
    /// The input of this path and content.
    pub fn new(path: impl Into<String>, content: &[u8]) -> Self {
        Self { path: path.into(), sha256: digest(content) }
    }
}

/// What the manifest says beside the list of files.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The pack's id.
    pub pack: String,
    /// The meeting's title in the first language.
    pub title: String,
    /// How far the meeting has come.
    pub status: String,
    /// Digests of what the minutes say, by language.
    pub content: BTreeMap<String, String>,
    /// Digests of how they came about, by language.
    pub procedure: BTreeMap<String, String>,
    /// The day on which they were adopted.
    pub adopted: Option<String>,
    /// Who approved the minutes.
    pub approvals: Vec<Approved>,
    /// Who signs them.
    pub signatories: Vec<Signatory>,
    /// The files that the documents were made of.
    pub inputs: Vec<Input>,
}

impl Manifest {
    pub(super) fn new(facts: &Facts, files: Vec<File>) -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: 1,
            tool: Tool { name: "packwright".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
            pack: facts.pack.clone(),
            title: facts.title.clone(),
            status: facts.status.clone(),
            content: facts.content.clone(),
            procedure: facts.procedure.clone(),
            adopted: facts.adopted.clone(),
            approvals: facts.approvals.clone(),
            signatories: facts.signatories.clone(),
            files,
            inputs: facts.inputs.clone(),
        }
    }

    /// Reads a manifest; `None` if it is none of this version.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let manifest: Self = serde_json::from_slice(bytes).ok()?;
        (manifest.format == FORMAT && manifest.version == 1).then_some(manifest)
    }

    /// The file as it is written.
    pub(super) fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("a manifest holds only texts and numbers");
        text.push('\n');
        text
    }

    /// Paths of the minutes, one for each language.
    pub fn minutes(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.path == "minutes.pdf" || file.path.ends_with("/minutes.pdf"))
    }
}

/// The SHA-256 of a content, in hexadecimal.
pub fn digest(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}
