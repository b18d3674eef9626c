//! `manifest.json`: the files of a pack, its content, and the inputs from which it was made.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::fault::Fault;
use crate::edition::PagesOfPart;

/// The name of the manifest in the zip.
pub const MANIFEST: &str = "manifest.json";

/// The name of the seal in the zip: a signature (CMS) on the manifest.
pub const SEAL: &str = "manifest.json.p7s";

/// The name of the manifest's format.
const FORMAT: &str = "packwright-manifest";
/// The form that is written and read. Signatures on packs of version 1 did not bind the pack.
const VERSION: u32 = 2;
/// The most seals of earlier signers: minutes have no more fields than 64 (`sign`).
const SEALS: usize = 64;

/// The form of the manifest; a change that readers could stumble over raises the version.
///
/// Signing changes three things in it and nothing else: the minutes that are listed, what they were before
/// (`unsigned`), and the seals of those who signed earlier. So its state before anybody signed can be derived from it
/// ([`Manifest::binding`]), and its state at each of its seals ([`Manifest::at_seal`]).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// `packwright-manifest`
    pub format: String,
    /// 2
    pub version: u32,
    /// The program that made the pack.
    pub tool: Tool,
    /// The pack's id.
    pub pack: String,
    /// The meeting's title in the first language.
    pub title: String,
    /// The audience that the pack is for; none if everybody gets the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<String>,
    /// Of an extract: the digest (SHA-256, in hexadecimal) of the first seal of the signed pack that it is of. A digest of what the pack
    /// says would tell a short secret to whoever tries all that it may be; nobody can make a signature to try.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extract_of: Option<String>,
    /// Texts that stand in the place of what the audience does not get; in the pack of the first audience, those of all others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instead: Vec<String>,
    /// The stage that the papers have reached.
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
    /// The files of the pack, except this one and its seal, in their order in the zip.
    pub files: Vec<File>,
    /// The files that the documents were made of.
    pub inputs: Vec<Input>,
    /// The seals of those who signed before the last, in that order; the last one is beside the manifest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seals: Vec<Seal>,
}

/// A seal that others have followed, and the minutes as they were when it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// The minutes by their paths.
    pub minutes: BTreeMap<String, State>,
    /// The signature (CMS) in base64.
    pub seal: String,
}

impl Seal {
    pub(super) fn new(minutes: BTreeMap<String, State>, seal: &[u8]) -> Self {
        Self { minutes, seal: STANDARD.encode(seal) }
    }

    /// The signature in DER; nothing if it cannot be read.
    pub fn bytes(&self) -> Vec<u8> {
        STANDARD.decode(&self.seal).unwrap_or_default()
    }
}

/// A file at a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Its size in bytes.
    pub size: usize,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
    /// The SHA-256 of its bytes as they were compressed in the zip.
    pub compressed_sha256: String,
}

/// The program that made a pack.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tool {
    /// `packwright`
    pub name: String,
    /// Its version.
    pub version: String,
}

/// An approval, as it states itself.
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
    /// The number of its pages; a page for browsers has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<usize>,
    /// The parts that begin pages, with the numbers of these, where they stay as they were sent out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PagesOfPart>,
    /// Its size in bytes.
    pub size: usize,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
    /// The SHA-256 of its bytes as they are compressed in the zip.
    pub compressed_sha256: String,
    /// Of minutes that are signed: what they were before, with which they still begin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unsigned: Option<State>,
    /// The standards that were enforced; a page for browsers claims none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub standards: Vec<String>,
    /// Standards that the document would meet without the outside files in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missed: Vec<Missed>,
}

impl File {
    /// Returns whether these are the minutes of an edition.
    fn is_minutes(&self) -> bool {
        self.path == "minutes.pdf" || self.path.strip_suffix("/minutes.pdf") == Some(self.language.as_str())
    }

    pub(super) fn state(&self) -> State {
        let Self { size, sha256, compressed_sha256, .. } = self.clone();
        State { size, sha256, compressed_sha256 }
    }

    pub(super) fn put(&mut self, state: State) {
        (self.size, self.sha256, self.compressed_sha256) = (state.size, state.sha256, state.compressed_sha256);
    }
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

impl Manifest {
    /// The manifest of a pack of which nothing is known yet.
    pub fn new() -> Self {
        let tool = Tool { name: "packwright".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() };
        Self { format: FORMAT.to_owned(), version: VERSION, tool, ..Self::default() }
    }

    /// Reads a manifest of this version.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Fault> {
        #[derive(Deserialize)]
        struct Head {
            format: String,
            version: u32,
        }
        let head: Option<Head> = serde_json::from_slice(bytes).ok().filter(|head: &Head| head.format == FORMAT);
        match head.map(|head| head.version) {
            Some(VERSION) => {}
            Some(other) => return Err(Fault::OtherVersion(other < VERSION)),
            None => return Err(Fault::BadManifest),
        }
        let manifest: Self = serde_json::from_slice(bytes).map_err(|_| Fault::BadManifest)?;
        if manifest.is_consistent() { Ok(manifest) } else { Err(Fault::BadManifest) }
    }

    /// Returns whether the entries that signing writes are only on minutes, and on all of them.
    fn is_consistent(&self) -> bool {
        let unsigned = |file: &File| file.unsigned.is_some();
        let minutes: Vec<&str> = self.minutes().map(|file| file.path.as_str()).collect();
        let none_but_minutes = self.files.iter().all(|file| file.is_minutes() || !unsigned(file));
        let all_or_none = self.minutes().all(unsigned) || self.seals.is_empty() && !self.minutes().any(unsigned);
        let of_all = |seal: &Seal| {
            seal.minutes.len() == minutes.len() && minutes.iter().all(|path| seal.minutes.contains_key(*path))
        };
        none_but_minutes && all_or_none && self.seals.len() < SEALS && self.seals.iter().all(of_all)
    }

    /// The digest of everything that is final in a pack, which every signature on its minutes carries: of the manifest as
    /// it was before anybody signed. So it is the SHA-256 of `manifest.json` in the zip that was not signed yet.
    pub fn binding(&self) -> String {
        let mut manifest = self.clone();
        for file in &mut manifest.files {
            if let Some(unsigned) = file.unsigned.take() {
                file.put(unsigned);
            }
        }
        manifest.seals.clear();
        format!("sha256:{}", digest(manifest.to_json().as_bytes()))
    }

    /// The manifest that one of the seals of earlier signers is on, counted from 0; the bytes as they were.
    pub fn at_seal(&self, number: usize) -> Option<Vec<u8>> {
        let seal = self.seals.get(number)?;
        let mut manifest = self.clone();
        for file in manifest.files.iter_mut().filter(|file| file.is_minutes()) {
            file.put(seal.minutes.get(&file.path)?.clone());
        }
        manifest.seals.truncate(number);
        Some(manifest.to_json().into_bytes())
    }

    /// The file as it is written.
    pub(super) fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("a manifest holds only texts and numbers");
        text.push('\n');
        text
    }

    /// The minutes, one file for each language.
    pub fn minutes(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.is_minutes())
    }
}

/// The SHA-256 of a content, in hexadecimal.
pub fn digest(content: &[u8]) -> String {
    hex::encode(Sha256::digest(content))
}
